#include "config.h"

#include "signal/fixture.h"
#include "net/touchstone.h"
#include "tests/signal/fixture_truth.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* FIX-DUT-FIX boards whose fixtures are 47 or 55 ohm, the 2x-thru's being 51. */
static void fixtures_of_other_copper_are_removed_as_they_are(void)
{
    const double copper[] = {47.0, 55.0};
    for (size_t c = 0; c < 2; c++) {
        struct net thru, fdf, dut;
        struct fixture plain, corrected;
        truth_set(51.0, copper[c], &thru, &fdf, &dut);
        CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &plain, NULL), LR_OK);
        CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &fdf, "2x", &corrected, NULL),
                        LR_OK);
        /* Without correction the step from 47 or 55 to 51 ohm stays in the DUT, at either
         * end and thus up to three times 0.04. */
        CU_ASSERT(truth_error(&fdf, &plain.half1, &plain.half2, &dut, 10e9) > 0.12);
        const struct net *const half1 = &corrected.half1, *const half2 = &corrected.half2;
        CLOSE(truth_error(&fdf, half1, half2, &dut, 10e9), 0.0, 0.010);
        CLOSE(truth_error(&fdf, half1, half2, &dut, 20e9), 0.0, 0.022);
        CLOSE(truth_error(&fdf, half1, half2, &dut, 36e9), 0.0, 0.050);
        CLOSE(corrected.z_mid, copper[c], 0.2);
        CLOSE(corrected.f_valid, 36e9, 1.0);
        fixture_free(&corrected);
        fixture_free(&plain);
        net_free(&dut);
        net_free(&fdf);
        net_free(&thru);
    }
}

static void fixtures_like_the_2x_thru_are_removed_too(void)
{
    struct net thru, fdf, dut;
    struct fixture fixture;
    truth_set(51.0, 51.0, &thru, &fdf, &dut);
    CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &fdf, "2x", &fixture, NULL), LR_OK);
    /* 0.004 without correction; layers of one sample are coarser. */
    CLOSE(truth_error(&fdf, &fixture.half1, &fixture.half2, &dut, 5e9), 0.0, 0.005);
    CLOSE(truth_error(&fdf, &fixture.half1, &fixture.half2, &dut, 20e9), 0.0, 0.018);
    CLOSE(fixture.z_mid, 51.0, 0.2);
    fixture_free(&fixture);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

/* Each side has its own profile: 46.3 ohm left, 54.9 ohm right. */
static void sides_of_different_copper_keep_their_own_profile(void)
{
    struct net thru, fdf, dut;
    struct fixture fixture;
    truth_set(51.0, 51.0, &thru, &fdf, &dut);
    for (size_t k = 0; k < fdf.nf; k++) {
        const double f = fdf.freq[k];
        truth_put(&fdf, k, truth_times(truth_times(truth_left(f, 46.3), truth_dut(f)),
                                       truth_right(f, 54.9)));
    }
    CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &fdf, "2x", &fixture, NULL), LR_OK);
    CLOSE(truth_error(&fdf, &fixture.half1, &fixture.half2, &dut, 20e9), 0.0, 0.025);
    CLOSE(fixture.z_mid, 0.5 * (46.3 + 54.9), 0.2);
    fixture_free(&fixture);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

/* Where nothing reflects, a half is half of the 2x-thru's propagation: e^{-gamma l}. */
static void matched_fixture_is_half_of_the_propagation(void)
{
    struct net thru = truth_net(1000, 20e6, 20e6), fdf = truth_net(1000, 20e6, 20e6);
    struct fixture fixture;
    double through = 0.0, reflected = 0.0;
    for (size_t k = 0; k < thru.nf; k++) {
        const double complex gamma = 0.3 * sqrt((double)(k + 1) / 1000.0) +
                                     I * two_pi * thru.freq[k] * 0.7313e-9;
        *net_s(&thru, k, 0, 1) = *net_s(&thru, k, 1, 0) = cexp(-gamma);
        *net_s(&fdf, k, 0, 1) = *net_s(&fdf, k, 1, 0) = cexp(-1.7 * gamma);
    }
    CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &fdf, "2x", &fixture, NULL), LR_OK);
    for (size_t k = 0; k < thru.nf; k++) {
        const double complex gamma = 0.3 * sqrt((double)(k + 1) / 1000.0) +
                                     I * two_pi * thru.freq[k] * 0.7313e-9;
        through = fmax(through, cabs(*net_s(&fixture.half1, k, 1, 0) -
                                     cexp(-0.5 * gamma)));
        through = fmax(through, cabs(*net_s(&fixture.half2, k, 0, 1) -
                                     cexp(-0.5 * gamma)));
        reflected = fmax(reflected, cabs(*net_s(&fixture.half1, k, 0, 0)));
        reflected = fmax(reflected, cabs(*net_s(&fixture.half2, k, 1, 1)));
    }
    CLOSE(through, 0.0, 1e-11);
    CLOSE(reflected, 0.0, 1e-12);
    CLOSE(fixture.z_mid, 50.0, 1e-9);
    fixture_free(&fixture);
    net_free(&fdf);
    net_free(&thru);
}

/* The first consistency test of IEEE 370's users: the 2x-thru taken for FIX-DUT-FIX
 * leaves a DUT that is nothing, within 0.1 dB and 1 degree (limits as scikit-rf 2.0 draws
 * them). */
static void taken_off_itself_the_2x_thru_leaves_nothing(void)
{
    struct net thru;
    struct fixture fixture;
    const char *path = tap_reference("channels/se_2xthru.s2p");
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &thru, NULL), LR_OK);
    CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &thru, "2x", &fixture, NULL), LR_OK);
    double loss_db = 0.0, degrees = 0.0;
    for (size_t k = 0; k < thru.nf && thru.freq[k] <= fixture.f_valid; k++) {
        double complex x[4];
        truth_remove(&thru, &fixture.half1, &fixture.half2, k, x);
        loss_db = fmax(loss_db, fabs(20.0 * log10(cabs(x[2]))));
        degrees = fmax(degrees, fabs(carg(x[2])) * 360.0 / two_pi);
    }
    CLOSE(loss_db, 0.0, 0.1);
    CLOSE(degrees, 0.0, 1.0);
    fixture_free(&fixture);
    net_free(&thru);
}

static void measurement_on_another_grid_is_brought_to_that_of_the_2x_thru(void)
{
    struct net thru, fdf, dut, other = truth_net(2001, 0.0, 20e6);
    struct fixture same, fixture;
    struct lr_error err = {.notes = notes_new(true)};
    truth_set(51.0, 47.0, &thru, &fdf, &dut);
    *net_s(&other, 0, 0, 1) = *net_s(&other, 0, 1, 0) = 1.0;
    for (size_t k = 1; k < other.nf; k++)
        for (size_t l = 0; l < 4; l++)
            other.s[4 * k + l] = fdf.s[4 * (2 * k - 1) + l];
    CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &fdf, "2x", &same, NULL), LR_OK);
    CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &other, "2x", &fixture, &err), LR_OK);
    CU_ASSERT(net_same_grid(&fixture.half1, &thru));
    /* Splines on twice the step: a few parts in a thousand. */
    for (size_t k = 199; k < 3600; k += 200)
        CLOSE(cabs(*net_s(&fixture.half1, k, 0, 0) - *net_s(&same.half1, k, 0, 0)), 0.0,
              3e-3);
    fixture_free(&fixture);
    fixture_free(&same);
    notes_free(err.notes);
    net_free(&other);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

static void refused(const struct net *thru, const struct net *fdf, enum lr_status status,
                    const char *text)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct fixture fixture;
    CU_ASSERT_EQUAL(fixture_split_corrected(thru, fdf, "2x.s2p", &fixture, &err), status);
    SAME_TEXT(err.text, text);
    CU_ASSERT_PTR_NULL(fixture.half1.s);
    CU_ASSERT_PTR_NULL(fixture.half2.s);
}

static void measurements_that_do_not_fit_are_refused(void)
{
    struct net thru, fdf, dut, four, narrow = truth_net(1000, 10e6, 10e6);
    truth_set(51.0, 47.0, &thru, &fdf, &dut);
    CU_ASSERT_EQUAL_FATAL(net_init(&four, 20, 4, 50.0, NULL), LR_OK);
    refused(&thru, &four, LR_EDOMAIN,
            "FIX-DUT-FIX of 2x.s2p: 4 ports; a fixture is split as a 2-port, port 1 left "
            "and port 2 right");
    refused(&four, &thru, LR_EDOMAIN,
            "2x.s2p: 4 ports; a fixture is split as a 2-port, port 1 left and port 2 "
            "right");
    memcpy(narrow.s, fdf.s, 4 * narrow.nf * sizeof *narrow.s);
    refused(&thru, &narrow, LR_EDOMAIN,
            "FIX-DUT-FIX of 2x.s2p: 10.01 GHz is outside its band, 0 to 10 GHz");
    dut.zref[0] = dut.zref[1] = 42.5;
    refused(&thru, &dut, LR_EDOMAIN,
            "FIX-DUT-FIX of 2x.s2p: reference of 42.5 ohm, the 2x-thru has 50; "
            "renormalise one to the other");
    *net_s(&thru, 72, 0, 0) = 1.0625;
    refused(&thru, &fdf, LR_EDOMAIN,
            "2x.s2p: |S11| is 1.062 at 0.73 GHz; to peel a fixture the 2x-thru must "
            "reflect less than 1");
    net_free(&narrow);
    net_free(&four);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

/* S22 = 1.3 at all frequencies reflects more than comes: no impedance does that. */
static void measurement_that_cannot_be_peeled_is_refused(void)
{
    struct net thru, fdf, dut;
    struct lr_error err = {LR_OK, "", NULL};
    struct fixture fixture;
    truth_set(51.0, 47.0, &thru, &fdf, &dut);
    for (size_t k = 0; k < fdf.nf; k++)
        *net_s(&fdf, k, 1, 1) = 1.3;
    CU_ASSERT_EQUAL(fixture_split_corrected(&thru, &fdf, "2x.s2p", &fixture, &err),
                    LR_ENUMERIC);
    /* 50 ohm x 2.3/-0.3 */
    const char head[] = "2x.s2p: peeling FIX-DUT-FIX from port 2 comes to an impedance "
                        "of -383.";
    CU_ASSERT(!strncmp(err.text, head, sizeof head - 1));
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, " ohm; a fixture's is positive all along"));
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

static const struct tap_case cases[] = {
    {"fixtures of other copper are removed as they are",
     fixtures_of_other_copper_are_removed_as_they_are},
    {"fixtures like the 2x-thru are removed too",
     fixtures_like_the_2x_thru_are_removed_too},
    {"sides of different copper keep their own profile",
     sides_of_different_copper_keep_their_own_profile},
    {"a matched fixture is half of the propagation",
     matched_fixture_is_half_of_the_propagation},
    {"taken off itself the 2x-thru leaves nothing",
     taken_off_itself_the_2x_thru_leaves_nothing},
    {"a measurement on another grid is brought to that of the 2x-thru",
     measurement_on_another_grid_is_brought_to_that_of_the_2x_thru},
    {"measurements that do not fit are refused",
     measurements_that_do_not_fit_are_refused},
    {"a measurement that cannot be peeled is refused",
     measurement_that_cannot_be_peeled_is_refused},
};
TAP_MAIN("signal/fixture_corrected", cases)

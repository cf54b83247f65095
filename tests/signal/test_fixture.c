#include "config.h"

#include "signal/fixture.h"
#include "net/deembed.h"
#include "net/touchstone.h"
#include "tests/signal/fixture_truth.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

struct point {                  /* S11, S12, S21, S22 as the oracle has them   */
    double f, s[8];
};

/* A reference file of which the case needs S; false when it has been skipped. */
static bool read_file(const char *name, struct net *net)
{
    const char *path = tap_reference(name);
    if (!path)
        return false;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, net, NULL), LR_OK);
    return true;
}

static size_t index_of(const struct net *net, double f)
{
    size_t k = 0;
    while (k + 1 < net->nf && net->freq[k] < f - 1.0)
        k++;
    CLOSE(net->freq[k], f, 1.0);
    return k;
}

static void same_point(const double complex s[4], const double want[8])
{
    for (size_t l = 0; l < 4; l++) {
        CLOSE(creal(s[l]), want[2 * l], 1e-6);
        CLOSE(cimag(s[l]), want[2 * l + 1], 1e-6);
    }
}

/* Golden f1: scikit-rf 2.0.0, IEEEP370_SE_NZC_2xThru on the two files of its
 * documentation; side2_flipped there is half 2 seen from outside. */
static const struct point f1_side[] = {
    {1e9, {0.023741066, 0.019787357, 0.292808247, -0.946406186, 0.292808247,
           -0.946406186, 0.022943973, 0.001780092}},
    {2e9, {0.027184237, 0.010154569, -0.810300979, -0.555167898, -0.810300979,
           -0.555167898, -0.013065078, -0.013846753}},
    {5e9, {0.033984216, -0.002271798, 0.951548527, -0.102102209, 0.951548527,
           -0.102102209, -0.027984846, 0.01151884}},
    {9.9e9, {0.024163587, 0.012054778, 0.880936336, -0.249211617, 0.880936336,
             -0.249211617, -0.008895462, 0.019725592}},
};
static const struct point f1_dut[] = {
    {1e9, {-0.282023378, 0.370326603, -0.678882872, -0.528243627, -0.678882872,
           -0.528243627, -0.282023378, 0.370326603}},
    {2e9, {0.646184583, 0.022432159, -0.021238881, 0.713459335, -0.021238881,
           0.713459335, 0.646184583, 0.022432159}},
    {5e9, {-0.231098777, 0.433049031, 0.646747702, 0.384758352, 0.646747702,
           0.384758352, -0.231098777, 0.433049031}},
    {9.9e9, {0.466677818, -0.171699763, 0.235619589, 0.596678639, 0.235619589,
             0.596678639, 0.466677818, -0.171699763}},
};

static void documentation_example_agrees_with_scikit_rf(void)
{
    struct net thru, fdf;
    struct fixture fixture;
    if (!read_file("channels/se_2xthru.s2p", &thru))
        return;
    if (read_file("channels/se_fdf.s2p", &fdf)) {
        CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
        CLOSE(fixture.z_mid, 50.88592933783894, 1e-6);
        CLOSE(fixture.f_valid, 9e9, 1.0);
        CU_ASSERT(!memcmp(fixture.half2.freq, thru.freq, thru.nf * sizeof *thru.freq));
        for (size_t p = 0; p < 4; p++) {
            const size_t k = index_of(&thru, f1_side[p].f);
            double complex x[4];
            same_point(net_s(&fixture.half1, k, 0, 0), f1_side[p].s);
            const double complex *s = net_s(&fixture.half2, k, 0, 0);
            same_point((const double complex[]){s[3], s[2], s[1], s[0]}, f1_side[p].s);
            truth_remove(&fdf, &fixture.half1, &fixture.half2, k, x);
            same_point(x, f1_dut[p].s);
        }
        fixture_free(&fixture);
        net_free(&fdf);
    }
    net_free(&thru);
}

/* Golden f2: the same program on measured lines of 100 mm, as 2x-thru, and 200 mm; S11
 * and S21 of the 100 mm between. */
static const struct {
    double f, s11[2], s21[2];
} f2[] = {
    {1e9, {-0.008382336736270342, 0.025880160615928627},
          {-0.8979265575907853, 0.3664140686959258}},
    {5e9, {0.02667931067783902, 0.02016836275123987},
          {0.24511861088062564, 0.8375605062968805}},
    {8e9, {0.0274499127092781, 0.007758119513673001},
          {-0.8022061822078422, -0.06962700612024336}},
};

static void measured_lines_agree_with_scikit_rf(void)
{
    struct net thru, fdf;
    struct fixture fixture;
    if (!read_file("channels/CPWG100.s2p", &thru))
        return;
    if (read_file("channels/CPWG200.s2p", &fdf)) {
        CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
        CLOSE(fixture.z_mid, 51.19295334498528, 1e-6);
        for (size_t p = 0; p < 3; p++) {
            double complex x[4];
            truth_remove(&fdf, &fixture.half1, &fixture.half2,
                         index_of(&thru, f2[p].f), x);
            CLOSE(creal(x[0]), f2[p].s11[0], 1e-6);
            CLOSE(cimag(x[0]), f2[p].s11[1], 1e-6);
            CLOSE(creal(x[2]), f2[p].s21[0], 1e-6);
            CLOSE(cimag(x[2]), f2[p].s21[1], 1e-6);
        }
        fixture_free(&fixture);
        net_free(&fdf);
    }
    net_free(&thru);
}

/* Golden f3: the same program on the synthetic fixtures of fixture_truth.h; S11 and S21
 * of the DUT. */
static const struct {
    double f, s11[2], s21[2];
} f3[] = {
    {1e9, {-0.07629478441390186, 0.0314582210723492},
          {-0.6802267814636375, -0.7128984172467119}},
    {13.28e9, {-0.05268332128041728, 0.06192162777479084},
              {0.7668703970988537, 0.49823576962137067}},
    {26.56e9, {-0.08329070211346687, -0.05000623482415126},
              {0.2986796878069604, 0.7968555797403879}},
    {35e9, {-0.11714494457927285, -0.014631720134736292},
           {0.7065327385435507, 0.40192362408221993}},
};

static void synthetic_fixture_agrees_with_scikit_rf_and_with_the_truth(void)
{
    struct net thru, fdf, dut, found;
    struct fixture fixture;
    truth_set(51.0, 51.0, &thru, &fdf, &dut);
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_deembed(&fdf, &fixture.half1, &fixture.half2, &found, NULL, NULL),
                    LR_OK);
    for (size_t p = 0; p < 4; p++) {
        const double complex *x = net_s(&found, index_of(&thru, f3[p].f), 0, 0);
        CLOSE(creal(x[0]), f3[p].s11[0], 1e-6);
        CLOSE(cimag(x[0]), f3[p].s11[1], 1e-6);
        CLOSE(creal(x[2]), f3[p].s21[0], 1e-6);
        CLOSE(cimag(x[2]), f3[p].s21[1], 1e-6);
    }
    /* The bars of the golden set: 0.006 below 30 GHz, 0.0092 to 36 GHz. */
    CLOSE(truth_error(&fdf, &fixture.half1, &fixture.half2, &dut, 30e9), 0.0, 0.006);
    CLOSE(truth_error(&fdf, &fixture.half1, &fixture.half2, &dut, 36e9), 0.0, 0.0093);
    net_free(&found);
    fixture_free(&fixture);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

static void middle_delay_and_limit_are_those_of_the_lines(void)
{
    struct net thru, fdf, dut;
    struct fixture fixture;
    truth_set(51.0, 51.0, &thru, &fdf, &dut);
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
    CLOSE(fixture.z_mid, 51.0, 0.1);
    /* 60 mm at er = 3.5 (at 10 GHz, less above) and 30 fF x 25 ohm at either end. */
    CLOSE(fixture.delay, 60e-3 * sqrt(3.5) / speed_of_light + 1.5e-12, 0.7e-12);
    CLOSE(fixture.f_valid, 36e9, 1.0);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
    fixture_free(&fixture);
    CU_ASSERT_PTR_NULL(fixture.half1.s);
}

/* For any reciprocal 2x-thru, whatever the gate does, joined halves are the whole. */
static void halves_joined_are_the_2x_thru(void)
{
    struct net thru = truth_net(1500, 20e6, 20e6), joined;
    struct fixture fixture;
    double worst = 0.0;
    for (size_t k = 0; k < thru.nf; k++) {
        const double f = thru.freq[k];
        truth_put(&thru, k, truth_times(truth_left(f, 47.3), truth_right(f, 52.9)));
    }
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&fixture.half1, &fixture.half2, &joined, NULL), LR_OK);
    for (size_t l = 0; l < 4 * thru.nf; l++)
        worst = fmax(worst, cabs(joined.s[l] - thru.s[l]));
    CLOSE(worst, 0.0, 1e-10);
    net_free(&joined);
    fixture_free(&fixture);
    net_free(&thru);
}

/* Halves that reflect differently but share the middle's impedance: each is found. */
static void unlike_halves_are_told_apart(void)
{
    struct net thru = truth_net(4000, 10e6, 10e6), left = truth_net(4000, 10e6, 10e6);
    struct fixture fixture;
    double worst = 0.0;
    for (size_t k = 0; k < thru.nf; k++) {
        const double f = thru.freq[k];
        const struct chain line = truth_line(f, 37e-3, 50.7, 3.5, 0.004, 6.0);
        const struct chain half = truth_times(truth_shunt(f, 43e-15), line);
        truth_put(&left, k, half);
        truth_put(&thru, k, truth_times(truth_times(half, line),
                                        truth_shunt(f, 19e-15)));
    }
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
    for (size_t k = 0; k < 2000; k++) {
        worst = fmax(worst, cabs(*net_s(&fixture.half1, k, 0, 0) -
                                 *net_s(&left, k, 0, 0)));
        worst = fmax(worst, cabs(*net_s(&fixture.half1, k, 1, 1) -
                                 *net_s(&left, k, 1, 1)));
    }
    /* The capacitors reflect 0.13 (43 fF) and 0.06 (19 fF) at 20 GHz, half the band; the
     * band limit blurs the gate by a tenth of that. */
    CLOSE(worst, 0.0, 0.012);
    net_free(&left);
    fixture_free(&fixture);
    net_free(&thru);
}

/* S does not know its reference: the same numbers in 100 ohm are lines twice as high. */
static void reference_of_the_file_scales_the_impedance(void)
{
    struct net thru, fdf, dut;
    struct fixture at50, at100;
    truth_set(51.0, 51.0, &thru, &fdf, &dut);
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &at50, NULL), LR_OK);
    thru.zref[0] = thru.zref[1] = 100.0;
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &at100, NULL), LR_OK);
    CLOSE(at100.z_mid, 2.0 * at50.z_mid, 1e-9);
    CLOSE(at100.half1.zref[0], 100.0, 0.0);
    CLOSE(cabs(*net_s(&at100.half1, 1327, 1, 0) - *net_s(&at50.half1, 1327, 1, 0)), 0.0,
          1e-12);
    fixture_free(&at100);
    fixture_free(&at50);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

static void dc_point_stays_in_place(void)
{
    struct net with = truth_net(2001, 0.0, 20e6), without = truth_net(2000, 20e6, 20e6);
    struct fixture a, b;
    truth_fill(&without);
    memcpy(with.s + 4, without.s, 4 * without.nf * sizeof *without.s);
    with.s[0] = with.s[3] = 0.31;               /* a wrong one does no harm */
    CU_ASSERT_EQUAL(fixture_split(&with, "2x", &a, NULL), LR_OK);
    CU_ASSERT_EQUAL(fixture_split(&without, "2x", &b, NULL), LR_OK);
    CU_ASSERT_EQUAL(a.half1.nf, 2001);
    CU_ASSERT_EQUAL(b.half1.nf, 2000);
    CLOSE(a.half1.freq[0], 0.0, 0.0);
    /* No resistance at DC: everything passes. */
    CLOSE(creal(*net_s(&a.half1, 0, 1, 0)), 1.0, 3e-3);
    CLOSE(cabs(*net_s(&a.half2, 0, 0, 0)), 0.0, 3e-3);
    CLOSE(cabs(*net_s(&a.half1, 1000, 1, 0) - *net_s(&b.half1, 999, 1, 0)), 0.0, 1e-14);
    fixture_free(&b);
    fixture_free(&a);
    net_free(&without);
    net_free(&with);
}

static void grid_that_misses_dc_is_resampled_and_brought_back(void)
{
    struct net thru = truth_net(3999, 13e6, 10e6), whole = truth_net(4000, 10e6, 10e6);
    struct fixture a, b;
    struct lr_error err = {.notes = notes_new(false)};
    truth_fill(&thru);
    truth_fill(&whole);
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x.s2p", &a, &err), LR_OK);
    CU_ASSERT_EQUAL(fixture_split(&whole, "2x.s2p", &b, NULL), LR_OK);
    /* 13 + 3998 x 10 MHz = 39993 MHz in 3999 steps. */
    SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 0),
              "2x.s2p: its frequencies are not multiples of one step; it is resampled to "
              "3999 points, 0.0100008 GHz apart, to be split");
    SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 1),
              "2x.s2p: no DC point; it is extrapolated from the points at 0.013 GHz and "
              "above");
    CU_ASSERT_EQUAL(a.half1.nf, 3999);
    CLOSE(a.half1.freq[0], 13e6, 0.0);
    CLOSE(a.z_mid, b.z_mid, 0.01);
    /* 13 + 10 x 2000 MHz lies 0.3 of a step behind point 2000 of the other. */
    const double complex at = 0.7 * *net_s(&b.half1, 2000, 1, 0) +
                              0.3 * *net_s(&b.half1, 2001, 1, 0);
    CLOSE(cabs(*net_s(&a.half1, 2000, 1, 0) - at), 0.0, 1e-3);
    fixture_free(&b);
    fixture_free(&a);
    notes_free(err.notes);
    net_free(&whole);
    net_free(&thru);
}

static const struct tap_case cases[] = {
    {"documentation example agrees with scikit-rf",
     documentation_example_agrees_with_scikit_rf},
    {"measured lines agree with scikit-rf", measured_lines_agree_with_scikit_rf},
    {"synthetic fixture agrees with scikit-rf and with the truth",
     synthetic_fixture_agrees_with_scikit_rf_and_with_the_truth},
    {"middle, delay and limit are those of the lines",
     middle_delay_and_limit_are_those_of_the_lines},
    {"halves joined are the 2x-thru", halves_joined_are_the_2x_thru},
    {"unlike halves are told apart", unlike_halves_are_told_apart},
    {"reference of the file scales the impedance",
     reference_of_the_file_scales_the_impedance},
    {"a DC point stays in place", dc_point_stays_in_place},
    {"a grid that misses DC is resampled and brought back",
     grid_that_misses_dc_is_resampled_and_brought_back},
};
TAP_MAIN("signal/fixture", cases)

#include "config.h"

#include "signal/fixture_mixed.h"

#include "net/deembed.h"
#include "tests/signal/fixture_truth.h"
#include "tests/tap.h"

/* A pair of 50 ohm legs whose modes are these chains: S of a leg is half the sum of the
 * even and the odd mode's, S to the other leg half their difference.  Ports + - left,
 * + - right. */
static void put_pair(struct net *pair, size_t k, struct chain odd, struct chain even)
{
    struct net mode[2];
    const struct chain chain[2] = {odd, even};
    for (size_t m = 0; m < 2; m++) {
        mode[m] = truth_net(1, pair->freq[k], 1.0);
        truth_put(&mode[m], 0, chain[m]);
    }
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++) {
            const double complex o = *net_s(&mode[0], 0, i, j);
            const double complex e = *net_s(&mode[1], 0, i, j);
            for (size_t a = 0; a < 2; a++)
                for (size_t b = 0; b < 2; b++)
                    *net_s(pair, k, 2 * i + a, 2 * j + b) =
                        0.5 * (e + (a == b ? o : -o));
        }
    net_free(&mode[1]);
    net_free(&mode[0]);
}

static struct net pair_net(void)
{
    struct net net;
    CU_ASSERT_EQUAL_FATAL(net_init(&net, 2000, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < net.nf; k++)
        net.freq[k] = 20e6 * (double)(k + 1);
    return net;
}

/* Fixtures of 47 ohm odd and 58 ohm even around a DUT, as in golden data set f3 for each
 * mode: its bar, 0.006 below 30 GHz, holds for the pair. */
static void coupled_fixtures_come_off_a_pair(void)
{
    struct net thru = pair_net(), fdf = pair_net(), dut = pair_net(), left, found;
    struct fixture_mixed fixture;
    struct lr_error err = {0};
    for (size_t k = 0; k < thru.nf; k++) {
        const double f = thru.freq[k];
        const struct chain device = truth_dut(f), common = truth_line(f, 55e-3, 52.0, 3.4,
                                                                      0.004, 9.0);
        put_pair(&thru, k, truth_times(truth_left(f, 47.0), truth_right(f, 47.0)),
                 truth_times(truth_left(f, 58.0), truth_right(f, 58.0)));
        put_pair(&fdf, k,
                 truth_times(truth_times(truth_left(f, 47.0), device),
                             truth_right(f, 47.0)),
                 truth_times(truth_times(truth_left(f, 58.0), common),
                             truth_right(f, 58.0)));
        put_pair(&dut, k, device, common);
    }
    CU_ASSERT_EQUAL_FATAL(fixture_mixed_split(&thru, NULL, "2x", &fixture, &err), LR_OK);
    CLOSE(fixture.dd.z_mid, 94.0, 2.0);         /* 2 z_odd                     */
    CLOSE(fixture.cc.z_mid, 29.0, 0.7);         /* z_even / 2                  */
    CU_ASSERT_EQUAL(net_deembed(&fdf, &fixture.half1, &fixture.half2, &found, NULL, &err),
                    LR_OK);
    double worst = 0.0;
    for (size_t k = 0; k < dut.nf && dut.freq[k] <= 30e9; k++)
        for (size_t e = 0; e < 16; e++) {
            const double error =
                cabs(net_s(&found, k, 0, 0)[e] - net_s(&dut, k, 0, 0)[e]);
            worst = error <= worst ? worst : error;
        }
    CLOSE(worst, 0.0, 0.006);
    for (size_t i = 0; i < 4; i++)
        CLOSE(found.zref[i], 50.0, 1e-12);
    /* The halves joined are the 2x-thru. */
    CU_ASSERT_EQUAL(net_cascade(&fixture.half1, &fixture.half2, &left, &err), LR_OK);
    worst = 0.0;
    for (size_t i = 0; i < 16 * thru.nf; i++)
        worst = fmax(worst, cabs(left.s[i] - thru.s[i]));
    CLOSE(worst, 0.0, 1e-9);
    net_free(&left);
    net_free(&found);
    fixture_mixed_free(&fixture);
    net_free(&dut);
    net_free(&fdf);
    net_free(&thru);
}

static void a_mode_that_fails_is_named(void)
{
    struct net thru = pair_net(), two = truth_net(100, 10e6, 10e6);
    struct fixture_mixed fixture;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(fixture_mixed_split(&two, NULL, "2x", &fixture, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "2x: 2 ports; a differential fixture has four");
    CU_ASSERT_EQUAL(fixture_mixed_split(&thru, &two, "2x", &fixture, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "2x: 2 ports; a differential fixture has four");
    CU_ASSERT(fixture_mixed_split(&thru, NULL, "2x", &fixture, &err) != LR_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "2x, differential mode"));
    net_free(&two);
    net_free(&thru);
}

static const struct tap_case cases[] = {
    {"coupled fixtures come off a pair", coupled_fixtures_come_off_a_pair},
    {"a mode that fails is named", a_mode_that_fails_is_named},
};
TAP_MAIN("signal/fixture_mixed", cases)

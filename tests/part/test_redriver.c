#include "config.h"

#include "net/pair.h"
#include "part/redriver.h"
#include "tests/tap.h"

#include <complex.h>
#include <math.h>

enum { NF = 5 };
static const double freq[NF] = {0.0, 1e9, 13e9, 26.5625e9, 53e9};

static struct redriver usual(void)
{
    struct redriver r = {.gain_db = -1.5, .peaking_db = 8.0, .f_peak = 26.5625e9,
                         .f_p1 = 26.5625e9, .f_p2 = 45e9, .delay = 50e-12,
                         .isolation_db = 40.0, .c_in = 30e-15, .c_out = 20e-15,
                         .noise = 2.5e-17, .swing = 0.8};
    struct lr_error err = {.status = LR_OK};
    redriver_tune(&r, &err);
    SAME_TEXT(err.text, "");
    return r;
}

static double db(double complex x)
{
    return 20.0 * log10(cabs(x));
}

static void peaking_is_the_gain_there_over_that_at_0_hz(void)
{
    struct redriver r = usual();
    struct net net;
    r.c_in = r.c_out = 0.0;
    CU_ASSERT_EQUAL_FATAL(redriver_network(&r, NF, freq, &net, NULL), LR_OK);
    CLOSE(db(*net_s(&net, 0, 1, 0)), -1.5, 1e-12);
    CLOSE(db(*net_s(&net, 3, 1, 0)), 6.5, 1e-12);
    CLOSE(db(*net_s(&net, 3, 0, 1)), 6.5 - 40.0, 1e-12);
    CLOSE(cabs(*net_s(&net, 3, 0, 0)), 0.0, 0.0);
    net_free(&net);
}

static void without_peaking_zero_and_pole_cancel(void)
{
    struct redriver r = usual();
    struct net net;
    r.peaking_db = r.gain_db = 0.0;
    r.f_p2 = 1e18;
    r.c_in = r.c_out = r.isolation_db = 0.0;
    CU_ASSERT_EQUAL(redriver_tune(&r, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(redriver_network(&r, NF, freq, &net, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {           /* nothing but its delay       */
        const double complex wait = cexp(-I * 2.0 * M_PI * freq[k] * 50e-12);
        CLOSE(cabs(*net_s(&net, k, 1, 0) - wait), 0.0, 1e-7);
        CLOSE(cabs(*net_s(&net, k, 0, 1) - wait), 0.0, 1e-7);
    }
    net_free(&net);
}

static void capacitors_are_those_of_a_cascade(void)
{
    /* Capacitor, amplifier and capacitor by the star product. */
    const struct redriver r = usual();
    struct redriver bare = r;
    struct net all, amplifier, in, out, half, sum;
    bare.c_in = bare.c_out = 0.0;
    CU_ASSERT_EQUAL_FATAL(redriver_network(&r, NF, freq, &all, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(redriver_network(&bare, NF, freq, &amplifier, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_wire(NF, freq, 2, 100.0, &in, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_wire(NF, freq, 2, 100.0, &out, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        for (size_t side = 0; side < 2; side++) {
            const double c = side ? r.c_out : r.c_in;
            const double complex y = I * 2.0 * M_PI * freq[k] * c * 100.0;
            struct net *net = side ? &out : &in;
            *net_s(net, k, 0, 0) = *net_s(net, k, 1, 1) = -y / (2.0 + y);
            *net_s(net, k, 0, 1) = *net_s(net, k, 1, 0) = 2.0 / (2.0 + y);
        }
    CU_ASSERT_EQUAL_FATAL(net_cascade(&in, &amplifier, &half, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_cascade(&half, &out, &sum, NULL), LR_OK);
    for (size_t i = 0; i < 4 * NF; i++)
        CLOSE(cabs(all.s[i] - sum.s[i]), 0.0, 1e-14);
    struct net *const nets[] = {&all, &amplifier, &in, &out, &half, &sum};
    for (size_t i = 0; i < 6; i++)
        net_free(nets[i]);
}

static void noise_is_white_at_the_input(void)
{
    struct redriver r = usual();
    double psd[NF];
    r.c_out = 0.0;
    redriver_noise(&r, NF, freq, psd);
    CLOSE(psd[0], 2.5e-17 * pow(10.0, -0.15), 1e-29);
    CLOSE(psd[3], 2.5e-17 * pow(10.0, 0.65), 1e-28);
}

static void common_waves_end_in_a_pair_of_one_mode(void)
{
    const struct redriver r = usual();
    struct net pair, legs, mixed;
    CU_ASSERT_EQUAL_FATAL(redriver_network(&r, NF, freq, &pair, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_pair_legs(&pair, NULL, 50.0, &legs, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_mixed(&legs, &mixed, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++) {
                const double complex want =
                    i < 2 && j < 2 ? *net_s(&pair, k, i, j) : 0.0;
                CLOSE(cabs(*net_s(&mixed, k, i, j) - want), 0.0, 1e-14);
            }
    net_free(&pair);
    net_free(&legs);
    net_free(&mixed);
}

static const struct tap_case cases[] = {
    {"peaking is the gain there over that at 0 Hz",
     peaking_is_the_gain_there_over_that_at_0_hz},
    {"without peaking zero and pole cancel", without_peaking_zero_and_pole_cancel},
    {"its capacitors are those of a cascade", capacitors_are_those_of_a_cascade},
    {"noise is white at the input", noise_is_white_at_the_input},
    {"common waves end in a pair of one mode", common_waves_end_in_a_pair_of_one_mode},
};

TAP_MAIN("redriver", cases)

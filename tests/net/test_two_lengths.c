#include "config.h"

#include "base/quantity.h"
#include "net/touchstone.h"
#include "net/two_lengths.h"
#include "tests/signal/fixture_truth.h"

#include <stdint.h>
#include <string.h>

static const char *const names[2] = {"short.s2p", "long.s2p"};
static const double extra = 0.08; /* [m] */

/* gamma of truth_line with er 3.4, tan delta 0.004 and r 10, from its Z and Y:
 * sqrt(Z Y) does not hang on the impedance but by the resistance. */
static double complex gamma_of(double f)
{
    const struct chain m = truth_line(f, 1e-3, 47.0, 3.4, 0.004, 10.0);
    return casinh(csqrt(m.b * m.c)) / 1e-3;
}

/* Launch, line of that length, another launch. */
static struct net board(size_t nf, double first, double step, double length)
{
    struct net net = truth_net(nf, first, step);
    for (size_t k = 0; k < nf; k++) {
        const double f = net.freq[k];
        const struct chain line = truth_line(f, length, 47.0, 3.4, 0.004, 10.0);
        const struct chain right = truth_times(truth_line(f, 12e-3, 61.0, 2.1, 1e-3, 3.0),
                                               truth_shunt(f, 80e-15));
        truth_put(&net, k, truth_times(truth_times(truth_left(f, 53.0), line), right));
    }
    return net;
}

static void x_is_that_of_the_extra_length_whatever_the_launches(void)
{
    struct net a = board(2000, 20e6, 20e6, 0.03),
               b = board(2000, 20e6, 20e6, 0.03 + extra);
    struct net_two_lengths got;
    CU_ASSERT_EQUAL(net_two_lengths(&a, &b, names, &got, NULL), LR_OK);
    CU_ASSERT_EQUAL(got.nf, 2000);
    double worst = 0.0;
    for (size_t k = 0; k < got.nf; k++)
        worst = fmax(worst, cabs(got.x[k] - extra * gamma_of(got.freq[k])) / got.gain[k]);
    /* T-matrices of launches that pass -10 dB, in doubles. */
    CLOSE(worst, 0.0, 1e-10);
    CLOSE(got.delay, extra * sqrt(3.4) / speed_of_light, 5e-12);
    CLOSE(got.mismatch[700], 0.0, 1e-12);
    CLOSE(got.gain[700], 1.0 / cabs(csinh(extra * gamma_of(got.freq[700]))), 1e-8);
    net_two_lengths_free(&got);
    net_free(&b);
    net_free(&a);
}

static void turns_are_counted_from_0_hz_also_when_the_data_begin_above(void)
{
    /* 1.2 turns of the extra length below the first point. */
    struct net a = board(300, 2.5e9, 50e6, 0.03),
               b = board(300, 2.5e9, 50e6, 0.03 + extra);
    struct net_two_lengths got;
    CU_ASSERT_EQUAL(net_two_lengths(&a, &b, names, &got, NULL), LR_OK);
    CLOSE(cimag(got.x[0]), extra * cimag(gamma_of(2.5e9)), 1e-8);
    CLOSE(cimag(got.x[299]), extra * cimag(gamma_of(got.freq[299])), 1e-8);
    net_two_lengths_free(&got);
    net_free(&b);
    net_free(&a);
}

static void a_point_at_0_hz_is_left_out(void)
{
    struct net a = board(100, 0.0, 50e6, 0.03), b = board(100, 0.0, 50e6, 0.03 + extra);
    struct net_two_lengths got;
    static const double complex through[4] = {0.0, 1.0, 1.0, 0.0};
    memcpy(net_s(&a, 0, 0, 0), through, sizeof through);
    memcpy(net_s(&b, 0, 0, 0), through, sizeof through);
    CU_ASSERT_EQUAL(net_two_lengths(&a, &b, names, &got, NULL), LR_OK);
    CU_ASSERT_EQUAL(got.nf, 99);
    CLOSE(got.freq[0], 50e6, 0.0);
    net_two_lengths_free(&got);
    net_free(&b);
    net_free(&a);
}

/* Numbers between -1 and 1 that are the same everywhere. */
static double noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-52 - 1.0;
}

static void an_error_of_the_measurement_grows_by_no_more_than_the_gain(void)
{
    struct net a = board(2000, 20e6, 20e6, 0.03),
               b = board(2000, 20e6, 20e6, 0.03 + extra);
    struct net_two_lengths got;
    uint64_t state = 5;
    const double size = 1e-3; /* as that of a network analyser               */
    for (size_t i = 0; i < 4 * a.nf; i++) {
        a.s[i] += size * (noise(&state) + I * noise(&state));
        b.s[i] += size * (noise(&state) + I * noise(&state));
    }
    CU_ASSERT_EQUAL(net_two_lengths(&a, &b, names, &got, NULL), LR_OK);
    size_t wild = 0;
    for (size_t k = 0; k < got.nf; k++) {
        const double off = cabs(got.x[k] - extra * gamma_of(got.freq[k]));
        /* Eight numbers of up to 1.4e-3, over |S21| of -5 dB and less. */
        wild += !(off < 20.0 * size * got.gain[k]) && got.gain[k] < 20.0;
        CU_ASSERT(off < 1.0); /* and no point is on another branch           */
    }
    CU_ASSERT_EQUAL(wild, 0);
    net_two_lengths_free(&got);
    net_free(&b);
    net_free(&a);
}

/* Golden h: |S21| and phase of 200 mm over those of 100 mm of microstrip, measured, with
 * the ripple of the launches in it. */
static void measured_microstrip_is_its_ratio_without_the_ripple(void)
{
    static const struct {
        double f, er, db;
    } golden[] = {{0.5e9, 3.3438460400986956, 0.1324589154622925},
                  {1e9, 3.3309615569928375, 0.2651353546481676},
                  {2e9, 3.323553938203606, 0.5093109616829082},
                  {3e9, 3.337107332077745, 0.7655452004844888},
                  {4e9, 3.3588510414674877, 1.034181189553516},
                  {5e9, 3.382985145229027, 1.2967668991593388}};
    struct net a, b;
    struct net_two_lengths got;
    const char *path = tap_reference("channels/MSL100.s2p");
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(touchstone_read(tap_reference("channels/MSL200.s2p"), &b, NULL),
                          LR_OK);
    CU_ASSERT_EQUAL(net_two_lengths(&a, &b, names, &got, NULL), LR_OK);
    for (size_t i = 0; i < sizeof golden / sizeof golden[0]; i++) {
        const size_t k = (size_t)(golden[i].f / 1e6) - 1;
        const double slow =
            cimag(got.x[k]) * speed_of_light / (two_pi * got.freq[k] * 0.1);
        CLOSE(got.freq[k], golden[i].f, 1.0);
        CLOSE(db_of(exp(creal(got.x[k]))), golden[i].db, 0.025);
        CLOSE(slow * slow, golden[i].er, 0.002 * golden[i].er);
    }
    /* At 10 GHz, where the launches reflect half of the signal, the ratio says 3.77 dB,
     * and the spec's model of the line 2.84. */
    CLOSE(db_of(exp(creal(got.x[9999]))), 2.84, 0.15);
    net_two_lengths_free(&got);
    net_free(&b);
    net_free(&a);
}

/* Of a homogeneous dielectric the permittivity falls with frequency, and slowly. */
static void a_measured_stripline_is_followed_over_forty_turns(void)
{
    struct net a, b;
    struct net_two_lengths got;
    const char *path = tap_reference("channels/pcb_stripline_119mm.s2p");
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(
        touchstone_read(tap_reference("channels/pcb_stripline_238mm.s2p"), &b, NULL),
        LR_OK);
    CU_ASSERT_EQUAL(net_two_lengths(&a, &b, names, &got, NULL), LR_OK);
    double last = 4.0;
    for (size_t k = 99; k < 5000; k += 490) {
        const double slow =
            cimag(got.x[k]) * speed_of_light / (two_pi * got.freq[k] * 0.119);
        CU_ASSERT(slow * slow < last && slow * slow > 3.2);
        CU_ASSERT(creal(got.x[k]) > 0.0);
        last = slow * slow;
    }
    CU_ASSERT(cimag(got.x[5499]) > 37.0 * two_pi);
    net_two_lengths_free(&got);
    net_free(&b);
    net_free(&a);
}

static void refused(const struct net *a, const struct net *b, const char *text)
{
    struct net_two_lengths got;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(net_two_lengths(a, b, names, &got, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, text);
    net_two_lengths_free(&got);
}

static void what_is_no_pair_of_lengths_is_refused(void)
{
    struct net a = board(100, 50e6, 50e6, 0.03), b = board(100, 50e6, 50e6, 0.03 + extra);
    struct net few = board(9, 50e6, 50e6, 0.03), four, wide, wider, high, higher;
    refused(&b, &a,
            "long.s2p is not longer than short.s2p: its delay differs by -0.4931 "
            "ns; name the shorter line first");
    refused(&few, &few, "short.s2p: 9 points above 0 Hz; at least 10 are needed");
    refused(&a, &few,
            "long.s2p has other frequencies than short.s2p; bring both to one "
            "grid, as lanereach net resample does");
    CU_ASSERT_EQUAL(net_init(&four, 100, 4, 50.0, NULL), LR_OK);
    refused(&a, &four, "long.s2p: 4 ports; a line has two");
    b.zref[1] = 75.0;
    refused(&a, &b,
            "long.s2p: port 2 refers to 75 ohm, that of short.s2p to 50 ohm; "
            "lanereach net renormalise changes one");
    b.zref[1] = 50.0;
    *net_s(&b, 3, 1, 0) = 0.0;
    refused(&a, &b, "long.s2p: S21 or S12 is 0 at 0.2 GHz; both directions are needed");
    wide = board(20, 700e6, 700e6, 0.03);
    wider = board(20, 700e6, 700e6, 0.03 + extra);
    refused(&wide, &wider,
            "long.s2p: steps of 0.7 GHz are too wide for 0.492 ns more "
            "delay than short.s2p; measure at steps below 0.5081 GHz");
    high = board(20, 9e9, 10e6, 0.03);
    higher = board(20, 9e9, 10e6, 0.03 + extra);
    refused(&high, &higher,
            "long.s2p: the first frequency, 9 GHz, is 4.4 turns of the "
            "extra length from 0 Hz, which cannot be counted; begin below "
            "4.091 GHz");
    struct net *const all[] = {&a, &b, &few, &four, &wide, &wider, &high, &higher};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        net_free(all[i]);
}

static const struct tap_case cases[] = {
    {"x is that of the extra length, whatever the launches",
     x_is_that_of_the_extra_length_whatever_the_launches},
    {"turns are counted from 0 Hz, also when the data begin above",
     turns_are_counted_from_0_hz_also_when_the_data_begin_above},
    {"a point at 0 Hz is left out", a_point_at_0_hz_is_left_out},
    {"an error of the measurement grows by no more than the gain",
     an_error_of_the_measurement_grows_by_no_more_than_the_gain},
    {"measured microstrip is its ratio without the ripple",
     measured_microstrip_is_its_ratio_without_the_ripple},
    {"a measured stripline is followed over forty turns",
     a_measured_stripline_is_followed_over_forty_turns},
    {"what is no pair of lengths is refused", what_is_no_pair_of_lengths_is_refused},
};

TAP_MAIN("two lengths", cases)

#include "config.h"

#include "signal/fixture.h"
#include "tests/signal/fixture_truth.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* 2 x 40 mm of 50 ohm around a shunt capacitor: behind each line S11/S21 is that of the
 * capacitor, w C 25 ohm, which is 1 at 1/(pi C 50 ohm): 21.2207 GHz for 300 fF. */
static void limit_ends_where_as_much_returns_as_passes(void)
{
    struct net thru = truth_net(4000, 10e6, 10e6);
    struct fixture fixture;
    for (size_t k = 0; k < thru.nf; k++) {
        const double f = thru.freq[k];
        const struct chain line = truth_line(f, 40e-3, 50.0, 3.5, 1e-9, 0.0);
        truth_put(&thru, k, truth_times(truth_times(line, truth_shunt(f, 300e-15)),
                                        line));
    }
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
    CLOSE(fixture.f_valid, 21.22e9, 1.0);
    /* At 40 GHz, a = 2 pi 40e9 x 300e-15 x 25 = 1.88496: |S11| = a/sqrt(1 + a^2). */
    CLOSE(fixture.fer1, -10.0 * log10(1.0 + 1.88496 * 1.88496), 1e-4);
    CLOSE(fixture.fer2, -10.0 * log10(1.0 + 1.0 / (1.88496 * 1.88496)), 1e-4);
    CLOSE(fixture.fer3, -20.0 * log10(1.88496), 1e-4);
    CU_ASSERT_EQUAL(fixture.verdict, QUALITY_POOR);
    SAME_TEXT(fixture.reason, "reflects -1.1 dB at 40 GHz, class C asks -6 dB; they are "
                              "-5.5 dB apart at 40 GHz, class C asks 0 dB");
    fixture_free(&fixture);
    net_free(&thru);
}

/* A line of z ohm without loss reflects at most (z^2 - 50^2)/(z^2 + 50^2). */
static void classes_follow_from_reflection_and_length(void)
{
    struct net thru = truth_net(2000, 10e6, 10e6);
    struct fixture fixture;
    const struct {
        double z, length;
        enum quality_verdict verdict;
        const char *reason;
    } lines[] = {
        {52.1, 60e-3, QUALITY_GOOD, ""},        /* -27.7 dB */
        {63.0, 60e-3, QUALITY_ACCEPTABLE,       /* 1469/6469: -12.9 dB */
         "reflects -12.9 dB at "},
        {75.0, 60e-3, QUALITY_INCONCLUSIVE,     /* 3125/8125: -8.3 dB */
         "reflects -8.3 dB at "},
        {95.0, 60e-3, QUALITY_POOR,             /* 6525/11525: -4.9 dB */
         "reflects -4.9 dB at "},
        {52.1, 20e-3, QUALITY_POOR, "only 2.5 wavelengths long at 20 GHz, every class "
                                    "asks 3"},
    };
    for (size_t l = 0; l < sizeof lines / sizeof lines[0]; l++) {
        for (size_t k = 0; k < thru.nf; k++)
            truth_put(&thru, k, truth_line(thru.freq[k], lines[l].length, lines[l].z, 3.5,
                                           1e-9, 0.0));
        CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
        CU_ASSERT_EQUAL(fixture.verdict, lines[l].verdict);
        fixture.reason[strlen(lines[l].reason)] = '\0';
        SAME_TEXT(fixture.reason, lines[l].reason);
        fixture_free(&fixture);
    }
    net_free(&thru);
}

/* Steps of 500 MHz make a record of 2 ns, 1 ns behind time 0; the echo of the far end
 * of 0.8 ns comes at 1.6 ns. */
static void delay_beyond_the_record_is_refused(void)
{
    struct net thru = truth_net(80, 500e6, 500e6);
    struct fixture fixture;
    for (size_t k = 0; k < thru.nf; k++) {
        const double f = thru.freq[k];
        *net_s(&thru, k, 0, 1) = *net_s(&thru, k, 1, 0) =
            0.9 * cexp(-I * two_pi * f * 0.8e-9);
    }
    struct lr_error err = {LR_OK, "", NULL};
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x.s2p", &fixture, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "2x.s2p: the impulse response of S21 peaks at 0.8 ns; it must "
                        "lie between 0 and 0.5 ns, a quarter of 1/step: take a line as "
                        "2x-thru, and smaller steps if it is long");
    CU_ASSERT_PTR_NULL(fixture.half1.s);
    net_free(&thru);
}

/* A phase that jumps by 150 degrees between two points. */
static void jump_of_phase_ends_the_valid_band(void)
{
    struct net thru = truth_net(4000, 10e6, 10e6);
    struct fixture fixture;
    truth_fill(&thru);
    for (size_t k = 1500; k < thru.nf; k++)
        *net_s(&thru, k, 0, 1) = *net_s(&thru, k, 1, 0) =
            *net_s(&thru, k, 1, 0) * cexp(I * 150.0 / 360.0 * two_pi);
    CU_ASSERT_EQUAL(fixture_split(&thru, "2x", &fixture, NULL), LR_OK);
    CLOSE(fixture.f_valid, 15e9, 1.0);
    CU_ASSERT_EQUAL(fixture.verdict, QUALITY_POOR);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture.reason,
                                  "phase turns by 149 degrees in a step behind 15 GHz"));
    fixture_free(&fixture);
    net_free(&thru);
}

static void refused(const struct net *net, const char *text)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct fixture fixture;
    CU_ASSERT_EQUAL(fixture_split(net, "2x.s2p", &fixture, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, text);
    CU_ASSERT_PTR_NULL(fixture.half1.s);
    CU_ASSERT_PTR_NULL(fixture.half2.s);
}

static void files_that_are_no_2x_thru_are_refused(void)
{
    struct net net = truth_net(9, 100e6, 100e6);
    truth_fill(&net);
    refused(&net, "2x.s2p: 9 points above DC; splitting a fixture takes 10");
    net.zref[1] = 75.0;
    refused(&net, "2x.s2p: references of 50 and 75 ohm; renormalise both ports to one");
    net_free(&net);
    CU_ASSERT_EQUAL_FATAL(net_init(&net, 20, 4, 50.0, NULL), LR_OK);
    refused(&net, "2x.s2p: 4 ports; a fixture is split as a 2-port, port 1 left and port "
                  "2 right");
    net_free(&net);

    net = truth_net(1000, 213e6, 20e6);         /* to 20193 MHz, in 1010 steps */
    truth_fill(&net);
    refused(&net, "2x.s2p: begins at 0.213 GHz, 10.7 steps of 0.0199931 GHz above DC; a "
                  "fixture is split from data that begin at most 10 steps above");
    net_free(&net);

    net = truth_net(1000, 20e6, 20e6);
    truth_fill(&net);
    *net_s(&net, 137, 0, 1) = 0.0;
    refused(&net, "2x.s2p: S12 is 0 at 2.76 GHz; a 2x-thru passes something at every "
                  "frequency");
    *net_s(&net, 137, 0, 1) = (double)NAN;
    refused(&net, "2x.s2p: S12 is not a finite number at 2.76 GHz");
    for (size_t k = 0; k < net.nf; k++)
        *net_s(&net, k, 1, 0) = *net_s(&net, k, 0, 1) = 0.0273;
    refused(&net, "2x.s2p: |S21| is -31.3 dB at most; a 2x-thru passes more than -20 dB "
                  "somewhere");
    for (size_t k = 0; k < net.nf; k++)
        *net_s(&net, k, 1, 0) = *net_s(&net, k, 0, 1) = 0.9;
    refused(&net, "2x.s2p: the impulse response of S21 peaks at 0 ns; it must lie "
                  "between 0 and 12.5 ns, a quarter of 1/step: take a line as 2x-thru, "
                  "and smaller steps if it is long");
    net_free(&net);
}

/* An S11 of 1.3 at all frequencies is a step to 1.3 at time 0: beyond an open end. */
static void line_without_a_positive_impedance_is_refused(void)
{
    struct net net = truth_net(1000, 20e6, 20e6);
    struct lr_error err = {LR_OK, "", NULL};
    struct fixture fixture;
    for (size_t k = 0; k < net.nf; k++) {
        *net_s(&net, k, 0, 0) = *net_s(&net, k, 1, 1) = 1.3;
        *net_s(&net, k, 1, 0) = *net_s(&net, k, 0, 1) =
            0.9 * cexp(-I * two_pi * net.freq[k] * 0.5e-9);
    }
    CU_ASSERT_EQUAL(fixture_split(&net, "2x.s2p", &fixture, &err), LR_ENUMERIC);
    /* 50 ohm x 2.3/-0.3 */
    const char head[] = "2x.s2p: S11 shows -383.";
    CU_ASSERT(!strncmp(err.text, head, sizeof head - 1));
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, " ohm at the middle of the 2x-thru; a line's "
                                            "impedance is positive"));
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"the limit ends where as much returns as passes",
     limit_ends_where_as_much_returns_as_passes},
    {"classes follow from reflection and length",
     classes_follow_from_reflection_and_length},
    {"a delay beyond the record is refused", delay_beyond_the_record_is_refused},
    {"a jump of phase ends the valid band", jump_of_phase_ends_the_valid_band},
    {"files that are no 2x-thru are refused", files_that_are_no_2x_thru_are_refused},
    {"a line without a positive impedance is refused",
     line_without_a_positive_impedance_is_refused},
};
TAP_MAIN("signal/fixture_quality", cases)

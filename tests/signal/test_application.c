#include "signal/application.h"

#include "base/parallel.h"
#include "line/dielectric.h"
#include "line/uniform.h"
#include "net/touchstone.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

static const double circle = 6.283185307179586, light = 299792458.0;
static const double mv = 1e-3;

static struct application_quality measure(const struct net *net, double baud,
                                          size_t per_ui)
{
    struct application_options options;
    struct application_quality q = {0};
    struct lr_error err = {0};
    application_init(baud, &options);
    options.per_ui = per_ui;
    CU_ASSERT_EQUAL_FATAL(application_quality(net, "line.s2p", &options, &q, &err),
                          LR_OK);
    return q;
}

/* A matched line without loss, 0 to 99.98 GHz in steps of 20 MHz: a record of 10000
 * samples of 5 ps, in which 3.125 GBd has exactly 64 samples per unit interval and 437
 * samples of delay fall on a sample. */
static const double whole_baud = 3.125e9;
enum { WHOLE_PER_UI = 60, WHOLE_NF = 5000 };

static void make_whole(struct net *net, double forward, double backward)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, WHOLE_NF, 2, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < WHOLE_NF; k++) {
        net->freq[k] = 20e6 * (double)k;
        const double complex s = cexp(-I * circle * net->freq[k] * 437.0 * 5e-12);
        *net_s(net, k, 1, 0) = forward * s;
        *net_s(net, k, 0, 1) = backward * s;
    }
}

/* Samples one unit interval apart of exp(-(t/s)^2) with 0.4 UI between 20 and 80 %, at
 * the phase of its peak. */
static double pulse_sum(void)
{
    const double s = 0.4 / (sqrt(-log(0.2)) - sqrt(-log(0.8)));
    return 1.0 + 2.0 * exp(-1.0 / (s * s)) + 2.0 * exp(-4.0 / (s * s));
}

static void gain_of_2_per_cent_is_2_per_cent_of_the_pulse(void)
{
    struct net net;
    make_whole(&net, 1.02, 1.02);
    const struct application_quality q = measure(&net, whole_baud, WHOLE_PER_UI);
    CLOSE(q.passivity, 0.5 * 0.02 * pulse_sum(), 1e-10);        /* 10.38 mV */
    CU_ASSERT_EQUAL(q.passivity_verdict, QUALITY_INCONCLUSIVE);
    CLOSE(q.reciprocity, 0.0, 1e-12);
    CLOSE(q.causality, 0.0, 0.01 * mv);
    CU_ASSERT_EQUAL(q.verdict, QUALITY_INCONCLUSIVE);
    net_free(&net);
}

static void asymmetry_of_3_per_cent_is_3_per_cent_of_the_pulse(void)
{
    struct net net;
    make_whole(&net, 1.0, 0.97);
    const struct application_quality q = measure(&net, whole_baud, WHOLE_PER_UI);
    CLOSE(q.reciprocity, 0.5 * 0.03 * pulse_sum(), 1e-10);      /* 15.57 mV */
    CU_ASSERT_EQUAL(q.reciprocity_verdict, QUALITY_POOR);
    CU_ASSERT_EQUAL(q.passivity, 0.0);
    CU_ASSERT_EQUAL(q.passivity_verdict, QUALITY_GOOD);
    CLOSE(q.causality, 0.0, 0.01 * mv);
    net_free(&net);
}

/* A line of `length` [m] with er 4.2 and a loss tangent of 0.02 at 1 GHz, lossless
 * conductors and about 47.1 ohm, 0 to 50 GHz in steps of 10 MHz, between 50 ohm. */
enum loss { CAUSAL, CONSTANT_TANGENT };

static void make_line(struct net *net, double length, enum loss loss)
{
    enum { NF = 5001 };
    static double complex z[NF], y[NF];
    const double z0 = 47.1, slow = sqrt(4.2) / light;
    struct line_debye debye;
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, 2, 50.0, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(line_debye_anchor(4.2, 0.02, 1e9, 1e4, 1e12, &debye, NULL),
                          LR_OK);
    for (size_t k = 0; k < NF; k++) {
        const double f = 10e6 * (double)k;
        const double complex er = loss == CAUSAL ? line_debye_eval(&debye, f)
                                                 : 4.2 * (1.0 - 0.02 * I);
        net->freq[k] = f;
        z[k] = I * circle * f * z0 * slow;
        y[k] = I * circle * f * er / 4.2 * slow / z0;
    }
    const struct line_uniform line = {NF, net->freq, z, y};
    CU_ASSERT_EQUAL_FATAL(line_uniform_sparam(&line, length, 50.0, net->s, NULL), LR_OK);
}

static void advance(struct net *net, double time)
{
    for (size_t k = 0; k < net->nf; k++)
        for (size_t l = 0; l < 4; l++)
            net->s[4 * k + l] *= cexp(I * circle * net->freq[k] * time);
}

static void causal_line_reads_0_and_one_of_constant_loss_tangent_does_not(void)
{
    /* Kramers and Kronig forbid a constant loss tangent at a constant er'.  The bounds
     * are the metric's own floor: the header's table says how it grows with a narrower
     * band. */
    struct net causal, constant;
    make_line(&causal, 0.2, CAUSAL);
    make_line(&constant, 0.2, CONSTANT_TANGENT);
    const struct application_quality q = measure(&causal, 25e9, 64);
    const struct application_quality bad = measure(&constant, 25e9, 64);
    CU_ASSERT(q.causality < 0.03 * mv);
    CU_ASSERT_EQUAL(q.verdict, QUALITY_GOOD);
    CU_ASSERT(bad.causality > 20.0 * mv);
    CU_ASSERT_EQUAL(bad.causality_verdict, QUALITY_POOR);
    CU_ASSERT_EQUAL(bad.verdict, QUALITY_POOR);
    net_free(&causal);
    net_free(&constant);
}

static void narrow_band_shows_as_causality_and_is_warned_of(void)
{
    struct net net;
    struct application_options options;
    struct application_quality q;
    struct lr_error err = {.notes = notes_new(false)};
    make_line(&net, 0.02, CAUSAL);
    application_init(50e9, &options);
    CU_ASSERT_EQUAL(application_quality(&net, "line.s2p", &options, &q, &err), LR_OK);
    CU_ASSERT(q.causality > 10.0 * mv);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0), "line.s2p: the band ends at 50 GHz; "
              "the application metrics at 50 GBd ask for 75 GHz");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 1));
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_ASSUMPTION, 0));
    notes_free(err.notes);
    net_free(&net);
}

static void reflections_before_time_0_are_seen(void)
{
    /* All of the line 50 ps early: its reflection of 3 % answers before the pulse. */
    struct net net;
    make_line(&net, 0.2, CAUSAL);
    advance(&net, 50e-12);
    const struct application_quality q = measure(&net, 25e9, 64);
    CU_ASSERT(q.causality > 5.0 * mv);
    CU_ASSERT_EQUAL(q.causality_i, q.causality_j);
    net_free(&net);
}

static void line_that_answers_before_it_is_driven_is_poor(void)
{
    /* Its delay and 50 ps more taken away: most of a pulse is before time 0, and the
     * twin does not follow. */
    struct net net;
    make_line(&net, 0.2, CAUSAL);
    advance(&net, 0.2 * sqrt(4.2) / light + 50e-12);
    const struct application_quality q = measure(&net, 25e9, 64);
    CU_ASSERT(q.causality > 200.0 * mv);
    CU_ASSERT(q.causality_i != q.causality_j);
    net_free(&net);
}

static void causality_does_not_mind_a_swapped_pair(void)
{
    struct net net;
    make_line(&net, 0.2, CONSTANT_TANGENT);
    const double straight = measure(&net, 25e9, 64).causality;
    for (size_t k = 0; k < net.nf; k++) {
        *net_s(&net, k, 1, 0) *= -1.0;
        *net_s(&net, k, 0, 1) *= -1.0;
    }
    CLOSE(measure(&net, 25e9, 64).causality, straight, 1e-12);
    net_free(&net);
}

static void missing_dc_point_changes_little(void)
{
    /* And a DC point is used: scikit-rf 2.0 turns a file that has one to zeros. */
    struct net net;
    make_line(&net, 0.2, CONSTANT_TANGENT);
    const struct application_quality q = measure(&net, 25e9, 64);
    const struct net rest = {net.nf - 1, 2, net.freq + 1, net.s + 4, net.zref};
    const struct application_quality without = measure(&rest, 25e9, 64);
    CU_ASSERT(q.causality > 20.0 * mv);
    CLOSE(without.causality, q.causality, 0.02 * mv);
    net_free(&net);
}

/* Two lines and their crosstalk, in disorder: active, not reciprocal, not causal. */
static void make_four(struct net *net)
{
    struct net a, b;
    make_line(&a, 0.113, CONSTANT_TANGENT);
    make_line(&b, 0.151, CAUSAL);
    CU_ASSERT_EQUAL_FATAL(net_init(net, a.nf, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < a.nf; k++) {
        net->freq[k] = a.freq[k];
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 2; j++) {
                *net_s(net, k, i, j) = 1.03 * *net_s(&a, k, i, j);
                *net_s(net, k, i + 2, j + 2) = *net_s(&b, k, i, j);
            }
        *net_s(net, k, 0, 1) *= 0.98;
        *net_s(net, k, 3, 0) = 0.07 * *net_s(&b, k, 1, 0);
        *net_s(net, k, 0, 3) = 0.05 * *net_s(&b, k, 1, 0);
    }
    net_free(&a);
    net_free(&b);
}

static void order_of_the_ports_does_not_matter(void)
{
    static const size_t order[] = {2, 0, 3, 1};
    struct net net, other;
    make_four(&net);
    CU_ASSERT_EQUAL_FATAL(net_reorder(&net, order, 4, &other, NULL), LR_OK);
    const struct application_quality q = measure(&net, 25e9, 32);
    const struct application_quality r = measure(&other, 25e9, 32);
    CU_ASSERT(q.causality > mv && q.passivity > mv && q.reciprocity > mv);
    CLOSE(r.causality, q.causality, 1e-13);
    CLOSE(r.passivity, q.passivity, 1e-13);
    CLOSE(r.reciprocity, q.reciprocity, 1e-13);
    net_free(&net);
    net_free(&other);
}

static void number_of_threads_does_not_matter(void)
{
    struct net net;
    make_four(&net);
    parallel_set_threads(1);
    const struct application_quality one = measure(&net, 25e9, 32);
    parallel_set_threads(3);
    const struct application_quality three = measure(&net, 25e9, 32);
    parallel_set_threads(0);
    CU_ASSERT_EQUAL(memcmp(&one.causality, &three.causality, 3 * sizeof(double)), 0);
    net_free(&net);
}

static void one_port_is_reciprocal_and_may_be_early(void)
{
    struct net line;
    make_line(&line, 0.2, CAUSAL);
    static const size_t first[] = {0};
    struct net net;
    CU_ASSERT_EQUAL_FATAL(net_reorder(&line, first, 1, &net, NULL), LR_OK);
    struct application_quality q = measure(&net, 25e9, 64);
    CLOSE(q.causality, 0.0, 0.03 * mv);
    CU_ASSERT_EQUAL(q.reciprocity, 0.0);
    for (size_t k = 0; k < net.nf; k++)
        net.s[k] *= cexp(I * circle * net.freq[k] * 50e-12);
    q = measure(&net, 25e9, 64);
    CU_ASSERT(q.causality > 5.0 * mv);
    net_free(&net);
    net_free(&line);
}

static void read_reference(const char *name, struct net *net)
{
    struct lr_error err = {0};
    const char *path = tap_reference(name);
    *net = (struct net){0, 0, NULL, NULL, NULL};
    if (path)
        CU_ASSERT_EQUAL_FATAL(touchstone_read(path, net, &err), LR_OK);
}

static void measured_boards_read_as_in_an_independent_program(void)
{
    /* From a program in numpy written from the definition in application.h: two full
     * pulse responses in place of the transform of their difference, a sampled Gaussian,
     * the Hilbert transform with the sign of time, an SVD, its own DC point. */
    static const struct {
        const char *name;
        double baud;
        size_t per_ui;
        double causality, passivity, reciprocity;
    } boards[] = {
        {"channels/MSL200.s2p", 6.25e9, 64,
         2.987895336408e-03, 1.683000824065e-04, 1.101566483601e-02},
        {"channels/CPWG100.s2p", 6.25e9, 64,
         2.961785627106e-03, 2.185919850801e-04, 1.016491231429e-02},
        {"channels/P1-MSL_Thru_100-P2.s2p", 3.125e9, 32,
         1.692315413181e-03, 4.162611528064e-04, 3.268896088419e-03},
        {"channels/diff_fdf_with_connectors.s4p", 26.5625e9, 64,
         2.157366870382e-01, 0.0, 4.460700760137e-10},
    };
    for (size_t i = 0; i < sizeof boards / sizeof boards[0]; i++) {
        struct net net;
        read_reference(boards[i].name, &net);
        if (!net.nf)
            return;
        const struct application_quality q = measure(&net, boards[i].baud,
                                                     boards[i].per_ui);
        CLOSE(q.causality, boards[i].causality, 1e-12);
        CLOSE(q.passivity, boards[i].passivity, 1e-12);
        CLOSE(q.reciprocity, boards[i].reciprocity, 1e-12);
        net_free(&net);
    }
}

static void measured_channels_read_as_in_the_program_of_ieee_370(void)
{
    /* IEEE 370's own MATLAB program at 25.125 Gb/s, 0.4 UI rise, 32 samples per UI,
     * Gaussian pulse, zeros above the band, as published by the OpenSNPQual project
     * (sparams_info.md, 2025); for 238mm the reciprocity of its matrix.  It takes DC
     * from two points, which for RX's noisy S43 is another DC, and drops what wraps
     * around time 0.  119mm's S11, 9.6 mV there and 7.8 mV here, hangs on the alignment
     * of a twin. */
    static const struct {
        const char *name;
        double causality, reciprocity, causality_tol, reciprocity_tol;
    } channels[] = {
        {"channels/pcb_stripline_119mm.s2p", 6.655, 3.380, 0.62, 0.10},
        {"channels/pcb_stripline_238mm.s2p", 5.600, 2.4305, 0.06, 0.05},
        {"channels/CABLE1_TX_pair.s4p", 22.115, 7.6345, 0.45, 0.15},
        {"channels/CABLE1_RX_pair.s4p", 24.2205, 18.1635, 0.45, 1.5},
    };
    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
        struct net net;
        read_reference(channels[i].name, &net);
        if (!net.nf)
            return;
        const struct application_quality q = measure(&net, 25.125e9, 32);
        CLOSE(q.causality / mv, channels[i].causality, channels[i].causality_tol);
        CLOSE(q.reciprocity / mv, channels[i].reciprocity, channels[i].reciprocity_tol);
        CLOSE(q.passivity / mv, 0.0, 0.02);
        net_free(&net);
    }
}

static void differences_are_those_of_ieee_370_for_each_element(void)
{
    /* 119mm, the same source: S12, S21, S22 of its matrices, which are for 1 V on the
     * port and so twice ours.  One sample more or less in a unit interval is 1 %. */
    struct net net;
    struct application_options options;
    double causality[4], passivity[4], reciprocity[4];
    read_reference("channels/pcb_stripline_119mm.s2p", &net);
    if (!net.nf)
        return;
    application_init(25.125e9, &options);
    options.per_ui = 32;
    CU_ASSERT_EQUAL_FATAL(application_differences(&net, "119mm", &options, causality,
                                                  passivity, reciprocity, NULL), LR_OK);
    CLOSE(2.0 * causality[1], 5.7716e-3, 0.06e-3);
    CLOSE(2.0 * causality[2], 5.2785e-3, 0.06e-3);
    CLOSE(2.0 * causality[3], 5.0836e-3, 0.06e-3);
    CLOSE(2.0 * passivity[1], 1.3961e-5, 0.3e-5);
    CLOSE(2.0 * reciprocity[1], 6.7615e-3, 0.2e-3);
    CU_ASSERT_EQUAL(reciprocity[1], reciprocity[2]);
    CU_ASSERT_EQUAL(reciprocity[0], 0.0);
    net_free(&net);
}

static void bands_are_5_10_and_15_mv(void)
{
    CU_ASSERT_EQUAL(application_judge(0.0), QUALITY_GOOD);
    CU_ASSERT_EQUAL(application_judge(4.999e-3), QUALITY_GOOD);
    CU_ASSERT_EQUAL(application_judge(5.001e-3), QUALITY_ACCEPTABLE);
    CU_ASSERT_EQUAL(application_judge(9.999e-3), QUALITY_ACCEPTABLE);
    CU_ASSERT_EQUAL(application_judge(10.001e-3), QUALITY_INCONCLUSIVE);
    CU_ASSERT_EQUAL(application_judge(14.999e-3), QUALITY_INCONCLUSIVE);
    CU_ASSERT_EQUAL(application_judge(15.001e-3), QUALITY_POOR);
    CU_ASSERT_EQUAL(application_judge((double)NAN), QUALITY_POOR);
}

static void refuse(const struct net *net, double baud, double rise, size_t per_ui,
                   enum lr_status status, const char *text)
{
    const struct application_options options = {baud, rise, per_ui};
    struct application_quality q;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(application_quality(net, "line.s2p", &options, &q, &err), status);
    SAME_TEXT(err.text, text);
}

static void options_out_of_range_are_refused(void)
{
    struct net net;
    make_whole(&net, 0.9, 0.9);
    refuse(&net, 0.0, 0.4, 64, LR_EDOMAIN,
           "a symbol rate of 0 GBd; it must be positive");
    refuse(&net, (double)INFINITY, 0.4, 64, LR_EDOMAIN,
           "a symbol rate of inf GBd; it must be positive");
    refuse(&net, 13.28e9, 0.0, 64, LR_EDOMAIN,
           "a rise time of 0 UI; it must be above 0 and at most 0.5 UI");
    refuse(&net, 13.28e9, 0.61, 64, LR_EDOMAIN,
           "a rise time of 0.61 UI; it must be above 0 and at most 0.5 UI");
    refuse(&net, 13.28e9, 0.4, 9, LR_EDOMAIN,
           "9 samples per unit interval are 3.6 in a rise time of 0.4 UI; at least 4 are "
           "needed");
    refuse(&net, 0.1328e9, 0.4, 64, LR_EDOMAIN,
           "line.s2p: steps of 0.02 GHz make a record of 50 ns, 6.64 unit intervals of "
           "0.1328 GBd; at least 8 are needed");
    refuse(&net, 132.8e9, 0.4, 4096, LR_EDOMAIN,
           "line.s2p: steps of 0.02 GHz and 4096 samples per unit interval of 132.8 GBd "
           "make 2.72e+07 samples; 16777216 can be taken");
    *net_s(&net, 3, 1, 0) = (double)NAN;
    refuse(&net, 13.28e9, 0.4, 64, LR_ENUMERIC,
           "line.s2p: S21 at 0.06 GHz is not finite");
    net_free(&net);
}

static void short_record_is_warned_of(void)
{
    struct net net;
    struct application_quality q;
    const struct application_options options = {1.328e9, 0.4, 64};
    struct lr_error err = {.notes = notes_new(false)};
    make_whole(&net, 1.02, 1.02);
    for (size_t k = 0; k < net.nf; k++)
        net.freq[k] *= 1.5;
    CU_ASSERT_EQUAL(application_quality(&net, "line.s2p", &options, &q, &err), LR_OK);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "line.s2p: steps of 0.03 GHz make a record of 44.3 unit intervals of "
              "1.328 GBd; the application metrics look over 62 and here over 44");
    CLOSE(q.passivity, 0.5 * 0.02 * pulse_sum(), 0.02 * mv);
    notes_free(err.notes);
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"gain of 2 per cent is 2 per cent of the pulse",
     gain_of_2_per_cent_is_2_per_cent_of_the_pulse},
    {"asymmetry of 3 per cent is 3 per cent of the pulse",
     asymmetry_of_3_per_cent_is_3_per_cent_of_the_pulse},
    {"causal line reads 0 and one of constant loss tangent does not",
     causal_line_reads_0_and_one_of_constant_loss_tangent_does_not},
    {"narrow band shows as causality and is warned of",
     narrow_band_shows_as_causality_and_is_warned_of},
    {"reflections before time 0 are seen", reflections_before_time_0_are_seen},
    {"line that answers before it is driven is poor",
     line_that_answers_before_it_is_driven_is_poor},
    {"causality does not mind a swapped pair", causality_does_not_mind_a_swapped_pair},
    {"missing DC point changes little", missing_dc_point_changes_little},
    {"order of the ports does not matter", order_of_the_ports_does_not_matter},
    {"number of threads does not matter", number_of_threads_does_not_matter},
    {"one port is reciprocal and may be early", one_port_is_reciprocal_and_may_be_early},
    {"measured boards read as in an independent program",
     measured_boards_read_as_in_an_independent_program},
    {"measured channels read as in the program of IEEE 370",
     measured_channels_read_as_in_the_program_of_ieee_370},
    {"differences are those of IEEE 370 for each element",
     differences_are_those_of_ieee_370_for_each_element},
    {"bands are 5, 10 and 15 mV", bands_are_5_10_and_15_mv},
    {"options out of range are refused", options_out_of_range_are_refused},
    {"short record is warned of", short_record_is_warned_of},
};

TAP_MAIN("application", cases)

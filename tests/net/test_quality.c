#include "config.h"

#include "net/quality.h"

#include "base/constants.h"
#include "base/parallel.h"
#include "net/touchstone.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* Points 13.28 MHz apart. */
static void grid(struct net *net)
{
    for (size_t k = 0; k < net->nf; k++)
        net->freq[k] = 13.28e6 * (double)(k + 1);
}

/* S21 = S12 = gain e^{-jw delay}. */
static void fill_delay(struct net *net, double gain, double delay)
{
    grid(net);
    for (size_t k = 0; k < net->nf; k++)
        *net_s(net, k, 0, 1) = *net_s(net, k, 1, 0) =
            gain * cexp(-I * two_pi * net->freq[k] * delay);
}

/* Golden e_p370_quality_initial.json: scikit-rf's port of the IEEE 370 program, in per
 * cent, and the singular values of numpy. */
struct golden {
    const char *file;
    double passivity, reciprocity, causality;
    double max_singular, max_singular_freq;
    size_t active_points;
    double max_asymmetry;
};

static void check_golden(const struct golden *want)
{
    struct net net;
    struct net_quality q;
    const char *path = tap_reference(want->file);
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &net, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_quality(&net, &q, NULL), LR_OK);
    CLOSE(q.passivity_pct, want->passivity, 1e-9);
    CLOSE(q.reciprocity_pct, want->reciprocity, 1e-9);
    CLOSE(q.causality_pct, want->causality, 1e-9);
    CLOSE(q.max_singular, want->max_singular, 1e-12);
    CLOSE(q.max_singular_freq, want->max_singular_freq, 1e-3);
    CU_ASSERT_EQUAL(q.active_points, want->active_points);
    CLOSE(q.max_asymmetry, want->max_asymmetry, 1e-15);
    net_free(&net);
}

static void a_simulated_c2m_channel_scores_as_in_ieee_370(void)
{
    check_golden(&(struct golden){"channels/C2M__Z100_IL14_WC_BOR_H_L_H_THRU.s4p", 100.0,
                                  100.0, 99.6079323056076, 0.9959186455634214, 0.0, 0,
                                  1.9510383486084524e-06});
}

static void a_backplane_channel_scores_as_in_ieee_370(void)
{
    check_golden(&(struct golden){"channels/example2_THRU.s4p", 100.0, 99.99999904134653,
                                  99.63264148044756, 0.9907278930391392, 0.0, 0,
                                  8.355574003011514e-06});
}

static void a_noisy_microstrip_scores_as_in_ieee_370(void)
{
    check_golden(&(struct golden){"channels/MSL200.s2p", 99.99781156508392,
                                  87.99705236756344, 47.154398156208075,
                                  1.007434421010617, 4e6, 6, 0.04502694971825207});
}

static void a_fixture_with_connectors_scores_as_in_ieee_370(void)
{
    check_golden(&(struct golden){"channels/diff_fdf_with_connectors.s4p", 100.0, 100.0,
                                  99.98926840053521, 0.9992786515216882, 10e6, 0,
                                  2.8555936486603945e-08});
}

static void a_lossless_delay_is_physical(void)
{
    struct net net;
    struct net_quality q;
    net_init(&net, 201, 2, 50.0, NULL);
    fill_delay(&net, 1.0, 0.72e-9);
    CU_ASSERT_EQUAL(net_quality(&net, &q, NULL), LR_OK);
    CLOSE(q.passivity_pct, 100.0, 0.0);
    CLOSE(q.reciprocity_pct, 100.0, 0.0);
    CLOSE(q.causality_pct, 100.0, 0.0);
    CLOSE(q.max_singular, 1.0, 1e-15);
    CLOSE(q.max_asymmetry, 0.0, 0.0);
    CU_ASSERT_EQUAL(q.active_points, 0);
    CU_ASSERT_EQUAL(q.verdict, QUALITY_GOOD);
    net_free(&net);
}

static void an_answer_before_the_question_is_not_causal(void)
{
    struct net net;
    struct net_quality q;
    net_init(&net, 201, 2, 50.0, NULL);
    fill_delay(&net, 0.7, -0.72e-9);
    CU_ASSERT_EQUAL(net_quality(&net, &q, NULL), LR_OK);
    CLOSE(q.causality_pct, 0.0, 0.0);
    CU_ASSERT_EQUAL(q.causality_i, 0);
    CU_ASSERT_EQUAL(q.causality_j, 1);
    CU_ASSERT_EQUAL(q.causality, QUALITY_POOR);
    CU_ASSERT_EQUAL(q.passivity, QUALITY_GOOD);
    CU_ASSERT_EQUAL(q.verdict, QUALITY_POOR);
    net_free(&net);
}

static void causality_is_the_share_of_clockwise_turns(void)
{
    /* Steps of one length that turn 7 times clockwise and twice back by one angle have
     * |R| equal: 100 x 7/9. */
    struct net net;
    struct net_quality q;
    double angle = 0.31;
    net_init(&net, 11, 1, 50.0, NULL);
    grid(&net);
    for (size_t k = 1; k < net.nf; k++) {
        net.s[k] = net.s[k - 1] + 0.06 * cexp(I * angle);
        angle += k == 3 || k == 8 ? 0.47 : -0.47;
    }
    CU_ASSERT_EQUAL(net_quality(&net, &q, NULL), LR_OK);
    CLOSE(q.causality_pct, 100.0 * 7.0 / 9.0, 1e-12);
    CU_ASSERT_EQUAL(q.causality, QUALITY_ACCEPTABLE);
    CLOSE(q.reciprocity_pct, 100.0, 0.0);       /* one port: nothing to compare */
    CU_ASSERT(isnan(q.max_asymmetry_freq));
    net_free(&net);
}

static void passivity_counts_the_gain_above_1(void)
{
    /* Two of five points with a gain of 1.0372: weight (1.0372 - 1.00001)/0.1 each; a
     * gain of 1.000009 counts nothing. */
    struct net net;
    struct net_quality q;
    net_init(&net, 5, 2, 50.0, NULL);
    fill_delay(&net, 0.9, 0.72e-9);
    const double gain[5] = {0.9, 1.0372, 1.000009, 0.9, 1.0372};
    for (size_t l = 0; l < 20; l++)
        net.s[l] *= gain[l / 4] / 0.9;
    CU_ASSERT_EQUAL(net_quality(&net, &q, NULL), LR_OK);
    CLOSE(q.passivity_pct, 100.0 * (5.0 - 2.0 * 0.3719) / 5.0, 1e-11);
    CLOSE(q.max_singular, 1.0372, 1e-15);
    CLOSE(q.max_singular_freq, 26.56e6, 8e-8);
    CU_ASSERT_EQUAL(q.active_points, 2);
    CU_ASSERT_EQUAL(q.passivity, QUALITY_INCONCLUSIVE);
    for (size_t l = 0; l < 20; l++)
        net.s[l] *= 2.0;
    CU_ASSERT_EQUAL(net_quality(&net, &q, NULL), LR_OK);
    CLOSE(q.passivity_pct, 0.0, 0.0);
    net_free(&net);
}

static void reciprocity_is_the_mean_difference_there_and_back(void)
{
    /* One of three pairs of ports differs by 0.0723 at one of four points: mean over the
     * six S_ij, i != j, 2 x 0.0723/6 = 0.0241, weight (0.0241 - 1e-6)/0.1. */
    struct net net;
    struct net_quality q;
    net_init(&net, 4, 3, 50.0, NULL);
    grid(&net);
    *net_s(&net, 2, 0, 2) = 0.31 + 0.0723 * I;
    *net_s(&net, 2, 2, 0) = 0.31;
    CU_ASSERT_EQUAL(net_quality(&net, &q, NULL), LR_OK);
    CLOSE(q.reciprocity_pct, 100.0 * (4.0 - 0.24099) / 4.0, 1e-11);
    CLOSE(q.max_asymmetry, 0.0723, 1e-16);
    CLOSE(q.max_asymmetry_freq, 3.0 * 13.28e6, 1e-7);
    CU_ASSERT_EQUAL(q.asymmetry_i, 2);
    CU_ASSERT_EQUAL(q.asymmetry_j, 0);
    CU_ASSERT_EQUAL(q.reciprocity, QUALITY_INCONCLUSIVE);
    net_free(&net);
}

static void verdicts_change_above_their_edges(void)
{
    const double edges[3] = {99.9, 99.0, 80.0};
    CU_ASSERT_EQUAL(quality_judge(99.90001, edges), QUALITY_GOOD);
    CU_ASSERT_EQUAL(quality_judge(99.9, edges), QUALITY_ACCEPTABLE);
    CU_ASSERT_EQUAL(quality_judge(99.0, edges), QUALITY_INCONCLUSIVE);
    CU_ASSERT_EQUAL(quality_judge(80.0, edges), QUALITY_POOR);
    CU_ASSERT_EQUAL(quality_judge((double)NAN, edges), QUALITY_POOR);
    SAME_TEXT(quality_verdict_name(QUALITY_GOOD), "good");
    SAME_TEXT(quality_verdict_name(QUALITY_ACCEPTABLE), "acceptable");
    SAME_TEXT(quality_verdict_name(QUALITY_INCONCLUSIVE), "inconclusive");
    SAME_TEXT(quality_verdict_name(QUALITY_POOR), "poor");
}

static void two_points_say_nothing_about_causality(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    struct net_quality q;
    net_init(&net, 2, 2, 50.0, NULL);
    fill_delay(&net, 0.7, 0.72e-9);
    CU_ASSERT_EQUAL(net_quality(&net, &q, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "2 points are too few to judge causality; three are needed");
    net_free(&net);
}

static void a_value_that_is_not_finite_is_named(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    struct net_quality q;
    net_init(&net, 200, 2, 50.0, NULL);
    fill_delay(&net, 0.7, 0.72e-9);
    *net_s(&net, 99, 1, 0) = (double)NAN;
    *net_s(&net, 149, 0, 0) = (double)INFINITY;
    CU_ASSERT_EQUAL(net_quality(&net, &q, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "S at 1.328 GHz has no singular values: it is not finite");
    net_free(&net);
}

static void quality_is_the_same_for_any_number_of_threads(void)
{
    struct net net;
    struct net_quality one, four;
    net_init(&net, 1000, 2, 50.0, NULL);
    fill_delay(&net, 1.0, 0.72e-9);
    for (size_t l = 0; l < 4000; l++)
        net.s[l] *= 1.0 + 1e-4 * sin((double)(l * l));
    parallel_set_threads(1);
    CU_ASSERT_EQUAL(net_quality(&net, &one, NULL), LR_OK);
    parallel_set_threads(4);
    CU_ASSERT_EQUAL(net_quality(&net, &four, NULL), LR_OK);
    parallel_set_threads(0);
    CLOSE(four.passivity_pct, one.passivity_pct, 0.0);
    CLOSE(four.reciprocity_pct, one.reciprocity_pct, 0.0);
    CLOSE(four.causality_pct, one.causality_pct, 0.0);
    CLOSE(four.max_singular, one.max_singular, 0.0);
    CU_ASSERT_EQUAL(four.active_points, one.active_points);
    CU_ASSERT(one.active_points > 0);
    net_free(&net);
}

static void the_phase_step_is_that_of_the_delay(void)
{
    /* 2 pi x 13.28 MHz x 7.23 ns. */
    struct net net;
    double freq;
    net_init(&net, 201, 2, 50.0, NULL);
    fill_delay(&net, 0.7, 7.23e-9);
    net.freq[100] += 2e6;                       /* one wide step, one narrow one */
    *net_s(&net, 100, 0, 1) *= cexp(-I * two_pi * 2e6 * 7.23e-9);
    CLOSE(net_phase_step(&net, &freq), two_pi * 15.28e6 * 7.23e-9, 1e-12);
    CLOSE(freq, 101.0 * 13.28e6 + 2e6, 1e-6);
    net_free(&net);
}

static void phases_of_notches_and_noise_do_not_count(void)
{
    struct net net;
    double freq;
    net_init(&net, 201, 2, 50.0, NULL);
    fill_delay(&net, 0.7, 0.72e-9);
    for (size_t k = 0; k < net.nf; k++)
        *net_s(&net, k, 0, 0) = k % 2 ? 0.0699 : -0.0699;
    *net_s(&net, 50, 1, 0) = -0.0699;
    CLOSE(net_phase_step(&net, &freq), two_pi * 13.28e6 * 0.72e-9, 1e-12);
    *net_s(&net, 77, 0, 0) = *net_s(&net, 76, 0, 0) * -1.01;
    *net_s(&net, 76, 0, 0) *= 1.01;
    CLOSE(net_phase_step(&net, &freq), pi, 1e-12);
    CLOSE(freq, 78.0 * 13.28e6, 1e-6);
    memset(net.s, 0, 201 * 4 * sizeof *net.s);
    CLOSE(net_phase_step(&net, &freq), 0.0, 0.0);
    CU_ASSERT(isnan(freq));
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"a simulated C2M channel scores as in IEEE 370",
     a_simulated_c2m_channel_scores_as_in_ieee_370},
    {"a backplane channel scores as in IEEE 370",
     a_backplane_channel_scores_as_in_ieee_370},
    {"a noisy microstrip scores as in IEEE 370",
     a_noisy_microstrip_scores_as_in_ieee_370},
    {"a fixture with connectors scores as in IEEE 370",
     a_fixture_with_connectors_scores_as_in_ieee_370},
    {"a lossless delay is physical", a_lossless_delay_is_physical},
    {"an answer before the question is not causal",
     an_answer_before_the_question_is_not_causal},
    {"causality is the share of clockwise turns",
     causality_is_the_share_of_clockwise_turns},
    {"passivity counts the gain above 1.00001", passivity_counts_the_gain_above_1},
    {"reciprocity is the mean difference there and back",
     reciprocity_is_the_mean_difference_there_and_back},
    {"verdicts change above their edges", verdicts_change_above_their_edges},
    {"two points say nothing about causality", two_points_say_nothing_about_causality},
    {"a value that is not finite is named", a_value_that_is_not_finite_is_named},
    {"quality is the same for any number of threads",
     quality_is_the_same_for_any_number_of_threads},
    {"the phase step is that of the delay", the_phase_step_is_that_of_the_delay},
    {"phases of notches and noise do not count",
     phases_of_notches_and_noise_do_not_count},
};
TAP_MAIN("net/quality", cases)

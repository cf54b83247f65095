#include "config.h"

#include "lanereach.h"
#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The public interface as a user's program sees it: linked with liblanereach alone. */

enum { POINTS = 300 };

/* A pad of `db` with reflections of g at both ends and 0.3 ns, 20 MHz to 6 GHz, times
 * `scale`. */
static lr_net *pad(double db, double g, double scale)
{
    double freq[POINTS], ri[8 * POINTS];
    lr_net *net = NULL;
    for (size_t k = 0; k < POINTS; k++) {
        const double a = scale * pow(10.0, -db / 20.0);
        const double angle =
            -6.283185307179586 * 0.3e-9 * (freq[k] = 20e6 * (double)(k + 1));
        const double s[8] = {g, 0.0, a * cos(angle), a * sin(angle),
                             a * cos(angle), a * sin(angle), g, 0.0};
        memcpy(ri + 8 * k, s, sizeof s);
    }
    CU_ASSERT_EQUAL_FATAL(lr_net_new(2, POINTS, freq, ri, 50.0, &net, NULL), LR_OK);
    return net;
}

static double complex_element(const lr_net *net, size_t k, size_t i, size_t j, double *im)
{
    const size_t np = lr_net_ports(net);
    double *ri = malloc(2 * lr_net_points(net) * np * np * sizeof *ri);
    CU_ASSERT_PTR_NOT_NULL_FATAL(ri);
    lr_net_copy_s(net, ri);
    const double re = ri[2 * ((k * np + i) * np + j)];
    *im = ri[2 * ((k * np + i) * np + j) + 1];
    free(ri);
    return re;
}

static void network_from_arrays_is_that_network(void)
{
    lr_net *net = pad(3.0, 0.1, 1.0);
    double freq[POINTS], im;
    CU_ASSERT_EQUAL(lr_net_ports(net), 2);
    CU_ASSERT_EQUAL(lr_net_points(net), POINTS);
    lr_net_frequencies(net, freq);
    CLOSE(freq[72], 1.46e9, 1e-6);
    CLOSE(lr_net_reference(net, 1), 50.0, 0.0);
    CLOSE(complex_element(net, 9, 1, 0, &im),
          pow(10.0, -0.15) * cos(-6.283185307179586 * 0.06), 1e-15);
    lr_net_free(net);
}

/* What is put between two pads comes out again when they are taken off. */
static void known_pads_come_off(void)
{
    lr_net *left = pad(3.0, 0.1, 1.0), *dut = pad(7.3, -0.2, 1.0),
           *right = pad(2.0, 0.05, 1.0);
    lr_net *half = NULL, *all = NULL, *found = NULL;
    double im, want;
    CU_ASSERT_EQUAL(lr_net_cascade(left, dut, &half, NULL), LR_OK);
    CU_ASSERT_EQUAL(lr_net_cascade(half, right, &all, NULL), LR_OK);
    CU_ASSERT_EQUAL(lr_net_deembed(all, left, right, &found, NULL), LR_OK);
    for (size_t e = 0; e < 4; e++) {
        const double re = complex_element(dut, 72, e / 2, e % 2, &want);
        CLOSE(complex_element(found, 72, e / 2, e % 2, &im), re, 1e-13);
        CLOSE(im, want, 1e-13);
    }
    lr_net_free(found);
    CU_ASSERT_EQUAL(lr_net_deembed(half, left, NULL, &found, NULL), LR_OK);
    CLOSE(complex_element(found, 7, 0, 0, &im), -0.2, 1e-13);
    lr_net_free(found);
    lr_net_free(all);
    lr_net_free(half);
    lr_net_free(right);
    lr_net_free(dut);
    lr_net_free(left);
}

/* The singular values of [0 a; a 0] are both |a|: 1.1 becomes 1. */
static void active_pad_is_clipped_by_its_excess(void)
{
    lr_net *net = pad(0.0, 0.0, 1.1), *passive = NULL;
    double change, im;
    CU_ASSERT_EQUAL(lr_net_passivate(net, &change, &passive, NULL), LR_OK);
    CLOSE(change, 0.1, 1e-12);
    CLOSE(complex_element(passive, 24, 1, 0, &im), cos(6.283185307179586 * 0.15), 1e-12);
    lr_net_free(passive);
    lr_net_free(net);
}

static void resampled_network_begins_at_dc(void)
{
    lr_net *net = pad(3.0, 0.1, 1.0), *slow = NULL;
    double freq[61], im;
    CU_ASSERT_EQUAL(lr_net_resample(net, 100e6, 6e9, &slow, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(lr_net_points(slow), 61);
    lr_net_frequencies(slow, freq);
    CLOSE(freq[0], 0.0, 0.0);
    CLOSE(freq[60], 6e9, 1e-3);
    CLOSE(complex_element(slow, 0, 1, 0, &im), pow(10.0, -0.15), 1e-6);
    CLOSE(im, 0.0, 0.0);
    lr_net_free(slow);
    lr_net_free(net);
}

static void thru_is_split_into_halves_that_make_it(void)
{
    lr_net *half = pad(1.0, 0.0, 1.0), *thru = NULL, *one = NULL, *two = NULL,
           *again = NULL;
    double im, want;
    CU_ASSERT_EQUAL(lr_net_cascade(half, half, &thru, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(lr_net_split_thru(thru, NULL, &one, &two, NULL), LR_OK);
    CU_ASSERT_EQUAL(lr_net_cascade(one, two, &again, NULL), LR_OK);
    const double re = complex_element(thru, 99, 1, 0, &want);
    CLOSE(complex_element(again, 99, 1, 0, &im), re, 1e-9);
    CLOSE(im, want, 1e-9);
    lr_net *all[] = {half, thru, one, two, again};
    for (size_t i = 0; i < 5; i++)
        lr_net_free(all[i]);
}

static void answers_about_files_need_no_link(void)
{
    static const char *const words[] = {"a.s2p", "b.s2p", NULL};
    char folder[SCRATCH_SIZE], *json = NULL;
    lr_net *a = pad(3.0, 0.1, 1.0), *b = pad(3.0, 0.1, 0.999);
    struct lr_error err = {LR_OK, "", NULL};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    CU_ASSERT_EQUAL(lr_net_write(a, "a.s2p", &err), LR_OK);
    CU_ASSERT_EQUAL(lr_net_write(b, "b.s2p", &err), LR_OK);
    static const struct { const char *question, *key; } questions[] = {
        {"net check", "\"passivity_pct\""}, {"net info", "\"zref_ohm\":\t50"},
        {"net diff", "\"identical\":\tfalse"}, {"loss", "\"s21_db\""}};
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        CU_ASSERT_EQUAL(lr_answer(NULL, questions[i].question, words, &json, &err),
                        LR_OK);
        SAME_TEXT(err.text, "");
        CU_ASSERT_PTR_NOT_NULL(json ? strstr(json, questions[i].key) : NULL);
        lr_free(json);
    }
    scratch_leave(folder);
    lr_net_free(b);
    lr_net_free(a);
}

static void what_does_not_fit_is_refused_by_name(void)
{
    const double freq[] = {1e9, 1e9}, ri[16] = {0.0}, bad[16] = {[9] = NAN};
    const double up[] = {1e9, 2e9};
    static const char *const output[] = {"x.s2p", "--output", "y.s2p", NULL};
    struct lr_error err = {LR_OK, "", NULL};
    lr_net *net = NULL;
    char *json = NULL;
    CU_ASSERT_EQUAL(lr_net_new(2, 2, freq, ri, 50.0, &net, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "frequency 1, 1e+09 Hz: frequencies must not be negative and must "
              "increase");
    CU_ASSERT_PTR_NULL(net);
    CU_ASSERT_EQUAL(lr_net_new(2, 2, up, ri, -50.0, &net, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "a network of 2 ports and 2 points at -50 ohm; all must be positive");
    CU_ASSERT_EQUAL(lr_net_new(2, 2, up, bad, 50.0, &net, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "S at 2e+09 Hz is not finite");
    CU_ASSERT_EQUAL(lr_answer(NULL, "com", NULL, &json, &err), LR_EUSAGE);
    SAME_TEXT(err.text,
              "'com' is no question about files; loss, net check, net info and net "
              "diff are");
    CU_ASSERT_EQUAL(lr_answer(NULL, "net check", output, &json, &err), LR_EUSAGE);
    SAME_TEXT(err.text, "lr_answer returns JSON about the given files; --csv, --output, "
                        "--plot and --help do not apply");
    CU_ASSERT_PTR_NULL(json);
}

static const struct tap_case cases[] = {
    {"a network made from arrays is that network", network_from_arrays_is_that_network},
    {"known pads come off", known_pads_come_off},
    {"an active pad is clipped by its excess", active_pad_is_clipped_by_its_excess},
    {"a resampled network begins at DC", resampled_network_begins_at_dc},
    {"a 2x-thru is split into halves that make it",
     thru_is_split_into_halves_that_make_it},
    {"answers about files need no link", answers_about_files_need_no_link},
    {"what does not fit is refused by name", what_does_not_fit_is_refused_by_name},
};
TAP_MAIN("lanereach.h", cases)

#include "config.h"

#include "margin/icn.h"
#include "tests/tap.h"

#include <math.h>

enum { NF = 1001, PATHS = 4 };
static const double step = 17.3e6;

/* A filter too wide to matter. */
static const double open = 1e30;

/* THRU, FEXT, FEXT, NEXT; |S21| of each is flat, of any phase. */
static void make(struct channel *channel, const double gain[PATHS])
{
    static const enum path_kind kind[] = {PATH_THRU, PATH_FEXT, PATH_FEXT, PATH_NEXT};
    static const char *const name[] = {"thru", "fext1", "fext2", "next"};
    CU_ASSERT_EQUAL_FATAL(channel_init(channel, PATHS, NULL), LR_OK);
    for (size_t i = 0; i < PATHS; i++) {
        struct channel_path *path = &channel->path[i];
        path->kind = kind[i];
        path->name = name[i];
        CU_ASSERT_EQUAL_FATAL(net_init(&path->net, NF, 2, 100.0, NULL), LR_OK);
        for (size_t k = 0; k < NF; k++) {
            path->net.freq[k] = step * (double)k;
            *net_s(&path->net, k, 1, 0) = gain[i] * cexp(I * (double)(k * (i + 3)));
            *net_s(&path->net, k, 0, 1) = 0.9;          /* the way back must not count */
        }
    }
}

static const struct icn_params flat = {
    .baud = 1e30, .f_1 = 0.1e9, .f_2 = 15e9, .f_r = 1e30, .f_f = 1e30, .f_n = 1e30,
    .a_ft = 0.61, .a_nt = 0.43};

static void the_weight_has_its_three_corners(void)
{
    CLOSE(icn_weight(0.0, 26.5625e9, 15.8e9, 19.9e9), 1.0, 0.0);
    CLOSE(icn_weight(7.23e9, open, 7.23e9, open), 0.5, 1e-15);
    CLOSE(icn_weight(7.23e9, open, open, 7.23e9), 0.5, 1e-15);
    CLOSE(icn_weight(26.5625e9, 26.5625e9, open, open), 0.0, 1e-30);
    /* sinc^2(1/2) = (2/pi)^2 */
    CLOSE(icn_weight(13.28125e9, 26.5625e9, open, open), 4.0 / (M_PI * M_PI), 1e-15);
    /* 1/(1 + 2^4) and 1/(1 + 2^8) */
    CLOSE(icn_weight(14.46e9, open, 7.23e9, 7.23e9), 1.0 / (17.0 * 257.0), 1e-18);
}

static void powers_of_equal_aggressors_add(void)
{
    struct channel channel;
    struct icn one, two;
    make(&channel, (const double[]){0.5, 0.0123, 0.0, 0.0});
    CU_ASSERT_EQUAL(icn_solve(&channel, &flat, &one, NULL), LR_OK);
    channel_free(&channel);
    make(&channel, (const double[]){0.7, 0.0123, 0.0123, 0.0});
    CU_ASSERT_EQUAL(icn_solve(&channel, &flat, &two, NULL), LR_OK);
    channel_free(&channel);
    CLOSE(two.mdfext / one.mdfext, sqrt(2.0), 1e-14);
    CLOSE(two.mdnext, 0.0, 0.0);
    CLOSE(two.total, two.mdfext, 0.0);
}

static void each_aggressor_has_its_share(void)
{
    /* As in the case below, each by its own amplitude; A is that of its kind. */
    struct channel channel;
    double each[PATHS];
    make(&channel, (const double[]){0.5, 0.0123, 0.0045, 0.0067});
    CU_ASSERT_EQUAL(icn_each(&channel, &flat, each, NULL), LR_OK);
    const double unit = sqrt(2.0 * step / 15e9 * 864.0);
    CLOSE(each[0], 0.0, 0.0);
    CLOSE(each[1], unit * 0.61 * 0.0123, 1e-15);
    CLOSE(each[2], unit * 0.61 * 0.0045, 1e-15);
    CLOSE(each[3], unit * 0.43 * 0.0067, 1e-15);
    channel_free(&channel);
}

static void both_ends_of_the_band_are_counted(void)
{
    /* From point 5 (86.5 MHz, the last one up to 100 MHz) to point 868 (15.0164 GHz, the
     * first one from 15 GHz): 864 points of 2 df/f_2 A^2 |S|^2. */
    struct channel channel;
    struct icn got;
    struct icn_band band;
    make(&channel, (const double[]){0.5, 0.0123, 0.0045, 0.0067});
    CU_ASSERT_EQUAL(icn_solve(&channel, &flat, &got, NULL), LR_OK);
    const double each = 2.0 * step / 15e9 * 864.0;
    const double fext = 0.61 * 0.61 * (0.0123 * 0.0123 + 0.0045 * 0.0045);
    const double next = 0.43 * 0.43 * 0.0067 * 0.0067;
    CLOSE(got.mdfext, sqrt(each * fext), 1e-15);
    CLOSE(got.mdnext, sqrt(each * next), 1e-15);
    CLOSE(got.total, sqrt(each * (fext + next)), 1e-15);
    /* Exactly on points: 10 and 20. */
    const struct net *net = &channel.path[0].net;
    const double *f = net->freq;
    CU_ASSERT_EQUAL(icn_band(NF, f, "thru", f[10], f[20], &band, NULL), LR_OK);
    CU_ASSERT_EQUAL(band.first, 10);
    CU_ASSERT_EQUAL(band.last, 20);
    channel_free(&channel);
}

static void random_symbols_bring_the_sine_integral(void)
{
    /* Up to f_b = f_2 and without edges: integral of sinc^2(x), 0 to 1, is Si(2 pi)/pi
     * with Si(2 pi) = 1.4181515761326284; the sum has half of df more than the
     * trapezoidal rule at f = 0, whose own error is df^2/12 times the difference of the
     * slopes at both ends, here none. */
    struct channel channel;
    struct icn got;
    struct icn_params params = flat;
    params.baud = params.f_2 = step * 900.0;
    params.f_1 = 0.0;
    make(&channel, (const double[]){0.5, 0.0, 0.0, 0.0067});
    CU_ASSERT_EQUAL(icn_solve(&channel, &params, &got, NULL), LR_OK);
    const double integral = 1.4181515761326284 / M_PI + 0.5 / 900.0;
    CLOSE(got.mdnext, 0.43 * 0.0067 * sqrt(2.0 * integral), 1e-13);
    channel_free(&channel);
}

static void fext_and_next_have_edges_of_their_own(void)
{
    /* f_f cuts FEXT to next to nothing and leaves NEXT as it is, and the other way. */
    struct channel channel;
    struct icn all, got;
    struct icn_params params = flat;
    make(&channel, (const double[]){0.5, 0.0123, 0.0, 0.0067});
    CU_ASSERT_EQUAL(icn_solve(&channel, &params, &all, NULL), LR_OK);
    params.f_f = 1e3;
    CU_ASSERT_EQUAL(icn_solve(&channel, &params, &got, NULL), LR_OK);
    CLOSE(got.mdfext, 0.0, 1e-9);
    CLOSE(got.mdnext, all.mdnext, 0.0);
    params = flat;
    params.f_n = 1e3;
    CU_ASSERT_EQUAL(icn_solve(&channel, &params, &got, NULL), LR_OK);
    CLOSE(got.mdfext, all.mdfext, 0.0);
    CLOSE(got.mdnext, 0.0, 1e-9);
    channel_free(&channel);
}

static void spectra_are_power_sums(void)
{
    struct channel channel;
    double psxt[NF], icr_db[NF];
    make(&channel, (const double[]){0.5, 0.0123, 0.0045, 0.0067});
    CU_ASSERT_EQUAL(icn_spectra(&channel, &flat, psxt, icr_db, NULL), LR_OK);
    const double want = sqrt(0.61 * 0.61 * (0.0123 * 0.0123 + 0.0045 * 0.0045) +
                             0.43 * 0.43 * 0.0067 * 0.0067);
    for (size_t k = 0; k < NF; k += 100) {
        CLOSE(psxt[k], want, 1e-16);
        CLOSE(icr_db[k], 20.0 * log10(0.5 * 0.61 / want), 1e-12);
    }
    struct icn_params silent = flat;    /* then NEXT is the first that sends */
    silent.a_ft = 0.0;
    CU_ASSERT_EQUAL(icn_spectra(&channel, &silent, psxt, icr_db, NULL), LR_OK);
    CLOSE(psxt[7], 0.43 * 0.0067, 1e-16);
    CLOSE(icr_db[7], 20.0 * log10(0.5 / 0.0067), 1e-12);
    silent.a_nt = 0.0;
    CU_ASSERT_EQUAL(icn_spectra(&channel, &silent, psxt, icr_db, NULL), LR_OK);
    CLOSE(psxt[7], 0.0, 0.0);
    CU_ASSERT(isinf(icr_db[7]) && icr_db[7] > 0.0);
    channel_free(&channel);
}

static void a_file_that_ends_early_is_summed_as_far_as_it_goes(void)
{
    struct channel channel;
    struct icn got;
    struct lr_error err = {.notes = notes_new(false)};
    struct icn_params params = flat;
    params.f_1 = 0.0;
    params.f_2 = 40e9;
    make(&channel, (const double[]){0.5, 0.0123, 0.0, 0.0});
    CU_ASSERT_EQUAL(icn_solve(&channel, &params, &got, &err), LR_OK);
    CLOSE(got.mdfext, 0.61 * 0.0123 * sqrt(2.0 * step / 40e9 * NF), 1e-15);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "thru: its band, 0 to 17.3 GHz, does not cover that of ICN and ILD, 0 to "
              "40 GHz; what is missing is left out");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 1));
    notes_free(err.notes);
    channel_free(&channel);
}

static void refused(const struct channel *channel, const struct icn_params *params,
                    enum lr_status status, const char *text)
{
    struct icn got;
    double psxt[NF], icr_db[NF], each[PATHS];
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(icn_solve(channel, params, &got, &err), status);
    SAME_TEXT(err.text, text);
    CU_ASSERT_EQUAL(icn_each(channel, params, each, &err), status);
    SAME_TEXT(err.text, text);
    if (params->f_1 < params->f_2) {
        CU_ASSERT_EQUAL(icn_spectra(channel, params, psxt, icr_db, &err), status);
        SAME_TEXT(err.text, text);
    }
}

static void what_makes_no_sense_is_refused(void)
{
    struct channel channel;
    struct icn_params p = flat;
    make(&channel, (const double[]){0.5, 0.0123, 0.0, 0.0067});
    p.f_f = NAN;
    refused(&channel, &p, LR_EDOMAIN, "ICN at 1e+30 Bd with f_r 1e+30 Hz, f_f nan Hz and "
                                      "f_n 1e+30 Hz; all must be positive");
    p = flat;
    p.a_nt = -0.2;
    refused(&channel, &p, LR_EDOMAIN, "amplitudes of 0.61 V (FEXT) and -0.2 V (NEXT) for "
                                      "ICN; they must not be negative");
    p = flat;
    p.f_1 = 16e9;
    refused(&channel, &p, LR_EDOMAIN, "f_1 1.6e+10 Hz and f_2 1.5e+10 Hz; f_1 must be at "
                                      "least 0 and below f_2");
    channel.path[3].net.s[4 * 100 + 2] = NAN;
    refused(&channel, &flat, LR_ENUMERIC, "next: S21 is not finite at 1.73 GHz");
    channel.path[0].kind = PATH_FEXT;
    refused(&channel, &flat, LR_EDOMAIN, "the channel has no through path");
    channel_free(&channel);
}

static const struct tap_case cases[] = {
    {"the weight has its three corners", the_weight_has_its_three_corners},
    {"powers of equal aggressors add", powers_of_equal_aggressors_add},
    {"each aggressor has its share", each_aggressor_has_its_share},
    {"both ends of the band are counted", both_ends_of_the_band_are_counted},
    {"random symbols bring the sine integral", random_symbols_bring_the_sine_integral},
    {"FEXT and NEXT have edges of their own", fext_and_next_have_edges_of_their_own},
    {"spectra are power sums", spectra_are_power_sums},
    {"a file that ends early is summed as far as it goes",
     a_file_that_ends_early_is_summed_as_far_as_it_goes},
    {"what makes no sense is refused", what_makes_no_sense_is_refused},
};
TAP_MAIN("margin/icn", cases)

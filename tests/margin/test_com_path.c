#include "config.h"

#include "tests/margin/com_fixture.h"

#include <string.h>

/* What stands between transmitter and slicer: filters, packages, the band, a preset, and
 * how noise is counted. */

static void same_answer(const struct com_result *a, const struct com_result *b,
                        double tol)
{
    CLOSE(a->com_db, b->com_db, tol);
    CLOSE(a->fom_db, b->fom_db, tol);
    CLOSE(a->peak, b->peak, tol);
    CLOSE(a->sigma.thermal, b->sigma.thermal, tol * b->sigma.thermal);
}

/* Some reflection at both ends of every path, and at those of the package. */
static void reflect(struct fixture *f, double near, double far)
{
    for (size_t k = 0; k < NF; k++) {
        const double complex turn = cexp(-I * two_pi * f->wire.freq[k] * 0.21e-9);
        for (size_t i = 0; i < PATHS; i++) {
            *net_s(&f->channel.path[i].net, k, 0, 0) = near * turn;
            *net_s(&f->channel.path[i].net, k, 1, 1) = far * turn;
        }
        *net_s(&f->wire, k, 0, 0) = *net_s(&f->wire, k, 1, 1) = 0.22 * turn;
        *net_s(&f->wire, k, 0, 1) = *net_s(&f->wire, k, 1, 0) = 0.9;
    }
}

static void kappa_scales_the_reflections_of_the_channel(void)
{
    struct fixture f, want;
    begin(&f, false);
    begin(&want, false);
    receiver(&f);
    receiver(&want);
    reflect(&f, 0.3, 0.24);
    reflect(&want, 0.5 * 0.3, 0.25 * 0.24);
    f.params.kappa[0] = 0.5;
    f.params.kappa[1] = 0.25;
    same_answer(solve(&f), solve(&want), 1e-12);
    reflect(&want, 0.0, 0.0);
    const double part = f.result.peak;
    f.params.kappa[0] = f.params.kappa[1] = 0.0;
    same_answer(solve(&f), solve(&want), 1e-12);
    CU_ASSERT(fabs(f.result.peak - part) > 1e-5);
    end(&f);
    end(&want);
}

static void frequencies_above_f_max_are_as_if_cut_off(void)
{
    /* Points to 22 GHz, of 30. */
    struct fixture f, want;
    begin(&f, false);
    begin(&want, false);
    receiver(&f);
    receiver(&want);
    const double whole = solve(&f)->com_db;
    f.params.f_max = 22.01e9;
    want.wire.nf = 881;
    for (size_t i = 0; i < PATHS; i++)
        want.channel.path[i].net.nf = 881;
    same_answer(solve(&f), solve(&want), 0.0);
    CU_ASSERT(fabs(f.result.com_db - whole) > 1e-6);
    f.params.f_max = 30e9;                      /* the last point stays */
    CLOSE(solve(&f)->com_db, whole, 0.0);
    end(&f);
    end(&want);
}

static void every_kind_of_path_has_its_own_packages(void)
{
    /* Only NEXT: 5 % of 0.6 V through a transmitter's package of 0.5 and a receiver's of
     * 0.7. */
    struct fixture f;
    struct net half = {0}, most = {0};
    begin(&f, true);
    open_filters(&f);
    CU_ASSERT_EQUAL_FATAL(net_copy(&f.wire, &half, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_copy(&f.wire, &most, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        *net_s(&half, k, 1, 0) = 0.5;
        *net_s(&most, k, 0, 1) = 0.7;           /* turned round: from board to die */
    }
    f.channel.path[1].kind = PATH_NEXT;
    f.which.tx[PATH_NEXT] = &half;
    f.which.rx[PATH_NEXT] = &most;
    CLOSE(solve(&f)->a_ni, 0.05 * 0.6 * 0.5 * 0.7, 1e-5);
    f.channel.path[1].kind = PATH_FEXT;
    CLOSE(solve(&f)->a_ni, 0.05 * 0.4, 1e-5);
    net_free(&half);
    net_free(&most);
    end(&f);
}

/* UI-spaced taps in time, with the largest one in place. */
static double filtered(const struct com_result *r, const double *tap, size_t n,
                       size_t cursor, size_t at)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        const size_t k = at + cursor * M - i * M;       /* may wrap */
        sum += k < r->n ? tap[i] * r->pulse[k] : 0.0;
    }
    return sum;
}

static void preset_is_an_ffe_in_front_of_the_pulse(void)
{
    static const double tap[] = {-0.11, 0.73, -0.2, 0.04};
    struct fixture f, plain;
    begin(&f, true);
    begin(&plain, true);
    leave_out_crosstalk(&f);
    leave_out_crosstalk(&plain);
    open_filters(&f);
    open_filters(&plain);
    f.params.rx = plain.params.rx = (struct signal_filter){0};
    solve(&plain);
    f.which.drive.npreset = 4;
    f.which.drive.preset = tap;
    solve(&f);
    CU_ASSERT_EQUAL_FATAL(f.result.n, plain.result.n);
    for (size_t k = 0; k < f.result.n; k++)
        CLOSE(f.result.pulse[k], filtered(&plain.result, tap, 4, 1, k), 1e-14);
    end(&f);
    end(&plain);
}

static void preset_does_what_the_same_ffe_setting_does(void)
{
    /* c(-1) -0.12, c(0) 0.7, c(1) -0.18; noise alike, as no preset is in sigma_N. */
    static const double before = -0.12, behind = -0.18, tap[] = {-0.12, 0.7, -0.18};
    struct fixture f, ffe;
    begin(&f, true);
    begin(&ffe, true);
    for (size_t i = 0; i < 2; i++) {
        struct fixture *one = i ? &ffe : &f;
        open_filters(one);
        one->channel.path[2].kind = PATH_FEXT;  /* NEXT differs, see below */
        one->params.eta_0 = 7.23e-17;
        one->which.drive.snr_tx_db = 31.0;
        one->params.dfe =
            (struct eq_dfe){.n = 2, .b_min = {-1.0, -1.0}, .b_max = {1.0, 1.0}};
    }
    f.which.drive.npreset = 3;
    f.which.drive.preset = tap;
    ffe.params.ffe = (struct eq_ffe_grid){
        2, {-1, 1}, {1, 1}, {&before, &behind}, .cursor_min = 0.0};
    CLOSE(solve(&f)->com_db, solve(&ffe)->com_db, 1e-9);
    CLOSE(f.result.a_s, 0.7 * 0.4, 1e-5);
    CLOSE(f.result.sigma.isi, ffe.result.sigma.isi, 1e-9);
    CLOSE(f.result.sigma.thermal, ffe.result.sigma.thermal, 1e-18);
    end(&f);
    end(&ffe);
}

static void preset_acts_on_next_too(void)
{
    /* 5 % of 0.6 V; three taps of 0.12, 0.7 and 0.41 together reach 1.23 of it, as often
     * as one time in eight. */
    static const double tap[] = {-0.12, 0.7, 0.41};
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    f.channel.path[1].kind = PATH_NEXT;
    f.params.dfe = (struct eq_dfe){.n = 2, .b_min = {-1.0, -1.0}, .b_max = {1.0, 1.0}};
    solve(&f);
    CLOSE(f.result.budget.xtalk, 0.05 * 0.6, 1e-5);
    f.which.drive.npreset = 3;
    f.which.drive.preset = tap;
    solve(&f);
    CLOSE(f.result.budget.xtalk, 1.23 * 0.05 * 0.6, 2e-5);
    end(&f);
}

static void unfiltered_signals_have_neither_filter_nor_preset(void)
{
    static const double tap[] = {-0.12, 0.7, -0.18};
    struct fixture f, open;
    begin(&f, false);
    begin(&open, false);
    receiver(&f);
    receiver(&open);
    open.params.rx = (struct signal_filter){0};
    f.params.unfiltered = true;
    f.which.drive.npreset = 3;
    f.which.drive.preset = tap;
    const double with = solve(&f)->sigma.thermal, without = solve(&open)->sigma.thermal;
    CU_ASSERT_EQUAL_FATAL(f.result.n, open.result.n);
    CU_ASSERT(!memcmp(f.result.pulse, open.result.pulse, open.result.n * sizeof(double)));
    CU_ASSERT(with < 0.95 * without);
    CLOSE(f.result.sigma.xtalk, open.result.sigma.xtalk, 0.3 * open.result.sigma.xtalk);
    end(&f);
    end(&open);
}

static void noise_behind_a_raised_cosine_is_that_of_its_band(void)
{
    /* The square of the fall averages 3/8 over its width; the right-hand sum leaves half
     * a step out at DC. */
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.params.rx = (struct signal_filter){.cosine_start = 20e9, .cosine_stop = 50e9};
    f.params.unfiltered = true;
    f.params.eta_0 = 7.23e-16;
    const double step = f.wire.freq[1];
    const double sigma = sqrt(7.23e-16 * (20e9 + 0.375 * 30e9 - 0.5 * step));
    CLOSE(solve(&f)->sigma.thermal, sigma, 1e-7 * sigma);
    end(&f);
}

static void transmitter_noise_can_be_referred_to_c0(void)
{
    static const double before = -0.3;
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.params.ffe = (struct eq_ffe_grid){1, {-1}, {1}, {&before}, .cursor_min = 0.0};
    f.which.drive.snr_tx_db = 27.0;
    const double sigma = 0.7 * 0.4 * pow(10.0, -27.0 / 20.0);
    CLOSE(solve(&f)->sigma.tx, sigma, 1e-6);
    const double fom = f.result.fom_db;
    f.params.tx_noise_by_cursor = true;
    CLOSE(solve(&f)->sigma.tx, sigma / 0.7, 1e-6);
    CU_ASSERT(f.result.fom_db < fom);
    CLOSE(f.result.sigma_gauss, f.result.sigma.tx, 1e-9);
    end(&f);
}

static void crest_factor_cuts_the_gaussian(void)
{
    /* Cut at 3 sigma and normalised: Phi(-x) = 1e-5 (1 - 2 Phi(-3)) + Phi(-3) at x =
     * 2.99777. */
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.which.drive.snr_tx_db = 27.0;
    f.params.gauss_span = 1.0;
    f.params.crest = 3.0;
    CLOSE(solve(&f)->com_db, 27.0 - 20.0 * log10(2.99777), 0.01);
    end(&f);
}

static void forced_bins_are_as_wide_as_they_are_told(void)
{
    /* 18.7 mV of crosstalk; A_s / 1000 is 0.4 mV. */
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    f.which.drive.amplitude[PATH_FEXT] = 0.374;
    f.params.bin = 1e-3;
    CLOSE(solve(&f)->a_ni, 47.0 * 0.4e-3, 1e-6);
    f.params.bin_forced = true;
    CLOSE(solve(&f)->a_ni, 19e-3, 1e-15);
    end(&f);
}

static void jitter_can_be_limited_to_the_span_of_the_dfe(void)
{
    /* sigma_RJ alone: the Gaussian has sigma_RJ sigma_X ||h_J|| and the FOM the same.
     * From one UI before the cursor to b(2), slopes are those of the pulse at +-1 sample;
     * the DFE's blocks are flat there. */
    struct fixture f;
    begin(&f, false);
    leave_out_crosstalk(&f);
    receiver(&f);
    f.params.eta_0 = f.params.a_dd = 0.0;
    f.which.drive.snr_tx_db = 300.0;
    for (size_t limited = 0; limited < 2; limited++) {
        f.params.jitter_in_span = limited;
        const struct com_result *r = solve(&f);
        const double *s = r->equalised;
        const size_t at = r->setting.cursor;
        double square = 0.0;
        for (size_t k = limited ? at - M : at % M ? at % M : M;
             k + 1 < r->n && (!limited || k <= at + 2 * M); k += M)
            square += pow(0.5 * M * (s[k + 1] - s[k - 1]), 2.0);
        const double sigma = 0.01 * sqrt(5.0 / 9.0 * square);
        CLOSE(r->sigma_gauss, sigma, 1e-9 * sigma);
        CLOSE(r->sigma.jitter, sigma, 1e-9 * sigma);
    }
    end(&f);
}

static void barred_settings_of_the_ctle_are_not_used(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    bool barred[6] = {false};
    const double fom = solve(&f)->fom_db;
    const size_t best = f.result.setting.ctle;
    barred[best] = true;
    f.params.ctle_barred = barred;
    CU_ASSERT(solve(&f)->fom_db < fom);
    CU_ASSERT(f.result.setting.ctle != best);
    CU_ASSERT_EQUAL(f.result.looked, 5 * 8);
    end(&f);
}

static const struct tap_case cases[] = {
    {"kappa scales the reflections of the channel",
     kappa_scales_the_reflections_of_the_channel},
    {"frequencies above f_max are as if cut off",
     frequencies_above_f_max_are_as_if_cut_off},
    {"every kind of path has its own packages", every_kind_of_path_has_its_own_packages},
    {"a preset is an FFE in front of the pulse", preset_is_an_ffe_in_front_of_the_pulse},
    {"a preset does what the same FFE setting does",
     preset_does_what_the_same_ffe_setting_does},
    {"a preset acts on NEXT too", preset_acts_on_next_too},
    {"unfiltered signals have neither filter nor preset",
     unfiltered_signals_have_neither_filter_nor_preset},
    {"noise behind a raised cosine is that of its band",
     noise_behind_a_raised_cosine_is_that_of_its_band},
    {"transmitter noise can be referred to c(0)",
     transmitter_noise_can_be_referred_to_c0},
    {"a crest factor cuts the Gaussian", crest_factor_cuts_the_gaussian},
    {"forced bins are as wide as they are told",
     forced_bins_are_as_wide_as_they_are_told},
    {"jitter can be limited to the span of the DFE",
     jitter_can_be_limited_to_the_span_of_the_dfe},
    {"barred settings of the CTLE are not used",
     barred_settings_of_the_ctle_are_not_used},
};
TAP_MAIN("margin/com_path", cases)

#include "config.h"

#include "margin/mmse_lags.h"
#include "tests/margin/com_fixture.h"

/* The receiver with FFE: autocorrelations against the sums that they stand for, and the
 * whole against pulses, which the search never forms. */

enum { COUNT = 1000 };

static void fill(double *p, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const double t = ((double)k - 300.0) / 40.0;
        p[k] = t > 0.0 ? t * exp(-t) + 0.05 * sin(3.0 * t) * exp(-0.2 * t) : 0.0;
    }
}

/* sum_k u(k) u(k + l) with u(k) = p[first + k per_ui], n of them. */
static double direct(const double *p, size_t first, size_t n, size_t l)
{
    double sum = 0.0;
    for (size_t k = 0; k + l < n; k++)
        sum += p[first + k * M] * p[first + (k + l) * M];
    return sum;
}

static void every_kind_of_samples_is_the_tools(void)
{
    double p[COUNT], slope[COUNT] = {0.0};
    struct mmse_lags all, whole, late, differences;
    fill(p, COUNT);
    for (size_t k = 1; k + 1 < COUNT; k++)
        slope[k] = (p[k + 1] - p[k - 1]) * M / 2.0;
    CU_ASSERT_EQUAL(mmse_lags_init(&all, MMSE_ALL, p, COUNT, M, 4096, 5, NULL), LR_OK);
    CU_ASSERT_EQUAL(mmse_lags_init(&whole, MMSE_WHOLE, p, COUNT, M, 4096, 5, NULL),
                    LR_OK);
    CU_ASSERT_EQUAL(mmse_lags_init(&late, MMSE_LATE, p, COUNT, M, 4096, 5, NULL), LR_OK);
    CU_ASSERT_EQUAL(mmse_lags_init(&differences, MMSE_SLOPE, p, COUNT, M, 4096, 5, NULL),
                    LR_OK);
    /* 1000 samples are 62 UI and a half: of phase 3 there are 63 samples, the last one
     * without the rest of its UI; phase 9 has 62.  One sample late, phase 3 begins at 4
     * and ends 4 before the end; phase 15 begins at 0.  Phase 0 has no difference before
     * its second sample. */
    for (size_t l = 0; l < 5; l++) {
        CLOSE(mmse_lags_at(&all, 3)[l], direct(p, 3, 63, l), 1e-12);
        CLOSE(mmse_lags_at(&all, 9)[l], direct(p, 9, 62, l), 1e-12);
        CLOSE(mmse_lags_at(&whole, 3)[l], direct(p, 3, 62, l), 1e-12);
        CLOSE(mmse_lags_at(&whole, 9)[l], direct(p, 9, 61, l), 1e-12);
        CLOSE(mmse_lags_at(&late, 3)[l], direct(p, 4, 62, l), 1e-12);
        CLOSE(mmse_lags_at(&late, 15)[l], direct(p, 0, 62, l), 1e-12);
        CLOSE(mmse_lags_at(&differences, 3)[l], direct(slope, 3, 63, l), 1e-10);
        CLOSE(mmse_lags_at(&differences, 0)[l], direct(slope, M, 62, l), 1e-10);
    }
    mmse_lags_free(&all);
    mmse_lags_free(&whole);
    mmse_lags_free(&late);
    mmse_lags_free(&differences);
}

static void no_more_symbols_count_than_are_asked_for(void)
{
    double p[COUNT];
    struct mmse_lags lags;
    fill(p, COUNT);
    CU_ASSERT_EQUAL(mmse_lags_init(&lags, MMSE_ALL, p, COUNT, M, 30, 4, NULL), LR_OK);
    for (size_t l = 0; l < 4; l++)
        CLOSE(mmse_lags_at(&lags, 5)[l], direct(p, 5, 30, l), 1e-12);
    mmse_lags_free(&lags);
}

static void one_table_serves_every_setting_of_the_transmitter(void)
{
    const struct eq_ffe setting = {
        3, {-2, -1, 1}, .tap = {0.04, -0.18, -0.06}, .cursor = 0.72};
    double p[COUNT] = {0.0}, s[COUNT];
    struct mmse_lags before, behind;
    struct mmse_ffe ffe;
    fill(p, 800);               /* nothing comes round the circle              */
    for (size_t k = 700; k < 800; k++)
        p[k] = 0.0;
    eq_ffe_apply(&setting, M, COUNT, p, s);
    ffe.span = eq_ffe_autocorrelate(&setting, ffe.a);
    CU_ASSERT_EQUAL(ffe.span, 3);
    CU_ASSERT_EQUAL(mmse_lags_init(&before, MMSE_ALL, p, COUNT, M, 999, 13, NULL), LR_OK);
    CU_ASSERT_EQUAL(mmse_lags_init(&behind, MMSE_ALL, s, COUNT, M, 999, 10, NULL), LR_OK);
    for (size_t phase = 0; phase < M; phase++)
        for (size_t l = 0; l < 10; l++)
            CLOSE(mmse_lag_behind(&ffe, mmse_lags_at(&before, phase), l),
                  mmse_lags_at(&behind, phase)[l], 1e-13);
    mmse_lags_free(&before);
    mmse_lags_free(&behind);
}

static void with_ffe(struct fixture *f)
{
    struct eq_rx_ffe *ffe = &f->params.rx_ffe;
    receiver(f);
    *ffe = (struct eq_rx_ffe){.n = 9, .pre = 3, .noise_ui = 1024};
    for (size_t i = 0; i < ffe->n; i++) {
        ffe->most[i] = i == ffe->pre ? 1.0 : 0.7;
        ffe->least[i] = i == ffe->pre ? 1.0 : -0.7;
    }
    f->params.dfe = (struct eq_dfe){1, {0.0}, .b_max = {0.85}};
    f->params.timing = (struct eq_timing){EQ_ANCHOR_PEAK, false, -4, 4, false};
}

/* What the search made of autocorrelations, once more from the pulse and the noise at the
 * slicer. */
static void the_figure_of_merit_is_that_of_the_pulse(void)
{
    struct fixture f;
    begin(&f, false);
    with_ffe(&f);
    const struct com_result *r = solve(&f);
    const struct com_noise *s = &r->sigma;
    const double noise =
        sqrt(s->isi * s->isi + s->jitter * s->jitter + s->xtalk * s->xtalk +
             s->thermal * s->thermal + s->tx * s->tx);
    CU_ASSERT_EQUAL(r->setting.rx.n, 9);
    CU_ASSERT_EQUAL(r->setting.rx.pre, 3);
    CLOSE(r->a_s, 0.95 * r->setting.s0 / 3.0, 1e-15);
    /* In a circle the tail's end comes round to the front: as much as it is cut at. */
    CLOSE(r->fom_db, 20.0 * log10(r->a_s / noise), 2e-3);
    CLOSE(s->jitter, sqrt(0.01 * 0.01 + 0.02 * 0.02) * s->random / 0.01,
          1e-12 * s->jitter);
    CU_ASSERT(s->isi > 0.0 && s->xtalk > 0.0 && s->thermal > 0.0 && s->tx > 0.0);
    CLOSE(r->sigma_gauss,
          sqrt(s->random * s->random + s->thermal * s->thermal + s->tx * s->tx),
          1e-12 * r->sigma_gauss);
    end(&f);
}

/* Where no limit holds a tap: what the tool makes of one that is held is not the best. */
static void more_taps_are_no_worse(void)
{
    struct fixture f;
    double last = -99.0;
    begin(&f, false);
    with_ffe(&f);
    for (size_t i = 0; i < EQ_RX_FFE_MOST; i++) {
        f.params.rx_ffe.most[i] = i == 3 ? 1.0 : 9.0;
        f.params.rx_ffe.least[i] = i == 3 ? 1.0 : -9.0;
    }
    f.params.dfe.b_min[0] = -9.0;
    f.params.dfe.b_max[0] = 9.0;
    for (size_t post = 0; post < 8; post++) {
        f.params.rx_ffe.n = 4 + post;
        const double fom = solve(&f)->fom_db;
        CU_ASSERT(fom >= last - 1e-9);
        last = fom;
    }
    f.params.rx_ffe.most[2] = 0.05;
    f.params.rx_ffe.least[2] = -0.05;
    CU_ASSERT(solve(&f)->fom_db < last);
    CLOSE(fabs(f.result.setting.rx.c[2]), 0.05, 1e-12);
    end(&f);
}

static void a_search_near_the_best_finds_it_again(void)
{
    struct fixture f;
    begin(&f, false);
    with_ffe(&f);
    const struct eq_candidate best = solve(&f)->setting;
    const double fom = f.result.fom_db;
    const struct eq_near near = {best, 1, 1};
    com_free(&f.result);
    CU_ASSERT_EQUAL(
        com_solve(&f.channel, &f.params, &f.which, &near, &f.work, &f.result, &f.err),
        LR_OK);
    CLOSE(f.result.fom_db, fom, 0.0);
    CU_ASSERT_EQUAL(f.result.setting.cursor, best.cursor);
    CU_ASSERT(f.result.looked < 100);
    end(&f);
}

/* What others look at, pulses and the spectrum of the noise, is behind the FFE too. */
static void the_slicer_sees_what_the_ffe_leaves(void)
{
    struct fixture f;
    double noise = 0.0;
    begin(&f, false);
    with_ffe(&f);
    f.params.slicer = true;
    const struct com_result *r = solve(&f);
    const struct slicer *s = &r->slicer;
    CLOSE(s->path[0].pulse[s->cursor], r->setting.s0, 1e-15);
    CLOSE(s->b[0], r->setting.b[0], 0.0);
    CLOSE(s->path[0].pulse[s->cursor + M] / s->s0, s->b[0], 1e-12);
    CLOSE(s->sigma_noise, r->sigma.thermal, 1e-12 * r->sigma.thermal);
    for (size_t k = 1; k < s->nf; k++)
        noise += s->psd[k] * (s->freq[k] - s->freq[k - 1]);
    /* The tool's sum goes farther than the file, by what the filter leaves there. */
    CLOSE(sqrt(noise) / r->sigma.thermal, 1.0, 0.01);
    end(&f);
}

static void what_is_not_modelled_behind_it_is_refused(void)
{
    struct fixture f;
    begin(&f, false);
    with_ffe(&f);
    f.params.dfe.groups = f.params.dfe.group_size = 1;
    f.params.dfe.last = 4;
    CU_ASSERT_EQUAL(
        com_solve(&f.channel, &f.params, &f.which, NULL, &f.work, &f.result, &f.err),
        LR_EDOMAIN);
    f.params.dfe.groups = 0;
    f.params.rx_ffe.pre = 9;
    CU_ASSERT_EQUAL(
        com_solve(&f.channel, &f.params, &f.which, NULL, &f.work, &f.result, &f.err),
        LR_EDOMAIN);
    end(&f);
}

static const struct tap_case cases[] = {
    {"every kind of samples is the tool's", every_kind_of_samples_is_the_tools},
    {"no more symbols count than are asked for",
     no_more_symbols_count_than_are_asked_for},
    {"one table serves every setting of the transmitter",
     one_table_serves_every_setting_of_the_transmitter},
    {"the figure of merit is that of the pulse",
     the_figure_of_merit_is_that_of_the_pulse},
    {"more taps are no worse", more_taps_are_no_worse},
    {"a search near the best finds it again", a_search_near_the_best_finds_it_again},
    {"the slicer sees what the FFE leaves", the_slicer_sees_what_the_ffe_leaves},
    {"what is not modelled behind it is refused",
     what_is_not_modelled_behind_it_is_refused},
};
TAP_MAIN("margin/mmse", cases)

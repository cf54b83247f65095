#include "config.h"

#include "margin/tdecq.h"

#include "base/minimise.h"
#include "base/special.h"
#include "eq/mmse.h"
#include "margin/tdecq_value.h"

#include <float.h>
#include <math.h>

enum { PHASES = 3, SEARCHES = 2, STEPS_MOST = 120 };

/* [UI] from the largest sample of the pulse, where the search may begin. */
static const double phase[PHASES] = {-0.06, 0.0, 0.06};

/* The least of both histograms is smoothed to a mean of this power, first by much. */
static const double smoothing[] = {-40.0, -400.0};

static double quantile_of(double ser, size_t levels)
{
    const double n = (double)levels;
    return special_normal_tail_quantile(ser * n / (2.0 * (n - 1.0)));
}

double tdecq_quantile(const struct tdecq_reference *reference)
{
    return quantile_of(reference->ser, reference->levels);
}

void tdecq_ideal_levels(size_t levels, double *level)
{
    for (size_t i = 0; i < levels; i++)
        level[i] = (double)i / (double)(levels - 1) - 0.5;
}

/* The noise that the worse histogram bears, before the FFE. */
static void measure(const struct tdecq_view *w, struct tdecq *at)
{
    const struct tdecq_reference *r = w->reference;
    const double ceq = tdecq_view_ceq(w, at->taps.c);
    double least = INFINITY, already[TDECQ_LEVELS_MOST], h[TDECQ_CURSORS];
    for (size_t side = 0; side < TDECQ_SIDES; side++) {
        const struct tdecq_eye eye = tdecq_view_at(w, at, side, h, already);
        least = fmin(least, tdecq_eye_noise(&eye, ceq * tdecq_start_noise, NULL, NULL));
    }
    const double spaces = (double)(r->levels - 1);
    at->open = least > 0.0;
    at->ceq_db = 10.0 * log10(ceq);
    at->sigma_g = least / ceq;
    at->db = at->open ? 10.0 * log10(1.0 / (2.0 * spaces * tdecq_quantile(r) *
                                            hypot(at->sigma_g, w->signal->scope)))
                      : (double)INFINITY;
}

static void take(const struct tdecq_view *w, const double *x, struct tdecq *out)
{
    const size_t n = w->reference->taps;
    struct tdecq_column centre;
    double h[TDECQ_CURSORS];
    out->taps.n = n;
    out->taps.pre = w->pre;
    tdecq_value_unpack(w, x, out->taps.c);
    out->centre = tdecq_view_instant(w, x[n - 1]);
    tdecq_view_column(w, out->centre, &centre);
    tdecq_view_equalise(w, out->taps.c, centre.s, h);
    out->dfe = tdecq_value_dfe(w, x, h[w->before + w->pre]);
    measure(w, out);
}

/* Taps and DFE of the least mean square error at one instant; false: none. */
static bool start_at(const struct tdecq_view *w, double ui, double *x)
{
    const struct tdecq_reference *r = w->reference;
    struct eq_rx_ffe ffe = {.n = r->taps, .pre = w->pre};
    struct eq_dfe dfe = {.n = r->dfe_most > 0.0, .b_max = {r->dfe_most}};
    double lag[TDECQ_TAPS_MOST], padded[TDECQ_CURSORS + 3 * TDECQ_TAPS_MOST] = {0.0};
    double power = 0.0, sum = 0.0;
    struct eq_mmse_output out;
    struct tdecq_column column;
    tdecq_view_column(w, tdecq_view_instant(w, ui), &column);
    for (size_t k = 0; k < w->nui; k++)
        padded[TDECQ_TAPS_MOST + k] = column.s[k];
    for (size_t i = 0; i < r->levels; i++)
        power += w->signal->level[i] * w->signal->level[i] / (double)r->levels;
    for (size_t l = 0; l < r->taps; l++) {
        lag[l] = tdecq_start_noise * tdecq_start_noise * w->shape[l] / power;
        for (size_t k = 0; k + l < w->nui; k++)
            lag[l] += column.s[k] * column.s[k + l];
    }
    for (size_t i = 0; i < r->taps; i++) {
        ffe.most[i] = i == w->pre ? 1.0 : DBL_MAX;
        ffe.least[i] = i == w->pre ? 1.0 : -DBL_MAX;
    }
    const struct eq_mmse_input in = {&ffe, &dfe, lag,
                                     padded + TDECQ_TAPS_MOST + w->before};
    if (!eq_mmse_solve(&in, &out))
        return false;
    for (size_t i = 0; i < r->taps; i++)
        sum += out.taps.c[i];
    for (size_t i = 0; i < r->taps; i++)
        out.taps.c[i] /= sum;
    tdecq_value_pack(w, out.taps.c, x);
    x[r->taps - 1] = ui;
    if (r->dfe_most > 0.0)
        x[r->taps] = out.b[0];
    return isfinite(x[0]);
}

struct start {                  /* where a search begins                       */
    size_t pre;
    double value, x[TDECQ_VARIABLES_MOST];
};

/* The best phase for one number of taps before the main one; value infinite: none. */
static struct start find_start(struct tdecq_view *w, size_t pre)
{
    struct start best = {.pre = pre, .value = INFINITY}, start = best;
    double gradient[TDECQ_VARIABLES_MOST];
    struct tdecq_value of = {.view = w, .power = smoothing[0]};
    w->pre = pre;
    for (size_t i = 0; i < PHASES; i++) {
        of.sigma[0] = of.sigma[1] = tdecq_start_noise;
        if (!start_at(w, phase[i], start.x))
            continue;
        start.value = tdecq_value(start.x, gradient, &of);
        if (start.value < best.value)
            best = start;
    }
    return best;
}

static enum lr_status search(struct tdecq_view *w, struct start *start,
                             struct tdecq *best, struct lr_error *err)
{
    struct tdecq found = {.start_db = NAN};
    enum lr_status status = LR_OK;
    struct tdecq_value of = {.view = w};
    const struct minimise f = {tdecq_value_variables(w), tdecq_value, &of};
    w->pre = start->pre;
    take(w, start->x, &found);
    const double start_db = found.open ? found.db : (double)NAN;
    for (size_t i = 0; !status && i < sizeof smoothing / sizeof *smoothing; i++) {
        of.power = smoothing[i];
        of.sigma[0] = of.sigma[1] = tdecq_start_noise;
        status = minimise_bfgs(&f, 0.01, 2e-4, STEPS_MOST, start->x, &start->value, err);
    }
    take(w, start->x, &found);
    found.start_db = start_db;
    if (found.open && (!best->open || found.db < best->db))
        *best = found;
    return status;
}

enum lr_status tdecq_solve(const struct tdecq_reference *reference,
                           const struct tdecq_signal *signal, struct tdecq *out,
                           struct lr_error *err)
{
    struct tdecq_view w;
    struct start start[TDECQ_PRE_MOST + 1];
    size_t n = 0;
    *out = (struct tdecq){.db = INFINITY, .start_db = NAN};
    enum lr_status status = tdecq_view_init(&w, reference, signal, err);
    for (size_t pre = reference->pre_least; !status && pre <= reference->pre_most;
         pre++) {
        const struct start one = find_start(&w, pre);
        size_t i = n;
        for (; i > 0 && one.value < start[i - 1].value; i--)
            start[i] = start[i - 1];
        start[i] = one;
        n++;
    }
    for (size_t i = 0; !status && i < n && i < SEARCHES; i++)
        if (start[i].value < INFINITY)
            status = search(&w, &start[i], out, err);
    return status;
}

enum lr_status tdecq_at(const struct tdecq_reference *reference,
                        const struct tdecq_signal *signal, struct tdecq *at,
                        struct lr_error *err)
{
    struct tdecq_view w;
    const enum lr_status status = tdecq_view_init(&w, reference, signal, err);
    w.pre = at->taps.pre;
    at->start_db = NAN;
    if (!status)
        measure(&w, at);
    return status;
}

enum lr_status tdecq_error_ratio(const struct tdecq_reference *reference,
                                 const struct tdecq_signal *signal,
                                 const struct tdecq *at, double sigma_g, double *ser,
                                 struct lr_error *err)
{
    struct tdecq_view w;
    double already[TDECQ_LEVELS_MOST], h[TDECQ_CURSORS];
    const enum lr_status status = tdecq_view_init(&w, reference, signal, err);
    *ser = 0.0;
    w.pre = at->taps.pre;
    for (size_t side = 0; !status && side < TDECQ_SIDES; side++) {
        const struct tdecq_eye eye = tdecq_view_at(&w, at, side, h, already);
        *ser = fmax(*ser, tdecq_eye_rate(&eye, sigma_g * tdecq_view_ceq(&w, at->taps.c)));
    }
    return status;
}

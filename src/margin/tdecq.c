#include "config.h"

#include "margin/tdecq.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/minimise.h"
#include "base/special.h"
#include "eq/mmse.h"
#include "margin/tdecq_eye.h"
#include "signal/transfer.h"

#include <float.h>
#include <math.h>

enum {
    SIDES = 2,
    VARIABLES_MOST = TDECQ_TAPS_MOST + 2,
    PRE_MOST = 8,
    PHASES = 3,
    SEARCHES = 2,
    STEPS_MOST = 120
};

/* [UI] from the largest sample of the pulse, where the search may begin. */
static const double phase[PHASES] = {-0.06, 0.0, 0.06};

/* The least of both histograms is smoothed to a mean of this power, first by much. */
static const double smoothing[] = {-40.0, -400.0};

/* [OMA] noise that the first taps are solved with: an eye bears about as much. */
static const double start_noise = 0.03;

static const double closed_db = 1e3; /* more than any eye that is open      */

struct work {
    const struct tdecq_reference *reference;
    const struct tdecq_signal *signal;
    double shape[TDECQ_TAPS_MOST]; /* autocorrelation of the noise, 1 at 0 */
    size_t pre; /* taps before the main one                    */
    double power; /* of the smoothing                            */
    double sigma[SIDES]; /* last found; where the next search begins    */
    size_t nui, before; /* samples of the pulse that count, 1 UI apart; of them
                                 * before the one that a phase of 0 is at      */
    size_t peak; /* sample of the pulse                         */
};

struct column { /* of one instant                              */
    double s[TDECQ_CURSORS], slope[TDECQ_CURSORS]; /* [1/UI]              */
};

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

/* Of noise behind the reference filter at multiples of one UI. */
static void fill_shape(const struct tdecq_reference *reference, double *shape)
{
    const size_t n = 3000; /* up to three times the symbol rate           */
    double all = 0.0;
    for (size_t l = 0; l < reference->taps; l++)
        shape[l] = l ? 0.0 : 1.0;
    if (!(reference->corner > 0.0))
        return;
    shape[0] = 0.0;
    for (size_t k = 0; k <= n; k++) {
        const double f = 3.0 * (double)k / (double)n;
        const double complex h = signal_bessel4(f, reference->corner);
        const double power = creal(h * conj(h)) * (k == 0 || k == n ? 0.5 : 1.0);
        all += power;
        for (size_t l = 0; l < reference->taps; l++)
            shape[l] += power * cos(two_pi * f * (double)l);
    }
    for (size_t l = 0; l < reference->taps; l++)
        shape[l] /= all;
}

/* The pulse and its slope at `at` samples, by the cubic through its neighbours that has
 * their slopes (Catmull and Rom). */
static void interpolate(const struct tdecq_signal *signal, double at, double *value,
                        double *slope)
{
    const double whole = floor(at), t = at - whole;
    double p[4];
    for (int i = 0; i < 4; i++) {
        const double k = whole + (double)(i - 1);
        p[i] = k >= 0.0 && k < (double)signal->n ? signal->pulse[(size_t)k] : 0.0;
    }
    const double a = 0.5 * (p[2] - p[0]);
    const double c = 0.5 * (3.0 * (p[1] - p[2]) + p[3] - p[0]);
    const double b = p[2] - p[1] - a - c;
    *value = p[1] + t * (a + t * (b + t * c));
    *slope = (a + t * (2.0 * b + 3.0 * t * c)) * (double)signal->per_ui;
}

static void fill_column(const struct work *w, double at, struct column *c)
{
    for (size_t k = 0; k < w->nui; k++)
        interpolate(w->signal,
                    at + ((double)k - (double)w->before) * (double)w->signal->per_ui,
                    &c->s[k], &c->slope[k]);
}

static size_t variables(const struct work *w)
{
    return w->reference->taps + (w->reference->dfe_most > 0.0);
}

/* x is the taps but the main one, the instant [UI from the peak], and the DFE's tap of
 * the main cursor, which its limits hold. */
static void unpack(const struct work *w, const double *x, double *c)
{
    const size_t n = w->reference->taps;
    c[w->pre] = 1.0;
    for (size_t i = 0, k = 0; i < n; i++)
        if (i != w->pre) {
            c[i] = x[k++];
            c[w->pre] -= c[i];
        }
}

static void pack(const struct work *w, const double *c, double *x)
{
    for (size_t i = 0, k = 0; i < w->reference->taps; i++)
        if (i != w->pre)
            x[k++] = c[i];
}

static double instant(const struct work *w, double ui)
{
    return (double)w->peak + ui * (double)w->signal->per_ui;
}

struct dfe { /* [OMA] its tap, and what it follows          */
    double b, by_main, by_part;
};

static struct dfe dfe_of(const struct work *w, double part, double main)
{
    const double held = fmin(fmax(part, 0.0), w->reference->dfe_most);
    const bool moves = !(held < part) && !(held > part);
    return (struct dfe){held * main, held, moves ? main : 0.0};
}

/* h = taps applied to the samples of an instant. */
static void equalise(const struct work *w, const double *c, const double *s, double *h)
{
    for (size_t i = 0; i + 1 < w->nui + w->reference->taps; i++)
        h[i] = 0.0;
    for (size_t j = 0; j < w->reference->taps; j++)
        for (size_t k = 0; k < w->nui; k++)
            h[j + k] += c[j] * s[k];
}

static struct tdecq_eye eye_of(const struct work *w, const double *h, double b)
{
    return (struct tdecq_eye){.levels = w->reference->levels,
                              .level = w->signal->level,
                              .n = w->nui + w->reference->taps - 1,
                              .main = w->before + w->pre,
                              .h = h,
                              .scale = 1.0 - b,
                              .ser = w->reference->ser};
}

/* Noise that was there before the FFE, behind it. */
static void noise_behind(const struct work *w, double ceq, double *sigma)
{
    for (size_t i = 0; i < w->reference->levels; i++)
        sigma[i] = ceq * w->signal->sigma[i];
}

static double ceq_of(const struct work *w, const double *c)
{
    struct eq_rx_taps taps = {.n = w->reference->taps, .pre = w->pre};
    for (size_t i = 0; i < taps.n; i++)
        taps.c[i] = c[i];
    return sqrt(eq_rx_ffe_variance(&taps, w->shape));
}

/* What one histogram adds to the gradient by taps (all of them), instant and DFE. */
static void add_slopes(const struct work *w, const struct column *at,
                       const struct column *centre, const struct dfe *dfe,
                       const double *slope, double by_scale, double weight,
                       const double *c, double *taps, double *instant_slope, double *part)
{
    const size_t n = w->reference->taps, main = w->before + w->pre;
    const double by_b = -slope[main + 1] - by_scale;
    double main_slope = 0.0;
    for (size_t j = 0; j < n; j++) {
        double sum = 0.0, along = 0.0;
        for (size_t k = 0; k < w->nui; k++) {
            sum += slope[j + k] * at->s[k];
            along += slope[j + k] * at->slope[k];
        }
        /* Tap j sees the main cursor in sample main - j of the centre. */
        const bool inside = main >= j && main - j < w->nui;
        const double seen = inside ? centre->s[main - j] : 0.0;
        taps[j] += weight * (sum + by_b * dfe->by_main * seen);
        *instant_slope += weight * along * c[j];
        main_slope += inside ? c[j] * centre->slope[main - j] : 0.0;
    }
    *instant_slope += weight * by_b * dfe->by_main * main_slope;
    *part += weight * by_b * dfe->by_part;
}

/* A closed eye: away from what closes it. */
static double open_first(const struct work *w, const struct column *at, const double *c,
                         double *taps)
{
    double h[TDECQ_CURSORS], sum = 0.0;
    equalise(w, c, at->s, h);
    for (size_t i = 0; i + 1 < w->nui + w->reference->taps; i++) {
        if (i == w->before + w->pre)
            continue;
        sum += fabs(h[i]);
        for (size_t j = 0; j < w->reference->taps; j++)
            if (i >= j && i - j < w->nui)
                taps[j] += h[i] < 0.0 ? -at->s[i - j] : at->s[i - j];
    }
    return sum;
}

/* -log of the noise before the FFE, smoothed over both histograms, and its gradient. */
static double value(const double *x, double *gradient, void *context)
{
    struct work *w = context;
    const size_t n = w->reference->taps, last = n - 1;
    const bool feeds_back = w->reference->dfe_most > 0.0;
    struct column centre, at[SIDES];
    double c[TDECQ_TAPS_MOST], h[SIDES][TDECQ_CURSORS], slope[SIDES][TDECQ_CURSORS];
    double by_scale[SIDES], taps[TDECQ_TAPS_MOST] = {0.0}, along = 0.0, by_part = 0.0;
    double already[TDECQ_LEVELS_MOST], sum = 0.0, mean = 0.0;
    unpack(w, x, c);
    fill_column(w, instant(w, x[last]), &centre);
    const double ceq = ceq_of(w, c);
    noise_behind(w, ceq, already);
    equalise(w, c, centre.s, h[0]);
    const struct dfe dfe = dfe_of(w, feeds_back ? x[n] : 0.0, h[0][w->before + w->pre]);
    for (size_t i = 0; i < n; i++)
        gradient[i] = 0.0;
    for (size_t side = 0; side < SIDES; side++) {
        const double d = (side ? 1.0 : -1.0) * w->reference->slice;
        fill_column(w, instant(w, x[last] + d), &at[side]);
        equalise(w, c, at[side].s, h[side]);
        h[side][w->before + w->pre + 1] -= dfe.b;
        struct tdecq_eye eye = eye_of(w, h[side], dfe.b);
        eye.sigma = already;
        w->sigma[side] =
            tdecq_eye_noise(&eye, w->sigma[side], slope[side], &by_scale[side]);
    }
    if (!(w->sigma[0] > 0.0) || !(w->sigma[1] > 0.0)) {
        mean = closed_db + open_first(w, &centre, c, taps);
        w->sigma[0] = w->sigma[1] = start_noise;
    } else {
        const double least = fmin(w->sigma[0], w->sigma[1]);
        double part[SIDES];
        for (size_t side = 0; side < SIDES; side++)
            sum += part[side] = pow(w->sigma[side] / least, w->power);
        mean = log(ceq) - log(least) - log(0.5 * sum) / w->power;
        for (size_t side = 0; side < SIDES; side++)
            add_slopes(w, &at[side], &centre, &dfe, slope[side], by_scale[side],
                       -part[side] / (sum * w->sigma[side]), c, taps, &along, &by_part);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                taps[i] += w->shape[i > j ? i - j : j - i] * c[j] / (ceq * ceq);
    }
    for (size_t i = 0, k = 0; i < n; i++)
        if (i != w->pre)
            gradient[k++] = taps[i] - taps[w->pre];
    gradient[last] = along;
    if (feeds_back)
        gradient[n] = by_part;
    return mean;
}

/* What one histogram sees of these taps; h [TDECQ_CURSORS] and already hold it. */
static struct tdecq_eye eye_at(const struct work *w, const struct tdecq *at, size_t side,
                               double *h, double *already)
{
    const struct tdecq_reference *r = w->reference;
    struct column column;
    fill_column(w, at->centre + (side ? r->slice : -r->slice) * (double)w->signal->per_ui,
                &column);
    equalise(w, at->taps.c, column.s, h);
    h[w->before + w->pre + 1] -= at->dfe;
    noise_behind(w, ceq_of(w, at->taps.c), already);
    struct tdecq_eye eye = eye_of(w, h, at->dfe);
    eye.sigma = already;
    return eye;
}

/* The noise that the worse histogram bears, before the FFE. */
static void measure(const struct work *w, struct tdecq *at)
{
    const struct tdecq_reference *r = w->reference;
    const double ceq = ceq_of(w, at->taps.c);
    double least = INFINITY, already[TDECQ_LEVELS_MOST], h[TDECQ_CURSORS];
    for (size_t side = 0; side < SIDES; side++) {
        const struct tdecq_eye eye = eye_at(w, at, side, h, already);
        least = fmin(least, tdecq_eye_noise(&eye, ceq * start_noise, NULL, NULL));
    }
    const double spaces = (double)(r->levels - 1);
    at->open = least > 0.0;
    at->ceq_db = 10.0 * log10(ceq);
    at->sigma_g = least / ceq;
    at->db = at->open ? 10.0 * log10(1.0 / (2.0 * spaces * tdecq_quantile(r) *
                                            hypot(at->sigma_g, w->signal->scope)))
                      : (double)INFINITY;
}

static void take(const struct work *w, const double *x, struct tdecq *out)
{
    const size_t n = w->reference->taps;
    struct column centre;
    double h[TDECQ_CURSORS];
    out->taps.n = n;
    out->taps.pre = w->pre;
    unpack(w, x, out->taps.c);
    out->centre = instant(w, x[n - 1]);
    fill_column(w, out->centre, &centre);
    equalise(w, out->taps.c, centre.s, h);
    out->dfe =
        dfe_of(w, w->reference->dfe_most > 0.0 ? x[n] : 0.0, h[w->before + w->pre]).b;
    measure(w, out);
}

/* Taps and DFE of the least mean square error at one instant; false: none. */
static bool start_at(const struct work *w, double ui, double *x)
{
    const struct tdecq_reference *r = w->reference;
    struct eq_rx_ffe ffe = {.n = r->taps, .pre = w->pre};
    struct eq_dfe dfe = {.n = r->dfe_most > 0.0, .b_max = {r->dfe_most}};
    double lag[TDECQ_TAPS_MOST], padded[TDECQ_CURSORS + 3 * TDECQ_TAPS_MOST] = {0.0};
    double power = 0.0, sum = 0.0;
    struct eq_mmse_output out;
    struct column column;
    fill_column(w, instant(w, ui), &column);
    for (size_t k = 0; k < w->nui; k++)
        padded[TDECQ_TAPS_MOST + k] = column.s[k];
    for (size_t i = 0; i < r->levels; i++)
        power += w->signal->level[i] * w->signal->level[i] / (double)r->levels;
    for (size_t l = 0; l < r->taps; l++) {
        lag[l] = start_noise * start_noise * w->shape[l] / power;
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
    pack(w, out.taps.c, x);
    x[r->taps - 1] = ui;
    if (r->dfe_most > 0.0)
        x[r->taps] = out.b[0];
    return isfinite(x[0]);
}

struct start { /* where a search begins                       */
    size_t pre;
    double value, x[VARIABLES_MOST];
};

/* The best phase for one number of taps before the main one; value infinite: none. */
static struct start find_start(struct work *w, size_t pre)
{
    struct start best = {.pre = pre, .value = INFINITY}, start = best;
    double gradient[VARIABLES_MOST];
    w->pre = pre;
    w->power = smoothing[0];
    for (size_t i = 0; i < PHASES; i++) {
        w->sigma[0] = w->sigma[1] = start_noise;
        if (!start_at(w, phase[i], start.x))
            continue;
        start.value = value(start.x, gradient, w);
        if (start.value < best.value)
            best = start;
    }
    return best;
}

static enum lr_status search(struct work *w, struct start *start, struct tdecq *best,
                             struct lr_error *err)
{
    struct tdecq found = {.start_db = NAN};
    enum lr_status status = LR_OK;
    w->pre = start->pre;
    const struct minimise f = {variables(w), value, w};
    take(w, start->x, &found);
    const double start_db = found.open ? found.db : (double)NAN;
    for (size_t i = 0; !status && i < sizeof smoothing / sizeof *smoothing; i++) {
        w->power = smoothing[i];
        w->sigma[0] = w->sigma[1] = start_noise;
        status = minimise_bfgs(&f, 0.01, 2e-4, STEPS_MOST, start->x, &start->value, err);
    }
    take(w, start->x, &found);
    found.start_db = start_db;
    if (found.open && (!best->open || found.db < best->db))
        *best = found;
    return status;
}

static enum lr_status check(const struct tdecq_reference *r, const struct tdecq_signal *s,
                            struct lr_error *err)
{
    if (r->levels < 2 || r->levels > TDECQ_LEVELS_MOST || !r->taps ||
        r->taps > TDECQ_TAPS_MOST || r->pre_least > r->pre_most ||
        r->pre_most >= r->taps || r->pre_most > PRE_MOST)
        return error_set(err, LR_EDOMAIN,
                         "a reference receiver for %zu levels with %zu taps, %zu to %zu "
                         "of them before the main one; 2 to %d levels, 1 to %d taps",
                         r->levels, r->taps, r->pre_least, r->pre_most, TDECQ_LEVELS_MOST,
                         TDECQ_TAPS_MOST);
    if (!(r->ser > 0.0 && r->ser < 0.2) || !(r->slice >= 0.0 && r->slice < 0.5) ||
        !(r->dfe_most >= 0.0 && r->dfe_most < 1.0) || !(r->corner >= 0.0))
        return error_set(err, LR_EDOMAIN,
                         "a reference receiver for an error ratio of %g, histograms at "
                         "%g UI, a DFE to %g, a filter at %g of the symbol rate",
                         r->ser, r->slice, r->dfe_most, r->corner);
    if (s->per_ui < 4 || s->n < 4 * s->per_ui)
        return error_set(
            err, LR_EDOMAIN,
            "a pulse of %zu samples, %zu per UI; 4 UI at least, of 4 samples", s->n,
            s->per_ui);
    return LR_OK;
}

/* What of the pulse counts: around its peak, as far as the cursors have room. */
static enum lr_status begin(struct work *w, const struct tdecq_reference *reference,
                            const struct tdecq_signal *signal, struct lr_error *err)
{
    enum lr_status status = check(reference, signal, err);
    if (status)
        return status;
    *w = (struct work){.reference = reference, .signal = signal};
    for (size_t k = 1; k < signal->n; k++)
        if (signal->pulse[k] > signal->pulse[w->peak])
            w->peak = k;
    const size_t room = TDECQ_CURSORS - reference->taps - 1, m = signal->per_ui;
    w->before = w->peak / m < room / 4 ? w->peak / m : room / 4;
    const size_t behind = (signal->n - 1 - w->peak) / m;
    w->nui = w->before + 1 + (behind < room - room / 4 ? behind : room - room / 4);
    fill_shape(reference, w->shape);
    return LR_OK;
}

enum lr_status tdecq_solve(const struct tdecq_reference *reference,
                           const struct tdecq_signal *signal, struct tdecq *out,
                           struct lr_error *err)
{
    struct work w;
    struct start start[PRE_MOST + 1];
    size_t n = 0;
    *out = (struct tdecq){.db = INFINITY, .start_db = NAN};
    enum lr_status status = begin(&w, reference, signal, err);
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
    struct work w;
    const enum lr_status status = begin(&w, reference, signal, err);
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
    struct work w;
    double already[TDECQ_LEVELS_MOST], h[TDECQ_CURSORS];
    const enum lr_status status = begin(&w, reference, signal, err);
    *ser = 0.0;
    w.pre = at->taps.pre;
    for (size_t side = 0; !status && side < SIDES; side++) {
        const struct tdecq_eye eye = eye_at(&w, at, side, h, already);
        *ser = fmax(*ser, tdecq_eye_rate(&eye, sigma_g * ceq_of(&w, at->taps.c)));
    }
    return status;
}

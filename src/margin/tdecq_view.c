#include "config.h"

#include "margin/tdecq_view.h"

#include "base/constants.h"
#include "signal/transfer.h"

#include <math.h>

/* Of noise behind the reference filter at multiples of one UI. */
static void fill_shape(const struct tdecq_reference *reference, double *shape)
{
    const size_t n = 3000;      /* up to three times the symbol rate           */
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

void tdecq_view_column(const struct tdecq_view *w, double at, struct tdecq_column *c)
{
    for (size_t k = 0; k < w->nui; k++)
        interpolate(w->signal,
                    at + ((double)k - (double)w->before) * (double)w->signal->per_ui,
                    &c->s[k], &c->slope[k]);
}

double tdecq_view_instant(const struct tdecq_view *w, double ui)
{
    return (double)w->peak + ui * (double)w->signal->per_ui;
}

/* h = taps applied to the samples of an instant. */
void tdecq_view_equalise(const struct tdecq_view *w, const double *c, const double *s,
                         double *h)
{
    for (size_t i = 0; i + 1 < w->nui + w->reference->taps; i++)
        h[i] = 0.0;
    for (size_t j = 0; j < w->reference->taps; j++)
        for (size_t k = 0; k < w->nui; k++)
            h[j + k] += c[j] * s[k];
}

struct tdecq_eye tdecq_view_eye(const struct tdecq_view *w, const double *h, double b)
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
void tdecq_view_noise(const struct tdecq_view *w, double ceq, double *sigma)
{
    for (size_t i = 0; i < w->reference->levels; i++)
        sigma[i] = ceq * w->signal->sigma[i];
}

double tdecq_view_ceq(const struct tdecq_view *w, const double *c)
{
    struct eq_rx_taps taps = {.n = w->reference->taps, .pre = w->pre};
    for (size_t i = 0; i < taps.n; i++)
        taps.c[i] = c[i];
    return sqrt(eq_rx_ffe_variance(&taps, w->shape));
}

/* What one histogram sees of these taps; h [TDECQ_CURSORS] and already hold it. */
struct tdecq_eye tdecq_view_at(const struct tdecq_view *w, const struct tdecq *at,
                               size_t side, double *h, double *already)
{
    const struct tdecq_reference *r = w->reference;
    struct tdecq_column column;
    tdecq_view_column(
        w, at->centre + (side ? r->slice : -r->slice) * (double)w->signal->per_ui,
        &column);
    tdecq_view_equalise(w, at->taps.c, column.s, h);
    h[w->before + w->pre + 1] -= at->dfe;
    tdecq_view_noise(w, tdecq_view_ceq(w, at->taps.c), already);
    struct tdecq_eye eye = tdecq_view_eye(w, h, at->dfe);
    eye.sigma = already;
    return eye;
}

static enum lr_status check(const struct tdecq_reference *r, const struct tdecq_signal *s,
                            struct lr_error *err)
{
    if (r->levels < 2 || r->levels > TDECQ_LEVELS_MOST || !r->taps ||
        r->taps > TDECQ_TAPS_MOST || r->pre_least > r->pre_most ||
        r->pre_most >= r->taps || r->pre_most > TDECQ_PRE_MOST)
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
enum lr_status tdecq_view_init(struct tdecq_view *w,
                               const struct tdecq_reference *reference,
                               const struct tdecq_signal *signal, struct lr_error *err)
{
    enum lr_status status = check(reference, signal, err);
    if (status)
        return status;
    *w = (struct tdecq_view){.reference = reference, .signal = signal};
    for (size_t k = 1; k < signal->n; k++)
        if (signal->pulse[k] > signal->pulse[w->peak])
            w->peak = k;
    const size_t room = TDECQ_CURSORS - reference->taps - 1, m = signal->per_ui;
    w->before = w->peak / m < room / 4 ? w->peak / m : room / 4;
    const size_t behind = (signal->n - 1 - w->peak) / m;
    if (!behind)
        return error_set(err, LR_EDOMAIN, "a pulse that ends at its peak");
    w->nui = w->before + 1 + (behind < room - room / 4 ? behind : room - room / 4);
    fill_shape(reference, w->shape);
    return LR_OK;
}

#include "config.h"

#include "margin/tdecq_value.h"

#include <math.h>

const double tdecq_start_noise = 0.03;

static const double closed_db = 1e3;    /* more than any eye that is open      */

size_t tdecq_value_variables(const struct tdecq_view *w)
{
    return w->reference->taps + (w->reference->dfe_most > 0.0);
}

void tdecq_value_unpack(const struct tdecq_view *w, const double *x, double *c)
{
    const size_t n = w->reference->taps;
    c[w->pre] = 1.0;
    for (size_t i = 0, k = 0; i < n; i++)
        if (i != w->pre) {
            c[i] = x[k++];
            c[w->pre] -= c[i];
        }
}

void tdecq_value_pack(const struct tdecq_view *w, const double *c, double *x)
{
    for (size_t i = 0, k = 0; i < w->reference->taps; i++)
        if (i != w->pre)
            x[k++] = c[i];
}

struct dfe {                    /* [OMA] its tap, and what it follows          */
    double b, by_main, by_part;
};

static struct dfe dfe_of(const struct tdecq_view *w, double part, double main)
{
    const double held = fmin(fmax(part, 0.0), w->reference->dfe_most);
    const bool moves = !(held < part) && !(held > part);
    return (struct dfe){held * main, held, moves ? main : 0.0};
}

double tdecq_value_dfe(const struct tdecq_view *w, const double *x, double main)
{
    return dfe_of(w, w->reference->dfe_most > 0.0 ? x[w->reference->taps] : 0.0, main).b;
}

/* What one histogram adds to the gradient by taps (all of them), instant and DFE. */
static void add_slopes(const struct tdecq_view *w, const struct tdecq_column *at,
                       const struct tdecq_column *centre, const struct dfe *dfe,
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
static double open_first(const struct tdecq_view *w, const struct tdecq_column *at,
                         const double *c, double *taps)
{
    double h[TDECQ_CURSORS], sum = 0.0;
    tdecq_view_equalise(w, c, at->s, h);
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
double tdecq_value(const double *x, double *gradient, void *context)
{
    struct tdecq_value *v = context;
    const struct tdecq_view *w = v->view;
    const size_t n = w->reference->taps, last = n - 1;
    const bool feeds_back = w->reference->dfe_most > 0.0;
    struct tdecq_column centre, at[TDECQ_SIDES];
    double c[TDECQ_TAPS_MOST], h[TDECQ_SIDES][TDECQ_CURSORS],
        slope[TDECQ_SIDES][TDECQ_CURSORS];
    double by_scale[TDECQ_SIDES], taps[TDECQ_TAPS_MOST] = {0.0}, along = 0.0,
                                  by_part = 0.0;
    double already[TDECQ_LEVELS_MOST], sum = 0.0, mean = 0.0;
    tdecq_value_unpack(w, x, c);
    tdecq_view_column(w, tdecq_view_instant(w, x[last]), &centre);
    const double ceq = tdecq_view_ceq(w, c);
    tdecq_view_noise(w, ceq, already);
    tdecq_view_equalise(w, c, centre.s, h[0]);
    const struct dfe dfe = dfe_of(w, feeds_back ? x[n] : 0.0, h[0][w->before + w->pre]);
    for (size_t i = 0; i < n; i++)
        gradient[i] = 0.0;
    for (size_t side = 0; side < TDECQ_SIDES; side++) {
        const double d = (side ? 1.0 : -1.0) * w->reference->slice;
        tdecq_view_column(w, tdecq_view_instant(w, x[last] + d), &at[side]);
        tdecq_view_equalise(w, c, at[side].s, h[side]);
        h[side][w->before + w->pre + 1] -= dfe.b;
        struct tdecq_eye eye = tdecq_view_eye(w, h[side], dfe.b);
        eye.sigma = already;
        v->sigma[side] =
            tdecq_eye_noise(&eye, v->sigma[side], slope[side], &by_scale[side]);
    }
    if (!(v->sigma[0] > 0.0) || !(v->sigma[1] > 0.0)) {
        mean = closed_db + open_first(w, &centre, c, taps);
        v->sigma[0] = v->sigma[1] = tdecq_start_noise;
    } else {
        const double least = fmin(v->sigma[0], v->sigma[1]);
        double part[TDECQ_SIDES];
        for (size_t side = 0; side < TDECQ_SIDES; side++)
            sum += part[side] = pow(v->sigma[side] / least, v->power);
        mean = log(ceq) - log(least) - log(0.5 * sum) / v->power;
        for (size_t side = 0; side < TDECQ_SIDES; side++)
            add_slopes(w, &at[side], &centre, &dfe, slope[side], by_scale[side],
                       -part[side] / (sum * v->sigma[side]), c, taps, &along, &by_part);
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

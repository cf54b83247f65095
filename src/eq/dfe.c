#include "config.h"

#include "eq/dfe.h"

#include "eq/floating.h"

#include <math.h>
#include <stdbool.h>

size_t eq_dfe_span(const struct eq_dfe *dfe)
{
    return dfe->groups && dfe->group_size ? dfe->last : dfe->n;
}

/* h(n) / h(0), in whole steps. */
static double wanted(const struct eq_dfe *dfe, const double *h, size_t n)
{
    const double b = h[n] / h[0];
    return dfe->step > 0.0 ? trunc(b / dfe->step) * dfe->step : b;
}

static double clip(double x, double low, double high)
{
    return x > high ? high : x < low ? low : x;
}

/* Scales what the limits left of the tail.  The tool narrows the limits to that and
 * applies them again, which is not the same for a tap that its lower limit held up. */
static void limit_tail(const struct eq_dfe *dfe, size_t span, const double *h, double *b)
{
    double square = 0.0;
    for (size_t k = dfe->tail_start - 1; k < span; k++)
        square += b[k] * b[k];
    const double rss = sqrt(square);
    if (!(rss > 0.0) || rss < dfe->tail_rss)
        return;
    for (size_t k = dfe->tail_start - 1; k < span; k++) {
        const double limit = fabs(b[k]) * dfe->tail_rss / rss;
        b[k] = clip(wanted(dfe, h, k + 1), -limit, limit);
    }
}

double eq_dfe_solve(const struct eq_dfe *dfe, const double *h, double *restrict b,
                    size_t *restrict floating, size_t *nfloating)
{
    const size_t span = eq_dfe_span(dfe);
    *nfloating = span > dfe->n ? eq_floating_choose(dfe, h, floating) : 0;
    for (size_t k = 0; k < dfe->n; k++)
        b[k] = clip(wanted(dfe, h, k + 1), dfe->b_min[k], dfe->b_max[k]);
    for (size_t k = dfe->n; k < span; k++)
        b[k] = 0.0;
    for (size_t i = 0; i < *nfloating; i++) {
        const size_t n = floating[i];
        b[n - 1] = clip(wanted(dfe, h, n), -dfe->floating_max, dfe->floating_max);
    }
    if (dfe->tail_start && dfe->tail_start <= span)
        limit_tail(dfe, span, h, b);
    double left = 0.0;
    for (size_t k = 0; k < span; k++) {
        const double rest = h[k + 1] - b[k] * h[0];
        left += rest * rest;
    }
    return left;
}

/* What the floating taps leave: no group removes more than the strongest one would. */
static double least_of_floating(const struct eq_dfe *dfe, const double *h)
{
    double removed[EQ_DFE_MOST], energy = 0.0, strongest = 0.0;
    const size_t n = dfe->last - dfe->n;
    for (size_t i = 0; i < n; i++) {
        const double a = fabs(h[dfe->n + 1 + i]), rest = a - dfe->floating_max * h[0];
        removed[i] = a * a - (rest > 0.0 ? rest * rest : 0.0);
        energy += a * a;
    }
    for (size_t i = 0; i + dfe->group_size <= n; i++) {
        double gain = 0.0;
        for (size_t j = i; j < i + dfe->group_size; j++)
            gain += removed[j];
        strongest = gain > strongest ? gain : strongest;
    }
    const double left = energy - (double)dfe->groups * strongest;
    return left > 0.0 ? left : 0.0;
}

double eq_dfe_least(const struct eq_dfe *dfe, const double *h)
{
    /* The limit of a tail can take a tap away from where its own limits have it. */
    const bool limited = dfe->tail_start && dfe->tail_start <= dfe->n;
    const size_t n = limited ? dfe->tail_start - 1 : dfe->n;
    double left = eq_dfe_span(dfe) > dfe->n ? least_of_floating(dfe, h) : 0.0;
    for (size_t k = 0; k < n; k++) {
        const double over = h[k + 1] - dfe->b_max[k] * h[0];
        const double under = dfe->b_min[k] * h[0] - h[k + 1];
        const double rest = over > under ? over : under;
        left += rest > 0.0 ? rest * rest : 0.0;
    }
    return left;
}

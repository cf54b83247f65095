#include "config.h"

#include "net/grid.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"

#include <math.h>
#include <string.h>

/* A longer grid is a slip of the unit. */
static const size_t most_points = (size_t)1 << 24;

/* Quotients of decimal fractions miss whole numbers by a few roundings. */
static const double rounding = 1e-12;

/* Weighting every step of phase with the energy at it keeps the noise of deep
 * notches and of the stop band out, and needs no unwrapping. */
double net_delay(const struct net *net, size_t i, size_t j, size_t n)
{
    double turn = 0.0, band = 0.0;
    for (size_t k = 1; k < n && k < net->nf; k++) {
        const double complex step = *net_s(net, k, i, j) * conj(*net_s(net, k - 1, i, j));
        turn += cabs(step) * carg(step);
        band += cabs(step) * (net->freq[k] - net->freq[k - 1]);
    }
    return band > 0.0 ? -turn / (two_pi * band) : 0.0;
}

enum lr_status grid_uniform(double step, double stop, double **freq, size_t *nf,
                            struct lr_error *err)
{
    *freq = NULL;
    *nf = 0;
    if (!(step > 0.0) || !(stop >= step) || !isfinite(stop))
        return error_set(err, LR_EDOMAIN,
                         "a grid of %g GHz steps to %g GHz; the step must "
                         "be positive and the end not below it",
                         step / unit_ghz, stop / unit_ghz);
    const double last = floor(stop / step * (1.0 + rounding));
    if (!(last < (double)most_points))
        return error_set(err, LR_EDOMAIN,
                         "a grid of %g GHz steps to %g GHz has more than "
                         "%zu points",
                         step / unit_ghz, stop / unit_ghz, most_points);
    *freq = array_alloc((size_t)last + 1, sizeof **freq);
    if (!*freq)
        return error_memory(err, "a frequency grid");
    *nf = (size_t)last + 1;
    for (size_t k = 0; k < *nf; k++)
        (*freq)[k] = (double)k * step;
    return LR_OK;
}

double net_db_at(const struct net *net, size_t i, size_t j, double f)
{
    size_t low = 0, high = net->nf;             /* freq[low] <= f < freq[high] */
    if (!net->nf || !(f >= net->freq[0]) || !(f <= net->freq[net->nf - 1]))
        return (double)NAN;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (net->freq[middle] <= f)
            low = middle;
        else
            high = middle;
    }
    const double db = db_of(cabs(*net_s(net, low, i, j)));
    if (net->freq[low] == f)
        return db;
    const double t = (f - net->freq[low]) / (net->freq[high] - net->freq[low]);
    return (1.0 - t) * db + t * db_of(cabs(*net_s(net, high, i, j)));
}

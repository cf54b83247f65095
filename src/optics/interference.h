/* interference.h -- light that disturbs the signal at the photodiode: reflections that
 * beat with it, and neighbours that leak through filters and add to it.  Both are bounded,
 * so that no floor of errors follows as from a Gaussian.
 *
 *   y = P_i + sum_b (2 sqrt(P_i P_j) x_b cos phi + x_b^2 P_j) + sum_a r_a P_j
 *
 * phi is any angle, P_j the level of a random symbol of each. */
#ifndef OPTICS_INTERFERENCE_H
#define OPTICS_INTERFERENCE_H

#include "base/error.h"

#include <stddef.h>

struct optics_interference {
    size_t levels;
    double er;                  /* a ratio; INFINITY: P_0 is dark              */
    size_t nbeat;
    const double *beat;         /* [nbeat] field ratios x: sqrt of power ratios */
    size_t nadd;
    const double *add;          /* [nadd] OMA over that of the signal          */
};

/* What it costs under thermal noise for a part `ser` of wrong symbols, thresholds half-way
 * between the levels: a ratio of powers >= 1.  LR_ENUMERIC: more than 13 dB. */
enum lr_status optics_interference_penalty(const struct optics_interference *of,
                                           double ser, double *penalty,
                                           struct lr_error *err);

/* The most that n neighbours can cost, all at their extremes: 1 / (1 - (L - 1) sum r);
 * INFINITY when they close the eye. */
double optics_crosstalk_bound(size_t levels, size_t n, const double *add);

#endif

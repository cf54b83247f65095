/* lanes.h -- loops over samples in steps of a fixed number, which compilers turn into
 * vector instructions without being told to.  Lengths are rounded up: arrays must hold up
 * to EQ_LANES - 1 elements more.  Internal to eq. */
#ifndef EQ_LANES_H
#define EQ_LANES_H

#include <stddef.h>

enum { EQ_LANES = 8 };

/* y = c x */
static inline void lanes_scale(ptrdiff_t n, double c, const double *restrict x,
                               double *restrict y)
{
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES)
        for (ptrdiff_t i = 0; i < EQ_LANES; i++)
            y[k + i] = c * x[k + i];
}

/* y = y + c x */
static inline void lanes_add(ptrdiff_t n, double c, const double *restrict x,
                             double *restrict y)
{
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES)
        for (ptrdiff_t i = 0; i < EQ_LANES; i++)
            y[k + i] += c * x[k + i];
}

/* The least and the largest of EQ_LANES elements. */
static inline double lanes_least(const double *x)
{
    double least[EQ_LANES / 2];
    for (ptrdiff_t i = 0; i < EQ_LANES / 2; i++)
        least[i] = x[i] < x[i + EQ_LANES / 2] ? x[i] : x[i + EQ_LANES / 2];
    const double a = least[0] < least[2] ? least[0] : least[2];
    const double b = least[1] < least[3] ? least[1] : least[3];
    return a < b ? a : b;
}

static inline double lanes_most(const double *x)
{
    double most[EQ_LANES / 2];
    for (ptrdiff_t i = 0; i < EQ_LANES / 2; i++)
        most[i] = x[i] > x[i + EQ_LANES / 2] ? x[i] : x[i + EQ_LANES / 2];
    const double a = most[0] > most[2] ? most[0] : most[2];
    const double b = most[1] > most[3] ? most[1] : most[3];
    return a > b ? a : b;
}

#endif

#include "config.h"

#include "base/gauss.h"

#include "base/constants.h"

#include <math.h>

/* P_n(x) and its derivative, by the three-term recurrence (Bonnet). */
static double legendre(size_t n, double x, double *slope)
{
    double before = 1.0, now = x;
    for (size_t k = 1; k < n; k++) {
        const double m = (double)k;
        const double next = ((2.0 * m + 1.0) * x * now - m * before) / (m + 1.0);
        before = now;
        now = next;
    }
    *slope = (double)n * (before - x * now) / ((1.0 - x) * (1.0 + x));
    return now;
}

void gauss_legendre(size_t n, double *x, double *w)
{
    for (size_t i = 0; i < n; i++) {
        /* Tricomi's estimate is within the reach of Newton's quadratic convergence;
         * five steps leave roundings. */
        const double count = (double)n;
        double root = -cos(pi * ((double)i + 0.75) / (count + 0.5)), slope = 1.0;
        for (int step = 0; step < 5; step++) {
            const double value = legendre(n, root, &slope);
            root -= value / slope;
        }
        legendre(n, root, &slope);
        x[i] = root;
        w[i] = 2.0 / ((1.0 - root) * (1.0 + root) * slope * slope);
    }
}

/* least_squares.h -- the parameters of a model that leave the least sum of squared
 * residuals, by Levenberg and Marquardt's method (GSL). */
#ifndef BASE_LEAST_SQUARES_H
#define BASE_LEAST_SQUARES_H

#include "base/error.h"

#include <stddef.h>

struct least_squares {
    size_t n, p;                /* residuals, parameters; n >= p > 0           */
    /* The residuals r [n] at x [p], finite; or why there are none. */
    enum lr_status (*residual)(const double *x, double *restrict r, void *context,
                               struct lr_error *err);
    void *context;              /* borrowed                                    */
};

/* Improves x [p]; the parameters should be of the order of 1, as differences of some
 * 1e-8 take the place of derivatives.
 *
 *   jacobian    out, [n][p] dr/dx at the solution, row-major
 *   iterations  out
 *
 * Ends when a step changes no parameter by more than 1e-8, or when none lowers the sum.
 * LR_ENUMERIC, naming `what`, after 100 iterations without; LR_EMEMORY; or the status of
 * a residual. */
enum lr_status least_squares_solve(const struct least_squares *f, const char *what,
                                   double *x, double *restrict jacobian,
                                   size_t *iterations, struct lr_error *err);

#endif

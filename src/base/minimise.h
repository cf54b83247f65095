/* minimise.h -- where a smooth function of several variables is least: BFGS (GSL). */
#ifndef BASE_MINIMISE_H
#define BASE_MINIMISE_H

#include "base/error.h"

#include <stddef.h>

struct minimise {
    size_t n;
    /* f(x[n]) and its gradient[n]; an infinite f is a wall that is stepped back from. */
    double (*value)(const double *x, double *gradient, void *context);
    void *context;              /* borrowed                                    */
};

/* From x[n] downhill, the first step of length `step`, until the gradient is no longer
 * than `flat`, no step leads on, or `most` steps are done: *least is the value at x then,
 * which is no larger than where it began. */
enum lr_status minimise_bfgs(const struct minimise *f, double step, double flat,
                             size_t most, double *x, double *least,
                             struct lr_error *err);

#endif

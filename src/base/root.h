/* root.h -- where a function of one variable is zero, by Brent's method (GSL). */
#ifndef BASE_ROOT_H
#define BASE_ROOT_H

#include "base/error.h"

struct root_function {
    double (*value)(double x, const void *context);
    const void *context;        /* borrowed                                    */
};

/* The zero of f between low and high, where its values have opposite signs, to a
 * relative 1e-12 of x.  LR_ENUMERIC, naming `what`, when the signs are equal, a value
 * is not finite or 200 steps do not do; *x is then untouched. */
enum lr_status root_solve(const struct root_function *f, double low, double high,
                          const char *what, double *x, struct lr_error *err);

/* The same to `relative` of x, for a function that costs much. */
enum lr_status root_solve_within(const struct root_function *f, double low, double high,
                                 double relative, const char *what, double *x,
                                 struct lr_error *err);

#endif

#include "config.h"

#include "base/root.h"

#include "base/gsl.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

static double value(double x, void *function)
{
    const struct root_function *f = function;
    return f->value(x, f->context);
}

enum lr_status root_solve(const struct root_function *f, double low, double high,
                          const char *what, double *x, struct lr_error *err)
{
    const double relative = 1e-12; /* of x: far below any tolerance of making */
    return root_solve_within(f, low, high, relative, what, x, err);
}

enum lr_status root_solve_within(const struct root_function *f, double low, double high,
                                 double relative, const char *what, double *x,
                                 struct lr_error *err)
{
    const int most = 200;       /* bisection alone takes some 60               */
    base_gsl_quiet();

    const double at_low = f->value(low, f->context), at_high = f->value(high, f->context);
    if (!(at_low * at_high <= 0.0 && isfinite(at_low) && isfinite(at_high)))
        return error_set(err, LR_ENUMERIC, "%s: no zero between %g and %g", what, low,
                         high);

    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return error_memory(err, "a root solver");
    struct root_function copy = *f;
    gsl_function wrapped = {value, &copy};
    int state = gsl_root_fsolver_set(solver, &wrapped, low, high);
    bool near = false;
    for (int i = 0; !state && !near && i < most; i++) {
        state = gsl_root_fsolver_iterate(solver);
        near = gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
                                      gsl_root_fsolver_x_upper(solver), 0.0,
                                      relative) == GSL_SUCCESS;
    }
    const double found = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    if (state || !near)
        return error_set(err, LR_ENUMERIC, "%s: the search between %g and %g failed",
                         what, low, high);
    *x = found;
    return LR_OK;
}

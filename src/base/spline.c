#include "config.h"

#include "base/spline.h"

#include "base/gsl.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_spline.h>

enum lr_status spline_resample(size_t n, const double *x, const double *y, size_t nq,
                               const double *xq, double *restrict yq,
                               struct lr_error *err)
{
    base_gsl_quiet();
    enum lr_status status = LR_OK;
    gsl_spline *spline = gsl_spline_alloc(gsl_interp_cspline, n);
    gsl_interp_accel *accel = gsl_interp_accel_alloc();
    if (!spline || !accel || gsl_spline_init(spline, x, y, n)) {
        status = error_memory(err, "a spline");
        goto out;
    }
    for (size_t i = 0; i < nq; i++)
        if (gsl_spline_eval_e(spline, xq[i], accel, &yq[i])) {
            status = error_set(err, LR_EDOMAIN, "%g lies outside the table %g to %g",
                               xq[i], x[0], x[n - 1]);
            goto out;
        }
out:
    if (spline)
        gsl_spline_free(spline);
    if (accel)
        gsl_interp_accel_free(accel);
    return status;
}

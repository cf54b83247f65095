/* spline.h -- interpolation of tables, from GSL. */
#ifndef BASE_SPLINE_H
#define BASE_SPLINE_H

#include "base/error.h"

#include <stddef.h>

/* Natural cubic spline through (x[i], y[i]), i < n, n >= 3, x increasing,
 * evaluated at xq[0..nq-1], each inside [x[0], x[n-1]], into yq.
 * LR_EDOMAIN when an xq lies outside, LR_EMEMORY. */
enum lr_status spline_resample(size_t n, const double *x, const double *y, size_t nq,
                               const double *xq, double *restrict yq,
                               struct lr_error *err);

#endif

/* multi_matrix.h -- the few operations that N coupled lines need on small square
 * complex matrices.
 *
 * Every matrix is [n][n] row-major; outputs must not overlap inputs.  Nothing here
 * allocates. */
#ifndef LINE_MULTI_MATRIX_H
#define LINE_MULTI_MATRIX_H

#include "base/dense.h"

#include <complex.h>
#include <stddef.h>

/* c = a b. */
void line_multi_times(size_t n, const double complex *a, const double complex *b,
                      double complex *restrict c);

/* a becomes factor a + shift 1. */
void line_multi_affine(size_t n, double complex factor, double complex shift,
                       double complex *a);

/* inverse = a^-1; a is destroyed.  LR_ENUMERIC when a is singular. */
enum lr_status line_multi_invert(struct dense_work *work, size_t n, double complex *a,
                                 double complex *restrict inverse, struct lr_error *err);

/* The largest sum of |Re| + |Im| along a row: at most sqrt(2) above the row-sum norm,
 * hence a bound of every eigenvalue.  Infinite when a value is not finite. */
double line_multi_bound(size_t n, const double complex *a);

#endif

/* dense.h -- small dense complex systems, by GSL's LU factorisation. */
#ifndef BASE_DENSE_H
#define BASE_DENSE_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

struct dense_work;              /* scratch for systems of one size; one per thread */

/* For n x n systems.  NULL when memory is out. */
struct dense_work *dense_work_new(size_t n);
void dense_work_free(struct dense_work *work);

/* Solves A X = B.  a [n][n] and b [n][m] row-major; a is destroyed and b becomes
 * X.  LR_ENUMERIC when A is singular or X is not finite. */
enum lr_status dense_solve(struct dense_work *work, double complex *a,
                           double complex *b, size_t m, struct lr_error *err);

#endif

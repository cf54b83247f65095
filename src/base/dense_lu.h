/* dense_lu.h -- real systems by LU factorisation in blocks: several right-hand sides
 * at once, and the Schur complement of a leading block.
 *
 * Matrices are row-major; `stride` is the distance between rows, so that a block of a
 * larger matrix can be worked on in place.  Nothing is allocated. */
#ifndef BASE_DENSE_LU_H
#define BASE_DENSE_LU_H

#include "base/error.h"

#include <stddef.h>

/* Eliminates the first m <= n columns of a [n][n], pivoting among the first m rows:
 *
 *   [A B]     [L\U      L^-1 P B     ]
 *   [C D]  -> [C U^-1   D - C A^-1 B ],   P A = L U, L with a unit diagonal,
 *
 * so that m = n is the ordinary factorisation.  pivot [m]: row i was exchanged with
 * row pivot[i] >= i.  LR_ENUMERIC when A is singular or holds a NaN. */
enum lr_status dense_lu(size_t n, size_t m, double *a, size_t stride, size_t *pivot,
                        struct lr_error *err);

/* b [m][nrhs] becomes L^-1 P b, of the leading m x m block. */
void dense_lu_forward(size_t m, const double *a, size_t stride, const size_t *pivot,
                      double *b, size_t nrhs);

/* b [m][nrhs] becomes U^-1 b. */
void dense_lu_back(size_t m, const double *a, size_t stride, double *b, size_t nrhs);

/* c -= a b for a [n][m], b [m][l], c [n][l]. */
void dense_subtract_product(size_t n, size_t m, size_t l, const double *a,
                            size_t stride_a, const double *b, size_t stride_b,
                            double *restrict c, size_t stride_c);

#endif

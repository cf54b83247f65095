/* dense.h -- small dense complex matrices: systems by LU factorisation with pivots, which
 * are ours because cascades live on them and GSL's takes thrice as long; Hermitian
 * matrices by their eigenvalues, others by their singular values, by GSL.
 *
 * Matrices are row-major.  Scratch is made once for one size n and passed to every
 * call; no call allocates. */
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

struct dense_eigen;             /* scratch for matrices of one size; one per thread */

/* For n x n matrices, n > 0.  NULL when memory is out. */
struct dense_eigen *dense_eigen_new(size_t n);
void dense_eigen_free(struct dense_eigen *work);

/* Eigenvalues of the Hermitian a [n][n], falling, into values [n].  Only the lower
 * triangle is read; a is destroyed.  vectors [n][n] may be NULL; its column j belongs
 * to values[j] and has length 1.  LR_ENUMERIC when a value is not finite. */
enum lr_status dense_hermitian(struct dense_eigen *work, double complex *a,
                               double *values, double complex *vectors,
                               struct lr_error *err);

/* The lower triangle of A^H A, Hermitian, into gram [n][n]; a [n][n]. */
void dense_gram(size_t n, const double complex *a, double complex *restrict gram);

/* Singular values of a [n][n], falling, into sigma [n], each within some roundings of
 * the largest, so that condition numbers are right up to some 1e15.  LR_ENUMERIC when
 * a value is not finite. */
enum lr_status dense_singular(struct dense_eigen *work, const double complex *a,
                              double *sigma, struct lr_error *err);

#endif

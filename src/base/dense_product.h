/* dense_product.h -- products of small complex matrices, as fast as two doubles at a time
 * allow: what cascades and coupled lines spend their time with. */
#ifndef BASE_DENSE_PRODUCT_H
#define BASE_DENSE_PRODUCT_H

#include <complex.h>
#include <stddef.h>

/* c [n][m] = a [n][k] b [k][m], row-major; rows follow each other by lda, ldb and ldc
 * elements.  c must not overlap a or b.  Each element is summed over k in rising order,
 * in the same arithmetic on every machine. */
void dense_product(size_t n, size_t k, size_t m, const double complex *a, size_t lda,
                   const double complex *b, size_t ldb, double complex *restrict c,
                   size_t ldc);

#endif

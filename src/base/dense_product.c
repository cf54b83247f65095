#include "config.h"

#include "base/dense_product.h"

#include "base/dense_pack.h"
#include "base/targets.h"

#include <stdbool.h>

/* Rows of b that are packed at a time, which stay in the first cache. */
enum { DEPTH = 64 };

static inline DENSE_INLINE void put(struct dense_pack *sum, size_t width, bool more,
                                    double complex *c)
{
    struct dense_pack before = dense_pack_none;
    if (more) {
        dense_pack_load(c, width, &before);
        sum->re += before.re;
        sum->im += before.im;
    }
    dense_pack_store(sum, width, c);
}

/* `width` columns of c, from `depth` rows of b; `more`: they are added to it. */
static inline DENSE_INLINE void strip(size_t n, size_t depth, size_t width,
                                      const double complex *a, size_t lda,
                                      const struct dense_pack *b, bool more,
                                      double complex *restrict c, size_t ldc)
{
    size_t i = 0;
    for (; i + 1 < n; i += 2) {
        const double complex *upper = a + i * lda, *lower = upper + lda;
        struct dense_pack up = dense_pack_none, low = dense_pack_none;
        for (size_t l = 0; l < depth; l++) {
            dense_pack_add(&up, upper[l], &b[l]);
            dense_pack_add(&low, lower[l], &b[l]);
        }
        put(&up, width, more, c + i * ldc);
        put(&low, width, more, c + (i + 1) * ldc);
    }
    for (; i < n; i++) {
        struct dense_pack sum = dense_pack_none;
        for (size_t l = 0; l < depth; l++)
            dense_pack_add(&sum, a[i * lda + l], &b[l]);
        put(&sum, width, more, c + i * ldc);
    }
}

TARGETS
void dense_product(size_t n, size_t k, size_t m, const double complex *a, size_t lda,
                   const double complex *b, size_t ldb, double complex *restrict c,
                   size_t ldc)
{
    struct dense_pack rows[DEPTH];
    for (size_t left = 0; left < m; left += DENSE_PACK) {
        const size_t width = m - left < DENSE_PACK ? m - left : DENSE_PACK;
        for (size_t top = 0; top < k; top += DEPTH) {
            const size_t depth = k - top < DEPTH ? k - top : DEPTH;
            for (size_t l = 0; l < depth; l++)
                dense_pack_load(b + (top + l) * ldb + left, width, &rows[l]);
            strip(n, depth, width, a + top, lda, rows, top > 0, c + left, ldc);
        }
    }
}

#include "config.h"

#include "base/dense_product.h"

#include "base/dense_pack.h"

#include <stdbool.h>

/* Rows of b that are packed at a time, which stay in the first cache. */
enum { DEPTH = 64 };

static inline void put(struct dense_pack sum, size_t width, bool more, double complex *c)
{
    if (more) {
        const struct dense_pack before = dense_pack_load(c, width);
        sum = dense_pack_add(sum, 1.0, &before);
    }
    dense_pack_store(&sum, width, c);
}

/* `width` columns of c, from `depth` rows of b; `more`: they are added to it. */
static void strip(size_t n, size_t depth, size_t width, const double complex *a,
                  size_t lda, const struct dense_pack *b, bool more,
                  double complex *restrict c, size_t ldc)
{
    size_t i = 0;
    for (; i + 1 < n; i += 2) {
        const double complex *upper = a + i * lda, *lower = upper + lda;
        struct dense_pack up = dense_pack_none, low = dense_pack_none;
        for (size_t l = 0; l < depth; l++) {
            up = dense_pack_add(up, upper[l], &b[l]);
            low = dense_pack_add(low, lower[l], &b[l]);
        }
        put(up, width, more, c + i * ldc);
        put(low, width, more, c + (i + 1) * ldc);
    }
    for (; i < n; i++) {
        struct dense_pack sum = dense_pack_none;
        for (size_t l = 0; l < depth; l++)
            sum = dense_pack_add(sum, a[i * lda + l], &b[l]);
        put(sum, width, more, c + i * ldc);
    }
}

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
                rows[l] = dense_pack_load(b + (top + l) * ldb + left, width);
            strip(n, depth, width, a + top, lda, rows, top > 0, c + left, ldc);
        }
    }
}

#include "config.h"

#include "base/dense_product.h"

#include "tests/tap.h"

#include <math.h>

enum { MOST = 150, STRIDE = 160 };

/* Repeatable, without structure, of magnitude below sqrt(2). */
static double complex entry(size_t i, size_t j)
{
    const double u = (double)(31 * i + 17 * j + 5);
    return sin(u * u) + I * cos(1.3 * u * u + 0.7);
}

static void check(size_t n, size_t k, size_t m)
{
    static double complex a[MOST * STRIDE], b[MOST * STRIDE], c[MOST * STRIDE];
    for (size_t i = 0; i < MOST; i++)
        for (size_t j = 0; j < STRIDE; j++) {
            a[i * STRIDE + j] = entry(i, j);
            b[i * STRIDE + j] = entry(j, 3 * i);
            c[i * STRIDE + j] = 7.23;
        }
    dense_product(n, k, m, a, STRIDE, b, STRIDE, c, STRIDE);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) {
            double complex want = 0.0;
            for (size_t l = 0; l < k; l++)
                want += a[i * STRIDE + l] * b[l * STRIDE + j];
            CLOSE(cabs(c[i * STRIDE + j] - want), 0.0, 1e-15 * (double)(k * k));
        }
    /* Nothing beside it is touched. */
    CLOSE(cabs(c[(n - 1) * STRIDE + m] - 7.23), 0.0, 0.0);
    CLOSE(cabs(c[n * STRIDE] - 7.23), 0.0, 0.0);
}

static void products_of_any_shape_are_sums_of_products(void)
{
    for (size_t n = 1; n <= 9; n++)
        for (size_t m = 1; m <= 9; m++)
            check(n, (n * m) % 7 + 1, m);
    check(5, 63, 7);
    check(5, 64, 7);
    check(6, 65, 3);
    check(3, 149, 149);
}

static const struct tap_case cases[] = {
    {"products of any shape are sums of products",
     products_of_any_shape_are_sums_of_products},
};
TAP_MAIN("base/dense_product", cases)

#include "config.h"

#include "base/dense_lu.h"

#include <math.h>

enum {
    BLOCK = 48,                 /* columns eliminated before the rest is updated:
                                 * 48 rows of it stay in the first cache */
    TILE = 4                    /* rows and columns kept in registers */
};

/* A row of a tile: sum += factor times four columns. */
static inline void add(double *restrict sum, double factor, const double *restrict row)
{
    sum[0] += factor * row[0];
    sum[1] += factor * row[1];
    sum[2] += factor * row[2];
    sum[3] += factor * row[3];
}

/* One TILE x TILE tile of c -= a b.  Written out, so that compilers keep the sums in
 * vector registers: of a loop over the rows gcc 12 keeps them in memory. */
static void tile(size_t m, const double *a, size_t stride_a, const double *b,
                 size_t stride_b, double *restrict c, size_t stride_c)
{
    double sum0[TILE] = {0.0}, sum1[TILE] = {0.0}, sum2[TILE] = {0.0}, sum3[TILE] = {0.0};
    const double *const a1 = a + stride_a, *const a2 = a1 + stride_a;
    const double *const a3 = a2 + stride_a;
    for (size_t k = 0; k < m; k++) {
        const double *row = b + k * stride_b;
        add(sum0, a[k], row);
        add(sum1, a1[k], row);
        add(sum2, a2[k], row);
        add(sum3, a3[k], row);
    }
    for (size_t j = 0; j < TILE; j++) {
        c[j] -= sum0[j];
        c[stride_c + j] -= sum1[j];
        c[2 * stride_c + j] -= sum2[j];
        c[3 * stride_c + j] -= sum3[j];
    }
}

static void edge(size_t m, const double *a, const double *b, size_t stride_b, double *c)
{
    double sum = 0.0;
    for (size_t k = 0; k < m; k++)
        sum += a[k] * b[k * stride_b];
    *c -= sum;
}

void dense_subtract_product(size_t n, size_t m, size_t l, const double *a,
                            size_t stride_a, const double *b, size_t stride_b,
                            double *restrict c, size_t stride_c)
{
    for (size_t i = 0; i < n; i += TILE)
        for (size_t j = 0; j < l; j += TILE) {
            if (i + TILE <= n && j + TILE <= l) {
                tile(m, a + i * stride_a, stride_a, b + j, stride_b, c + i * stride_c + j,
                     stride_c);
                continue;
            }
            for (size_t ii = i; ii < n && ii < i + TILE; ii++)
                for (size_t jj = j; jj < l && jj < j + TILE; jj++)
                    edge(m, a + ii * stride_a, b + jj, stride_b, c + ii * stride_c + jj);
        }
}

static void exchange(size_t n, double *one, double *other)
{
    for (size_t j = 0; j < n; j++) {
        const double keep = one[j];
        one[j] = other[j];
        other[j] = keep;
    }
}

/* Columns from..to-1, rows from..n-1, unblocked; pivots among the rows below m.  Whole
 * rows are exchanged, so that what is already eliminated follows. */
static enum lr_status panel(size_t n, size_t m, size_t from, size_t to, double *a,
                            size_t stride, size_t *pivot, struct lr_error *err)
{
    for (size_t k = from; k < to; k++) {
        size_t best = k;
        for (size_t i = k + 1; i < m; i++)
            if (fabs(a[i * stride + k]) > fabs(a[best * stride + k]))
                best = i;
        pivot[k] = best;
        if (best != k)
            exchange(n, a + k * stride, a + best * stride);
        const double *row = a + k * stride;
        if (!(fabs(row[k]) > 0.0 && fabs(row[k]) < HUGE_VAL))
            return error_set(err, LR_ENUMERIC, "a %zu x %zu system is singular", n, n);
        const double inverse = 1.0 / row[k];
        for (size_t i = k + 1; i < n; i++) {
            double *lower = a + i * stride;
            const double factor = lower[k] *= inverse;
            for (size_t j = k + 1; j < to; j++)
                lower[j] -= factor * row[j];
        }
    }
    return LR_OK;
}

enum lr_status dense_lu(size_t n, size_t m, double *a, size_t stride, size_t *pivot,
                        struct lr_error *err)
{
    for (size_t from = 0; from < m; from += BLOCK) {
        const size_t to = from + BLOCK < m ? from + BLOCK : m;
        enum lr_status status = panel(n, m, from, to, a, stride, pivot, err);
        if (status)
            return status;
        for (size_t k = from; k < to; k++)
            for (size_t i = k + 1; i < to; i++) {
                const double factor = a[i * stride + k];
                for (size_t j = to; j < n; j++)
                    a[i * stride + j] -= factor * a[k * stride + j];
            }
        dense_subtract_product(n - to, to - from, n - to, a + to * stride + from, stride,
                               a + from * stride + to, stride, a + to * stride + to,
                               stride);
    }
    return LR_OK;
}

void dense_lu_forward(size_t m, const double *a, size_t stride, const size_t *pivot,
                      double *b, size_t nrhs)
{
    for (size_t i = 0; i < m; i++)
        if (pivot[i] != i)
            exchange(nrhs, b + i * nrhs, b + pivot[i] * nrhs);
    for (size_t i = 1; i < m; i++)
        dense_subtract_product(1, i, nrhs, a + i * stride, stride, b, nrhs, b + i * nrhs,
                               nrhs);
}

void dense_lu_back(size_t m, const double *a, size_t stride, double *b, size_t nrhs)
{
    for (size_t i = m; i-- > 0;) {
        const double *row = a + i * stride;
        dense_subtract_product(1, m - i - 1, nrhs, row + i + 1, stride,
                               b + (i + 1) * nrhs, nrhs, b + i * nrhs, nrhs);
        for (size_t j = 0; j < nrhs; j++)
            b[i * nrhs + j] /= row[i];
    }
}

#include "config.h"

#include "net/net.h"

#include "base/array.h"
#include "base/dense.h"
#include "base/dense_product.h"
#include "base/quantity.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static enum lr_status check(const struct net *a, const struct net *b,
                            struct lr_error *err)
{
    if (a->np != b->np || a->np % 2 || !a->np)
        return error_set(err, LR_EDOMAIN, "networks of %zu and %zu ports cannot be "
                         "cascaded; both need the same even number", a->np, b->np);
    if (a->nf != b->nf)
        return error_set(err, LR_EDOMAIN, "networks of %zu and %zu frequencies cannot be "
                         "cascaded; resample one", a->nf, b->nf);
    if (!net_same_grid(a, b))
        return error_set(err, LR_EDOMAIN, "the frequencies of two networks differ by "
                         "more than 1 Hz; resample one before cascading");
    const size_t n = a->np / 2;
    for (size_t i = 0; i < n; i++)
        if (!net_same_reference(a->zref[n + i], b->zref[i]))
            return error_set(err, LR_EDOMAIN, "port %zu refers to %g ohm and meets port "
                             "%zu, which refers to %g ohm; renormalise one",
                             n + i + 1, a->zref[n + i], i + 1, b->zref[i]);
    return LR_OK;
}

static enum lr_status singular(double freq, struct lr_error *err)
{
    return error_set(err, LR_ENUMERIC, "the reflections between two cascaded networks do "
                     "not settle at %g GHz: total reflection on both sides",
                     freq / unit_ghz);
}

/* Where neither network lets anything through, as two coupling capacitors at 0 Hz, no
 * wave is in the loop between them, though it would not settle: the star product is what
 * either reflects. */
static bool apart(size_t n, const double complex *a, const double complex *b)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const size_t up = 2 * n * i + n + j, down = 2 * n * (n + i) + j;
            if (a[up] != 0.0 || a[down] != 0.0 || b[up] != 0.0 || b[down] != 0.0)
                return false;
        }
    return true;
}

static void put_apart(size_t n, const double complex *a, const double complex *b,
                      double complex *restrict s)
{
    for (size_t i = 0; i < 2 * n; i++)
        for (size_t j = 0; j < 2 * n; j++)
            s[2 * n * i + j] = i < n && j < n     ? a[2 * n * i + j]
                               : i >= n && j >= n ? b[2 * n * i + j]
                                                  : 0.0;
}

/* One port on each side.  d is the loop between the two networks. */
static enum lr_status star_2port(const struct net *na, const struct net *nb,
                                 struct net *out, struct lr_error *err)
{
    for (size_t k = 0; k < na->nf; k++) {
        const double complex *a = net_s(na, k, 0, 0), *b = net_s(nb, k, 0, 0);
        double complex *s = net_s(out, k, 0, 0);
        const double complex d = 1.0 - a[3] * b[0];
        if (apart(1, a, b)) {
            put_apart(1, a, b, s);
            continue;
        }
        if (!(cabs(d) > 0.0))
            return singular(na->freq[k], err);
        s[0] = a[0] + a[1] * b[0] * a[2] / d;
        s[1] = a[1] * b[1] / d;
        s[2] = b[2] * a[2] / d;
        s[3] = b[3] + b[2] * a[3] * b[1] / d;
    }
    return LR_OK;
}

/* Redheffer's star product at one frequency, with blocks A11 A12 / A21 A22:
 *
 *   S11 = A11 + A12 B11 X1       X1 = (1 - A22 B11)^-1 A21
 *   S12 = A12 (B12 + B11 X2)     X2 = (1 - A22 B11)^-1 A22 B12
 *   S21 = B21 X1
 *   S22 = B22 + B21 X2
 *
 * One factorisation serves both, by 1 + B11 (1 - A22 B11)^-1 A22 =
 * (1 - B11 A22)^-1.  Small transmissions are only ever multiplied, so they keep
 * their relative precision; T-matrices divide by them and lose it.
 *
 * Two ports on each side, as every differential pair has, are written out on blocks by
 * value, several times as fast as the general star below. */
struct block {
    double complex m[2][2];
};

static inline struct block block_of(const double complex *s, size_t row, size_t column)
{
    const double complex *at = s + 8 * row + 2 * column;
    return (struct block){{{at[0], at[1]}, {at[4], at[5]}}};
}

static inline void put(struct block x, double complex *restrict s, size_t row,
                       size_t column)
{
    double complex *at = s + 8 * row + 2 * column;
    at[0] = x.m[0][0];
    at[1] = x.m[0][1];
    at[4] = x.m[1][0];
    at[5] = x.m[1][1];
}

static inline struct block times(struct block x, struct block y)
{
    return (struct block){{{x.m[0][0] * y.m[0][0] + x.m[0][1] * y.m[1][0],
                            x.m[0][0] * y.m[0][1] + x.m[0][1] * y.m[1][1]},
                           {x.m[1][0] * y.m[0][0] + x.m[1][1] * y.m[1][0],
                            x.m[1][0] * y.m[0][1] + x.m[1][1] * y.m[1][1]}}};
}

static inline struct block plus(struct block x, struct block y)
{
    return (struct block){{{x.m[0][0] + y.m[0][0], x.m[0][1] + y.m[0][1]},
                           {x.m[1][0] + y.m[1][0], x.m[1][1] + y.m[1][1]}}};
}

static inline struct block scaled(double complex factor, struct block x)
{
    return (struct block){{{factor * x.m[0][0], factor * x.m[0][1]},
                           {factor * x.m[1][0], factor * x.m[1][1]}}};
}

/* Two ports on each side.  1 - A22 B11 is inverted as its adjugate over its determinant
 * d: in two dimensions that errs by some roundings times the condition number, as
 * elimination with pivots does. */
static enum lr_status star_4port(const struct net *na, const struct net *nb,
                                 struct net *out, struct lr_error *err)
{
    for (size_t k = 0; k < na->nf; k++) {
        const double complex *a = net_s(na, k, 0, 0), *b = net_s(nb, k, 0, 0);
        double complex *s = net_s(out, k, 0, 0);
        if (apart(2, a, b)) {
            put_apart(2, a, b, s);
            continue;
        }
        const struct block a12 = block_of(a, 0, 1), a22 = block_of(a, 1, 1);
        const struct block b11 = block_of(b, 0, 0), b12 = block_of(b, 0, 1);
        const struct block b21 = block_of(b, 1, 0), l = times(a22, b11);
        const struct block adjugate = {{{1.0 - l.m[1][1], l.m[0][1]},
                                        {l.m[1][0], 1.0 - l.m[0][0]}}};
        const double complex d = adjugate.m[0][0] * adjugate.m[1][1] -
                                 adjugate.m[0][1] * adjugate.m[1][0];
        const double size = fabs(creal(d)) + fabs(cimag(d));
        if (!(size > 0.0) || !isfinite(size))
            return singular(na->freq[k], err);
        const struct block inverse = scaled(1.0 / d, adjugate);
        const struct block x1 = times(inverse, block_of(a, 1, 0));
        const struct block x2 = times(inverse, times(a22, b12));
        put(plus(block_of(a, 0, 0), times(a12, times(b11, x1))), s, 0, 0);
        put(times(a12, plus(b12, times(b11, x2))), s, 0, 1);
        put(times(b21, x1), s, 1, 0);
        put(plus(block_of(b, 1, 1), times(b21, x2)), s, 1, 1);
    }
    return LR_OK;
}

/* c = a b, n x n blocks inside rows of the given strides. */
static void multiply(size_t n, const double complex *a, size_t sa,
                     const double complex *b, size_t sb, double complex *restrict c,
                     size_t sc)
{
    dense_product(n, n, n, a, sa, b, sb, c, sc);
}

/* Any number of ports. */
static enum lr_status star(size_t n, const double complex *a, const double complex *b,
                           double complex *restrict s, double complex *scratch,
                           struct dense_work *work, struct lr_error *err)
{
    const size_t m = 2 * n, down = n * m;       /* down: from row block 1 to 2 */
    double complex *loop = scratch, *x = loop + n * n, *y = x + n * m;
    multiply(n, a + down + n, m, b, m, loop, n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            loop[i * n + j] = (i == j) - loop[i * n + j];
        memcpy(x + i * m, a + down + i * m, n * sizeof *x);
    }
    multiply(n, a + down + n, m, b + n, m, x + n, m);
    enum lr_status status = dense_solve(work, loop, x, m, err);
    if (status)
        return status;
    multiply(n, b, m, x, m, y, m);
    multiply(n, b, m, x + n, m, y + n, m);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            y[i * m + n + j] += b[i * m + n + j];
    multiply(n, a + n, m, y, m, s, m);
    multiply(n, a + n, m, y + n, m, s + n, m);
    multiply(n, b + down, m, x, m, s + down, m);
    multiply(n, b + down, m, x + n, m, s + down + n, m);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            s[i * m + j] += a[i * m + j];
            s[down + i * m + n + j] += b[down + i * m + n + j];
        }
    return LR_OK;
}

static enum lr_status star_nport(const struct net *a, const struct net *b,
                                 struct net *out, struct lr_error *err)
{
    const size_t n = a->np / 2;
    enum lr_status status = LR_OK;
    struct dense_work *work = dense_work_new(n);
    double complex *scratch = array_alloc(5 * n * n, sizeof *scratch);
    if (!work || !scratch)
        status = error_memory(err, "a cascade");
    for (size_t k = 0; !status && k < a->nf; k++) {
        if (apart(n, net_s(a, k, 0, 0), net_s(b, k, 0, 0))) {
            put_apart(n, net_s(a, k, 0, 0), net_s(b, k, 0, 0), net_s(out, k, 0, 0));
            continue;
        }
        status = star(n, net_s(a, k, 0, 0), net_s(b, k, 0, 0), net_s(out, k, 0, 0),
                      scratch, work, err);
        if (status == LR_ENUMERIC)
            singular(a->freq[k], err);
    }
    array_free(scratch);
    dense_work_free(work);
    return status;
}

enum lr_status net_cascade(const struct net *a, const struct net *b, struct net *out,
                           struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = check(a, b, err);
    if (!status)
        status = net_init(out, a->nf, a->np, 0.0, err);
    if (status)
        return status;

    const size_t n = a->np / 2;
    memcpy(out->freq, a->freq, a->nf * sizeof *a->freq);
    memcpy(out->zref, a->zref, n * sizeof *a->zref);
    memcpy(out->zref + n, b->zref + n, n * sizeof *b->zref);
    status = n == 1 ? star_2port(a, b, out, err) :
             n == 2 ? star_4port(a, b, out, err) : star_nport(a, b, out, err);
    if (status)
        net_free(out);
    return status;
}

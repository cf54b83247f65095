/* dense_pack.h -- four complex numbers of a row, real and imaginary parts apart, in
 * registers: what dense.c and dense_product.c compute with.  Internal to base.
 *
 * gcc and clang keep a pair in one SSE2, NEON or VSX register, and in two elsewhere; the
 * arithmetic is that of double complex without its second look at NaN, number by number,
 * so that results are the same everywhere. */
#ifndef BASE_DENSE_PACK_H
#define BASE_DENSE_PACK_H

#include <complex.h>
#include <stddef.h>
#include <string.h>

enum { DENSE_PACK = 4 };

typedef double dense_pair __attribute__((vector_size(2 * sizeof(double))));

struct dense_pack {             /* members by name: arrays would leave the registers */
    dense_pair re01, re23, im01, im23;
};

static const struct dense_pack dense_pack_none = {{0.0}, {0.0}, {0.0}, {0.0}};

/* The first `width` <= 4 of from[], and zeros. */
static inline struct dense_pack dense_pack_load(const double complex *from, size_t width)
{
    const double complex a = from[0], b = width > 1 ? from[1] : 0.0;
    const double complex c = width > 2 ? from[2] : 0.0, d = width > 3 ? from[3] : 0.0;
    return (struct dense_pack){{creal(a), creal(b)}, {creal(c), creal(d)},
                               {cimag(a), cimag(b)}, {cimag(c), cimag(d)}};
}

static inline void dense_pack_store(const struct dense_pack *pack, size_t width,
                                    double complex *to)
{
    const double complex value[DENSE_PACK] = {
        pack->re01[0] + I * pack->im01[0], pack->re01[1] + I * pack->im01[1],
        pack->re23[0] + I * pack->im23[0], pack->re23[1] + I * pack->im23[1]};
    if (width == DENSE_PACK)
        memcpy(to, value, sizeof value);
    else
        memcpy(to, value, width * sizeof *value);
}

/* sum + factor x. */
static inline struct dense_pack dense_pack_add(struct dense_pack sum,
                                               double complex factor,
                                               const struct dense_pack *x)
{
    const double re = creal(factor), im = cimag(factor);
    sum.re01 += re * x->re01 - im * x->im01;
    sum.re23 += re * x->re23 - im * x->im23;
    sum.im01 += re * x->im01 + im * x->re01;
    sum.im23 += re * x->im23 + im * x->re23;
    return sum;
}

#endif

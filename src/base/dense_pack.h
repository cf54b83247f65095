/* dense_pack.h -- four complex numbers of a row, real and imaginary parts apart, in
 * registers: what dense.c and dense_product.c compute with.  Internal to base.
 *
 * gcc and clang keep four numbers in one AVX register, in two of SSE2, NEON or VSX, and
 * in four elsewhere; the arithmetic is that of double complex without its second look at
 * NaN, number by number, so that results are the same everywhere. */
#ifndef BASE_DENSE_PACK_H
#define BASE_DENSE_PACK_H

#include <complex.h>
#include <stddef.h>
#include <string.h>

enum { DENSE_PACK = 4 };

/* Into each version of what calls it (targets.h), whose registers it then has. */
#define DENSE_INLINE __attribute__((always_inline))

/* Aligned as malloc does. */
typedef double dense_four
    __attribute__((vector_size(DENSE_PACK * sizeof(double)), aligned(16)));

struct dense_pack {
    dense_four re, im;
};

static const struct dense_pack dense_pack_none = {{0.0}, {0.0}};

/* The first `width` <= 4 of from[], and zeros. */
static inline DENSE_INLINE void dense_pack_load(const double complex *from, size_t width,
                                                struct dense_pack *to)
{
    if (width == DENSE_PACK) {
        const double *at = (const double *)from;
        *to = (struct dense_pack){{at[0], at[2], at[4], at[6]},
                                  {at[1], at[3], at[5], at[7]}};
        return;
    }
    const double complex a = from[0], b = width > 1 ? from[1] : 0.0;
    const double complex c = width > 2 ? from[2] : 0.0;
    *to = (struct dense_pack){{creal(a), creal(b), creal(c), 0.0},
                              {cimag(a), cimag(b), cimag(c), 0.0}};
}

static inline DENSE_INLINE void dense_pack_store(const struct dense_pack *pack,
                                                 size_t width, double complex *to)
{
    double *at = (double *)to;
    if (width == DENSE_PACK) {
        for (size_t i = 0; i < DENSE_PACK; i++) {
            at[2 * i] = pack->re[i];
            at[2 * i + 1] = pack->im[i];
        }
        return;
    }
    for (size_t i = 0; i < width; i++) {
        at[2 * i] = pack->re[i];
        at[2 * i + 1] = pack->im[i];
    }
}

/* sum += factor x. */
static inline DENSE_INLINE void dense_pack_add(struct dense_pack *sum,
                                               double complex factor,
                                               const struct dense_pack *x)
{
    const double re = creal(factor), im = cimag(factor);
    sum->re += re * x->re - im * x->im;
    sum->im += re * x->im + im * x->re;
}

#endif

#include "config.h"

#include "line/multi_matrix.h"

#include "base/dense_product.h"

#include <math.h>
#include <string.h>

void line_multi_times(size_t n, const double complex *a, const double complex *b,
                      double complex *restrict c)
{
    dense_product(n, n, n, a, n, b, n, c, n);
}

void line_multi_affine(size_t n, double complex factor, double complex shift,
                       double complex *a)
{
    for (size_t i = 0; i < n * n; i++)
        a[i] *= factor;
    for (size_t i = 0; i < n; i++)
        a[i * n + i] += shift;
}

enum lr_status line_multi_invert(struct dense_work *work, size_t n, double complex *a,
                                 double complex *restrict inverse, struct lr_error *err)
{
    memset(inverse, 0, n * n * sizeof *inverse);
    for (size_t i = 0; i < n; i++)
        inverse[i * n + i] = 1.0;
    return dense_solve(work, a, inverse, n, err);
}

double line_multi_bound(size_t n, const double complex *a)
{
    double bound = 0.0;
    for (size_t i = 0; i < n; i++) {
        double sum = 0.0;
        for (size_t j = 0; j < n; j++)
            sum += fabs(creal(a[i * n + j])) + fabs(cimag(a[i * n + j]));
        if (!(sum < HUGE_VAL))
            return HUGE_VAL;
        bound = fmax(bound, sum);
    }
    return bound;
}

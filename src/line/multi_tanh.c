#include "config.h"

#include "line/multi_wave.h"

#include "line/multi_matrix.h"

#include <string.h>

/* Up to this norm of x = (g/2)^2 the eight terms below reach 1e-17. */
static const double most_norm = 0.1;
enum { TERMS = 8 };

/* sum over k < TERMS of x^k/(2k + odd)!: cosh sqrt(x), or sinh sqrt(x)/sqrt(x). */
static void series(size_t n, const double complex *x, int odd, double complex *sum,
                   double complex *scratch)
{
    memset(sum, 0, n * n * sizeof *sum);
    line_multi_affine(n, 0.0, 1.0, sum);
    for (int k = TERMS - 1; k > 0; k--) {
        const double divisor = (double)((2 * k + odd) * (2 * k + odd - 1));
        line_multi_times(n, x, sum, scratch);
        memcpy(sum, scratch, n * n * sizeof *sum);
        line_multi_affine(n, 1.0 / divisor, 1.0, sum);
    }
}

/* h(x) = tanh sqrt(x)/sqrt(x), from a small x by tanh 2a = 2 tanh a/(1 + tanh^2 a):
 * h(4x) = h(x) (1 + x h(x)^2)^-1.  Nothing here grows with x, so that any resistance and
 * any leakage may meet. */
enum lr_status line_multi_tanh(struct line_multi_work *work, struct lr_error *err)
{
    const size_t n = work->n, bytes = n * n * sizeof *work->t;
    double complex *x = work->gamma;
    memcpy(x, work->square, bytes);
    line_multi_affine(n, 0.25, 0.0, x);
    int doublings = 0;
    for (; line_multi_bound(n, x) > most_norm; doublings++)
        line_multi_affine(n, 0.25, 0.0, x);

    series(n, x, 0, work->u, work->p);
    enum lr_status status = line_multi_invert(work->dense, n, work->u, work->v, err);
    series(n, x, 1, work->u, work->p);
    line_multi_times(n, work->u, work->v, work->t);
    for (; !status && doublings > 0; doublings--) {
        line_multi_times(n, work->t, work->t, work->u);
        line_multi_times(n, x, work->u, work->v);
        line_multi_affine(n, 1.0, 1.0, work->v);
        status = line_multi_invert(work->dense, n, work->v, work->u, err);
        line_multi_times(n, work->t, work->u, work->v);
        memcpy(work->t, work->v, bytes);
        line_multi_affine(n, 4.0, 0.0, x);
    }
    return status;
}

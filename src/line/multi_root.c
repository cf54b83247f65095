#include "config.h"

#include "line/multi_wave.h"

#include "line/multi_matrix.h"

#include <math.h>
#include <string.h>

enum { MOST_ROUNDS = 60 };

/* The error of a round is about the square of its step: a step of 1e-8 leaves 1e-16. */
static const double last_step = 1e-8;

/* The root of the mean eigenvalue.  z and y of a passive line lie in the first quadrant,
 * z y in the upper half-plane and its principal root in the first quadrant: a wave that
 * decays as it travels.  Without loss z y is negative, and rounding may choose the wave
 * that travels backwards; S is the same for both, being even in g, and neither decays. */
static double complex mean_root(size_t n, const double complex *square)
{
    double complex trace = 0.0;
    for (size_t i = 0; i < n; i++)
        trace += square[i * n + i];
    return csqrt(trace / (double)n);
}

/* to <- (to + add)/2; returns the largest part of the change. */
static double average(size_t n, const double complex *add, double complex *to)
{
    double step = 0.0;
    for (size_t i = 0; i < n * n; i++) {
        const double complex change = 0.5 * (add[i] - to[i]);
        to[i] += change;
        step = fmax(step, fmax(fabs(creal(change)), fabs(cimag(change))));
    }
    return step;
}

static enum lr_status round_of(struct line_multi_work *work, double *step,
                               struct lr_error *err)
{
    const size_t n = work->n, bytes = n * n * sizeof *work->t;
    memcpy(work->t, work->inverse, bytes);
    enum lr_status status = line_multi_invert(work->dense, n, work->t, work->u, err);
    if (status)
        return status;
    memcpy(work->t, work->gamma, bytes);
    status = line_multi_invert(work->dense, n, work->t, work->v, err);
    if (status)
        return status;
    *step = fmax(average(n, work->u, work->gamma), average(n, work->v, work->inverse));
    return LR_OK;
}

enum lr_status line_multi_root(struct line_multi_work *work, struct lr_error *err)
{
    const size_t n = work->n;
    const double complex root = mean_root(n, work->square);
    memcpy(work->gamma, work->square, n * n * sizeof *work->gamma);
    line_multi_affine(n, 1.0 / (root * root), 0.0, work->gamma);
    memset(work->inverse, 0, n * n * sizeof *work->inverse);
    line_multi_affine(n, 0.0, 1.0, work->inverse);

    double step = HUGE_VAL;
    for (int round = 0; round < MOST_ROUNDS && !(step <= last_step); round++) {
        enum lr_status status = round_of(work, &step, err);
        if (status)
            return status;
    }
    if (!(step <= last_step))
        return error_set(err, LR_ENUMERIC, "the propagation constants of %zu coupled "
                         "lines do not settle: after %d rounds they change by %g", n,
                         MOST_ROUNDS, step);
    line_multi_affine(n, root, 0.0, work->gamma);
    line_multi_affine(n, 1.0 / root, 0.0, work->inverse);
    return LR_OK;
}

#include "config.h"

#include "line/multi_wave.h"

#include "base/array.h"
#include "line/multi_matrix.h"

#include <math.h>
#include <string.h>

/* Bound of |g|^2 below which a line is solved as short: a twentieth of a wavelength,
 * where tanh(g/2) is far from its pole at half a wavelength and the difference between
 * 1 and exp(-g) begins to lose digits. */
static const double short_line = 0.1;

enum { MATRICES = 12 };

enum lr_status line_multi_work_init(struct line_multi_work *work, size_t n,
                                    struct lr_error *err)
{
    const size_t size = n * n;
    *work = (struct line_multi_work){.n = n, .dense = dense_work_new(n)};
    work->z = array_alloc(size, MATRICES * sizeof *work->z);
    if (!work->dense || !work->z) {
        line_multi_work_free(work);
        return error_memory(err, "coupled lines");
    }
    double complex **const member[MATRICES] = {
        &work->z, &work->y, &work->reflect, &work->through, &work->square, &work->gamma,
        &work->inverse, &work->enter, &work->p, &work->t, &work->u, &work->v};
    for (size_t i = 1; i < MATRICES; i++)
        *member[i] = work->z + i * size;
    return LR_OK;
}

void line_multi_work_free(struct line_multi_work *work)
{
    array_free(work->z);
    dense_work_free(work->dense);
    *work = (struct line_multi_work){0};
}

/* Driven alike at both ends the line has no current in its middle, driven oppositely no
 * voltage: each half is then an admittance tanh(g/2) w, or an impedance.  As functions of
 * z y,
 *   even: admittance y/2 h,  S_e = 2 (1 + y/2 h)^-1 - 1
 *   odd:  impedance  h z/2,  S_o = 1 - 2 (1 + h z/2)^-1
 * with h = tanh(g/2)/(g/2); reflect and through are half their sum and difference.  At
 * 0 Hz without leakage this is the resistance in series, exactly. */
static enum lr_status solve_short(struct line_multi_work *work, struct lr_error *err)
{
    const size_t n = work->n;
    enum lr_status status = line_multi_tanh(work, err);
    if (status)
        return status;
    line_multi_times(n, work->y, work->t, work->u);
    line_multi_affine(n, 0.5, 1.0, work->u);
    status = line_multi_invert(work->dense, n, work->u, work->p, err);
    if (status)
        return status;
    line_multi_times(n, work->t, work->z, work->u);
    line_multi_affine(n, 0.5, 1.0, work->u);
    status = line_multi_invert(work->dense, n, work->u, work->v, err);
    for (size_t i = 0; i < n * n; i++) {
        work->reflect[i] = work->p[i] - work->v[i];
        work->through[i] = work->p[i] + work->v[i];
    }
    line_multi_affine(n, 1.0, -1.0, work->through);
    return status;
}

enum lr_status line_multi_enter(struct line_multi_work *work, struct lr_error *err)
{
    const size_t n = work->n;
    line_multi_times(n, work->y, work->inverse, work->t);
    line_multi_affine(n, 1.0, 1.0, work->t);
    enum lr_status status = line_multi_invert(work->dense, n, work->t, work->enter, err);
    line_multi_affine(n, 2.0, 0.0, work->enter);
    return status;
}

/* A wave exp(-g x) a leaves the near end, (1 + w) a = 2 at first, and each end returns
 * r = (w + 1)^-1 (w - 1) = 1 - 2 (w + 1)^-1 of what meets it.  With all passes up and
 * down summed, m = (1 - r p r p)^-1 2 (w + 1)^-1, and b = p m, what meets the far end:
 *   reflect = m - 1 + p r b,   through = b + r b.
 * Only the decaying p = exp(-g) appears: cosh and sinh would overflow on long lossy
 * lines, and lose the small S21 long before. */
enum lr_status line_multi_passes(struct line_multi_work *work, struct lr_error *err)
{
    const size_t n = work->n, bytes = n * n * sizeof *work->t;
    double complex *m = work->square, *r = work->inverse;
    line_multi_decay(work);
    memcpy(r, work->enter, bytes);
    line_multi_affine(n, -1.0, 1.0, r);

    line_multi_times(n, r, work->p, work->t);
    line_multi_times(n, work->t, work->t, work->u);
    line_multi_affine(n, -1.0, 1.0, work->u);
    memcpy(m, work->enter, bytes);
    enum lr_status status = dense_solve(work->dense, work->u, m, n, err);
    if (status)
        return status;
    line_multi_times(n, work->p, m, work->t);
    line_multi_times(n, r, work->t, work->u);
    line_multi_times(n, work->p, work->u, work->reflect);
    for (size_t i = 0; i < n * n; i++) {
        work->reflect[i] += m[i];
        work->through[i] = work->t[i] + work->u[i];
    }
    line_multi_affine(n, 1.0, -1.0, work->reflect);
    return LR_OK;
}

bool line_multi_is_short(double bound)
{
    return bound <= short_line;
}

enum lr_status line_multi_solve(struct line_multi_work *work, bool still,
                                struct lr_error *err)
{
    line_multi_times(work->n, work->z, work->y, work->square);
    const double bound = line_multi_bound(work->n, work->square);
    if (!(bound < HUGE_VAL))
        return error_set(err, LR_ENUMERIC, "the propagation constants of %zu coupled "
                         "lines exceed the numbers of this machine", work->n);
    if (still || line_multi_is_short(bound))
        return solve_short(work, err);
    enum lr_status status = line_multi_root(work, err);
    if (!status)
        status = line_multi_enter(work, err);
    return status ? status : line_multi_passes(work, err);
}

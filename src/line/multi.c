#include "config.h"

#include "line/multi.h"

#include "base/parallel.h"
#include "base/quantity.h"
#include "line/multi_wave.h"

#include <math.h>

/* Points that share one scratch, enough to make it cheap. */
enum { CHUNK = 64 };

struct job {
    const struct line_multi *multi;
    const double *zref;
    double length;
    double complex *s;
};

static bool finite_value(double complex x)
{
    return isfinite(creal(x)) && isfinite(cimag(x));
}

/* `what` and `unit` name the matrix. */
static enum lr_status check_matrix(size_t n, const double complex *m, const char *what,
                                   const char *unit, double freq, struct lr_error *err)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const double complex x = m[i * n + j];
            if (finite_value(x) && (i != j || creal(x) >= 0.0))
                continue;
            return error_set(err, LR_EDOMAIN, "%s %zu,%zu of coupled lines, %g%+gj %s at "
                             "%g GHz, is not passive", what, i + 1, j + 1, creal(x),
                             cimag(x), unit, freq / unit_ghz);
        }
    return LR_OK;
}

/* Comparisons are written so that NaN fails them. */
enum lr_status line_multi_check(const struct line_multi *multi, struct lr_error *err)
{
    const size_t n = multi->n;
    if (!n)
        return error_set(err, LR_EDOMAIN, "there are 0 coupled lines; at least 1 is "
                         "needed");
    enum lr_status status = LR_OK;
    for (size_t k = 0; !status && k < multi->nf; k++) {
        const double f = multi->freq[k];
        if (!(k ? f > multi->freq[k - 1] : f >= 0.0) || !isfinite(f))
            return error_set(err, LR_EDOMAIN, "frequency %zu of coupled lines, %g Hz, "
                             "does not increase", k, f);
        status = check_matrix(n, multi->z + k * n * n, "series impedance", "ohm/m", f,
                              err);
        if (!status)
            status = check_matrix(n, multi->y + k * n * n, "shunt admittance", "S/m", f,
                                  err);
    }
    return status;
}

static enum lr_status check(const struct line_multi *multi, double length,
                            const double *zref, struct lr_error *err)
{
    if (!(length > 0.0 && length < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "length %g m of coupled lines is not positive",
                         length);
    for (size_t i = 0; i < multi->n; i++)
        if (!(zref[i] > 0.0 && zref[i] < HUGE_VAL))
            return error_set(err, LR_EDOMAIN, "reference %g ohm of line %zu is not "
                             "positive", zref[i], i + 1);
    return line_multi_check(multi, err);
}

static void normalise(const struct job *job, size_t k, struct line_multi_work *work)
{
    const size_t n = work->n;
    const double complex *z = job->multi->z + k * n * n, *y = job->multi->y + k * n * n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const double reference = sqrt(job->zref[i] * job->zref[j]);
            work->z[i * n + j] = z[i * n + j] * (job->length / reference);
            work->y[i * n + j] = y[i * n + j] * (job->length * reference);
        }
}

static enum lr_status solve_point(const struct job *job, size_t k,
                                  struct line_multi_work *work, struct lr_error *err)
{
    const size_t n = work->n, m = 2 * n;
    normalise(job, k, work);
    enum lr_status status = line_multi_solve(work, job->multi->freq[k] == 0.0, err);
    if (status == LR_ENUMERIC)
        error_set(err, status, "%zu coupled lines of %g m have no S-parameters at %g "
                  "GHz; their impedances and admittances are not those of passive lines",
                  n, job->length, job->multi->freq[k] / unit_ghz);
    if (status)
        return status;
    double complex *restrict s = job->s + k * m * m;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            s[i * m + j] = s[(n + i) * m + n + j] = work->reflect[i * n + j];
            s[i * m + n + j] = s[(n + i) * m + j] = work->through[i * n + j];
        }
    return status;
}

static enum lr_status solve_chunk(void *context, size_t chunk, struct lr_error *err)
{
    const struct job *job = context;
    struct line_multi_work work;
    enum lr_status status = line_multi_work_init(&work, job->multi->n, err);
    if (status)
        return status;
    const size_t first = chunk * CHUNK, left = job->multi->nf - first;
    const size_t end = first + (left < CHUNK ? left : CHUNK);
    for (size_t k = first; !status && k < end; k++)
        status = solve_point(job, k, &work, err);
    line_multi_work_free(&work);
    return status;
}

enum lr_status line_multi_sparam(const struct line_multi *multi, double length,
                                 const double *zref, double complex *restrict s,
                                 struct lr_error *err)
{
    enum lr_status status = check(multi, length, zref, err);
    if (status)
        return status;
    struct job job = {multi, zref, length, s};
    return parallel_for((multi->nf + CHUNK - 1) / CHUNK, solve_chunk, &job, err);
}

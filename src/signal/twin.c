#include "config.h"

#include "signal/twin.h"

#include "base/array.h"

#include <math.h>

/* -100 dB stands for nothing, whose logarithm is not finite. */
static const double nothing = 1e-5;

/* Of the largest magnitude; crosstalk passes no DC, and the sign of the little that is
 * measured there is noise. */
static const double passes_dc = 0.5;

enum lr_status twin_work_init(size_t n, const struct fft *fft, struct twin_work *work,
                              struct lr_error *err)
{
    *work = (struct twin_work){n, fft, NULL, NULL};
    work->spectrum = array_alloc(n / 2 + 1, sizeof *work->spectrum);
    work->x = array_alloc(n, sizeof *work->x);
    if (work->spectrum && work->x)
        return LR_OK;
    twin_work_free(work);
    return error_memory(err, "the record of a causal twin");
}

void twin_work_free(struct twin_work *work)
{
    array_free(work->x);
    array_free(work->spectrum);
    work->x = NULL;
    work->spectrum = NULL;
}

void twin_minimum_phase(struct twin_work *work, size_t nf, const double complex *h,
                        double complex *restrict twin)
{
    const size_t half = work->n / 2;
    const double log_nothing = log(nothing);
    double largest = 0.0;
    for (size_t k = 0; k < nf; k++) {
        const double magnitude = cabs(h[k]);
        largest = fmax(largest, magnitude);
        work->spectrum[k] = magnitude > 0.0 ? log(magnitude) : log_nothing;
    }
    for (size_t k = nf; k <= half; k++)
        work->spectrum[k] = log_nothing;
    fft_inverse(work->fft, work->spectrum, work->x);
    for (size_t m = 1; m < half; m++) {
        work->x[m] *= 2.0;
        work->x[work->n - m] = 0.0;
    }
    fft_forward(work->fft, work->x, work->spectrum);
    const double sign = creal(h[0]) < -passes_dc * largest ? -1.0 : 1.0;
    for (size_t k = 0; k < nf; k++)
        twin[k] = sign * cabs(h[k]) * cexp(I * cimag(work->spectrum[k]));
}

/* |h - twin e^{-jwd}|^2 is least where the correlation of the two is largest. */
size_t twin_delay(struct twin_work *work, size_t nf, const double complex *h,
                  const double complex *twin, const double *weight)
{
    const size_t half = work->n / 2;
    for (size_t k = 0; k <= half; k++)
        work->spectrum[k] = k < nf ? weight[k] * h[k] * conj(twin[k]) : 0.0;
    fft_inverse(work->fft, work->spectrum, work->x);
    size_t best = 0;
    for (size_t m = 1; m < half; m++)
        if (work->x[m] > work->x[best])
            best = m;
    return best;
}

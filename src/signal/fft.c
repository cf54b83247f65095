#include "config.h"

#include "signal/fft.h"

#include "base/array.h"

#include <complex.h>
#include <fftw3.h>
#include <pthread.h>
#include <stdlib.h>

struct fft {
    size_t n;
    fftw_plan plan;
};

/* FFTW's planner is not thread-safe; executing a plan is. */
static pthread_mutex_t planner = PTHREAD_MUTEX_INITIALIZER;

enum lr_status fft_new(size_t n, struct fft **fft, struct lr_error *err)
{
    struct fft *new = malloc(sizeof *new);
    double complex *spectrum = array_alloc(n + 1, sizeof *spectrum);
    double *x = array_alloc(2 * n, sizeof *x);
    enum lr_status status = LR_OK;
    *fft = NULL;
    if (!new || !spectrum || !x || n < 1 || n > (size_t)1 << 28) {
        status = error_memory(err, "a Fourier transform");
        goto out;
    }
    new->n = n;
    pthread_mutex_lock(&planner);
    new->plan = fftw_plan_dft_c2r_1d((int)(2 * n), spectrum, x,
                                     FFTW_ESTIMATE | FFTW_DESTROY_INPUT);
    pthread_mutex_unlock(&planner);
    if (!new->plan) {
        status = error_set(err, LR_ENUMERIC, "no Fourier transform of length %zu", 2 * n);
        goto out;
    }
    *fft = new;
    new = NULL;
out:
    array_free(spectrum);
    array_free(x);
    free(new);
    return status;
}

void fft_free(struct fft *fft)
{
    if (!fft)
        return;
    pthread_mutex_lock(&planner);
    fftw_destroy_plan(fft->plan);
    pthread_mutex_unlock(&planner);
    free(fft);
}

void fft_inverse(const struct fft *fft, double complex *spectrum, double *restrict x)
{
    fftw_execute_dft_c2r(fft->plan, spectrum, x);
    const double scale = 1.0 / (double)(2 * fft->n);
    for (size_t m = 0; m < 2 * fft->n; m++)
        x[m] *= scale;
}

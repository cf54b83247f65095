#include "config.h"

#include "signal/fft.h"

#include "base/array.h"

#include <complex.h>
#include <fftw3.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

struct fft {
    size_t length;
    fftw_plan inverse, forward;
};

/* FFTW's planner is not thread-safe; executing a plan is. */
static pthread_mutex_t planner = PTHREAD_MUTEX_INITIALIZER;

enum lr_status fft_new(size_t length, struct fft **fft, struct lr_error *err)
{
    struct fft *new = calloc(1, sizeof *new);
    double complex *spectrum = array_alloc(length / 2 + 1, sizeof *spectrum);
    double *x = array_alloc(length, sizeof *x);
    enum lr_status status = LR_OK;
    *fft = NULL;
    if (!new || !spectrum || !x || length < 1 || length > (size_t)1 << 29) {
        status = error_memory(err, "a Fourier transform");
        goto out;
    }
    new->length = length;
    pthread_mutex_lock(&planner);
    new->inverse = fftw_plan_dft_c2r_1d((int)length, spectrum, x,
                                        FFTW_ESTIMATE | FFTW_DESTROY_INPUT);
    new->forward = fftw_plan_dft_r2c_1d((int)length, x, spectrum,
                                        FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    pthread_mutex_unlock(&planner);
    if (!new->inverse || !new->forward) {
        status = error_set(err, LR_ENUMERIC, "no Fourier transform of length %zu",
                           length);
        goto out;
    }
    *fft = new;
    new = NULL;
out:
    array_free(spectrum);
    array_free(x);
    fft_free(new);
    return status;
}

void fft_free(struct fft *fft)
{
    if (!fft)
        return;
    pthread_mutex_lock(&planner);
    fftw_destroy_plan(fft->inverse);
    fftw_destroy_plan(fft->forward);
    pthread_mutex_unlock(&planner);
    free(fft);
}

void fft_inverse(const struct fft *fft, double complex *spectrum, double *restrict x)
{
    fftw_execute_dft_c2r(fft->inverse, spectrum, x);
    const double scale = 1.0 / (double)fft->length;
    for (size_t m = 0; m < fft->length; m++)
        x[m] *= scale;
}

/* A plan that preserves its input only lacks the const. */
void fft_forward(const struct fft *fft, const double *x,
                 double complex *restrict spectrum)
{
    fftw_execute_dft_r2c(fft->forward, (double *)(uintptr_t)x, spectrum);
}

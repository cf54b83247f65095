/* fft.h -- real Fourier transforms; the only file that knows FFTW. */
#ifndef SIGNAL_FFT_H
#define SIGNAL_FFT_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

struct fft;                     /* plans for one length; may be executed by many
                                 * threads at once                             */

/* Plans for real sequences of `length` samples, even or odd, both ways.  They are
 * estimated, not measured, so that the last digits do not change from run to run.
 * LR_EMEMORY. */
enum lr_status fft_new(size_t length, struct fft **fft, struct lr_error *err);
void fft_free(struct fft *fft);

/* x[m] = 1/length sum_k X[k] e^{+j 2 pi k m / length}, k over the Hermitian extension
 * of spectrum[0..length/2].  spectrum [length/2 + 1] is destroyed; x [length].  Both
 * from array_alloc. */
void fft_inverse(const struct fft *fft, double complex *spectrum, double *restrict x);

/* X[k] = sum_m x[m] e^{-j 2 pi k m / length}, k = 0..length/2.  x [length] is kept;
 * spectrum [length/2 + 1].  Both from array_alloc. */
void fft_forward(const struct fft *fft, const double *x,
                 double complex *restrict spectrum);

#endif

/* fft.h -- real inverse Fourier transforms; the only file that knows FFTW. */
#ifndef SIGNAL_FFT_H
#define SIGNAL_FFT_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

struct fft;                     /* a plan for one length; may be executed by
                                 * many threads at once                        */

/* A plan for real sequences of length 2n.  The plan is estimated, not measured,
 * so that its last digits do not change from run to run.  LR_EMEMORY. */
enum lr_status fft_new(size_t n, struct fft **fft, struct lr_error *err);
void fft_free(struct fft *fft);

/* x[m] = 1/(2n) sum_k X[k] e^{+j 2 pi k m / 2n}, k over the Hermitian extension of
 * spectrum[0..n].  spectrum [n+1] is destroyed; x [2n].  Both from array_alloc. */
void fft_inverse(const struct fft *fft, double complex *spectrum, double *restrict x);

#endif

/* twin.h -- the causal twin of a response: the same magnitude, minimum phase and a delay
 * of a whole number of samples, not negative.
 *
 * The phase is that of Kramers and Kronig for a causal response without zeros in the
 * right half plane: ln H is then the transform of a causal sequence too, whose even part
 * is the cepstrum c = F^-1 ln|H|; so it is c folded to positive times.  Right for a
 * matched line; for reflections and crosstalk, which do have such zeros, it is a causal
 * response of the same magnitude but of another shape. */
#ifndef SIGNAL_TWIN_H
#define SIGNAL_TWIN_H

#include "signal/fft.h"

struct twin_work {              /* scratch of one thread for records of n samples */
    size_t n;                   /* even; the bins are 0..n/2                   */
    const struct fft *fft;      /* of length n, borrowed                       */
    double complex *spectrum;   /* [n/2 + 1], owned                            */
    double *x;                  /* [n], owned                                  */
};

/* LR_EMEMORY. */
enum lr_status twin_work_init(size_t n, const struct fft *fft, struct twin_work *work,
                              struct lr_error *err);
void twin_work_free(struct twin_work *work);

/* twin[nf] of h[nf], nf <= n/2 + 1, h[0] real: |h| with minimum phase, without
 * delay.  Above nf, and where h is 0, its logarithm is that of 1e-5 as in the open-source
 * program of IEEE 370-2020.  The twin of a response that passes DC inverted, h[0] below
 * -1/2 of the largest |h|, is inverted as well. */
void twin_minimum_phase(struct twin_work *work, size_t nf, const double complex *h,
                        double complex *restrict twin);

/* The delay in samples, 0..n/2 - 1, with which the twin comes nearest to h in least
 * squares, both weighted with `weight` [nf] (>= 0, of power). */
size_t twin_delay(struct twin_work *work, size_t nf, const double complex *h,
                  const double complex *twin, const double *weight);

#endif

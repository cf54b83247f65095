/* bank.h -- many responses of symbol-spaced taps, run over long streams of symbols in
 * blocks: overlap-save.
 *
 *      y_r[k] = sum_i tap_r[i] x[k - i]
 *
 * Spectra of inputs are formed once, and sums of several inputs before the one transform
 * back: what a block costs is a transform per input and per output.  A block holds
 * `length` samples of input, the first ntap - 1 of them those the block before ended
 * with, and yields `step` = length - ntap + 1 new ones of output, from y[ntap - 1] on. */
#ifndef SIGNAL_BANK_H
#define SIGNAL_BANK_H

#include "signal/fft.h"

struct bank {
    size_t ntap, length, step;
    size_t nf;                  /* length/2 + 1                                */
    size_t n;                   /* responses                                   */
    struct fft *fft;            /* owned                                       */
    double complex *response;   /* [n][nf] owned                               */
};

/* n responses, all 0, of at most ntap taps.  LR_EMEMORY. */
enum lr_status bank_init(size_t n, size_t ntap, struct bank *bank, struct lr_error *err);
void bank_free(struct bank *bank);

/* Response r from tap[ntap]; LR_EMEMORY. */
enum lr_status bank_load(struct bank *bank, size_t r, const double *tap,
                         struct lr_error *err);

/* sum[nf] += the spectrum x[nf] of an input through response r. */
void bank_add(const struct bank *bank, size_t r, const double complex *x,
              double complex *restrict sum);

#endif

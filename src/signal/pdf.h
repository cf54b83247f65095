/* pdf.h -- probability of a voltage, on a grid of equal bins.
 *
 * p[i] is the probability of (first + i) * bin.  All sums are of positive terms in
 * plain double arithmetic, so that tails keep their relative precision: a Fourier
 * convolution would drown everything below 1e-16 of the peak. */
#ifndef SIGNAL_PDF_H
#define SIGNAL_PDF_H

#include "base/error.h"

#include <stddef.h>

struct pdf {
    double bin;                 /* [V]                                         */
    long first;                 /* bin number of p[0]                          */
    size_t n;
    double *p;                  /* owned, sums to 1                            */
};

struct pdf_levels {             /* independent samples of a pulse: each adds one of the
                                 * equally likely v[i] (2l/(L-1) - 1), l = 0..L-1 */
    size_t n;
    const double *v;            /* [V] [n]; borrowed                           */
    size_t levels;              /* L, 2 to 16                                  */
    double bin;                 /* [V]                                         */
    double drop;                /* probability that may be left out, all in all, at the
                                 * far ends; 0: none                           */
};

/* Their sum: IEEE 802.3-2022 eq. 93A-39 and 93A-40, each level rounded to its bin half
 * away from zero.  As in the IEEE COM tool, samples of at most one bin are dropped.  The
 * time goes with n times the width, which `drop` keeps at some ten standard deviations:
 * many small samples could reach much further together than they ever do.  LR_ENUMERIC
 * when the bins would exceed 2^22 on a side. */
enum lr_status pdf_of_levels(const struct pdf_levels *of, struct pdf *out,
                             struct lr_error *err);

/* What pdf_of_levels will have for a variance [V^2], without building it: the worst phase
 * of an aggressor is found with this. */
double pdf_levels_variance(const struct pdf_levels *of);

/* A Gaussian of standard deviation sigma [V], cut at round(span * sigma / bin) bins
 * on each side and normalised to 1. */
enum lr_status pdf_gaussian(double sigma, double span, double bin, struct pdf *out,
                            struct lr_error *err);

/* The sum of two independent voltages; equal bins. */
enum lr_status pdf_convolve(const struct pdf *a, const struct pdf *b, struct pdf *out,
                            struct lr_error *err);

/* The number of the first bin of a + b, from below, whose cumulative probability
 * exceeds `probability` (0 < probability < 1), without forming the convolution. */
enum lr_status pdf_tail_of_sum(const struct pdf *a, const struct pdf *b,
                               double probability, long *bin, struct lr_error *err);

/* The same of one PDF; and the first bin whose cumulative probability reaches it. */
long pdf_tail(const struct pdf *a, double probability);
long pdf_reach(const struct pdf *a, double probability);

/* The same PDF in bins `by` times as wide, by odd: bin 0 stays in the middle of one. */
enum lr_status pdf_coarsen(const struct pdf *a, size_t by, struct pdf *out,
                           struct lr_error *err);

/* sqrt(sum x^2 p) [V]; all PDFs here have zero mean. */
double pdf_sigma(const struct pdf *a);

void pdf_free(struct pdf *pdf);

#endif

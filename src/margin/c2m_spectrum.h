/* c2m_spectrum.h -- the spectrum of an amplitude density from its samples, at a few dozen
 * frequencies.  Internal to margin.
 *
 * Levels are even, so that the spectrum of a sample is a mean of cosines, and that of all
 * of them the product.  Behind a Gaussian little is left of it but low frequencies.  The
 * tool's Gaussian is cut at c sigma, though, which makes its spectrum endless; in its
 * place stands what is nowhere larger, a whole Gaussian of the same height times
 *
 *   1 - (x / c sigma)^(2m),
 *
 * negative beyond c sigma, with a spectrum of e^(-w^2/2) times a polynomial. */
#ifndef MARGIN_C2M_SPECTRUM_H
#define MARGIN_C2M_SPECTRUM_H

#include <stddef.h>

enum { C2M_ORDER_MOST = 8, C2M_LANES = 4, C2M_FREQUENCIES = 256 };

struct c2m_cut {                /* such a Gaussian; w is 2 pi f sigma          */
    double at;                  /* c                                           */
    int order;                  /* m                                           */
    double polynomial[C2M_ORDER_MOST + 1];      /* in w^2                      */
    double band;                /* w from where on the rest may be left out; 0: there is
                                 * always too much of it                       */
    double size;                /* its amount is nowhere more than this times that of a
                                 * Gaussian of sqrt(2) sigma                   */
};

/* `slack`: how much of a probability may be lost by leaving the rest out. */
struct c2m_cut c2m_cut_of(double at, double slack);

struct c2m_bins {               /* samples in bins of the density              */
    size_t levels, stride, n;
    double *offset;             /* [levels / 2][stride] of the positive levels, the
                                 * largest first; borrowed                     */
    double variance;            /* [bins^2]                                    */
    double spread;              /* [bins^2] P(|sum| > t) <= 2 exp(-t^2 / 2 spread) */
};

/* Of v[0..n-1], those that count: signal/pdf.h. */
void c2m_bins_fill(struct c2m_bins *bins, size_t n, const double *v, double bin);

struct c2m_spectrum {           /* at 2 pi k / period, k = 1..n, of the last phase */
    size_t n;
    double period;              /* [bins]                                      */
    double value[C2M_FREQUENCIES];
    double mean[C2M_FREQUENCIES][C2M_LANES], lane[C2M_FREQUENCIES][C2M_LANES];
};

/* Of the samples, which it rearranges, and a Gaussian of sigma [bins], whose n and period
 * are set: 2 pi n / period sigma is at least cut->band.  Returns how much it may put a
 * probability wrong that is summed from it. */
double c2m_spectrum_fill(struct c2m_spectrum *s, struct c2m_bins *bins,
                         const struct c2m_cut *cut, double sigma);

#endif

/* ieee93a.h -- the transmission line of IEEE 802.3 Annex 93A: packages and boards
 * of COM, described by five numbers.
 *
 *   gamma(f) = gamma0 + a1 (1 + j) sqrt(f) + a2 (1 - j (2/pi) ln(f / 1 GHz)) f
 *              + j 2 pi tau f
 *
 * The standard gives the constants per mm and ns and f in GHz; here they are SI
 * (base/quantity.h converts).  Only the logarithm keeps its 1 GHz: there a2 adds
 * loss without delay.  (1 - j (2/pi) ln f) f is the causal partner of a loss that
 * grows like f. */
#ifndef LINE_IEEE93A_H
#define LINE_IEEE93A_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

struct line_93a {
    double gamma0;              /* [1/m]                                       */
    double a1;                  /* [s^0.5/m]                                   */
    double a2;                  /* [s/m]                                       */
    double tau;                 /* [s/m]                                       */
    double zc;                  /* [ohm] differential                          */
};

/* [1/m] at freq [Hz] >= 0.  A frequency below 2^-52 Hz counts as that, as in the
 * IEEE COM tool, so that the logarithm is finite. */
double complex line_93a_gamma(const struct line_93a *line, double freq);

/* S-parameters of `length` [m] at freq[0..nf-1], referred to 2 r0 [ohm], into s,
 * [nf][2][2] row-major.  A length of 0 is an identity, whatever zc.  LR_EDOMAIN
 * when length is negative, zc or r0 not positive, or a constant not finite (a fit
 * may well make one negative); s is then untouched.  Allocates nothing; safe
 * from any thread. */
enum lr_status line_93a_sparam(const struct line_93a *line, double length, double r0,
                               size_t nf, const double *freq, double complex *restrict s,
                               struct lr_error *err);

#endif

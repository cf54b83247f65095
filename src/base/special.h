/* special.h -- special functions, from GSL. */
#ifndef BASE_SPECIAL_H
#define BASE_SPECIAL_H

/* x such that a standard normal variable exceeds it with probability p,
 * 0 < p < 1: sqrt(2) erfcinv(2 p). */
double special_normal_tail_quantile(double p);

/* Complete elliptic integral of the first kind K(k), modulus k (not m = k^2),
 * |k| < 1; NaN outside. */
double special_ellint_k(double k);

/* Modified Bessel function of the first kind, order 0; NaN where it overflows, beyond
 * about |x| = 708. */
double special_bessel_i0(double x);

#endif

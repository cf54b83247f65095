/* special.h -- special functions, most of them from GSL. */
#ifndef BASE_SPECIAL_H
#define BASE_SPECIAL_H

#include <complex.h>

/* x such that a standard normal variable exceeds it with probability p,
 * 0 < p < 1: sqrt(2) erfcinv(2 p). */
double special_normal_tail_quantile(double p);

/* Complete elliptic integral of the first kind K(k), modulus k (not m = k^2),
 * |k| < 1; NaN outside. */
double special_ellint_k(double k);

/* Modified Bessel function of the first kind, order 0; NaN where it overflows, beyond
 * about |x| = 708. */
double special_bessel_i0(double x);

/* Bessel function of the first kind, order 0. */
double special_bessel_j0(double x);

/* z I0(z) / (2 I1(z)), modified Bessel functions, within a few roundings for
 * |arg z| <= pi/4 and any |z|: 1 at 0, about z/2 far out.  It is the impedance of a
 * round wire over its resistance at DC, z the radius over the complex skin depth.  By
 * its own continued fraction and asymptotic series, without GSL. */
double complex special_bessel_wire(double complex z);

#endif

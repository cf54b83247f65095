/* touchstone_polar.h -- magnitudes and degrees to complex numbers; private to the
 * reader of Touchstone files. */
#ifndef NET_TOUCHSTONE_POLAR_H
#define NET_TOUCHSTONE_POLAR_H

#include <complex.h>

/* magnitude exp(j degrees pi/180), each part within 2e-16 of the magnitude; multiples of
 * 90 degrees come out exact. */
double complex touchstone_polar(double magnitude, double degrees);

#endif

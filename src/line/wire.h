/* wire.h -- the impedance inside a round wire.
 *
 *        .---.        The current is rotationally symmetric: a wire alone, or the
 *       (  a  )       core of a coaxial line.  Near other conductors it crowds, and
 *        '---'        the skin regime gains the factor K 2 pi a, K [1/m] the current
 *                     factor of conductor.h, which the resistance at DC does not. */
#ifndef LINE_WIRE_H
#define LINE_WIRE_H

#include <complex.h>

/* Series impedance [ohm/m] inside a solid wire of `radius` [m] at freq [Hz] >= 0:
 * rho g J0(g a) / (2 pi a J1(g a)) with g^2 = -jw mu/rho, exact at any frequency.  At
 * 0 Hz rho/(pi a^2), in the skin regime Zs/(2 pi a).  All values positive. */
double complex line_wire_impedance(double radius, double resistivity, double freq);

#endif

/* conductor.h -- what metal adds to a line: skin effect, resistance at DC, and
 * surface roughness.
 *
 * A current I on a conductor whose surface current density is J (A/m) meets
 * the series impedance K Zs with K = integral of |J|^2 dl / |I|^2 [1/m] along the
 * contour of the cross-section, Zs = (1 + j) Rs.  K is a property of the
 * geometry (line/stripline.h). */
#ifndef LINE_CONDUCTOR_H
#define LINE_CONDUCTOR_H

#include <complex.h>

/* Resistivity [ohm m] at `temperature` [K] of a metal that has rho_20 at 20 degC
 * and gains `coefficient` [1/K] of that per kelvin.  For metals about room
 * temperature. */
double line_resistivity(double rho_20, double coefficient, double temperature);

/* Depth [m] at which the current has fallen by 1/e; infinite at freq = 0. */
double line_skin_depth(double resistivity, double freq);

/* Re Zs [ohm], for metal many skin depths thick. */
double line_surface_resistance(double resistivity, double freq);

/* k Zs coth((1 + j) thickness / depth) [ohm/m]: the series impedance inside a
 * conductor with current factor k [1/m].  At 0 Hz it is k resistivity/thickness
 * exactly, in the skin regime k Zs.  For a strip of width w and thickness t pass
 * thickness = k w t, which makes the limit rho/(w t); for a plane its foil
 * thickness, which may be infinite.
 *
 * sqrt(jw) coth(sqrt(jw)) is positive real, hence causal and passive for any
 * parameters. */
double complex line_internal_impedance(double k, double resistivity, double thickness,
                                       double freq);

/* Surface roughness as spheres on a plane, one radius.  {0, 0} is smooth. */
struct line_huray {
    double radius;              /* [m] of the spheres                          */
    double ratio;               /* surface of the spheres over flat area       */
};

/* The "cannonball" stack: 14 equal spheres on a tile of 6 x 6 radii, its height
 * the rms height of a profile of ten-point roughness rz [m].
 * Simonovich, "Cannonball Stack Principle", white paper, April 2015.  It is an
 * estimate from a data sheet: for rz = 5 um it overshoots measured boards above
 * 25 GHz. */
struct line_huray line_huray_cannonball(double rz);

/* What Zs is to be multiplied with, given the skin depth [m] (infinite allowed).
 * Re((1 + j) F) is Huray's power-loss ratio; the imaginary part, extra
 * inductance, is what causality demands with it. */
double complex line_huray_factor(const struct line_huray *rough, double depth);

/* Hammerstad's ratio of losses 1..2 for rms roughness `rms` [m].  Real, hence not
 * causal: for comparison with other tools only. */
double line_hammerstad_factor(double rms, double depth);

/* The causal factor with the same losses: Re((1 + j) F) is Hammerstad's ratio at every
 * frequency, the imaginary part its Hilbert transform, here in closed form.  From 1 at
 * DC to 2. */
double complex line_hammerstad_causal(double rms, double depth);

#endif

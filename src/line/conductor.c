#include "config.h"

#include "line/conductor.h"

#include "base/constants.h"
#include "base/quantity.h"

#include <math.h>

double line_resistivity(double rho_20, double coefficient, double temperature)
{
    const double warmer = temperature - zero_celsius - reference_celsius;
    return rho_20 * (1.0 + coefficient * warmer);
}

double line_skin_depth(double resistivity, double freq)
{
    return sqrt(resistivity / (pi * freq * mu0));
}

double line_surface_resistance(double resistivity, double freq)
{
    return sqrt(pi * freq * mu0 * resistivity);
}

/* coth((1 + j) u), u > 0, as (sinh 2u - j sin 2u) / (2 sinh^2 u + 2 sin^2 u), which
 * has no cancellation below; all multiplied with exp(-2u), which keeps it from
 * overflowing. */
static double complex coth_diagonal(double u)
{
    const double e = exp(-2.0 * u);
    if (!(e > 0.0))             /* also when u is infinite: a half-space of metal */
        return 1.0;
    const double sinh_u = -0.5 * expm1(-2.0 * u);
    const double norm = 2.0 * (sinh_u * sinh_u + e * sin(u) * sin(u));
    return (-0.5 * expm1(-4.0 * u) - I * e * sin(2.0 * u)) / norm;
}

double complex line_internal_impedance(double k, double resistivity, double thickness,
                                       double freq)
{
    if (freq == 0.0)            /* 0 times infinity below */
        return k * resistivity / thickness;
    const double rs = line_surface_resistance(resistivity, freq);
    const double u = thickness / line_skin_depth(resistivity, freq);
    return k * rs * (1.0 + I) * coth_diagonal(u);
}

struct line_huray line_huray_cannonball(double rz)
{
    /* The spheres stand 9, 4 and 1 high, each in the hollow of four: the height is
     * 2 a (1 + sqrt 2), to be rz / (2 sqrt 3).  Hence a = 0.0598 rz. */
    const double radius = rz / (4.0 * sqrt(3.0) * (1.0 + sqrt(2.0)));
    return (struct line_huray){radius, rz > 0.0 ? 14.0 * 4.0 * pi / 36.0 : 0.0};
}

double complex line_huray_factor(const struct line_huray *rough, double depth)
{
    /* Huray's loss ratio is 1 + 3/2 ratio / (1 + 1/x + 1/(2 x^2)), x = radius/depth.
     * It is the real part of (1 + j) F for F below: with y = (1 + j) x,
     *   Re (1 + j) y/(1 + y) = 2 x^2 / (1 + 2 x + 2 x^2).
     * F depends on frequency through y = radius sqrt(jw mu/rho) alone, so it is
     * analytic in the right half plane: causal without a Hilbert transform. */
    const double complex y = (1.0 + I) * rough->radius / depth;
    return 1.0 + 1.5 * rough->ratio * y / (1.0 + y);
}

double line_hammerstad_factor(double rms, double depth)
{
    const double x = rms / depth;
    return 1.0 + 2.0 / pi * atan(1.4 * x * x);
}

double complex line_hammerstad_causal(double rms, double depth)
{
    /* Let T be the time for which the ratio is 1 + 2/pi arctan(w T).  By T, the
     * resistance changes as w^1.5/(1 + w^2 T^2), times constants.  The function of s with
     * that real part on s = jw which decays and has no pole in the right half plane is
     *   sqrt(2) (s/sqrt(T) - s^1.5) / (1 - s^2 T^2),
     * as its numerator vanishes at s = 1/T.  Integrated from 0 to T and divided by
     * sqrt(2 s), the smooth metal's (1 + j) sqrt(w), it is with v = sqrt(s T)
     *   4/pi integral of dv / ((1 + v)(1 + v^2)),
     * the bracket below.  Derived here; no Hilbert transform by numbers is left. */
    const double complex v = (1.0 + I) * sqrt(0.7) * rms / depth;
    return 1.0 + 2.0 / pi * (clog(1.0 + v) - 0.5 * clog(1.0 + v * v) + catan(v));
}

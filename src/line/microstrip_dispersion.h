/* microstrip_dispersion.h -- how the field of a microstrip draws into the substrate
 * as frequency rises.
 *
 * Effective permittivity: Kirschning and Jansen 1982, within 0.6 % up to f h =
 * 390 GHz mm for 1 <= er <= 20 and 0.1 <= w/h <= 100; impedance: Jansen and Kirschning
 * 1983.  They are fits of real parts and not causal: on boards with h <= 0.15 mm the
 * permittivity gains 1.5 % up to 110 GHz, on thick ones a time-domain answer gets a
 * precursor.  Beyond f h = 25 GHz mm the impedance runs away: up to 1.14 times the static
 * one there for er <= 4.5, but 1.8 times at 60 GHz mm.  er may be complex, as in
 * microstrip.h. */
#ifndef LINE_MICROSTRIP_DISPERSION_H
#define LINE_MICROSTRIP_DISPERSION_H

#include "line/microstrip.h"

/* What the formulas of one strip share with those of a pair, by the authors' letters. */
struct line_kirschning {
    double complex p12;         /* P1 P2                                       */
    double complex p34;         /* P3 P4                                       */
    double complex r17;         /* exponent of the impedance                   */
};

/* LR_EDOMAIN as line_microstrip_check, and unless 0.1 <= w/h, Re er is 1 or in
 * 1.1..20 (towards 1 the fit of the impedance has a pole) and 0 <= f h <= 390 GHz mm.
 * A warning above 25 GHz mm. */
enum lr_status line_microstrip_dispersion_check(const struct line_microstrip *strip,
                                                double complex er, double freq,
                                                struct lr_error *err);

/* u = w/h; fn = f h [GHz mm]. */
struct line_kirschning line_kirschning(double complex u, double complex er, double fn);

/* f h [GHz mm], the frequency of these formulas. */
double line_kirschning_frequency(double freq, double height);

/* `still` is the strip without dispersion, of width/height u on a substrate of
 * `height` [m]; the result is it at freq [Hz] >= 0. */
struct line_quasi_tem line_microstrip_disperse(const struct line_quasi_tem *still,
                                               double complex u, double height,
                                               double complex er, double freq);

/* The strip at freq: line_microstrip_static with the dispersion of its
 * line_microstrip_width_eff.  Nothing is checked. */
struct line_quasi_tem line_microstrip_eval(const struct line_microstrip *strip,
                                           double complex er, double freq);

#endif

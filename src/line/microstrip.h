/* microstrip.h -- one strip on a substrate over a plane: impedance and effective
 * permittivity without dispersion.
 *
 *          <--w--->                             air
 *          [======]              ^ t
 *   ---------------------------  v    ^
 *      substrate, er                  | h
 *   ================================  v         plane
 *
 * Formulas: Hammerstad and Jensen 1980, with their widths for a thick strip.  er may
 * be complex, er' - j er'': the formulas are analytic, and what comes out complex is
 * the dielectric loss.
 *
 * Accuracy: at t = 0 0.01 to 0.03 % in impedance and 0.2 % in permittivity of the
 * authors' reference.  Of a boundary-element solution of three outer layers with t/h
 * 0.02..0.39 (golden i): impedance 0.02 to 0.2 % low, permittivity within 0.17 %. */
#ifndef LINE_MICROSTRIP_H
#define LINE_MICROSTRIP_H

#include "base/error.h"

#include <complex.h>

struct line_microstrip {
    double width;               /* [m] w                                       */
    double height;              /* [m] h of the substrate                      */
    double thickness;           /* [m] t of the strip; may be 0                */
};

struct line_quasi_tem {         /* one mode, without the metal's inside        */
    double complex z;           /* [ohm] characteristic impedance              */
    double complex er_eff;      /* effective permittivity; Im <= 0             */
};

/* LR_EDOMAIN unless 0 < h, w/h is in 0.01..100, 0 <= t <= h/2 and t <= w,
 * 1 <= Re er <= 128 and 0 <= -Im er < Re er. */
enum lr_status line_microstrip_check(const struct line_microstrip *strip,
                                     double complex er, struct lr_error *err);

/* Width [m] of the strip without thickness that has the same impedance on er: h ur
 * of the paper.  The geometry is not checked, here and below. */
double complex line_microstrip_width_eff(const struct line_microstrip *strip,
                                         double complex er);

struct line_quasi_tem line_microstrip_static(const struct line_microstrip *strip,
                                             double complex er);

/* Effective permittivity of a strip without thickness, u = width/height. */
double complex line_microstrip_filled(double complex u, double complex er);

#endif

/* microstrip_loss.h -- what metal and substrate take from a microstrip, or from a
 * mode of a pair.
 *
 * Metal: Wheeler's incremental inductance rule, K = (1/mu0) dL/dn with every wall
 * receding by dn into the metal (conductor.h says what K is).  Total K is 1 to 2 % above
 * the boundary-element current of three outer layers, each part within 4 % (golden i). */
#ifndef LINE_MICROSTRIP_LOSS_H
#define LINE_MICROSTRIP_LOSS_H

#include "line/microstrip.h"

struct line_current_factors {
    double strip, plane;        /* [1/m] K of one strip and of the plane below */
};

/* LR_EDOMAIN as line_microstrip_check in air, and when the strip has no thickness:
 * then K is infinite. */
enum lr_status line_microstrip_current(const struct line_microstrip *strip,
                                       struct line_current_factors *k,
                                       struct lr_error *err);

/* Rs K/(2 Z) [1/m] of metal many skin depths thick, Rs [ohm] its surface
 * resistance (line_surface_resistance). */
double line_quasi_tem_alpha_c(const struct line_quasi_tem *tem,
                              const struct line_current_factors *k, double rs);

/* pi f/c (er/sqrt(ee)) (ee - 1)/(er - 1) tan d [1/m]: the substrate's share of the
 * field by Re ee, er = er' - j er''.  0 for er' = 1. */
double line_quasi_tem_alpha_d(const struct line_quasi_tem *tem, double complex er,
                              double freq);

/* Series impedance z [ohm/m] and shunt admittance y [S/m] of the mode at freq [Hz] >= 0
 * for line/uniform.h; `inside` [ohm/m] is the impedance in the metal
 * (line_internal_impedance of the factors, with roughness).  Inductance outside the
 * metal is real, so that all dielectric loss is in y. */
void line_quasi_tem_zy(const struct line_quasi_tem *tem, double complex inside,
                       double freq, double complex *z, double complex *y);

#endif

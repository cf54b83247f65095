/* bem.h -- a cross-section's capacitance, inductance and current factors by boundary
 * elements: the 2-D quasi-static field solver.
 *
 * Unknown is the total charge, free and bound, on metal and on the borders of
 * dielectrics (panel.h, mesh.h); the equations are the potential at points of metal
 * and
 *
 *   (ea + eb)/2 sigma + (ea - eb) eps0 E_n = 0,   E_n the mean field from b to a,
 *
 * at points of borders.  C follows at complex permittivities, so that the conductance
 * is in its imaginary part (Y = jw C); L from the same metal in air.  One geometry is
 * factored once: the charge on borders is what remains of the air problem.
 *
 * Accuracy: error_pct of the result is four times what longer panels and polynomials of
 * two degrees less differ by: of 25 sections compared with the finest solution it was
 * above the true error in all.  Current factors, which it does not tell of, are within
 * 0.1 % where metal has right angles, 1.1 % with walls that lean by half of the
 * thickness, 6 % with a knife's edge.  At the default a single line
 * takes some 5 ms, eight lines 0.2 s, under solder mask 1.8 s (make bench).
 * Limits: quasi-static.  A microstrip's dispersion, radiation and modes of a higher
 * order are not in it; mind substrates above a twentieth and plane spacings above half
 * of the wavelength in the dielectric. */
#ifndef LINE_BEM_H
#define LINE_BEM_H

#include "line/mesh.h"
#include "line/section.h"

#include <complex.h>

struct line_bem_options {
    size_t order;               /* unknowns of a panel, 3..10; default 6       */
    double grade;               /* longest panel over distance from the next
                                 * corner, 0.1..2; default 2                   */
};

void line_bem_options_init(struct line_bem_options *options);

/* Charge along the contours, for pictures: n points, contour by contour.  The shield
 * is conductor nconductor. */
struct line_bem_charge {
    size_t n;
    double *x, *y, *length;     /* [m] place of the point and the contour it stands for */
    size_t *conductor;
    double *charge;             /* [n][signals] (C/m^2)/V: free charge at the real parts
                                 * of er, signal j at 1 V and the others at 0; of a
                                 * strip both sides together                    */
    double *current;            /* [n][signals] 1/m: current density where signal j
                                 * carries 1 A and the other signals none      */
};

/* Matrices are row-major over the n signals in the order of the section. */
struct line_bem {
    size_t n, ndielectric, unknowns;
    double complex *c;          /* [n][n] F/m                                  */
    double complex *dc;         /* [ndielectric][n][n] F/m: dC/der of each     */
    double *c_air, *l;          /* [n][n] F/m, H/m                             */
    /* Current factors of conductor.h, K_ij the integral of J_i J_j for 1 A on signals
     * i and j [1/m].  k_strip is the sum of k_face over the signals' faces; k_plane
     * is the return: planes, shield, ground conductors.  All of a matrix is HUGE_VAL
     * when a conductor in it has no thickness: at its edges the integral diverges. */
    double *k_strip, *k_plane;  /* [n][n]                                      */
    double *k_face;             /* [LINE_FACES][n][n]                          */
    double error_pct;           /* of any c or l against the diagonal          */
    struct line_bem_charge along;
};

/* er [ndielectric]: er' - j er'', er' >= 1, er'' >= 0.  LR_EDOMAIN as
 * line_section_check, for er and for options out of range; LR_ENUMERIC; LR_EMEMORY.
 * *out is to be freed with line_bem_free in any case. */
enum lr_status line_bem_solve(const struct line_section *section,
                              const double complex *er,
                              const struct line_bem_options *options,
                              struct line_bem *out, struct lr_error *err);
void line_bem_free(struct line_bem *bem);

#endif

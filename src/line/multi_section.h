/* multi_section.h -- N coupled lines as matrices of a solved cross-section and as
 * materials: Z and Y per metre over frequency.
 *
 *   Z(f) = jw L + Z_strip(f) + Z_plane(f)
 *   Y(f) = jw (C + sum over dielectrics d of dC/der_d (er_d(f) - er0_d))
 *
 * The permittivities are complex, so that Y holds the dielectrics' loss; C is linear in
 * them near the er0 at which it was solved.  The impedance inside the metal, with Zs the
 * surface impedance, F_f the roughness factor of face f of the strips, K_f that face's
 * part of K_strip, and t_i = K_strip_ii area_i:
 *
 *   Z_strip_ii = K_strip_ii Zs coth((1 + j) t_i/depth) + R_ii, at 0 Hz rho/area_i;
 *                of a round wire J0/J1 of wire.h in place of coth, whose resistance is
 *                more by half a depth over the radius, 8 % at 10 MHz in a 30 AWG wire
 *   Z_strip_ij = K_strip_ij m_ij + R_ij, m_ij the geometric mean of the two strips'
 *                Zs tanh((1 + j) t/depth): the neighbours' share in the crowding of the
 *                currents; 0 at 0 Hz
 *   Z_plane_ij = K_plane_ij Zs (coth((1 + j) thickness/depth) + F - 1)
 *   R_ij       = sum over the faces of (F_f - 1) K_f_ij Zs
 *
 * What roughness adds is that of metal many skin depths thick, at every frequency: there
 * Re((1 + j) F) is the ratio of losses.  Multiplied with coth, F would take its
 * inductance for resistance where current fills the metal: 5 % at 10 MHz in 17 um, where
 * 0.3 % is right.  At 0 Hz planes have no resistance, being wide; in truth the currents
 * leave the strips' shadows below some MHz, between the first two points of any usual
 * grid.
 *
 * Limits: quasi-TEM; dC/der is for permittivities within some percents of er0. */
#ifndef LINE_MULTI_SECTION_H
#define LINE_MULTI_SECTION_H

#include "base/error.h"
#include "line/dielectric.h"
#include "line/dispersion.h"
#include "line/roughness.h"
#include "line/section.h"

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

struct line_multi_metal {       /* of all signals                              */
    double resistivity;         /* [ohm m] at the temperature                  */
    struct line_rough face[LINE_FACES];
};

struct line_multi_conductor {
    double area;                /* [m^2] of the cross-section                  */
    bool round;                 /* a wire, else a strip                        */
};

struct line_multi_dielectric {
    const char *name;           /* for messages, borrowed                      */
    double er0;                 /* real permittivity that C was solved for     */
    struct line_debye debye;
};

struct line_multi_plane {
    double thickness;           /* [m] of the foil; may be infinite            */
    double resistivity;         /* [ohm m] at the temperature                  */
    struct line_rough rough;
};

struct line_multi_section {     /* the arrays are borrowed; matrices [n][n]    */
    size_t n, ndielectric;
    const double *l;            /* [H/m] without the inductance inside metal   */
    const double *c;            /* [F/m] at the er0                            */
    const double *dc;           /* [F/m] per unit of er: [ndielectric][n][n]   */
    const double *k_strip, *k_plane;                    /* [1/m]               */
    const double *k_face;       /* [LINE_FACES][n][n] parts of k_strip; NULL where they
                                 * are not known: half bottom, half top        */
    const struct line_multi_dielectric *dielectric;     /* [ndielectric]       */
    const struct line_multi_conductor *conductor;       /* [n]                 */
    struct line_multi_metal metal;
    struct line_multi_plane plane;
    const struct line_dispersion *dispersion;   /* NULL: none                  */
};

/* Metal whose faces are alike. */
struct line_multi_metal line_multi_metal(double resistivity,
                                         const struct line_rough *rough);

/* LR_EDOMAIN when a value is not finite, L, C or a K not symmetric within 1e-6 of its
 * diagonals, a diagonal of L, C or K_strip not positive, C positive off its diagonal, or
 * a material impossible; the message names it. */
enum lr_status line_multi_section_check(const struct line_multi_section *section,
                                        struct lr_error *err);

/* Z [ohm/m] and Y [S/m] at freq[0..nf-1] [Hz] >= 0, each [nf][n][n] as struct line_multi
 * takes them, of a section that line_multi_section_check accepts.  Allocates nothing. */
void line_multi_section_rlgc(const struct line_multi_section *section, size_t nf,
                             const double *freq, double complex *restrict z,
                             double complex *restrict y);

#endif

/* uniform.h -- a uniform transmission line: from its series impedance and shunt
 * admittance per metre to S-parameters.
 *
 *        z dx                 The telegrapher's equations, one mode:
 *   o----[==]----+----o         dV/dx = -z I,  dI/dx = -y V,
 *                |            z = R + jwL and y = G + jwC, both functions of
 *             y dx            frequency.
 *   o------------+----o
 *
 * All quantities are SI, all arrays share one frequency grid. */
#ifndef LINE_UNIFORM_H
#define LINE_UNIFORM_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

struct line_uniform {           /* the arrays are borrowed, length nf each     */
    size_t nf;
    const double *freq;         /* [Hz]    not negative, strictly increasing   */
    const double complex *z;    /* [ohm/m] Re z >= 0                           */
    const double complex *y;    /* [S/m]   Re y >= 0                           */
};

/* LR_EDOMAIN if length or zref is not positive, freq does not increase, or the line is
 * not passive at some frequency. */
enum lr_status line_uniform_check(const struct line_uniform *line, double length,
                                  double zref, struct lr_error *err);

/* S-parameters of `length` [m] of line between two ports of `zref` [ohm].
 *
 *   s   out, [nf][2][2] row-major: S_ij at freq[k] is s[4*k + 2*i + j]; the s of a
 *       two-port struct net has this layout
 *
 * Where y is 0, as at 0 Hz, the line is the series impedance z * length; where z
 * is 0, the shunt admittance y * length.
 * Errors as line_uniform_check; s is then untouched.  Allocates nothing; safe to call
 * from any thread. */
enum lr_status line_uniform_sparam(const struct line_uniform *line, double length,
                                   double zref, double complex *restrict s,
                                   struct lr_error *err);

#endif

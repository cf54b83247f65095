/* dispersion.h -- what a microstrip's field does as frequency rises, and a quasi-static
 * solution does not know: the ratios by which L and C of its modes move.
 *
 *   L_m(f) = L_m sqrt(re) rz,   C_m(f) = C_m sqrt(re) / rz,
 *
 * re and rz the ratios of effective permittivity and impedance at f and at 0 Hz, by
 * Kirschning and Jansen's formulas (microstrip_dispersion.h and
 * microstrip_pair_dispersion.h) for a strip, or the odd and even mode of a pair, without
 * thickness on a substrate without loss; but rz of both modes is that of one
 * strip.  Beyond f h = 25 GHz mm, where the impedance's formula runs away and those of a
 * pair end, they stay; but the permittivity of a single strip moves on to 100.
 *
 * Of several pairs side by side L' = (M L + L M)/2 with M made of each pair's own modes,
 * C likewise: exact for a pair alone, symmetric always, and the mean of their ratios in
 * what couples two pairs.
 *
 * The ratios are fits of real parts and not causal: a step through 200 mm on a substrate
 * of 150 um (er 3.4, tan d 0.02) has 1.4e-3 of its height ahead of the quasi-static front
 * and 5e-4 10 ps before it, against 4e-6 without (tests/signal/test_precursor.c). */
#ifndef LINE_DISPERSION_H
#define LINE_DISPERSION_H

#include "base/error.h"

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

struct line_dispersion_shape {
    double width, height;       /* [m] of each strip; of the substrate         */
    double gap;                 /* [m] of a pair; 0: single strips             */
    double er;                  /* of the substrate, real                      */
};

enum { LINE_DISPERSION_POINTS = 251 };       /* one of them at 25 GHz mm     */

struct line_dispersion {
    double height;              /* [m]                                         */
    size_t nmode;               /* 1, or 2: odd and even of a pair             */
    double l[2][LINE_DISPERSION_POINTS];        /* ratios at the knots         */
    double c[2][LINE_DISPERSION_POINTS];
};

/* Brings a shape to the nearest that the formulas know: w/h from 0.1 to 100, of a pair to
 * 10, s/h from 0.1 to 10, er from 1 to 20, of a pair to 18.  Whether it was another. */
bool line_dispersion_clamp(struct line_dispersion_shape *shape);

/* LR_EDOMAIN when the formulas do not know such a strip or pair. */
enum lr_status line_dispersion_init(const struct line_dispersion_shape *shape,
                                    struct line_dispersion *out, struct lr_error *err);

/* The ratios of mode `mode`, 0 the only one or odd, 1 even, at freq [Hz] >= 0. */
struct line_dispersion_ratio {
    double l, c;
};
struct line_dispersion_ratio line_dispersion_ratio(const struct line_dispersion *d,
                                                   size_t mode, double freq);

/* Moves z [n][n], ohm/m, by what l [n][n], H/m, of its jwL gains at freq, and y [n][n].
 * Of pairs lines 2i and 2i + 1 are one. */
void line_dispersion_apply(const struct line_dispersion *d, size_t n, double freq,
                           const double *l, double complex *z, double complex *y);

#endif

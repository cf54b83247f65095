/* gradient.h -- rough metal as metal that thins out: its conductivity rises with depth
 * as a Gaussian profile fills it.
 *
 *     sigma/bulk                        sigma(x) = bulk Phi(x/rms), Phi the normal
 *      1 |           .---------         distribution function.  One parameter, the
 *        |        .'                    rms height of the surface.  x counts from the
 *      0 |______.'______________ x      mean plane into the metal.
 *            |   0
 *          -3 rms
 *
 * The surface impedance E/H of that profile where its peaks lie, three rms heights
 * ahead of the mean plane, over that of smooth metal is the factor F: the face of the
 * conductor in the cross-section is the plane of the peaks.  Where the face is put
 * moves the inductance of F, not its loss.  It solves Maxwell's equations in one
 * dimension, so it is causal and passive by construction, and depends on rms/depth
 * alone.
 *
 * Source: G. Gold and K. Helmreich's gradient model; the equations are derived here
 * (gradient.c), no printed value of theirs was compared.
 * Limits: no displacement current in the rough zone, where it is below 1e-4 of the
 * answer to 110 GHz; rms up to 20 skin depths. */
#ifndef LINE_GRADIENT_H
#define LINE_GRADIENT_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

/* F at ratio = rms/depth, 0 <= ratio <= 20, by integration: some 40 us below 1.
 * Re((1 + j) F) is the ratio of losses; within 1e-8 of the profile's exact F, relative
 * to it. */
double complex line_gradient_solve(double ratio);

/* F for rms [m] at freq[0..nf-1] [Hz] >= 0 on metal of `resistivity` [ohm m], into
 * factor [nf]: from a table over rms/depth whose knots stand fixed, so that a value does
 * not depend on its neighbours; within 1e-7, relative.  LR_EDOMAIN when rms is negative
 * or more than 20 skin depths; factor is then untouched.  Allocates nothing. */
enum lr_status line_gradient_factor(double rms, double resistivity, size_t nf,
                                    const double *freq, double complex *restrict factor,
                                    struct lr_error *err);

#endif

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
 * answer to 110 GHz; rms up to 20 skin depths, which 4 um reach at 110 GHz. */
#ifndef LINE_GRADIENT_H
#define LINE_GRADIENT_H

#include <complex.h>

/* F at ratio = rms/depth, 0 <= ratio <= 20, by integration: some 40 us below 1.
 * Re((1 + j) F) is the ratio of losses; within 1e-8 of the profile's exact F, relative
 * to it. */
double complex line_gradient_solve(double ratio);

/* The same for rms >= 0 [m] at a skin depth [m], infinite at 0 Hz, from a table
 * (gradient_table.h) at once; within 1e-7, relative.  Beyond 20 skin depths it is that
 * of 20. */
double complex line_gradient_factor(double rms, double depth);

#endif

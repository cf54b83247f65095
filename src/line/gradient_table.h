/* gradient_table.h -- what gradient.c integrates to, at knots: 40 us apiece are too many
 * for every frequency and face.
 *
 * Knot k is at ln(rms/depth) = k LINE_GRADIENT_STEP, from a ratio of 1e-5, below which
 * the answer is 1 within 1e-10, to some above 20.  It holds E/H at the mean plane over
 * that of smooth metal: line_gradient_solve less the space ahead of it.  Made by that
 * function; a test compares every knot with it. */
#ifndef LINE_GRADIENT_TABLE_H
#define LINE_GRADIENT_TABLE_H

#include <complex.h>

#define LINE_GRADIENT_STEP 0.1

enum { LINE_GRADIENT_FIRST = -117, LINE_GRADIENT_LAST = 33 };

double complex line_gradient_knot(int k);

#endif

/* leg.h -- one leg of a pair of equal lines in a mode, as the uniform line that it is for
 * itself: what a via's barrel, a stub and a cable are made of. */
#ifndef LINE_LEG_H
#define LINE_LEG_H

#include "line/solution.h"

/* z [ohm/m] and y [S/m], each [nf], at freq[0..nf-1] [Hz] >= 0 of a section with one or
 * two signals.  Of one signal, a leg with a return of its own, both modes are the same;
 * LINE_PAIR_SINGLE of two is a leg beside which the other carries nothing.  Allocates
 * nothing; safe from any thread. */
void line_leg(const struct line_multi_section *section, enum line_pair_mode mode,
              size_t nf, const double *freq, double complex *restrict z,
              double complex *restrict y);

#endif

/* outline.h -- plane geometry of cross-sections: corners, distances, the contour of
 * solder mask.  Points are complex, x + jy [m]. */
#ifndef LINE_OUTLINE_H
#define LINE_OUTLINE_H

#include "line/section.h"

#include <complex.h>

/* Corners of a trapezoid, anticlockwise from the lower left, into corner [4]; a strip
 * has two.  Returns their number, 0 for a circle. */
size_t line_outline_corners(const struct line_shape *shape, double complex *corner);

/* Distance [m] of a point from the segment a..b. */
double line_outline_distance(double complex point, double complex a, double complex b);

/* Distance [m] between two conductors; 0 when they touch or overlap. */
double line_outline_gap(const struct line_shape *one, const struct line_shape *other);

/* Distance [m] of a conductor from the circle of radius r about `centre`: positive
 * when it is wholly outside, negative when wholly inside, else 0. */
double line_outline_beside(const struct line_shape *shape, double complex centre,
                           double r);

/* Corners of the surface of the mask from left to right into corner
 * [8 nconductor + 2], at x = from first and at x = to last.  Returns their number. */
size_t line_outline_mask(const struct line_section *section, double from, double to,
                         double complex *corner);

#endif

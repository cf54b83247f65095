/* stripline.h -- closed forms for strips centred between two planes: impedance,
 * and how strongly the current crowds in the metal.
 *
 *   ================================  plane
 *         :        :<-s->:                     ^
 *         [========]     [========] ^ t        | b
 *          <--w--->                            v
 *   ================================  plane
 *
 * One dielectric fills the space, so that the modes are TEM and permittivity
 * scales their impedances by 1/sqrt(er).
 *
 * Accuracy, against a boundary-element solution of 70 geometries with
 * t/b 0.005..0.25, w/b 0.2..4, s/b 0.05..3: single strip within 0.1 %; odd mode
 * within 1 % for w/b > 0.4 and t/b < 0.15, else 2 %; even mode within 2.5 % for
 * w/b > 0.4, 7 % at w/b = 0.2; the sum of the odd mode's current factors is 0 to
 * 5 % high.
 * Offset strips, trapezoids and mixed dielectrics need a field solver. */
#ifndef LINE_STRIPLINE_H
#define LINE_STRIPLINE_H

#include "base/error.h"

struct line_stripline {
    double width;               /* [m] w                                       */
    double thickness;           /* [m] t                                       */
    double plane_spacing;       /* [m] b, metal to metal                       */
    double gap;                 /* [m] s between the edges of a pair; 0: one
                                 * strip                                       */
};

enum line_mode {
    LINE_SINGLE,                /* one strip, as if it had no neighbour        */
    LINE_EVEN,                  /* both strips of a pair alike                 */
    LINE_ODD                    /* opposite; differential is twice this        */
};

struct line_stripline_mode {
    double z_air;               /* [ohm] of one strip, er = 1                  */
    double k_strip, k_plane;    /* [1/m] current factors of conductor.h        */
};

/* LR_EDOMAIN unless 0 < t <= b/4, b/5 <= w <= 5 b and s is 0 or at least b/20. */
enum lr_status line_stripline_check(const struct line_stripline *strip,
                                    struct lr_error *err);

/* Characteristic impedance of one strip [ohm] in a dielectric of permittivity er.
 * t may be 0: then exact.  The geometry is not checked; a mode of a pair
 * needs s > 0. */
double line_stripline_impedance(const struct line_stripline *strip, enum line_mode mode,
                                double er);

/* Impedance and current factors of a mode.  LR_EDOMAIN as line_stripline_check,
 * and when a mode of a pair is asked of a single strip. */
enum lr_status line_stripline_solve(const struct line_stripline *strip,
                                    enum line_mode mode, struct line_stripline_mode *out,
                                    struct lr_error *err);

#endif

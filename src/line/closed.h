/* closed.h -- lines by closed forms instead of the field solver: a solution of the same
 * kind, made in microseconds, for the cross-sections that formulas know.
 *
 *   one strip or two equal ones of rectangular metal, either on a substrate over a plane
 *   with air above (microstrip.h, microstrip_pair.h) or centred between two planes in
 *   one dielectric (stripline.h)
 *
 * L, C and dC/der come from the formulas of impedance at 0 Hz, the current factors from
 * Wheeler's rule; what follows from them is that of solution.h.  Of losses in metal: 1 to
 * 2 % high on single microstrips, 0 to 5.5 % on pairs, as the factors are.
 * The ranges are those of the headers named. */
#ifndef LINE_CLOSED_H
#define LINE_CLOSED_H

#include "line/solution.h"

struct line_closed {
    bool microstrip;            /* else between planes                         */
    double width, thickness;    /* [m] of each strip                           */
    double gap;                 /* [m] between those of a pair; 0: one strip   */
    double height;              /* [m] of the substrate, or between the planes */
};

/* Which formula, and how far off it was from a boundary-element solution of the
 * geometries that its header tells of. */
struct line_closed_form {
    const char *source;         /* "Wheeler 1978"                              */
    double z_pct;               /* of a single strip's or the odd mode's impedance */
    double even_pct;            /* of the even mode's; 0: a single strip       */
};

struct line_closed_form line_closed_form(const struct line_closed *closed);

/* materials->dielectric[0] is the substrate's, or what is between the planes.  out->bem
 * stays empty.  LR_EDOMAIN
 * when the geometry or the permittivity is outside the formulas' range, and as
 * line_multi_section_check; LR_EMEMORY.  Warns as line_microstrip_pair_check.
 * line_solution_free in every case. */
enum lr_status line_closed_solve(const struct line_closed *closed,
                                 const struct line_solution_materials *materials,
                                 struct line_solution *out, struct lr_error *err);

#endif

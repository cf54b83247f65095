/* solve.h -- the largest length, or other quantity, at which a margin is still met.
 *
 * Reach is the largest L such that every tested length from the shortest up to L
 * meets the criterion.  Bracket by doubling, halve the bracket, then test lengths
 * below the answer for resonances, and fall back below one that fails. */
#ifndef REACH_SOLVE_H
#define REACH_SOLVE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { REACH_POINTS = 256 };

struct reach_point {
    double x, margin;           /* [SI], [dB]; the criterion is margin >= 0    */
};

/* The margin at x.  `careful` asks for the exhaustive answer where a quick one may be a
 * little off: both ends of the bracket and every length that cuts the reach are careful,
 * the lengths that pass quickly on the way are believed. */
struct reach_problem {
    enum lr_status (*margin)(void *context, double x, bool careful, double *margin,
                             struct lr_error *err);
    void *context;
    double from, to;            /* [SI] from < to                              */
    double tolerance;           /* of the bracket, relative to its distance from 0; or
                                 * from `from`, when that is not above 0, and never less
                                 * than to that of a thousandth of the range   */
    size_t checks;              /* lengths tested below the answer; at least 1 */
};

enum reach_outcome {
    REACH_FOUND,
    REACH_FAILS_AT_MINIMUM,     /* not even `from` passes                      */
    REACH_WHOLE_RANGE           /* `to` passes                                 */
};

struct reach_result {
    enum reach_outcome outcome;
    struct reach_point inside;  /* the largest length that passes; unset when
                                 * even the minimum fails                      */
    struct reach_point beyond;  /* the least length that fails above it; unset
                                 * when the whole range passes                 */
    double last;                /* largest passing length seen at all: above
                                 * inside.x when a resonance cuts the reach    */
    size_t n;
    struct reach_point point[REACH_POINTS];     /* every length tested, sorted */
};

/* LR_EDOMAIN for a range that is none; else what `margin` returns. */
enum lr_status reach_solve(const struct reach_problem *problem,
                           struct reach_result *result, struct lr_error *err);

#endif

#include "config.h"

#include "reach/solve.h"

#include <math.h>
#include <string.h>

struct solver {
    const struct reach_problem *problem;
    struct reach_result *result;
    struct lr_error *err;
    size_t tested;
    double origin;              /* from where quantities are doubled           */
    double least;               /* how far from there differences stop to count */
};

/* Keeps the tested lengths sorted; the last test of a length counts. */
static void remember(struct reach_result *result, struct reach_point point)
{
    size_t i = result->n;
    while (i && result->point[i - 1].x > point.x)
        i--;
    if (i && !(result->point[i - 1].x < point.x)) {
        result->point[i - 1] = point;
        return;
    }
    if (result->n == REACH_POINTS)
        return;
    memmove(&result->point[i + 1], &result->point[i],
            (result->n - i) * sizeof result->point[0]);
    result->point[i] = point;
    result->n++;
}

static enum lr_status test(struct solver *solver, double x, bool careful,
                           struct reach_point *point)
{
    const struct reach_problem *problem = solver->problem;
    if (++solver->tested > REACH_POINTS)
        return error_set(solver->err, LR_ENUMERIC,
                         "no answer after %d lengths: the margin "
                         "is too ragged",
                         REACH_POINTS);
    point->x = x;
    enum lr_status status =
        problem->margin(problem->context, x, careful, &point->margin, solver->err);
    if (!status)
        remember(solver->result, *point);
    return status;
}

static bool passes(struct reach_point point)
{
    return point.margin >= 0.0;
}

/* Twice as far from the origin, and at least the least distance. */
static double further(const struct solver *solver, double x)
{
    return fmax(2.0 * x - solver->origin, solver->origin + solver->least);
}

/* Doubles from `inside` until a length fails or the range ends. */
static enum lr_status bracket(struct solver *solver, bool careful,
                              struct reach_point *inside, struct reach_point *beyond,
                              bool *whole)
{
    const double to = solver->problem->to;
    *whole = false;
    for (;;) {
        if (!(inside->x < to)) {
            *whole = true;
            return LR_OK;
        }
        enum lr_status status =
            test(solver, fmin(further(solver, inside->x), to), careful, beyond);
        if (status || !passes(*beyond))
            return status;
        *inside = *beyond;
    }
}

/* Margins are nearly straight lines in length: cuts the bracket where the line through
 * its ends says, but never closer to an end than a tenth, and in the middle after a cut
 * that did not halve it (a margin that comes in steps). */
static enum lr_status narrow(struct solver *solver, bool careful,
                             struct reach_point *inside, struct reach_point *beyond)
{
    bool middle = false;
    while (beyond->x - inside->x >
           solver->problem->tolerance * fmax(beyond->x - solver->origin, solver->least)) {
        const double width = beyond->x - inside->x;
        double part = inside->margin / (inside->margin - beyond->margin);
        part = middle ? 0.5 : part > 0.1 ? part < 0.9 ? part : 0.9 : 0.1;
        struct reach_point here;
        enum lr_status status = test(solver, inside->x + part * width, careful, &here);
        if (status)
            return status;
        *(passes(here) ? inside : beyond) = here;
        middle = beyond->x - inside->x > 0.5 * width;
    }
    return LR_OK;
}

/* The largest length below beyond->x that passed. */
static struct reach_point passed_below(const struct reach_result *result, double x)
{
    struct reach_point best = result->point[0];
    for (size_t i = 0; i < result->n && result->point[i].x < x; i++)
        if (passes(result->point[i]))
            best = result->point[i];
    return best;
}

/* The bracket's lower end passed its careful test after all: on upwards from there. */
static enum lr_status search_above(struct solver *solver, bool careful,
                                   struct reach_point *inside, struct reach_point *beyond,
                                   bool *whole)
{
    enum lr_status status = bracket(solver, careful, inside, beyond, whole);
    if (!status && *whole)
        status = test(solver, inside->x, true, inside);
    if (status || (*whole && passes(*inside)))
        return status;
    if (*whole) {
        *whole = false;
        *beyond = *inside;
        *inside = passed_below(solver->result, beyond->x);
    }
    return narrow(solver, careful, inside, beyond);
}

/* Both ends of the bracket carefully.  What failed quickly may pass after all: then the
 * search goes on upwards; and the other way round.  A quick search that starts from the
 * careful one's optimum rarely misses it again; when it did twice, all is careful. */
static enum lr_status confirm(struct solver *solver, struct reach_point *inside,
                              struct reach_point *beyond, bool *whole)
{
    enum { QUICK_ROUNDS = 2 };
    for (size_t round = 0;; round++) {
        const bool careful = round >= QUICK_ROUNDS;
        enum lr_status status = test(solver, beyond->x, true, beyond);
        if (!status && passes(*beyond)) {
            *inside = *beyond;
            status = search_above(solver, careful, inside, beyond, whole);
            if (status || *whole)
                return status;
            continue;
        }
        if (!status)
            status = test(solver, inside->x, true, inside);
        if (status || passes(*inside) || !(inside->x > solver->problem->from))
            return status;
        *beyond = *inside;
        *inside = passed_below(solver->result, beyond->x);
        status = narrow(solver, careful, inside, beyond);
        if (status)
            return status;
    }
}

/* Tests lengths evenly below `inside`; the first that fails becomes the new bracket's
 * upper end.  Returns through *cut whether one did. */
static enum lr_status check_below(struct solver *solver, struct reach_point *inside,
                                  struct reach_point *beyond, bool *cut)
{
    const struct reach_problem *problem = solver->problem;
    const double top = inside->x;
    struct reach_point good = solver->result->point[0];
    *cut = false;
    for (size_t i = 1; i <= problem->checks; i++) {
        const double x = problem->from + (top - problem->from) * (double)i /
                                             (double)(problem->checks + 1);
        struct reach_point here;
        enum lr_status status = test(solver, x, false, &here);
        if (!status && !passes(here))
            status = test(solver, x, true, &here);
        if (status)
            return status;
        if (!passes(here)) {
            *inside = good;
            *beyond = here;
            *cut = true;
            return LR_OK;
        }
        good = here;
    }
    return LR_OK;
}

/* From the shortest length to a confirmed bracket, or to the end of the range. */
static enum lr_status first_bracket(struct solver *solver, struct reach_point *inside,
                                    struct reach_point *beyond, bool *whole)
{
    const struct reach_problem *problem = solver->problem;
    enum lr_status status = test(solver, problem->from, false, inside);
    if (!status && !passes(*inside))
        status = test(solver, problem->from, true, inside);
    if (status || !passes(*inside))
        return status;
    status = bracket(solver, false, inside, beyond, whole);
    if (!status && *whole) {
        status = test(solver, inside->x, true, inside);
        if (status || passes(*inside))
            return status;
        *whole = false;
        *beyond = *inside;
        *inside = passed_below(solver->result, beyond->x);
    }
    if (!status)
        status = narrow(solver, false, inside, beyond);
    return status ? status : confirm(solver, inside, beyond, whole);
}

enum lr_status reach_solve(const struct reach_problem *problem,
                           struct reach_result *result, struct lr_error *err)
{
    const double range = problem->to - problem->from;
    struct solver solver = {problem, result, err, 0, 0.0, 0.0};
    struct reach_point inside = {0}, beyond = {0};
    bool whole = false, cut = true;
    *result = (struct reach_result){0};
    if (!(range > 0.0 && range < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "values from %g to %g are no range",
                         problem->from, problem->to);
    if (!(problem->from > 0.0)) {
        solver.origin = problem->from;
        solver.least = 1e-3 * range;
    }
    enum lr_status status = first_bracket(&solver, &inside, &beyond, &whole);
    if (status)
        return status;
    if (!passes(inside)) {
        result->outcome = REACH_FAILS_AT_MINIMUM;
        result->beyond = inside;
        return LR_OK;
    }
    result->last = inside.x;
    /* Every cut is below the one before and above the minimum, so this ends. */
    while (!status && cut) {
        status = check_below(&solver, &inside, &beyond, &cut);
        if (!status && cut) {
            whole = false;
            status = narrow(&solver, true, &inside, &beyond);
        }
    }
    result->inside = inside;
    result->outcome = whole ? REACH_WHOLE_RANGE : REACH_FOUND;
    if (!whole)
        result->beyond = beyond;
    return status;
}

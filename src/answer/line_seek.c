#include "config.h"

#include "answer/line_seek.h"

#include "base/root.h"
#include "part/stackup_closed.h"

#include <math.h>
#include <string.h>

/* How far from the value in the stackup the length is sought, up and down. */
static const double reach = 30.0;

/* Of the length: 0.1 nm of 100 um, far below what is made, above the solver's grain. */
static const double precision = 1e-6;

/* First step of the length, relative, without and with a closed form's answer to begin
 * from, which is a few percent off at most; the widest. */
static const double first_step = 0.1, seeded_step = 0.01, widest_step = 0.7;

enum { TRIES = 96 };            /* more than the ways up and down and a root take */

struct trials {                 /* what has been solved: each length once      */
    size_t n;
    double x[TRIES], z[TRIES];
    enum lr_status status;      /* of the last that failed                     */
    struct lr_error err;
};

struct search {
    struct line_seek to;
    double low, high;           /* [m] bounds of the length                    */
    struct trials *trials;
};

static struct stackup with(const struct search *s, double x)
{
    struct stackup changed = *s->to.stackup;
    changed.value[s->to.key] = x;
    return changed;
}

/* [ohm] at a length, or NaN. */
static double impedance(const struct search *s, double x)
{
    struct trials *t = s->trials;
    const struct stackup stackup = with(s, x);
    struct line_solution solution;
    struct line_impedances of;
    for (size_t i = 0; i < t->n; i++)
        if (t->x[i] == x)
            return t->z[i];
    if (t->n == TRIES) {
        t->status = error_set(&t->err, LR_ENUMERIC, "--solve: no end after %d solutions",
                              TRIES);
        return NAN;
    }
    t->status = line_figures_solve(&stackup, s->to.fast, &solution, &t->err);
    if (!t->status)
        t->status = line_figures_eval(&stackup, &solution, &of, &t->err);
    line_solution_free(&solution);
    t->x[t->n] = x;
    t->z[t->n] = t->status ? (double)NAN : of.z[s->to.target];
    return t->z[t->n++];
}

static double miss(double x, const void *context)
{
    const struct search *s = context;
    return impedance(s, x) - s->to.goal;
}

static bool possible(const struct search *s, double x)
{
    const struct stackup stackup = with(s, x);
    struct stackup_drawing drawing;
    struct line_solution solution = {.real = NULL};
    enum lr_status status = stackup_draw(&stackup, NULL, &drawing, NULL);
    if (!status && s->to.fast)
        status = stackup_closed_solve(&stackup, &solution, NULL);
    line_solution_free(&solution);
    stackup_drawing_free(&drawing);
    return !status;
}

/* The length nearest to `end` that makes a geometry, from one that does. */
static double edge(const struct search *s, double from, double end)
{
    double inside = from, outside = end;
    if (possible(s, end))
        return end;
    while (fabs(log(outside / inside)) > 1e-4) {
        const double middle = sqrt(inside * outside);
        if (possible(s, middle))
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

/* Goes up (way 1) or down (-1) in growing steps until the impedance has passed the
 * goal: between *low and *high. */
static bool march(const struct search *s, double from, double step, int way, double *low,
                  double *high)
{
    const double end = way > 0 ? s->high : s->low;
    double x = from, before = miss(from, s);
    while (x != end) {
        double next = x * exp(way * step);
        if (way > 0 ? next > end : next < end)
            next = end;
        const double after = miss(next, s);
        if (isnan(after))
            return false;
        if (before * after <= 0.0) {
            *low = fmin(x, next);
            *high = fmax(x, next);
            return true;
        }
        x = next;
        before = after;
        step = fmin(2.0 * step, widest_step);
    }
    return false;
}

/* First the way on which the miss becomes less. */
static bool bracket(const struct search *s, double from, double step, double *low,
                    double *high)
{
    const double up = fmin(from * exp(step), s->high);
    const int way = fabs(miss(up, s)) < fabs(miss(from, s)) ? 1 : -1;
    return march(s, from, step, way, low, high) ||
           (!s->trials->status && march(s, from, step, -way, low, high));
}

/* The bounds about a length that makes a geometry. */
static void bound(struct search *s, double from)
{
    const struct stackup_key *key = &stackup_keys()[s->to.key];
    s->low = edge(s, from, fmax(from / reach, key->least));
    s->high = edge(s, from, fmin(from * reach, key->most));
}

/* The answer of the closed forms, or NaN. */
static double seed(const struct search *s, double from)
{
    struct trials trials = {.n = 0};
    struct search fast = *s;
    double low, high, found = NAN;
    fast.to.fast = true;
    fast.trials = &trials;
    if (!possible(&fast, from))
        return NAN;
    bound(&fast, from);
    const struct root_function f = {miss, &fast};
    if (bracket(&fast, from, first_step, &low, &high))
        root_solve_within(&f, low, high, precision, "closed form", &found, NULL);
    return found >= s->low && found <= s->high ? found : (double)NAN;
}

static enum lr_status out_of_reach(const struct search *s, struct lr_error *err)
{
    const struct trials *t = s->trials;
    const char *name = stackup_keys()[s->to.key].name;
    double least = INFINITY, most = 0.0;
    if (t->status)
        return error_set(err, t->status, "%s", t->err.text);
    for (size_t i = 0; i < t->n; i++) {
        least = fmin(least, t->z[i]);
        most = fmax(most, t->z[i]);
    }
    return error_set(err, LR_EDOMAIN,
                     "--solve %.*s=%g: %s from %.4g to %.4g um gives %.4g to %.4g ohm; "
                     "--vary another length, or --set %s nearer to it",
                     (int)strcspn(line_figures_key(s->to.target), "_"),
                     line_figures_key(s->to.target), s->to.goal, name, s->low / unit_um,
                     s->high / unit_um, least, most, name);
}

enum lr_status line_seek(const struct line_seek *seek, struct line_sought *out,
                         struct lr_error *err)
{
    struct trials trials = {.n = 0};
    struct search s = {.to = *seek, .trials = &trials};
    const struct root_function f = {miss, &s};
    const double present = stackup_value(seek->stackup, seek->key);
    double low, high;
    bound(&s, present);
    const double near = seek->fast ? (double)NAN : seed(&s, present);
    const bool seeded = !isnan(near);
    if (!bracket(&s, seeded ? near : present, seeded ? seeded_step : first_step, &low,
                 &high))
        return out_of_reach(&s, err);
    enum lr_status status = root_solve_within(
        &f, low, high, precision, stackup_keys()[seek->key].name, &out->value, err);
    if (status)
        return trials.status ? out_of_reach(&s, err) : status;
    out->z = impedance(&s, out->value);
    out->solutions = trials.n;
    return trials.status ? out_of_reach(&s, err) : LR_OK;
}

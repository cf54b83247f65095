#include "config.h"

#include "eq/search.h"

#include "base/array.h"
#include "base/parallel.h"
#include "eq/pulse.h"
#include "signal/impulse.h"

#include <math.h>
#include <stdatomic.h>

/* The best value seen on any thread.  It only rules settings out whose bound is
 * strictly below it, so that the winner does not depend on who was first. */
struct search {
    const struct eq_problem *problem;
    const struct eq_objective *objective;
    const struct eq_near *near;
    double *raw;                /* [n] pulse response before the CTLE          */
    struct eq_result *each;     /* [ng * nhp]                                  */
    _Atomic double best;
};

static bool within(size_t a, size_t b, size_t radius)
{
    return a > b ? a - b <= radius : b - a <= radius;
}

static bool ctle_wanted(const struct search *search, size_t ctle)
{
    const size_t nhp = search->problem->nhp;
    const struct eq_near *near = search->near;
    return !near ||
           (within(ctle / nhp, near->at.ctle / nhp, near->ctle_radius) &&
            within(ctle % nhp, near->at.ctle % nhp, near->ctle_radius));
}

static bool row_wanted(const struct search *search, const struct eq_ffe *ffe)
{
    if (search->near)
        for (size_t i = 0; i < ffe->ntap; i++)
            if (!within(ffe->index[i], search->near->at.ffe.index[i],
                        search->near->tap_radius))
                return false;
    return true;
}

/* b(n) = clip(h(n)/s0), eq. 93A-26, and what the clipping leaves. */
static void solve_dfe(const struct eq_dfe *dfe, const double *h,
                      struct eq_candidate *candidate)
{
    candidate->residual = 0.0;
    for (size_t k = 0; k < dfe->n; k++) {
        double b = h[k + 1] / candidate->s0;
        b = b > dfe->b_max[k] ? dfe->b_max[k] : b < dfe->b_min[k] ? dfe->b_min[k] : b;
        candidate->b[k] = b;
        const double left = h[k + 1] - b * candidate->s0;
        candidate->residual += left * left;
    }
}

static void raise_best(struct search *search, double value)
{
    double seen = atomic_load(&search->best);
    while (value > seen && !atomic_compare_exchange_weak(&search->best, &seen, value))
        ;
}

static void consider(struct search *search, struct eq_pulse *pulse,
                     struct eq_candidate *candidate, struct eq_result *result)
{
    const struct eq_objective *objective = search->objective;
    double h[EQ_DFE_MOST + 1];
    result->looked++;
    if (!eq_pulse_cursor(pulse, &candidate->ffe, &candidate->cursor))
        return;
    eq_pulse_energies(pulse, candidate, h);
    if (!(candidate->s0 > 0.0))
        return;
    const double bound = objective->bound(objective->context, candidate);
    if (!(bound > result->value) || !(bound >= atomic_load(&search->best)))
        return;
    solve_dfe(&search->problem->dfe, h, candidate);
    const double value = objective->value(objective->context, candidate);
    if (value > result->value) {
        result->value = value;
        result->best = *candidate;
        raise_best(search, value);
    }
}

static enum lr_status search_ctle(void *context, size_t ctle, struct lr_error *err)
{
    struct search *search = context;
    const struct eq_problem *problem = search->problem;
    struct eq_result *result = &search->each[ctle];
    *result = (struct eq_result){.value = -INFINITY};
    if (!ctle_wanted(search, ctle))
        return LR_OK;

    struct eq_pulse pulse;
    enum lr_status status = eq_pulse_init(&pulse, problem, search->raw, ctle, err);
    if (status)
        return status;
    status = search->objective->prepare(search->objective->context, ctle, err);
    if (status)
        goto out;
    struct eq_candidate candidate = {.ctle = ctle};
    const size_t rows = eq_ffe_rows(&problem->ffe);
    const size_t fast = problem->ffe.ntap ? problem->ffe.count[problem->ffe.ntap - 1] : 1;
    size_t based = rows;                /* the group of rows that `base` is for */
    for (size_t row = 0; row < rows; row++) {
        if (!eq_ffe_row(&problem->ffe, row, &candidate.ffe) ||
            !row_wanted(search, &candidate.ffe))
            continue;
        if (based != row / fast) {
            eq_pulse_base(&pulse, &candidate.ffe);
            based = row / fast;
        }
        consider(search, &pulse, &candidate, result);
    }
out:
    eq_pulse_free(&pulse);
    return status;
}

/* One pass over everything that is wanted; the first of equals wins. */
static enum lr_status pass(struct search *search, struct eq_result *result,
                           struct lr_error *err)
{
    const size_t n = search->problem->ng * search->problem->nhp;
    enum lr_status status = parallel_for(n, search_ctle, search, err);
    for (size_t i = 0; !status && i < n; i++) {
        const size_t looked = result->looked + search->each[i].looked;
        if (search->each[i].value > result->value)
            *result = search->each[i];
        result->looked = looked;
    }
    return status;
}

static bool same_place(const struct eq_candidate *a, const struct eq_candidate *b)
{
    if (a->ctle != b->ctle)
        return false;
    for (size_t i = 0; i < a->ffe.ntap; i++)
        if (a->ffe.index[i] != b->ffe.index[i])
            return false;
    return true;
}

enum lr_status eq_search(const struct eq_problem *problem,
                         const struct eq_objective *objective,
                         const struct eq_near *near, struct eq_result *result,
                         struct lr_error *err)
{
    struct eq_near around;
    struct search search = {.problem = problem,
                            .objective = objective,
                            .near = near,
                            .raw = array_alloc(problem->n, sizeof(double)),
                            .each = array_alloc(problem->ng * problem->nhp,
                                                sizeof(struct eq_result)),
                            .best = -INFINITY};
    enum lr_status status = LR_OK;
    *result = (struct eq_result){.value = -INFINITY};
    if (!search.each || !search.raw) {
        status = error_memory(err, "the equaliser search");
        goto out;
    }
    impulse_pulse(problem->h, problem->n, problem->per_ui, search.raw);
    status = pass(&search, result, err);
    if (!status && near && !(result->value > -INFINITY)) {
        search.near = near = NULL;      /* nothing there: look everywhere */
        status = pass(&search, result, err);
    }
    if (near)
        around = *near;
    /* Every further pass starts from a better setting, so this ends. */
    while (!status && near && result->value > -INFINITY &&
           !same_place(&result->best, &around.at)) {
        around.at = result->best;
        search.near = &around;
        status = pass(&search, result, err);
    }
    if (!status && !(result->value > -INFINITY))
        status = result->looked ? error_set(err, LR_ENUMERIC,
                                            "no equaliser setting of %zu has a "
                                            "sampling instant: the pulse does not rise",
                                            result->looked)
                                : error_set(err, LR_EDOMAIN,
                                            "no FFE setting is legal: c(0) falls below "
                                            "%g in every one",
                                            problem->ffe.cursor_min);
out:
    array_free(search.raw);
    array_free(search.each);
    return status;
}

#include "config.h"

#include "eq/search.h"

#include "base/array.h"
#include "base/parallel.h"
#include "eq/local.h"
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
    bool local;                 /* as the tool's Local Search                  */
    double *raw;                /* [n] pulse response before the CTLE          */
    struct eq_result *each;     /* [ng * nhp]                                  */
    _Atomic double best;
};

static bool within(size_t a, size_t b, size_t radius)
{
    return a > b ? a - b <= radius : b - a <= radius;
}

static bool ctle_wanted(const struct search *search, size_t ctle,
                        const struct eq_result *result)
{
    const size_t nhp = search->problem->nhp;
    const struct eq_near *near = search->near;
    if (search->local && result->value > -INFINITY)
        return !eq_local_skips_ctle(search->problem, &result->best, ctle);
    return !near ||
           (within(ctle / nhp, near->at.ctle / nhp, near->ctle_radius) &&
            within(ctle % nhp, near->at.ctle % nhp, near->ctle_radius));
}

static bool row_wanted(const struct search *search, const struct eq_candidate *candidate,
                       const struct eq_result *result)
{
    const struct eq_ffe *ffe = &candidate->ffe;
    if (search->local && result->value > -INFINITY)
        return !eq_local_skips(search->problem, &result->best, candidate->ctle, ffe);
    if (search->near)
        for (size_t i = 0; i < ffe->ntap; i++)
            if (!within(ffe->index[i], search->near->at.ffe.index[i],
                        search->near->tap_radius))
                return false;
    return true;
}

static void raise_best(struct search *search, double value)
{
    double seen = atomic_load(&search->best);
    while (value > seen && !atomic_compare_exchange_weak(&search->best, &seen, value))
        ;
}

/* Whether the candidate can still win; as good as the best so far is not enough on the
 * way through one CTLE setting, but is between settings, whose order is not known. */
static bool hopeful(const struct search *search, const struct eq_candidate *candidate,
                    const struct eq_result *result)
{
    const double bound = search->objective->bound(search->objective->context, candidate);
    return bound > result->value && bound >= atomic_load(&search->best);
}

static void consider(struct search *search, struct eq_pulse *pulse,
                     struct eq_candidate *candidate, struct eq_result *result)
{
    const struct eq_objective *objective = search->objective;
    double h[EQ_DFE_MOST + EQ_LANES];
    result->looked++;
    if (!eq_cursor_find(&pulse->cursor, &candidate->ffe, &candidate->cursor))
        return;
    eq_pulse_sample(pulse, candidate);
    if (!(candidate->s0 > 0.0) || !hopeful(search, candidate, result))
        return;
    eq_pulse_energy(pulse, candidate, h);
    if (!hopeful(search, candidate, result))
        return;
    candidate->residual =
        eq_dfe_solve(&search->problem->dfe, h, candidate->b, candidate->floating,
                     &candidate->nfloating);
    if (!hopeful(search, candidate, result))
        return;
    const double value = objective->value(objective->context, candidate);
    if (value > result->value) {
        result->value = value;
        result->best = *candidate;
        raise_best(search, value);
    }
}

/* The settings of one group that are legal and wanted. */
static void consider_group(struct search *search, struct eq_pulse *pulse, size_t group,
                           struct eq_candidate *candidate, struct eq_result *result)
{
    const struct eq_problem *problem = search->problem;
    const size_t rows = eq_ffe_group_rows(&problem->ffe);
    bool ready = false;
    if (!eq_ffe_group(&problem->ffe, group, &candidate->ffe))
        return;
    for (size_t row = 0; row < rows; row++) {
        if (!eq_ffe_group_row(&problem->ffe, row, &candidate->ffe) ||
            !row_wanted(search, candidate, result))
            continue;
        if (!ready)
            eq_cursor_group(&pulse->cursor, &candidate->ffe);
        ready = true;
        consider(search, pulse, candidate, result);
    }
}

static enum lr_status search_ctle(struct search *search, size_t ctle,
                                  struct eq_result *result, struct lr_error *err)
{
    const struct eq_problem *problem = search->problem;
    if (!ctle_wanted(search, ctle, result))
        return LR_OK;
    struct eq_pulse pulse;
    enum lr_status status = eq_pulse_init(&pulse, problem, search->raw, ctle, err);
    if (status)
        return status;
    status = search->objective->prepare(search->objective->context, ctle, err);
    if (!status) {
        struct eq_candidate candidate = {.ctle = ctle};
        const size_t groups = eq_ffe_groups(&problem->ffe);
        for (size_t group = 0; group < groups; group++)
            consider_group(search, &pulse, group, &candidate, result);
    }
    eq_pulse_free(&pulse);
    return status;
}

static enum lr_status search_one(void *context, size_t ctle, struct lr_error *err)
{
    struct search *search = context;
    search->each[ctle] = (struct eq_result){.value = -INFINITY};
    return search_ctle(search, ctle, &search->each[ctle], err);
}

/* In the tool's order: what is passed over depends on the best so far. */
static enum lr_status search_locally(struct search *search, struct eq_result *result,
                                     struct lr_error *err)
{
    const size_t n = search->problem->ng * search->problem->nhp;
    enum lr_status status = LR_OK;
    search->local = true;
    for (size_t i = 0; !status && i < n; i++)
        status = search_ctle(search, i, result, err);
    return status;
}

/* One pass over everything that is wanted; the first of equals wins. */
static enum lr_status pass(struct search *search, struct eq_result *result,
                           struct lr_error *err)
{
    const size_t n = search->problem->ng * search->problem->nhp;
    enum lr_status status = parallel_for(n, search_one, search, err);
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

/* Passes around a setting until it is the best of its neighbourhood; every further pass
 * starts from a better one, so this ends. */
static enum lr_status climb(struct search *search, const struct eq_near *near,
                            struct eq_result *result, struct lr_error *err)
{
    struct eq_near around = *near;
    enum lr_status status;
    search->near = &around;
    do {
        if (result->value > -INFINITY)
            around.at = result->best;
        status = pass(search, result, err);
    } while (!status && result->value > -INFINITY &&
             !same_place(&result->best, &around.at));
    search->near = NULL;
    return status;
}

/* Everything.  A climb from the middle of the grid comes first: what it finds rules most
 * settings out, so that few have to be evaluated. */
static enum lr_status search_all(struct search *search, struct eq_result *result,
                                 struct lr_error *err)
{
    const struct eq_problem *problem = search->problem;
    struct eq_near middle = {.ctle_radius = 1, .tap_radius = 1};
    struct eq_result found = {.value = -INFINITY};
    middle.at.ctle = problem->ng / 2 * problem->nhp + problem->nhp / 2;
    for (size_t i = 0; i < problem->ffe.ntap; i++)
        for (size_t k = 1; k < problem->ffe.count[i]; k++)
            if (fabs(problem->ffe.value[i][k]) <
                fabs(problem->ffe.value[i][middle.at.ffe.index[i]]))
                middle.at.ffe.index[i] = k;
    enum lr_status status = climb(search, &middle, &found, err);
    return status ? status : pass(search, result, err);
}

static enum lr_status refuse(const struct eq_problem *problem,
                             const struct eq_result *result, struct lr_error *err)
{
    if (result->looked)
        return error_set(err, LR_ENUMERIC,
                         "no equaliser setting of %zu has a sampling instant: the pulse "
                         "does not rise",
                         result->looked);
    return error_set(err, LR_EDOMAIN,
                     "no FFE setting is legal: c(0) falls below %g in every one",
                     problem->ffe.cursor_min);
}

enum lr_status eq_search(const struct eq_problem *problem,
                         const struct eq_objective *objective,
                         const struct eq_near *near, struct eq_result *result,
                         struct lr_error *err)
{
    struct search search = {.problem = problem,
                            .objective = objective,
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
    if (near)
        status = climb(&search, near, result, err);
    else if (problem->local)
        status = search_locally(&search, result, err);
    if (!status && !(result->value > -INFINITY) && !search.local)
        status = search_all(&search, result, err);      /* nothing near: everything */
    if (!status && !(result->value > -INFINITY))
        status = refuse(problem, result, err);
out:
    array_free(search.raw);
    array_free(search.each);
    return status;
}

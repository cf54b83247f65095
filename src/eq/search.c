#include "config.h"

#include "eq/search.h"

#include "base/array.h"
#include "base/parallel.h"
#include "eq/visit.h"
#include "signal/impulse.h"

#include <math.h>

/* Scratch that waits for the next thread that needs some: as many as threads could be. */
enum { SPARE_MOST = 64 };

struct search {
    struct eq_quest quest;
    double *raw;                /* owned                                       */
    size_t n;                   /* CTLE settings that may be used              */
    size_t *order;              /* owned: [n] which, as they are visited       */
    struct eq_result *each;     /* owned: [ng * nhp]                           */
    _Atomic(struct eq_visit *) spare[SPARE_MOST];       /* owned               */
};

static struct eq_visit *take_spare(struct search *search, struct lr_error *err)
{
    for (size_t i = 0; i < SPARE_MOST; i++) {
        struct eq_visit *visit = atomic_exchange(&search->spare[i], NULL);
        if (visit)
            return visit;
    }
    struct eq_visit *visit = array_alloc(1, sizeof *visit);
    if (!visit) {
        error_memory(err, "the equaliser search");
    } else if (eq_visit_init(visit, search->quest.problem, err)) {
        array_free(visit);
        visit = NULL;
    }
    return visit;
}

static void drop(struct eq_visit *visit)
{
    if (visit)
        eq_visit_free(visit);
    array_free(visit);
}

static void leave_spare(struct search *search, struct eq_visit *visit)
{
    for (size_t i = 0; i < SPARE_MOST; i++) {
        struct eq_visit *none = NULL;
        if (atomic_compare_exchange_strong(&search->spare[i], &none, visit))
            return;
    }
    drop(visit);
}

static enum lr_status visit_one(struct search *search, size_t ctle,
                                struct eq_result *result, struct lr_error *err)
{
    struct eq_visit *visit = take_spare(search, err);
    if (!visit)
        return LR_EMEMORY;
    enum lr_status status = eq_visit_ctle(visit, &search->quest, ctle, result, err);
    leave_spare(search, visit);
    return status;
}

static enum lr_status visit_alone(void *context, size_t i, struct lr_error *err)
{
    struct search *search = context;
    const size_t ctle = search->order[i];
    return visit_one(search, ctle, &search->each[ctle], err);
}

/* In the tool's order: what is passed over depends on the best so far. */
static enum lr_status search_locally(struct search *search, struct eq_result *result,
                                     struct lr_error *err)
{
    const size_t n = search->quest.problem->ng * search->quest.problem->nhp;
    enum lr_status status = LR_OK;
    search->quest.local = true;
    for (size_t i = 0; !status && i < n; i++)
        status = visit_one(search, i, result, err);
    return status;
}

/* One pass over everything that is wanted; the first of equals wins. */
static enum lr_status pass(struct search *search, struct eq_result *result,
                           struct lr_error *err)
{
    const size_t n = search->quest.problem->ng * search->quest.problem->nhp;
    for (size_t i = 0; i < n; i++)
        search->each[i] = (struct eq_result){.value = -INFINITY};
    enum lr_status status = parallel_for(search->n, visit_alone, search, err);
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
    struct eq_near centre = {.at = near->at}, around = *near;
    enum lr_status status = LR_OK;
    if (near->ctle_radius || near->tap_radius) {
        search->quest.near = &centre;   /* alone: its value spares others         */
        status = pass(search, result, err);
    }
    search->quest.near = &around;
    for (bool first = true;
         !status && (first || (result->value > -INFINITY &&
                               !same_place(&result->best, &around.at)));
         first = false) {
        if (result->value > -INFINITY)
            around.at = result->best;
        status = pass(search, result, err);
    }
    search->quest.near = NULL;
    return status;
}

/* Everything.  A climb among the taps behind the first CTLE setting comes before: what it
 * finds rules most settings out, so that few have to be evaluated. */
static enum lr_status search_all(struct search *search, struct eq_result *result,
                                 struct lr_error *err)
{
    const struct eq_ffe_grid *ffe = &search->quest.problem->ffe;
    struct eq_near start = {.at.ctle = search->order[0], .tap_radius = 1};
    struct eq_result found = {.value = -INFINITY};
    for (size_t i = 0; i < ffe->ntap; i++)
        for (size_t k = 1; k < ffe->count[i]; k++)
            if (fabs(ffe->value[i][k]) < fabs(ffe->value[i][start.at.ffe.index[i]]))
                start.at.ffe.index[i] = k;
    enum lr_status status = climb(search, &start, &found, err);
    return status ? status : pass(search, result, err);
}

static size_t common_divisor(size_t a, size_t b)
{
    return b ? common_divisor(b, a % b) : a;
}

/* From the middle gain on in strides that come everywhere near soon, so that a good value
 * is known early.  Those with one main stage come in a row: it is filtered once. */
static void fill_order(struct search *search)
{
    const struct eq_problem *problem = search->quest.problem;
    const size_t ng = problem->ng, nhp = problem->nhp;
    size_t stride = (size_t)(0.618 * (double)ng) + 1;       /* the golden section */
    while (common_divisor(stride, ng) > 1)
        stride++;
    for (size_t i = 0; i < ng; i++)
        for (size_t j = 0; j < nhp; j++) {
            const size_t g = (ng / 2 + i * stride) % ng, hp = (nhp / 2 + j) % nhp;
            const size_t ctle = g * nhp + hp;
            if (!problem->ctle_barred || !problem->ctle_barred[ctle])
                search->order[search->n++] = ctle;
        }
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

static size_t count_legal(const struct eq_ffe_grid *grid)
{
    size_t legal = 0;
    for (size_t row = 0; row < eq_ffe_rows(grid); row++) {
        struct eq_ffe ffe;
        legal += eq_ffe_row(grid, row, &ffe);
    }
    return legal;
}

enum lr_status eq_search(const struct eq_problem *problem,
                         const struct eq_objective *objective,
                         const struct eq_near *near, struct eq_result *result,
                         struct lr_error *err)
{
    struct search search = {
        .quest = {.problem = problem, .objective = objective, .best = -INFINITY},
        .raw = array_alloc(problem->n, sizeof(double)),
        .order = array_alloc(problem->ng * problem->nhp, sizeof(size_t)),
        .each = array_alloc(problem->ng * problem->nhp, sizeof(struct eq_result))};
    enum lr_status status = LR_OK;
    *result = (struct eq_result){.value = -INFINITY};
    if (!search.each || !search.raw || !search.order) {
        status = error_memory(err, "the equaliser search");
        goto out;
    }
    fill_order(&search);
    if (!search.n) {
        status = error_set(err, LR_EDOMAIN,
                           "none of %zu CTLE settings may be used: all pairs of gains "
                           "are barred",
                           problem->ng * problem->nhp);
        goto out;
    }
    impulse_pulse(problem->h, problem->n, problem->per_ui, search.raw);
    search.quest.raw = search.raw;
    search.quest.legal = count_legal(&problem->ffe);
    if (near)
        status = climb(&search, near, result, err);
    else if (problem->local)
        status = search_locally(&search, result, err);
    if (!status && !(result->value > -INFINITY) && !search.quest.local)
        status = search_all(&search, result, err);      /* nothing near: everything */
    if (!status && !(result->value > -INFINITY))
        status = refuse(problem, result, err);
out:
    for (size_t i = 0; i < SPARE_MOST; i++)
        drop(search.spare[i]);
    array_free(search.raw);
    array_free(search.order);
    array_free(search.each);
    return status;
}

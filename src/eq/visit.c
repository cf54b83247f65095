#include "config.h"

#include "eq/visit.h"

#include "eq/local.h"

#include <math.h>
#include <stdlib.h>

enum lr_status eq_visit_init(struct eq_visit *visit, const struct eq_problem *problem,
                             struct lr_error *err)
{
    *visit = (struct eq_visit){0};
    enum lr_status status = eq_pulse_init(&visit->pulse, problem, err);
    if (!status)
        status = eq_sieve_init(&visit->sieve, problem, err);
    if (status)
        eq_visit_free(visit);
    return status;
}

void eq_visit_free(struct eq_visit *visit)
{
    eq_pulse_free(&visit->pulse);
    eq_sieve_free(&visit->sieve);
}

static bool within(size_t a, size_t b, size_t radius)
{
    return a > b ? a - b <= radius : b - a <= radius;
}

static bool ctle_wanted(const struct eq_quest *quest, size_t ctle,
                        const struct eq_result *result)
{
    const size_t nhp = quest->problem->nhp;
    const struct eq_near *near = quest->near;
    if (quest->problem->ctle_barred && quest->problem->ctle_barred[ctle])
        return false;
    if (quest->local && result->value > -INFINITY)
        return !eq_local_skips_ctle(quest->problem, &result->best, ctle);
    return !near || (within(ctle / nhp, near->at.ctle / nhp, near->ctle_radius) &&
                     within(ctle % nhp, near->at.ctle % nhp, near->ctle_radius));
}

/* As far as the first columns say. */
static bool ffe_wanted(const struct eq_quest *quest, const struct eq_candidate *candidate,
                       size_t columns, const struct eq_result *result)
{
    const struct eq_ffe *ffe = &candidate->ffe;
    if (quest->local && result->value > -INFINITY)
        return !eq_local_skips(quest->problem, &result->best, candidate->ctle, ffe,
                               columns);
    for (size_t i = 0; quest->near && i < columns; i++)
        if (!within(ffe->index[i], quest->near->at.ffe.index[i],
                    quest->near->tap_radius))
            return false;
    return true;
}

static double best_known(struct eq_quest *quest, const struct eq_result *result)
{
    return fmax(result->value, atomic_load(&quest->best));
}

static void raise_best(struct eq_quest *quest, double value)
{
    double seen = atomic_load(&quest->best);
    while (value > seen && !atomic_compare_exchange_weak(&quest->best, &seen, value))
        ;
}

/* Whether the candidate can still win; as good as the best so far is not enough on the
 * way through one CTLE setting, but is between settings, whose order is not known. */
static bool hopeful(struct eq_quest *quest, const struct eq_candidate *candidate,
                    const struct eq_result *result)
{
    const double bound = quest->objective->bound(quest->objective->context, candidate);
    return bound > result->value && bound >= atomic_load(&quest->best);
}

/* Evaluates a candidate at its instant, NaN when it is ruled out on the way. */
static double judge(struct eq_visit *visit, struct eq_quest *quest,
                    struct eq_candidate *candidate, const struct eq_result *result)
{
    const struct eq_objective *objective = quest->objective;
    const struct eq_dfe *dfe = &quest->problem->dfe;
    double h[EQ_DFE_MOST + EQ_LANES];
    eq_pulse_sample(&visit->pulse, candidate);
    if (!(candidate->s0 > 0.0) || !hopeful(quest, candidate, result))
        return NAN;
    eq_pulse_energy(&visit->pulse, candidate, h);
    if (!hopeful(quest, candidate, result))
        return NAN;
    candidate->residual = eq_dfe_least(dfe, h);
    if (!hopeful(quest, candidate, result))
        return NAN;
    candidate->residual = eq_dfe_solve(dfe, h, candidate->b, candidate->floating,
                                       &candidate->nfloating);
    return hopeful(quest, candidate, result)
               ? objective->value(objective->context, candidate)
               : NAN;
}

/* Whether the tool does not evaluate a candidate: its intersymbol interference alone is
 * more than the best so far has noise. */
static bool tool_skips(const struct eq_visit *visit, const struct eq_candidate *candidate,
                       const struct eq_result *result)
{
    return candidate->s0 * candidate->s0 <
           result->value * visit->energy * (candidate->outside + candidate->residual);
}

/* The same where it matters which candidates the tool has evaluated: only those that it
 * rules out are. */
static double judge_as_tool(struct eq_visit *visit, struct eq_quest *quest,
                            struct eq_candidate *candidate,
                            const struct eq_result *result)
{
    const struct eq_objective *objective = quest->objective;
    double h[EQ_DFE_MOST + EQ_LANES];
    eq_pulse_sample(&visit->pulse, candidate);
    if (!(candidate->s0 > 0.0))
        return NAN;
    eq_pulse_energy(&visit->pulse, candidate, h);
    if (tool_skips(visit, candidate, result))
        return NAN;
    candidate->residual =
        eq_dfe_solve(&quest->problem->dfe, h, candidate->b, candidate->floating,
                     &candidate->nfloating);
    if (tool_skips(visit, candidate, result))
        return NAN;
    return objective->value(objective->context, candidate);
}

/* Whether the tool's Local Search has anything to say on moves of the instant. */
static bool moves_as_tool(const struct eq_timing *timing)
{
    return timing->middle && timing->first < timing->last;
}

/* The next move of the sampling instant, first .. last or 0, -1, 1, -2 ... */
static bool next_move(const struct eq_timing *timing, int *move)
{
    const int most = abs(timing->first) > abs(timing->last) ? abs(timing->first)
                                                            : abs(timing->last);
    if (!timing->middle)
        return ++*move <= timing->last;
    do
        *move = *move < 0 ? -*move : -*move - 1;
    while (abs(*move) <= most && (*move < timing->first || *move > timing->last));
    return abs(*move) <= most;
}

static int first_move(const struct eq_timing *timing)
{
    if (!timing->middle || timing->first > 0)
        return timing->first;
    return timing->last < 0 ? timing->last : 0;
}

/* One setting of the FFE at all instants. */
static void look(struct eq_visit *visit, struct eq_quest *quest,
                 struct eq_candidate *candidate, struct eq_result *result)
{
    const struct eq_problem *problem = quest->problem;
    const bool as_tool = quest->local && moves_as_tool(&problem->timing);
    struct eq_local_moves moves = {0};
    size_t cursor;
    if (!eq_cursor_find(&visit->pulse.cursor, &candidate->ffe, &cursor))
        return;
    int move = first_move(&problem->timing);
    do {
        const ptrdiff_t at = (ptrdiff_t)cursor + move;
        if (at < 0 || at >= (ptrdiff_t)problem->n ||
            (as_tool && eq_local_skips_move(problem, &moves, move)))
            continue;
        candidate->cursor = (size_t)at;
        candidate->moved = move;
        const double value = as_tool ? judge_as_tool(visit, quest, candidate, result)
                                     : judge(visit, quest, candidate, result);
        if (as_tool && value > -INFINITY)
            eq_local_saw_move(&moves, move, value);
        if (value > result->value) {
            result->value = value;
            result->best = *candidate;
            raise_best(quest, value);
        }
    } while (next_move(&problem->timing, &move));
}

/* The settings of one group that are legal and wanted. */
static void look_at_group(struct eq_visit *visit, struct eq_quest *quest, size_t group,
                          struct eq_candidate *candidate, struct eq_result *result)
{
    const struct eq_ffe_grid *grid = &quest->problem->ffe;
    const size_t rows = eq_ffe_group_rows(grid), outer = grid->ntap ? grid->ntap - 1 : 0;
    const bool counts = quest->near || quest->local;
    bool ready = false;
    if (!eq_ffe_group(grid, group, &candidate->ffe) ||
        !ffe_wanted(quest, candidate, outer, result))
        return;
    if (visit->sieve.on && best_known(quest, result) > visit->level) {
        visit->level = best_known(quest, result);
        eq_sieve_raise(&visit->sieve, visit->level);
    }
    const bool any = eq_sieve_group(&visit->sieve, &candidate->ffe);
    for (size_t row = 0; row < rows && (any || counts); row++) {
        if (!eq_ffe_group_row(grid, row, &candidate->ffe) ||
            !ffe_wanted(quest, candidate, grid->ntap, result))
            continue;
        result->looked += counts;
        if (!any || !eq_sieve_row(&visit->sieve, &candidate->ffe))
            continue;
        if (!ready)
            eq_cursor_group(&visit->pulse.cursor, &candidate->ffe);
        ready = true;
        look(visit, quest, candidate, result);
    }
}

/* The weights of the bound, and the sieve that they make. */
static void load_sieve(struct eq_visit *visit, struct eq_quest *quest, size_t ctle,
                       const struct eq_result *result)
{
    const struct eq_ffe none = {.cursor = 1.0};
    struct eq_pulse *pulse = &visit->pulse;
    const double scale = pulse->p[pulse->cursor.peak];
    struct eq_weights weights = {0};
    visit->level = best_known(quest, result);
    visit->energy = 0.0;
    if (scale > 0.0 && !quest->near && !quest->local && visit->level > 0.0)
        weights = eq_weights_solve(quest->objective, ctle, NULL, scale);
    if (scale > 0.0 && quest->local && moves_as_tool(&quest->problem->timing))
        visit->energy = eq_weights_solve(quest->objective, ctle, &none, scale).energy;
    eq_sieve_load(&visit->sieve, pulse, &weights, visit->level);
}

enum lr_status eq_visit_ctle(struct eq_visit *visit, struct eq_quest *quest, size_t ctle,
                             struct eq_result *result, struct lr_error *err)
{
    const struct eq_objective *objective = quest->objective;
    const size_t groups = eq_ffe_groups(&quest->problem->ffe);
    if (!ctle_wanted(quest, ctle, result))
        return LR_OK;
    enum lr_status status = objective->prepare(objective->context, ctle, err);
    if (status)
        return status;
    eq_pulse_load(&visit->pulse, quest->raw, ctle);
    load_sieve(visit, quest, ctle, result);
    if (!quest->near && !quest->local)
        result->looked += quest->legal;
    struct eq_candidate candidate = {.ctle = ctle};
    for (size_t group = 0; group < groups; group++)
        look_at_group(visit, quest, group, &candidate, result);
    return LR_OK;
}

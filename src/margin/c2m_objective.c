#include "config.h"

#include "margin/c2m_objective.h"

#include "base/array.h"
#include "base/quantity.h"

#include <math.h>

struct c2m_scratch {
    struct c2m_columns columns;
    struct c2m_bound_work work;
};

static void drop(struct c2m_scratch *scratch)
{
    if (scratch) {
        c2m_columns_free(&scratch->columns);
        c2m_bound_work_free(&scratch->work);
    }
    array_free(scratch);
}

static struct c2m_scratch *take_spare(const struct c2m_objective *o)
{
    for (size_t i = 0; i < C2M_SPARE_MOST; i++) {
        struct c2m_scratch *scratch = atomic_exchange(&o->state->spare[i], NULL);
        if (scratch)
            return scratch;
    }
    const size_t n = o->problem->n, m = o->problem->per_ui;
    struct c2m_scratch *scratch = array_alloc(1, sizeof *scratch);
    if (scratch &&
        (c2m_columns_init(&scratch->columns, o->first, o->columns, n, m, NULL) ||
         c2m_bound_work_init(&scratch->work, &o->bound, n / m + 2, NULL))) {
        drop(scratch);
        scratch = NULL;
    }
    if (!scratch)
        atomic_store(&o->state->no_memory, true);
    return scratch;
}

static void leave_spare(const struct c2m_objective *o, struct c2m_scratch *scratch)
{
    for (size_t i = 0; i < C2M_SPARE_MOST; i++) {
        struct c2m_scratch *none = NULL;
        if (atomic_compare_exchange_strong(&o->state->spare[i], &none, scratch))
            return;
    }
    drop(scratch);
}

static enum lr_status prepare(void *context, size_t ctle, struct lr_error *err)
{
    const struct c2m_objective *o = context;
    const struct eq_problem *problem = o->problem;
    struct c2m_receiver *r = &o->receiver[ctle];
    enum lr_status status = o->gauss.prepare(o->gauss.context, ctle, err);
    if (status || r->pulse.ui)          /* a search that climbs comes again */
        return status;
    const struct eq_candidate one = {.ctle = ctle, .ffe.cursor = 1.0, .s0 = 1.0};
    const struct com_noise noise = fom_terms(o->fom, &one);
    double *p = array_alloc(problem->n, sizeof *p);
    if (!p)
        return error_memory(err, "a pulse response");
    r->thermal = noise.thermal;
    r->tx = noise.tx;
    eq_ctle_filter(&problem->ctle[ctle], problem->dt, problem->n, o->raw, p);
    status = c2m_pulse_init(&r->pulse, problem->n, problem->per_ui, p, err);
    array_free(p);
    return status;
}

static double signal_of(const struct c2m_objective *o,
                        const struct eq_candidate *candidate)
{
    const struct com_params *p = o->fom->params;
    return p->r_lm * candidate->s0 / (double)(p->levels - 1);
}

/* The tool's first test, EH_1: the eye if all noise were Gaussian; merit is eq. 93A-36 as
 * a power. */
static bool passes(const struct c2m_objective *o, double a_s, double merit)
{
    const double allowance = unit_mv;
    const double height = 2.0 * a_s * (1.0 - o->bound.quantile / sqrt(merit));
    return height > o->min_veo - allowance;
}

/* Interference enters the first test at an instant of its own: as long as it is not known
 * there is only the rest of the noise.  eq_search also asks about candidates that have no
 * instant, and learns nothing. */
static double bound(const void *context, const struct eq_candidate *candidate)
{
    const struct c2m_objective *o = context;
    if (candidate->outside > 0.0 || candidate->residual > 0.0)
        return INFINITY;
    if (candidate->cursor > 0)
        atomic_store_explicit(&o->state->rises, true, memory_order_relaxed);
    const double merit = o->gauss.bound(o->gauss.context, candidate);
    return passes(o, signal_of(o, candidate), merit) ? INFINITY : -INFINITY;
}

/* Sets outside and residual to the interference of the first test from the UI of `span`:
 * in front of the cursor at its instant, behind it floor(T_O M) samples earlier, with the
 * DFE of the cursor. */
static void interfere(const struct c2m_objective *o, const struct c2m_view *view,
                      struct c2m_span span, struct eq_candidate *candidate)
{
    const double *early = view->at - o->early * view->sample;
    const ptrdiff_t nb = (ptrdiff_t)view->nb;
    double outside = 0.0, residual = 0.0;
    for (ptrdiff_t k = span.low; k < 0; k++)
        outside += view->at[k] * view->at[k];
    for (ptrdiff_t k = 1; k <= nb && k <= span.high; k++) {
        const double left = early[k] - view->b[k - 1] * view->at[0];
        residual += left * left;
    }
    for (ptrdiff_t k = nb + 1; k <= span.high; k++)
        outside += early[k] * early[k];
    candidate->outside = outside;
    candidate->residual = residual;
}

/* The first test but for crosstalk, of which there may be more than its bound has, in two
 * steps: with what comes near the cursor, where most interference is, and with all.
 * Leaves the columns filled. */
static bool passes_first(const struct c2m_objective *o, const struct c2m_columns *columns,
                         const struct c2m_view *view, struct eq_candidate *candidate)
{
    enum { BEFORE = 4, BEHIND = 24 };
    const struct c2m_pulse *pulse = &o->receiver[candidate->ctle].pulse;
    const ptrdiff_t m = (ptrdiff_t)pulse->per_ui;
    const ptrdiff_t before = (ptrdiff_t)view->cursor / m;
    const ptrdiff_t behind = ((ptrdiff_t)(pulse->n - 1 - view->cursor) + o->early) / m;
    const struct c2m_span near = {before < BEFORE ? -before : -BEFORE,
                                  behind < BEHIND ? behind : BEHIND};
    const struct c2m_span all = {-before, behind}, beyond = {-before - 1, behind + 1};
    const double a_s = signal_of(o, candidate);
    c2m_columns_fill(columns, pulse, &candidate->ffe, view->cursor, 0, near);
    c2m_columns_fill(columns, pulse, &candidate->ffe, view->cursor, -o->early, near);
    interfere(o, view, near, candidate);
    if (!passes(o, a_s, o->gauss.bound(o->gauss.context, candidate)))
        return false;
    for (ptrdiff_t d = 0; d < (ptrdiff_t)columns->count; d++)
        c2m_columns_fill(columns, pulse, &candidate->ffe, view->cursor,
                         columns->first + d, beyond);
    interfere(o, view, all, candidate);
    return passes(o, a_s, o->gauss.bound(o->gauss.context, candidate));
}

/* (A_s / N_i)^2 */
static double value_of(double a_s, double height)
{
    const double noise = a_s - 0.5 * height;
    return a_s * a_s / (noise * noise);
}

/* Whether an eye of no more than this height can still be chosen.  One that is as good as
 * the best can: it may come first. */
static bool hopeful(const struct c2m_objective *o, double a_s, double height)
{
    if (!(height > o->min_veo))
        return false;
    return !o->prunes || !(height < 2.0 * a_s) ||
           !(value_of(a_s, height) < atomic_load(&o->state->best));
}

/* Rules most settings out with a few phases around the cursor. */
static bool can_win(const struct c2m_objective *o, const struct c2m_source *source,
                    double a_s, struct c2m_bound_work *work)
{
    for (ptrdiff_t reach = 0; reach < o->bound.reach; reach = 2 * reach + 1)
        if (!hopeful(o, a_s, c2m_bound_height(&o->bound, source, reach, work)))
            return false;
    return hopeful(o, a_s, c2m_bound_height(&o->bound, source, o->bound.reach, work));
}

/* The least height of the window's eyes; NaN when it cannot be told. */
static double height_of(const struct c2m_objective *o, const struct c2m_source *source)
{
    double height[C2M_EYES_MOST], least = INFINITY;
    const enum lr_status status = c2m_heights(source, height, NULL);
    if (status == LR_EMEMORY)
        atomic_store(&o->state->no_memory, true);
    if (status)
        return (double)NAN;
    for (size_t i = 0; i + 1 < source->params->levels; i++)
        least = fmin(least, height[i]);
    return least;
}

static double finish(const struct c2m_objective *o, double a_s, double height)
{
    if (!(height > o->min_veo))
        return -INFINITY;
    const double found = value_of(a_s, height);
    double seen = atomic_load(&o->state->best);
    while (found > seen && !atomic_compare_exchange_weak(&o->state->best, &seen, found))
        ;
    return found;
}

static struct c2m_view view_of(const struct c2m_objective *o,
                               const struct eq_candidate *candidate,
                               const struct c2m_columns *columns)
{
    struct c2m_view view = c2m_columns_view(columns, &o->receiver[candidate->ctle].pulse,
                                            candidate->cursor);
    view.nb = eq_dfe_span(&o->problem->dfe);
    view.b = candidate->b;
    return view;
}

static double evaluate(const struct c2m_objective *o,
                       const struct eq_candidate *candidate, struct c2m_scratch *scratch)
{
    const struct com_params *p = o->fom->params;
    const struct c2m_receiver *r = &o->receiver[candidate->ctle];
    const double c0 = p->tx_noise_by_cursor ? candidate->ffe.cursor : 1.0;
    const double a_s = signal_of(o, candidate);
    struct eq_candidate early = *candidate;
    const struct c2m_source source = {
        .params = p,
        .c2m = o->c2m,
        .view = view_of(o, candidate, &scratch->columns),
        .bin = c2m_bin(p, candidate->s0),
        .steady = hypot(r->thermal, r->tx * candidate->s0 / c0)};
    const struct c2m_grid grid = c2m_grid_of(&source.view, o->c2m->per_ui);
    if (!c2m_grid_holds(&grid) ||
        !passes_first(o, &scratch->columns, &source.view, &early) ||
        !can_win(o, &source, a_s, &scratch->work) ||
        !passes(o, a_s, o->gauss.value(o->gauss.context, &early)))
        return -INFINITY;
    return finish(o, a_s, height_of(o, &source));
}

static double value(const void *context, const struct eq_candidate *candidate)
{
    const struct c2m_objective *o = context;
    struct c2m_scratch *scratch = take_spare(o);
    if (!scratch)
        return -INFINITY;
    const double found = evaluate(o, candidate, scratch);
    leave_spare(o, scratch);
    return found;
}

static ptrdiff_t floor_of(double x)
{
    return (ptrdiff_t)floor(x);
}

enum lr_status c2m_objective_init(struct c2m_objective *o,
                                  const struct eq_problem *problem, struct fom *fom,
                                  const struct c2m_params *c2m, struct lr_error *err)
{
    const struct eq_timing *timing = &problem->timing;
    const double m = (double)problem->per_ui, s = (double)c2m->per_ui;
    const double reach = (double)c2m_window_reach(c2m) + 1.0;
    *o = (struct c2m_objective){.problem = problem,
                                .c2m = c2m,
                                .fom = fom,
                                .gauss = fom_objective(fom),
                                .min_veo = c2m->min_veo};
    /* The tool's Local Search among instants asks which values were found, eq/local.h. */
    o->prunes = !(problem->local && timing->middle && timing->first < timing->last);
    o->first = floor_of(-reach * m / s);
    o->columns = (size_t)(floor_of(reach * m / s) + 2 - o->first);
    o->early = floor_of(c2m->t_o * m);
    o->raw = array_alloc(problem->n, sizeof *o->raw);
    o->receiver = array_alloc(problem->ng * problem->nhp, sizeof *o->receiver);
    o->state = array_alloc(1, sizeof *o->state);
    if (!o->raw || !o->receiver || !o->state)
        return error_memory(err, "the search for an eye");
    atomic_store(&o->state->best, -INFINITY);
    impulse_pulse(problem->h, problem->n, problem->per_ui, o->raw);
    return c2m_bound_init(&o->bound, fom->params, c2m, err);
}

void c2m_objective_free(struct c2m_objective *o)
{
    for (size_t i = 0; o->receiver && i < o->problem->ng * o->problem->nhp; i++)
        c2m_pulse_free(&o->receiver[i].pulse);
    for (size_t i = 0; o->state && i < C2M_SPARE_MOST; i++)
        drop(o->state->spare[i]);
    array_free(o->state);
    array_free(o->receiver);
    array_free(o->raw);
    c2m_bound_free(&o->bound);
    *o = (struct c2m_objective){0};
}

struct eq_objective c2m_objective(struct c2m_objective *o)
{
    return (struct eq_objective){o, prepare, bound, value};
}

enum lr_status c2m_objective_interfere(const struct c2m_objective *o,
                                       struct eq_candidate *candidate,
                                       struct lr_error *err)
{
    struct c2m_scratch *scratch = take_spare(o);
    if (!scratch)
        return error_memory(err, "an eye");
    const struct c2m_view view = view_of(o, candidate, &scratch->columns);
    passes_first(o, &scratch->columns, &view, candidate);
    leave_spare(o, scratch);
    return LR_OK;
}

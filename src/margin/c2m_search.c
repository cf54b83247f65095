#include "config.h"

#include "margin/c2m_search.h"

#include "margin/c2m_objective.h"

/* *closed: there are sampling instants, but no eye that is high enough. */
static enum lr_status run(struct c2m_objective *o, const struct eq_near *near,
                          struct eq_result *result, bool *closed, struct lr_error *err)
{
    const struct eq_objective objective = c2m_objective(o);
    enum lr_status status = eq_search(o->problem, &objective, near, result, err);
    *closed = status == LR_ENUMERIC && atomic_load(&o->state->rises);
    return atomic_load(&o->state->no_memory) ? error_memory(err, "an eye") : status;
}

enum lr_status c2m_search(const struct eq_problem *problem, struct fom *fom,
                          const struct c2m_params *c2m, const struct eq_near *near,
                          struct eq_result *result, bool *none_opens,
                          struct lr_error *err)
{
    struct c2m_objective o;
    bool closed = false;
    enum lr_status status = c2m_objective_init(&o, problem, fom, c2m, err);
    if (!status)
        status = run(&o, near, result, &closed, err);
    if (closed && o.min_veo > 0.0) {
        o.min_veo = 0.0;
        error_set(err, LR_OK, "%s", "");
        status = run(&o, near, result, &closed, err);
    }
    *none_opens = closed;
    if (closed) {
        error_set(err, LR_OK, "%s", "");
        status = eq_search(problem, &o.gauss, near, result, err);
    } else if (!status) {
        status = c2m_objective_interfere(&o, &result->best, err);
    }
    c2m_objective_free(&o);
    return status;
}

#include "config.h"

#include "margin/mmse_search.h"

#include "base/array.h"
#include "base/quantity.h"
#include "margin/com_pulse.h"
#include "margin/fom.h"
#include "margin/mmse_objective.h"

#include <math.h>
#include <string.h>

/* s0, DFE and energies of a setting from its pulse q behind the receiver's FFE. */
static void look_at_pulse(const struct eq_problem *problem, const double *q,
                          struct eq_candidate *at)
{
    const size_t m = problem->per_ui, n = problem->n, nb = problem->dfe.n;
    double h[EQ_DFE_MOST + 1] = {0.0};
    for (size_t k = 0; k <= nb && at->cursor + k * m < n; k++)
        h[k] = q[at->cursor + k * m];
    at->s0 = h[0];
    at->residual = eq_dfe_solve(&problem->dfe, h, at->b, at->floating, &at->nfloating);
    at->outside = at->slope = 0.0;
    for (size_t k = at->cursor % m; k < n; k += m) {
        const bool before = k<at->cursor, behind = k> at->cursor + nb * m;
        at->outside += before || behind ? q[k] * q[k] : 0.0;
        if (k && k + 1 < n) {
            const double slope = 0.5 * (double)m * (q[k + 1] - q[k - 1]);
            at->slope += slope * slope;
        }
    }
}

static enum lr_status finish(const struct mmse_objective *o, struct com_result *result,
                             struct lr_error *err)
{
    struct eq_candidate *at = &result->setting;
    struct mmse_power power;
    double *q = array_alloc(o->problem->n, sizeof *q);
    enum lr_status status = q ? LR_OK : error_memory(err, "a pulse response");
    if (!status)
        status = mmse_objective_solve(o, at, &at->rx, &power, err);
    if (!status)
        status = com_pulse_of(o->response, o->params, at, 0, q, err);
    if (!status) {
        look_at_pulse(o->problem, q, at);
        result->sigma =
            (struct com_noise){.isi = sqrt(o->sigma_x2 * (at->outside + at->residual)),
                               .jitter = sqrt(power.jitter),
                               .random = sqrt(power.random),
                               .xtalk = sqrt(power.xtalk),
                               .thermal = sqrt(power.thermal),
                               .active = sqrt(power.active),
                               .injected = sqrt(power.injected),
                               .tx = sqrt(power.tx)};
    }
    array_free(q);
    return status;
}

enum lr_status mmse_search(const struct eq_problem *problem,
                           const struct com_response *response,
                           const struct com_params *params, const struct com_drive *drive,
                           const struct eq_near *near, struct com_work *work,
                           struct com_result *result, struct lr_error *err)
{
    struct mmse_objective o;
    struct eq_result found;
    enum lr_status status =
        mmse_objective_init(&o, params, drive, response, problem, work, err);
    const struct eq_objective objective = mmse_objective(&o);
    if (!status)
        status = eq_search(problem, &objective, near, &found, err);
    if (!status) {
        result->setting = found.best;
        result->fom_db = 0.5 * db_of(found.value);
        result->looked = found.looked;
        status = finish(&o, result, err);
    }
    mmse_objective_free(&o);
    return status;
}

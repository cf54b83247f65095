#include "config.h"

#include "answer/line.h"

#include "line/coupled.h"
#include "part/stackup_closed.h"

#include <math.h>

/* Where losses are told when --at does not ask; impedances are at stackup_anchor. */
static const double usual_ghz[] = {1.0, 5.0, 12.890625, 13.28125, 26.5625, 53.125};
enum { USUAL = sizeof usual_ghz / sizeof usual_ghz[0] };

enum lr_status line_figures_at(struct line_question *q, struct lr_error *err)
{
    double *at;
    enum lr_status status =
        request_at(q->request, &q->answer->arena, &at, &q->nat, err);
    for (size_t i = 0; !status && i < q->nat; i++)
        if (!(at[i] > 0.0))
            return error_set(err, LR_EUSAGE, "--at 0 Hz: a line's loss has no figure "
                             "there; write a frequency above 0");
    const double most_ghz = 1000.0;     /* where laminates' models end         */
    for (size_t i = 0; !status && i < q->nat; i++)
        if (!(at[i] <= most_ghz * unit_ghz))
            return error_set(err, LR_EUSAGE, "--at %.6g GHz is beyond %g GHz, where "
                             "models of materials end", at[i] / unit_ghz, most_ghz);
    if (!status && !q->nat) {
        at = arena_alloc(&q->answer->arena, sizeof usual_ghz);
        if (!at)
            return error_memory(err, "--at");
        for (size_t i = 0; i < USUAL; i++)
            at[i] = usual_ghz[i] * unit_ghz;
        q->nat = USUAL;
    }
    q->at = at;
    return status;
}

enum lr_status line_figures_solve(const struct stackup *stackup, bool fast,
                                  struct line_solution *out, struct lr_error *err)
{
    return fast ? stackup_closed_solve(stackup, out, err)
                : stackup_solve(stackup, NULL, out, err);
}

const char *line_figures_key(enum line_impedance impedance)
{
    static const char *const keys[LINE_IMPEDANCES] = {"z0_ohm", "zdiff_ohm", "zcomm_ohm",
                                                      "zodd_ohm", "zeven_ohm"};
    return keys[impedance];
}

bool line_figures_has(const struct stackup *stackup, enum line_impedance impedance)
{
    return (impedance == LINE_Z0) != stackup->type->pair;
}

static enum line_pair_mode loss_mode(const struct stackup *stackup)
{
    return stackup->type->pair ? LINE_PAIR_ODD : LINE_PAIR_SINGLE;
}

enum lr_status line_figures_loss(const struct stackup *stackup,
                                 const struct line_solution *solution, double freq,
                                 struct line_mode_figures *out, struct lr_error *err)
{
    return line_solution_mode(solution, loss_mode(stackup), 0, freq, out, err);
}

enum lr_status line_figures_eval(const struct stackup *stackup,
                                 const struct line_solution *solution,
                                 struct line_impedances *out, struct lr_error *err)
{
    const double freq = stackup_anchor();
    struct line_mode_figures one, even;
    for (size_t i = 0; i < LINE_IMPEDANCES; i++)
        out->z[i] = NAN;
    enum lr_status status = line_figures_loss(stackup, solution, freq, &one, err);
    if (!status && stackup->type->pair)
        status = line_solution_mode(solution, LINE_PAIR_EVEN, 0, freq, &even, err);
    if (status)
        return status;
    out->delay = one.delay;
    out->er = one.er_eff;
    out->er_even = out->coupling = NAN;
    if (!stackup->type->pair) {
        out->z[LINE_Z0] = one.z;
        return LR_OK;
    }
    const struct line_coupled pair = {even.z, one.z, even.er_eff, one.er_eff};
    out->z[LINE_ZDIFF] = line_coupled_zdiff(&pair);
    out->z[LINE_ZCOMM] = line_coupled_zcomm(&pair);
    out->z[LINE_ZODD] = one.z;
    out->z[LINE_ZEVEN] = even.z;
    out->er_even = even.er_eff;
    out->coupling = line_coupled_factor(&pair);
    return LR_OK;
}

/* Numbers that a line has not are NaN, which a tree leaves out. */
enum lr_status line_figures_impedances(const struct line_question *q, struct tree *to,
                                       struct lr_error *err)
{
    struct line_impedances of;
    enum lr_status status = line_figures_eval(&q->stackup, &q->solved, &of, err);
    if (status)
        return status;
    tree_number(to, "freq_ghz", stackup_anchor() / unit_ghz);
    tree_number(to, "delay_ps_per_mm", of.delay / (unit_ps / unit_mm));
    for (enum line_impedance i = 0; i < LINE_IMPEDANCES; i++)
        tree_number(to, line_figures_key(i), of.z[i]);
    tree_number(to, "coupling", of.coupling);
    tree_number(to, q->stackup.type->pair ? "eps_eff_odd" : "eps_eff", of.er);
    tree_number(to, "eps_eff_even", of.er_even);
    return LR_OK;
}

/* Loss of the line, of a pair in the differential mode, split by cause. */
static enum lr_status add_point(const struct line_question *q, double freq,
                                struct tree *points, struct lr_error *err)
{
    struct line_mode_figures m;
    enum lr_status status =
        line_figures_loss(&q->stackup, &q->solved, freq, &m, err);
    if (status)
        return status;
    struct tree *point = tree_object(points, NULL);
    tree_number(point, "freq_ghz", freq / unit_ghz);
    tree_number(point, "loss_db_per_m", m.loss_db);
    tree_number(point, "loss_db_per_inch", m.loss_db * unit_inch);
    tree_number(point, "conductor_db_per_m", m.smooth_db);
    tree_number(point, "roughness_db_per_m", m.rough_db);
    tree_number(point, "dielectric_db_per_m", m.dielectric_db);
    tree_number(point, "eps_eff", m.er_eff);
    tree_number(point, "z_ohm", q->stackup.type->pair ? 2.0 * m.z : m.z);
    return LR_OK;
}

enum lr_status line_figures_points(const struct line_question *q, struct tree *list,
                                   struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < q->nat; i++)
        status = add_point(q, q->at[i], list, err);
    return status;
}

#include "config.h"

#include "answer/line.h"

#include "line/coupled.h"

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

static enum line_pair_mode loss_mode(const struct line_question *q)
{
    return q->stackup.type->pair ? LINE_PAIR_ODD : LINE_PAIR_SINGLE;
}

enum lr_status line_figures_impedances(const struct line_question *q, struct tree *to,
                                       struct lr_error *err)
{
    const double freq = stackup_anchor();
    struct line_mode_figures one, even;
    enum lr_status status =
        line_solution_mode(&q->solved, loss_mode(q), 0, freq, &one, err);
    if (!status && q->stackup.type->pair)
        status = line_solution_mode(&q->solved, LINE_PAIR_EVEN, 0, freq, &even, err);
    if (status)
        return status;
    tree_number(to, "freq_ghz", freq / unit_ghz);
    tree_number(to, "delay_ps_per_mm", one.delay / (unit_ps / unit_mm));
    if (!q->stackup.type->pair) {
        tree_number(to, "z0_ohm", one.z);
        tree_number(to, "eps_eff", one.er_eff);
        return LR_OK;
    }
    const struct line_coupled pair = {even.z, one.z, even.er_eff, one.er_eff};
    tree_number(to, "zdiff_ohm", line_coupled_zdiff(&pair));
    tree_number(to, "zcomm_ohm", line_coupled_zcomm(&pair));
    tree_number(to, "zodd_ohm", pair.z_odd);
    tree_number(to, "zeven_ohm", pair.z_even);
    tree_number(to, "coupling", line_coupled_factor(&pair));
    tree_number(to, "eps_eff_odd", pair.er_odd);
    tree_number(to, "eps_eff_even", pair.er_even);
    return LR_OK;
}

/* Loss of the line, of a pair in the differential mode, split by cause. */
static enum lr_status add_point(const struct line_question *q, double freq,
                                struct tree *points, struct lr_error *err)
{
    struct line_mode_figures m;
    enum lr_status status =
        line_solution_mode(&q->solved, loss_mode(q), 0, freq, &m, err);
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

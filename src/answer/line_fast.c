#include "config.h"

#include "answer/line.h"

#include "part/stackup_closed.h"

enum lr_status line_fast_tell(const struct line_question *q, struct tree *to,
                              struct lr_error *err)
{
    const enum line_impedance which = q->stackup.type->pair ? LINE_ZDIFF : LINE_Z0;
    struct lr_error quiet = {0};        /* a formula that has no say is no fault  */
    struct line_closed closed;
    struct line_solution solution = {.real = NULL};
    struct line_impedances by_form, solved;
    enum lr_status status = stackup_closed(&q->stackup, &closed, &quiet);
    if (!status)
        status = stackup_closed_solve(&q->stackup, &solution, &quiet);
    if (!status)
        status = line_figures_eval(&q->stackup, &solution, &by_form, &quiet);
    line_solution_free(&solution);
    if (status == LR_EMEMORY)
        return error_memory(err, "a closed form");
    if (status)
        return LR_OK;
    const struct line_closed_form form = line_closed_form(&closed);
    struct tree *tell = tree_object(to, "closed_form");
    tree_text(tell, "formula", "%s", form.source);
    tree_number(tell, "accuracy_pct", form.z_pct);
    if (q->stackup.type->pair)
        tree_number(tell, "accuracy_even_pct", form.even_pct);
    if (q->request->fast)
        return LR_OK;
    status = line_figures_eval(&q->stackup, &q->solved, &solved, err);
    if (status)
        return status;
    tree_number(tell, line_figures_key(which), by_form.z[which]);
    tree_number(tell, "difference_pct",
                (by_form.z[which] / solved.z[which] - 1.0) / unit_percent);
    return LR_OK;
}

#include "config.h"

#include "answer/com_figure.h"

#include <math.h>

/* Pulse responses of the worst case around the cursor, its taps, and the marks. */
enum lr_status com_draw_pulse(const struct com_drawing *drawing, struct answer *answer,
                              struct lr_error *err)
{
    enum { BEFORE_UI = 5, BEHIND_UI = 25 };
    const struct com_result *r = com_drawn_case(drawing);
    const struct com_params *p = &drawing->of->link.interface.com;
    const size_t m = p->per_ui, rows = (BEFORE_UI + BEHIND_UI) * m + 1;
    double *curve = arena_alloc(&answer->arena, 4 * rows * sizeof *curve);
    const size_t span = eq_dfe_span(&p->dfe);
    double taps[2 * EQ_DFE_MOST];
    size_t sampled = 0;
    if (!curve)
        return error_memory(err, "the figure");
    double *before = curve, *behind = curve + 2 * rows;
    double *samples = arena_alloc(&answer->arena, 2 * rows * sizeof *samples);
    if (!samples)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < rows; k++) {
        const double ui = (double)k / (double)m - BEFORE_UI;
        const size_t n = r->setting.cursor + k - BEFORE_UI * m;         /* may wrap */
        const bool inside = n < r->n;
        before[2 * k] = behind[2 * k] = ui;
        before[2 * k + 1] = inside ? r->pulse[n] / unit_mv : (double)NAN;
        behind[2 * k + 1] = inside ? r->equalised[n] / unit_mv : (double)NAN;
        if (k % m == 0) {
            samples[2 * sampled] = ui;
            samples[2 * sampled++ + 1] = behind[2 * k + 1];
        }
    }
    struct plot_figure *f = &answer->figure;
    f->template = "com";
    f->columns = "ui,mv";
    plot_add_block(f, "before equalisation", rows, 2, before, &answer->arena);
    plot_add_block(f, "after FFE, CTLE and DFE", rows, 2, behind, &answer->arena);
    plot_add_block(f, "samples", sampled, 2, samples, &answer->arena);
    for (size_t i = 0; i < span; i++) {
        taps[2 * i] = (double)i + 1.0;
        taps[2 * i + 1] = r->setting.b[i];
    }
    plot_add_block(f, "DFE b(n)", span, 2, taps, &answer->arena);
    const struct eq_ffe *ffe = &r->setting.ffe;
    for (size_t i = 0; i <= ffe->ntap; i++) {
        taps[2 * i] = i < ffe->ntap ? ffe->position[i] : 0.0;
        taps[2 * i + 1] = i < ffe->ntap ? ffe->tap[i] : ffe->cursor;
    }
    plot_add_block(f, "FFE c(k)", ffe->ntap + 1, 2, taps, &answer->arena);
    plot_add_number(f, "A_S", r->a_s / unit_mv);
    plot_add_number(f, "A_NI", r->a_ni / unit_mv);
    return LR_OK;
}

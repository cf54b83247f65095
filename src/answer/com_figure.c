#include "config.h"

#include "answer/com_figure.h"

#include <math.h>
#include <string.h>

static const struct { const char *name; com_draw_fn *draw; } views[] = {
    {"pulse", com_draw_pulse},
    {"loss", com_draw_loss},
    {"pdf", com_draw_pdf},
    {"noise", com_draw_noise}};
enum { NVIEW = sizeof views / sizeof views[0] };

static size_t find_view(const char *view)
{
    size_t i = 0;
    while (view && i < NVIEW && strcmp(view, views[i].name))
        i++;
    return i;
}

enum lr_status com_check_view(const char *view, struct lr_error *err)
{
    return !view || find_view(view) < NVIEW
               ? LR_OK
               : error_set(err, LR_EUSAGE,
                           "--view '%s' is unknown; write pulse, loss, pdf or noise",
                           view);
}

enum lr_status com_draw(const struct com_drawing *drawing, const char *view,
                        struct answer *answer, struct lr_error *err)
{
    com_draw_title(drawing, answer);
    return views[find_view(view)].draw(drawing, answer, err);
}

const struct com_result *com_drawn_case(const struct com_drawing *drawing)
{
    return &drawing->com->cases[drawing->com->worst];
}

void com_draw_title(const struct com_drawing *drawing, struct answer *answer)
{
    const struct interface *interface = &drawing->link->interface;
    plot_add_text(&answer->figure, "TITLE", &answer->arena,
                  "%s, %s: COM %.2f dB (limit %.4g dB)", interface->name,
                  drawing->chain->own_packages
                      ? "own packages"
                      : interface->cases[drawing->com->worst].name,
                  com_drawn_case(drawing)->com_db, drawing->link->com_min_db);
}

/* Pulse responses of the worst case around the cursor, its taps, and the marks. */
enum lr_status com_draw_pulse(const struct com_drawing *drawing, struct answer *answer,
                              struct lr_error *err)
{
    enum { BEFORE_UI = 5, BEHIND_UI = 25 };
    const struct com_result *r = com_drawn_case(drawing);
    const struct com_params *p = &drawing->link->interface.com;
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


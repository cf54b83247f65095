#include "config.h"

#include "answer/com_figure.h"

#include <math.h>

/* (ui, low_mv, high_mv): where a level's voltages lie but for DER_0 at each side. */
static enum lr_status add_level(const struct c2m_eye *eye, size_t level,
                                struct answer *answer, struct lr_error *err)
{
    const size_t n = eye->per_ui;
    double *x = arena_alloc(&answer->arena, 3 * n * sizeof *x);
    const char *name = arena_printf(&answer->arena, "level %zu", level);
    if (!x || !name)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < n; k++) {
        x[3 * k] = ((double)k - (double)eye->centre) / (double)n;
        x[3 * k + 1] = eye->low[level * n + k] / unit_mv;
        x[3 * k + 2] = eye->high[level * n + k] / unit_mv;
    }
    plot_add_block(&answer->figure, name, n, 3, x, &answer->arena);
    return LR_OK;
}

enum lr_status com_draw_eye(const struct com_drawing *drawing, struct answer *answer,
                            struct lr_error *err)
{
    enum { COLUMNS = 5 };
    const struct com_result *r = com_drawn_case(drawing);
    const struct interface *interface = &drawing->of->link.interface;
    const struct c2m_eye *eye = &r->eye;
    const struct criteria *criteria = &drawing->of->link.criteria;
    struct plot_figure *f = &answer->figure;
    double x[COLUMNS * C2M_EYES_MOST];
    enum lr_status status = LR_OK;
    if (!eye->neye)
        return error_set(err, LR_EUSAGE,
                         "--view eye: %s has no eye; PMD_type C2M or EW 1 asks for one",
                         interface->name);
    f->template = "com_eye";
    f->columns = "ui,low_mv,high_mv";
    for (size_t level = 0; !status && level <= eye->neye; level++)
        status = add_level(eye, level, answer, err);
    for (size_t i = 0; i < eye->neye; i++) {
        const struct c2m_opening *one = &eye->eye[i];
        x[COLUMNS * i] = one->middle / unit_mv;
        x[COLUMNS * i + 1] = one->height / unit_mv;
        x[COLUMNS * i + 2] = one->width;
        x[COLUMNS * i + 3] = one->centre;
        x[COLUMNS * i + 4] = one->open;
    }
    plot_add_block(f, "eyes", eye->neye, COLUMNS, x, &answer->arena);
    plot_add_number(f, "T_O", interface->com.c2m.t_o);
    plot_add_number(f, "VEO_MIN",
                    isfinite(criteria->veo_min) ? criteria->veo_min / unit_mv : 0.0);
    plot_add_number(f, "DER", interface->com.der);
    plot_add_number(f, "UI_PS", 1.0 / interface->com.baud / unit_ps);
    return status;
}

#include "config.h"

#include "answer/line_draw.h"

#include "base/constants.h"

#include <math.h>

enum { ARC = 61, OUTLINE = 2 * ARC + 2 };

struct picture {
    const struct line_question *q;
    struct plot_figure *figure;
    struct arena *arena;
    double left, right;         /* [m] what is shown                           */
    size_t ndielectric, nmetal;
};

static void add(struct picture *p, const char *name, size_t n, const double *xy)
{
    double um[2 * OUTLINE];
    for (size_t i = 0; i < 2 * n; i++)
        um[i] = xy[i] / unit_um;
    plot_add_block(p->figure, name, n, 2, um, p->arena);
}

static void add_rectangle(struct picture *p, const char *name, double x0, double y0,
                          double x1, double y1)
{
    const double xy[] = {x0, y0, x1, y0, x1, y1, x0, y1, x0, y0};
    add(p, name, 5, xy);
}

/* Two half circles of diameter min(w, h) with straight sides, about the origin. */
static void add_oval(struct picture *p, const char *name, double x, double y, double w,
                     double h)
{
    double xy[2 * OUTLINE];
    const double radius = 0.5 * fmin(w, h);
    const double dx = 0.5 * w - radius, dy = 0.5 * h - radius;
    size_t n = 0;
    for (size_t i = 0; i <= 2 * ARC; i++) {
        const double angle = pi * (double)i / ARC;
        const double across = cos(angle), up = sin(angle);
        xy[2 * n] = x + radius * across + (across >= 0.0 ? dx : -dx);
        xy[2 * n++ + 1] = y + radius * up + (up >= 0.0 ? dy : -dy);
    }
    add(p, name, n, xy);
}

static const char *dielectric_name(const struct picture *p, size_t d)
{
    const struct stackup_drawing *drawing = &p->q->drawing;
    const double complex er = line_debye_eval(&drawing->dielectric[d], stackup_anchor());
    const char *name = arena_printf(p->arena, "%s, dk %.3g", drawing->material[d],
                                    creal(er));
    return name ? name : "";
}

/* Solder mask: a coat on the laminate, and around the metal. */
static void add_mask(struct picture *p, double y)
{
    const struct line_section *s = &p->q->drawing.section;
    const char *name = dielectric_name(p, s->mask.dielectric);
    add_rectangle(p, name, p->left, y, p->right, y + s->mask.laminate);
    p->ndielectric++;
    for (size_t i = 0; i < s->nconductor; i++) {
        const struct line_shape *c = &s->conductors[i];
        const double low = 0.5 * c->bottom + s->mask.laminate;
        const double high = 0.5 * c->top + s->mask.metal;
        const double top = c->y + c->thickness + s->mask.metal;
        const double xy[] = {c->x - low,  y,   c->x + low,  y,   c->x + high, top,
                             c->x - high, top, c->x - low,  y};
        add(p, "", 5, xy);
        p->ndielectric++;
    }
}

static void add_dielectrics(struct picture *p)
{
    const struct line_section *s = &p->q->drawing.section;
    double y = 0.0;
    if (s->boundary == LINE_SHIELD) {
        add_oval(p, dielectric_name(p, s->layers[0].dielectric), 0.0, 0.0,
                 s->shield_width, s->shield_height);
        p->ndielectric++;
    }
    for (size_t i = 0; i < s->nlayer && isfinite(s->layers[i].top); i++) {
        add_rectangle(p, dielectric_name(p, s->layers[i].dielectric), p->left, y,
                      p->right, s->layers[i].top);
        p->ndielectric++;
        y = s->layers[i].top;
    }
    for (size_t i = 0; i < s->ncore; i++) {
        const struct line_core *c = &s->cores[i];
        add_oval(p, i ? "" : dielectric_name(p, c->dielectric), c->x, c->y, c->diameter,
                 c->diameter);
        p->ndielectric++;
    }
    if (s->mask.laminate > 0.0 || s->mask.metal > 0.0)
        add_mask(p, y);
}

static void add_metal(struct picture *p)
{
    const struct line_section *s = &p->q->drawing.section;
    const double foil = stackup_value(&p->q->stackup, STACKUP_PLANE_THICKNESS);
    for (size_t i = 0; i < s->nconductor; i++) {
        const struct line_shape *c = &s->conductors[i];
        const double low = 0.5 * c->bottom, high = 0.5 * c->top;
        const double top = c->y + c->thickness;
        const double xy[] = {c->x - low,  c->y, c->x + low, c->y, c->x + high, top,
                             c->x - high, top,  c->x - low, c->y};
        if (c->outline == LINE_CIRCLE)
            add_oval(p, "", c->x, c->y, c->diameter, c->diameter);
        else
            add(p, "", 5, xy);
        p->nmetal++;
    }
    if (s->boundary == LINE_SHIELD)
        return;
    add_rectangle(p, "", p->left, -foil, p->right, 0.0);
    p->nmetal++;
    if (s->boundary == LINE_PLANES) {
        const double b = s->layers[s->nlayer - 1].top;
        add_rectangle(p, "", p->left, b, p->right, b + foil);
        p->nmetal++;
    }
}

enum lr_status line_draw_section(const struct line_question *q, struct lr_error *err)
{
    const struct line_section *s = &q->drawing.section;
    struct picture p = {.q = q, .figure = &q->answer->figure,
                        .arena = &q->answer->arena};
    double middle;
    if (q->request->fast)
        return error_set(err, LR_EUSAGE, "--view section draws the charge of the field "
                         "solver; leave --fast out");
    const double reach = line_section_reach(s, &middle);
    const double room = s->boundary == LINE_SHIELD
                            ? 0.0 : 1.5 * fmin(line_section_height(s), reach);
    p.left = middle - reach - room;
    p.right = middle + reach + room;
    p.figure->template = "line_section";
    p.figure->columns = "x_um,y_um,dx_um,dy_um,charge";
    add_dielectrics(&p);
    add_metal(&p);
    const double height = s->boundary == LINE_SHIELD ? 0.5 * s->shield_height
                                                     : line_section_height(s);
    enum lr_status status = line_draw_charge(q, 0.3 * fmin(height, 2.0 * reach), err);
    plot_add_number(p.figure, "DIELECTRICS", (double)p.ndielectric);
    plot_add_number(p.figure, "METALS", (double)p.nmetal);
    plot_add_text(p.figure, "TITLE", p.arena, "%s", q->stackup.model->title);
    plot_add_text(p.figure, "WHAT", p.arena,
                  q->stackup.type->pair ? "charge of the differential mode"
                                        : "charge of the strip");
    return status;
}

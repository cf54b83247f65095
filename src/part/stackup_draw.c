#include "config.h"

#include "part/stackup_draw.h"

#include "base/array.h"

#include <math.h>

/* Where the relaxation of a dielectric that has none is said to lie. */
static const struct line_debye air = {.er_inf = 1.0, .f_low = 1.0, .f_high = 1e15};

double stackup_lane_place(const struct stackup_lanes *lanes, size_t lane)
{
    const double step = (double)((lane + 1) / 2);
    return lane % 2 ? step * lanes->pitch : lane ? -step * lanes->pitch : 0.0;
}

enum lr_status stackup_draw_dielectric(const struct stackup *s, enum stackup_place place,
                                       struct stackup_drawing *out, size_t *at,
                                       struct lr_error *err)
{
    static const enum stackup_quantity dk[] = {STACKUP_DK, STACKUP_DK_ABOVE,
                                               STACKUP_MASK_DK, STACKUP_FILLER_DK};
    static const enum stackup_quantity df[] = {STACKUP_DF, STACKUP_DF_ABOVE,
                                               STACKUP_MASK_DF, STACKUP_FILLER_DF};
    struct line_laminate laminate = s->laminate[place];
    laminate.dk = s->value[dk[place]];
    laminate.df = s->value[df[place]];
    *at = out->section.ndielectric++;
    out->material[*at] = s->material[place];
    return line_laminate_debye(&laminate, s->temperature, &out->dielectric[*at], err);
}

enum lr_status stackup_draw_room(size_t nconductor, struct stackup_drawing *out,
                                 struct lr_error *err)
{
    out->shape = array_alloc(nconductor, sizeof *out->shape);
    if (!out->shape)
        return error_memory(err, "a cross-section");
    out->section.nconductor = nconductor;
    out->section.conductors = out->shape;
    return LR_OK;
}

static size_t add_air(struct stackup_drawing *out)
{
    const size_t at = out->section.ndielectric++;
    out->material[at] = "air";
    out->dielectric[at] = air;
    return at;
}

/* Metal of one lane at height y: one strip or two, and coplanar ground beside them. */
static void place_lane(const struct stackup *s, double centre, double y, size_t *signal,
                       size_t *ground, struct stackup_drawing *out)
{
    const double width = stackup_value(s, STACKUP_WIDTH);
    const double etch = stackup_value(s, STACKUP_ETCH);
    const double gap = s->type->pair ? stackup_value(s, STACKUP_GAP) : 0.0;
    const double aside = stackup_value(s, STACKUP_GROUND_GAP);
    const struct line_shape strip = {.outline = LINE_TRAPEZOID, .x = centre, .y = y,
                                     .bottom = width, .top = width - etch,
                                     .thickness = stackup_value(s, STACKUP_THICKNESS)};
    const double half = s->type->pair ? 0.5 * gap + width : 0.5 * width;
    const bool broadside = s->type->form == STACKUP_BROADSIDE;
    for (size_t i = 0; i < (s->type->pair ? 2u : 1u); i++) {
        struct line_shape *shape = &out->shape[(*signal)++];
        *shape = strip;
        if (broadside && i)
            shape->y += strip.thickness + gap;
        else if (broadside) {
            shape->bottom = strip.top;
            shape->top = strip.bottom;
        } else if (s->type->pair)
            shape->x += (i ? 0.5 : -0.5) * (gap + width);
    }
    for (int side = -1; !isnan(aside) && side <= 1; side += 2) {
        struct line_shape *shape = &out->shape[(*ground)++];
        *shape = strip;
        shape->ground = true;
        shape->bottom = stackup_value(s, STACKUP_GROUND_WIDTH);
        shape->top = shape->bottom - etch;
        shape->x += side * (half + aside + 0.5 * shape->bottom);
    }
}

static enum lr_status place_metal(const struct stackup *s,
                                  const struct stackup_lanes *lanes, double y,
                                  struct stackup_drawing *out, struct lr_error *err)
{
    const struct stackup_lanes alone = {.n = 1};
    const struct stackup_lanes *all = lanes ? lanes : &alone;
    const size_t signals = (s->type->pair ? 2 : 1) * all->n;
    const bool grounds = !isnan(stackup_value(s, STACKUP_GROUND_GAP));
    size_t signal = 0, ground = signals;
    enum lr_status status =
        stackup_draw_room(signals + (grounds ? 2 * all->n : 0), out, err);
    for (size_t i = 0; !status && i < all->n; i++)
        place_lane(s, stackup_lane_place(all, i), y, &signal, &ground, out);
    return status;
}

static enum lr_status draw_microstrip(const struct stackup *s,
                                      struct stackup_drawing *out, struct lr_error *err)
{
    struct line_section *section = &out->section;
    section->boundary = LINE_OPEN;
    section->nlayer = 2;
    out->layer[0].top = stackup_value(s, STACKUP_HEIGHT);
    enum lr_status status =
        stackup_draw_dielectric(s, STACKUP_MATERIAL, out, &out->layer[0].dielectric, err);
    if (!status && s->material[STACKUP_MASK]) {
        section->mask.laminate = stackup_value(s, STACKUP_MASK_THICKNESS);
        section->mask.metal = stackup_value(s, STACKUP_MASK_OVER_METAL);
        status = stackup_draw_dielectric(s, STACKUP_MASK, out, &section->mask.dielectric,
                                         err);
    }
    out->layer[1] = (struct line_layer){INFINITY, add_air(out)};
    return status;
}

static enum lr_status draw_stripline(const struct stackup *s,
                                     struct stackup_drawing *out, struct lr_error *err)
{
    const bool two = s->material[STACKUP_ABOVE] != NULL;
    out->section.boundary = LINE_PLANES;
    out->section.nlayer = two ? 2 : 1;
    out->layer[0].top = stackup_value(s, two ? STACKUP_HEIGHT : STACKUP_PLANE_SPACING);
    out->layer[1].top = stackup_value(s, STACKUP_PLANE_SPACING);
    enum lr_status status =
        stackup_draw_dielectric(s, STACKUP_MATERIAL, out, &out->layer[0].dielectric, err);
    if (!status && two)
        status = stackup_draw_dielectric(s, STACKUP_ABOVE, out,
                                         &out->layer[1].dielectric, err);
    return status;
}

static enum lr_status draw_board(const struct stackup *s,
                                 const struct stackup_lanes *lanes,
                                 struct stackup_drawing *out, struct lr_error *err)
{
    enum lr_status status = s->type->microstrip ? draw_microstrip(s, out, err)
                                                : draw_stripline(s, out, err);
    return status ? status
                  : place_metal(s, lanes, stackup_value(s, STACKUP_HEIGHT), out, err);
}

enum lr_status stackup_draw(const struct stackup *stackup,
                            const struct stackup_lanes *lanes,
                            struct stackup_drawing *out, struct lr_error *err)
{
    *out = (struct stackup_drawing){.shape = NULL};
    out->section.layers = out->layer;
    out->section.cores = out->core;
    enum stackup_quantity culprit;
    enum lr_status status = stackup_fits(stackup, lanes, &culprit, err);
    if (!status)
        status = stackup->type->form == STACKUP_TWINAX
                     ? stackup_draw_twinax(stackup, lanes, out, err)
                     : draw_board(stackup, lanes, out, err);
    return status ? status : line_section_check(&out->section, err);
}

void stackup_drawing_free(struct stackup_drawing *drawing)
{
    array_free(drawing->shape);
    *drawing = (struct stackup_drawing){.shape = NULL};
}

#include "config.h"

#include "part/stackup_closed.h"

#include "part/stackup_draw.h"

#include <math.h>

/* What the closed forms do not know, with its key; NULL: they know it all. */
static const char *obstacle(const struct stackup *s)
{
    const double spacing = stackup_value(s, STACKUP_PLANE_SPACING);
    const double middle = 0.5 * (spacing - stackup_value(s, STACKUP_THICKNESS));
    const double rounding = 1e-6 * spacing;     /* of a height that is written out */
    const enum stackup_form form = s->type->form;
    if (form == STACKUP_BROADSIDE || form == STACKUP_TWINAX)
        return s->type->name;
    if (stackup_value(s, STACKUP_ETCH) > 0.0)
        return "etch: walls that are not upright";
    if (s->material[STACKUP_MASK])
        return "mask";
    if (s->material[STACKUP_ABOVE])
        return "material_above: a second laminate";
    if (!isnan(stackup_value(s, STACKUP_GROUND_GAP)))
        return "ground_gap: ground beside the strips";
    if (!s->type->microstrip &&
        !(fabs(stackup_value(s, STACKUP_HEIGHT) - middle) <= rounding))
        return "height: strips off the middle between the planes";
    return NULL;
}

enum lr_status stackup_closed(const struct stackup *stackup, struct line_closed *closed,
                              struct lr_error *err)
{
    const char *unknown = obstacle(stackup);
    if (unknown)
        return error_set(err, LR_EDOMAIN, "%s: closed forms do not know %s; the field "
                         "solver does", stackup->model->name, unknown);
    const bool microstrip = stackup->type->microstrip;
    *closed = (struct line_closed){
        .microstrip = microstrip,
        .width = stackup_value(stackup, STACKUP_WIDTH),
        .thickness = stackup_value(stackup, STACKUP_THICKNESS),
        .gap = stackup->type->pair ? stackup_value(stackup, STACKUP_GAP) : 0.0,
        .height = stackup_value(stackup,
                                microstrip ? STACKUP_HEIGHT : STACKUP_PLANE_SPACING)};
    return LR_OK;
}

enum lr_status stackup_closed_solve(const struct stackup *stackup,
                                    struct line_solution *out, struct lr_error *err)
{
    struct stackup_drawing drawing = {.shape = NULL};
    struct line_closed closed;
    *out = (struct line_solution){.real = NULL};
    enum lr_status status = stackup_closed(stackup, &closed, err);
    if (!status)
        status = stackup_draw(stackup, NULL, &drawing, err);
    if (!status)
        status = stackup_disperse(stackup, &drawing, err);
    if (!status) {
        const struct line_solution_materials materials =
            stackup_materials(stackup, &drawing);
        status = line_closed_solve(&closed, &materials, out, err);
    }
    stackup_drawing_free(&drawing);
    return status;
}

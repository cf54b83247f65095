#include "config.h"

#include "part/stackup_draw.h"

#include <math.h>

/* Strips are as wide as in the middle of their thickness.  The formulas know neither
 * coplanar ground nor mask, which are taken for air, and end somewhere: what lies beyond
 * disperses as at the edge, so that nothing jumps there. */
enum lr_status stackup_disperse(const struct stackup *stackup,
                                struct stackup_drawing *drawing, struct lr_error *err)
{
    const double etch = stackup_value(stackup, STACKUP_ETCH);
    const bool grounded = !isnan(stackup_value(stackup, STACKUP_GROUND_GAP));
    struct line_dispersion_shape shape = {
        .width = stackup_value(stackup, STACKUP_WIDTH) - 0.5 * etch,
        .height = stackup_value(stackup, STACKUP_HEIGHT),
        .gap = stackup->type->pair ? stackup_value(stackup, STACKUP_GAP) + 0.5 * etch
                                   : 0.0,
        .er = creal(line_debye_eval(&drawing->dielectric[drawing->layer[0].dielectric],
                                    stackup_anchor()))};
    drawing->disperses = stackup->type->microstrip && !stackup->quasi_static;
    if (!drawing->disperses)
        return LR_OK;
    enum lr_status status = LR_OK;
    if (line_dispersion_clamp(&shape))
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s: dispersion is that of a strip %.4g high, with width %.4g, "
                          "gap %.4g (um) and dk %.4g, where the formulas end",
                          stackup->model->name, shape.height / unit_um,
                          shape.width / unit_um, shape.gap / unit_um, shape.er);
    if (!status && grounded)
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s: dispersion is that without coplanar ground, which no "
                          "formula knows", stackup->model->name);
    return status ? status : line_dispersion_init(&shape, &drawing->dispersion, err);
}

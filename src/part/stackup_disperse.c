#include "config.h"

#include "part/stackup_draw.h"

#include <math.h>

/* Strips are as wide as in the middle of their thickness.  The formulas know neither
 * coplanar ground nor mask; the mask is taken for air. */
enum lr_status stackup_disperse(const struct stackup *stackup,
                                struct stackup_drawing *drawing, struct lr_error *err)
{
    const double etch = stackup_value(stackup, STACKUP_ETCH);
    const bool grounded = !isnan(stackup_value(stackup, STACKUP_GROUND_GAP));
    const struct line_dispersion_shape shape = {
        .width = stackup_value(stackup, STACKUP_WIDTH) - 0.5 * etch,
        .height = stackup_value(stackup, STACKUP_HEIGHT),
        .gap = stackup->type->pair ? stackup_value(stackup, STACKUP_GAP) + 0.5 * etch
                                   : 0.0,
        .er = creal(line_debye_eval(&drawing->dielectric[drawing->layer[0].dielectric],
                                    stackup_anchor()))};
    struct lr_error why = {.status = LR_OK};
    drawing->disperses = false;
    if (!stackup->type->microstrip || stackup->quasi_static)
        return LR_OK;
    if (grounded)
        return note_add(err, NOTE_ASSUMPTION,
                        "%s: dispersion is left out, as no formula knows coplanar ground",
                        stackup->model->name);
    drawing->disperses = !line_dispersion_init(&shape, &drawing->dispersion, &why);
    return drawing->disperses ? LR_OK
                              : note_add(err, NOTE_ASSUMPTION,
                                         "%s: dispersion is left out: %s",
                                         stackup->model->name, why.text);
}

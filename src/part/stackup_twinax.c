#include "config.h"

#include "part/stackup_draw.h"

#include <math.h>

/* Where insulation lies on the shield, the border of the dielectrics ends on metal at no
 * angle, and the equations of both are the same there.  It is drawn this much thinner,
 * of its diameter, which raises the impedance by 0.003 %. */
static const double skimmed = 1e-4;

/* What a section of homogeneous filling does not see: the insulations. */
static enum lr_status check(const struct stackup *s, struct lr_error *err)
{
    const double d = stackup_value(s, STACKUP_DIAMETER);
    const double over = stackup_value(s, STACKUP_INSULATION_DIAMETER);
    const double apart = stackup_value(s, STACKUP_SPACING);
    const double height = stackup_value(s, STACKUP_SHIELD_HEIGHT);
    const double width = stackup_value(s, STACKUP_SHIELD_WIDTH);
    if (!(over > d))
        return error_set(err, LR_EDOMAIN,
                         "insulation_diameter %g mm is not above diameter %g mm",
                         over / unit_mm, d / unit_mm);
    if (!(apart >= over))
        return error_set(err, LR_EDOMAIN,
                         "spacing %g mm is less than insulation_diameter %g mm: the "
                         "insulations overlap", apart / unit_mm, over / unit_mm);
    if (!(height >= over))
        return error_set(err, LR_EDOMAIN,
                         "shield_height %g mm is less than insulation_diameter %g mm",
                         height / unit_mm, over / unit_mm);
    if (!(width >= apart + over))
        return error_set(err, LR_EDOMAIN,
                         "shield_width %g mm is less than spacing and "
                         "insulation_diameter, %g mm", width / unit_mm,
                         (apart + over) / unit_mm);
    return LR_OK;
}

enum lr_status stackup_draw_twinax(const struct stackup *stackup,
                                   const struct stackup_lanes *lanes,
                                   struct stackup_drawing *out, struct lr_error *err)
{
    struct line_section *section = &out->section;
    const bool filled = stackup->material[STACKUP_FILLER] != NULL;
    if (lanes && lanes->n > 1)
        return error_set(err, LR_EDOMAIN,
                         "%zu lanes of twinax: each has a shield of its own and no "
                         "neighbour in it", lanes->n);
    enum lr_status status = check(stackup, err);
    size_t insulation = 0, around = 0;
    if (!status)
        status =
            stackup_draw_dielectric(stackup, STACKUP_MATERIAL, out, &insulation, err);
    if (!status && filled)
        status = stackup_draw_dielectric(stackup, STACKUP_FILLER, out, &around, err);
    if (!status)
        status = stackup_draw_room(2, out, err);
    if (status)
        return status;
    const double apart = stackup_value(stackup, STACKUP_SPACING);
    const double over = stackup_value(stackup, STACKUP_INSULATION_DIAMETER);
    section->boundary = LINE_SHIELD;
    section->shield_height = stackup_value(stackup, STACKUP_SHIELD_HEIGHT);
    section->shield_width = stackup_value(stackup, STACKUP_SHIELD_WIDTH);
    const double room = (1.0 - skimmed) * fmin(section->shield_height,
                                               section->shield_width - apart);
    section->nlayer = 1;
    out->layer[0] = (struct line_layer){INFINITY, around};
    section->ncore = filled ? 2 : 0;
    for (size_t i = 0; i < 2; i++) {
        const double x = (i ? 0.5 : -0.5) * apart;
        out->shape[i] = (struct line_shape){
            .outline = LINE_CIRCLE, .x = x,
            .diameter = stackup_value(stackup, STACKUP_DIAMETER)};
        out->core[i] = (struct line_core){x, 0.0, fmin(over, room), insulation};
    }
    return LR_OK;
}

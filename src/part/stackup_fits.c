#include "config.h"

#include "part/stackup_draw.h"

#include <math.h>

static double um(const struct stackup *s, enum stackup_quantity quantity)
{
    return stackup_value(s, quantity) / unit_um;
}

static enum lr_status check_etch(const struct stackup *s, enum stackup_quantity of,
                                 enum stackup_quantity *culprit, struct lr_error *err)
{
    *culprit = STACKUP_ETCH;
    if (um(s, STACKUP_ETCH) >= um(s, of))
        return error_set(err, LR_EDOMAIN, "etch %.6g um leaves nothing of %s %.6g um; "
                         "write less", um(s, STACKUP_ETCH), stackup_keys()[of].name,
                         um(s, of));
    return LR_OK;
}

static enum lr_status check_planes(const struct stackup *s,
                                   enum stackup_quantity *culprit, struct lr_error *err)
{
    const bool two = s->type->form == STACKUP_BROADSIDE;
    const double thickness = um(s, STACKUP_THICKNESS);
    const double high = two ? 2.0 * thickness + um(s, STACKUP_GAP) : thickness;
    const double room = um(s, STACKUP_PLANE_SPACING), bottom = um(s, STACKUP_HEIGHT);
    *culprit = STACKUP_PLANE_SPACING;
    if (!(high < room))
        return error_set(err, LR_EDOMAIN, "strips%s, %.6g um high, do not fit between "
                         "planes at plane_spacing %.6g um; write more",
                         two ? " and gap" : "", high, room);
    *culprit = STACKUP_HEIGHT;
    if (!(bottom > 0.0 && bottom + high < room))
        return error_set(err, LR_EDOMAIN, "from height %.6g um the strips reach to %.6g "
                         "um, and the planes are at 0 and plane_spacing %.6g um; between "
                         "them is %.6g um", bottom, bottom + high, room, room - high);
    return LR_OK;
}

static enum lr_status check_mask(const struct stackup *s, enum stackup_quantity *culprit,
                                 struct lr_error *err)
{
    const double aside = um(s, STACKUP_MASK_THICKNESS);
    const double above = um(s, STACKUP_MASK_OVER_METAL);
    *culprit = STACKUP_MASK_THICKNESS;
    if (s->material[STACKUP_MASK] && !(aside < um(s, STACKUP_THICKNESS) + above))
        return error_set(err, LR_EDOMAIN, "mask_thickness %.6g um is not below the "
                         "strips' %.6g um and mask_over_metal %.6g um together; a "
                         "mask that is flat above is not modelled", aside,
                         um(s, STACKUP_THICKNESS), above);
    return LR_OK;
}

/* Lanes as wide as all their metal. */
static enum lr_status check_lanes(const struct stackup *s,
                                  const struct stackup_lanes *lanes,
                                  struct lr_error *err)
{
    double wide = um(s, STACKUP_WIDTH);
    if (s->type->pair && s->type->form != STACKUP_BROADSIDE)
        wide = 2.0 * wide + um(s, STACKUP_GAP);
    if (!isnan(stackup_value(s, STACKUP_GROUND_GAP)))
        wide += 2.0 * (um(s, STACKUP_GROUND_GAP) + um(s, STACKUP_GROUND_WIDTH));
    if (lanes && lanes->n > 1 && !(lanes->pitch / unit_um > wide * (1.0 + 1e-9)))
        return error_set(err, LR_EDOMAIN, "lanes %.6g um from centre to centre touch: "
                         "each is %.6g um wide", lanes->pitch / unit_um, wide);
    return LR_OK;
}

enum lr_status stackup_fits(const struct stackup *stackup,
                            const struct stackup_lanes *lanes,
                            enum stackup_quantity *culprit, struct lr_error *err)
{
    *culprit = STACKUP_QUANTITIES;
    if (stackup->type->form == STACKUP_TWINAX)
        return LR_OK;
    enum lr_status status = check_etch(stackup, STACKUP_WIDTH, culprit, err);
    if (!status && !isnan(stackup_value(stackup, STACKUP_GROUND_GAP)))
        status = check_etch(stackup, STACKUP_GROUND_WIDTH, culprit, err);
    if (!status)
        status = stackup->type->microstrip ? check_mask(stackup, culprit, err)
                                           : check_planes(stackup, culprit, err);
    return status ? status : check_lanes(stackup, lanes, err);
}

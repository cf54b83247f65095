#include "config.h"

#include "part/wide.h"

#include "part/stackup_draw.h"

static const double least_gap = 1e-6;           /* of the pairs' width: not none */

/* [m] from the left end of a lane's metal to its right end. */
static enum lr_status lane_width(const struct stackup *stackup, double *width,
                                 struct lr_error *err)
{
    struct stackup_drawing drawing;
    double middle;
    enum lr_status status = stackup_draw(stackup, NULL, &drawing, err);
    if (!status)
        *width = 2.0 * line_section_reach(&drawing.section, &middle);
    stackup_drawing_free(&drawing);
    return status;
}

bool part_wide_couples(const struct stackup *stackup)
{
    return stackup->type->form != STACKUP_TWINAX;
}

enum lr_status part_wide_solve(const struct part_wide *wide,
                               const struct stackup_lanes *lanes, struct mark pitch,
                               struct model_library *lib,
                               const struct line_solution **out, struct lr_error *err)
{
    struct lr_error why = {.notes = err ? err->notes : NULL};
    double width;
    if (!(lanes->pitch > 0.0))
        return error_at(err, pitch, "coupled: the lanes of %s %s need a pitch; write "
                        "pitch: 0.6 mm",
                        wide->kind, wide->name);
    enum lr_status status = lane_width(wide->stackup, &width, err);
    if (!status && !(lanes->pitch > width * (1.0 + least_gap)))
        status = error_at(err, pitch,
                          "pitch: at %.4g mm the pairs of %s touch, which are %.4g mm "
                          "wide; write more",
                          lanes->pitch / unit_mm, wide->name, width / unit_mm);
    if (status)
        return status;
    status = stackup_solution(lib, wide->stackup, lanes, out, &why);
    if (status == LR_EDOMAIN)
        return error_at(err, pitch, "pitch: with %zu lanes of %s %s; write less",
                        lanes->n, wide->name, why.text);
    return status ? error_set(err, status, "%s", why.text) : LR_OK;
}

#include "config.h"

#include "line/section.h"

#include "line/outline.h"

#include <math.h>

/* From left to right a section between planes may span this many plane spacings:
 * the map of the strip onto a half plane, exp(pi x / spacing), stays within the
 * range of double. */
static const double widest = 200.0;

static bool positive(double length)
{
    return length > 0.0 && length < HUGE_VAL;
}

static enum lr_status check_layers(const struct line_section *section,
                                   struct lr_error *err)
{
    double below = 0.0;
    if (!section->nlayer)
        return error_set(err, LR_EDOMAIN, "the cross-section has no layer; give one");
    for (size_t i = 0; i < section->nlayer; i++) {
        const struct line_layer *layer = &section->layers[i];
        const bool open = section->boundary != LINE_PLANES && i + 1 == section->nlayer;
        if (layer->dielectric >= section->ndielectric)
            return error_set(err, LR_EDOMAIN,
                             "layer %zu has dielectric %zu of %zu (the first is 0)",
                             i + 1, layer->dielectric, section->ndielectric);
        if (open ? !(layer->top == HUGE_VAL)
                 : !(layer->top > below && layer->top < HUGE_VAL))
            return error_set(err, LR_EDOMAIN,
                             "layer %zu ends at %g m; %s", i + 1, layer->top,
                             open ? "without a plane above, the last must be infinite"
                                  : "it must end above where it begins, below infinity");
        below = layer->top;
    }
    if (section->boundary != LINE_SHIELD)
        return LR_OK;
    if (section->nlayer != 1)
        return error_set(err, LR_EDOMAIN,
                         "a shield is filled with one layer, not with %zu; insulation "
                         "are cores", section->nlayer);
    if (!(positive(section->shield_height) &&
          section->shield_width >= section->shield_height &&
          section->shield_width < HUGE_VAL))
        return error_set(err, LR_EDOMAIN,
                         "a shield %g m wide and %g m high; both must be positive and "
                         "it must not be higher than wide", section->shield_width,
                         section->shield_height);
    return LR_OK;
}

static enum lr_status check_size(const struct line_shape *shape, size_t i,
                                 struct lr_error *err)
{
    if (!(fabs(shape->x) < HUGE_VAL && fabs(shape->y) < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "conductor %zu: its place %g m, %g m is not "
                         "finite", i, shape->x, shape->y);
    if (shape->outline == LINE_CIRCLE) {
        if (!positive(shape->diameter))
            return error_set(err, LR_EDOMAIN,
                             "conductor %zu: diameter %g m is not positive", i,
                             shape->diameter);
        return LR_OK;
    }
    if (!(shape->thickness >= 0.0 && shape->thickness < HUGE_VAL))
        return error_set(err, LR_EDOMAIN,
                         "conductor %zu: thickness %g m is negative or not finite", i,
                         shape->thickness);
    if (!positive(shape->bottom))
        return error_set(err, LR_EDOMAIN,
                         "conductor %zu: bottom width %g m is not positive", i,
                         shape->bottom);
    if (shape->thickness > 0.0 && !positive(shape->top))
        return error_set(err, LR_EDOMAIN,
                         "conductor %zu: top width %g m is not positive", i, shape->top);
    return LR_OK;
}

/* Distance [m] from a circle to the nearest wall of the shield, when inside. */
static double to_shield(const struct line_section *section, double complex centre,
                        double r)
{
    const double radius = 0.5 * section->shield_height;
    const double flat = 0.5 * (section->shield_width - section->shield_height);
    const double complex spine = fmin(fmax(creal(centre), -flat), flat);
    return radius - cabs(centre - spine) - r;
}

/* Distance [m] of a conductor from planes and shield; not positive is outside. */
static double to_walls(const struct line_section *section, const struct line_shape *shape)
{
    double complex corner[4] = {shape->x + I * shape->y};
    const bool circle = shape->outline == LINE_CIRCLE;
    const size_t n = circle ? 1 : line_outline_corners(shape, corner);
    const double r = circle ? 0.5 * shape->diameter : 0.0;
    double least = HUGE_VAL;
    for (size_t i = 0; i < n; i++) {
        if (section->boundary == LINE_SHIELD) {
            least = fmin(least, to_shield(section, corner[i], r));
            continue;
        }
        least = fmin(least, cimag(corner[i]) - r);
        if (section->boundary == LINE_PLANES)
            least = fmin(least, section->layers[section->nlayer - 1].top -
                                cimag(corner[i]) - r);
    }
    return least;
}

/* Does the disc stay within one layer? */
static bool in_one_layer(const struct line_section *section, double y, double r)
{
    for (size_t i = 0; i + 1 < section->nlayer; i++)
        if (fabs(section->layers[i].top - y) <= r)
            return false;
    return true;
}

static enum lr_status check_conductor(const struct line_section *section, size_t i,
                                      struct lr_error *err)
{
    const struct line_shape *shape = &section->conductors[i];
    enum lr_status status = check_size(shape, i + 1, err);
    if (status)
        return status;
    const double wall = to_walls(section, shape);
    if (!(wall > 0.0))
        return error_set(err, LR_EDOMAIN,
                         "conductor %zu touches or leaves the %s: its distance is %g m; "
                         "it must be positive", i + 1,
                         section->boundary == LINE_SHIELD ? "shield" : "board", wall);
    if (shape->outline == LINE_CIRCLE &&
        !in_one_layer(section, shape->y, 0.5 * shape->diameter))
        return error_set(err, LR_EDOMAIN,
                         "conductor %zu: a circle of %g m at height %g m cuts the "
                         "border of two layers; it must lie in one", i + 1,
                         shape->diameter, shape->y);
    for (size_t j = 0; j < i; j++) {
        const double gap = line_outline_gap(&section->conductors[j], shape);
        if (!(gap > 0.0))
            return error_set(err, LR_EDOMAIN,
                             "conductor %zu touches or overlaps conductor %zu: the gap "
                             "is %g m; it must be positive", i + 1, j + 1, gap);
    }
    return LR_OK;
}

/* Cores may touch: twinax does.  Nothing may cut their circle. */
static enum lr_status check_core(const struct line_section *section, size_t i,
                                 struct lr_error *err)
{
    const struct line_core *core = &section->cores[i];
    const double complex centre = core->x + I * core->y;
    const double r = 0.5 * core->diameter, slack = 1e-9 * r;
    if (!positive(core->diameter))
        return error_set(err, LR_EDOMAIN, "core %zu: diameter %g m is not positive",
                         i + 1, core->diameter);
    if (core->dielectric >= section->ndielectric)
        return error_set(err, LR_EDOMAIN,
                         "core %zu has dielectric %zu of %zu (the first is 0)", i + 1,
                         core->dielectric, section->ndielectric);
    const struct line_shape disc = {.outline = LINE_CIRCLE, .x = core->x, .y = core->y,
                                    .diameter = core->diameter - slack};
    if (!(to_walls(section, &disc) > 0.0) || !in_one_layer(section, core->y, r))
        return error_set(err, LR_EDOMAIN,
                         "core %zu: a circle of %g m at %g m, %g m leaves its layer or "
                         "the shield", i + 1, core->diameter, core->x, core->y);
    for (size_t j = 0; j < section->nconductor; j++)
        if (line_outline_beside(&section->conductors[j], centre, r) == 0.0)
            return error_set(err, LR_EDOMAIN,
                             "core %zu of %g m cuts conductor %zu; it must be wholly "
                             "inside or outside", i + 1, core->diameter, j + 1);
    for (size_t j = 0; j < i; j++) {
        const struct line_core *other = &section->cores[j];
        const double apart = cabs(centre - other->x - I * other->y);
        const double sum = r + 0.5 * other->diameter;
        if (apart < sum - slack && !(apart + fmin(r, sum - r) < fmax(r, sum - r)))
            return error_set(err, LR_EDOMAIN,
                             "core %zu cuts core %zu: their centres are %g m apart, and "
                             "their radii are %g m together", i + 1, j + 1, apart, sum);
    }
    return LR_OK;
}

static enum lr_status check_mask(const struct line_section *section, struct lr_error *err)
{
    const struct line_mask *mask = &section->mask;
    if (mask->laminate == 0.0 && mask->metal == 0.0)
        return LR_OK;
    if (!(positive(mask->laminate) && positive(mask->metal)))
        return error_set(err, LR_EDOMAIN,
                         "solder mask of %g m on laminate and %g m on metal; both must "
                         "be positive", mask->laminate, mask->metal);
    if (mask->dielectric >= section->ndielectric)
        return error_set(err, LR_EDOMAIN,
                         "solder mask has dielectric %zu of %zu (the first is 0)",
                         mask->dielectric, section->ndielectric);
    if (section->boundary != LINE_OPEN || section->nlayer < 2)
        return error_set(err, LR_EDOMAIN,
                         "solder mask needs a laminate with nothing but air above it");
    const double surface = section->layers[section->nlayer - 2].top;
    for (size_t i = 0; i < section->nconductor; i++) {
        const struct line_shape *shape = &section->conductors[i];
        const bool round = shape->outline == LINE_CIRCLE;
        const double head =
            shape->y + (round ? 0.5 * shape->diameter : shape->thickness);
        if (head < surface)
            continue;
        if (round || shape->y != surface)
            return error_set(err, LR_EDOMAIN,
                             "conductor %zu at height %g m: under solder mask it must be "
                             "a trapezoid that stands on the laminate, at %g m", i + 1,
                             shape->y, surface);
        if (!(mask->laminate < shape->thickness + mask->metal))
            return error_set(err, LR_EDOMAIN,
                             "solder mask of %g m on laminate buries conductor %zu with "
                             "its %g m above metal; describe it as a layer",
                             mask->laminate, i + 1, mask->metal);
    }
    return LR_OK;
}

enum lr_status line_section_check(const struct line_section *section,
                                  struct lr_error *err)
{
    enum lr_status status = check_layers(section, err);
    if (!status && !line_section_signals(section))
        status = error_set(err, LR_EDOMAIN, "the cross-section has no signal conductor");
    for (size_t i = 0; !status && i < section->nconductor; i++)
        status = check_conductor(section, i, err);
    for (size_t i = 0; !status && i < section->ncore; i++)
        status = check_core(section, i, err);
    if (!status)
        status = check_mask(section, err);
    if (status || section->boundary != LINE_PLANES)
        return status;
    double middle;
    const double spacing = section->layers[section->nlayer - 1].top;
    const double width = 2.0 * line_section_reach(section, &middle);
    if (!(width <= widest * spacing))
        return error_set(err, LR_EDOMAIN,
                         "the conductors span %g m, more than %g times the plane spacing "
                         "of %g m", width, widest, spacing);
    return LR_OK;
}

#include "config.h"

#include "line/section.h"

#include "line/outline.h"

#include <math.h>

size_t line_section_signals(const struct line_section *section)
{
    size_t n = 0;
    for (size_t i = 0; i < section->nconductor; i++)
        n += !section->conductors[i].ground;
    return n;
}

static bool has_mask(const struct line_section *section)
{
    return section->mask.laminate > 0.0;
}

/* Below the surface of the mask? */
static bool under_mask(const struct line_section *section, double x, double y)
{
    const double surface = section->layers[section->nlayer - 2].top;
    if (!(y > surface))
        return false;
    if (y < surface + section->mask.laminate)
        return true;
    for (size_t i = 0; i < section->nconductor; i++) {
        const struct line_shape *shape = &section->conductors[i];
        const double metal = section->mask.metal, height = shape->thickness + metal;
        const double top = shape->thickness > 0.0 ? shape->top : shape->bottom;
        const double half = 0.5 * shape->bottom +
                            0.5 * (top - shape->bottom) * (y - surface) / height + metal;
        if (shape->y == surface && y < surface + height && fabs(x - shape->x) < half)
            return true;
    }
    return false;
}

size_t line_section_dielectric(const struct line_section *section, double x, double y)
{
    const struct line_core *inner = NULL;
    for (size_t i = 0; i < section->ncore; i++) {
        const struct line_core *core = &section->cores[i];
        if (hypot(x - core->x, y - core->y) < 0.5 * core->diameter &&
            (!inner || core->diameter < inner->diameter))
            inner = core;
    }
    if (inner)
        return inner->dielectric;
    if (has_mask(section) && under_mask(section, x, y))
        return section->mask.dielectric;
    size_t layer = 0;
    while (layer + 1 < section->nlayer && y >= section->layers[layer].top)
        layer++;
    return section->layers[layer].dielectric;
}

static double half_width(const struct line_shape *shape)
{
    if (shape->outline == LINE_CIRCLE)
        return 0.5 * shape->diameter;
    return 0.5 * (shape->thickness > 0.0 ? fmax(shape->bottom, shape->top)
                                         : shape->bottom);
}

double line_section_reach(const struct line_section *section, double *middle)
{
    double left = HUGE_VAL, right = -HUGE_VAL;
    for (size_t i = 0; i < section->nconductor; i++) {
        const struct line_shape *shape = &section->conductors[i];
        left = fmin(left, shape->x - half_width(shape));
        right = fmax(right, shape->x + half_width(shape));
    }
    for (size_t i = 0; i < section->ncore; i++) {
        const struct line_core *core = &section->cores[i];
        left = fmin(left, core->x - 0.5 * core->diameter);
        right = fmax(right, core->x + 0.5 * core->diameter);
    }
    *middle = 0.5 * (left + right);
    return 0.5 * (right - left);
}

double line_section_height(const struct line_section *section)
{
    double height = 0.0;
    for (size_t i = 0; i < section->nlayer; i++)
        if (section->layers[i].top < HUGE_VAL)
            height = fmax(height, section->layers[i].top);
    for (size_t i = 0; i < section->nconductor; i++) {
        const struct line_shape *shape = &section->conductors[i];
        const double top = shape->outline == LINE_CIRCLE ? 0.5 * shape->diameter
                                                         : shape->thickness;
        height = fmax(height, shape->y + top);
    }
    return height;
}

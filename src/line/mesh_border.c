#include "config.h"

#include "line/mesh_border.h"

#include "base/array.h"
#include "base/constants.h"
#include "line/outline.h"

#include <math.h>

/* How far to the sides of the metal a border goes before charge has died out or is a
 * smooth function of 1/x.  Between planes it falls by exp(-pi) every spacing: 6 of them
 * leave 1e-8.  Above one plane FAR panels follow. */
static const double spacings = 6.0;
static const double reaches = 2.5, heights = 4.0;

static double extent(const struct line_section *section, double *middle)
{
    const double reach = line_section_reach(section, middle);
    const double height = line_section_height(section);
    if (section->boundary == LINE_PLANES)
        return reach + spacings * height;
    return fmax(reaches * reach, reach + heights * height);
}

/* From the end of a border to infinity, on either side; nothing between planes. */
static enum lr_status far_panels(struct line_refine *refine, double middle, double y,
                                 double reach, const struct line_tag *tag,
                                 struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (int turn = -1; !status && turn <= 1; turn += 2) {
        /* u falls to the right, rises to the left: the normal is upwards on both. */
        const struct line_panel panel = {.kind = LINE_PANEL_FAR,
                                         .origin = middle + I * y,
                                         .span = turn * reach, .side = -turn};
        if (refine->section->boundary == LINE_OPEN)
            status = line_refine_add(refine, &panel, tag, err);
    }
    return status;
}

struct span {                   /* where metal meets a level                   */
    double left, right;
    int power;                  /* of the ends of what is beside it            */
};

static struct span span_at(const struct line_shape *shape, double y)
{
    const struct span none = {HUGE_VAL, HUGE_VAL, 1};
    if (shape->outline == LINE_CIRCLE || y < shape->y || y > shape->y + shape->thickness)
        return none;
    const bool strip = !(shape->thickness > 0.0);
    const double up = strip ? 0.0 : (y - shape->y) / shape->thickness;
    const double half = 0.5 * (shape->bottom + up * (strip ? 0.0 : shape->top -
                                                                   shape->bottom));
    return (struct span){shape->x - half, shape->x + half, up > 0.0 && up < 1.0 ? 2
                         : strip ? 2 : 3};
}

/* The leftmost span that begins at or beyond x. */
static struct span next_span(const struct line_section *section, double y, double x)
{
    struct span next = {HUGE_VAL, HUGE_VAL, 1};
    for (size_t i = 0; i < section->nconductor; i++) {
        const struct span span = span_at(&section->conductors[i], y);
        if (span.left >= x && span.left < next.left)
            next = span;
    }
    return next;
}

enum lr_status line_mesh_level(struct line_refine *refine, double y,
                               const struct line_tag *tag, struct lr_error *err)
{
    double middle;
    const double reach = extent(refine->section, &middle);
    enum lr_status status = far_panels(refine, middle, y, reach, tag, err);
    double x = middle - reach;
    int power = 1;
    while (!status) {
        const struct span span = next_span(refine->section, y, x);
        const bool last = !(span.left < HUGE_VAL);
        const double end = last ? middle + reach : span.left;
        status = line_refine_line(refine, x + I * y, end + I * y, power, span.power, 1.0,
                                  tag, err);
        if (last)
            break;
        x = span.right;
        power = span.power;
    }
    return status;
}

/* The surface of the mask, n corners to be freed with array_free; NULL when memory is
 * out. */
static double complex *mask_corners(const struct line_section *section, size_t *n)
{
    double complex *corner = array_alloc(8 * section->nconductor + 2, sizeof *corner);
    double middle;
    const double reach = extent(section, &middle);
    if (corner)
        *n = line_outline_mask(section, middle - reach, middle + reach, corner);
    return corner;
}

enum lr_status line_mesh_border_features(struct line_refine *refine, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    enum lr_status status = LR_OK;
    for (size_t i = 0; i + 1 < section->nlayer; i++) {
        const double y = section->layers[i].top;
        struct span span = next_span(section, y, -HUGE_VAL);
        while (!status && span.left < HUGE_VAL) {
            status = line_refine_feature(refine, span.left + I * y, 0.0, err);
            if (!status)
                status = line_refine_feature(refine, span.right + I * y, 0.0, err);
            span = next_span(section, y, span.right);
        }
    }
    if (status || !(section->mask.laminate > 0.0))
        return status;
    size_t n = 0;
    double complex *corner = mask_corners(section, &n);
    if (!corner)
        return error_memory(err, "solder mask");
    for (size_t i = 1; !status && i + 1 < n; i++)
        status = line_refine_feature(refine, corner[i], 0.0, err);
    array_free(corner);
    return status;
}

static enum lr_status mask(struct line_refine *refine, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    const struct line_tag tag = {.above = section->layers[section->nlayer - 1].dielectric,
                                 .below = section->mask.dielectric};
    size_t n = 0;
    double complex *corner = mask_corners(section, &n);
    if (!corner)
        return error_memory(err, "solder mask");
    double middle;
    const double reach = extent(section, &middle);
    enum lr_status status =
        far_panels(refine, middle, cimag(corner[0]), reach, &tag, err);
    for (size_t i = 0; !status && i + 1 < n; i++)
        status = line_refine_line(refine, corner[i], corner[i + 1], i ? 2 : 1,
                                  i + 2 < n ? 2 : 1, 1.0, &tag, err);
    array_free(corner);
    return status;
}

/* What surrounds a core: the smallest one that holds it, or the layer. */
static size_t around(const struct line_section *section, const struct line_core *core)
{
    const struct line_core *outer = NULL;
    for (size_t i = 0; i < section->ncore; i++) {
        const struct line_core *other = &section->cores[i];
        const double apart = hypot(core->x - other->x, core->y - other->y);
        if (apart + 0.5 * core->diameter < 0.5 * other->diameter &&
            (!outer || other->diameter < outer->diameter))
            outer = other;
    }
    if (outer)
        return outer->dielectric;
    size_t layer = 0;
    while (layer + 1 < section->nlayer && core->y >= section->layers[layer].top)
        layer++;
    return section->layers[layer].dielectric;
}

enum lr_status line_mesh_borders(struct line_refine *refine, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    const bool masked = section->mask.laminate > 0.0;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i + 1 < section->nlayer; i++) {
        const bool surface = masked && i + 2 == section->nlayer;
        const struct line_tag tag = {.above = surface ? section->mask.dielectric
                                                      : section->layers[i + 1].dielectric,
                                     .below = section->layers[i].dielectric};
        if (tag.above != tag.below)
            status = line_mesh_level(refine, section->layers[i].top, &tag, err);
    }
    if (!status && masked &&
        section->mask.dielectric != section->layers[section->nlayer - 1].dielectric)
        status = mask(refine, err);
    for (size_t i = 0; !status && i < section->ncore; i++) {
        const struct line_core *core = &section->cores[i];
        const struct line_tag tag = {.above = around(section, core),
                                     .below = core->dielectric};
        if (tag.above != tag.below)
            status = line_refine_arc(refine, core->x + I * core->y, 0.5 * core->diameter,
                                     0.0, pi, -1.0, &tag, err);
    }
    return status;
}

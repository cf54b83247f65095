#include "config.h"

#include "line/mesh_refine.h"

#include "base/constants.h"
#include "line/outline.h"

#include <math.h>
#include <stdlib.h>

/* Halvings of a contour after which it is short enough whatever is near: 2^-20 of a
 * board is below any gap that can be made. */
enum { DEEPEST = 20 };

/* Discs that touch leave no distance to go by; a fifth of the radius resolves the
 * charge about the contact to 1e-4. */
static const double closest = 0.2;

static enum lr_status add_feature(struct line_refine *refine, double complex centre,
                                  double radius, struct lr_error *err)
{
    if (refine->n == refine->room) {
        const size_t room = refine->room ? 2 * refine->room : 64;
        void *grown = realloc(refine->feature, room * sizeof *refine->feature);
        if (!grown)
            return error_memory(err, "a cross-section's corners");
        refine->feature = grown;
        refine->room = room;
    }
    refine->feature[refine->n++] = (struct line_feature){centre, radius};
    return LR_OK;
}

enum lr_status line_refine_feature(struct line_refine *refine, double complex centre,
                                   double radius, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    const double wall = 0.5 * section->shield_height;
    enum lr_status status = add_feature(refine, centre, radius, err);
    if (!status && section->boundary != LINE_SHIELD)
        status = add_feature(refine, conj(centre), radius, err);
    if (!status && section->boundary == LINE_PLANES) {
        const double top = section->layers[section->nlayer - 1].top;
        status = add_feature(refine, conj(centre) + 2.0 * I * top, radius, err);
    }
    if (section->boundary != LINE_SHIELD)
        return status;
    if (!status)
        status = add_feature(refine, conj(centre) + 2.0 * I * wall, radius, err);
    if (!status)
        status = add_feature(refine, conj(centre) - 2.0 * I * wall, radius, err);
    return status;
}

enum lr_status line_refine_add(struct line_refine *refine, const struct line_panel *panel,
                               const struct line_tag *tag, struct lr_error *err)
{
    struct line_mesh *mesh = refine->mesh;
    if (mesh->n == mesh->room) {
        const size_t room = mesh->room ? 2 * mesh->room : 64;
        void *panels = realloc(mesh->panel, room * sizeof *mesh->panel);
        if (panels)
            mesh->panel = panels;
        void *tags = realloc(mesh->tag, room * sizeof *mesh->tag);
        if (tags)
            mesh->tag = tags;
        if (!panels || !tags)
            return error_memory(err, "a cross-section's panels");
        mesh->room = room;
    }
    mesh->panel[mesh->n] = *panel;
    mesh->tag[mesh->n++] = *tag;
    return LR_OK;
}

/* The scale on which a feature at `distance` from its centre makes the charge vary:
 * for a disc the length of the tangent, the geometric mean of gap and size. */
static double scale(const struct line_feature *feature, double distance)
{
    const double r = feature->radius;
    return fmax(sqrt(fabs(distance - r) * (distance + r)), closest * r);
}

static bool line_too_long(const struct line_refine *refine, double complex a,
                          double complex b)
{
    const double length = cabs(b - a);
    if (length > refine->longest)
        return true;
    for (size_t i = 0; i < refine->n; i++) {
        const struct line_feature *feature = &refine->feature[i];
        const double end = fmin(cabs(feature->centre - a), cabs(feature->centre - b));
        if (feature->radius == 0.0 && end < 1e-9 * length)
            continue;
        const double distance = line_outline_distance(feature->centre, a, b);
        if (length > refine->grade * scale(feature, distance))
            return true;
    }
    return false;
}

/* The panel from a to b, which has its power at one end. */
static struct line_panel line_panel_of(double complex a, double complex b, int power_a,
                                       int power_b, double side)
{
    if (power_b > 1)
        return (struct line_panel){.kind = LINE_PANEL_LINE, .power = power_b, .origin = b,
                                   .span = a - b, .side = -side};
    return (struct line_panel){.kind = LINE_PANEL_LINE, .power = power_a, .origin = a,
                               .span = b - a, .side = side};
}

/* Bisects, without recursion: `stack` holds what is still to be done, right to left. */
enum lr_status line_refine_line(struct line_refine *refine, double complex a,
                                double complex b, int power_a, int power_b, double side,
                                const struct line_tag *tag, struct lr_error *err)
{
    struct {
        double complex a, b;
        int power_a, power_b, level;
    } stack[DEEPEST + 2] = {{a, b, power_a, power_b, 0}};
    size_t left = 1;
    while (left) {
        const double complex from = stack[left - 1].a, to = stack[left - 1].b;
        const int first = stack[left - 1].power_a, last = stack[left - 1].power_b;
        const int level = stack[left - 1].level;
        left--;
        if ((first > 1 && last > 1) ||
            (level < DEEPEST && line_too_long(refine, from, to))) {
            const double complex middle = 0.5 * (from + to);
            stack[left].a = middle;
            stack[left].b = to;
            stack[left].power_a = 1;
            stack[left].power_b = last;
            stack[left++].level = level + 1;
            stack[left].a = from;
            stack[left].b = middle;
            stack[left].power_a = first;
            stack[left].power_b = 1;
            stack[left++].level = level + 1;
            continue;
        }
        const struct line_panel panel = line_panel_of(from, to, first, last, side);
        enum lr_status status = line_refine_add(refine, &panel, tag, err);
        if (status)
            return status;
    }
    return LR_OK;
}

static bool arc_too_long(const struct line_refine *refine, double complex centre,
                         double radius, double middle, double half)
{
    if (half > 0.2 * pi)
        return true;
    for (size_t i = 0; i < refine->n; i++) {
        const struct line_feature *feature = &refine->feature[i];
        const double complex seen = (feature->centre - centre) * cexp(-I * middle);
        const double away = cabs(seen);
        if (away < 1e-9 * radius && fabs(feature->radius - radius) < 1e-9 * radius)
            continue;
        const double angle = fmin(fmax(carg(seen), -half), half);
        const double distance = cabs(seen - radius * cexp(I * angle));
        if (2.0 * half * radius > refine->grade * scale(feature, distance))
            return true;
    }
    return false;
}

enum lr_status line_refine_arc(struct line_refine *refine, double complex centre,
                               double radius, double middle, double half, double side,
                               const struct line_tag *tag, struct lr_error *err)
{
    struct {
        double middle, half;
        int level;
    } stack[DEEPEST + 2] = {{middle, half, 0}};
    size_t left = 1;
    while (left) {
        const double at = stack[left - 1].middle, wide = stack[left - 1].half;
        const int level = stack[left - 1].level;
        left--;
        if (level < DEEPEST && arc_too_long(refine, centre, radius, at, wide)) {
            for (int turn = 1; turn >= -1; turn -= 2) {
                stack[left].middle = at + 0.5 * turn * wide;
                stack[left].half = 0.5 * wide;
                stack[left++].level = level + 1;
            }
            continue;
        }
        const struct line_panel panel = {.kind = LINE_PANEL_ARC, .origin = centre,
                                         .radius = radius, .middle = at, .half = wide,
                                         .side = side};
        enum lr_status status = line_refine_add(refine, &panel, tag, err);
        if (status)
            return status;
    }
    return LR_OK;
}

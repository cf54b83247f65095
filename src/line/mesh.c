#include "config.h"

#include "line/mesh.h"

#include "base/constants.h"
#include "line/mesh_border.h"
#include "line/outline.h"

#include <math.h>
#include <stdlib.h>

void line_mesh_free(struct line_mesh *mesh)
{
    free(mesh->tag);
    free(mesh->panel);
    *mesh = (struct line_mesh){0};
}

/* Corners of metal and all discs. */
static enum lr_status features(struct line_refine *refine, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < section->nconductor; i++) {
        const struct line_shape *shape = &section->conductors[i];
        double complex corner[4];
        const size_t n = line_outline_corners(shape, corner);
        if (!n)
            status = line_refine_feature(refine, shape->x + I * shape->y,
                                         0.5 * shape->diameter, err);
        for (size_t j = 0; !status && j < n; j++)
            status = line_refine_feature(refine, corner[j], 0.0, err);
    }
    for (size_t i = 0; !status && i < section->ncore; i++) {
        const struct line_core *core = &section->cores[i];
        status = line_refine_feature(refine, core->x + I * core->y, 0.5 * core->diameter,
                                     err);
    }
    if (!status)
        status = line_mesh_border_features(refine, err);
    return status;
}

/* What lies to the right of a piece of contour, and of a strip also to the left. */
static void touching(const struct line_section *section, double complex a,
                     double complex b, struct line_tag *tag)
{
    /* Far less than anything drawn, far more than a rounding. */
    const double complex aside = 1e-6 * I * (b - a), middle = 0.5 * (a + b);
    const double complex out = middle - aside, in = middle + aside;
    tag->above = line_section_dielectric(section, creal(out), cimag(out));
    tag->below = tag->strip ? line_section_dielectric(section, creal(in), cimag(in))
                            : tag->above;
}

/* One straight face from a to b, metal on its left, cut where a border of layers meets
 * it.  At such a border the charge has a singularity of its own, a mild one. */
static enum lr_status face(struct line_refine *refine, double complex a, double complex b,
                           int power, struct line_tag *tag, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    const double rise = cimag(b - a);
    enum lr_status status = LR_OK;
    double done = 0.0;
    for (size_t i = 0; !status && i + 1 < section->nlayer; i++) {
        const size_t layer = rise > 0.0 ? i : section->nlayer - 2 - i;
        const double at = (section->layers[layer].top - cimag(a)) / rise;
        if (!(at > 1e-9 && at < 1.0 - 1e-9))
            continue;
        const double complex from = a + done * (b - a), to = a + at * (b - a);
        touching(section, from, to, tag);
        status = line_refine_line(refine, from, to, done > 0.0 ? 2 : power, 2, -1.0, tag,
                                  err);
        done = at;
    }
    if (status)
        return status;
    const double complex from = a + done * (b - a);
    touching(section, from, b, tag);
    return line_refine_line(refine, from, b, done > 0.0 ? 2 : power, power, -1.0, tag,
                            err);
}

static enum lr_status circle(struct line_refine *refine, double complex centre, double r,
                             struct line_tag *tag, struct lr_error *err)
{
    return line_refine_arc(refine, centre, r, 0.0, pi, -1.0, tag, err);
}

static enum lr_status conductor(struct line_refine *refine, size_t index,
                                struct lr_error *err)
{
    static const enum line_face faces[] = {LINE_FACE_BOTTOM, LINE_FACE_SIDE,
                                           LINE_FACE_TOP, LINE_FACE_SIDE};
    const struct line_shape *shape = &refine->section->conductors[index];
    struct line_tag tag = {.conductor = index, .face = LINE_FACE_SIDE};
    double complex corner[4];
    const size_t n = line_outline_corners(shape, corner);
    if (!n) {
        tag.above = tag.below =
            line_section_dielectric(refine->section, shape->x + 0.5000005 *
                                    shape->diameter, shape->y);
        return circle(refine, shape->x + I * shape->y, 0.5 * shape->diameter, &tag, err);
    }
    if (n == 2) {
        tag.strip = true;
        tag.face = LINE_FACE_BOTTOM;
        return face(refine, corner[0], corner[1], 2, &tag, err);
    }
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < n; i++) {
        tag.face = faces[i];
        status = face(refine, corner[i], corner[(i + 1) % n], 3, &tag, err);
    }
    return status;
}

/* The tube, with metal outside: the normal points inwards. */
static enum lr_status shield(struct line_refine *refine, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    const double r = 0.5 * section->shield_height;
    const double flat = 0.5 * section->shield_width - r;
    const size_t fill = section->layers[0].dielectric;
    const struct line_tag tag = {.conductor = section->nconductor,
                                 .face = LINE_FACE_SIDE, .above = fill, .below = fill};
    if (!(flat > 0.0))
        return line_refine_arc(refine, 0.0, r, 0.0, pi, 1.0, &tag, err);
    enum lr_status status = LR_OK;
    for (int turn = 1; !status && turn >= -1; turn -= 2) {
        status = line_refine_arc(refine, turn * flat, r, turn > 0 ? 0.0 : pi, 0.5 * pi,
                                 1.0, &tag, err);
        if (!status)
            status = line_refine_line(refine, turn * (flat + I * r),
                                      turn * (-flat + I * r), 1, 1, 1.0, &tag, err);
    }
    return status;
}

static enum lr_status metal(struct line_refine *refine, struct lr_error *err)
{
    const struct line_section *section = refine->section;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < section->nconductor; i++)
        status = conductor(refine, i, err);
    if (!status && section->boundary == LINE_SHIELD)
        status = shield(refine, err);
    refine->mesh->nmetal = refine->mesh->n;
    return status;
}

static struct line_refine refinement(const struct line_section *section, double grade,
                                     struct line_mesh *mesh)
{
    return (struct line_refine){
        .mesh = mesh,
        .section = section,
        .grade = grade,
        .longest = section->boundary == LINE_PLANES
                       ? section->layers[section->nlayer - 1].top
                       : HUGE_VAL,
    };
}

enum lr_status line_mesh_section(const struct line_section *section, double grade,
                                 struct line_mesh *mesh, struct lr_error *err)
{
    struct line_refine refine = refinement(section, grade, mesh);
    enum lr_status status = features(&refine, err);
    if (!status)
        status = metal(&refine, err);
    if (!status)
        status = line_mesh_borders(&refine, err);
    free(refine.feature);
    return status;
}

enum lr_status line_mesh_planes(const struct line_section *section, double grade,
                                struct line_mesh *mesh, struct lr_error *err)
{
    struct line_refine refine = refinement(section, grade, mesh);
    const struct line_tag tag = {.conductor = section->nconductor};
    enum lr_status status = features(&refine, err);
    if (!status && section->boundary != LINE_SHIELD)
        status = line_mesh_level(&refine, 0.0, &tag, err);
    if (!status && section->boundary == LINE_PLANES)
        status = line_mesh_level(&refine, section->layers[section->nlayer - 1].top, &tag,
                                 err);
    free(refine.feature);
    return status;
}

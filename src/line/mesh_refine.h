/* mesh_refine.h -- cuts lines and arcs into panels that are short where something is
 * near. */
#ifndef LINE_MESH_REFINE_H
#define LINE_MESH_REFINE_H

#include "line/mesh.h"

struct line_feature {           /* a corner, or the rim of a disc              */
    double complex centre;
    double radius;              /* [m] 0: a point                              */
};

struct line_refine {
    struct line_mesh *mesh;
    const struct line_section *section;
    double grade;
    double longest;             /* [m] of a panel                              */
    size_t n, room;
    struct line_feature *feature;
};

/* Adds a feature and its images in the planes, or in the flat walls of a shield. */
enum lr_status line_refine_feature(struct line_refine *refine, double complex centre,
                                   double radius, struct lr_error *err);

/* Adds one panel as it is. */
enum lr_status line_refine_add(struct line_refine *refine, const struct line_panel *panel,
                               const struct line_tag *tag, struct lr_error *err);

/* The line from a to b, power_a and power_b the powers of its ends (1: none); `side` as
 * in panel.h, for the direction from a to b. */
enum lr_status line_refine_line(struct line_refine *refine, double complex a,
                                double complex b, int power_a, int power_b, double side,
                                const struct line_tag *tag, struct lr_error *err);

/* The arc middle - half .. middle + half of a circle. */
enum lr_status line_refine_arc(struct line_refine *refine, double complex centre,
                               double radius, double middle, double half, double side,
                               const struct line_tag *tag, struct lr_error *err);

#endif

/* mesh.h -- a cross-section as panels (panel.h): the contours of metal first, then the
 * borders of dielectrics.
 *
 * A panel is no longer than `grade` times its distance from the next corner, edge or
 * disc that it does not itself end at, images in the planes included: the charge
 * varies on that scale.  The ends of contours get the power of their singularity. */
#ifndef LINE_MESH_H
#define LINE_MESH_H

#include "line/panel.h"
#include "line/section.h"

struct line_tag {               /* what a panel belongs to                     */
    size_t conductor;           /* its index; nconductor: the shield           */
    enum line_face face;
    bool strip;                 /* metal without thickness: charge on both sides */
    size_t above, below;        /* dielectrics where the normal points, and behind */
};

struct line_mesh {
    size_t n, room, nmetal;     /* the first nmetal panels are metal           */
    struct line_panel *panel;
    struct line_tag *tag;
};

/* Fills an empty mesh {0}.  LR_EMEMORY; line_mesh_free is needed in any case. */
enum lr_status line_mesh_section(const struct line_section *section, double grade,
                                 struct line_mesh *mesh, struct lr_error *err);

/* The planes at y = 0 and above, as panels to integrate over; none of a shield. */
enum lr_status line_mesh_planes(const struct line_section *section, double grade,
                                struct line_mesh *mesh, struct lr_error *err);
void line_mesh_free(struct line_mesh *mesh);

#endif

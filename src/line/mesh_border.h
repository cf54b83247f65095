/* mesh_border.h -- panels on the borders of dielectrics: layers, solder mask, cores. */
#ifndef LINE_MESH_BORDER_H
#define LINE_MESH_BORDER_H

#include "line/mesh_refine.h"

/* Corners of the mask, and where borders of layers meet metal. */
enum lr_status line_mesh_border_features(struct line_refine *refine,
                                         struct lr_error *err);

/* All borders between different dielectrics. */
enum lr_status line_mesh_borders(struct line_refine *refine, struct lr_error *err);

/* The horizontal line at y, as far as charge reaches and not through metal. */
enum lr_status line_mesh_level(struct line_refine *refine, double y,
                               const struct line_tag *tag, struct lr_error *err);

#endif

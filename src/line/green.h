/* green.h -- potential and field of panels between the walls of a cross-section: a
 * plane at y = 0, two planes, or free space.
 *
 * In units of the vacuum permittivity: a line charge of 1 in free space has the
 * potential -ln(r)/(2 pi).  One plane adds one image.  Two planes have infinitely many;
 * w = exp(pi z/spacing) maps the strip between them onto the upper half plane, where
 * one image is enough, so that the sum is the closed form ln|w - w'|/|w - conj w'|. */
#ifndef LINE_GREEN_H
#define LINE_GREEN_H

#include "line/panel.h"
#include "line/section.h"

struct line_green {
    enum line_boundary boundary;
    double spacing;             /* [m] of LINE_PLANES                          */
    double middle;              /* [m] x about which the map is centred        */
    double unit;                /* [m] of LINE_SHIELD: the length whose logarithm is
                                 * 0.  Twice the capacity of the shield or so: at the
                                 * capacity itself the equations are singular  */
    struct line_rule rule;
};

struct line_source {            /* a panel with what is known of its nodes     */
    const struct line_panel *panel;
    const struct line_node *node;       /* [n]                                 */
    const double complex *map;          /* [n] w; LINE_PLANES                  */
};

/* w of a point; 0 without two planes. */
double complex line_green_map(const struct line_green *green, double complex z);

/* out [n]: what each node's f adds to the potential at z, or to the field along
 * `normal` there.  w: the map of z; self as in panel.h. */
void line_green_potential(const struct line_green *green,
                          const struct line_source *source, double complex z,
                          double complex w, size_t self, double *restrict out);
void line_green_field(const struct line_green *green, const struct line_source *source,
                      double complex z, double complex w, double complex normal,
                      size_t self, double *restrict out);

#endif

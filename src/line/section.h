/* section.h -- the cross-section of a transmission line: what is drawn, before
 * anything is computed.
 *
 *        ______ top                     LINE_OPEN    plane at y = 0, open above
 *       /      \    ^                   LINE_PLANES  planes at y = 0 and at the top of
 *      /________\   v thickness                      the last layer
 *   ___ bottom   _______ layer 1        LINE_SHIELD  a tube around everything, centred
 *        layer 0                                     on x = y = 0
 *   ==================== plane y = 0
 *
 * x runs to the right, y upwards, all lengths in metres.  Dielectrics are numbers
 * 0..ndielectric-1; their permittivities come with the question (bem.h).  The
 * arrays are borrowed. */
#ifndef LINE_SECTION_H
#define LINE_SECTION_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum line_boundary { LINE_OPEN, LINE_PLANES, LINE_SHIELD };

struct line_layer {
    double top;                 /* [m] y of its upper surface; infinite for the last
                                 * one of LINE_OPEN and the only one of LINE_SHIELD */
    size_t dielectric;
};

enum line_outline { LINE_TRAPEZOID, LINE_CIRCLE };

/* The faces of a trapezoid; those of a circle are all sides. */
enum line_face { LINE_FACE_BOTTOM, LINE_FACE_TOP, LINE_FACE_SIDE, LINE_FACES };

struct line_shape {             /* a conductor                                 */
    enum line_outline outline;
    double x, y;                /* [m] centre of a circle; of a trapezoid the middle
                                 * of its bottom edge                          */
    double bottom, top;         /* [m] widths of a trapezoid                   */
    double thickness;           /* [m] 0: a strip, whose width is `bottom`     */
    double diameter;            /* [m] of a circle                             */
    bool ground;                /* at 0 V, as coplanar ground                  */
};

/* Round insulation, or a hole: a dielectric disc within one layer. */
struct line_core {
    double x, y, diameter;      /* [m]                                         */
    size_t dielectric;
};

/* Solder mask on the last layer but one of LINE_OPEN; beside the metal it is as thick
 * as above it.  None when both are 0. */
struct line_mask {
    double laminate, metal;     /* [m] thickness above either                  */
    size_t dielectric;
};

struct line_section {
    enum line_boundary boundary;
    double shield_width;        /* [m] of LINE_SHIELD; the tube is round when both are */
    double shield_height;       /* alike, else two half circles and straight sides     */
    size_t nlayer, ndielectric, nconductor, ncore;
    const struct line_layer *layers;            /* from y = 0 upwards          */
    const struct line_shape *conductors;        /* signals in the order of the result */
    const struct line_core *cores;
    struct line_mask mask;
};

/* LR_EDOMAIN, naming the conductor, layer or core (the first is 1) and the number that
 * is wrong: sizes that are not positive or not finite, conductors that touch each
 * other, a plane or the shield, circles that do not lie in one layer, cores that cut
 * a conductor or each other, planes that are too far apart from left to right. */
enum lr_status line_section_check(const struct line_section *section,
                                  struct lr_error *err);

/* How many conductors are signals. */
size_t line_section_signals(const struct line_section *section);

/* The dielectric at a point that is not inside a conductor. */
size_t line_section_dielectric(const struct line_section *section, double x, double y);

/* [m] from the middle between the outermost metal, *middle, to either edge. */
double line_section_reach(const struct line_section *section, double *middle);

/* The top of the highest layer that ends below infinity, and of the highest metal. */
double line_section_height(const struct line_section *section);

#endif

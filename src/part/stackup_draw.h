/* stackup_draw.h -- the geometry of a stackup's values. */
#ifndef PART_STACKUP_DRAW_H
#define PART_STACKUP_DRAW_H

#include "part/stackup.h"

enum { STACKUP_LAYERS = 2, STACKUP_DIELECTRICS = STACKUP_PLACES + 1 };

struct stackup_drawing {        /* must not move: `section` points into it     */
    struct line_layer layer[STACKUP_LAYERS];
    struct line_shape *shape;   /* owned: signals lane by lane, then grounds   */
    const char *material[STACKUP_DIELECTRICS];          /* names, "air" with them */
    struct line_debye dielectric[STACKUP_DIELECTRICS];  /* at the temperature  */
    struct line_section section;                        /* of the above        */
};

/* LR_EDOMAIN when the geometry is none (line_section_check) or a permittivity impossible.
 * stackup_drawing_free in every case. */
enum lr_status stackup_draw(const struct stackup *stackup,
                            const struct stackup_lanes *lanes,
                            struct stackup_drawing *out, struct lr_error *err);
void stackup_drawing_free(struct stackup_drawing *drawing);

#endif

/* stackup_draw.h -- the geometry of a stackup's values. */
#ifndef PART_STACKUP_DRAW_H
#define PART_STACKUP_DRAW_H

#include "part/stackup.h"

enum { STACKUP_LAYERS = 2, STACKUP_CORES = 2, STACKUP_DIELECTRICS = STACKUP_PLACES + 1 };

struct stackup_drawing {        /* must not move: `section` points into it     */
    struct line_layer layer[STACKUP_LAYERS];
    struct line_core core[STACKUP_CORES];
    struct line_shape *shape;   /* owned: signals lane by lane, then grounds   */
    const char *material[STACKUP_DIELECTRICS];          /* names, "air" with them */
    struct line_debye dielectric[STACKUP_DIELECTRICS];  /* at the temperature  */
    struct line_section section;                        /* of the above        */
    bool disperses;             /* `dispersion` holds: a microstrip's          */
    struct line_dispersion dispersion;
};

/* stackup_fits.c: LR_EDOMAIN when lengths contradict each other, told by their keys; of
 * the one to look at first, *culprit, which is STACKUP_QUANTITIES when there is none. */
enum lr_status stackup_fits(const struct stackup *stackup,
                            const struct stackup_lanes *lanes,
                            enum stackup_quantity *culprit, struct lr_error *err);

/* LR_EDOMAIN as stackup_fits, when the geometry is none for another reason
 * (line_section_check) or a permittivity impossible.
 * stackup_drawing_free in every case. */
enum lr_status stackup_draw(const struct stackup *stackup,
                            const struct stackup_lanes *lanes,
                            struct stackup_drawing *out, struct lr_error *err);
void stackup_drawing_free(struct stackup_drawing *drawing);

/* Sets drawing->dispersion and whether it holds: of microstrips, unless the stackup
 * leaves it out or the formulas do not know such a one, which is noted. */
enum lr_status stackup_disperse(const struct stackup *stackup,
                                struct stackup_drawing *drawing, struct lr_error *err);

/* What a drawing is made of, for its solution; dielectrics and dispersion are borrowed
 * from it. */
struct line_solution_materials stackup_materials(const struct stackup *stackup,
                                                 const struct stackup_drawing *drawing);

/* For the drawing of a type alone: the dielectric of a place, its number in the section;
 * room for the conductors. */
enum lr_status stackup_draw_dielectric(const struct stackup *stackup,
                                       enum stackup_place place,
                                       struct stackup_drawing *out, size_t *at,
                                       struct lr_error *err);
enum lr_status stackup_draw_room(size_t nconductor, struct stackup_drawing *out,
                                 struct lr_error *err);

/* The twinax (stackup_twinax.c); its lanes have a shield each, drawn one by one. */
enum lr_status stackup_draw_twinax(const struct stackup *stackup,
                                   const struct stackup_lanes *lanes,
                                   struct stackup_drawing *out, struct lr_error *err);

#endif

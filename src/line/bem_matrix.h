/* bem_matrix.h -- the equations of a meshed cross-section: filled, and eliminated once
 * for metal in air and once for the borders of dielectrics.
 *
 * Unknowns are f of panel.h at the nodes, metal first; the unit is eps0, so that the
 * charge of a node is eps0 w f.  Signals are the columns of all right-hand sides. */
#ifndef LINE_BEM_MATRIX_H
#define LINE_BEM_MATRIX_H

#include "line/green.h"
#include "line/mesh.h"

struct line_bem_system {
    const struct line_section *section;         /* borrowed */
    struct line_mesh mesh;
    struct line_green green;
    size_t n, nmetal, nborder;          /* unknowns: all, on metal, on borders  */
    size_t nsignal;
    struct line_node *node;             /* [n]                                  */
    double complex *map;                /* [n]                                  */
    double *matrix;                     /* [n][n], from line_bem_fill: metal
                                         * eliminated, the rest |dz/ds| E_n of the
                                         * borders (dense_lu.h)                 */
    size_t *pivot;                      /* [nmetal]                             */
    double *forward;                    /* [nmetal][nsignal] L^-1 P V           */
    double *air;                        /* [nmetal][nsignal] f of metal in air  */
    double *pull;                       /* [nborder][nsignal] |dz/ds| E_n of that
                                         * on the borders                       */
};

/* Meshes, fills and eliminates.  line_bem_system_free is needed in any case. */
enum lr_status line_bem_system_init(struct line_bem_system *system,
                                    const struct line_section *section, size_t order,
                                    double grade, struct lr_error *err);
void line_bem_system_free(struct line_bem_system *system);

/* Which column a conductor's charge belongs to; nsignal for ground and shield. */
size_t line_bem_signal(const struct line_section *section, size_t conductor);

/* The row of the field along `normal` at z, of the first n unknowns (all, or those on
 * metal): row [n].  self: the unknown whose node z is, or system->n. */
void line_bem_field_row(const struct line_bem_system *system, double complex z,
                        double complex normal, size_t self, size_t n, double *row);

#endif

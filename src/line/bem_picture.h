/* bem_picture.h -- charge and current along the contours of metal, for pictures. */
#ifndef LINE_BEM_PICTURE_H
#define LINE_BEM_PICTURE_H

#include "line/bem.h"
#include "line/bem_matrix.h"

/* Densities at the nodes of metal from what line_bem_charges, with derivatives, and
 * line_bem_current have found.  LR_EMEMORY; line_bem_picture_free is needed in any
 * case. */
enum lr_status line_bem_picture(const struct line_bem_system *system,
                                const double complex *free_charge, const double *current,
                                struct line_bem_charge *picture, struct lr_error *err);
void line_bem_picture_free(struct line_bem_charge *picture);

#endif

/* bem_loss.h -- current factors (conductor.h) from the charge of metal in air: at high
 * frequency current flows where that charge sits. */
#ifndef LINE_BEM_LOSS_H
#define LINE_BEM_LOSS_H

#include "line/bem_matrix.h"

/* f of metal in air for 1 A on each signal in turn and none on the others, into
 * current [nmetal][nsignal]; c_air [nsignal][nsignal] F/m.  LR_ENUMERIC, LR_EMEMORY. */
enum lr_status line_bem_current(const struct line_bem_system *system,
                                const double *c_air, double *current,
                                struct lr_error *err);

/* The factors [1/m]: of each face of the signals, k_face [LINE_FACES][n][n], and of the
 * return, k_plane [n][n], n = nsignal.  HUGE_VAL as in bem.h. */
enum lr_status line_bem_factors(const struct line_bem_system *system, double grade,
                                const double *current, double *k_face, double *k_plane,
                                struct lr_error *err);

#endif

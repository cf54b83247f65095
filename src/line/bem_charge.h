/* bem_charge.h -- the charge of a cross-section with its dielectrics, and how it
 * changes with each permittivity. */
#ifndef LINE_BEM_CHARGE_H
#define LINE_BEM_CHARGE_H

#include "line/bem_matrix.h"

/* Columns: nsignal of them for the charge at er, then nsignal for its derivative by
 * each er if `derivatives`.  line_bem_columns says how many. */
size_t line_bem_columns(const struct line_bem_system *system, bool derivatives);

/* f of all unknowns into f [n][columns], and the free charge of metal, as f is
 * (eps0 w free summed over a conductor's nodes is its charge), into free_charge
 * [nmetal][columns].  er [ndielectric].  LR_ENUMERIC, LR_EMEMORY. */
enum lr_status line_bem_charges(const struct line_bem_system *system,
                                const double complex *er, bool derivatives,
                                double complex *f, double complex *free_charge,
                                struct lr_error *err);

#endif

/* floating.h -- where the floating taps of a DFE stand.  Internal to eq. */
#ifndef EQ_FLOATING_H
#define EQ_FLOATING_H

#include "eq/dfe.h"

/* Chooses the positions of a DFE with floating groups for UI-spaced samples h[n], n
 * counted from the cursor, whose h[0] is positive: the rule of the IEEE COM tool (its
 * findbankloc), which takes the group that removes most energy unless that would spoil
 * the place of a neighbour that removes nearly as much.  Returns how many positions were
 * written, in ascending order, to position[EQ_DFE_MOST]. */
size_t eq_floating_choose(const struct eq_dfe *dfe, const double *h, size_t *position);

#endif

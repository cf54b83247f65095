/* cable.h -- the part `cable`: twinax of a model of kind cable: a cross-section, the loss
 * that an assembly has over it, and the skew of its legs.
 *
 *   - cable: twinax-30awg
 *     length: 1.5 m */
#ifndef PART_CABLE_H
#define PART_CABLE_H

#include "part/part.h"

extern const struct part_kind part_cable;

#endif

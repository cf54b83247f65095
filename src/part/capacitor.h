/* capacitor.h -- the part `capacitor`: one in each leg that blocks DC, of a model of kind
 * capacitor.
 *
 *   o--+--[ R L C ]--+--o         Between the pads and the plane below them a pad
 *     pad           pad           capacitance each.
 *
 *   - capacitor: 0201-100nf */
#ifndef PART_CAPACITOR_H
#define PART_CAPACITOR_H

#include "part/part.h"

extern const struct part_kind part_capacitor;

#endif

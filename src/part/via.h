/* via.h -- the part `via`: a pair of plated holes from one layer to another, and what is
 * left of them below, of a model of kind via.
 *
 *   trace ===+=== pad        length   from the one trace's layer to the other's
 *            |
 *            | barrel                 pads count as capacitors at both ends of it
 *            |
 *        pad +=== trace
 *            |
 *            | stub          stub     what backdrilling leaves, open at its end
 *
 *   - via: bga-0.8mm
 *     length: 1.2 mm
 *     stub: 0.2 mm */
#ifndef PART_VIA_H
#define PART_VIA_H

#include "part/part.h"

extern const struct part_kind part_via;

#endif

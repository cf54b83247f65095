/* attenuator.h -- the part `attenuator`: the same loss at every frequency, at 0 Hz too,
 * matched in both modes.
 *
 *   - attenuator: 3 dB */
#ifndef PART_ATTENUATOR_H
#define PART_ATTENUATOR_H

#include "part/part.h"

extern const struct part_kind part_attenuator;

#endif

/* trace.h -- the part `trace`: a differential pair on a board, from a stackup model.
 *
 *   - trace: megtron7-stripline-100ohm
 *     length: 4 in */
#ifndef PART_TRACE_H
#define PART_TRACE_H

#include "part/part.h"

extern const struct part_kind part_trace;

#endif

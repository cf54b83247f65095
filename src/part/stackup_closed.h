/* stackup_closed.h -- a stackup by closed forms (line/closed.h), where there are such. */
#ifndef PART_STACKUP_CLOSED_H
#define PART_STACKUP_CLOSED_H

#include "line/closed.h"
#include "part/stackup.h"

/* The geometry of closed forms.  LR_EDOMAIN, naming what of the stackup they do not know:
 * its type, etched walls, a mask, coplanar ground, a second laminate, a strip off the
 * middle. */
enum lr_status stackup_closed(const struct stackup *stackup, struct line_closed *closed,
                              struct lr_error *err);

/* As stackup_solve of one lane.  LR_EDOMAIN as above and as line_closed_solve. */
enum lr_status stackup_closed_solve(const struct stackup *stackup,
                                    struct line_solution *out, struct lr_error *err);

#endif

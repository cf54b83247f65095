/* wide.h -- a cross-section of lanes side by side, as parts made of lines ask for it. */
#ifndef PART_WIDE_H
#define PART_WIDE_H

#include "part/stackup.h"

struct part_wide {              /* whose lines they are; borrowed              */
    const struct stackup *stackup;
    const char *kind, *name;    /* "trace", "megtron7-stripline-100ohm"        */
};

/* Whether lanes of a cross-section couple: those of a cable have a shield each. */
bool part_wide_couples(const struct stackup *stackup);

/* Solves it for `lanes`, or finds it solved: kept by the library.  `pitch` is the place
 * of what says theirs.  LR_EINPUT there when they have none, touch each other or lie so
 * far apart that all of them are too wide to be solved. */
enum lr_status part_wide_solve(const struct part_wide *wide,
                               const struct stackup_lanes *lanes, struct mark pitch,
                               struct model_library *lib,
                               const struct line_solution **out, struct lr_error *err);

#endif

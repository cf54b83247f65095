/* stackup_tolerance.h -- how far the quantities of a stackup may be off, as its file and
 * the user say it. */
#ifndef PART_STACKUP_TOLERANCE_H
#define PART_STACKUP_TOLERANCE_H

#include "part/stackup.h"

/* One quantity, which may lie between nominal - delta and nominal + delta. */
struct stackup_spread {
    enum stackup_quantity key;
    double nominal, delta;      /* [SI]                                        */
};

/* The tolerance `text`, "10um", "0.05" or "8%" of the value, of the quantity `name`.
 * LR_EINPUT, placed at `mark`, when the stackup has no such quantity, when it is not
 * positive, and when it leaves the quantity's range. */
enum lr_status stackup_tolerance_read(const struct stackup *stackup, const char *name,
                                      const char *text, struct mark mark,
                                      struct stackup_spread *spread,
                                      struct lr_error *err);

/* Reads all of the mapping `tolerance`, {width: 10 um, dk: 2%}, to refuse what is wrong
 * where it is written.  LR_EINPUT. */
enum lr_status stackup_tolerance_check(const struct stackup *stackup,
                                       struct lr_error *err);

#endif

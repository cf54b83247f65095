/* touchstone_impedance.h -- the comments "! Port Impedance re im re im ..." that HFSS
 * writes; private to the reader. */
#ifndef NET_TOUCHSTONE_IMPEDANCE_H
#define NET_TOUCHSTONE_IMPEDANCE_H

#include "net/touchstone_head.h"

/* Looks at the last such comment.  When an impedance in it differs from the reference,
 * warns and clears *interested: one warning is enough.  Forgets the comment. */
enum lr_status touchstone_impedance_check(struct touchstone_scan *scan,
                                          const struct touchstone_head *head,
                                          bool *interested, struct lr_error *err);

#endif

/* given.h -- takes in one keyword with its value, whoever gives it.  Internal to
 * interface. */
#ifndef INTERFACE_GIVEN_H
#define INTERFACE_GIVEN_H

#include "interface/interface.h"

/* Name and text must outlive the interface.  Empty text removes what was given before.
 * A keyword that does not enter the answer, or is none, is kept for the record.
 * LR_EINPUT at given.mark for a value that cannot be read. */
enum lr_status interface_give(struct interface *out, struct setting given,
                              struct lr_error *err);

#endif

/* idle.h -- keywords that are given, and known, and yet change nothing, because another
 * keyword switches off what they belong to. */
#ifndef INTERFACE_IDLE_H
#define INTERFACE_IDLE_H

#include "interface/interface.h"

/* Why a keyword that is given has no effect: "N_bg is 0"; NULL when it has one. */
const char *idle_reason(const struct interface *interface, enum key key);

#endif

/* build.h -- from keywords to parameters: expands scalars to both ends, fills
 * defaults, lays out grids and packages.  Internal to interface. */
#ifndef INTERFACE_BUILD_H
#define INTERFACE_BUILD_H

#include "interface/interface.h"

/* Derives com, cases, com_min_db and missing from value[] and set[].  `mark` places
 * what is wrong.  Defaults are those of the IEEE COM tool. */
enum lr_status interface_build(struct interface *interface, struct mark mark,
                               struct lr_error *err);

#endif

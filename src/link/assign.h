/* assign.h -- changes one value of a link's tree before it is interpreted, for --set.
 * Internal to link. */
#ifndef LINK_ASSIGN_H
#define LINK_ASSIGN_H

#include "text/yaml.h"

/* "part[2].length=8in": parts and crosstalk count from 1, everything else goes by
 * key; a key that is not there is added.  LR_EUSAGE when the path leads nowhere. */
enum lr_status link_assign(struct yaml_node *root, const char *assignment,
                           struct arena *arena, struct lr_error *err);

#endif

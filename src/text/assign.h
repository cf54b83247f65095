/* assign.h -- changes one value of a tree before it is interpreted, for --set. */
#ifndef TEXT_ASSIGN_H
#define TEXT_ASSIGN_H

#include "text/yaml.h"

/* "part[2].length=8in": elements of a list count from 1, everything else goes by key; a
 * key that is not there is added, and a number with its source and grade is replaced as
 * a whole.  A value in braces is a mapping.  What is changed has yaml_assigned for its file.  `example` is an assignment
 * of that kind for messages.  LR_EUSAGE when the path leads nowhere. */
enum lr_status yaml_assign(struct yaml_node *root, const char *assignment,
                           const char *example, struct arena *arena,
                           struct lr_error *err);

extern const char yaml_assigned[];              /* "--set"                     */

#endif

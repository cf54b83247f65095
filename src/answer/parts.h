/* parts.h -- a link as a table of its parts.  Internal to answer. */
#ifndef ANSWER_PARTS_H
#define ANSWER_PARTS_H

#include "link/steps.h"
#include "text/tree.h"

/* parts[] below `at`: part, kind, name, length, loss and delay, alone and cumulative. */
void parts_add(const struct link *link, const struct link_step *step, size_t n,
               struct tree *at);

/* What a part is called where there is little room: a file without its folder. */
const char *parts_name(const struct part *part);

#endif

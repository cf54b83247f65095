/* parts.h -- a link as a table of its parts.  Internal to answer. */
#ifndef ANSWER_PARTS_H
#define ANSWER_PARTS_H

#include "link/steps.h"
#include "text/tree.h"

/* Appends the parts of a segment to a list: part, segment, kind, name, length, loss and
 * delay, alone and cumulative.  The retimer that it begins at is the first, with its
 * latency. */
void parts_add(const struct link *link, const struct link_step *step, size_t n,
               struct tree *parts);

/* What a part is called where there is little room: a file without its folder. */
const char *parts_name(const struct part *part);

#endif

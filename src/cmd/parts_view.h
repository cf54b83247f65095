/* parts_view.h -- how parts[] of an answer is shown.  Internal to cmd. */
#ifndef CMD_PARTS_VIEW_H
#define CMD_PARTS_VIEW_H

#include "text/table.h"

enum { PARTS_COLUMNS = 10 };
extern const struct column parts_columns[PARTS_COLUMNS];

/* The rows of parts[] below `root` that are of one segment, 0: all, as a table. */
void parts_print(const struct tree *root, double segment, FILE *out);

#endif

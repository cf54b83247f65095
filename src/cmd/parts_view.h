/* parts_view.h -- how parts[] of an answer is shown.  Internal to cmd. */
#ifndef CMD_PARTS_VIEW_H
#define CMD_PARTS_VIEW_H

#include "text/table.h"

enum { PARTS_COLUMNS = 9 };
extern const struct column parts_columns[PARTS_COLUMNS];

#endif

/* line_fit.h -- the view of lanereach line --fit. */
#ifndef CMD_LINE_FIT_H
#define CMD_LINE_FIT_H

#include "cmd/cmd.h"

void line_fit_print(const struct tree *root, FILE *out);
void line_fit_csv(const struct tree *root, FILE *out);

#endif

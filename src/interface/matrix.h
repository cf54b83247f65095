/* matrix.h -- values in the syntax of COM configuration sheets: numbers, ranges,
 * rows and columns, with a unit behind them where a model file needs one.
 *
 *   0.62        [-0.18:0.02:0]        [12 30; 1.8 1.8] mm        [0, -3] dB */
#ifndef INTERFACE_MATRIX_H
#define INTERFACE_MATRIX_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

struct matrix {
    size_t rows, cols;          /* 0 x 0 for []                                */
    const double *x;            /* [rows][cols], in the units that were written */
};

/* Reads `text`.  *unit is what stands behind the value, "" when nothing does.  A
 * range a:s:b has the elements a + k s, k = 0..floor((b - a)/s), as the reference
 * runs of the COM tool had them; inside brackets blanks and commas separate columns
 * and semicolons rows, and a sign is a new element when a blank stands before it but
 * not behind it, as in MATLAB.  LR_EINPUT at `mark`; `what` names the value. */
enum lr_status matrix_read(const char *text, const char *what, struct mark mark,
                           struct arena *arena, struct matrix *out, const char **unit,
                           struct lr_error *err);

#endif

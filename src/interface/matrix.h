/* matrix.h -- values in the syntax of COM configuration sheets, which is MATLAB's:
 * numbers, arithmetic, ranges and matrices, with a unit behind them where a model file
 * needs one.
 *
 *   0.62     [-0.18:0.02:0]     [12 30; 1.8 1.8] mm     [0.3 0.2*ones(1,5)]     -20 dB */
#ifndef INTERFACE_MATRIX_H
#define INTERFACE_MATRIX_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

enum {
    MATRIX_MOST = 4096,         /* elements of a matrix, far more than a sheet has */
    MATRIX_DEPTH = 32           /* brackets and parentheses inside each other      */
};

struct matrix {
    size_t rows, cols;          /* 0 x 0 for []                                */
    const double *x;            /* [rows][cols], in the units that were written */
};

/* The elements of a range a:s:b with n = (b - a)/s whole or rounded down.  The rules
 * differ in the last bit, and that decides which tap lists sum to the limit of c(0). */
enum matrix_ranges {
    MATRIX_RANGES_STEP,         /* a + k s, the last not beyond b: Octave      */
    MATRIX_RANGES_MIRRORED      /* the first half a + k s, the second b' - (n - k) s,
                                 * b' = b when n s leads there: MATLAB         */
};

/* Reads `text`:
 *
 *   range    sum | sum:sum | sum:step:sum
 *   sum      + and - of terms; terms are * / .* ./ of signed powers ^ .^
 *   operand  number, pi, ones(n), ones(m,n), zeros(..), (range), [rows], operand'
 *
 * with MATLAB's precedence: -2^2 is -4.  Operators work element by element on matrices
 * of the same size or with a single number; products, quotients and powers of matrices
 * are refused.  Inside brackets blanks and commas separate columns, semicolons and line
 * ends rows, and a sign begins an element when a blank stands before it but not behind
 * it: [2 -1] has two elements, [2 - 1] and [2-1] have one.  Elements may be matrices.
 *
 * *unit is what stands behind the value, "" when nothing does; it begins with a letter,
 * or with 1/ and a letter: "2 1/mm" is 2 with the unit 1/mm.
 *
 * LR_EINPUT at `mark`, naming `what`, the text and the character, for anything else,
 * for ranges without elements, for what is not finite, and beyond MATRIX_MOST and
 * MATRIX_DEPTH.  *out and *unit live in `arena`, whatever the text; safe to call from
 * any thread that has its own arena. */
enum lr_status matrix_read(const char *text, const char *what, enum matrix_ranges ranges,
                           struct mark mark, struct arena *arena, struct matrix *out,
                           const char **unit, struct lr_error *err);

#endif

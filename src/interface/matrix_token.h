/* matrix_token.h -- the words of a value in MATLAB's syntax, and how a fault is placed
 * in it.  Only for matrix.c and matrix_stack.c. */
#ifndef INTERFACE_MATRIX_TOKEN_H
#define INTERFACE_MATRIX_TOKEN_H

#include "base/error.h"

#include <stdbool.h>

struct matrix_text {            /* all borrowed                                */
    const char *begin, *end;    /* of the value and what stands behind it      */
    const char *what;           /* its name                                    */
    struct mark mark;
    struct lr_error *err;
};

/* LR_EINPUT: `what: 'text', character n: ` and the sentence, n counted from 1 to `at`. */
enum lr_status matrix_fault(const struct matrix_text *text, const char *at,
                            const char *format, ...)
    __attribute__((format(printf, 3, 4)));

enum matrix_token_kind {
    MATRIX_END,
    MATRIX_NUMBER,              /* without a sign                              */
    MATRIX_NAME,
    MATRIX_ROW_END,             /* a line end, where those part rows           */
    MATRIX_PLUS, MATRIX_MINUS,
    MATRIX_TIMES, MATRIX_OVER, MATRIX_POWER,                /* * / ^           */
    MATRIX_EACH_TIMES, MATRIX_EACH_OVER, MATRIX_EACH_POWER, /* .* ./ .^        */
    MATRIX_TRANSPOSE,           /* ' or .'                                     */
    MATRIX_COLON, MATRIX_COMMA, MATRIX_SEMICOLON,
    MATRIX_OPEN, MATRIX_CLOSE,                              /* ( )             */
    MATRIX_OPEN_ROWS, MATRIX_CLOSE_ROWS,                    /* [ ]             */
    MATRIX_UNKNOWN              /* a character that begins none of these       */
};

struct matrix_token {
    enum matrix_token_kind kind;
    const char *begin, *end;
    double number;              /* of MATRIX_NUMBER, finite                    */
    bool blank_before, blank_behind;
};

/* The token at or behind `at`; a line end is one when `lines`, else it is a blank.
 * LR_EINPUT for numbers that are too large or not decimal. */
enum lr_status matrix_token_read(const struct matrix_text *text, const char *at,
                                 bool lines, struct matrix_token *out);

#endif

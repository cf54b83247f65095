/* matrix_stack.h -- matrices that are being computed, one behind the other in a buffer of
 * fixed size, and what can be done with the topmost.  Only for matrix.c.
 *
 *      | a: rows x cols | b: rows x cols | free ...
 *                                        ^ n
 *
 * An operation takes its operands from the top and leaves its result in the place of the
 * first.  `at` is where in the text a fault is. */
#ifndef INTERFACE_MATRIX_STACK_H
#define INTERFACE_MATRIX_STACK_H

#include "interface/matrix.h"
#include "interface/matrix_token.h"

enum { MATRIX_STACK = 3 * MATRIX_MOST };        /* two operands, and one in the making */

struct matrix_value {
    size_t rows, cols;          /* both 0 when one is                          */
    double *x;                  /* [rows][cols], inside the stack              */
};

struct matrix_stack {
    const struct matrix_text *text;     /* borrowed */
    enum matrix_ranges ranges;
    size_t n;
    double x[MATRIX_STACK];
    double spare[MATRIX_MOST];
};

size_t matrix_stack_count(const struct matrix_value *value);

/* Puts a matrix of elements x on top. */
enum lr_status matrix_stack_push(struct matrix_stack *stack, const char *at, size_t rows,
                                 size_t cols, double x, struct matrix_value *out);

/* Takes `value`, the topmost, away. */
void matrix_stack_pop(struct matrix_stack *stack, const struct matrix_value *value);

/* Puts first:step:last on top. */
enum lr_status matrix_stack_range(struct matrix_stack *stack, const char *at,
                                  double first, double step, double last,
                                  struct matrix_value *out);

void matrix_stack_transpose(struct matrix_stack *stack, struct matrix_value *value);

/* a = a op b; b is the topmost, a lies below it. */
enum lr_status matrix_stack_combine(struct matrix_stack *stack,
                                    const struct matrix_token *op, struct matrix_value *a,
                                    const struct matrix_value *b);

/* a = [a b] and a = [a; b], the same places; an empty one changes nothing. */
enum lr_status matrix_stack_beside(struct matrix_stack *stack, const char *at,
                                   struct matrix_value *a, const struct matrix_value *b);
enum lr_status matrix_stack_below(struct matrix_stack *stack, const char *at,
                                  struct matrix_value *a, const struct matrix_value *b);

#endif

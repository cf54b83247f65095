/* matrix_parse.h -- the grammar of a value in MATLAB's syntax, as matrix.h has it:
 * recursive descent, at most MATRIX_DEPTH brackets deep.  Here are the operators, in
 * matrix_operand.h the operands.  Only for these and matrix.c. */
#ifndef INTERFACE_MATRIX_PARSE_H
#define INTERFACE_MATRIX_PARSE_H

#include "interface/matrix_stack.h"

struct matrix_parser {
    const struct matrix_text *text;     /* borrowed */
    struct matrix_stack *stack;         /* borrowed */
    struct matrix_token now;    /* the first that is not read                  */
    bool rows;                  /* directly in brackets: blanks part elements  */
    size_t depth;               /* of brackets and parentheses                 */
};

/* Computes the value that stack->text begins with.  *out lies on the stack, which was
 * empty; *behind is the first token that does not belong to it. */
enum lr_status matrix_parse(struct matrix_stack *stack, struct matrix_value *out,
                            struct matrix_token *behind);

/* The next token becomes p->now. */
enum lr_status matrix_parse_next(struct matrix_parser *p);

/* Reads the longest value at p->now, a sum or a range, and puts it on the stack. */
enum lr_status matrix_parse_range(struct matrix_parser *p, struct matrix_value *out);

#endif

#include "config.h"

#include "interface/matrix_operand.h"

#include "base/constants.h"

#include <math.h>
#include <string.h>

/* Past an opening bracket or parenthesis. */
static enum lr_status enter(struct matrix_parser *p)
{
    if (p->depth == MATRIX_DEPTH)
        return matrix_fault(p->text, p->now.begin, "nested deeper than %d; write it with "
                            "fewer brackets", MATRIX_DEPTH);
    p->depth++;
    p->rows = p->now.kind == MATRIX_OPEN_ROWS;
    return matrix_parse_next(p);
}

/* Past the closing one, back to what p->rows was outside. */
static enum lr_status leave(struct matrix_parser *p, enum matrix_token_kind kind,
                            bool outer)
{
    if (p->now.kind != kind)
        return matrix_fault(p->text, p->now.begin, "'%c' is missing; write it here",
                            kind == MATRIX_CLOSE ? ')' : ']');
    p->depth--;
    p->rows = outer;
    return matrix_parse_next(p);
}

static enum lr_status read_single(struct matrix_parser *p, double x,
                                  struct matrix_value *out)
{
    enum lr_status status = matrix_stack_push(p->stack, p->now.begin, 1, 1, x, out);
    return status ? status : matrix_parse_next(p);
}

static enum lr_status read_parenthesis(struct matrix_parser *p, struct matrix_value *out)
{
    const bool outer = p->rows;
    enum lr_status status = enter(p);
    if (!status)
        status = matrix_parse_range(p, out);
    return status ? status : leave(p, MATRIX_CLOSE, outer);
}

/* A count of rows or columns; leaves nothing on the stack. */
static enum lr_status read_size(struct matrix_parser *p, size_t *size)
{
    const char *at = p->now.begin;
    struct matrix_value value;
    enum lr_status status = matrix_parse_range(p, &value);
    if (status)
        return status;
    if (matrix_stack_count(&value) != 1 || !(value.x[0] >= 0.0) ||
        !(value.x[0] <= MATRIX_MOST) || floor(value.x[0]) != value.x[0])
        return matrix_fault(p->text, at, "no size; write a whole number from 0 to %d",
                            MATRIX_MOST);
    *size = (size_t)value.x[0];
    matrix_stack_pop(p->stack, &value);
    return LR_OK;
}

/* ones or zeros. */
static enum lr_status read_filled(struct matrix_parser *p, double x,
                                  struct matrix_value *out)
{
    const struct matrix_token name = p->now;
    size_t size[2] = {0};
    const bool outer = p->rows;
    enum lr_status status = matrix_parse_next(p);
    if (status)
        return status;
    if (p->now.kind != MATRIX_OPEN || (p->rows && p->now.blank_before))
        return matrix_fault(p->text, name.begin,
                            "its sizes are missing; write %.*s(rows,columns)",
                            (int)(name.end - name.begin), name.begin);
    status = enter(p);
    if (!status)
        status = read_size(p, &size[0]);
    size[1] = size[0];
    if (!status && p->now.kind == MATRIX_COMMA) {
        status = matrix_parse_next(p);
        if (!status)
            status = read_size(p, &size[1]);
    }
    if (!status)
        status = leave(p, MATRIX_CLOSE, outer);
    return status ? status
                  : matrix_stack_push(p->stack, name.begin, size[0], size[1], x, out);
}

static bool is_name(const struct matrix_token *token, const char *name)
{
    const size_t length = (size_t)(token->end - token->begin);
    return strlen(name) == length && !strncmp(token->begin, name, length);
}

static enum lr_status read_name(struct matrix_parser *p, struct matrix_value *out)
{
    if (is_name(&p->now, "ones"))
        return read_filled(p, 1.0, out);
    if (is_name(&p->now, "zeros"))
        return read_filled(p, 0.0, out);
    if (is_name(&p->now, "pi"))
        return read_single(p, pi, out);
    return matrix_fault(p->text, p->now.begin, "this name is unknown; write a number, "
                        "ones(rows,columns), zeros(rows,columns) or pi");
}

static bool ends_row(enum matrix_token_kind kind)
{
    return kind == MATRIX_SEMICOLON || kind == MATRIX_ROW_END ||
           kind == MATRIX_CLOSE_ROWS || kind == MATRIX_CLOSE || kind == MATRIX_END;
}

/* Past what stands between two elements of a row. */
static enum lr_status read_separator(struct matrix_parser *p)
{
    if (p->now.kind != MATRIX_COMMA)
        return p->now.blank_before || ends_row(p->now.kind)
                   ? LR_OK
                   : matrix_fault(p->text, p->now.begin, "elements touch; write a blank, "
                                  "a comma or an operator between them");
    enum lr_status status = matrix_parse_next(p);
    if (!status && (ends_row(p->now.kind) || p->now.kind == MATRIX_COMMA))
        return matrix_fault(p->text, p->now.begin, "nothing stands behind a comma; write "
                            "an element or leave it out");
    return status;
}

static enum lr_status read_row(struct matrix_parser *p, struct matrix_value *out)
{
    enum lr_status status = matrix_stack_push(p->stack, p->now.begin, 0, 0, 0.0, out);
    if (!status && p->now.kind == MATRIX_COMMA)
        return matrix_fault(p->text, p->now.begin, "nothing stands before a comma; write "
                            "an element or leave it out");
    while (!status && !ends_row(p->now.kind)) {
        const char *at = p->now.begin;
        struct matrix_value element;
        status = matrix_parse_range(p, &element);
        if (!status)
            status = matrix_stack_beside(p->stack, at, out, &element);
        if (!status)
            status = read_separator(p);
    }
    return status;
}

/* What stands in brackets; rows without elements are none. */
static enum lr_status read_rows(struct matrix_parser *p, struct matrix_value *out)
{
    const bool outer = p->rows;
    enum lr_status status = enter(p);
    if (!status)
        status = matrix_stack_push(p->stack, p->now.begin, 0, 0, 0.0, out);
    while (!status) {
        const char *at = p->now.begin;
        struct matrix_value row;
        status = read_row(p, &row);
        if (!status)
            status = matrix_stack_below(p->stack, at, out, &row);
        if (status || (p->now.kind != MATRIX_SEMICOLON && p->now.kind != MATRIX_ROW_END))
            break;
        status = matrix_parse_next(p);
    }
    return status ? status : leave(p, MATRIX_CLOSE_ROWS, outer);
}

enum lr_status matrix_operand(struct matrix_parser *p, struct matrix_value *out)
{
    switch (p->now.kind) {
    case MATRIX_NUMBER:
        return read_single(p, p->now.number, out);
    case MATRIX_NAME:
        return read_name(p, out);
    case MATRIX_OPEN:
        return read_parenthesis(p, out);
    case MATRIX_OPEN_ROWS:
        return read_rows(p, out);
    default:
        return matrix_fault(p->text, p->now.begin, "a number is missing; write a number, "
                            "a range a:step:b, or rows like [1 2; 3 4]");
    }
}

#include "config.h"

#include "interface/matrix_parse.h"

#include "interface/matrix_operand.h"

enum lr_status matrix_parse_next(struct matrix_parser *p)
{
    return matrix_token_read(p->text, p->now.end, p->rows, &p->now);
}

/* Past any number of signs. */
static enum lr_status read_signs(struct matrix_parser *p, bool *negative)
{
    enum lr_status status = LR_OK;
    *negative = false;
    while (!status && (p->now.kind == MATRIX_PLUS || p->now.kind == MATRIX_MINUS)) {
        *negative ^= p->now.kind == MATRIX_MINUS;
        status = matrix_parse_next(p);
    }
    return status;
}

static void negate(struct matrix_value *value)
{
    for (size_t i = 0; i < matrix_stack_count(value); i++)
        value->x[i] = -value->x[i];
}

/* Behind a blank in brackets a quote would begin a text. */
static bool transposes(const struct matrix_parser *p)
{
    return p->now.kind == MATRIX_TRANSPOSE && !(p->rows && p->now.blank_before);
}

static bool raises(const struct matrix_parser *p)
{
    return p->now.kind == MATRIX_POWER || p->now.kind == MATRIX_EACH_POWER;
}

static enum lr_status read_exponent(struct matrix_parser *p, struct matrix_value *out)
{
    const char *at = p->now.begin;
    bool negative;
    enum lr_status status = read_signs(p, &negative);
    const bool has_sign = p->now.begin > at;
    if (!status)
        status = matrix_operand(p, out);
    if (status)
        return status;
    if (negative)
        negate(out);
    /* Whether 2^-1^2 means (2^-1)^2 or 2^(-1^2) is left to who writes it. */
    if (has_sign && (raises(p) || transposes(p)))
        return matrix_fault(p->text, at, "an exponent with a sign has an operator behind "
                            "it; write parentheses");
    return LR_OK;
}

/* Powers and transposes, from left to right: 2^3^2 is 64. */
static enum lr_status read_power(struct matrix_parser *p, struct matrix_value *out)
{
    enum lr_status status = matrix_operand(p, out);
    while (!status && (raises(p) || transposes(p))) {
        const struct matrix_token op = p->now;
        struct matrix_value exponent;
        status = matrix_parse_next(p);
        if (status)
            return status;
        if (op.kind == MATRIX_TRANSPOSE) {
            matrix_stack_transpose(p->stack, out);
            continue;
        }
        status = read_exponent(p, &exponent);
        if (!status)
            status = matrix_stack_combine(p->stack, &op, out, &exponent);
    }
    return status;
}

/* A sign binds less than a power and more than a product. */
static enum lr_status read_signed(struct matrix_parser *p, struct matrix_value *out)
{
    bool negative;
    enum lr_status status = read_signs(p, &negative);
    if (!status)
        status = read_power(p, out);
    if (!status && negative)
        negate(out);
    return status;
}

static enum lr_status read_term(struct matrix_parser *p, struct matrix_value *out)
{
    enum lr_status status = read_signed(p, out);
    while (!status && (p->now.kind == MATRIX_TIMES || p->now.kind == MATRIX_EACH_TIMES ||
                       p->now.kind == MATRIX_OVER || p->now.kind == MATRIX_EACH_OVER)) {
        const struct matrix_token op = p->now;
        struct matrix_value factor;
        status = matrix_parse_next(p);
        if (!status)
            status = read_signed(p, &factor);
        if (!status)
            status = matrix_stack_combine(p->stack, &op, out, &factor);
    }
    return status;
}

/* Whether + or - follows that is no sign of the next element. */
static bool adds(const struct matrix_parser *p)
{
    return (p->now.kind == MATRIX_PLUS || p->now.kind == MATRIX_MINUS) &&
           !(p->rows && p->now.blank_before && !p->now.blank_behind);
}

static enum lr_status read_sum(struct matrix_parser *p, struct matrix_value *out)
{
    enum lr_status status = read_term(p, out);
    while (!status && adds(p)) {
        const struct matrix_token op = p->now;
        struct matrix_value term;
        status = matrix_parse_next(p);
        if (!status)
            status = read_term(p, &term);
        if (!status)
            status = matrix_stack_combine(p->stack, &op, out, &term);
    }
    return status;
}

/* Takes a bound or the step of a range off the stack. */
static enum lr_status take_part(const struct matrix_parser *p, const char *at,
                                const struct matrix_value *value, double *part)
{
    if (matrix_stack_count(value) != 1)
        return matrix_fault(p->text, at, "%zu x %zu elements stand at a colon; write one "
                            "number", value->rows, value->cols);
    *part = value->x[0];
    matrix_stack_pop(p->stack, value);
    return LR_OK;
}

enum lr_status matrix_parse_range(struct matrix_parser *p, struct matrix_value *out)
{
    const char *const begin = p->now.begin, *at = begin;
    double part[3];
    size_t n = 0;
    enum lr_status status = read_sum(p, out);
    if (status || p->now.kind != MATRIX_COLON)
        return status;
    status = take_part(p, at, out, &part[n++]);
    while (!status && p->now.kind == MATRIX_COLON) {
        if (n == 3)
            return matrix_fault(p->text, p->now.begin, "a third colon; write a:b or "
                                "a:step:b");
        status = matrix_parse_next(p);
        at = p->now.begin;
        if (!status)
            status = read_sum(p, out);
        if (!status)
            status = take_part(p, at, out, &part[n++]);
    }
    return status ? status
                  : matrix_stack_range(p->stack, begin, part[0], n == 3 ? part[1] : 1.0,
                                       part[n - 1], out);
}

enum lr_status matrix_parse(struct matrix_stack *stack, struct matrix_value *out,
                            struct matrix_token *behind)
{
    struct matrix_parser p = {.text = stack->text, .stack = stack};
    enum lr_status status = matrix_token_read(p.text, p.text->begin, false, &p.now);
    if (!status)
        status = matrix_parse_range(&p, out);
    *behind = p.now;
    return status;
}

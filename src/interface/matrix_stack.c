#include "config.h"

#include "interface/matrix_stack.h"

#include <float.h>
#include <math.h>
#include <string.h>

size_t matrix_stack_count(const struct matrix_value *value)
{
    return value->rows * value->cols;
}

static enum lr_status too_many(const struct matrix_stack *stack, const char *at)
{
    return matrix_fault(stack->text, at, "more than %d elements; write fewer",
                        MATRIX_MOST);
}

enum lr_status matrix_stack_push(struct matrix_stack *stack, const char *at, size_t rows,
                                 size_t cols, double x, struct matrix_value *out)
{
    if (rows && cols > MATRIX_MOST / rows)
        return too_many(stack, at);
    if (rows * cols > MATRIX_STACK - stack->n)
        return matrix_fault(stack->text, at, "more than %d elements are needed at once; "
                            "write the value with fewer", MATRIX_STACK);
    const bool empty = !rows || !cols;
    *out = (struct matrix_value){empty ? 0 : rows, empty ? 0 : cols, stack->x + stack->n};
    for (size_t i = 0; i < rows * cols; i++)
        stack->x[stack->n++] = x;
    return LR_OK;
}

void matrix_stack_pop(struct matrix_stack *stack, const struct matrix_value *value)
{
    stack->n = (size_t)(value->x - stack->x);
}

/* How many steps lead from first to last, or a rounding error beyond: the rule that The
 * MathWorks published for the colon operator (colonop.m).  Octave's differs from it only
 * where a range misses its end by a few units of the last place. */
static double steps(double first, double step, double last, double tolerance)
{
    const double n = round((last - first) / step);
    return copysign(1.0, step) * (first + n * step - last) > tolerance ? n - 1.0 : n;
}

/* The first half from the front, the second from the back, the middle between them
 * (colonop.m). */
static void mirror(size_t n, double first, double step, double end, double *x)
{
    for (size_t k = 0; k <= n / 2; k++) {
        x[k] = first + (double)k * step;
        x[n - k] = end - (double)k * step;
    }
    if (n % 2 == 0)
        x[n / 2] = 0.5 * first + 0.5 * end;
}

enum lr_status matrix_stack_range(struct matrix_stack *stack, const char *at,
                                  double first, double step, double last,
                                  struct matrix_value *out)
{
    const double span = last - first, sign = copysign(1.0, step);
    if (!(step != 0.0) || !(sign * span >= 0.0))
        return matrix_fault(stack->text, at, "the range %g:%g:%g is empty; write a step "
                            "that leads from the first to the last", first, step, last);
    if (!(span / step < MATRIX_MOST))
        return too_many(stack, at);
    const double tolerance = 2.0 * DBL_EPSILON * fmax(fabs(first), fabs(last));
    const double count = steps(first, step, last, tolerance);
    const size_t n = (size_t)count;
    enum lr_status status = matrix_stack_push(stack, at, 1, n + 1, first, out);
    if (status)
        return status;
    double end = first + count * step;
    if (stack->ranges == MATRIX_RANGES_MIRRORED) {
        if (sign * (end - last) > -tolerance)
            end = last;
        mirror(n, first, step, end, out->x);
        return LR_OK;
    }
    for (size_t k = 0; k < n; k++)
        out->x[k] = first + (double)k * step;
    /* Octave cuts what rounding put beyond the end: -0.15:0.05:0 ends with 0. */
    if (n)
        out->x[n] = sign * (end - last) >= 0.0 ? last : end;
    return LR_OK;
}

void matrix_stack_transpose(struct matrix_stack *stack, struct matrix_value *value)
{
    const size_t rows = value->rows, cols = value->cols;
    memcpy(stack->spare, value->x, rows * cols * sizeof *stack->spare);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < cols; j++)
            value->x[j * rows + i] = stack->spare[i * cols + j];
    value->rows = cols;
    value->cols = rows;
}

static double apply(enum matrix_token_kind op, double x, double y)
{
    switch (op) {
    case MATRIX_PLUS:
        return x + y;
    case MATRIX_MINUS:
        return x - y;
    case MATRIX_TIMES:
    case MATRIX_EACH_TIMES:
        return x * y;
    case MATRIX_OVER:
    case MATRIX_EACH_OVER:
        return x / y;
    default:
        return pow(x, y);
    }
}

/* Whether the operator works element by element on these. */
static enum lr_status check_sizes(const struct matrix_stack *stack,
                                  const struct matrix_token *op,
                                  const struct matrix_value *a,
                                  const struct matrix_value *b)
{
    const bool one_a = matrix_stack_count(a) == 1, one_b = matrix_stack_count(b) == 1;
    const bool single = op->kind == MATRIX_TIMES   ? one_a || one_b
                        : op->kind == MATRIX_OVER  ? one_b
                        : op->kind == MATRIX_POWER ? one_a && one_b
                                                   : true;
    if (!single)
        return matrix_fault(stack->text, op->begin, "%c of matrices, %zu x %zu and %zu x "
                            "%zu, is not read; write .%c for element by element",
                            *op->begin, a->rows, a->cols, b->rows, b->cols, *op->begin);
    if (!one_a && !one_b && (a->rows != b->rows || a->cols != b->cols))
        return matrix_fault(stack->text, op->begin, "the sizes %zu x %zu and %zu x %zu "
                            "differ; write matrices of the same size", a->rows, a->cols,
                            b->rows, b->cols);
    return LR_OK;
}

enum lr_status matrix_stack_combine(struct matrix_stack *stack,
                                    const struct matrix_token *op, struct matrix_value *a,
                                    const struct matrix_value *b)
{
    enum lr_status status = check_sizes(stack, op, a, b);
    if (status)
        return status;
    const bool one_a = matrix_stack_count(a) == 1, one_b = matrix_stack_count(b) == 1;
    const struct matrix_value *shape = one_a ? b : a;
    const size_t n = matrix_stack_count(shape);
    const bool divides = op->kind == MATRIX_OVER || op->kind == MATRIX_EACH_OVER;
    /* Element i of the result overwrites nothing that is still needed: b lies behind
     * a, and a single number is taken out first. */
    const double only_a = one_a ? a->x[0] : 0.0, only_b = one_b ? b->x[0] : 0.0;
    for (size_t i = 0; i < n; i++) {
        const double x = one_a ? only_a : a->x[i], y = one_b ? only_b : b->x[i];
        if (divides && y == 0.0)
            return matrix_fault(stack->text, op->begin, "%g is divided by zero; write a "
                                "finite number", x);
        a->x[i] = apply(op->kind, x, y);
        if (!isfinite(a->x[i]))
            return matrix_fault(stack->text, op->begin, "%g %.*s %g is no finite real "
                                "number; write one", x, (int)(op->end - op->begin),
                                op->begin, y);
    }
    a->rows = shape->rows;
    a->cols = shape->cols;
    stack->n = (size_t)(a->x - stack->x) + n;
    return LR_OK;
}

/* [a b] and [a; b] may have too many elements. */
static enum lr_status check_join(const struct matrix_stack *stack, const char *at,
                                 const struct matrix_value *a,
                                 const struct matrix_value *b)
{
    return matrix_stack_count(a) + matrix_stack_count(b) > MATRIX_MOST
               ? too_many(stack, at)
               : LR_OK;
}

enum lr_status matrix_stack_beside(struct matrix_stack *stack, const char *at,
                                   struct matrix_value *a, const struct matrix_value *b)
{
    enum lr_status status = check_join(stack, at, a, b);
    if (status || !b->rows)
        return status;
    if (!a->rows) {
        *a = *b;
        return LR_OK;
    }
    if (a->rows != b->rows)
        return matrix_fault(stack->text, at, "%zu x %zu stands beside %zu x %zu; write "
                            "matrices of the same height", b->rows, b->cols, a->rows,
                            a->cols);
    if (a->rows > 1) {
        double *to = stack->spare;
        for (size_t i = 0; i < a->rows; i++) {
            memcpy(to, a->x + i * a->cols, a->cols * sizeof *to);
            memcpy(to + a->cols, b->x + i * b->cols, b->cols * sizeof *to);
            to += a->cols + b->cols;
        }
        memcpy(a->x, stack->spare, (size_t)(to - stack->spare) * sizeof *to);
    }
    a->cols += b->cols;
    return LR_OK;
}

enum lr_status matrix_stack_below(struct matrix_stack *stack, const char *at,
                                  struct matrix_value *a, const struct matrix_value *b)
{
    enum lr_status status = check_join(stack, at, a, b);
    if (status || !b->rows)
        return status;
    if (a->rows && a->cols != b->cols)
        return matrix_fault(stack->text, at, "%zu x %zu stands below %zu x %zu; write "
                            "rows of the same length", b->rows, b->cols, a->rows,
                            a->cols);
    a->rows += b->rows;
    a->cols = b->cols;
    return LR_OK;
}

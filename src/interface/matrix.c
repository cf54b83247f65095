#include "config.h"

#include "interface/matrix.h"

#include "interface/matrix_parse.h"

#include <ctype.h>
#include <string.h>

static bool begins_name(const char *at)
{
    return isalpha((unsigned char)*at) || (unsigned char)*at >= 0x80;
}

/* What stands behind a value is its unit, and nothing that was meant to belong to it. */
static enum lr_status check_unit(const struct matrix_text *text,
                                 const struct matrix_token *behind)
{
    const char *at = behind->begin;
    if (behind->kind == MATRIX_END || begins_name(at) ||
        (at[0] == '1' && at[1] == '/' && begins_name(at + 2)))
        return LR_OK;
    return matrix_fault(text, at,
                        "neither an operator nor a unit; write several numbers in "
                        "brackets, or a unit like mm or 1/mm");
}

enum lr_status matrix_read(const char *text, const char *what, enum matrix_ranges ranges,
                           struct mark mark, struct arena *arena, struct matrix *out,
                           const char **unit, struct lr_error *err)
{
    struct arena scratch;
    struct matrix_token behind;
    struct matrix_value value;
    const struct matrix_text whole = {.begin = text, .end = text + strlen(text),
                                      .what = what, .mark = mark, .err = err};
    *out = (struct matrix){0};
    arena_init(&scratch);
    /* Too large for the stack of a small thread. */
    struct matrix_stack *stack = arena_alloc(&scratch, sizeof *stack);
    enum lr_status status = LR_OK;
    if (!stack) {
        status = error_memory(err, what);
        goto out;
    }
    stack->text = &whole;
    stack->ranges = ranges;
    status = matrix_parse(stack, &value, &behind);
    if (!status)
        status = check_unit(&whole, &behind);
    if (status)
        goto out;

    const size_t n = matrix_stack_count(&value);
    size_t length = (size_t)(whole.end - behind.begin);
    while (length && isspace((unsigned char)behind.begin[length - 1]))
        length--;
    double *x = arena_alloc(arena, (n ? n : 1) * sizeof *x);
    char *rest = arena_strndup(arena, behind.begin, length);
    if (!x || !rest) {
        status = error_memory(err, what);
        goto out;
    }
    memcpy(x, value.x, n * sizeof *x);
    *out = (struct matrix){value.rows, value.cols, x};
    *unit = rest;
out:
    arena_free(&scratch);
    return status;
}

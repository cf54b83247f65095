#include "config.h"

#include "interface/matrix.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096 };           /* elements: far more than any sheet has       */

struct reader {
    const char *at, *text, *what;
    struct mark mark;
    struct lr_error *err;
    double x[MOST];
    size_t n;
};

static enum lr_status wrong(const struct reader *r, const char *why)
{
    return error_at(r->err, r->mark, "%s: '%s': %s; write a number, a range a:step:b, or "
                    "rows like [1 2; 3 4]", r->what, r->text, why);
}

static void blanks(struct reader *r)
{
    while (isspace((unsigned char)*r->at))
        r->at++;
}

static enum lr_status number(struct reader *r, double *x)
{
    char *end;
    /* strtod would also take names and hexadecimal. */
    if (!strchr("+-.0123456789", *r->at) || !*r->at)
        return wrong(r, "a number is missing");
    *x = strtod(r->at, &end);
    if (end == r->at || !isfinite(*x) || memchr(r->at, 'x', (size_t)(end - r->at)) ||
        memchr(r->at, 'X', (size_t)(end - r->at)) ||
        memchr(r->at, 'n', (size_t)(end - r->at)))
        return wrong(r, "not a finite number");
    r->at = end;
    return LR_OK;
}

static enum lr_status push(struct reader *r, double x)
{
    if (r->n == MOST)
        return wrong(r, "more than 4096 elements");
    r->x[r->n++] = x;
    return LR_OK;
}

/* A number, or a range; inside brackets blanks may stand around the colons. */
static enum lr_status element(struct reader *r)
{
    double part[3];
    size_t n = 0;
    for (;;) {
        enum lr_status status = number(r, &part[n++]);
        if (status)
            return status;
        const char *after = r->at;
        blanks(r);
        if (*r->at != ':' || n == 3) {
            r->at = after;
            break;
        }
        r->at++;
        blanks(r);
    }
    if (n == 1)
        return push(r, part[0]);
    const double step = n == 3 ? part[1] : 1.0, span = part[n - 1] - part[0];
    if (!(step != 0.0) || !(span / step >= 0.0))
        return wrong(r, "the range is empty");
    /* A hair more than (b - a)/s, so that rounding does not lose the end. */
    const double count = floor(span / step * (1.0 + 1e-10));
    if (!(count < MOST))
        return wrong(r, "more than 4096 elements");
    enum lr_status status = LR_OK;
    for (size_t k = 0; !status && k <= (size_t)count; k++)
        status = push(r, part[0] + (double)k * step);
    return status;
}

static enum lr_status bracket(struct reader *r, struct matrix *out)
{
    size_t row_start = 0;
    bool comma = false;         /* an element must follow                      */
    r->at++;
    for (;;) {
        blanks(r);
        const bool ends = *r->at == ']' || *r->at == ';';
        if (comma && (ends || *r->at == ','))
            return wrong(r, "nothing stands behind a comma");
        if (ends) {
            const size_t cols = r->n - row_start;
            if (cols && out->cols && cols != out->cols)
                return wrong(r, "rows of different length");
            if (cols) {
                out->cols = cols;
                out->rows++;
            }
            row_start = r->n;
            if (*r->at++ == ']')
                return LR_OK;
            continue;
        }
        if (*r->at == ',' && r->n == row_start)
            return wrong(r, "nothing stands before a comma");
        if (*r->at == ',') {
            comma = true;
            r->at++;
            continue;
        }
        comma = false;
        if (!*r->at)
            return wrong(r, "']' is missing");
        enum lr_status status = element(r);
        if (status)
            return status;
        const char *after = r->at;
        blanks(r);
        if (strchr("+-*/", *r->at) && *r->at &&
            (r->at == after || isspace((unsigned char)r->at[1])))
            return wrong(r, "arithmetic is not read here");
    }
}

enum lr_status matrix_read(const char *text, const char *what, struct mark mark,
                           struct arena *arena, struct matrix *out, const char **unit,
                           struct lr_error *err)
{
    struct reader r = {.at = text, .text = text, .what = what, .mark = mark, .err = err};
    *out = (struct matrix){0};
    blanks(&r);
    enum lr_status status;
    if (*r.at == '[') {
        status = bracket(&r, out);
    } else {
        status = element(&r);
        *out = (struct matrix){1, r.n, NULL};
    }
    if (status)
        return status;
    blanks(&r);
    size_t length = strlen(r.at);
    while (length && isspace((unsigned char)r.at[length - 1]))
        length--;
    double *x = arena_alloc(arena, (r.n ? r.n : 1) * sizeof *x);
    char *rest = arena_strndup(arena, r.at, length);
    if (!x || !rest)
        return error_memory(err, what);
    memcpy(x, r.x, r.n * sizeof *x);
    out->x = x;
    *unit = rest;
    return LR_OK;
}

#include "config.h"

#include "interface/build_value.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool build_given(const struct builder *b, enum key key)
{
    return b->of->set[key];
}

const struct matrix *build_value(struct builder *b, enum key key)
{
    struct interface *of = b->of;
    if (of->set[key])
        return &of->value[key];
    return keyword_default(key, &of->arena, &of->value[key]) ? &of->value[key] : NULL;
}

void build_fault(struct builder *b, enum key key, const char *format, ...)
{
    char why[192];
    if (b->status)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    const struct mark mark = b->of->given[key].mark.file ? b->of->given[key].mark
                                                         : b->mark;
    /* The place of a sheet's value names the sheet. */
    const bool named = interface_is_sheet(b->of->name) && strcmp(mark.file, "--set") != 0;
    b->status = error_at(b->err, mark, "%s%s%s: %s", named ? "" : b->of->name,
                         named ? "" : ": ", keyword_of(key)->name, why);
}

const char *build_shown(enum key key, double x, char text[BUILD_SHOWN])
{
    const struct keyword *k = keyword_of(key);
    const char *unit = k->sheet_unit[0];
    if (*unit)
        snprintf(text, BUILD_SHOWN, "%g %s", x / quantity_unit(unit, k->dim[0]), unit);
    else
        snprintf(text, BUILD_SHOWN, "%g", x);
    return text;
}

void build_no_memory(struct builder *b, const char *what)
{
    if (!b->status)
        b->status = error_memory(b->err, what);
}

double build_scalar(struct builder *b, enum key key, double otherwise)
{
    const struct matrix *m = build_value(b, key);
    if (!m)
        return otherwise;
    if (m->rows != 1 || m->cols != 1) {
        build_fault(b, key, "one value is wanted");
        return otherwise;
    }
    return m->x[0];
}

double build_positive(struct builder *b, enum key key, double otherwise)
{
    const double x = build_scalar(b, key, otherwise);
    char shown[BUILD_SHOWN];
    if (!(x > 0.0))
        build_fault(b, key, "%s is not positive", build_shown(key, x, shown));
    return x;
}

double build_not_negative(struct builder *b, enum key key, double otherwise)
{
    const double x = build_scalar(b, key, otherwise);
    char shown[BUILD_SHOWN];
    if (!(x >= 0.0))
        build_fault(b, key, "%s is negative; write 0 or more",
                    build_shown(key, x, shown));
    return x;
}

bool build_switch(struct builder *b, enum key key)
{
    const double x = build_scalar(b, key, 0.0);
    if (x != 0.0 && x != 1.0)
        build_fault(b, key, "%g is neither 0 nor 1", x);
    return x == 1.0;
}

size_t build_count(struct builder *b, enum key key, double otherwise, double most)
{
    const double x = build_scalar(b, key, otherwise);
    if (!(x >= 0.0 && x <= most) || x != floor(x)) {
        build_fault(b, key, "%g is no whole number from 0 to %g", x, most);
        return 0;
    }
    return (size_t)x;
}

double build_side(struct builder *b, enum key key, size_t row, size_t side)
{
    const struct matrix *m = build_value(b, key);
    if (!m)
        return 0.0;
    if (m->cols < 1 || m->cols > 2 || m->rows < 1) {
        build_fault(b, key, "one value, or one for each side, is wanted");
        return 0.0;
    }
    /* Only impedances have a row for each section; a column is a pair written upright. */
    if (m->rows == 2 && m->cols == 1 && key != KEY_Z_C)
        return m->x[side];
    if (m->rows > 1 && key != KEY_Z_C)
        build_fault(b, key, "one value, or one for each side, is wanted");
    const size_t i = row < m->rows ? row : m->rows - 1;
    return m->x[i * m->cols + (side < m->cols ? side : 0)];
}

double build_per_case(struct builder *b, enum key key, size_t which)
{
    const struct matrix *m = build_value(b, key);
    const size_t n = m ? m->rows * m->cols : 0;
    if (n == 1 || which < n)
        return m->x[n == 1 ? 0 : which];
    build_fault(b, key, "one value, or one for each package case, is wanted");
    return 0.0;
}

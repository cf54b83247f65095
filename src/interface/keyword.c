#include "config.h"

#include "interface/keyword.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Other names under which the tool looks for the same value. */
static const struct { const char *name; enum key key; } aliases[] = {
    {"N_bmax", KEY_N_F},          {"PHY", KEY_PMD_TYPE},        {"T_h", KEY_T_O},
    {"Qr", KEY_SIGMA_R},          {"EH_min_test", KEY_MIN_VEO},
};

static const char *skip_blanks(const char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

bool keyword_same(const char *a, const char *b)
{
    for (a = skip_blanks(a), b = skip_blanks(b); *a && *b;
         a = skip_blanks(a + 1), b = skip_blanks(b + 1))
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    return !*a && !*b;
}

enum key keyword_find(const char *name)
{
    for (size_t key = 0; key < KEY_COUNT; key++)
        if (keyword_same(name, keyword_of((enum key)key)->name))
            return (enum key)key;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (keyword_same(name, aliases[i].name))
            return aliases[i].key;
    return KEY_COUNT;
}

/* The next word of a unit text such as "1/mm ns^0.5/mm ns/mm". */
static const char *next_unit(const char *text, char *unit, size_t size)
{
    text = skip_blanks(text);
    size_t n = 0;
    while (*text && !isspace((unsigned char)*text) && n + 1 < size)
        unit[n++] = *text++;
    unit[n] = '\0';
    return text;
}

/* The SI value of a column's unit, or 0 with a sentence. */
static double column_factor(const struct keyword *k, size_t column, const char *unit,
                            const char *text, struct mark mark, struct lr_error *err)
{
    const enum dimension dim = k->dim[column];
    const char *wanted = k->sheet_unit[column];
    const double factor = dim == DIM_NUMBER && !*unit ? 1.0 : quantity_unit(unit, dim);
    if (!(factor > 0.0))
        error_at(err, mark, "%s: '%s' has %s unit%s%s; write %s", k->name, text,
                 *unit ? "the" : "no", *unit ? " " : "", unit,
                 *wanted ? wanted : "a pure number");
    return factor;
}

/* factor[KEYWORD_UNITS] of the columns; moves *written past the units read. */
static enum lr_status factors(const struct keyword *k, const char *text,
                              const char **written, bool unit_required, struct mark mark,
                              double *factor, struct lr_error *err)
{
    for (size_t i = 0; i < KEYWORD_UNITS; i++) {
        char unit[32] = "";
        if (i && !k->sheet_unit[i]) {
            factor[i] = factor[i - 1];
            continue;
        }
        if (unit_required)
            *written = next_unit(*written, unit, sizeof unit);
        else
            snprintf(unit, sizeof unit, "%s", k->sheet_unit[i]);
        factor[i] = column_factor(k, i, unit, text, mark, err);
        if (!(factor[i] > 0.0))
            return LR_EINPUT;
    }
    return LR_OK;
}

/* The index of a word among the keyword's choices. */
static enum lr_status choose(const struct keyword *k, const char *text, struct mark mark,
                             struct arena *arena, struct matrix *out,
                             struct lr_error *err)
{
    char word[32];
    size_t index = 0;
    for (const char *at = k->choices; *at; index++) {
        const size_t length = strcspn(at, "|");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        if (keyword_same(word, text)) {
            double *x = arena_alloc(arena, sizeof *x);
            if (!x)
                return error_memory(err, k->name);
            *x = (double)index;
            *out = (struct matrix){1, 1, x};
            return LR_OK;
        }
        at += length + (at[length] == '|');
    }
    return error_at(err, mark, "%s: '%s' is unknown; write one of %s", k->name, text,
                    k->choices);
}

enum lr_status keyword_value(enum key key, const char *text, bool unit_required,
                             enum matrix_ranges ranges, struct mark mark,
                             struct arena *arena, struct matrix *out,
                             struct lr_error *err)
{
    const struct keyword *k = keyword_of(key);
    const char *written;
    struct matrix raw;
    if (k->choices)
        return choose(k, text, mark, arena, out, err);
    enum lr_status status =
        matrix_read(text, k->name, ranges, mark, arena, &raw, &written, err);
    double factor[KEYWORD_UNITS];
    if (!status)
        status = factors(k, text, &written, unit_required, mark, factor, err);
    if (status)
        return status;
    if (*skip_blanks(written))
        return error_at(err, mark, "%s: '%s' behind the value of '%s' is not understood",
                        k->name, skip_blanks(written), text);
    double *x = arena_alloc(arena, (raw.rows * raw.cols + 1) * sizeof *x);
    if (!x)
        return error_memory(err, k->name);
    for (size_t i = 0; i < raw.rows; i++)
        for (size_t j = 0; j < raw.cols; j++)
            x[i * raw.cols + j] = raw.x[i * raw.cols + j] *
                                  factor[j < KEYWORD_UNITS ? j : KEYWORD_UNITS - 1];
    *out = (struct matrix){raw.rows, raw.cols, x};
    return LR_OK;
}

bool keyword_default(enum key key, struct arena *arena, struct matrix *out)
{
    const struct keyword *k = keyword_of(key);
    return k->otherwise && (k->choices || strchr("0123456789[", *k->otherwise)) &&
           !keyword_value(key, k->otherwise, false, MATRIX_RANGES_STEP,
                          (struct mark){0}, arena, out, NULL);
}

#include "config.h"

#include "text/table.h"

#include "text/wrap.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_COLUMNS = 64,
    NUMBER_SIZE = 400           /* "%.9f" of the largest double has 319 letters */
};

void number_print(double x, char text[32])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, 32, "%.*g", digits, x);
        if (strtod(text, NULL) == x)
            return;
    }
}

static size_t put_number(double x, const char *format, FILE *out)
{
    char text[NUMBER_SIZE];
    if (format)
        snprintf(text, sizeof text, format, x);
    else
        number_print(x, text);
    /* What rounds to nothing has no sign. */
    const bool nothing = strspn(text, "-0.") == strlen(text);
    const char *shown = text + (nothing && *text == '-');
    if (out)
        fputs(shown, out);
    return strlen(shown);
}

static size_t put_text(const char *text, FILE *out)
{
    if (out)
        fputs(text, out);
    return strlen(text);
}

static size_t put_scalar(const struct tree *value, const char *format, FILE *out)
{
    switch (value->kind) {
    case TREE_NUMBER:
        return put_number(value->number, format, out);
    case TREE_TEXT:
        return put_text(value->text, out);
    case TREE_BOOL:
        return put_text(value->number != 0.0 ? "yes" : "no", out);
    default:
        return put_text("-", out);
    }
}

/* Writes a value to `out`, or only measures it when that is NULL; numbers of a
 * list are parted by blanks, its texts by semicolons.  Returns the width. */
static size_t put(const struct tree *value, const char *format, FILE *out)
{
    if (!value)
        return put_text("-", out);
    if (value->kind != TREE_LIST)
        return put_scalar(value, format, out);
    size_t width = 0;
    for (const struct tree *item = value->first; item; item = item->next) {
        if (item != value->first)
            width += put_text(item->kind == TREE_TEXT ? "; " : " ", out);
        width += put_scalar(item, format, out);
    }
    return width;
}

static bool is_absent(const struct tree *value)
{
    return !value || value->kind == TREE_NULL || value->kind == TREE_OBJECT ||
           (value->kind == TREE_LIST && !value->n);
}

struct layout {
    bool shown, right;
    bool wraps;                 /* into lines of `width`                       */
    size_t width;
};

static struct layout measure(const struct tree *rows, const struct column *column)
{
    const size_t head = column->head ? strlen(column->head) : 0;
    struct layout layout = {.right = true, .width = head};
    for (const struct tree *row = rows->first; row && column->head; row = row->next) {
        const struct tree *value = tree_find(row, column->key);
        const size_t width = is_absent(value) ? 1 : put(value, column->format, NULL);
        layout.width = width > layout.width ? width : layout.width;
        if (is_absent(value))
            continue;
        layout.shown = true;
        layout.right = layout.right && value->kind == TREE_NUMBER;
    }
    return layout;
}

static void pad(size_t n, FILE *out)
{
    while (n--)
        fputc(' ', out);
}

/* Makes the widest column of texts narrower when the table is too wide. */
static void fit(const struct column *columns, size_t n, struct layout *layout)
{
    size_t all = 0, widest = n;
    for (size_t c = 0; c < n; c++) {
        if (!layout[c].shown)
            continue;
        all += (all ? 2 : 0) + layout[c].width;
        if (!layout[c].right && (widest == n || layout[c].width > layout[widest].width))
            widest = c;
    }
    if (all <= WRAP_WIDTH || widest == n)
        return;
    const size_t others = all - layout[widest].width;
    const size_t least = strlen(columns[widest].head);
    layout[widest].wraps = true;
    layout[widest].width =
        others + least < WRAP_WIDTH ? WRAP_WIDTH - others : least;
}

/* A cell, or what of a text has not been written yet; returns its width. */
static size_t put_cell(const struct tree *value, const struct column *column,
                       const struct layout *layout, const char **rest, FILE *out)
{
    if (is_absent(value))
        return put_text("-", out);
    if (!layout->wraps || value->kind != TREE_TEXT)
        return put(value, column->format, out);
    const char *text = *rest ? *rest : value->text, *behind = text;
    const size_t width = wrap_piece(&behind, layout->width);
    if (out) {
        fprintf(out, "%.*s", (int)width, text);
        *rest = behind;
    }
    return width;
}

static size_t left_over(const struct layout *layout, size_t width)
{
    return width < layout->width ? layout->width - width : 0;
}

/* One line.  Blanks are owed until something follows them, so that no line ends in
 * blanks.  Returns what is left of a text for the next line; NULL: nothing. */
static const char *put_line(const struct tree *row, const struct column *columns,
                            size_t n, const struct layout *layout, FILE *out)
{
    const char *rest = NULL;
    size_t owed = 0;
    for (size_t c = 0; c < n; c++) {
        if (!layout[c].shown)
            continue;
        const struct tree *value = tree_find(row, columns[c].key);
        const size_t width = put_cell(value, &columns[c], &layout[c], &rest, NULL);
        const size_t blank = left_over(&layout[c], width);
        pad(owed + (layout[c].right ? blank : 0), out);
        put_cell(value, &columns[c], &layout[c], &rest, out);
        owed = 2 + (layout[c].right ? 0 : blank);
    }
    fputc('\n', out);
    return rest && *rest ? rest : NULL;
}

/* Further lines of the column that wraps. */
static void put_rest(const char *rest, size_t n, const struct layout *layout, FILE *out)
{
    size_t before = 0, c = 0;
    for (; c < n && !layout[c].wraps; c++)
        before += layout[c].shown ? layout[c].width + 2 : 0;
    while (*rest) {
        const char *text = rest;
        const size_t width = wrap_piece(&rest, layout[c].width);
        pad(before, out);
        fprintf(out, "%.*s\n", (int)width, text);
    }
}

static void put_heads(const struct column *columns, size_t n, const struct layout *layout,
                      FILE *out)
{
    size_t owed = 0;
    for (size_t c = 0; c < n; c++) {
        if (!layout[c].shown)
            continue;
        const size_t blank = left_over(&layout[c], strlen(columns[c].head));
        pad(owed + (layout[c].right ? blank : 0), out);
        fputs(columns[c].head, out);
        owed = 2 + (layout[c].right ? 0 : blank);
    }
    fputc('\n', out);
}

void table_print(const struct tree *rows, const struct column *columns, size_t n,
                 FILE *out)
{
    struct layout layout[MOST_COLUMNS];
    bool any = false;
    assert(n <= MOST_COLUMNS);
    for (size_t c = 0; rows && c < n; c++) {
        layout[c] = measure(rows, &columns[c]);
        any = any || layout[c].shown;
    }
    if (!any)
        return;
    fit(columns, n, layout);
    put_heads(columns, n, layout, out);
    for (const struct tree *row = rows->first; row; row = row->next) {
        const char *rest = put_line(row, columns, n, layout, out);
        if (rest)
            put_rest(rest, n, layout, out);
    }
}

/* The inside of a quoted field. */
static void csv_inside(const char *text, FILE *out)
{
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
}

static void csv_text(const char *text, FILE *out)
{
    const char *quote = strpbrk(text, ",\"\r\n") ? "\"" : "";
    fputs(quote, out);
    csv_inside(text, out);
    fputs(quote, out);
}

static void csv_cell(const struct tree *value, FILE *out)
{
    if (is_absent(value))
        return;
    if (value->kind == TREE_TEXT) {
        csv_text(value->text, out);
    } else if (value->kind == TREE_LIST && value->first->kind == TREE_TEXT) {
        fputc('"', out);
        for (const struct tree *item = value->first; item; item = item->next) {
            fputs(item == value->first ? "" : "; ", out);
            if (item->kind == TREE_TEXT)
                csv_inside(item->text, out);
            else
                put_scalar(item, NULL, out);
        }
        fputc('"', out);
    } else {
        put(value, NULL, out);
    }
}

void table_csv(const struct tree *rows, const struct column *columns, size_t n,
               FILE *out)
{
    for (size_t c = 0; c < n; c++) {
        fputs(c ? "," : "", out);
        csv_text(columns[c].key, out);
    }
    fputc('\n', out);
    for (const struct tree *row = rows ? rows->first : NULL; row; row = row->next) {
        for (size_t c = 0; c < n; c++) {
            fputs(c ? "," : "", out);
            csv_cell(tree_find(row, columns[c].key), out);
        }
        fputc('\n', out);
    }
}

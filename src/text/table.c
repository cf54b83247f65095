#include "config.h"

#include "text/table.h"

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

/* One line: the heads when `row` is NULL.  Blanks are owed until something
 * follows them, so that no line ends in blanks. */
static void put_line(const struct tree *row, const struct column *columns, size_t n,
                     const struct layout *layout, FILE *out)
{
    size_t owed = 0;
    for (size_t c = 0; c < n; c++) {
        if (!layout[c].shown)
            continue;
        const struct tree *value = row ? tree_find(row, columns[c].key) : NULL;
        const char *text = row ? "-" : columns[c].head;
        const bool plain = !row || is_absent(value);
        const size_t width =
            plain ? put_text(text, NULL) : put(value, columns[c].format, NULL);
        const size_t rest = layout[c].width - width;
        pad(owed + (layout[c].right ? rest : 0), out);
        if (plain)
            put_text(text, out);
        else
            put(value, columns[c].format, out);
        owed = 2 + (layout[c].right ? 0 : rest);
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
    put_line(NULL, columns, n, layout, out);
    for (const struct tree *row = rows->first; row; row = row->next)
        put_line(row, columns, n, layout, out);
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

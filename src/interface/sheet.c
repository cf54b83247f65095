#include "config.h"

#include "interface/sheet.h"

#include "base/decimal.h"
#include "interface/given.h"
#include "text/table.h"
#include "text/xlsx.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char worksheet[] = "COM_Settings";

enum {
    COLUMN_KEYWORDS = 3,        /* that make a column one of keywords          */
    COLUMNS = 16384             /* of any worksheet                            */
};

struct reader {
    const char *path;
    const struct xlsx_sheet *sheet;
    struct interface *out;
    struct lr_error *err;
};

static bool is_keyword(const char *text)
{
    return keyword_find(text) != KEY_COUNT || unused_find(text);
}

/* Whether a cell stands in a block `.START name` to `.END`: packages of which PKG_NAME
 * chooses, with keywords of their own. */
static bool in_block(const struct reader *r, const struct xlsx_cell *cell)
{
    bool inside = false;
    for (const struct xlsx_cell *c = r->sheet->cell; c < cell; c++) {
        if (c->column != cell->column)
            continue;
        if (!strncasecmp(c->text, ".START", strlen(".START")))
            inside = true;
        else if (!strncasecmp(c->text, ".END", strlen(".END")))
            inside = false;
    }
    return inside;
}

/* "KR.xlsx:COM_Settings!B12" */
static struct mark place(const struct reader *r, size_t row, size_t column)
{
    char cell[16];
    struct mark mark = {0};
    mark.file = arena_printf(&r->out->arena, "%s:%s!%s", r->path, r->sheet->name,
                             xlsx_place(row, column, cell));
    return mark;
}

/* The cell to the right of one of the sheet's, which is the next of its list; NULL when
 * it is empty. */
static const struct xlsx_cell *value_of(const struct xlsx_cell *cell,
                                        const struct reader *r)
{
    const struct xlsx_cell *next = cell + 1;
    return next < r->sheet->cell + r->sheet->n && next->row == cell->row &&
                   next->column == cell->column + 1
               ? next
               : NULL;
}

/* Two names of one keyword. */
static bool same_keyword(const char *a, const char *b)
{
    const enum key key = keyword_find(a);
    return keyword_same(a, b) || (key != KEY_COUNT && key == keyword_find(b));
}

/* The keyword in a cell before this one, perhaps by another of its names, or NULL. */
static const struct xlsx_cell *earlier(const struct reader *r,
                                       const struct xlsx_cell *cell)
{
    for (const struct xlsx_cell *c = r->sheet->cell; c < cell; c++)
        if (!c->number && value_of(c, r) && same_keyword(c->text, cell->text) &&
            !in_block(r, c))
            return c;
    return NULL;
}

/* A cell's text; of a number the fewest digits that have its value, as spreadsheet
 * programs show it: 0.413, not the 0.41299999999999998 of the file. */
static const char *shown(const struct reader *r, const struct xlsx_cell *value)
{
    char digits[32];
    const char *end;
    const size_t length = strlen(value->text);
    double x;
    if (!value->number)
        return value->text;
    end = decimal_read(value->text, value->text + length, &x);
    if (end != value->text + length)
        return value->text;
    number_print(x, digits);
    return arena_strdup(&r->out->arena, digits);
}

static enum lr_status give(const struct reader *r, const struct xlsx_cell *cell)
{
    const struct setting setting = {.name = cell->text,
                                    .text = shown(r, value_of(cell, r)),
                                    .mark = place(r, cell->row, cell->column + 1)};
    return setting.mark.file && setting.text ? interface_give(r->out, setting, r->err)
                                             : error_memory(r->err, "a sheet");
}

/* Every keyword that has a value. */
static enum lr_status read_keywords(const struct reader *r, size_t *found)
{
    enum lr_status status = LR_OK;
    *found = 0;
    for (size_t i = 0; !status && i < r->sheet->n; i++) {
        const struct xlsx_cell *cell = &r->sheet->cell[i];
        char before[16];
        if (cell->number || !value_of(cell, r) || !is_keyword(cell->text) ||
            in_block(r, cell))
            continue;
        const struct xlsx_cell *twice = earlier(r, cell);
        if (twice) {
            const bool other = !keyword_same(twice->text, cell->text);
            return error_at(r->err, place(r, cell->row, cell->column),
                            "the keyword %s stands here and%s%s in %s; leave one of them",
                            cell->text, other ? " as " : "", other ? twice->text : "",
                            xlsx_place(twice->row, twice->column, before));
        }
        status = give(r, cell);
        ++*found;
    }
    return status;
}

/* The heads of the official sheets' tables, "Parameter | Setting | Units". */
static bool is_heading(const char *text)
{
    return keyword_same(text, "Setting") || keyword_same(text, "Value");
}

/* What looks like a keyword and is none. */
static enum lr_status read_unknown(const struct reader *r)
{
    enum lr_status status = LR_OK;
    unsigned *count = arena_alloc(&r->out->arena, COLUMNS * sizeof *count);
    if (!count)
        return error_memory(r->err, "a sheet");
    for (size_t i = 0; i < r->sheet->n; i++) {
        const struct xlsx_cell *cell = &r->sheet->cell[i];
        count[cell->column] += !cell->number && is_keyword(cell->text);
    }
    for (size_t i = 0; !status && i < r->sheet->n; i++) {
        const struct xlsx_cell *cell = &r->sheet->cell[i];
        const struct xlsx_cell *value = value_of(cell, r);
        if (!cell->number && value && *cell->text != '.' && !is_heading(value->text) &&
            !is_keyword(cell->text) && !is_keyword(value->text) &&
            count[cell->column] >= COLUMN_KEYWORDS && !in_block(r, cell))
            status = give(r, cell);
    }
    return status;
}

static const struct xlsx_sheet *find_worksheet(const struct xlsx_book *book)
{
    for (size_t i = 0; i < book->n; i++)
        if (keyword_same(book->sheet[i].name, worksheet))
            return &book->sheet[i];
    return NULL;
}

enum lr_status sheet_read(const char *path, struct interface *out, struct lr_error *err)
{
    struct xlsx_book book;
    size_t found;
    enum lr_status status = xlsx_read(path, &out->arena, &book, err);
    if (status)
        return status;
    const struct reader r = {path, find_worksheet(&book), out, err};
    const struct mark whole = {.file = path};
    if (!r.sheet)
        return error_at(err, whole,
                        "none of its %zu worksheets is called %s, as that of a COM "
                        "configuration is",
                        book.n, worksheet);
    status = read_keywords(&r, &found);
    if (!status && !found)
        return error_at(err, whole,
                        "%s has no keyword of a COM configuration with a value to its "
                        "right",
                        worksheet);
    return status ? status : read_unknown(&r);
}

#include "config.h"

#include "text/xlsx_cells.h"

#include "base/decimal.h"
#include "text/xlsx_xml.h"

#include <stdlib.h>
#include <string.h>

/* The largest sheet that spreadsheet programs have: A1 to XFD1048576. */
enum { ROWS = 1048576, COLUMNS = 16384, LETTERS = 26 };

enum cell_type { NUMBER, TEXT, SHARED, LOGICAL };

/* An error (#N/A) and a date are text: neither is a number that can be computed with. */
static const struct {
    const char *text;
    enum cell_type type;
} types[] = {
    {"n", NUMBER}, {"s", SHARED}, {"str", TEXT}, {"inlineStr", TEXT},
    {"b", LOGICAL}, {"e", TEXT}, {"d", TEXT},
};

struct reader {
    struct arena *arena;
    const struct xlsx_strings *strings;
    struct xlsx_sheet *sheet;
    size_t most;
    size_t row, column;         /* of the cell that is open                    */
    size_t next_row, next_column;       /* of what has no reference            */
    enum cell_type type;
    bool sorted;
    struct lr_error *err;
};

/* Reads digits: 1 to `most`.  0 when they are none or too large. */
static size_t read_count(const char *text, size_t most)
{
    size_t count = 0;
    for (; *text >= '0' && *text <= '9' && count <= most; text++)
        count = 10 * count + (size_t)(*text - '0');
    return *text || count > most ? 0 : count;
}

/* Reads "B3"; both results count from 1 and are 0 when they are wrong. */
static bool read_reference(const char *text, size_t *row, size_t *column)
{
    for (*column = 0; *text >= 'A' && *text <= 'Z' && *column <= COLUMNS; text++)
        *column = LETTERS * *column + (size_t)(*text - 'A') + 1;
    *row = read_count(text, ROWS);
    return *row && *column && *column <= COLUMNS;
}

static enum lr_status wrong(const struct reader *r, const struct xlsx_xml *xml,
                            const char *what, const char *text, const char *right)
{
    char place[16];
    return error_at(r->err, xlsx_xml_mark(xml), "cell %s of sheet '%s' %s '%.80s'; %s",
                    xlsx_place(r->row, r->column, place), r->sheet->name, what, text,
                    right);
}

static enum lr_status open_row(struct reader *r, const struct xlsx_xml *xml,
                               const char **attribute)
{
    const char *text = xlsx_xml_attribute(attribute, "r");
    const size_t row = text ? read_count(text, ROWS) : r->next_row + 1;
    if (!row || row > ROWS)
        return error_at(r->err, xlsx_xml_mark(xml), "row '%s' of sheet '%s'; a sheet has "
                        "rows 1 to %d", text ? text : "behind the last", r->sheet->name,
                        ROWS);
    r->row = row - 1;
    r->next_row = row;
    r->next_column = 0;
    return LR_OK;
}

static enum lr_status open_type(struct reader *r, const struct xlsx_xml *xml,
                                const char *text)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!strcmp(types[i].text, text)) {
            r->type = types[i].type;
            return LR_OK;
        }
    }
    return wrong(r, xml, "has the type", text,
                 "n, s, str, inlineStr, b, e and d are known");
}

static enum lr_status open_cell(struct reader *r, struct xlsx_xml *xml,
                                const char **attribute)
{
    const char *text = xlsx_xml_attribute(attribute, "r");
    const char *type = xlsx_xml_attribute(attribute, "t");
    size_t row = r->row + 1, column = r->next_column + 1;
    if (text && !read_reference(text, &row, &column))
        return error_at(r->err, xlsx_xml_mark(xml), "cell '%.80s' of sheet '%s'; a sheet "
                        "has A1 to XFD%d", text, r->sheet->name, ROWS);
    if (row != r->row + 1)
        return error_at(r->err, xlsx_xml_mark(xml), "cell '%s' of sheet '%s' stands in "
                        "row %zu; the workbook is damaged", text, r->sheet->name,
                        r->row + 1);
    if (column > COLUMNS)
        return error_at(r->err, xlsx_xml_mark(xml), "row %zu of sheet '%s' has more than "
                        "%d cells", row, r->sheet->name, COLUMNS);
    r->column = column - 1;
    r->next_column = column;
    xlsx_xml_clear(xml);
    return open_type(r, xml, type ? type : "n");
}

/* Is the element `up` levels above the open one a cell of the sheet?  Extensions may use
 * the same names for things of their own. */
static bool is_cell(const struct xlsx_xml *xml, size_t up)
{
    return xlsx_xml_name(xml, up) == XLSX_C && xlsx_xml_name(xml, up + 1) == XLSX_ROW &&
           xlsx_xml_name(xml, up + 2) == XLSX_SHEET_DATA;
}

static enum lr_status open_sheet(void *context, struct xlsx_xml *xml,
                                 const char **attribute)
{
    const enum xlsx_name name = xlsx_xml_name(xml, 0), parent = xlsx_xml_name(xml, 1);
    if (name == XLSX_ROW && parent == XLSX_SHEET_DATA)
        return open_row(context, xml, attribute);
    if (is_cell(xml, 0))
        return open_cell(context, xml, attribute);
    if (name == XLSX_V && is_cell(xml, 1))
        xlsx_xml_collect(xml);
    if (is_cell(xml, parent == XLSX_R ? 3 : 2))
        xlsx_string_open(xml);
    return LR_OK;
}

/* The shared string that a cell asks for by its number, counted from 0. */
static enum lr_status shared(const struct reader *r, const struct xlsx_xml *xml,
                             const char *number, const char **text)
{
    const size_t n = r->strings->n;
    const bool first = !strcmp(number, "0");
    const size_t i = first ? 0 : read_count(number, n);
    char place[16];
    if (i >= n || (!i && !first))
        return error_at(r->err, xlsx_xml_mark(xml), "cell %s of sheet '%s' asks for the "
                        "shared string '%.80s'; the workbook has %zu of them",
                        xlsx_place(r->row, r->column, place), r->sheet->name, number, n);
    *text = r->strings->text[i];
    return LR_OK;
}

/* The text of a filled cell as the caller sees it. */
static enum lr_status value(struct reader *r, const struct xlsx_xml *xml,
                            const char **text)
{
    const char *raw = xlsx_xml_text(xml), *const end = raw + strlen(raw);
    double number;
    if (r->type == SHARED)
        return shared(r, xml, raw, text);
    if (r->type == NUMBER && decimal_read(raw, end, &number) != end)
        return wrong(r, xml, "should hold a number, not", raw, "the workbook is damaged");
    if (r->type == LOGICAL && !strcmp(raw, "true"))
        raw = "1";
    if (r->type == LOGICAL && !strcmp(raw, "false"))
        raw = "0";
    if (r->type == LOGICAL && strcmp(raw, "0") && strcmp(raw, "1"))
        return wrong(r, xml, "should hold 0 or 1, not", raw, "the workbook is damaged");
    *text = arena_strdup(r->arena, raw);
    return *text ? LR_OK : error_memory(r->err, "the cells of a workbook");
}

static enum lr_status add_cell(struct reader *r, const struct xlsx_xml *xml,
                               const char *text)
{
    struct xlsx_sheet *sheet = r->sheet;
    const struct xlsx_cell new = {r->row, r->column, text,
                                  r->type == NUMBER || r->type == LOGICAL};
    if (sheet->n == r->most)
        return error_at(r->err, xlsx_xml_mark(xml), "more than %d cells; no workbook "
                        "that can be read here has them", XLSX_MOST);
    sheet->cell = xlsx_grow(r->arena, sheet->cell, sheet->n, sizeof *sheet->cell);
    if (!sheet->cell)
        return error_memory(r->err, "the cells of a workbook");
    const struct xlsx_cell *last = sheet->n ? &sheet->cell[sheet->n - 1] : NULL;
    if (last && (last->row > new.row || (last->row == new.row &&
                                         last->column >= new.column)))
        r->sorted = false;
    sheet->cell[sheet->n++] = new;
    return LR_OK;
}

static enum lr_status close_sheet(void *context, struct xlsx_xml *xml)
{
    struct reader *r = context;
    const char *text = NULL;
    if (!is_cell(xml, 0) || !*xlsx_xml_text(xml))
        return LR_OK;
    enum lr_status status = value(r, xml, &text);
    return status || !*text ? status : add_cell(r, xml, text);
}

int xlsx_cells_compare(const void *pa, const void *pb)
{
    const struct xlsx_cell *a = pa, *b = pb;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* Rows and cells may stand in any order in the file. */
static enum lr_status sort(const struct reader *r, const char *path)
{
    const struct xlsx_sheet *sheet = r->sheet;
    char place[16];
    if (r->sorted)
        return LR_OK;
    qsort(sheet->cell, sheet->n, sizeof *sheet->cell, xlsx_cells_compare);
    for (size_t i = 1; i < sheet->n; i++)
        if (!xlsx_cells_compare(&sheet->cell[i - 1], &sheet->cell[i]))
            return error_at(r->err, (struct mark){.file = path}, "cell %s of sheet '%s' "
                            "is given twice; the workbook is damaged",
                            xlsx_place(sheet->cell[i].row, sheet->cell[i].column, place),
                            sheet->name);
    return LR_OK;
}

enum lr_status xlsx_cells_read(struct xlsx_zip *zip, const char *part,
                               const struct xlsx_strings *strings, size_t most,
                               struct arena *arena, struct xlsx_sheet *sheet,
                               struct lr_error *err)
{
    static const struct xlsx_events events = {XLSX_WORKSHEET, open_sheet, close_sheet};
    struct reader r = {.arena = arena, .strings = strings, .sheet = sheet, .most = most,
                       .sorted = true, .err = err};
    const enum lr_status status = xlsx_xml_read(zip, part, &events, &r, err);
    return status ? status : sort(&r, zip->path);
}

#include "config.h"

#include "text/xlsx.h"

#include "text/xlsx_book.h"
#include "text/xlsx_cells.h"
#include "text/xlsx_string.h"
#include "text/xlsx_zip.h"

#include <stdio.h>
#include <stdlib.h>

static enum lr_status read_sheets(struct xlsx_zip *zip,
                                  const struct xlsx_outline *outline,
                                  struct arena *arena, struct xlsx_book *book,
                                  struct lr_error *err)
{
    struct xlsx_strings strings = {0};
    enum lr_status status = LR_OK;
    size_t cells = 0;
    book->path = arena_strdup(arena, zip->path);
    book->sheet = arena_alloc(arena, outline->n * sizeof *book->sheet);
    if (!book->path || !book->sheet)
        return error_memory(err, zip->path);
    book->n = outline->n;
    if (outline->strings)
        status = xlsx_strings_read(zip, outline->strings, arena, &strings, err);
    for (size_t i = 0; i < outline->n && !status; i++) {
        struct xlsx_sheet *sheet = &book->sheet[i];
        sheet->name = outline->sheet[i].name;
        status = xlsx_cells_read(zip, outline->sheet[i].part, &strings,
                                 XLSX_MOST - cells, arena, sheet, err);
        cells += sheet->n;
    }
    return status;
}

enum lr_status xlsx_read(const char *path, struct arena *arena, struct xlsx_book *book,
                         struct lr_error *err)
{
    struct xlsx_zip zip;
    struct xlsx_outline outline;
    struct xlsx_book read = {0};
    *book = read;
    enum lr_status status = xlsx_zip_open(&zip, path, err);
    if (status)
        return status;
    status = xlsx_outline_read(&zip, arena, &outline, err);
    if (!status)
        status = read_sheets(&zip, &outline, arena, &read, err);
    xlsx_zip_close(&zip);
    if (!status)
        *book = read;
    return status;
}

const char *xlsx_text(const struct xlsx_sheet *sheet, size_t row, size_t column)
{
    const struct xlsx_cell key = {.row = row, .column = column};
    if (!sheet->n)
        return NULL;
    const struct xlsx_cell *found =
        bsearch(&key, sheet->cell, sheet->n, sizeof *sheet->cell, xlsx_cells_compare);
    return found ? found->text : NULL;
}

const char *xlsx_place(size_t row, size_t column, char text[16])
{
    enum { LETTERS = 26 };
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    /* A, ..., Z, AA: digits from 1 to 26 and no 0. */
    for (size_t rest = column + 1; rest && at; rest = (rest - 1) / LETTERS)
        letters[--at] = (char)('A' + (rest - 1) % LETTERS);
    snprintf(text, 16, "%s%zu", letters + at, row + 1);
    return text;
}

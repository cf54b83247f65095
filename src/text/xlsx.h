/* xlsx.h -- the cells of a spreadsheet workbook (Office Open XML, ISO/IEC 29500), in
 * transitional and in strict form alike: names of elements and attributes are compared
 * without their namespaces.
 *
 * Only values are read: shared and inline strings, numbers and the cached results of
 * formulas; never formats, macros or external links.  White space around a text goes
 * unless the file says xml:space="preserve", as spreadsheet programs show it. */
#ifndef TEXT_XLSX_H
#define TEXT_XLSX_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct xlsx_cell {
    size_t row, column;         /* counted from 0: B3 is row 2, column 1       */
    const char *text;           /* UTF-8; a number as the file has it          */
    bool number;                /* stored as a number, or as a truth value: 1
                                   or 0; an error (#N/A) and a date are text   */
};

struct xlsx_sheet {
    const char *name;
    size_t n;
    struct xlsx_cell *cell;     /* by row, then column; empty cells are left out */
};

struct xlsx_book {              /* everything lives in the caller's arena      */
    const char *path;
    size_t n;
    struct xlsx_sheet *sheet;
};

/* Reads every worksheet.  LR_EINPUT with a sentence: missing file; no ZIP archive (an
 * .xls file is told by its first bytes: save it as .xlsx); no workbook inside; malformed
 * XML with the part's name, line and column; a document type, where entities would be
 * declared; a part that inflates to more than 64 MiB, or all that are read to more than
 * 128; more than a million cells or a thousand sheets; a cell that cannot be what it says
 * it is.  *book is then empty. */
enum lr_status xlsx_read(const char *path, struct arena *arena, struct xlsx_book *book,
                         struct lr_error *err);

/* The text of a cell, or NULL when it is empty. */
const char *xlsx_text(const struct xlsx_sheet *sheet, size_t row, size_t column);

/* "B3" for (2, 1), into text[16]; up to XFD1048576, where every sheet ends. */
const char *xlsx_place(size_t row, size_t column, char text[16]);

#endif

/* xlsx_book.h -- which parts of a workbook are its sheets, by their names and in their
 * order, and which its shared strings. */
#ifndef TEXT_XLSX_BOOK_H
#define TEXT_XLSX_BOOK_H

#include "base/arena.h"
#include "base/error.h"
#include "text/xlsx_zip.h"

#include <stddef.h>

struct xlsx_entry {
    const char *name, *part;
};

struct xlsx_outline {           /* everything lives in the caller's arena      */
    size_t n;
    struct xlsx_entry *sheet;   /* worksheets; charts have no cells            */
    const char *strings;        /* part of the shared strings, or NULL         */
};

/* LR_EINPUT: no workbook inside, one without worksheets, or a damaged one. */
enum lr_status xlsx_outline_read(struct xlsx_zip *zip, struct arena *arena,
                                 struct xlsx_outline *outline, struct lr_error *err);

#endif

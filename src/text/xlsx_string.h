/* xlsx_string.h -- strings of a workbook: plain and rich text, and the table of those
 * that cells share. */
#ifndef TEXT_XLSX_STRING_H
#define TEXT_XLSX_STRING_H

#include "base/arena.h"
#include "base/error.h"
#include "text/xlsx_xml.h"
#include "text/xlsx_zip.h"

#include <stdbool.h>
#include <stddef.h>

enum { XLSX_MOST = 1000000 };   /* cells of a workbook, and shared strings     */

struct xlsx_strings {           /* everything lives in the caller's arena      */
    size_t n;
    const char **text;
};

enum lr_status xlsx_strings_read(struct xlsx_zip *zip, const char *part,
                                 struct arena *arena, struct xlsx_strings *strings,
                                 struct lr_error *err);

/* In open: collects the element if it is text of the string around it, that of <si> or
 * <is>; how the string is pronounced (<rPh>) is none. */
void xlsx_string_open(struct xlsx_xml *xml);

/* Brings the n bytes of one element into the form that a spreadsheet shows and returns
 * how many are left: without white space at the ends unless that is to be preserved, and
 * with the character in the place of _xHHHH_ (type ST_Xstring of ISO/IEC 29500-1).  A run
 * of rich text that is nothing but white space stays: it parts the words of its
 * neighbours.  _x0000_ stays, and halves of surrogate pairs: UTF-8 text has room for
 * neither. */
size_t xlsx_string_tidy(char *text, size_t n, bool preserve, bool run);

#endif

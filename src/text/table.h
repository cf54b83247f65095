/* table.h -- views of an answer: rows and columns for people and for CSV.
 *
 * A view is static: which list of the tree gives the rows, which keys the
 * columns.  The CSV header is the JSON key, with full precision; the aligned
 * table has heads and digits of its own. */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

#include "base/error.h"
#include "text/tree.h"

#include <stdio.h>

struct column {
    const char *key;            /* path inside a row: "com_db", "tx_ffe[0]"    */
    const char *head;           /* what the table prints above; NULL: CSV only */
    const char *format;         /* printf for a double: "%.2f"; NULL: text, or
                                 * the fewest digits that round-trip           */
};

/* An aligned table of the objects in `rows`: text to the left, numbers to the
 * right, two blanks between, "-" where a value is absent or null.  Truth is yes
 * or no; a list of numbers is parted by blanks, one of texts by semicolons.
 * Columns whose every value is absent are left out, and nothing is printed when
 * none is left; at most 64 columns.  Beyond 80 letters the widest column of texts
 * goes on in further lines.  Writing errors stay with `out`. */
void table_print(const struct tree *rows, const struct column *columns, size_t n,
                 FILE *out);

/* RFC 4180 CSV of the same rows with one header line: keys, commas, LF; an
 * absent value is empty, others read as in the table.  All columns, in order. */
void table_csv(const struct tree *rows, const struct column *columns, size_t n,
               FILE *out);

/* The fewest digits that read back to x, into text[32]. */
void number_print(double x, char text[32]);

#endif

/* workbook.h -- writes a workbook with one worksheet, by way of libzip only, so that what
 * reads it is judged by another hand. */
#ifndef TESTS_TEXT_WORKBOOK_H
#define TESTS_TEXT_WORKBOOK_H

#include "tests/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct workbook_cell {
    const char *place;          /* "B3"; in ascending order; NULL ends a list  */
    const char *text;           /* a number is stored as one when it begins like one
                                 * and holds no blank, colon or bracket        */
};

static inline void workbook_part(zip_t *zip, const char *name, const char *text)
{
    zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);
    CU_ASSERT_FATAL(source && zip_file_add(zip, name, source, 0) >= 0);
}

static inline void workbook_cells(FILE *out, const struct workbook_cell *cell)
{
    int row = 0;
    for (; cell->place; cell++) {
        const int at = atoi(cell->place + 1);
        if (at != row)
            fprintf(out, "%s<row r='%d'>", row ? "</row>" : "", at);
        row = at;
        if (strchr("-.0123456789", *cell->text) && !strpbrk(cell->text, " :[("))
            fprintf(out, "<c r='%s'><v>%s</v></c>", cell->place, cell->text);
        else
            fprintf(out, "<c r='%s' t='inlineStr'><is><t>%s</t></is></c>", cell->place,
                    cell->text);
    }
    fprintf(out, "</row>");
}

static inline void workbook_write(const char *path, const char *worksheet,
                                  const struct workbook_cell *cell)
{
    char *text = NULL, book[512];
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    fprintf(out, "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/"
                 "main'><sheetData>");
    workbook_cells(out, cell);
    fprintf(out, "</sheetData></worksheet>");
    fclose(out);
    snprintf(book, sizeof book,
             "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
             "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"
             "relationships'><sheets><sheet name='%s' sheetId='1' r:id='r1'/></sheets>"
             "</workbook>", worksheet);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(zip);
    workbook_part(zip, "_rels/.rels",
                  "<Relationships xmlns='x'><Relationship Id='r1' "
                  "Type='http://schemas.openxmlformats.org/officeDocument/2006/"
                  "relationships/officeDocument' Target='xl/workbook.xml'/>"
                  "</Relationships>");
    workbook_part(zip, "xl/workbook.xml", book);
    workbook_part(zip, "xl/_rels/workbook.xml.rels",
                  "<Relationships xmlns='x'><Relationship Id='r1' "
                  "Type='http://schemas.openxmlformats.org/officeDocument/2006/"
                  "relationships/worksheet' Target='worksheets/sheet1.xml'/>"
                  "</Relationships>");
    workbook_part(zip, "xl/worksheets/sheet1.xml", text);
    CU_ASSERT_EQUAL_FATAL(zip_close(zip), 0);
    free(text);
}

#endif

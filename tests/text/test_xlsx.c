#include "config.h"

#include "text/xlsx.h"

#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* The namespaces and relationship types of ISO/IEC 29500: transitional, strict. */
static const char *const main_names[2] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main"};
static const char *const relation_names[2] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships"};

enum { STRICT = 1, MOST_PARTS = 8, LONG = 65537 };

/* The parts of a workbook that a case is about to write. */
static struct {
    size_t n;
    const char *name[MOST_PARTS];
    char *text[MOST_PARTS];
} parts;

static char folder[SCRATCH_SIZE];
static struct arena arena;
static struct xlsx_book book;
static struct lr_error err;

/* The text is malloc'd and given away. */
static void part_of(const char *name, char *text)
{
    CU_ASSERT_FATAL(parts.n < MOST_PARTS && text);
    parts.name[parts.n] = name;
    parts.text[parts.n++] = text;
}

static void part(const char *name, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void part(const char *name, const char *format, ...)
{
    va_list args;
    char *text = NULL;
    va_start(args, format);
    CU_ASSERT_FATAL(vasprintf(&text, format, args) >= 0);
    va_end(args);
    part_of(name, text);
}

/* Writes the parts to a.xlsx, by way of libzip only, and forgets them. */
static void write_parts(void)
{
    zip_t *zip = zip_open("a.xlsx", ZIP_CREATE | ZIP_TRUNCATE, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(zip);
    for (size_t i = 0; i < parts.n; i++) {
        zip_source_t *source =
            zip_source_buffer(zip, parts.text[i], strlen(parts.text[i]), 0);
        const zip_int64_t at = zip_file_add(zip, parts.name[i], source, 0);
        CU_ASSERT_FATAL(at >= 0);
        /* Level 1: some of these texts are long. */
        zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_DEFLATE, 1);
    }
    CU_ASSERT_EQUAL_FATAL(zip_close(zip), 0);
    for (size_t i = 0; i < parts.n; i++)
        free(parts.text[i]);
    parts.n = 0;
}

static enum lr_status read_book(const char *path)
{
    arena_free(&arena);
    err = (struct lr_error){.status = LR_OK};
    return xlsx_read(path, &arena, &book, &err);
}

/* A folder of the case's own, with a.xlsx in it, read. */
static enum lr_status read_parts(void)
{
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    write_parts();
    const enum lr_status status = read_book("a.xlsx");
    scratch_leave(folder);
    return status;
}

static void package(int form)
{
    part("_rels/.rels",
         "<Relationships xmlns='x'><Relationship Id='r1' Type='%s/officeDocument' "
         "Target='xl/workbook.xml'/></Relationships>", relation_names[form]);
}

static void workbook(int form, const char *sheets)
{
    part("xl/workbook.xml",
         "<?xml version='1.0' encoding='UTF-8'?>\n<workbook xmlns='%s' xmlns:r='%s'>"
         "<sheets>%s</sheets></workbook>",
         main_names[form], relation_names[form], sheets);
}

static void relations(int form)
{
    part("xl/_rels/workbook.xml.rels",
         "<Relationships xmlns='x'>"
         "<Relationship Id='s' Type='%s/sharedStrings' Target='sharedStrings.xml'/>"
         "<Relationship Id='r1' Type='%s/worksheet' Target='worksheets/one.xml'/>"
         "</Relationships>", relation_names[form], relation_names[form]);
}

static void worksheet(int form, const char *name, const char *rows)
{
    part(name, "<worksheet xmlns='%s'><sheetData>%s</sheetData></worksheet>",
         main_names[form], rows);
}

static void strings(int form, const char *table)
{
    part("xl/sharedStrings.xml", "<sst xmlns='%s'>%s</sst>", main_names[form], table);
}

/* A workbook of one sheet, S, of those rows and shared strings. */
static enum lr_status read_rows(int form, const char *rows, const char *table)
{
    package(form);
    workbook(form, "<sheet name='S' sheetId='1' r:id='r1'/>");
    relations(form);
    worksheet(form, "xl/worksheets/one.xml", rows);
    strings(form, table);
    return read_parts();
}

/* Cells of the first sheet as "A1=text B2:5.3 ", "=" for text and ":" for a number. */
static const char *shown(void)
{
    static char text[1024];
    char place[16];
    size_t used = 0;
    *text = '\0';
    if (err.status)
        return err.text;
    for (size_t i = 0; i < book.sheet[0].n && used < sizeof text; i++) {
        const struct xlsx_cell *cell = &book.sheet[0].cell[i];
        const int n = snprintf(text + used, sizeof text - used, "%s%c%s ",
                               xlsx_place(cell->row, cell->column, place),
                               cell->number ? ':' : '=', cell->text);
        used += n > 0 ? (size_t)n : 0;
    }
    return text;
}

static void shows(const char *rows, const char *table, const char *want)
{
    read_rows(0, rows, table);
    SAME_TEXT(shown(), want);
}

static void refused(const char *message)
{
    CU_ASSERT_EQUAL(read_parts(), LR_EINPUT);
    CU_ASSERT_EQUAL(err.status, LR_EINPUT);
    SAME_TEXT(err.text, message);
    CU_ASSERT(book.n == 0 && !book.sheet);
}

/* The message behind "a.xlsx: xl/worksheets/one.xml:1:column: ". */
static void rows_refused(const char *rows, const char *message)
{
    static const char begin[] = "a.xlsx: xl/worksheets/one.xml:1:";
    CU_ASSERT_EQUAL(read_rows(0, rows, "<si><t>a</t></si><si><t>b</t></si>"), LR_EINPUT);
    const char *at = err.text;
    if (!strncmp(at, begin, sizeof begin - 1) && strchr(at + sizeof begin, ' '))
        at = strchr(at + sizeof begin, ' ') + 1;
    SAME_TEXT(at, message);
}

static void both_forms_give_the_same_cells(void)
{
    static const char rows[] = "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' s='7'/>"
                               "<c r='C1' s='3'><f>26.5625*2</f><v>53.125</v></c></row>";
    static const char table[] = "<si><t>unused</t></si><si><t>f_b</t></si>";
    for (int form = 0; form <= STRICT; form++) {
        CU_ASSERT_EQUAL(read_rows(form, rows, table), LR_OK);
        SAME_TEXT(shown(), "A1=f_b C1:53.125 ");
        SAME_TEXT(book.path, "a.xlsx");
        SAME_TEXT(book.sheet[0].name, "S");
    }
}

static void every_type_of_cell(void)
{
    shows("<row><c><v>6.1409999999999998E-3</v></c><c t='n'><v>-7</v></c>"
          "<c t='s'><v>0</v></c><c t='str'><f>A1&amp;B1</f><v>x&lt;y</v></c>"
          "<c t='inlineStr'><is><t>[0.3e-4 0.3e-4]</t></is></c>"
          "<c t='b'><v>1</v></c><c t='b'><v>false</v></c>"
          "<c t='e'><v>#N/A</v></c><c t='d'><v>2022-08-17</v></c></row>",
          "<si><t>Ohm</t></si>",
          "A1:6.1409999999999998E-3 B1:-7 C1=Ohm D1=x<y E1=[0.3e-4 0.3e-4] F1:1 G1:0 "
          "H1=#N/A I1=2022-08-17 ");
}

static void rich_text_is_joined_without_its_pronunciation(void)
{
    shows("<row><c t='s'><v>0</v></c><c t='inlineStr'><is><r><t>a</t></r><r><rPr/>"
          "<t>b</t></r><rPh sb='0' eb='1'><t>no</t></rPh></is></c></row>",
          "<si><r><rPr><b/></rPr><t>gamma</t></r><r><t>_0</t></r>"
          "<rPh sb='0' eb='1'><t>GAMMA</t></rPh><phoneticPr fontId='1'/></si>",
          "A1=gamma_0 B1=ab ");
}

static void empty_cells_are_left_out(void)
{
    shows("<row><c s='4'/><c><v/></c><c t='s'><v>0</v></c><c t='s'/>"
          "<c t='inlineStr'><is><t> </t></is></c><c t='str'><f>1</f><v></v></c>"
          "<c><f>1+1</f></c><c><v>8</v></c></row>", "<si/>", "H1:8 ");
    CU_ASSERT_PTR_NULL(xlsx_text(&book.sheet[0], 0, 0));
    SAME_TEXT(xlsx_text(&book.sheet[0], 0, 7), "8");
    shows("", "", "");
    CU_ASSERT_PTR_NULL(xlsx_text(&book.sheet[0], 0, 0));
}

static void what_has_no_reference_is_counted_on(void)
{
    shows("<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row>"
          "<row r='5'><c><v>4</v></c></row><row><c r='AA6'><v>5</v></c><c><v>6</v></c>"
          "</row>", "", "A1:1 D1:2 E1:3 A5:4 AA6:5 AB6:6 ");
}

static void cells_in_any_order_are_sorted(void)
{
    shows("<row r='7'><c r='C7'><v>1</v></c><c r='A7'><v>2</v></c></row>"
          "<row r='2'><c r='B2'><v>3</v></c></row>", "", "B2:3 A7:2 C7:1 ");
    SAME_TEXT(xlsx_text(&book.sheet[0], 6, 0), "2");
    SAME_TEXT(xlsx_text(&book.sheet[0], 6, 2), "1");
    SAME_TEXT(xlsx_text(&book.sheet[0], 1, 1), "3");
    CU_ASSERT_PTR_NULL(xlsx_text(&book.sheet[0], 1, 2));
}

static void outer_white_space_goes_unless_preserved(void)
{
    /* As spreadsheet programs show it; blanks between two words of rich text stay. */
    shows("<row><c t='s'><v> 0\n</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c>"
          "<c t='s'><v>3</v></c><c t='str'><v xml:space='preserve'> v </v></c>"
          "<c><v>\n 5.3 </v></c></row>",
          "<si><t>\t a b\n</t></si><si><t xml:space='preserve'> [TX RX] </t></si>"
          "<si xml:space='preserve'><r><t>a </t></r><r><t xml:space='default'> b </t></r>"
          "</si><si><r><t>a</t></r><r><t> </t></r><r><t>b</t></r></si>",
          "A1=a b B1= [TX RX]  C1=a b D1=a b E1= v  F1:5.3 ");
}

static void escaped_characters_are_written_out(void)
{
    /* ISO/IEC 29500-1, ST_Xstring: _xHHHH_ is a character, _x005F_ its first one. */
    shows("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c>"
          "<c t='inlineStr'><is><t>_x00b5_m</t></is></c>"
          "<c t='str'><v>_x2126_</v></c></row>",
          "<si><t>a_x0009_b_x005F_x0041_</t></si><si><t>_x41_ _x0000_ _xD83D_ _x00G1_"
          "</t></si><si><t>RUN_x0041</t></si>",
          "A1=a\tb_x0041_ B1=_x41_ _x0000_ _xD83D_ _x00G1_ C1=RUN_x0041 D1=\xc2\xb5m "
          "E1=\xe2\x84\xa6 ");
}

static void other_encodings_become_utf_8(void)
{
    package(0);
    workbook(0, "<sheet name='S' sheetId='1' r:id='r1'/>");
    relations(0);
    worksheet(0, "xl/worksheets/one.xml", "<row><c t='s'><v>0</v></c></row>");
    part("xl/sharedStrings.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><sst>"
         "<si><t>85 \xb0""C</t></si></sst>");
    CU_ASSERT_EQUAL(read_parts(), LR_OK);
    SAME_TEXT(shown(), "A1=85 \xc2\xb0""C ");
}

static void sheets_come_in_the_order_of_the_workbook(void)
{
    package(0);
    workbook(0, "<sheet name='COM &amp; more' sheetId='4' r:id='r9'/><sheet name='Chart' "
             "sheetId='2' r:id='r3'/><sheet name='keywords' sheetId='1' r:id='r1'/>");
    part("xl/_rels/workbook.xml.rels",
         "<Relationships xmlns='x'><Relationship Id='r1' Type='x/worksheet' Target="
         "'./worksheets//one.xml'/><Relationship Id='r3' Type='x/chartsheet' Target="
         "'chartsheets/a.xml'/><Relationship Id='r9' Type='x/worksheet' Target="
         "'/xl/charts/../worksheets/two.xml'/></Relationships>");
    worksheet(0, "xl/worksheets/one.xml", "<row><c><v>1</v></c></row>");
    worksheet(0, "xl/worksheets/two.xml", "<row><c><v>2</v></c></row>");
    CU_ASSERT_EQUAL_FATAL(read_parts(), LR_OK);
    CU_ASSERT_EQUAL_FATAL(book.n, 2);
    SAME_TEXT(book.sheet[0].name, "COM & more");
    SAME_TEXT(xlsx_text(&book.sheet[0], 0, 0), "2");
    SAME_TEXT(book.sheet[1].name, "keywords");
    SAME_TEXT(xlsx_text(&book.sheet[1], 0, 0), "1");
}

static void names_count_only_in_their_place(void)
{
    /* Extensions may use the same names for things of their own. */
    part("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='r1'/>"
         "</sheets><extLst><ext><sheet/></ext></extLst></workbook>");
    relations(0);
    part("xl/worksheets/one.xml", "<worksheet><sheetData><row><c><v>72.3</v><extLst><v>1"
         "</v><t>2</t><c><v>5</v></c><is><t>6</t></is></extLst></c></row></sheetData>"
         "<extLst><row><c><v>3</v></c></row></extLst><c><v>4</v></c></worksheet>");
    strings(0, "");
    CU_ASSERT_EQUAL(read_parts(), LR_OK);
    SAME_TEXT(shown(), "A1:72.3 ");
}

static void the_package_says_where_the_workbook_is(void)
{
    part("_rels/.rels", "<Relationships xmlns='x'><Relationship Id='a' Type='x/other' "
         "Target='no.xml'/><Relationship Id='b' Type='x/officeDocument' "
         "Target='/book.xml'/></Relationships>");
    part("book.xml", "<x:workbook xmlns:x='x' xmlns:r='r'><x:sheets><x:sheet name='T' "
         "r:id='q'/></x:sheets></x:workbook>");
    part("_rels/book.xml.rels", "<Relationships xmlns='x'><Relationship Id='q' "
         "Type='x/worksheet' Target='cells.xml'/></Relationships>");
    worksheet(0, "cells.xml", "<row><c><v>72.3</v></c></row>");
    CU_ASSERT_EQUAL(read_parts(), LR_OK);
    SAME_TEXT(shown(), "A1:72.3 ");
}

static void a_workbook_is_found_where_it_usually_is(void)
{
    workbook(0, "<sheet name='S' sheetId='1' r:id='r1'/>");
    relations(0);
    worksheet(0, "xl/worksheets/One.xml", "<row><c t='s'><v>0</v></c></row>");
    part("xl/SharedStrings.xml", "<sst><si><t>a</t></si></sst>");
    CU_ASSERT_EQUAL(read_parts(), LR_OK);
    SAME_TEXT(shown(), "A1=a ");
}

static void places_are_named_as_spreadsheets_do(void)
{
    char place[16];
    SAME_TEXT(xlsx_place(2, 1, place), "B3");
    SAME_TEXT(xlsx_place(0, 25, place), "Z1");
    SAME_TEXT(xlsx_place(9, 26, place), "AA10");
    SAME_TEXT(xlsx_place(67, 30, place), "AE68");
    SAME_TEXT(xlsx_place(0, 701, place), "ZZ1");
    SAME_TEXT(xlsx_place(0, 702, place), "AAA1");
    SAME_TEXT(xlsx_place(1048575, 16383, place), "XFD1048576");
}

static void file_refused(const char *path, const char *bytes, size_t n,
                         const char *message)
{
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    FILE *file = bytes ? fopen(path, "wb") : NULL;
    if (file) {
        CU_ASSERT_EQUAL(fwrite(bytes, 1, n, file), n);
        fclose(file);
    }
    CU_ASSERT_EQUAL(read_book(path), LR_EINPUT);
    SAME_TEXT(err.text, message);
    scratch_leave(folder);
}

static void what_is_no_workbook_is_told_apart(void)
{
    static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    static const char locked[] =
        "\xd0\xcf\x11\xe0...E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0..";
    file_refused("absent.xlsx", NULL, 0,
                 "absent.xlsx: cannot be read: No such file or directory");
    file_refused("b.xls", old, sizeof old - 1, "b.xls is an old .xls workbook; save it "
                 "as .xlsx, with LibreOffice: soffice --convert-to xlsx b.xls");
    file_refused("b.xlsx", locked, sizeof locked - 1,
                 "b.xlsx is protected with a password; save it without one");
    file_refused("b.csv", "f_b,53.125,GBd\n", 15, "b.csv: cannot be opened as a ZIP "
                 "archive, which an .xlsx workbook is: Not a zip archive");
    file_refused("b.xlsx", "", 0, "b.xlsx: is empty; an .xlsx workbook is a ZIP archive");
}

static void what_holds_no_workbook_is_told_apart(void)
{
    part("content.xml", "<office/>");
    refused("a.xlsx: holds no workbook: xl/workbook.xml is not in the archive; save it "
            "as .xlsx");
    part("_rels/.rels", "<Relationships><Relationship Id='r1' Type='x/officeDocument' "
         "Target='xl/workbook.bin'/></Relationships>");
    refused("a.xlsx is a binary workbook (.xlsb); save it as .xlsx");
    part("_rels/.rels", "<Relationships><Relationship Id='r1' Type='x/officeDocument' "
         "Target='word/document.xml'/></Relationships>");
    part("word/document.xml", "<document/>");
    refused("a.xlsx: word/document.xml:1:1: begins with <document>; this must be a "
            "<workbook>");
    workbook(0, "");
    refused("a.xlsx: holds no worksheet");
}

static void missing_pieces_are_named(void)
{
    static const char one[] = "<sheet name='S' sheetId='1' r:id='r1'/>";
    workbook(0, one);
    refused("a.xlsx: xl/workbook.xml:2:163: sheet 'S' stands in no part of the workbook: "
            "there is no relationship 'r1'");
    workbook(0, one);
    part("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' "
         "Type='x/worksheet' Target='https://example.org/a' TargetMode='External'/>"
         "</Relationships>");
    refused("a.xlsx: xl/workbook.xml:2:163: sheet 'S' stands in no part of the workbook: "
            "there is no relationship 'r1'");
    workbook(0, one);
    relations(0);
    strings(0, "");
    refused("a.xlsx: xl/worksheets/one.xml is not in the archive");
    workbook(0, one);
    relations(0);
    worksheet(0, "xl/worksheets/one.xml", "");
    refused("a.xlsx: xl/sharedStrings.xml is not in the archive");
    workbook(0, "<sheet name='S'/>");
    refused("a.xlsx: xl/workbook.xml:2:163: a sheet without r:id; the workbook is "
            "damaged");
    workbook(0, "<sheet r:id='r1'/>");
    refused("a.xlsx: xl/workbook.xml:2:163: a sheet without a name; the workbook is "
            "damaged");
    part("_rels/.rels", "<Relationships>\n <Relationship Id='r1' Type='x'/>"
         "</Relationships>");
    refused("a.xlsx: _rels/.rels:2:2: a relationship without its Target; the workbook is "
            "damaged");
}

static void malformed_xml_is_placed(void)
{
    package(0);
    part("xl/workbook.xml", "<workbook>\n  <sheets>\n    <other></sheets></workbook>");
    refused("a.xlsx: xl/workbook.xml:3:14: mismatched tag; the workbook is damaged");
    package(0);
    part("xl/workbook.xml", "%s", "");
    refused("a.xlsx: xl/workbook.xml:1:1: no element found; the workbook is damaged");
    rows_refused("<row><c><v>\x01</v></c></row>",
                 "not well-formed (invalid token); the workbook is damaged");
    rows_refused("<row><c><v>&nbsp;</v></c></row>",
                 "undefined entity; the workbook is damaged");
}

static void entities_are_refused_before_they_expand(void)
{
    package(0);
    part("xl/workbook.xml", "<!DOCTYPE lolz [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;'>]>"
         "<workbook>&b;</workbook>");
    refused("a.xlsx: xl/workbook.xml:1:16: a DOCTYPE, which could declare entities; no "
            "part of a workbook has one");
    package(0);
    part("xl/workbook.xml", "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><workbook/>");
    refused("a.xlsx: xl/workbook.xml:1:42: a DOCTYPE, which could declare entities; no "
            "part of a workbook has one");
}

static void wrong_cells_are_named(void)
{
    rows_refused("<row><c t='s'><v>2</v></c></row>", "cell A1 of sheet 'S' asks for the "
                 "shared string '2'; the workbook has 2 of them");
    rows_refused("<row><c t='s'><v>-1</v></c></row>", "cell A1 of sheet 'S' asks for the "
                 "shared string '-1'; the workbook has 2 of them");
    rows_refused("<row r='9'><c r='B9'><v>5 mm</v></c></row>", "cell B9 of sheet 'S' "
                 "should hold a number, not '5 mm'; the workbook is damaged");
    rows_refused("<row><c t='b'><v>2</v></c></row>", "cell A1 of sheet 'S' should hold 0 "
                 "or 1, not '2'; the workbook is damaged");
    rows_refused("<row><c t='q'/></row>", "cell A1 of sheet 'S' has the type 'q'; n, s, "
                 "str, inlineStr, b, e and d are known");
    rows_refused("<row><c r='XFE1'/></row>",
                 "cell 'XFE1' of sheet 'S'; a sheet has A1 to XFD1048576");
    rows_refused("<row><c r='A0'/></row>",
                 "cell 'A0' of sheet 'S'; a sheet has A1 to XFD1048576");
    rows_refused("<row r='3'><c r='B5'/></row>",
                 "cell 'B5' of sheet 'S' stands in row 3; the workbook is damaged");
    rows_refused("<row><c r='XFD1'/><c/></row>",
                 "row 1 of sheet 'S' has more than 16384 cells");
    rows_refused("<row r='1048577'/>",
                 "row '1048577' of sheet 'S'; a sheet has rows 1 to 1048576");
    rows_refused("<row r='1048576'/><row/>",
                 "row 'behind the last' of sheet 'S'; a sheet has rows 1 to 1048576");
    rows_refused("<row r='4'><c r='A4'><v>1</v></c></row>"
                 "<row r='4'><c r='A4'><v>2</v></c></row>",
                 "a.xlsx: cell A4 of sheet 'S' is given twice; the workbook is damaged");
}

static void deep_nesting_is_refused(void)
{
    /* worksheet and sheetData are the first two levels. */
    static const char level[] = "<x>";
    char rows[63 * 3 + 1];
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = level[i % 3];
    rows[sizeof rows - 1] = '\0';
    rows_refused(rows, "nested deeper than 64 levels");
}

static void damaged_bytes_are_noticed(void)
{
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    package(0);
    write_parts();
    /* A byte of the deflated data of the only part, which ends before the directory. */
    char bytes[2048];
    FILE *file = fopen("a.xlsx", "r+b");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    const size_t n = fread(bytes, 1, sizeof bytes, file);
    const char *directory = memmem(bytes, n, "PK\1\2", 4);
    CU_ASSERT_PTR_NOT_NULL_FATAL(directory);
    const long at = (long)(directory - bytes) - 40;
    fseek(file, at, SEEK_SET);
    fputc(bytes[at] ^ 0x24, file);
    fclose(file);
    CU_ASSERT_EQUAL(read_book("a.xlsx"), LR_EINPUT);
    scratch_leave(folder);
    CU_ASSERT(!strncmp(err.text, "a.xlsx: _rels/.rels cannot be read: ", 36));
}

/* `head`, then `unit` as often as fills n bytes, then `tail`; malloc'd. */
static char *repeated(const char *head, const char *unit, size_t n, const char *tail)
{
    const size_t begin = strlen(head), step = strlen(unit), end = strlen(tail);
    char *text = malloc(begin + n + end + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, head, begin);
    for (size_t i = 0; i < n; i++)
        text[begin + i] = unit[i % step];
    memcpy(text + begin + n, tail, end + 1);
    return text;
}

static void a_part_beyond_64_mib_is_refused(void)
{
    package(0);
    part_of("xl/workbook.xml", repeated("<workbook/>", " ", 64 << 20, ""));
    refused("a.xlsx: xl/workbook.xml inflates to more than 64 MiB; no sheet that can be "
            "read here does");
}

static void parts_beyond_128_mib_are_refused(void)
{
    /* One part of 43 MiB, which is three sheets. */
    package(0);
    workbook(0, "<sheet name='1' r:id='r1'/><sheet name='2' r:id='r1'/><sheet name='3' "
             "r:id='r1'/>");
    relations(0);
    strings(0, "");
    part_of("xl/worksheets/one.xml", repeated("<worksheet>", " ", 43 << 20,
                                              "</worksheet>"));
    refused("a.xlsx: its parts inflate to more than 128 MiB; no workbook that can be "
            "read here does");
}

static void more_than_a_million_cells_are_refused(void)
{
    /* A million stand in the first sheet, one in the second. */
    static const char row[] = "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c>"
                              "<c><v>4</v></c><c><v>5</v></c></row>";
    workbook(0, "<sheet name='S' r:id='r1'/><sheet name='T' r:id='r2'/>");
    part("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Type="
         "'x/worksheet' Target='one.xml'/><Relationship Id='r2' Type='x/worksheet' "
         "Target='two.xml'/></Relationships>");
    part_of("xl/one.xml", repeated("<worksheet><sheetData>", row,
                                   200000 * (sizeof row - 1),
                                   "</sheetData></worksheet>"));
    part("xl/two.xml", "<worksheet><sheetData>\n<row><c>\n<v>1</v></c></row></sheetData>"
         "</worksheet>");
    refused("a.xlsx: xl/two.xml:3:9: more than 1000000 cells; no workbook that can be "
            "read here has them");
    arena_free(&arena);
}

static void other_lists_have_an_end(void)
{
    char *table = repeated("", "<si/>", 5 * 1000001, "");
    CU_ASSERT_EQUAL(read_rows(0, "", table), LR_EINPUT);
    free(table);
    SAME_TEXT(strrchr(err.text, ':'), ": more than 1000000 shared strings; no workbook "
              "that can be read here has them");
    arena_free(&arena);

    static const char sheet[] = "<sheet name='1' r:id='r1'/>";
    char *sheets = repeated("", sheet, 1001 * (sizeof sheet - 1), "");
    workbook(0, sheets);
    relations(0);
    free(sheets);
    CU_ASSERT_EQUAL(read_parts(), LR_EINPUT);
    SAME_TEXT(strrchr(err.text, ':'), ": more than 1000 sheets; no workbook that can be "
              "read here has them");

    static const char relation[] = "<Relationship Id='' Type='' Target=''/>";
    char *list = repeated("", relation, 10001 * (sizeof relation - 1), "");
    part("_rels/.rels", "<Relationships>%s</Relationships>", list);
    free(list);
    CU_ASSERT_EQUAL(read_parts(), LR_EINPUT);
    SAME_TEXT(strrchr(err.text, ':'), ": more than 10000 relationships; no workbook that "
              "can be read here has them");
}

static void a_long_text_is_read_whole(void)
{
    char *text = repeated("<si><t>", "0123456789", LONG, "</t></si>");
    CU_ASSERT_EQUAL(read_rows(0, "<row><c t='s'><v>0</v></c></row>", text), LR_OK);
    const char *got = xlsx_text(&book.sheet[0], 0, 0);
    CU_ASSERT(got && strlen(got) == LONG && !strncmp(got, text + 7, LONG));
    free(text);
}

static void the_official_kr_sheet_is_read(void)
{
    /* IEEE 802.3 COM workbook of August 2022, strict form; what the cells hold, and how
     * many there are, by Python's zipfile and ElementTree. */
    const char *path =
        tap_reference("sheets/config_com_ieee8023_93a=3ck_SA_KR_08_17_2022.xlsx");
    static const char *const names[] = {"COM_Settings", "keywords_17-Aug-2022",
                                        "COM output variables", "scratchpad"};
    static const size_t counts[] = {304, 788, 97, 274};
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(read_book(path), LR_OK);
    CU_ASSERT_EQUAL_FATAL(book.n, 4);
    for (size_t i = 0; i < book.n; i++) {
        SAME_TEXT(book.sheet[i].name, names[i]);
        CU_ASSERT_EQUAL(book.sheet[i].n, counts[i]);
    }
    const struct xlsx_sheet *sheet = &book.sheet[0];
    SAME_TEXT(xlsx_text(sheet, 2, 0), "f_b");
    SAME_TEXT(xlsx_text(sheet, 2, 1), "53.125");
    SAME_TEXT(xlsx_text(sheet, 2, 2), "GBd");
    SAME_TEXT(xlsx_text(sheet, 3, 10), "6.1409999999999998E-3");
    SAME_TEXT(xlsx_text(sheet, 4, 10), "[87.5 87.5  ; 92.5 92.5  ]");
    SAME_TEXT(xlsx_text(sheet, 5, 3), " [TX RX]");
    SAME_TEXT(xlsx_text(sheet, 9, 1), "[12 31;  1.8 1.8]");
    SAME_TEXT(xlsx_text(sheet, 0, 9), "Table 93A\xe2\x80\x93""3 parameters");
}

static void a_transitional_sheet_of_inline_strings_is_read(void)
{
    const char *path = tap_reference("sheets/config_com_ieee8023dj_PyChOpMarg_vs_MATLAB"
                                     ".xlsx");
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(read_book(path), LR_OK);
    CU_ASSERT_EQUAL_FATAL(book.n, 1);
    SAME_TEXT(book.sheet[0].name, "COM_Settings");
    const struct xlsx_cell *baud = NULL;
    for (size_t i = 0; i < book.sheet[0].n && !baud; i++)
        if (!strcmp(book.sheet[0].cell[i].text, "f_b"))
            baud = &book.sheet[0].cell[i];
    CU_ASSERT_PTR_NOT_NULL_FATAL(baud);
    SAME_TEXT(xlsx_text(&book.sheet[0], baud->row, baud->column + 1), "106.25");
    SAME_TEXT(xlsx_text(&book.sheet[0], baud->row, baud->column + 2), "GBd");
}

static void the_last_workbook_is_freed(void)
{
    arena_free(&arena);
    CU_ASSERT_PTR_NULL(arena.block);
}

static const struct tap_case cases[] = {
    {"transitional and strict workbooks give the same cells",
     both_forms_give_the_same_cells},
    {"every type of cell is told from the others", every_type_of_cell},
    {"rich text is joined, without how it is pronounced",
     rich_text_is_joined_without_its_pronunciation},
    {"empty cells are left out", empty_cells_are_left_out},
    {"what has no reference is counted on", what_has_no_reference_is_counted_on},
    {"cells in any order are sorted", cells_in_any_order_are_sorted},
    {"outer white space goes unless it is preserved",
     outer_white_space_goes_unless_preserved},
    {"escaped characters are written out", escaped_characters_are_written_out},
    {"other encodings become UTF-8", other_encodings_become_utf_8},
    {"sheets come in the order of the workbook, charts left out",
     sheets_come_in_the_order_of_the_workbook},
    {"names count only in their place", names_count_only_in_their_place},
    {"the package says where the workbook is", the_package_says_where_the_workbook_is},
    {"a workbook is found where it usually is, in any case of its letters",
     a_workbook_is_found_where_it_usually_is},
    {"places are named as spreadsheets do", places_are_named_as_spreadsheets_do},
    {"what is no workbook is told apart", what_is_no_workbook_is_told_apart},
    {"an archive without a workbook is told apart", what_holds_no_workbook_is_told_apart},
    {"missing pieces are named", missing_pieces_are_named},
    {"malformed XML is placed by part, line and column", malformed_xml_is_placed},
    {"entities are refused before they expand", entities_are_refused_before_they_expand},
    {"wrong cells are named", wrong_cells_are_named},
    {"deep nesting is refused", deep_nesting_is_refused},
    {"damaged bytes are noticed", damaged_bytes_are_noticed},
    {"a part that inflates beyond 64 MiB is refused", a_part_beyond_64_mib_is_refused},
    {"parts that inflate beyond 128 MiB are refused", parts_beyond_128_mib_are_refused},
    {"a million cells are read and no more", more_than_a_million_cells_are_refused},
    {"strings, sheets and relationships have an end", other_lists_have_an_end},
    {"a long text is read whole", a_long_text_is_read_whole},
    {"the official KR sheet is read", the_official_kr_sheet_is_read},
    {"a transitional sheet of inline strings is read",
     a_transitional_sheet_of_inline_strings_is_read},
    {"the memory of the last workbook is freed", the_last_workbook_is_freed},
};
TAP_MAIN("text/xlsx", cases)

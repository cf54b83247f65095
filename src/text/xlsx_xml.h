/* xlsx_xml.h -- one XML part of a workbook as a run of events; the only file that knows
 * expat.
 *
 * Names are compared without their namespaces, since transitional and strict workbooks
 * differ in those alone.  Elements that no reader here asks for are XLSX_OTHER. */
#ifndef TEXT_XLSX_XML_H
#define TEXT_XLSX_XML_H

#include "base/arena.h"
#include "base/error.h"
#include "text/xlsx_zip.h"

#include <stdbool.h>
#include <stddef.h>

enum xlsx_name {
    XLSX_OTHER,
    XLSX_C,                     /* cell of a row                               */
    XLSX_IS,                    /* inline string                               */
    XLSX_R,                     /* run of rich text                            */
    XLSX_RELATIONSHIP,
    XLSX_RELATIONSHIPS,
    XLSX_ROW,
    XLSX_SHEET,                 /* of a workbook: its name                     */
    XLSX_SHEET_DATA,
    XLSX_SHEETS,
    XLSX_SI,                    /* shared string                               */
    XLSX_SST,                   /* table of shared strings                     */
    XLSX_T,                     /* text of a string or of a run                */
    XLSX_V,                     /* value of a cell                             */
    XLSX_WORKBOOK,
    XLSX_WORKSHEET
};

struct xlsx_xml;

/* What a reader of one kind of part wants.  open and close may fail: reading then stops
 * and returns that status.  attribute is name, value, ..., NULL. */
struct xlsx_events {
    enum xlsx_name root;        /* another element at the root is refused      */
    enum lr_status (*open)(void *context, struct xlsx_xml *xml, const char **attribute);
    enum lr_status (*close)(void *context, struct xlsx_xml *xml);
};

/* LR_EINPUT: as xlsx_zip_read, or "file: part:line:column: ...": malformed XML, another
 * root, a document type declaration, elements nested deeper than 64. */
enum lr_status xlsx_xml_read(struct xlsx_zip *zip, const char *part,
                             const struct xlsx_events *events, void *context,
                             struct lr_error *err);

/* ---- for open and close ------------------------------------------------ */

/* The element itself (up = 0), its parent (1), ...; XLSX_OTHER above the root. */
enum xlsx_name xlsx_xml_name(const struct xlsx_xml *xml, size_t up);

/* NULL when there is none of that name. */
const char *xlsx_xml_attribute(const char **attribute, const char *name);

/* The file and part, line and column of the event. */
struct mark xlsx_xml_mark(const struct xlsx_xml *xml);

/* Forgets what was collected. */
void xlsx_xml_clear(struct xlsx_xml *xml);

/* In open: collects the characters of this element, behind those collected before. */
void xlsx_xml_collect(struct xlsx_xml *xml);

/* What was collected, tidied by xlsx_string_tidy; never NULL, until the next event. */
const char *xlsx_xml_text(const struct xlsx_xml *xml);

/* ---- for lists --------------------------------------------------------- */

/* Room for element n + 1 of a list that has n of `size` bytes: the list itself, or a copy
 * in the arena.  NULL when memory is out. */
void *xlsx_grow(struct arena *arena, void *list, size_t n, size_t size);

#endif

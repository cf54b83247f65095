#include "config.h"

#include "text/xlsx_book.h"

#include "text/xlsx_relation.h"
#include "text/xlsx_xml.h"

#include <string.h>

enum { MOST_SHEETS = 1000 };

struct reader {
    struct arena *arena;
    struct xlsx_relations relations;    /* of the workbook                     */
    struct xlsx_outline *outline;
    struct lr_error *err;
};

static enum lr_status add_sheet(struct reader *reader, const char *name, const char *part)
{
    struct xlsx_outline *outline = reader->outline;
    outline->sheet = xlsx_grow(reader->arena, outline->sheet, outline->n,
                               sizeof *outline->sheet);
    name = arena_strdup(reader->arena, name);
    if (!outline->sheet || !name)
        return error_memory(reader->err, "the sheets of a workbook");
    outline->sheet[outline->n++] = (struct xlsx_entry){name, part};
    return LR_OK;
}

static enum lr_status open_book(void *context, struct xlsx_xml *xml,
                                const char **attribute)
{
    struct reader *reader = context;
    const struct mark mark = xlsx_xml_mark(xml);
    if (xlsx_xml_name(xml, 0) != XLSX_SHEET || xlsx_xml_name(xml, 1) != XLSX_SHEETS)
        return LR_OK;
    const char *name = xlsx_xml_attribute(attribute, "name");
    const char *id = xlsx_xml_attribute(attribute, "id");
    if (!name || !id)
        return error_at(reader->err, mark, "a sheet without %s; the workbook is damaged",
                        name ? "r:id" : "a name");
    const struct xlsx_relation *found = xlsx_relation_of_id(&reader->relations, id);
    if (!found)
        return error_at(reader->err, mark, "sheet '%s' stands in no part of the workbook"
                        ": there is no relationship '%s'", name, id);
    if (found->kind != XLSX_SHEET_PART)
        return LR_OK;
    if (reader->outline->n == MOST_SHEETS)
        return error_at(reader->err, mark, "more than %d sheets; no workbook that can be "
                        "read here has them", MOST_SHEETS);
    return add_sheet(reader, name, found->part);
}

static enum lr_status close_book(void *context, struct xlsx_xml *xml)
{
    (void)context, (void)xml;
    return LR_OK;
}

/* The part that is the workbook: the one that the package names, or the usual one. */
static enum lr_status find_book(struct xlsx_zip *zip, struct arena *arena,
                                const char **part, struct lr_error *err)
{
    static const char binary[] = ".bin";
    struct xlsx_relations package;
    enum lr_status status = xlsx_relations_read(zip, "", arena, &package, err);
    if (status)
        return status;
    const struct xlsx_relation *document = xlsx_relation_of_kind(&package, XLSX_DOCUMENT);
    *part = document ? document->part : "xl/workbook.xml";
    const size_t length = strlen(*part), end = sizeof binary - 1;
    if (length > end && !strcmp(*part + length - end, binary))
        return error_set(err, LR_EINPUT, "%s is a binary workbook (.xlsb); save it as "
                         ".xlsx", zip->path);
    if (!xlsx_zip_has(zip, *part))
        return error_at(err, (struct mark){.file = zip->path}, "holds no workbook: %s is "
                        "not in the archive; save it as .xlsx", *part);
    return LR_OK;
}

enum lr_status xlsx_outline_read(struct xlsx_zip *zip, struct arena *arena,
                                 struct xlsx_outline *outline, struct lr_error *err)
{
    static const struct xlsx_events events = {XLSX_WORKBOOK, open_book, close_book};
    struct reader reader = {.arena = arena, .outline = outline, .err = err};
    const char *part = NULL;
    *outline = (struct xlsx_outline){0};
    enum lr_status status = find_book(zip, arena, &part, err);
    if (!status)
        status = xlsx_relations_read(zip, part, arena, &reader.relations, err);
    if (!status)
        status = xlsx_xml_read(zip, part, &events, &reader, err);
    if (status)
        return status;
    if (!outline->n)
        return error_at(err, (struct mark){.file = zip->path}, "holds no worksheet");
    const struct xlsx_relation *strings =
        xlsx_relation_of_kind(&reader.relations, XLSX_STRINGS);
    outline->strings = strings ? strings->part : NULL;
    return LR_OK;
}

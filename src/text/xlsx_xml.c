#include "config.h"

#include "text/xlsx_xml.h"

#include "text/xlsx_string.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 64 };       /* workbooks need about ten                    */

/* Stands between namespace and name; no namespace can hold it. */
static const char separator = '\n';

static const struct {
    const char *text;
    enum xlsx_name name;
} names[] = {
    {"c", XLSX_C},
    {"is", XLSX_IS},
    {"r", XLSX_R},
    {"Relationship", XLSX_RELATIONSHIP},
    {"Relationships", XLSX_RELATIONSHIPS},
    {"row", XLSX_ROW},
    {"sheet", XLSX_SHEET},
    {"sheetData", XLSX_SHEET_DATA},
    {"sheets", XLSX_SHEETS},
    {"si", XLSX_SI},
    {"sst", XLSX_SST},
    {"t", XLSX_T},
    {"v", XLSX_V},
    {"workbook", XLSX_WORKBOOK},
    {"worksheet", XLSX_WORKSHEET},
};

struct level {
    enum xlsx_name name;
    bool preserve;              /* xml:space, here or further up               */
};

struct xlsx_xml {
    XML_Parser parser;
    char place[1024];           /* "file: part"                                */
    const struct xlsx_events *events;
    void *context;
    enum lr_status status;      /* of the first failure                        */
    size_t depth;
    struct level level[MOST_DEPTH];
    char *text;                 /* owned: collected, with a NUL                */
    size_t length, room;
    size_t collecting, begin;   /* depth of that element, or 0; its first byte */
    struct lr_error *err;
};

static const char *local(const char *name)
{
    const char *end = strrchr(name, separator);
    return end ? end + 1 : name;
}

static enum xlsx_name name_of(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (*names[i].text == *name && !strcmp(names[i].text, name))
            return names[i].name;
    return XLSX_OTHER;
}

static const char *name_text(enum xlsx_name name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].name == name)
            return names[i].text;
    return "";
}

/* Stops at the first failure; expat may still report the end of the same element. */
static void settle(struct xlsx_xml *xml, enum lr_status status)
{
    if (status) {
        xml->status = status;
        XML_StopParser(xml->parser, XML_FALSE);
    }
}

static enum lr_status push(struct xlsx_xml *xml, const char *name, const char **attribute)
{
    struct level level = {.name = name_of(name)};
    if (xml->depth == MOST_DEPTH)
        return error_at(xml->err, xlsx_xml_mark(xml), "nested deeper than %d levels",
                        MOST_DEPTH);
    if (!xml->depth && level.name != xml->events->root)
        return error_at(xml->err, xlsx_xml_mark(xml), "begins with <%s>; this must be a "
                        "<%s>", name, name_text(xml->events->root));
    const char *space = xlsx_xml_attribute(attribute, "space");
    if (space)
        level.preserve = !strcmp(space, "preserve");
    else if (xml->depth)
        level.preserve = xml->level[xml->depth - 1].preserve;
    xml->level[xml->depth++] = level;
    return LR_OK;
}

static void XMLCALL open_element(void *data, const char *name, const char **attribute)
{
    struct xlsx_xml *xml = data;
    if (xml->status)
        return;
    enum lr_status status = push(xml, local(name), attribute);
    if (!status)
        status = xml->events->open(xml->context, xml, attribute);
    settle(xml, status);
}

/* Tidies what the element that ends here added to the text. */
static void end_run(struct xlsx_xml *xml)
{
    xml->collecting = 0;
    if (xml->length == xml->begin)
        return;
    xml->length = xml->begin +
                  xlsx_string_tidy(xml->text + xml->begin, xml->length - xml->begin,
                                   xml->level[xml->depth - 1].preserve,
                                   xlsx_xml_name(xml, 1) == XLSX_R);
    xml->text[xml->length] = '\0';
}

static void XMLCALL close_element(void *data, const char *name)
{
    struct xlsx_xml *xml = data;
    (void)name;
    if (xml->status)
        return;
    if (xml->collecting == xml->depth)
        end_run(xml);
    settle(xml, xml->events->close(xml->context, xml));
    xml->depth--;
}

static void XMLCALL characters(void *data, const char *text, int n)
{
    struct xlsx_xml *xml = data;
    if (xml->status || !xml->collecting || xml->collecting != xml->depth)
        return;
    const size_t length = xml->length + (size_t)n;
    if (length >= xml->room) {
        const size_t room = 2 * length + 256;
        char *more = realloc(xml->text, room);
        if (!more) {
            settle(xml, error_memory(xml->err, xml->place));
            return;
        }
        xml->text = more;
        xml->room = room;
    }
    memcpy(xml->text + xml->length, text, (size_t)n);
    xml->text[length] = '\0';
    xml->length = length;
}

/* Entities can be declared nowhere else, and a part of a workbook needs none: refused
 * whole, nothing can expand without end and no text can hide in another file. */
static void XMLCALL document_type(void *data, const char *name, const char *system,
                                  const char *public, int internal)
{
    struct xlsx_xml *xml = data;
    (void)name, (void)system, (void)public, (void)internal;
    if (!xml->status)
        settle(xml, error_at(xml->err, xlsx_xml_mark(xml), "a DOCTYPE, which could "
                             "declare entities; no part of a workbook has one"));
}

static enum lr_status parse(struct xlsx_xml *xml, const char *bytes, size_t length)
{
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, open_element, close_element);
    XML_SetCharacterDataHandler(xml->parser, characters);
    XML_SetStartDoctypeDeclHandler(xml->parser, document_type);
    /* In one piece: given in pieces, a long tag is scanned again with each. */
    const enum XML_Status parsed = XML_Parse(xml->parser, bytes, (int)length, XML_TRUE);
    if (xml->status || parsed == XML_STATUS_OK)
        return xml->status;
    const enum XML_Error why = XML_GetErrorCode(xml->parser);
    if (why == XML_ERROR_NO_MEMORY)
        return error_memory(xml->err, xml->place);
    return error_at(xml->err, xlsx_xml_mark(xml), "%s; the workbook is damaged",
                    XML_ErrorString(why));
}

enum lr_status xlsx_xml_read(struct xlsx_zip *zip, const char *part,
                             const struct xlsx_events *events, void *context,
                             struct lr_error *err)
{
    struct xlsx_xml xml = {.events = events, .context = context, .err = err};
    char *bytes = NULL;
    size_t length;
    snprintf(xml.place, sizeof xml.place, "%s: %s", zip->path, part);
    enum lr_status status = xlsx_zip_read(zip, part, &bytes, &length, err);
    if (status)
        return status;
    xml.parser = XML_ParserCreateNS(NULL, separator);
    status = xml.parser ? parse(&xml, bytes, length) : error_memory(err, xml.place);
    if (xml.parser)
        XML_ParserFree(xml.parser);
    free(xml.text);
    free(bytes);
    return status;
}

enum xlsx_name xlsx_xml_name(const struct xlsx_xml *xml, size_t up)
{
    return up < xml->depth ? xml->level[xml->depth - 1 - up].name : XLSX_OTHER;
}

const char *xlsx_xml_attribute(const char **attribute, const char *name)
{
    for (; *attribute; attribute += 2)
        if (!strcmp(local(attribute[0]), name))
            return attribute[1];
    return NULL;
}

struct mark xlsx_xml_mark(const struct xlsx_xml *xml)
{
    return (struct mark){xml->place, XML_GetCurrentLineNumber(xml->parser),
                         XML_GetCurrentColumnNumber(xml->parser) + 1};
}

void xlsx_xml_clear(struct xlsx_xml *xml)
{
    xml->length = 0;
}

void xlsx_xml_collect(struct xlsx_xml *xml)
{
    xml->collecting = xml->depth;
    xml->begin = xml->length;
}

const char *xlsx_xml_text(const struct xlsx_xml *xml)
{
    return xml->length ? xml->text : "";
}

void *xlsx_grow(struct arena *arena, void *list, size_t n, size_t size)
{
    enum { FIRST = 16 };
    /* Room for FIRST, and for twice as many at each power of two from there on. */
    if (n && (n < FIRST || n & (n - 1)))
        return list;
    void *longer = arena_alloc(arena, (n ? 2 * n : FIRST) * size);
    if (longer && n)
        memcpy(longer, list, n * size);
    return longer;
}

#include "config.h"

#include "text/xlsx_string.h"

#include <string.h>

enum { ESCAPE = 7 };            /* characters of _xHHHH_                       */

struct table {
    struct arena *arena;
    struct xlsx_strings *strings;
    struct lr_error *err;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The code of the escape at `at`, or 0. */
static unsigned escape(const char *at, size_t n)
{
    static const char hex[] = "0123456789abcdef0123456789ABCDEF";
    unsigned code = 0;
    if (n < ESCAPE || at[0] != '_' || at[1] != 'x' || at[ESCAPE - 1] != '_')
        return 0;
    for (size_t i = 2; i < ESCAPE - 1; i++) {
        const char *digit = memchr(hex, at[i], sizeof hex - 1);
        if (!digit)
            return 0;
        code = code << 4 | ((unsigned)(digit - hex) & 15);
    }
    return code >= 0xd800 && code <= 0xdfff ? 0 : code;
}

/* UTF-8 of a code below 0x10000; the number of bytes. */
static size_t put(char *to, unsigned code)
{
    size_t n = 0;
    if (code < 0x80) {
        to[n++] = (char)code;
        return n;
    }
    if (code < 0x800) {
        to[n++] = (char)(0xc0 | code >> 6);
    } else {
        to[n++] = (char)(0xe0 | code >> 12);
        to[n++] = (char)(0x80 | (code >> 6 & 0x3f));
    }
    to[n++] = (char)(0x80 | (code & 0x3f));
    return n;
}

size_t xlsx_string_tidy(char *text, size_t n, bool preserve, bool run)
{
    size_t begin = 0, end = n, to = 0;
    while (!preserve && begin < end && is_space(text[begin]))
        begin++;
    while (!preserve && begin < end && is_space(text[end - 1]))
        end--;
    if (run && begin == end)
        return n;
    while (begin < end) {
        const unsigned code = escape(text + begin, end - begin);
        if (code) {
            to += put(text + to, code);
            begin += ESCAPE;
        } else {
            text[to++] = text[begin++];
        }
    }
    return to;
}

void xlsx_string_open(struct xlsx_xml *xml)
{
    const enum xlsx_name parent = xlsx_xml_name(xml, 1);
    const enum xlsx_name string = parent == XLSX_R ? xlsx_xml_name(xml, 2) : parent;
    if (xlsx_xml_name(xml, 0) == XLSX_T && (string == XLSX_SI || string == XLSX_IS))
        xlsx_xml_collect(xml);
}

static enum lr_status open_table(void *context, struct xlsx_xml *xml,
                                 const char **attribute)
{
    (void)context, (void)attribute;
    if (xlsx_xml_name(xml, 0) == XLSX_SI)
        xlsx_xml_clear(xml);
    xlsx_string_open(xml);
    return LR_OK;
}

static enum lr_status close_table(void *context, struct xlsx_xml *xml)
{
    const struct table *table = context;
    struct xlsx_strings *strings = table->strings;
    if (xlsx_xml_name(xml, 0) != XLSX_SI || xlsx_xml_name(xml, 1) != XLSX_SST)
        return LR_OK;
    if (strings->n == XLSX_MOST)
        return error_at(table->err, xlsx_xml_mark(xml), "more than %d shared strings; no "
                        "workbook that can be read here has them", XLSX_MOST);
    strings->text = xlsx_grow(table->arena, strings->text, strings->n,
                              sizeof *strings->text);
    const char *text = arena_strdup(table->arena, xlsx_xml_text(xml));
    if (!strings->text || !text)
        return error_memory(table->err, "the shared strings");
    strings->text[strings->n++] = text;
    return LR_OK;
}

enum lr_status xlsx_strings_read(struct xlsx_zip *zip, const char *part,
                                 struct arena *arena, struct xlsx_strings *strings,
                                 struct lr_error *err)
{
    static const struct xlsx_events events = {XLSX_SST, open_table, close_table};
    struct table table = {arena, strings, err};
    *strings = (struct xlsx_strings){0};
    return xlsx_xml_read(zip, part, &events, &table, err);
}

#include "config.h"

#include "text/xlsx_relation.h"

#include "text/xlsx_xml.h"

#include <string.h>

enum { MOST_RELATIONS = 10000 };        /* of one part                         */

/* The types are long names that end alike in transitional and in strict workbooks. */
static const struct {
    const char *end;
    enum xlsx_relation_kind kind;
} kinds[] = {
    {"/officeDocument", XLSX_DOCUMENT},
    {"/worksheet", XLSX_SHEET_PART},
    {"/sharedStrings", XLSX_STRINGS},
};

struct list {
    struct arena *arena;
    const char *of;
    struct xlsx_relations *relations;
    struct lr_error *err;
};

static enum xlsx_relation_kind kind_of(const char *type)
{
    const char *end = strrchr(type, '/');
    for (size_t i = 0; end && i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(end, kinds[i].end))
            return kinds[i].kind;
    return XLSX_OTHER_PART;
}

/* Bytes of the folder of a part, with the slash behind it. */
static size_t folder_length(const char *part)
{
    const char *slash = strrchr(part, '/');
    return slash ? (size_t)(slash - part) + 1 : 0;
}

/* The part that `target`, seen from the part `of`, means: "/xl/a.xml" from the root of
 * the archive, "a.xml" and "../a.xml" from the folder of `of`.  NULL without memory. */
static char *resolve(struct arena *arena, const char *of, const char *target)
{
    const int base = *target == '/' ? 0 : (int)folder_length(of);
    char *path = arena_printf(arena, "%.*s%s", base, of, target);
    size_t to = 0;
    for (const char *at = path, *next; at && *at; at = next) {
        const size_t n = strcspn(at, "/");
        next = at + n + (at[n] == '/');
        if (n == 2 && !memcmp(at, "..", 2)) {
            while (to && path[--to] != '/')
                ;
        } else if (n && !(n == 1 && *at == '.')) {
            if (to)
                path[to++] = '/';
            memmove(path + to, at, n);
            to += n;
        }
    }
    if (path)
        path[to] = '\0';
    return path;
}

static enum lr_status open_relation(void *context, struct xlsx_xml *xml,
                                    const char **attribute)
{
    const struct list *list = context;
    struct xlsx_relations *all = list->relations;
    if (xlsx_xml_name(xml, 0) != XLSX_RELATIONSHIP)
        return LR_OK;
    const char *id = xlsx_xml_attribute(attribute, "Id");
    const char *type = xlsx_xml_attribute(attribute, "Type");
    const char *target = xlsx_xml_attribute(attribute, "Target");
    const char *mode = xlsx_xml_attribute(attribute, "TargetMode");
    if (!id || !type || !target)
        return error_at(list->err, xlsx_xml_mark(xml), "a relationship without its %s; "
                        "the workbook is damaged",
                        !id ? "Id" : !type ? "Type" : "Target");
    if (mode && !strcmp(mode, "External"))
        return LR_OK;
    if (all->n == MOST_RELATIONS)
        return error_at(list->err, xlsx_xml_mark(xml), "more than %d relationships; no "
                        "workbook that can be read here has them", MOST_RELATIONS);
    all->relation = xlsx_grow(list->arena, all->relation, all->n, sizeof *all->relation);
    const struct xlsx_relation new = {kind_of(type), arena_strdup(list->arena, id),
                                      resolve(list->arena, list->of, target)};
    if (!all->relation || !new.id || !new.part)
        return error_memory(list->err, "the relationships of a workbook");
    all->relation[all->n++] = new;
    return LR_OK;
}

static enum lr_status close_relation(void *context, struct xlsx_xml *xml)
{
    (void)context, (void)xml;
    return LR_OK;
}

enum lr_status xlsx_relations_read(struct xlsx_zip *zip, const char *of,
                                   struct arena *arena, struct xlsx_relations *relations,
                                   struct lr_error *err)
{
    static const struct xlsx_events events = {XLSX_RELATIONSHIPS, open_relation,
                                              close_relation};
    struct list list = {arena, of, relations, err};
    const size_t folder = folder_length(of);
    *relations = (struct xlsx_relations){0};
    const char *part = arena_printf(arena, "%.*s_rels/%s.rels", (int)folder, of,
                                    of + folder);
    if (!part)
        return error_memory(err, "the relationships of a workbook");
    return xlsx_zip_has(zip, part) ? xlsx_xml_read(zip, part, &events, &list, err)
                                   : LR_OK;
}

const struct xlsx_relation *
xlsx_relation_of_kind(const struct xlsx_relations *relations,
                      enum xlsx_relation_kind kind)
{
    for (size_t i = 0; i < relations->n; i++)
        if (relations->relation[i].kind == kind)
            return &relations->relation[i];
    return NULL;
}

const struct xlsx_relation *
xlsx_relation_of_id(const struct xlsx_relations *relations, const char *id)
{
    for (size_t i = 0; i < relations->n; i++)
        if (!strcmp(relations->relation[i].id, id))
            return &relations->relation[i];
    return NULL;
}

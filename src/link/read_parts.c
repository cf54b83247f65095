#include "config.h"

#include "link/read.h"

#include "part/connector.h"
#include "part/optics.h"
#include "part/package.h"

#include <string.h>

enum lr_status link_add_file(struct link *link, const char *path, struct lr_error *err)
{
    const char **longer = arena_alloc(&link->arena, (link->nfile + 1) * sizeof *longer);
    if (!longer)
        return error_memory(err, "the list of files");
    for (size_t i = 0; i < link->nfile; i++)
        longer[i] = link->file[i];
    longer[link->nfile++] = path;
    link->file = longer;
    return LR_OK;
}

/* The kind of a part is the key that names one. */
static enum lr_status find_kind(const struct yaml_node *map, struct part *part,
                                struct lr_error *err)
{
    enum lr_status status = yaml_expect(map, YAML_MAPPING, "a part", err);
    if (status)
        return status;
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        const struct part_kind *kind = part_kind_find(node->key);
        if (!kind)
            continue;
        if (part->kind)
            return error_at(err, node->key_mark,
                            "a part is '%s' and '%s' at once; write two "
                            "parts",
                            part->kind->name, kind->name);
        status = yaml_expect(node, YAML_SCALAR, node->key, err);
        if (status)
            return status;
        part->kind = kind;
        part->name = node->text;
        part->mark = node->mark;
    }
    if (part->kind)
        return LR_OK;
    char names[256] = "";
    for (size_t i = 0; part_kinds()[i]; i++) {
        strncat(names, i ? ", " : "", sizeof names - strlen(names) - 1);
        strncat(names, part_kinds()[i]->name, sizeof names - strlen(names) - 1);
    }
    const struct yaml_node *first = map->first;
    return error_at(err, first ? first->key_mark : map->mark, "'%s' is no kind of part; "
                    "parts are %s", first ? first->key : "", names);
}

/* The Touchstone file behind a part, or NULL. */
static const struct part_file *file_of(const struct part *part)
{
    return part->kind == &part_file        ? part_file_data(part)
           : part->kind == &part_connector ? part_connector_file(part)
           : part->kind == &part_package   ? part_package_file(part)
                                           : NULL;
}

/* "length, stub": what can vary of a kind; "" for nothing. */
static void list_varying(const struct part_kind *kind, size_t size, char *text)
{
    *text = '\0';
    for (const struct part_key *key = kind->keys; key->name; key++)
        if (key->vary_to > 0.0) {
            strncat(text, *text ? ", " : "", size - strlen(text) - 1);
            strncat(text, key->name, size - strlen(text) - 1);
        }
}

/* A channel is evaluated again and again with one passive part anew. */
static enum lr_status check_varies(const struct part *part, const struct yaml_node *node,
                                   struct lr_error *err)
{
    char names[128];
    list_varying(part->kind, sizeof names, names);
    if (*names)
        return LR_OK;
    return error_at(err, node->key_mark, "vary: nothing of a %s can vary%s; the length "
                    "of a trace, a cable, a via or optics can, the stub of a via, an "
                    "attenuator and a skew", part->kind->name,
                    part->kind->role == ROLE_ACTIVE
                        ? ", whose noise and swing are taken once" : "");
}

/* The ends of the range. */
static enum lr_status read_range(const struct yaml_node *node, struct link_vary *vary,
                                 struct lr_error *err)
{
    const struct part_key *key = vary->key;
    struct yaml_node *from = NULL, *to = NULL;
    vary->from = key->vary_from;
    vary->to = key->vary_to;
    if (node->kind == YAML_MAPPING) {
        from = yaml_get(node, "from");
        to = yaml_get(node, "to");
    }
    enum lr_status status =
        from ? yaml_quantity(from, key->dim, "from", &vary->from, err) : LR_OK;
    if (!status && to)
        status = yaml_quantity(to, key->dim, "to", &vary->to, err);
    if (status || (vary->from >= key->least && vary->from < vary->to &&
                   vary->to <= key->most))
        return status;
    const char *unit = key->dim == DIM_LENGTH ? "mm" : key->dim == DIM_TIME ? "ps" : "dB";
    const double size = quantity_unit(unit, key->dim);
    return error_at(err, node->mark, "vary: from %.6g %s to %.6g %s is no range inside "
                    "%s", vary->from / size, unit, vary->to / size, unit, key->range);
}

/* `vary: length` or `vary: {key: length, from: 5 mm, to: 1 m}`. */
static enum lr_status read_vary(struct link *link, size_t part,
                                const struct yaml_node *node, struct lr_error *err)
{
    static const char *const allowed[] = {"key", "from", "to", NULL};
    struct link_vary *vary = &link->vary;
    char names[128];
    if (vary->given)
        return error_at(err, node->key_mark, "two parts vary; one may");
    enum lr_status status = LR_OK;
    struct yaml_node *key = NULL;
    if (node->kind == YAML_MAPPING) {
        status = yaml_keys(node, allowed, "vary", err);
        if (!status)
            status = yaml_need(node, "key", YAML_SCALAR, "vary", &key, err);
    } else {
        status = yaml_expect(node, YAML_SCALAR, "vary", err);
    }
    if (status)
        return status;
    const struct part_kind *kind = link->part[part].kind;
    const char *name = key ? key->text : node->text;
    *vary = (struct link_vary){true, part, part_key_find(kind, name), 0, 0};
    if (vary->key && vary->key->vary_to > 0.0)
        return read_range(node, vary, err);
    list_varying(kind, sizeof names, names);
    return error_at(err, key ? key->mark : node->mark,
                    "'%s' of a %s cannot vary; what can is %s", name, kind->name, names);
}

static bool is_retimer(const struct link *link, size_t i)
{
    return link->part[i].kind->role == ROLE_RETIMER;
}

static const char *name_of(const struct part *part)
{
    return part_optics_data(part) ? "an optical path" : "a retimer";
}

/* Retimers stand between parts, packages at the ends of segments. */
static enum lr_status check_ends(const struct link *link, const struct yaml_node *parts,
                                 struct lr_error *err)
{
    const size_t n = link->npart;
    size_t used = 0;            /* parts of the segment that are no packages   */
    for (size_t i = 0; i < n; i++) {
        const struct mark mark = link->part[i].mark;
        const enum part_role role = link->part[i].kind->role;
        if (role == ROLE_RETIMER && (!i || i + 1 == n))
            return error_at(err, mark, "%s is the %s part of the link; it stands between "
                            "two others", name_of(&link->part[i]), i ? "last" : "first");
        if (role == ROLE_RETIMER && !used)
            return error_at(err, mark, "nothing but packages lies in front of this "
                            "%s; a trace, a cable or a file is wanted there",
                            strchr(name_of(&link->part[i]), ' ') + 1);
        if (role == ROLE_PACKAGE && i && i + 1 < n && !is_retimer(link, i - 1) &&
            !is_retimer(link, i + 1))
            return error_at(err, mark, "a package stands in the middle of the link; "
                            "packages are the first or the last part, or next to a "
                            "retimer");
        used = role == ROLE_RETIMER ? 0 : used + (role != ROLE_PACKAGE);
    }
    return used ? LR_OK
                : error_at(err, link->nsegment > 1 ? link->part[n - 1].mark : parts->mark,
                           link->nsegment > 1
                               ? "nothing but a package lies behind the last retimer; a "
                                 "trace, a cable or a file is wanted there"
                               : "parts has only packages; a trace or a file between "
                                 "them is wanted");
}

enum lr_status link_read_parts(struct link *link, const struct part_source *source,
                               struct lr_error *err)
{
    struct yaml_node *parts;
    enum lr_status status =
        yaml_need(link->root, "parts", YAML_SEQUENCE, "link", &parts, err);
    if (status)
        return status;
    if (!parts->n)
        return error_at(err, parts->mark,
                        "parts is empty; list the parts from transmitter "
                        "to receiver");
    link->part = arena_alloc(&link->arena, parts->n * sizeof *link->part);
    if (!link->part)
        return error_memory(err, "the parts");
    struct part_source own = *source;
    status = link_begin_segments(link, parts, err);
    if (status)
        return status;
    for (const struct yaml_node *node = parts->first; node; node = node->next) {
        const size_t i = link->npart;
        struct part *part = &link->part[i];
        status = find_kind(node, part, err);
        if (status)
            return status;
        link->npart++;
        if (yaml_get(node, "vary"))
            status = check_varies(part, yaml_get(node, "vary"), err);
        if (!status)
            status = part->kind->read(part, node, &own, err);
        if (!status && yaml_get(node, "vary"))
            status = read_vary(link, i, yaml_get(node, "vary"), err);
        if (!status && file_of(part))
            status = link_add_file(link, file_of(part)->path, err);
        if (!status && part->kind->role == ROLE_RETIMER)
            status = link_begin_segment(link, i, &own, err);
        if (status)
            return status;
    }
    return check_ends(link, parts, err);
}

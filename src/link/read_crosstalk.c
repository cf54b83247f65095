#include "config.h"

#include "link/read.h"

#include "base/parallel.h"

#include <string.h>

/* Which part an aggressor's file stands in for: `replaces`, or the only file. */
static enum lr_status find_replaced(const struct link *link, const struct yaml_node *map,
                                    const struct yaml_node *file, size_t *part,
                                    struct lr_error *err)
{
    const struct yaml_node *number = yaml_get(map, "replaces");
    if (number) {
        enum lr_status status = yaml_count(number, "replaces", 1, link->npart, part, err);
        const enum part_role role = status ? ROLE_PASSIVE
                                           : link->part[*part - 1].kind->role;
        if (role == ROLE_PACKAGE || role == ROLE_RETIMER)
            status = error_at(err, number->mark,
                              "replaces: part %s is %s; they count from 1", number->text,
                              role == ROLE_RETIMER
                                  ? "a retimer, in which aggressors end"
                                  : "no part between the packages");
        --*part;
        return status;
    }
    size_t files = 0;
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind == &part_file) {
            *part = i;
            files++;
        }
    if (files == 1)
        return LR_OK;
    return error_at(err, file->mark,
                    "the link has %zu file parts, so that it is not clear "
                    "which part this aggressor runs through; write replaces: N",
                    files);
}

/* The file with its own ports, or those of the 4-port that it stands in for. */
static struct part_file_given name_file(const struct part *replaced,
                                        const struct yaml_node *file,
                                        const struct yaml_node *ports)
{
    const struct part_file *through =
        replaced->kind == &part_file ? part_file_data(replaced) : NULL;
    struct part_file_given given = {.path = file->text, .mark = file->mark,
                                    .ports_mark = ports ? ports->mark : file->mark};
    if (ports && strcmp(ports->text, "auto"))
        given.ports = ports->text;
    else if (through && through->np == 4)
        given.ports = through->ports;
    return given;
}

static enum lr_status read_aggressor(struct link *link, const struct yaml_node *map,
                                     const struct part_source *source,
                                     struct lr_error *err)
{
    static const char *const allowed[] = {"fext",     "next",    "ports",
                                          "replaces", "coupled", NULL};
    struct link_aggressor *aggressor = &link->aggressor[link->naggressor];
    enum lr_status status = yaml_expect(map, YAML_MAPPING, "an aggressor", err);
    if (!status && yaml_get(map, "coupled"))
        return link_read_coupled(link, map, source, err);
    if (!status)
        status = yaml_keys(map, allowed, "crosstalk", err);
    if (status)
        return status;
    const struct yaml_node *fext = yaml_get(map, "fext"), *next = yaml_get(map, "next");
    const struct yaml_node *ports = yaml_get(map, "ports"), *file = fext ? fext : next;
    if (!file || (fext && next))
        return error_at(err, map->mark,
                        "an aggressor is one of fext: FILE, next: FILE and coupled: "
                        "{neighbours: 2, pitch: 0.6 mm}");
    status = yaml_expect(file, YAML_SCALAR, file->key, err);
    if (!status && ports)
        status = yaml_expect(ports, YAML_SCALAR, "ports", err);
    if (!status)
        status = find_replaced(link, map, file, &aggressor->replaces, err);
    if (status)
        return status;
    if (link->vary.given && link->vary.part == aggressor->replaces)
        return error_at(err, file->mark,
                        "the part that this aggressor stands in for varies, "
                        "and the file would not; let replaces name another part");
    aggressor->kind = fext ? PATH_FEXT : PATH_NEXT;
    const struct part_file_given given =
        name_file(&link->part[aggressor->replaces], file, ports);
    aggressor->mark = file->mark;
    const char *order = link_interface_at(link, aggressor->replaces)->port_order;
    struct part_source own = *source;
    own.ports = *order ? order : NULL;
    status = part_file_couple(&given, &own, &aggressor->file, err);
    if (status)
        return status;
    link->naggressor++;
    return link_add_file(link, aggressor->file.path, err);
}

static enum lr_status load(void *context, size_t i, struct lr_error *err)
{
    struct link_aggressor *aggressor = (struct link_aggressor *)context + i;
    return part_file_load(&aggressor->file, aggressor->mark, err);
}

enum lr_status link_read_crosstalk(struct link *link, const struct part_source *source,
                                     struct lr_error *err)
{
    const struct yaml_node *list = yaml_get(link->root, "crosstalk");
    if (!list)
        return LR_OK;
    enum lr_status status = yaml_expect(list, YAML_SEQUENCE, "crosstalk", err);
    link->aggressor = arena_alloc(&link->arena, (list->n + 1) * sizeof *link->aggressor);
    if (!status && !link->aggressor)
        status = error_memory(err, "the aggressors");
    for (const struct yaml_node *node = list->first; !status && node; node = node->next)
        status = read_aggressor(link, node, source, err);
    return status ? status
                  : parallel_for(link->naggressor, load, link->aggressor, err);
}

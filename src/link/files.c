#include "config.h"

#include "link/read.h"

#include "text/assign.h"

#include <string.h>

/* A child of a tree that is built, not read. */
static struct yaml_node *make(struct link *link, struct yaml_node *parent,
                              const char *key, enum yaml_kind kind, const char *text)
{
    struct yaml_node *node = parent ? arena_alloc(&link->arena, sizeof *node) : NULL;
    if (!node)
        return NULL;
    const char *place = !key || strcmp(key, "interface") ? "command line"
                        : interface_is_sheet(text)       ? "--sheet"
                                                         : "--interface";
    *node = (struct yaml_node){.kind = kind, .key = key, .text = text,
                               .mark = {.file = place},
                               .key_mark = {.file = "command line"}};
    struct yaml_node **end = &parent->first;
    while (*end)
        end = &(*end)->next;
    *end = node;
    parent->n++;
    return node;
}

/* What one of the files is, and where it was named; marks NULL: on the command line. */
struct named {
    const char *kind, *path, *ports;
    const struct mark *mark, *ports_mark;
};

/* {kind: path, ports: map} below `list`. */
static bool make_file(struct link *link, struct yaml_node *list,
                      const struct named *named)
{
    struct yaml_node *map = make(link, list, NULL, YAML_MAPPING, NULL);
    struct yaml_node *file = make(link, map, named->kind, YAML_SCALAR, named->path);
    struct yaml_node *ports =
        named->ports ? make(link, map, "ports", YAML_SCALAR, named->ports) : NULL;
    if (file && named->mark)
        file->mark = *named->mark;
    if (ports && named->ports_mark)
        ports->mark = *named->ports_mark;
    return file && !ports == !named->ports;
}

/* Aggressors of a kind, with the map of the through file. */
static bool make_aggressors(struct link *link, struct yaml_node *list,
                            const struct link_files *files, const char *kind,
                            const char *const *path, const struct mark *mark)
{
    const struct mark *ports = files->marks ? &files->marks->ports : NULL;
    bool ok = true;
    for (; ok && path && *path; path++) {
        const struct named named = {kind, *path, files->ports, mark, ports};
        ok = make_file(link, list, &named);
        mark = mark ? mark + 1 : NULL;
    }
    return ok;
}

enum lr_status link_of_files(const struct link_files *files, struct model_library *lib,
                             struct link *link, struct lr_error *err)
{
    *link = (struct link){.lib = lib, .path = files->thru, .folder = ""};
    arena_init(&link->arena);
    link->root = arena_alloc(&link->arena, sizeof *link->root);
    if (!link->root)
        return error_memory(err, "a link");
    *link->root = (struct yaml_node){.kind = YAML_MAPPING, .mark = {.file = files->thru}};
    bool ok = make(link, link->root, "lanereach", YAML_SCALAR, "1") &&
              make(link, link->root, "name", YAML_SCALAR, files->thru) &&
              make(link, link->root, "interface", YAML_SCALAR, files->interface);
    struct yaml_node *parts = make(link, link->root, "parts", YAML_SEQUENCE, NULL);
    struct yaml_node *aggressors =
        make(link, link->root, "crosstalk", YAML_SEQUENCE, NULL);
    const struct link_files_marks *marks = files->marks;
    const struct named thru = {"file", files->thru, files->ports,
                               marks ? &marks->thru : NULL,
                               marks ? &marks->ports : NULL};
    ok = ok && make_file(link, parts, &thru) &&
         make_aggressors(link, aggressors, files, "fext", files->fext,
                         marks ? marks->fext : NULL) &&
         make_aggressors(link, aggressors, files, "next", files->next,
                         marks ? marks->next : NULL);
    for (size_t i = 0; ok && i < files->nlane; i++)
        ok = make_file(link, aggressors,
                       &(struct named){
                           .kind = files->lane[i].kind == PATH_NEXT ? "next" : "fext",
                           .path = files->thru, .ports = files->lane[i].ports});
    if (!ok)
        return error_memory(err, "a link");
    enum lr_status status = LR_OK;
    for (const char *const *set = files->sets; !status && set && *set; set++)
        if (files->eye && !strncmp(*set, "eye.", 4))
            status = yaml_assign(link->root, *set, "eye.noise=1mV", &link->arena, err);
        else if (!link_is_keyword(*set))
            status = error_set(err, LR_EUSAGE,
                               "--set: '%.*s' is no keyword of the COM tool; "
                               "lanereach-com(1) lists them",
                               (int)strcspn(*set, "="), *set);
    if (!status)
        status = link_keep_keywords(link, files->sets, err);
    return status ? status : link_interpret(link, err);
}

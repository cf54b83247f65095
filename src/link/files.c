#include "config.h"

#include "link/read.h"

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

/* {kind: path, ports: map} below `list`. */
static bool make_file(struct link *link, struct yaml_node *list, const char *kind,
                      const char *path, const char *ports)
{
    struct yaml_node *map = make(link, list, NULL, YAML_MAPPING, NULL);
    return make(link, map, kind, YAML_SCALAR, path) &&
           (!ports || make(link, map, "ports", YAML_SCALAR, ports));
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
    ok = ok && make_file(link, parts, "file", files->thru, files->ports);
    for (const char *const *p = files->fext; ok && p && *p; p++)
        ok = make_file(link, aggressors, "fext", *p, files->ports);
    for (const char *const *p = files->next; ok && p && *p; p++)
        ok = make_file(link, aggressors, "next", *p, files->ports);
    for (size_t i = 0; ok && i < files->nlane; i++)
        ok = make_file(link, aggressors,
                       files->lane[i].kind == PATH_NEXT ? "next" : "fext", files->thru,
                       files->lane[i].ports);
    if (!ok)
        return error_memory(err, "a link");
    enum lr_status status = LR_OK;
    for (const char *const *set = files->sets; !status && set && *set; set++)
        if (!link_is_keyword(*set))
            status = error_set(err, LR_EUSAGE,
                               "--set: '%.*s' is no keyword of the COM tool; "
                               "lanereach-com(1) lists them",
                               (int)strcspn(*set, "="), *set);
    if (!status)
        status = link_keep_keywords(link, files->sets, err);
    return status ? status : link_interpret(link, err);
}

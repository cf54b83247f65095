#include "config.h"

#include "text/assign.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char yaml_assigned[] = "--set";

static struct yaml_node *child_at(const struct yaml_node *list, size_t number)
{
    struct yaml_node *node = number ? list->first : NULL;
    while (node && --number)
        node = node->next;
    return node;
}

/* A new, empty child of a mapping. */
static struct yaml_node *add_child(struct yaml_node *map, const char *key,
                                   enum yaml_kind kind, struct arena *arena)
{
    struct yaml_node *node = arena_alloc(arena, sizeof *node);
    if (!node)
        return NULL;
    *node = (struct yaml_node){.kind = kind, .key = key, .mark = {.file = yaml_assigned},
                               .key_mark = {.file = yaml_assigned}};
    struct yaml_node **end = &map->first;
    while (*end)
        end = &(*end)->next;
    *end = node;
    map->n++;
    return node;
}

/* One step of the path: "part[2]" or "length".  Shortens it to "key" in place. */
static enum lr_status step(struct yaml_node **at, char *word, bool last,
                           const char *assignment, struct arena *arena,
                           struct lr_error *err)
{
    char *bracket = strchr(word, '['), *end = NULL;
    unsigned long number = 0;
    if (bracket) {
        *bracket = '\0';
        number = strtoul(bracket + 1, &end, 10);
        if (!isdigit((unsigned char)bracket[1]) || strcmp(end, "]"))
            return error_set(err, LR_EUSAGE, "--set '%s': '%s[%s' is no element; write "
                             "part[2]", assignment, word, bracket + 1);
    }
    const char *key = bracket && !strcmp(word, "part") ? "parts" : word;
    if ((*at)->kind != YAML_MAPPING)
        return error_set(err, LR_EUSAGE, "--set '%s': there is no '%s' in what is a "
                         "single value", assignment, word);
    struct yaml_node *next = yaml_get(*at, key);
    if (!next && !bracket) {
        next = add_child(*at, key, last ? YAML_SCALAR : YAML_MAPPING, arena);
        if (!next)
            return error_memory(err, "--set");
    }
    if (bracket && next)
        next = next->kind == YAML_SEQUENCE ? child_at(next, number) : NULL;
    if (!next)
        return error_set(err, LR_EUSAGE,
                         "--set '%s': there is no %s[%lu]; they count from 1",
                         assignment, word, number);
    *at = next;
    return LR_OK;
}

/* A value in braces is a mapping, as in the file. */
static enum lr_status read_mapping(struct yaml_node *at, struct arena *arena,
                                   struct lr_error *err)
{
    struct yaml_node *read;
    const enum lr_status status =
        yaml_read_text(yaml_assigned, at->text, strlen(at->text), arena, &read, err);
    if (status)
        return status;
    at->kind = read->kind;
    at->text = read->text;
    at->first = read->first;
    at->n = read->n;
    return LR_OK;
}

enum lr_status yaml_assign(struct yaml_node *root, const char *assignment,
                           const char *example, struct arena *arena,
                           struct lr_error *err)
{
    const char *equals = strchr(assignment, '=');
    if (!equals || equals == assignment)
        return error_set(err, LR_EUSAGE, "--set '%s' is no assignment; write %s",
                         assignment, example);
    char *path = arena_strndup(arena, assignment, (size_t)(equals - assignment));
    char *value = arena_strdup(arena, equals + 1);
    if (!path || !value)
        return error_memory(err, "--set");
    struct yaml_node *at = root;
    for (char *word = path, *dot; word; word = dot ? dot + 1 : NULL) {
        dot = strchr(word, '.');
        if (dot)
            *dot = '\0';
        enum lr_status status = step(&at, word, !dot, assignment, arena, err);
        if (status)
            return status;
        if (!dot)
            break;
    }
    if (at->kind == YAML_MAPPING && yaml_get(at, "value")) {
        at->kind = YAML_SCALAR;
        at->first = NULL;
        at->n = 0;
    }
    if (at->kind != YAML_SCALAR)
        return error_set(err, LR_EUSAGE, "--set '%s': that is no single value",
                         assignment);
    at->text = value;
    at->mark = (struct mark){.file = yaml_assigned};
    return *value == '{' ? read_mapping(at, arena, err) : LR_OK;
}

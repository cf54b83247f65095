#include "config.h"

#include "text/yaml.h"

#include "text/suggest.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* With article; in the order of enum yaml_kind. */
static const char *const kind_names[] = {"a single value", "a list", "a mapping"};

static bool is_blank(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR && !node->quoted && !*node->text;
}

struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
    if (map->kind != YAML_MAPPING)
        return NULL;
    for (struct yaml_node *child = map->first; child; child = child->next)
        if (!strcmp(child->key, key))
            return child;
    return NULL;
}

enum lr_status yaml_expect(const struct yaml_node *node, enum yaml_kind kind,
                           const char *what, struct lr_error *err)
{
    if (is_blank(node))
        return error_at(err, node->mark, "%s is empty; write %s", what, kind_names[kind]);
    if (node->kind == kind)
        return LR_OK;
    return error_at(err, node->mark, "%s is %s; write %s", what, kind_names[node->kind],
                    kind_names[kind]);
}

enum lr_status yaml_need(const struct yaml_node *map, const char *key,
                         enum yaml_kind kind, const char *what,
                         struct yaml_node **value, struct lr_error *err)
{
    enum lr_status status = yaml_expect(map, YAML_MAPPING, what, err);
    if (status)
        return status;
    struct yaml_node *node = yaml_get(map, key);
    if (!node)
        return error_at(err, map->mark, "%s has no key '%s'; add it with %s", what, key,
                        kind_names[kind]);
    status = yaml_expect(node, kind, key, err);
    if (!status)
        *value = node;
    return status;
}

enum lr_status yaml_keys(const struct yaml_node *map, const char *const *allowed,
                         const char *what, struct lr_error *err)
{
    enum lr_status status = yaml_expect(map, YAML_MAPPING, what, err);
    if (status)
        return status;
    size_t n = 0;
    while (allowed[n])
        n++;
    for (const struct yaml_node *child = map->first; child; child = child->next) {
        size_t i = 0;
        while (i < n && strcmp(allowed[i], child->key))
            i++;
        if (i < n)
            continue;
        char names[SUGGEST_SIZE];
        suggest_print(child->key, allowed, n, names);
        return error_at(err, child->key_mark, "unknown key '%s' in %s; keys are %s",
                        child->key, what, names);
    }
    return LR_OK;
}

enum lr_status yaml_quantity(const struct yaml_node *node, enum dimension dim,
                             const char *what, double *si, struct lr_error *err)
{
    const enum lr_status status = yaml_expect(node, YAML_SCALAR, what, err);
    return status ? status : quantity_read(node->text, dim, what, node->mark, si, err);
}

enum lr_status yaml_count(const struct yaml_node *node, const char *what, size_t least,
                          size_t most, size_t *count, struct lr_error *err)
{
    const enum lr_status status = yaml_expect(node, YAML_SCALAR, what, err);
    if (status)
        return status;
    char *end;
    errno = 0;
    /* strtoull alone would take a sign, and wrap it around. */
    const unsigned long long value = strtoull(node->text, &end, 10);
    if (!isdigit((unsigned char)*node->text) || *end || errno || value < least ||
        value > most)
        return error_at(err, node->mark, "%s: '%s' is not a whole number from %zu to %zu",
                        what, node->text, least, most);
    *count = (size_t)value;
    return LR_OK;
}

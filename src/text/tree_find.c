#include "config.h"

#include "text/tree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The child whose key is the first `length` letters of `key`. */
static const struct tree *child_named(const struct tree *object, const char *key,
                                      size_t length)
{
    if (!object || object->kind != TREE_OBJECT)
        return NULL;
    for (const struct tree *child = object->first; child; child = child->next)
        if (!strncmp(child->key, key, length) && !child->key[length])
            return child;
    return NULL;
}

const struct tree *tree_get(const struct tree *object, const char *key)
{
    return child_named(object, key, strlen(key));
}

const struct tree *tree_at(const struct tree *parent, size_t i)
{
    const struct tree *child = parent && i < parent->n ? parent->first : NULL;
    while (child && i--)
        child = child->next;
    return child;
}

/* Path = step { "[" digits "]" | "." key }, where the first step needs no dot. */
const struct tree *tree_find(const struct tree *root, const char *path)
{
    const struct tree *node = root;
    for (const char *at = path; node && *at;) {
        if (*at == '[') {
            const size_t digits = strspn(at + 1, "0123456789");
            if (!digits || at[1 + digits] != ']')
                return NULL;
            node = tree_at(node, strtoul(at + 1, NULL, 10));
            at += digits + 2;
            continue;
        }
        if (*at == '.' && at > path)
            at++;
        const size_t length = strcspn(at, ".[");
        node = length ? child_named(node, at, length) : NULL;
        at += length;
    }
    return node;
}

double tree_value(const struct tree *root, const char *path)
{
    const struct tree *node = tree_find(root, path);
    const bool valued = node && (node->kind == TREE_NUMBER || node->kind == TREE_BOOL);
    return valued ? node->number : (double)NAN;
}

#include "config.h"

#include "text/tree.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tree_root {
    struct arena *arena;        /* borrowed */
    bool failed;
};

struct tree *tree_new(struct arena *arena)
{
    struct tree_root *root = arena_alloc(arena, sizeof *root);
    struct tree *tree = arena_alloc(arena, sizeof *tree);
    if (!root || !tree)
        return NULL;
    root->arena = arena;
    tree->kind = TREE_OBJECT;
    tree->root = root;
    return tree;
}

bool tree_failed(const struct tree *node)
{
    return !node || node->root->failed;
}

static struct tree *find(const struct tree *object, const char *key)
{
    for (struct tree *child = object->first; child; child = child->next)
        if (!strcmp(child->key, key))
            return child;
    return NULL;
}

static struct tree *append(struct tree *parent, const char *key)
{
    struct tree_root *root = parent->root;
    struct tree *node = arena_alloc(root->arena, sizeof *node);
    if (!node || (key && !(node->key = arena_strdup(root->arena, key)))) {
        root->failed = true;
        return NULL;
    }
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    parent->n++;
    return node;
}

/* A new child, or the one with that key emptied, with its place and its key. */
static struct tree *add(struct tree *parent, const char *key, enum tree_kind kind)
{
    if (!parent)
        return NULL;
    assert(key ? parent->kind == TREE_OBJECT : parent->kind == TREE_LIST);
    struct tree *node = key ? find(parent, key) : NULL;
    if (!node)
        node = append(parent, key);
    if (node)
        *node = (struct tree){.kind = kind, .key = node->key, .next = node->next,
                              .root = parent->root};
    return node;
}

static void drop(struct tree *object, const char *key)
{
    struct tree *before = NULL;
    for (struct tree *node = object->first; node; before = node, node = node->next) {
        if (strcmp(node->key, key))
            continue;
        if (before)
            before->next = node->next;
        else
            object->first = node->next;
        if (object->last == node)
            object->last = before;
        object->n--;
        return;
    }
}

struct tree *tree_object(struct tree *parent, const char *key)
{
    return add(parent, key, TREE_OBJECT);
}

struct tree *tree_list(struct tree *parent, const char *key)
{
    return add(parent, key, TREE_LIST);
}

void tree_number(struct tree *parent, const char *key, double number)
{
    if (!parent)
        return;
    if (isfinite(number)) {
        struct tree *node = add(parent, key, TREE_NUMBER);
        if (node)
            node->number = number;
    } else if (key) {
        drop(parent, key);
    } else {
        tree_null(parent, NULL);
    }
}

void tree_bool(struct tree *parent, const char *key, bool truth)
{
    struct tree *node = add(parent, key, TREE_BOOL);
    if (node)
        node->number = truth;
}

void tree_null(struct tree *parent, const char *key)
{
    add(parent, key, TREE_NULL);
}

/* Takes over `text`, which is NULL when memory was out. */
static void add_text(struct tree *parent, const char *key, const char *text)
{
    struct tree *node = text ? add(parent, key, TREE_TEXT) : NULL;
    if (node)
        node->text = text;
    else
        parent->root->failed = true;
}

void tree_text(struct tree *parent, const char *key, const char *format, ...)
{
    if (!parent)
        return;
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(parent->root->arena, format, args);
    va_end(args);
    add_text(parent, key, text);
}

void tree_numbers(struct tree *parent, const char *key, const double *x, size_t n)
{
    struct tree *list = tree_list(parent, key);
    for (size_t i = 0; i < n; i++)
        tree_number(list, NULL, x[i]);
}

struct tree *tree_copy(struct tree *parent, const char *key, const struct tree *node)
{
    struct tree *copy = add(parent, key, node->kind);
    if (!copy)
        return NULL;
    copy->number = node->number;
    if (node->text && !(copy->text = arena_strdup(copy->root->arena, node->text))) {
        copy->text = "";
        copy->root->failed = true;
    }
    for (const struct tree *child = node->first; child; child = child->next)
        tree_copy(copy, child->key, child);
    return copy;
}

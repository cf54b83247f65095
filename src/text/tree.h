/* tree.h -- the shape of every answer: an ordered tree of objects, lists,
 * numbers, text, truth and null, which knows nothing of how it is shown.
 *
 * Absent means not computed: a number that is not finite is left out of an
 * object (an older one of that key goes too), and null in a list, where the
 * others must keep their place; it is never stored.
 *
 * Nodes live in the arena that the root was made with; the calls that add
 * return NULL (or do nothing) when memory is out, accept a NULL parent, and set
 * the root's flag that tree_failed reads, so that a builder checks once. */
#ifndef TEXT_TREE_H
#define TEXT_TREE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum tree_kind { TREE_OBJECT, TREE_LIST, TREE_NUMBER, TREE_TEXT, TREE_BOOL, TREE_NULL };

struct tree {
    enum tree_kind kind;
    const char *key;            /* in an object: its key                       */
    double number;              /* TREE_NUMBER, TREE_BOOL (0 or 1)             */
    const char *text;           /* TREE_TEXT                                   */
    size_t n;                   /* children                                    */
    struct tree *first, *last, *next;
    struct tree_root *root;
};

/* An empty object that owns nothing; NULL when memory is out. */
struct tree *tree_new(struct arena *arena);

/* True when any addition below this node's root failed for want of memory. */
bool tree_failed(const struct tree *node);

/* Children of an object (key given) or of a list (key NULL).  A key that is
 * there already is replaced in place. */
struct tree *tree_object(struct tree *parent, const char *key);
struct tree *tree_list(struct tree *parent, const char *key);
void tree_number(struct tree *parent, const char *key, double number);
void tree_bool(struct tree *parent, const char *key, bool truth);
void tree_null(struct tree *parent, const char *key);
void tree_text(struct tree *parent, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A list of numbers; those that are not finite are written as null. */
void tree_numbers(struct tree *parent, const char *key, const double *x, size_t n);

/* A deep copy of `node` under `parent`. */
struct tree *tree_copy(struct tree *parent, const char *key, const struct tree *node);

/* The child with that key, or NULL; the i-th child, or NULL. */
const struct tree *tree_get(const struct tree *object, const char *key);
const struct tree *tree_at(const struct tree *parent, size_t i);

/* By path: "cases[0].com_db", "[2].x"; "" is the node itself; NULL when there is
 * none. */
const struct tree *tree_find(const struct tree *root, const char *path);

/* The number at a path, truth as 0 or 1, or NaN. */
double tree_value(const struct tree *root, const char *path);

#endif

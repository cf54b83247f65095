/* yaml.h -- YAML into a tree whose every node knows its line and column.
 *
 * Strict on purpose: duplicate keys, aliases, anchors, tags, several documents,
 * and nesting deeper than 32 are refused.  A scalar stays text: what it means
 * is the reader's business.  The tree lives in the caller's arena. */
#ifndef TEXT_YAML_H
#define TEXT_YAML_H

#include "base/arena.h"
#include "base/error.h"
#include "base/quantity.h"

#include <stdbool.h>
#include <stddef.h>

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node {
    enum yaml_kind kind;
    struct mark mark;           /* where the value begins                      */
    const char *text;           /* scalar: its text, else NULL                 */
    bool quoted;                /* scalar: written in quotes                   */
    const char *key;            /* in a mapping: its key, else NULL            */
    struct mark key_mark;       /* in a mapping: where the key begins          */
    size_t n;                   /* children                                    */
    struct yaml_node *first;    /* first child                                 */
    struct yaml_node *next;     /* next sibling                                */
};

/* Reads a whole file.  LR_EINPUT: missing, unreadable, over 16 MiB, not UTF-8
 * text, not YAML, empty, or refused as said above.  `path` is copied. */
enum lr_status yaml_read(const char *path, struct arena *arena,
                         struct yaml_node **root, struct lr_error *err);

/* The same from memory; `name` stands for the file in messages. */
enum lr_status yaml_read_text(const char *name, const char *text, size_t length,
                              struct arena *arena, struct yaml_node **root,
                              struct lr_error *err);

/* The value of `key` in a mapping, or NULL. */
struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);

/* The value of `key`, of the given kind; LR_EINPUT when it is absent (placed at
 * the mapping) or of another kind.  `what` names the mapping: "link". */
enum lr_status yaml_need(const struct yaml_node *map, const char *key,
                         enum yaml_kind kind, const char *what,
                         struct yaml_node **value, struct lr_error *err);

/* LR_EINPUT unless `node` is of that kind. */
enum lr_status yaml_expect(const struct yaml_node *node, enum yaml_kind kind,
                           const char *what, struct lr_error *err);

/* LR_EINPUT for the first key that is not in `allowed` (NULL-terminated); the
 * message lists them, and names the nearest when it looks like a slip. */
enum lr_status yaml_keys(const struct yaml_node *map, const char *const *allowed,
                         const char *what, struct lr_error *err);

/* Scalars by meaning.  LR_EINPUT at the value's mark. */
enum lr_status yaml_quantity(const struct yaml_node *node, enum dimension dim,
                             const char *what, double *si, struct lr_error *err);
enum lr_status yaml_count(const struct yaml_node *node, const char *what, size_t least,
                          size_t most, size_t *count, struct lr_error *err);

#endif

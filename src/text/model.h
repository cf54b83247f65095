/* model.h -- the model library: finds, reads and caches
 * models/<kind>/<name>.yaml, and records every number that is taken from it
 * with its source and grade.
 *
 * A model file is a mapping:
 *
 *   lanereach: 1
 *   kind: material                 # as its folder
 *   name: megtron7                 # as its file
 *   aliases: [r-5785n]             # optional
 *   title: Panasonic Megtron 7 R-5785(N)
 *   source: Panasonic model page   # of every number below that has none itself
 *   grade: published
 *   dk: 3.4
 *   df: {value: 0.002, source: ..., grade: assumed, note: why}
 *
 * A number is a scalar, or a mapping with value and optionally source, grade
 * and note.  Grades: published, measured, derived, assumed, unverified.
 *
 * Links and claims have shapes of their own: of the head only `lanereach: 1` is
 * needed; their title is the text under `name`, their grade derived, and they
 * have no source. */
#ifndef TEXT_MODEL_H
#define TEXT_MODEL_H

#include "base/error.h"
#include "base/quantity.h"
#include "text/yaml.h"

#include <stdbool.h>
#include <stddef.h>

enum model_grade {
    GRADE_PUBLISHED,            /* the document was read                       */
    GRADE_MEASURED,
    GRADE_DERIVED,              /* formula and inputs are given                */
    GRADE_ASSUMED,              /* our choice, with its reason                 */
    GRADE_UNVERIFIED            /* generally known; nobody checked a document  */
};

struct model {
    const char *kind, *name, *title, *path;
    const char *source;         /* NULL for a link or claims                   */
    enum model_grade grade;
    const struct yaml_node *root;
};

struct model_record {           /* one number that was taken                   */
    const struct model *model;
    const char *key;            /* its own; "line 12" for an item of a list    */
    const char *text, *source, *note;           /* note may be NULL            */
    enum model_grade grade;
};

struct model_library;           /* not thread-safe: read models before any
                                 * parallel work, then only look              */

/* Looks in `data` (NULL-terminated, may be NULL: the --data options), then
 * $LANEREACH_DATA, then the folder of the running program when it is a build
 * tree (it holds config.status; without models/ there, the source folder that its
 * Makefile names), then ../share/lanereach beside that folder, then PKGDATADIR.
 * LR_EINPUT when a --data folder or $LANEREACH_DATA has no models/; LR_ESYSTEM
 * when there is none at all. */
enum lr_status model_library_open(const char *const *data, struct model_library **lib,
                                  struct lr_error *err);
void model_library_close(struct model_library *lib);

/* The folders that are searched, in order; NULL past the last. */
const char *model_library_folder(const struct model_library *lib, size_t i);

/* The full path of a data file ("plots/loss.gp") in the first folder that has
 * it, or NULL. */
const char *model_library_file(struct model_library *lib, const char *name);

/* The model of that kind and name, or alias.  Reads it at first use; a name that
 * is no file's name is sought among the aliases, which reads the whole kind.
 * LR_EINPUT: none (placed at `mark`, naming what there is and the nearest), or
 * a fault in a file that was read. */
enum lr_status model_find(struct model_library *lib, const char *kind, const char *name,
                          struct mark mark, const struct model **model,
                          struct lr_error *err);

/* Whether a name is rather a path: it has a '/' or ends in .yaml. */
bool model_is_path(const char *name);

/* A model in a file of the user's own, wherever it is.  Of its head only `lanereach: 1`
 * is needed; name and title are else its file's, its source the path, its grade
 * derived.  LR_EINPUT. */
enum lr_status model_open(struct model_library *lib, const char *kind, const char *path,
                          const struct model **model, struct lr_error *err);

/* The same model with assignments "key=value" (assign.h); the library's own stays as it
 * is.  `example` is one for messages.  LR_EUSAGE. */
enum lr_status model_assign(struct model_library *lib, const struct model *model,
                            const char *const *sets, const char *example,
                            const struct model **changed, struct lr_error *err);

/* What was made of models at some cost, and is kept until the library closes: found again
 * by its key, `size` bytes, which are copied.  NULL: there is none. */
void *model_kept(const struct model_library *lib, const void *key, size_t size);

/* Gives `object` away, also when it fails.  LR_EMEMORY. */
enum lr_status model_keep(struct model_library *lib, const void *key, size_t size,
                          void *object, void (*release)(void *object),
                          struct lr_error *err);

/* Every model of a kind, sorted by name: sets *names (arena of the library) and
 * *n.  model_kinds lists the kinds, NULL-terminated. */
enum lr_status model_names(struct model_library *lib, const char *kind,
                           const char *const **names, size_t *n, struct lr_error *err);
const char *const *model_kinds(void);

/* The scalar behind a number or its mapping; records it with its grade. */
enum lr_status model_scalar(struct model_library *lib, const struct model *model,
                            const struct yaml_node *node, const struct yaml_node **scalar,
                            struct lr_error *err);

/* The number under `key`, in SI; recorded.  LR_EINPUT when absent or wrong. */
enum lr_status model_quantity(struct model_library *lib, const struct model *model,
                              const char *key, enum dimension dim, double *si,
                              struct lr_error *err);

/* The text under `key`, or `otherwise` when it is absent (NULL: LR_EINPUT). */
enum lr_status model_text(const struct model *model, const char *key,
                          const char *otherwise, const char **text,
                          struct lr_error *err);

/* What was taken since the library was opened, without repeats; NULL past the
 * last.  model_forget empties the record. */
const struct model_record *model_record(const struct model_library *lib, size_t i);
void model_forget(struct model_library *lib);

const char *model_grade_name(enum model_grade grade);

#endif

/* read.h -- what the parts of a link file have in common when they are read. */
#ifndef PART_READ_H
#define PART_READ_H

#include "part/part.h"

/* LR_EINPUT for a key that is not the kind's: its name, its keys, and vary where one of
 * them can. */
enum lr_status part_read_keys(const struct part_kind *kind, const struct yaml_node *map,
                              struct lr_error *err);

/* The quantity `name` of the kind, in SI; `otherwise` when it is absent, LR_EINPUT when
 * that is NaN.  LR_EINPUT outside the key's range. */
enum lr_status part_read_quantity(const struct part_kind *kind,
                                  const struct yaml_node *map, const char *name,
                                  double otherwise, double *value, struct lr_error *err);

/* What a part names as a model, a name of the library, or the path of a file of the
 * user's own, which is relative to the folder of the link file: with that in front.
 * LR_EINPUT for a path that cannot be read. */
enum lr_status part_read_name(const struct part *part, const struct part_source *source,
                              const char **name, struct lr_error *err);

/* The model itself, of the part's kind. */
enum lr_status part_read_model(const struct part *part, const struct part_source *source,
                               const struct model **model, struct lr_error *err);

/* A path that a model names, relative to the model's own file; NULL: memory is out. */
const char *part_read_beside(struct arena *arena, const struct model *model,
                             const char *path);

struct part_number {            /* a number of a model                         */
    const char *key;
    enum dimension dim;
    double least, most;         /* [SI] what is refused lies outside           */
    const char *range;          /* the same in words                           */
    double otherwise;           /* [SI] when absent; NaN: needed               */
    double *to;
};

/* The numbers of `map`, the model's root or a mapping in it, each recorded with its
 * source and grade.  LR_EINPUT. */
enum lr_status part_read_numbers(struct model_library *lib, const struct model *model,
                                 const struct yaml_node *map, const char *what,
                                 const struct part_number *numbers, size_t n,
                                 struct lr_error *err);

/* LR_EINPUT for a key of a model that is neither of the head of all models, with `note`,
 * nor in `own`, NULL-terminated. */
enum lr_status part_read_model_keys(const struct model *model, const char *const *own,
                                    struct lr_error *err);

#endif

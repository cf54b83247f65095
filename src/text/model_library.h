/* model_library.h -- what the files of the model library share; for model*.c.
 *
 * Everything but the list of records lives in the library's arena. */
#ifndef TEXT_MODEL_LIBRARY_H
#define TEXT_MODEL_LIBRARY_H

#include "base/arena.h"
#include "text/model.h"

#include <sys/types.h>

struct model_folder {           /* <path>/models is there                      */
    const char *path;
    dev_t device;               /* of <path>/models, to list each folder once  */
    ino_t inode;
    struct model_folder *next;
};

struct model_entry {            /* one file; model is NULL until it is read    */
    const char *name, *path;
    size_t rank;                /* of its folder: the lowest wins              */
    struct model *model;
    struct model_entry *next;
};

struct model_shelf {            /* one kind, sorted by name                    */
    const char *kind;
    size_t n;
    struct model_entry **entries;
    const char **names;
    struct model_shelf *next;
};

struct model_taken {
    struct model_record record;
    const struct yaml_node *scalar;
};

struct model_kept {             /* what model_keep was given                   */
    const void *key;
    size_t size;
    void *object;
    void (*release)(void *object);
    struct model_kept *next;
};

struct model_library {
    struct arena arena;
    struct model_folder *folders;
    struct model_shelf *shelves;
    struct model_taken **taken; /* [room], malloc'd; ntaken are in use         */
    size_t ntaken, room;
    struct model_kept *kept;    /* the last one first                          */
};

/* Fills lib->folders as model_library_open says. */
enum lr_status model_folders_find(struct model_library *lib, const char *const *data,
                                  struct lr_error *err);

/* Reads the file and checks its head. */
enum lr_status model_read(struct arena *arena, const char *kind, const char *name,
                          const char *path, struct model **model, struct lr_error *err);

/* Reads the head of a file that is nobody's but the user's: only `lanereach: 1` is
 * needed, and of the kind that it names. */
enum lr_status model_read_own(struct model *model, struct lr_error *err);

/* Releases all that is kept. */
void model_kept_release(struct model_library *lib);

/* Sets *has when `name` is among the model's aliases. */
enum lr_status model_has_alias(const struct model *model, const char *name, bool *has,
                               struct lr_error *err);

/* The grade that the scalar `node` names.  LR_EINPUT. */
enum lr_status model_grade_read(const struct yaml_node *node, enum model_grade *grade,
                                struct lr_error *err);

#endif

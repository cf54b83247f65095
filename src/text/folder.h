/* folder.h -- the files below a folder. */
#ifndef TEXT_FOLDER_H
#define TEXT_FOLDER_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether a path leads to a folder. */
bool folder_is(const char *path);

/* Every file in a folder and, down to eight levels, in the folders in it, sorted by path
 * with numbers in their order (FEXT2 before FEXT10); hidden ones are left out, and links
 * to folders are not followed, so that no file is found twice.
 * files[*n] live in `arena`.  LR_EINPUT: a folder that cannot be read, or more than
 * 100,000 files. */
enum lr_status folder_files(const char *path, struct arena *arena,
                            const char *const **files, size_t *n, struct lr_error *err);

#endif

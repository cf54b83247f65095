/* com_folder.h -- channels found in a folder by the names of their files.  Internal to
 * answer. */
#ifndef ANSWER_COM_FOLDER_H
#define ANSWER_COM_FOLDER_H

#include "answer/com_list.h"

/* The channels below a folder, as com_list_open says; item[*n] live in `arena`. */
enum lr_status com_folder_read(const char *path, struct arena *arena,
                               struct com_item **item, size_t *n, struct lr_error *err);

#endif

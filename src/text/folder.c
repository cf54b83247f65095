#include "config.h"

#include "text/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LEVELS = 8, MOST_FILES = 100000 };

struct walk {
    struct arena *arena;
    const char **file;          /* grown as needed, given up with the arena    */
    size_t n, room;
    struct lr_error *err;
};

bool folder_is(const char *path)
{
    struct stat s;
    return !stat(path, &s) && S_ISDIR(s.st_mode);
}

static enum lr_status keep(struct walk *w, const char *path)
{
    if (w->n == MOST_FILES)
        return error_set(w->err, LR_EINPUT, "%s: more than %d files; name the folders of "
                         "the channels", path, MOST_FILES);
    if (w->n == w->room) {
        w->room = w->room ? 2 * w->room : 64;
        const char **longer = arena_alloc(w->arena, w->room * sizeof *longer);
        if (!longer)
            return error_memory(w->err, "the files of a folder");
        for (size_t i = 0; i < w->n; i++)
            longer[i] = w->file[i];
        w->file = longer;
    }
    w->file[w->n++] = path;
    return LR_OK;
}

static enum lr_status walk_folder(struct walk *w, const char *path, size_t level)
{
    enum lr_status status = LR_OK;
    const size_t length = strlen(path);
    const char *slash = length && path[length - 1] == '/' ? "" : "/";
    DIR *folder = opendir(path);
    if (!folder)
        return error_set(w->err, LR_EINPUT, "%s: the folder cannot be read: %s", path,
                         strerror(errno));
    for (struct dirent *entry; !status && (entry = readdir(folder));) {
        struct stat s, target;
        if (entry->d_name[0] == '.')
            continue;
        const char *name = arena_printf(w->arena, "%s%s%s", path, slash, entry->d_name);
        if (!name)
            status = error_memory(w->err, "the files of a folder");
        else if (lstat(name, &s) || stat(name, &target))
            continue;           /* a link to nowhere                           */
        else if (S_ISREG(target.st_mode))
            status = keep(w, name);
        else if (S_ISDIR(s.st_mode) && level < LEVELS)
            status = walk_folder(w, name, level + 1);
    }
    closedir(folder);
    return status;
}

static int by_path(const void *a, const void *b)
{
    return strverscmp(*(const char *const *)a, *(const char *const *)b);
}

enum lr_status folder_files(const char *path, struct arena *arena,
                            const char *const **files, size_t *n, struct lr_error *err)
{
    struct walk w = {.arena = arena, .err = err};
    enum lr_status status = walk_folder(&w, path, 0);
    *files = w.file;
    *n = status ? 0 : w.n;
    if (*n)
        qsort(w.file, w.n, sizeof *w.file, by_path);
    return status;
}

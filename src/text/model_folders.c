#include "config.h"

#include "text/model_library.h"

#include "text/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_MAKEFILE = 4 << 20 };

/* Appends `path` when it holds models/ and is not listed yet; *held says whether
 * it does. */
static enum lr_status add(struct model_library *lib, const char *path, bool *held,
                          struct lr_error *err)
{
    struct stat st;
    const char *models = arena_printf(&lib->arena, "%s/models", path);
    if (!models)
        return error_memory(err, "the model library");
    *held = !stat(models, &st) && S_ISDIR(st.st_mode);
    if (!*held)
        return LR_OK;
    struct model_folder **end = &lib->folders;
    for (; *end; end = &(*end)->next)
        if ((*end)->device == st.st_dev && (*end)->inode == st.st_ino)
            return LR_OK;
    struct model_folder *folder = arena_alloc(&lib->arena, sizeof *folder);
    const char *copy = arena_strdup(&lib->arena, path);
    if (!folder || !copy)
        return error_memory(err, "the model library");
    folder->path = copy;
    folder->device = st.st_dev;
    folder->inode = st.st_ino;
    *end = folder;
    return LR_OK;
}

/* A folder that the user named must be one. */
static enum lr_status add_named(struct model_library *lib, const char *who,
                                const char *path, struct lr_error *err)
{
    bool held;
    enum lr_status status = add(lib, path, &held, err);
    if (!status && !held)
        status = error_at(err, (struct mark){.file = path},
                          "%s names a folder without models/ in it; name the one that "
                          "holds models/", who);
    return status;
}

/* A folder that may be there; shown by its plain path. */
static enum lr_status add_possible(struct model_library *lib, const char *path,
                                   bool *held, struct lr_error *err)
{
    char *real = realpath(path, NULL);
    *held = false;
    const enum lr_status status = real ? add(lib, real, held, err) : LR_OK;
    free(real);
    return status;
}

/* The folder of the running program; libtool keeps the real program of a build
 * tree one folder down, in .libs.  False when the system does not tell. */
static bool program_folder(char folder[PATH_MAX])
{
    const ssize_t n = readlink("/proc/self/exe", folder, PATH_MAX);
    if (n <= 0 || n == PATH_MAX)
        return false;
    folder[n] = '\0';
    char *slash = strrchr(folder, '/');
    if (!slash)
        return false;
    *slash = '\0';
    slash = strrchr(folder, '/');
    if (slash && !strcmp(slash, "/.libs"))
        *slash = '\0';
    return true;
}

/* The source folder that an automake Makefile names, in the arena; NULL when the
 * Makefile does not say. */
static const char *source_folder(struct arena *arena, const char *makefile)
{
    static const char name[] = "\nabs_srcdir = ";
    char *text;
    size_t length;
    if (file_read(makefile, MAX_MAKEFILE, &text, &length, NULL))
        return NULL;
    const char *line = strstr(text, name), *source = NULL;
    if (line) {
        line += sizeof name - 1;
        source = arena_strndup(arena, line, strcspn(line, "\r\n"));
    }
    free(text);
    return source;
}

static enum lr_status add_build_tree(struct model_library *lib, const char *folder,
                                     struct lr_error *err)
{
    bool held = false;
    const char *status_file = arena_printf(&lib->arena, "%s/config.status", folder);
    const char *makefile = arena_printf(&lib->arena, "%s/Makefile", folder);
    if (!status_file || !makefile)
        return error_memory(err, "the model library");
    if (access(status_file, F_OK))
        return LR_OK;
    enum lr_status status = add_possible(lib, folder, &held, err);
    if (status || held)
        return status;
    const char *source = source_folder(&lib->arena, makefile);
    return source ? add_possible(lib, source, &held, err) : LR_OK;
}

static enum lr_status add_beside_program(struct model_library *lib, struct lr_error *err)
{
    char folder[PATH_MAX];
    bool held;
    if (!program_folder(folder))
        return LR_OK;
    enum lr_status status = add_build_tree(lib, folder, err);
    if (status)
        return status;
    const char *share = arena_printf(&lib->arena, "%s/../share/lanereach", folder);
    return share ? add_possible(lib, share, &held, err)
                 : error_memory(err, "the model library");
}

enum lr_status model_folders_find(struct model_library *lib, const char *const *data,
                                  struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (; data && *data && !status; data++)
        status = add_named(lib, "--data", *data, err);
    const char *named = getenv("LANEREACH_DATA");
    if (!status && named && *named)
        status = add_named(lib, "LANEREACH_DATA", named, err);
    if (!status)
        status = add_beside_program(lib, err);
#ifdef PKGDATADIR
    bool held;
    if (!status)
        status = add_possible(lib, PKGDATADIR, &held, err);
#endif
    if (!status && !lib->folders)
        status = error_set(err, LR_ESYSTEM,
                           "the model library is not installed; name the folder that "
                           "holds models/ with --data or LANEREACH_DATA");
    return status;
}

#include "config.h"

#include "text/model_library.h"

#include "text/suggest.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const *model_kinds(void)
{
    static const char *const kinds[] = {
        "material", "foil", "stackup", "package", "via", "connector", "capacitor",
        "cable", "active", "fibre", "passive", "module", "pmd", "interface", "medium",
        "link", "cost", "claims", NULL,
    };
    return kinds;
}

enum lr_status model_library_open(const char *const *data, struct model_library **lib,
                                  struct lr_error *err)
{
    struct model_library *new = calloc(1, sizeof *new);
    if (!new)
        return error_memory(err, "the model library");
    arena_init(&new->arena);
    enum lr_status status = model_folders_find(new, data, err);
    if (status)
        model_library_close(new);
    else
        *lib = new;
    return status;
}

void model_library_close(struct model_library *lib)
{
    if (!lib)
        return;
    model_kept_release(lib);
    free(lib->taken);
    arena_free(&lib->arena);
    free(lib);
}

const char *model_library_folder(const struct model_library *lib, size_t i)
{
    const struct model_folder *folder = lib->folders;
    while (folder && i--)
        folder = folder->next;
    return folder ? folder->path : NULL;
}

const char *model_library_file(struct model_library *lib, const char *name)
{
    for (const struct model_folder *at = lib->folders; at; at = at->next) {
        const char *path = arena_printf(&lib->arena, "%s/%s", at->path, name);
        if (path && !access(path, R_OK))
            return path;
    }
    return NULL;
}

/* Puts the *.yaml files of one folder in front of *list. */
static enum lr_status scan(struct arena *arena, const char *path, size_t rank,
                           struct model_entry **list, struct lr_error *err)
{
    static const char suffix[] = ".yaml";
    enum lr_status status = LR_OK;
    DIR *dir = opendir(path);
    if (!dir && errno != ENOENT)
        return error_at(err, (struct mark){.file = path}, "cannot be listed: %s",
                        strerror(errno));
    for (struct dirent *file; dir && (file = readdir(dir));) {
        const size_t length = strlen(file->d_name), tail = sizeof suffix - 1;
        if (*file->d_name == '.' || length <= tail ||
            strcmp(file->d_name + length - tail, suffix))
            continue;
        struct model_entry *entry = arena_alloc(arena, sizeof *entry);
        if (entry) {
            entry->name = arena_strndup(arena, file->d_name, length - tail);
            entry->path = arena_printf(arena, "%s/%s", path, file->d_name);
        }
        if (!entry || !entry->name || !entry->path) {
            status = error_memory(err, path);
            break;
        }
        entry->rank = rank;
        entry->next = *list;
        *list = entry;
    }
    if (dir)
        closedir(dir);
    return status;
}

static int compare_entries(const void *pa, const void *pb)
{
    const struct model_entry *a = *(struct model_entry *const *)pa;
    const struct model_entry *b = *(struct model_entry *const *)pb;
    const int order = strcmp(a->name, b->name);
    return order ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

/* Sorts the list into the shelf and keeps the first of each name. */
static enum lr_status fill(struct model_shelf *shelf, struct arena *arena,
                           struct model_entry *list, struct lr_error *err)
{
    size_t n = 0, kept = 0;
    for (const struct model_entry *entry = list; entry; entry = entry->next)
        n++;
    shelf->entries = arena_alloc(arena, n * sizeof *shelf->entries);
    shelf->names = arena_alloc(arena, n * sizeof *shelf->names);
    if (!shelf->entries || !shelf->names)
        return error_memory(err, "the model library");
    for (size_t i = 0; i < n; i++, list = list->next)
        shelf->entries[i] = list;
    qsort(shelf->entries, n, sizeof *shelf->entries, compare_entries);
    for (size_t i = 0; i < n; i++) {
        struct model_entry *entry = shelf->entries[i];
        if (kept && !strcmp(entry->name, shelf->names[kept - 1]))
            continue;
        shelf->entries[kept] = entry;
        shelf->names[kept++] = entry->name;
    }
    shelf->n = kept;
    return LR_OK;
}

static enum lr_status find_shelf(struct model_library *lib, const char *kind,
                                 struct model_shelf **found, struct lr_error *err)
{
    for (struct model_shelf *shelf = lib->shelves; shelf; shelf = shelf->next)
        if (!strcmp(shelf->kind, kind)) {
            *found = shelf;
            return LR_OK;
        }
    struct model_entry *list = NULL;
    size_t rank = 0;
    for (const struct model_folder *at = lib->folders; at; at = at->next) {
        const char *path = arena_printf(&lib->arena, "%s/models/%s", at->path, kind);
        enum lr_status status = path ? scan(&lib->arena, path, rank++, &list, err)
                                     : error_memory(err, "the model library");
        if (status)
            return status;
    }
    struct model_shelf *shelf = arena_alloc(&lib->arena, sizeof *shelf);
    if (!shelf || !(shelf->kind = arena_strdup(&lib->arena, kind)))
        return error_memory(err, "the model library");
    enum lr_status status = fill(shelf, &lib->arena, list, err);
    if (status)
        return status;
    shelf->next = lib->shelves;
    lib->shelves = shelf;
    *found = shelf;
    return LR_OK;
}

static enum lr_status read_entry(struct model_library *lib, const char *kind,
                                 struct model_entry *entry, struct lr_error *err)
{
    return entry->model ? LR_OK : model_read(&lib->arena, kind, entry->name, entry->path,
                                             &entry->model, err);
}

/* Sets *found to the entry with that alias, or to NULL. */
static enum lr_status find_alias(struct model_library *lib,
                                 const struct model_shelf *shelf, const char *alias,
                                 struct model_entry **found, struct lr_error *err)
{
    *found = NULL;
    for (size_t i = 0; i < shelf->n && !*found; i++) {
        bool has = false;
        enum lr_status status = read_entry(lib, shelf->kind, shelf->entries[i], err);
        if (!status)
            status = model_has_alias(shelf->entries[i]->model, alias, &has, err);
        if (status)
            return status;
        if (has)
            *found = shelf->entries[i];
    }
    return LR_OK;
}

enum lr_status model_find(struct model_library *lib, const char *kind, const char *name,
                          struct mark mark, const struct model **model,
                          struct lr_error *err)
{
    struct model_shelf *shelf;
    struct model_entry *found = NULL;
    enum lr_status status = find_shelf(lib, kind, &shelf, err);
    if (status)
        return status;
    for (size_t i = 0; i < shelf->n && !found; i++)
        if (!strcmp(shelf->names[i], name))
            found = shelf->entries[i];
    status = found ? read_entry(lib, shelf->kind, found, err)
                   : find_alias(lib, shelf, name, &found, err);
    if (status)
        return status;
    if (!found) {
        char names[SUGGEST_SIZE];
        suggest_print(name, shelf->names, shelf->n, names);
        return error_at(err, mark, "no %s '%s'; there are %s", kind, name, names);
    }
    *model = found->model;
    return LR_OK;
}

enum lr_status model_names(struct model_library *lib, const char *kind,
                           const char *const **names, size_t *n, struct lr_error *err)
{
    struct model_shelf *shelf;
    enum lr_status status = find_shelf(lib, kind, &shelf, err);
    if (!status) {
        *names = shelf->names;
        *n = shelf->n;
    }
    return status;
}

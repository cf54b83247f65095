#include "config.h"

#include "answer/com_folder.h"

#include "net/touchstone.h"
#include "signal/channel.h"
#include "text/folder.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct entry {
    const char *path;
    size_t folder;              /* length of its folder's part of the path     */
    enum path_kind kind;
    const char *key;            /* the path without that word and its digits   */
    size_t thru;                /* of an aggressor: the entry that it belongs to */
};

static const struct { const char *word; enum path_kind kind; } words[] = {
    {"thru", PATH_THRU}, {"through", PATH_THRU}, {"fext", PATH_FEXT},
    {"next", PATH_NEXT}};
enum { WORDS = sizeof words / sizeof words[0] };

/* Whether letters of the same case go on behind a word: "nextgen". */
static bool goes_on(const char *end)
{
    return (islower((unsigned char)end[-1]) && islower((unsigned char)*end)) ||
           (isupper((unsigned char)end[-1]) && isupper((unsigned char)*end));
}

/* The last of the words in a name, or NULL; *which is its index. */
static const char *find_word(const char *name, size_t *which)
{
    const char *last = NULL;
    for (const char *at = name; *at; at++)
        for (size_t i = 0; i < WORDS; i++)
            if (!strncasecmp(at, words[i].word, strlen(words[i].word)) &&
                !goes_on(at + strlen(words[i].word))) {
                last = at;
                *which = i;
            }
    return last;
}

/* False when a name tells nothing. */
static bool classify(const char *path, struct arena *arena, struct entry *out)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t which = 0;
    const char *word = find_word(name, &which);
    if (!word)
        return false;
    const char *rest = word + strlen(words[which].word);
    while (isdigit((unsigned char)*rest))
        rest++;
    *out = (struct entry){.path = path,
                          .folder = (size_t)(name - path),
                          .kind = words[which].kind,
                          .key = arena_printf(arena, "%.*s%s", (int)(word - path), path,
                                              rest)};
    return true;
}

static bool same_folder(const struct entry *a, const struct entry *b)
{
    return a->folder == b->folder && !strncmp(a->path, b->path, a->folder);
}

/* The through file of an aggressor: of its own key, or the only one of its folder. */
static enum lr_status find_thru(struct entry *entry, size_t n, size_t i,
                                struct lr_error *err)
{
    size_t alike = 0, beside = 0, first = 0, only = 0;
    for (size_t k = 0; k < n; k++) {
        if (entry[k].kind != PATH_THRU || !same_folder(&entry[k], &entry[i]))
            continue;
        only = beside++ ? only : k;
        if (!strcmp(entry[k].key, entry[i].key))
            first = alike++ ? first : k;
    }
    if (alike > 1)
        return error_set(err, LR_EINPUT,
                         "%s: several through files have its name (%s is one); write a "
                         "manifest that says which it disturbs",
                         entry[i].path, entry[first].path);
    if (!alike && beside != 1)
        return error_set(err, LR_EINPUT,
                         "%s: %s; write a manifest that says which channel it disturbs",
                         entry[i].path,
                         beside
                             ? "no through file has its name, and several stand beside it"
                             : "no through file stands beside it");
    entry[i].thru = alike ? first : only;
    return LR_OK;
}

/* The aggressors of a kind, NULL-terminated; NULL for want of memory. */
static const char *const *gather(const struct entry *entry, size_t n, size_t thru,
                                 enum path_kind kind, struct arena *arena)
{
    size_t count = 0;
    for (size_t k = 0; k < n; k++)
        count += entry[k].kind == kind && entry[k].thru == thru;
    const char **list = arena_alloc(arena, (count + 1) * sizeof *list);
    count = 0;
    for (size_t k = 0; list && k < n; k++)
        if (entry[k].kind == kind && entry[k].thru == thru)
            list[count++] = entry[k].path;
    return list;
}

static enum lr_status make_items(const struct entry *entry, size_t n, struct arena *arena,
                                 struct com_item **item, size_t *nitem,
                                 struct lr_error *err)
{
    *item = arena_alloc(arena, (n + 1) * sizeof **item);
    for (size_t i = 0; *item && i < n; i++) {
        if (entry[i].kind != PATH_THRU)
            continue;
        const char **files = arena_alloc(arena, 2 * sizeof *files);
        struct com_item *it = &(*item)[(*nitem)++];
        if (!files)
            return error_memory(err, "the channels");
        files[0] = entry[i].path;
        *it = (struct com_item){.files = files,
                                .fext = gather(entry, n, i, PATH_FEXT, arena),
                                .next = gather(entry, n, i, PATH_NEXT, arena)};
        if (!it->fext || !it->next)
            return error_memory(err, "the channels");
    }
    return *item ? LR_OK : error_memory(err, "the channels");
}

/* The 4-ports among the files whose names tell what they are. */
static enum lr_status classify_all(const char *const *file, size_t nfile,
                                   struct arena *arena, struct entry *entry, size_t *n,
                                   struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < nfile; i++) {
        if (touchstone_ports(file[i]) != 4)
            continue;
        if (!classify(file[i], arena, &entry[*n]))
            status = note_add(err, NOTE_WARNING,
                              "%s is left out: its name has no thru, fext or next",
                              file[i]);
        else if (!entry[(*n)++].key)
            status = error_memory(err, "the channels");
    }
    return status;
}

enum lr_status com_folder_read(const char *path, struct arena *arena,
                               struct com_item **item, size_t *n, struct lr_error *err)
{
    const char *const *file;
    size_t nfile, nentry = 0;
    *n = 0;
    enum lr_status status = folder_files(path, arena, &file, &nfile, err);
    struct entry *entry =
        status ? NULL : arena_alloc(arena, (nfile + 1) * sizeof *entry);
    if (!status && !entry)
        status = error_memory(err, "the channels");
    if (!status)
        status = classify_all(file, nfile, arena, entry, &nentry, err);
    for (size_t i = 0; !status && i < nentry; i++)
        if (entry[i].kind != PATH_THRU)
            status = find_thru(entry, nentry, i, err);
    if (!status)
        status = make_items(entry, nentry, arena, item, n, err);
    if (!status && !*n)
        status = error_set(err, LR_EINPUT,
                           "%s: no .s4p file below it has thru in its name", path);
    return status;
}

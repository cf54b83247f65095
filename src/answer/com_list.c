#include "config.h"

#include "answer/com_list.h"

#include "answer/com_folder.h"
#include "answer/open.h"
#include "link/link.h"
#include "text/folder.h"
#include "text/yaml.h"

#include <string.h>

/* A path of a manifest is relative to the manifest's folder. */
static const char *from_folder(const char *manifest, const char *path,
                               struct arena *arena)
{
    const char *slash = strrchr(manifest, '/');
    if (*path == '/' || !slash)
        return path;
    return arena_printf(arena, "%.*s%s", (int)(slash + 1 - manifest), manifest, path);
}

/* One path or a list of them, NULL-terminated, and their places. */
static enum lr_status read_paths(const char *manifest, const struct yaml_node *map,
                                 const char *key, struct arena *arena,
                                 const char *const **out, const struct mark **marks,
                                 struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (!node)
        return LR_OK;
    const bool many = node->kind == YAML_SEQUENCE;
    const char **list = arena_alloc(arena, (node->n + 2) * sizeof *list);
    struct mark *mark = arena_alloc(arena, (node->n + 2) * sizeof *mark);
    size_t n = 0;
    for (const struct yaml_node *one = many ? node->first : node; list && mark && one;
         one = many ? one->next : NULL) {
        enum lr_status status = yaml_expect(one, YAML_SCALAR, key, err);
        if (status)
            return status;
        mark[n] = one->mark;
        list[n] = from_folder(manifest, one->text, arena);
        if (!list[n++])
            return error_memory(err, "a manifest");
    }
    *out = list;
    *marks = mark;
    return list && mark ? LR_OK : error_memory(err, "a manifest");
}

static enum lr_status read_item(const char *manifest, const struct yaml_node *map,
                                struct arena *arena, struct com_item *item,
                                struct lr_error *err)
{
    static const char *const allowed[] = {"thru", "fext", "next", "ports", "link", NULL};
    *item = (struct com_item){0};
    enum lr_status status = yaml_expect(map, YAML_MAPPING, "a channel", err);
    if (!status)
        status = yaml_keys(map, allowed, "a channel", err);
    if (status)
        return status;
    const struct yaml_node *thru = yaml_get(map, "thru"), *link = yaml_get(map, "link");
    const struct yaml_node *ports = yaml_get(map, "ports");
    if (!thru == !link)
        return error_at(err, map->mark, "a channel has either thru: or link:");
    if (link && map->n > 1)
        return error_at(err, link->key_mark,
                        "a link has its own crosstalk and ports; leave the other keys "
                        "out");
    const struct yaml_node *one = thru ? thru : link;
    status = yaml_expect(one, YAML_SCALAR, one->key, err);
    if (!status && link && open_is_touchstone(link->text))
        status = error_at(err, link->mark,
                          "link: '%s' is a Touchstone file by its name; write thru:",
                          link->text);
    if (!status && thru && !open_is_touchstone(thru->text))
        status = error_at(err, thru->mark,
                          "thru: '%s' is no Touchstone file by its name; write link: for "
                          "a link file",
                          thru->text);
    const struct mark *places;
    struct link_files_marks *marks = arena_alloc(arena, sizeof *marks);
    if (!status && !marks)
        status = error_memory(err, "a manifest");
    if (!status)
        status = read_paths(manifest, map, one->key, arena, &item->files, &places, err);
    if (!status)
        status =
            read_paths(manifest, map, "fext", arena, &item->fext, &marks->fext, err);
    if (!status)
        status =
            read_paths(manifest, map, "next", arena, &item->next, &marks->next, err);
    if (!status && ports)
        status = yaml_expect(ports, YAML_SCALAR, "ports", err);
    if (status)
        return status;
    marks->thru = one->mark;
    marks->ports = ports ? ports->mark : (struct mark){.file = "command line"};
    item->marks = marks;
    item->ports = ports ? ports->text : NULL;
    return LR_OK;
}

/* *n stays 0 for a file that is no manifest. */
static enum lr_status read_manifest(const char *path, struct arena *arena,
                                    struct com_item **item, size_t *n,
                                    struct lr_error *err)
{
    static const char *const allowed[] = {"lanereach", "channels", NULL};
    struct yaml_node *root, *version, *channels;
    enum lr_status status = yaml_read(path, arena, &root, err);
    *n = 0;
    if (status || root->kind != YAML_MAPPING || !yaml_get(root, "channels"))
        return status;
    status = yaml_need(root, "lanereach", YAML_SCALAR, "a manifest", &version, err);
    if (!status && strcmp(version->text, "1"))
        status = error_at(err, version->mark, "lanereach: '%s' is no format that this "
                          "version reads; write lanereach: 1", version->text);
    if (!status)
        status = yaml_keys(root, allowed, "a manifest", err);
    if (!status)
        status = yaml_need(root, "channels", YAML_SEQUENCE, "a manifest", &channels, err);
    if (!status && !channels->n)
        status = error_at(err, channels->mark, "channels: is empty");
    *item = status ? NULL : arena_alloc(arena, channels->n * sizeof **item);
    if (!status && !*item)
        status = error_memory(err, "a manifest");
    for (const struct yaml_node *one = status ? NULL : channels->first; !status && one;
         one = one->next)
        status = read_item(path, one, arena, &(*item)[(*n)++], err);
    return status;
}

static enum lr_status append(struct com_list *list, const struct com_item *item, size_t n,
                             struct arena *arena, struct lr_error *err)
{
    if (list->n + n > list->room) {
        const size_t room = 2 * (list->n + n);
        struct com_item *longer = arena_alloc(arena, room * sizeof *longer);
        if (!longer)
            return error_memory(err, "the channels");
        for (size_t i = 0; i < list->n; i++)
            longer[i] = list->item[i];
        list->item = longer;
        list->room = room;
    }
    for (size_t i = 0; i < n; i++)
        list->item[list->n++] = item[i];
    return LR_OK;
}

/* What one file or folder of the request stands for. */
static enum lr_status add(const struct request *request, const char *path,
                          struct arena *arena, struct com_list *list,
                          struct lr_error *err)
{
    struct com_item *item = NULL;
    size_t n = 0;
    enum lr_status status = LR_OK;
    if (folder_is(path))
        status = com_folder_read(path, arena, &item, &n, err);
    else if (!open_is_touchstone(path) && !link_is_name(path))
        status = read_manifest(path, arena, &item, &n, err);
    if (status)
        return status;
    if (n && !folder_is(path))
        list->manifest[list->nmanifest++] = path;
    if (n)
        return append(list, item, n, arena, err);
    const char **files = arena_alloc(arena, 2 * sizeof *files);
    if (!files)
        return error_memory(err, "the channels");
    files[0] = path;
    const struct com_item one = {
        .files = files, .fext = request->fext, .next = request->next};
    return append(list, &one, 1, arena, err);
}

enum lr_status com_list_open(const struct request *request, struct arena *arena,
                             struct com_list *list, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    *list = (struct com_list){0};
    if (!request->files) {
        const char *path;
        return open_only_file(request, &path, err);
    }
    size_t most = 0;
    while (request->files[most])
        most++;
    list->manifest = arena_alloc(arena, (most + 1) * sizeof *list->manifest);
    if (!list->manifest)
        return error_memory(err, "the channels");
    for (const char *const *file = request->files; !status && *file; file++)
        status = add(request, *file, arena, list, err);
    const bool several = request->files[1] || (list->n && list->item[0].files[0] !=
                                                              request->files[0]);
    if (!status && several && (request->fext || request->next))
        status = error_set(err, LR_EUSAGE,
                           "--fext and --next belong to one through file; of several "
                           "channels the aggressors are found from names, or listed in a "
                           "manifest");
    return status;
}

struct request com_list_request(const struct request *request,
                                const struct com_list *list, size_t i)
{
    const struct com_item *item = &list->item[i];
    struct request one = *request;
    one.marks = item->marks;
    if (list->n > 1 && !open_is_touchstone(item->files[0])) {
        one.interface = one.sheet = one.ports = NULL;
        one.files = item->files;
        return one;
    }
    one.files = item->files;
    one.fext = item->fext && *item->fext ? item->fext : NULL;
    one.next = item->next && *item->next ? item->next : NULL;
    one.ports = item->ports ? item->ports : request->ports;
    return one;
}

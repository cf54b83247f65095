#include "config.h"

#include "text/model_library.h"

#include "text/assign.h"

#include <string.h>

bool model_is_path(const char *name)
{
    static const char suffix[] = ".yaml";
    const size_t length = strlen(name), tail = sizeof suffix - 1;
    return strchr(name, '/') ||
           (length > tail && !strcmp(name + length - tail, suffix));
}

/* "boards/card.yaml" is called card. */
static const char *stem(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return arena_strndup(arena, name, dot && dot > name ? (size_t)(dot - name)
                                                        : strlen(name));
}

enum lr_status model_open(struct model_library *lib, const char *kind, const char *path,
                          const struct model **model, struct lr_error *err)
{
    struct model *own = arena_alloc(&lib->arena, sizeof *own);
    const char *name = stem(&lib->arena, path), *copy = arena_strdup(&lib->arena, path);
    struct yaml_node *root;
    if (!own || !name || !copy)
        return error_memory(err, path);
    enum lr_status status = yaml_read(path, &lib->arena, &root, err);
    if (status)
        return status;
    if (yaml_get(root, "parts") && strcmp(kind, "link"))
        return error_at(err, yaml_get(root, "parts")->key_mark,
                        "this is a link and no %s; lanereach eye, com, loss, budget and "
                        "reach take it", kind);
    *own = (struct model){.kind = kind, .name = name, .path = copy, .root = root,
                          .grade = GRADE_DERIVED};
    status = model_read_own(own, err);
    if (!status)
        *model = own;
    return status;
}

enum lr_status model_assign(struct model_library *lib, const struct model *model,
                            const char *const *sets, const char *example,
                            const struct model **changed, struct lr_error *err)
{
    struct model *copy = arena_alloc(&lib->arena, sizeof *copy);
    struct yaml_node *root;
    if (!copy)
        return error_memory(err, "--set");
    enum lr_status status = yaml_read(model->path, &lib->arena, &root, err);
    for (; !status && *sets; sets++)
        status = yaml_assign(root, *sets, example, &lib->arena, err);
    if (status)
        return status;
    *copy = *model;
    copy->root = root;
    *changed = copy;
    return LR_OK;
}

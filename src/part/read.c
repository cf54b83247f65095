#include "config.h"

#include "part/read.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_KEYS = 48 };

static const char *const head[] = {"lanereach", "kind", "name", "aliases", "title",
                                   "source", "grade", "note"};
enum { HEAD = sizeof head / sizeof head[0] };

enum lr_status part_read_keys(const struct part_kind *kind, const struct yaml_node *map,
                              struct lr_error *err)
{
    const char *allowed[MOST_KEYS] = {kind->name};
    size_t n = 1;
    bool varies = false;
    for (const struct part_key *key = kind->keys; key->name && n + 2 < MOST_KEYS; key++) {
        varies = varies || key->vary_to > 0.0;
        if (strcmp(key->name, kind->name))
            allowed[n++] = key->name;
    }
    if (varies)
        allowed[n++] = "vary";
    return yaml_keys(map, allowed, kind->name, err);
}

enum lr_status part_read_quantity(const struct part_kind *kind,
                                  const struct yaml_node *map, const char *name,
                                  double otherwise, double *value, struct lr_error *err)
{
    const struct part_key *key = part_key_find(kind, name);
    struct yaml_node *node = yaml_get(map, name);
    *value = otherwise;
    if (!node && !isnan(otherwise))
        return LR_OK;
    enum lr_status status = yaml_need(map, name, YAML_SCALAR, kind->name, &node, err);
    if (!status)
        status = yaml_quantity(node, key->dim, name, value, err);
    return status ? status : part_key_check(key, *value, node->text, node->mark, err);
}

enum lr_status part_read_name(const struct part *part, const struct part_source *source,
                              const char **name, struct lr_error *err)
{
    *name = part->name;
    if (!model_is_path(part->name))
        return LR_OK;
    if (*part->name != '/' && *source->folder)
        *name = arena_printf(source->arena, "%s/%s", source->folder, part->name);
    if (!*name)
        return error_memory(err, "a path");
    return access(*name, R_OK)
               ? error_at(err, part->mark, "%s cannot be read: %s; write the path of a "
                          "model, or the name of one", *name, strerror(errno))
               : LR_OK;
}

enum lr_status part_read_model(const struct part *part, const struct part_source *source,
                               const struct model **model, struct lr_error *err)
{
    const char *name;
    enum lr_status status = part_read_name(part, source, &name, err);
    if (status)
        return status;
    return model_is_path(name)
               ? model_open(source->lib, part->kind->name, name, model, err)
               : model_find(source->lib, part->kind->name, name, part->mark, model, err);
}

const char *part_read_beside(struct arena *arena, const struct model *model,
                             const char *path)
{
    const char *slash = strrchr(model->path, '/');
    if (*path == '/' || !slash)
        return arena_strdup(arena, path);
    return arena_printf(arena, "%.*s/%s", (int)(slash - model->path), model->path, path);
}

static enum lr_status read_number(struct model_library *lib, const struct model *model,
                                  const struct yaml_node *map, const char *what,
                                  const struct part_number *number, struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(map, number->key), *scalar;
    *number->to = number->otherwise;
    if (!node && !isnan(number->otherwise))
        return LR_OK;
    if (!node)
        return error_at(err, map->mark, "%s needs a %s", what, number->key);
    enum lr_status status = model_scalar(lib, model, node, &scalar, err);
    if (!status)
        status = yaml_quantity(scalar, number->dim, number->key, number->to, err);
    if (!status && !(*number->to >= number->least && *number->to <= number->most))
        status = error_at(err, scalar->mark, "%s: '%s' is out of range; write %s",
                          number->key, scalar->text, number->range);
    return status;
}

enum lr_status part_read_numbers(struct model_library *lib, const struct model *model,
                                 const struct yaml_node *map, const char *what,
                                 const struct part_number *numbers, size_t n,
                                 struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < n; i++)
        status = read_number(lib, model, map, what, &numbers[i], err);
    return status;
}

enum lr_status part_read_model_keys(const struct model *model, const char *const *own,
                                    struct lr_error *err)
{
    const char *allowed[HEAD + MOST_KEYS] = {NULL};
    char what[64];
    size_t n = 0;
    for (size_t i = 0; i < HEAD; i++)
        allowed[n++] = head[i];
    for (size_t i = 0; own[i] && n + 1 < HEAD + MOST_KEYS; i++)
        allowed[n++] = own[i];
    snprintf(what, sizeof what, "a %s", model->kind);
    return yaml_keys(model->root, allowed, what, err);
}

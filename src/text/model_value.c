#include "config.h"

#include "text/model_library.h"

#include "text/assign.h"

#include <stdlib.h>
#include <string.h>

static enum lr_status record(struct model_library *lib, const struct model_record *value,
                             const struct yaml_node *scalar, struct lr_error *err)
{
    for (size_t i = 0; i < lib->ntaken; i++)
        if (lib->taken[i]->scalar == scalar)
            return LR_OK;
    if (lib->ntaken == lib->room) {
        const size_t room = lib->room ? 2 * lib->room : 64;
        struct model_taken **longer = realloc(lib->taken, room * sizeof *longer);
        if (!longer)
            return error_memory(err, "the record of the numbers taken");
        lib->taken = longer;
        lib->room = room;
    }
    struct model_taken *taken = arena_alloc(&lib->arena, sizeof *taken);
    if (!taken)
        return error_memory(err, "the record of the numbers taken");
    taken->record = *value;
    taken->scalar = scalar;
    lib->taken[lib->ntaken++] = taken;
    return LR_OK;
}

static enum lr_status optional_text(const struct yaml_node *map, const char *key,
                                    const char **text, struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (!node)
        return LR_OK;
    const enum lr_status status = yaml_expect(node, YAML_SCALAR, key, err);
    if (!status)
        *text = node->text;
    return status;
}

/* {value: 0.002, source: ..., grade: assumed, note: why} */
static enum lr_status read_mapping(const struct yaml_node *map,
                                   struct model_record *value,
                                   const struct yaml_node **scalar, struct lr_error *err)
{
    static const char *const keys[] = {"value", "source", "grade", "note", NULL};
    struct yaml_node *inner;
    enum lr_status status = yaml_keys(map, keys, value->key, err);
    if (!status)
        status = yaml_need(map, "value", YAML_SCALAR, value->key, &inner, err);
    if (!status)
        status = optional_text(map, "source", &value->source, err);
    if (!status)
        status = optional_text(map, "note", &value->note, err);
    const struct yaml_node *grade = yaml_get(map, "grade");
    if (!status && grade)
        status = model_grade_read(grade, &value->grade, err);
    if (!status)
        *scalar = inner;
    return status;
}

enum lr_status model_scalar(struct model_library *lib, const struct model *model,
                            const struct yaml_node *node, const struct yaml_node **scalar,
                            struct lr_error *err)
{
    const struct yaml_node *inner = node;
    enum lr_status status = LR_OK;
    struct model_record value = {.model = model, .source = model->source,
                                 .grade = model->grade, .key = node->key};
    /* An item of a list has no key; its line tells which one it is. */
    if (!value.key)
        value.key = arena_printf(&lib->arena, "line %zu", node->mark.line);
    if (!value.key)
        return error_memory(err, "the record of the numbers taken");
    if (node->kind == YAML_MAPPING)
        status = read_mapping(node, &value, &inner, err);
    else
        status = yaml_expect(node, YAML_SCALAR, value.key, err);
    if (status)
        return status;
    value.text = inner->text;
    if (inner->mark.file == yaml_assigned) {
        value.source = yaml_assigned;
        value.grade = GRADE_DERIVED;
    }
    status = record(lib, &value, inner, err);
    if (!status)
        *scalar = inner;
    return status;
}

static enum lr_status absent(const struct model *model, const char *key,
                             struct lr_error *err)
{
    return error_at(err, model->root->mark, "%s '%s' has no key '%s'; add it",
                    model->kind, model->name, key);
}

enum lr_status model_quantity(struct model_library *lib, const struct model *model,
                              const char *key, enum dimension dim, double *si,
                              struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(model->root, key), *scalar;
    if (!node)
        return absent(model, key, err);
    const enum lr_status status = model_scalar(lib, model, node, &scalar, err);
    return status ? status : yaml_quantity(scalar, dim, key, si, err);
}

enum lr_status model_text(const struct model *model, const char *key,
                          const char *otherwise, const char **text,
                          struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(model->root, key);
    if (!node && !otherwise)
        return absent(model, key, err);
    const enum lr_status status = node ? yaml_expect(node, YAML_SCALAR, key, err) : LR_OK;
    if (!status)
        *text = node ? node->text : otherwise;
    return status;
}

const struct model_record *model_record(const struct model_library *lib, size_t i)
{
    return i < lib->ntaken ? &lib->taken[i]->record : NULL;
}

void model_forget(struct model_library *lib)
{
    lib->ntaken = 0;
}

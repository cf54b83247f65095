#include "config.h"

#include "text/model_library.h"

#include <string.h>

static const char *const grade_names[] = {
    [GRADE_PUBLISHED] = "published", [GRADE_MEASURED] = "measured",
    [GRADE_DERIVED] = "derived",     [GRADE_ASSUMED] = "assumed",
    [GRADE_UNVERIFIED] = "unverified",
};
enum { NGRADE = sizeof grade_names / sizeof grade_names[0] };

const char *model_grade_name(enum model_grade grade)
{
    return grade_names[grade];
}

enum lr_status model_grade_read(const struct yaml_node *node, enum model_grade *grade,
                                struct lr_error *err)
{
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "grade", err);
    if (status)
        return status;
    for (size_t i = 0; i < NGRADE; i++)
        if (!strcmp(node->text, grade_names[i])) {
            *grade = (enum model_grade)i;
            return LR_OK;
        }
    return error_at(err, node->mark, "grade: '%s' is unknown; write published, measured, "
                    "derived, assumed or unverified", node->text);
}

/* Links and claims are users' files too, with heads of their own. */
static bool has_own_shape(const char *kind)
{
    return !strcmp(kind, "link") || !strcmp(kind, "claims");
}

static enum lr_status need_word(const struct yaml_node *root, const char *key,
                                const char *word, const char *why, struct lr_error *err)
{
    struct yaml_node *node;
    enum lr_status status = yaml_need(root, key, YAML_SCALAR, "the model", &node, err);
    if (!status && strcmp(node->text, word))
        status = error_at(err, node->mark, "%s '%s' %s; write '%s'", key, node->text, why,
                          word);
    return status;
}

static enum lr_status need_text(const struct yaml_node *root, const char *key,
                                const char **text, struct lr_error *err)
{
    struct yaml_node *node;
    enum lr_status status = yaml_need(root, key, YAML_SCALAR, "the model", &node, err);
    if (!status)
        *text = node->text;
    return status;
}

static enum lr_status read_head(struct model *model, struct lr_error *err)
{
    struct yaml_node *grade;
    enum lr_status status = need_word(model->root, "kind", model->kind,
                                      "is not that of its folder", err);
    if (!status)
        status = need_word(model->root, "name", model->name, "is not that of its file",
                           err);
    if (!status)
        status = need_text(model->root, "title", &model->title, err);
    if (!status)
        status = need_text(model->root, "source", &model->source, err);
    if (!status)
        status = yaml_need(model->root, "grade", YAML_SCALAR, "the model", &grade, err);
    return status ? status : model_grade_read(grade, &model->grade, err);
}

static enum lr_status read_own_head(struct model *model, struct lr_error *err)
{
    model->grade = GRADE_DERIVED;
    return model_text(model, "name", model->name, &model->title, err);
}

enum lr_status model_read_own(struct model *model, struct lr_error *err)
{
    const struct yaml_node *grade = yaml_get(model->root, "grade");
    enum lr_status status = need_word(model->root, "lanereach", "1",
                                      "is not the version that is read", err);
    if (!status && yaml_get(model->root, "kind"))
        status = need_word(model->root, "kind", model->kind, "is not what is wanted here",
                           err);
    if (!status)
        status = model_text(model, "name", model->name, &model->name, err);
    if (!status)
        status = model_text(model, "title", model->name, &model->title, err);
    if (!status)
        status = model_text(model, "source", model->path, &model->source, err);
    if (!status && grade)
        status = model_grade_read(grade, &model->grade, err);
    return status;
}

enum lr_status model_read(struct arena *arena, const char *kind, const char *name,
                          const char *path, struct model **model, struct lr_error *err)
{
    struct yaml_node *root;
    struct model *read = arena_alloc(arena, sizeof *read);
    if (!read)
        return error_memory(err, path);
    enum lr_status status = yaml_read(path, arena, &root, err);
    if (status)
        return status;
    *read = (struct model){.kind = kind, .name = name, .path = path, .root = root};
    status = need_word(root, "lanereach", "1", "is not the version that is read", err);
    if (!status)
        status = has_own_shape(kind) ? read_own_head(read, err) : read_head(read, err);
    if (!status)
        *model = read;
    return status;
}

enum lr_status model_has_alias(const struct model *model, const char *name, bool *has,
                               struct lr_error *err)
{
    *has = false;
    const struct yaml_node *list = yaml_get(model->root, "aliases");
    if (!list)
        return LR_OK;
    enum lr_status status = yaml_expect(list, YAML_SEQUENCE, "aliases", err);
    if (status)
        return status;
    for (const struct yaml_node *alias = list->first; alias; alias = alias->next) {
        status = yaml_expect(alias, YAML_SCALAR, "an alias", err);
        if (status)
            return status;
        *has = *has || !strcmp(alias->text, name);
    }
    return LR_OK;
}

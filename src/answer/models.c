#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/models_check.h"
#include "text/yaml.h"

#include <string.h>
#include <strings.h>

static void add_row(struct tree *rows, const struct model *model)
{
    struct tree *row = tree_object(rows, NULL);
    tree_text(row, "kind", "%s", model->kind);
    tree_text(row, "name", "%s", model->name);
    tree_text(row, "title", "%s", model->title);
    tree_text(row, "grade", "%s", model_grade_name(model->grade));
    struct tree *aliases = tree_list(row, "aliases");
    const struct yaml_node *list = yaml_get(model->root, "aliases");
    for (const struct yaml_node *node = list ? list->first : NULL; node;
         node = node->next)
        if (node->text)
            tree_text(aliases, NULL, "%s", node->text);
}

static bool contains(const char *text, const char *word)
{
    const size_t length = strlen(word);
    for (; text && *text; text++)
        if (!strncasecmp(text, word, length))
            return true;
    return false;
}

/* Whether a word, in letters of any size, stands in what a model says of itself. */
static bool speaks_of(const struct model *model, const char *word)
{
    const struct yaml_node *aliases = yaml_get(model->root, "aliases");
    const struct yaml_node *alias = aliases ? aliases->first : NULL;
    while (alias && !contains(alias->text, word))
        alias = alias->next;
    return alias || contains(model->name, word) || contains(model->title, word) ||
           contains(model->source, word);
}

/* Every model of every kind, or of one; with a word, those that speak of it. */
static enum lr_status list(const struct request *request, const char *only,
                           const char *word, struct tree *rows, struct lr_error *err)
{
    bool known = false;
    for (const char *const *kind = model_kinds(); *kind; kind++) {
        const char *const *names;
        size_t n;
        if (only && strcmp(only, *kind))
            continue;
        known = true;
        enum lr_status status = model_names(request->lib, *kind, &names, &n, err);
        for (size_t i = 0; !status && i < n; i++) {
            const struct model *model;
            status = model_find(request->lib, *kind, names[i],
                                (struct mark){.file = "models"}, &model, err);
            if (!status && (!word || speaks_of(model, word)))
                add_row(rows, model);
        }
        if (status)
            return status;
    }
    if (!known)
        return error_set(err, LR_EUSAGE,
                         "--kind '%s' is no kind of model; lanereach models "
                         "lists them all",
                         only);
    return LR_OK;
}

/* Whether the library lists a model: what is listed and cannot be read has a fault. */
static bool is_listed(const struct request *request, const char *kind, const char *name)
{
    const char *const *names;
    size_t n;
    if (model_names(request->lib, kind, &names, &n, NULL))
        return false;
    while (n && strcmp(names[n - 1], name))
        n--;
    return n > 0;
}

/* The kind that has a model of this name: --kind, or the first that does; NULL: none. */
static enum lr_status find(const struct request *request, const char *name,
                           const struct model **model, struct lr_error *err)
{
    const struct mark mark = {.file = "models"};
    if (request->kind)
        return model_find(request->lib, request->kind, name, mark, model, err);
    for (const char *const *kind = model_kinds(); *kind; kind++) {
        const enum lr_status status =
            model_find(request->lib, *kind, name, mark, model, err);
        if (status != LR_EINPUT || is_listed(request, *kind, name))
            return status;
    }
    *model = NULL;
    return LR_OK;
}

static bool describes(const char *key)
{
    static const char *const keys[] = {"lanereach", "kind", "name", "aliases", "title",
                                       "source", "grade"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (!strcmp(key, keys[i]))
            return true;
    return false;
}

/* One row for each scalar below `node`, its path as key. */
static enum lr_status add_values(const struct request *request, struct answer *answer,
                                 const struct model *model, const struct yaml_node *node,
                                 const char *path, struct tree *rows,
                                 struct lr_error *err)
{
    const struct yaml_node *scalar;
    if (node->kind == YAML_SCALAR || yaml_get(node, "value")) {
        size_t before = 0;
        while (model_record(request->lib, before))
            before++;
        enum lr_status status = model_scalar(request->lib, model, node, &scalar, err);
        const struct model_record *record = model_record(request->lib, before);
        if (status || !record)
            return status;
        struct tree *row = tree_object(rows, NULL);
        tree_text(row, "key", "%s", path);
        tree_text(row, "value", "%s", scalar->text);
        tree_text(row, "grade", "%s", model_grade_name(record->grade));
        tree_text(row, "source", "%s", record->source);
        if (record->note)
            tree_text(row, "note", "%s", record->note);
        return LR_OK;
    }
    size_t i = 0;
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        const char *below =
            child->key ? arena_printf(&answer->arena, "%s%s%s", path, *path ? "." : "",
                                      child->key)
                       : arena_printf(&answer->arena, "%s[%zu]", path, ++i);
        if (!below)
            return error_memory(err, "the answer");
        if (!*path && describes(child->key))
            continue;
        enum lr_status status =
            add_values(request, answer, model, child, below, rows, err);
        if (status)
            return status;
    }
    return LR_OK;
}

static enum lr_status show(const struct request *request, const struct model *model,
                           struct answer *answer, struct lr_error *err)
{
    struct tree *root = answer->root;
    tree_text(root, "kind", "%s", model->kind);
    tree_text(root, "name", "%s", model->name);
    tree_text(root, "title", "%s", model->title);
    if (model->source)
        tree_text(root, "source", "%s", model->source);
    tree_text(root, "grade", "%s", model_grade_name(model->grade));
    tree_text(root, "path", "%s", model->path);
    return add_values(request, answer, model, model->root, "", tree_list(root, "rows"),
                      err);
}

static bool is_kind(const char *name)
{
    const char *const *kind = model_kinds();
    while (*kind && strcmp(*kind, name))
        kind++;
    return *kind != NULL;
}

/* A kind, a model, or a word to look for. */
static enum lr_status look_up(const struct request *request, struct answer *answer,
                              struct lr_error *err)
{
    const char *word = request->files[0];
    const struct model *model;
    if (request->files[1])
        return error_set(err, LR_EUSAGE, "'%s' is one name too many", request->files[1]);
    if (!request->kind && is_kind(word))
        return list(request, word, NULL, tree_list(answer->root, "rows"), err);
    enum lr_status status = find(request, word, &model, err);
    if (status || model)
        return status ? status : show(request, model, answer, err);
    struct tree *rows = tree_list(answer->root, "rows");
    status = list(request, NULL, word, rows, err);
    if (!status && !rows->n)
        status = error_set(err, LR_EUSAGE,
                           "there is no model '%s', and none that speaks of it; lanereach "
                           "models lists them", word);
    return status;
}

enum lr_status answer_models(const struct request *request, struct answer *answer,
                             struct lr_error *err)
{
    enum lr_status status = frame_begin(request, answer, err);
    if (status)
        return status;
    const char *folder;
    struct tree *folders = tree_list(answer->root, "folders");
    for (size_t i = 0; (folder = model_library_folder(request->lib, i)); i++)
        tree_text(folders, NULL, "%s", folder);
    status = request->check   ? models_check(request, answer, err)
             : request->files ? look_up(request, answer, err)
                              : list(request, request->kind, NULL,
                                     tree_list(answer->root, "rows"), err);
    /* Numbers that are shown are not numbers that an answer rests on. */
    model_forget(request->lib);
    return status ? status : frame_end(request, answer, err);
}

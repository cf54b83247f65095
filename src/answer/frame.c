#include "config.h"

#include "answer/frame.h"

#include "text/file.h"

#include <string.h>

enum { MOST_INPUT = 1 << 30 };  /* a gigabyte: larger than any channel file    */

enum lr_status frame_begin(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    *answer = (struct answer){0};
    arena_init(&answer->arena);
    answer->root = tree_new(&answer->arena);
    if (!answer->root)
        return error_memory(err, "the answer");
    if (request->lib)
        model_forget(request->lib);
    tree_text(answer->root, "lanereach", "%s", PACKAGE_VERSION);
    tree_text(answer->root, "command", "%s", request->command);
    answer->inputs = tree_list(answer->root, "inputs");
    answer->assumptions = tree_list(answer->root, "assumptions");
    answer->warnings = tree_list(answer->root, "warnings");
    struct tree *set =
        request->link_sets || request->sets ? tree_list(answer->root, "set") : NULL;
    for (const char *const *s = request->link_sets; s && *s; s++)
        tree_text(set, NULL, "%s", *s);
    for (const char *const *s = request->sets; s && *s; s++)
        tree_text(set, NULL, "%s", *s);
    return LR_OK;
}

enum lr_status frame_input(struct answer *answer, const char *path, struct lr_error *err)
{
    struct file_map map;
    char digest[FILE_DIGEST_SIZE];
    for (size_t i = 0; answer->inputs && i < answer->inputs->n; i++) {
        const struct tree *old = tree_get(tree_at(answer->inputs, i), "path");
        if (old && !strcmp(old->text, path))
            return LR_OK;
    }
    enum lr_status status = file_map(path, MOST_INPUT, &map, err);
    if (status)
        return status;
    status = file_digest(map.bytes, map.length, digest, err);
    file_unmap(&map);
    if (status)
        return status;
    struct tree *input = tree_object(answer->inputs, NULL);
    tree_text(input, "path", "%s", path);
    tree_text(input, "sha256", "%s", digest);
    return LR_OK;
}

/* Models that the answer took from the folders of --data are inputs. */
static enum lr_status add_own_models(const struct request *request,
                                     struct answer *answer, struct lr_error *err)
{
    const struct model_record *record;
    enum lr_status status = LR_OK;
    for (size_t i = 0;
         !status && request->lib && (record = model_record(request->lib, i)); i++)
        for (const char *const *folder = request->data; !status && folder && *folder;
             folder++) {
            const size_t n = strlen(*folder);
            if (!strncmp(record->model->path, *folder, n) &&
                record->model->path[n] == '/')
                status = frame_input(answer, record->model->path, err);
        }
    return status;
}

enum lr_status frame_end(const struct request *request, struct answer *answer,
                         struct lr_error *err)
{
    const struct lr_notes *notes = err ? err->notes : NULL;
    const char *text;
    const enum lr_status status = add_own_models(request, answer, err);
    if (status)
        return status;
    for (size_t i = 0; (text = note_text(notes, NOTE_ASSUMPTION, i)); i++)
        tree_text(answer->assumptions, NULL, "%s", text);
    for (size_t i = 0; (text = note_text(notes, NOTE_WARNING, i)); i++)
        tree_text(answer->warnings, NULL, "%s", text);
    const struct model_record *record;
    for (size_t i = 0; request->lib && (record = model_record(request->lib, i)); i++)
        if (record->grade == GRADE_ASSUMED || record->grade == GRADE_UNVERIFIED)
            tree_text(answer->assumptions, NULL, "%s %s: %s = %s, %s%s%s (%s)",
                      record->model->kind, record->model->name, record->key, record->text,
                      model_grade_name(record->grade), record->note ? ": " : "",
                      record->note ? record->note : "", record->source);
    return tree_failed(answer->root) ? error_memory(err, "the answer") : LR_OK;
}

struct tree *frame_criterion(struct tree *list, const char *name, double value,
                             double limit, const char *sense, const char *unit)
{
    struct tree *criterion = tree_object(list, NULL);
    tree_text(criterion, "name", "%s", name);
    tree_number(criterion, "value", value);
    tree_number(criterion, "limit", limit);
    tree_text(criterion, "sense", "%s", sense);
    tree_text(criterion, "unit", "%s", unit);
    tree_bool(criterion, "pass", strcmp(sense, "min") ? value <= limit : value >= limit);
    return criterion;
}

void answer_free(struct answer *answer)
{
    arena_free(&answer->arena);
    *answer = (struct answer){0};
}

answer_fn *answer_find(const char *command)
{
    static const struct { const char *name; answer_fn *answer; } answers[] = {
        {"reach", answer_reach},
        {"com", answer_com},
        {"loss", answer_loss},
        {"eye", answer_eye},
        {"budget", answer_budget},
        {"line", answer_line},
        {"models", answer_models},
        {"net info", answer_net_info},
        {"net check", answer_net_check},
        {"net convert", answer_net_convert},
        {"net cascade", answer_net_cascade},
        {"net mixed", answer_net_mixed},
        {"net renormalise", answer_net_renormalise},
        {"net reorder", answer_net_reorder},
        {"net extract", answer_net_extract},
        {"net resample", answer_net_resample},
        {"net passivate", answer_net_passivate},
        {"net diff", answer_net_diff},
        {"net deembed", answer_net_deembed}};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        if (!strcmp(command, answers[i].name))
            return answers[i].answer;
    return NULL;
}

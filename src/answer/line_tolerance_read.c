#include "config.h"

#include "answer/line_tolerance.h"

#include <string.h>

bool line_tolerance_asked(const struct line_question *q)
{
    const char *text = q->request->tolerance;
    return text ? strcmp(text, "none") != 0
                : yaml_get(q->stackup.model->root, "tolerance") != NULL;
}

/* "width=10um", which is cut at its '='. */
static enum lr_status read_word(struct line_tolerance *t, char *word,
                                struct lr_error *err)
{
    const struct mark mark = {.file = "--tolerance"};
    char *equals = strchr(word, '=');
    if (!equals)
        return error_set(err, LR_EUSAGE, "--tolerance '%s': write KEY=VALUE or "
                         "KEY=PERCENT, width=10um,dk=2%%; or none", word);
    *equals = '\0';
    const enum lr_status status = stackup_tolerance_read(
        &t->q->stackup, word, equals + 1, mark, &t->spread[t->n], err);
    if (status)
        return status == LR_EINPUT && err ? err->status = LR_EUSAGE : status;
    for (size_t i = 0; i < t->n; i++)
        if (t->spread[i].key == t->spread[t->n].key)
            return error_set(err, LR_EUSAGE, "--tolerance: %s stands there twice", word);
    t->n++;
    return LR_OK;
}

static enum lr_status read_option(struct line_tolerance *t, struct lr_error *err)
{
    char *list = arena_strdup(&t->q->answer->arena, t->q->request->tolerance), *next;
    enum lr_status status = list ? LR_OK : error_memory(err, "--tolerance");
    for (char *word = list; !status && word; word = next) {
        next = strchr(word, ',');
        if (next)
            *next++ = '\0';
        status = read_word(t, word + strspn(word, " "), err);
    }
    return status;
}

/* What the stackup says itself of quantities that the option does not name. */
static enum lr_status read_file(struct line_tolerance *t, struct lr_error *err)
{
    const struct stackup *stackup = &t->q->stackup;
    const struct yaml_node *all = yaml_get(stackup->model->root, "tolerance");
    const size_t named = t->n;
    enum lr_status status = LR_OK;
    for (const struct yaml_node *node = all ? all->first : NULL; !status && node;
         node = node->next) {
        size_t i = 0;
        while (i < named && t->spread[i].key != stackup_key_find(node->key))
            i++;
        if (i < named)
            continue;
        status = stackup_tolerance_read(stackup, node->key, node->text, node->mark,
                                        &t->spread[t->n++], err);
    }
    return status;
}

enum lr_status line_tolerance_read(struct line_tolerance *t, struct lr_error *err)
{
    const enum lr_status status = t->q->request->tolerance ? read_option(t, err) : LR_OK;
    return status ? status : read_file(t, err);
}

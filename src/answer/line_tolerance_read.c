#include "config.h"

#include "answer/line_tolerance.h"

#include <math.h>
#include <string.h>

/* "10um", "0.05" or "8%" of the nominal value. */
static enum lr_status read_delta(const char *name, const char *text,
                                 struct line_spread *spread, struct arena *arena,
                                 struct lr_error *err)
{
    const struct mark mark = {.file = "--tolerance"};
    const size_t length = strlen(text);
    const bool relative = length && text[length - 1] == '%';
    char *number = arena_strdup(arena, text);
    if (!number)
        return error_memory(err, "--tolerance");
    if (relative)
        number[length - 1] = '\0';
    const enum dimension dim = relative ? DIM_NUMBER : stackup_keys()[spread->key].dim;
    enum lr_status status = quantity_read(number, dim, name, mark, &spread->delta, err);
    if (status)
        return status == LR_EINPUT && err ? err->status = LR_EUSAGE : status;
    if (relative)
        spread->delta *= unit_percent * spread->nominal;
    if (!(spread->delta > 0.0))
        return error_set(err, LR_EUSAGE, "--tolerance %s=%s is not positive", name, text);
    return LR_OK;
}

static enum lr_status check_range(const struct line_spread *spread, const char *text,
                                  struct lr_error *err)
{
    const struct stackup_key *key = &stackup_keys()[spread->key];
    if (spread->nominal - spread->delta >= key->least &&
        spread->nominal + spread->delta <= key->most)
        return LR_OK;
    return error_set(err, LR_EUSAGE,
                     "--tolerance %s=%s leaves the range of %s, which is %s", key->name,
                     text, key->name, key->range);
}

/* "width=10um", which is cut at its '='. */
static enum lr_status read_spread(struct line_tolerance *t, char *word,
                                  struct lr_error *err)
{
    const struct stackup *stackup = &t->q->stackup;
    struct line_spread *spread = &t->spread[t->n];
    char *equals = strchr(word, '=');
    if (!equals)
        return error_set(err, LR_EUSAGE, "--tolerance '%s': write KEY=VALUE or "
                         "KEY=PERCENT, width=10um,dk=2%%", word);
    *equals = '\0';
    spread->key = stackup_key_find(word);
    spread->nominal = spread->key == STACKUP_QUANTITIES
                          ? (double)NAN : stackup_value(stackup, spread->key);
    if (isnan(spread->nominal))
        return error_set(err, LR_EUSAGE, "--tolerance %s: %s has no such quantity; "
                         "lanereach-models(5) lists them", word, stackup->model->name);
    for (size_t i = 0; i < t->n; i++)
        if (t->spread[i].key == spread->key)
            return error_set(err, LR_EUSAGE, "--tolerance: %s stands there twice", word);
    enum lr_status status =
        read_delta(word, equals + 1, spread, &t->q->answer->arena, err);
    if (!status)
        status = check_range(spread, equals + 1, err);
    t->n++;
    return status;
}

enum lr_status line_tolerance_read(struct line_tolerance *t, struct lr_error *err)
{
    char *list = arena_strdup(&t->q->answer->arena, t->q->request->tolerance), *next;
    enum lr_status status = list ? LR_OK : error_memory(err, "--tolerance");
    for (char *word = list; !status && word; word = next) {
        next = strchr(word, ',');
        if (next)
            *next++ = '\0';
        status = read_spread(t, word + strspn(word, " "), err);
    }
    return status;
}

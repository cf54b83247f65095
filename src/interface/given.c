#include "config.h"

#include "interface/given.h"

#include <string.h>

/* The record of a keyword without a key, or where a new one goes. */
static struct setting *find_other(struct interface *out, const char *name)
{
    for (size_t i = 0; i < out->nother; i++)
        if (keyword_same(out->other[i].name, name))
            return &out->other[i];
    return NULL;
}

static enum lr_status give_other(struct interface *out, struct setting given,
                                 struct lr_error *err)
{
    struct setting *at = find_other(out, given.name);
    given.unused = unused_find(given.name);
    if (!*given.text) {
        if (at)
            *at = out->other[--out->nother];
        return LR_OK;
    }
    if (!out->other)
        out->other = arena_alloc(&out->arena, INTERFACE_OTHERS * sizeof *out->other);
    if (!out->other)
        return error_memory(err, "the settings");
    if (!at && out->nother == INTERFACE_OTHERS)
        return error_at(err, given.mark, "more than %d settings that are not used",
                        INTERFACE_OTHERS);
    *(at ? at : &out->other[out->nother++]) = given;
    return LR_OK;
}

enum lr_status interface_give(struct interface *out, struct setting given,
                              struct lr_error *err)
{
    const enum key key = keyword_find(given.name);
    if (key == KEY_COUNT)
        return give_other(out, given, err);
    out->given[key] = given;
    out->set[key] = *given.text != '\0';
    return out->set[key] ? keyword_value(key, given.text, given.units, out->ranges,
                                         given.mark, &out->arena, &out->value[key], err)
                         : LR_OK;
}

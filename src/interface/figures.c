#include "config.h"

#include "interface/interface.h"

bool interface_erl_only(const struct interface *interface)
{
    for (size_t i = 0; i < interface->nother; i++) {
        const struct setting *s = &interface->other[i];
        if (s->unused && keyword_same(s->name, "ERL_ONLY"))
            return !interface_ignores(interface, s);
    }
    return false;
}

bool interface_takes_pairs(const struct interface *interface)
{
    const struct matrix *erl = &interface->value[KEY_ERL];
    return interface->set[KEY_ERL] && erl->rows * erl->cols == 1 && erl->x[0] == 2.0;
}

enum lr_status interface_check_figures(const struct interface *interface,
                                       struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < interface->nother; i++) {
        const struct setting *s = &interface->other[i];
        if (!s->unused)
            status = note_add(err, NOTE_WARNING,
                              "'%s' (%s) is no keyword of the COM tool: ignored", s->name,
                              s->text);
        else if (unused_changes_figures(s->unused) &&
                 !interface_ignores(interface, s))
            status = error_at(err, s->mark, "%s %s: %s is not modelled; write %s",
                              s->name, s->text, s->unused->why, s->unused->neutral);
    }
    if (!status && interface->set[KEY_ERL_PASS] && !interface->wants_erl)
        status = note_add(err, NOTE_WARNING,
                          "ERL Pass threshold %s is not judged: TDR and ERL are not both "
                          "switched on",
                          interface->given[KEY_ERL_PASS].text);
    return status;
}

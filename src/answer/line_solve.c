#include "config.h"

#include "answer/line_seek.h"

#include <string.h>

/* "zdiff=100" or "zdiff=100ohm". */
static enum lr_status read_target(const struct line_question *q, struct line_seek *s,
                                  struct lr_error *err)
{
    const char *text = q->request->solve, *equals = strchr(text, '=');
    const struct stackup_type *type = q->stackup.type;
    const size_t length = equals ? (size_t)(equals - text) : strlen(text);
    enum line_impedance i = 0;
    while (i < LINE_IMPEDANCES && (strcspn(line_figures_key(i), "_") != length ||
                                   strncmp(line_figures_key(i), text, length)))
        i++;
    if (!equals || i == LINE_IMPEDANCES)
        return error_set(err, LR_EUSAGE, "--solve '%s': write z0=50ohm of a single line, "
                         "zdiff=100ohm, zcomm, zodd or zeven of a pair", text);
    if (!line_figures_has(&q->stackup, i))
        return error_set(err, LR_EUSAGE, "--solve %s: %s has %s; write %s", text,
                         type->name, type->pair ? "no z0" : "z0 alone",
                         type->pair ? "zdiff, zcomm, zodd or zeven" : "z0=50ohm");
    s->target = i;
    const enum dimension dim =
        quantity_read(equals + 1, DIM_NUMBER, "", (struct mark){0}, &s->goal, NULL)
            ? DIM_IMPEDANCE : DIM_NUMBER;
    return request_quantity("--solve", equals + 1, dim, &s->goal, err);
}

static enum lr_status read_length(const struct line_question *q, struct line_seek *s,
                                  struct lr_error *err)
{
    const struct stackup_type *type = q->stackup.type;
    const char *usual = type->form == STACKUP_TWINAX ? "insulation_diameter" : "width";
    const char *name = q->request->vary ? q->request->vary : usual;
    s->key = stackup_key_find(name);
    /* From dk on they belong to materials. */
    if (s->key >= STACKUP_DK || stackup_keys()[s->key].dim != DIM_LENGTH ||
        !(stackup_keys()[s->key].forms >> type->form & 1))
        return error_set(err, LR_EUSAGE, "--vary %s: that is no length of %s; write %s, "
                         "or another that lanereach-models(5) has for it", name,
                         type->name, usual);
    if (!(stackup_value(&q->stackup, s->key) > 0.0))
        return error_set(err, LR_EUSAGE, "--vary %s: the stackup has none to begin from; "
                         "--set %s=50um beside it", name, name);
    return LR_OK;
}

enum lr_status line_solve(struct line_question *q, struct tree *to, struct lr_error *err)
{
    struct line_seek seek = {.stackup = &q->stackup, .fast = q->request->fast};
    struct line_sought found;
    enum lr_status status = read_target(q, &seek, err);
    if (!status)
        status = read_length(q, &seek, err);
    if (!status)
        status = line_seek(&seek, &found, err);
    if (status)
        return status;
    struct tree *solved = tree_object(to, "solved");
    tree_text(solved, "key", "%s", stackup_keys()[seek.key].name);
    tree_number(solved, "value_um", found.value / unit_um);
    tree_number(solved, "value_mil", found.value / quantity_unit("mil", DIM_LENGTH));
    tree_text(solved, "target", "%.*s", (int)strcspn(line_figures_key(seek.target), "_"),
              line_figures_key(seek.target));
    tree_number(solved, "target_ohm", seek.goal);
    tree_number(solved, "value_ohm", found.z);
    tree_number(solved, "solutions", (double)found.solutions);
    q->stackup.value[seek.key] = found.value;
    return LR_OK;
}

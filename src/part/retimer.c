#include "config.h"

#include "part/retimer.h"

#include <string.h>

static const struct part_key keys[] = {
    {"interface", DIM_NUMBER, false, 0.0, 0.0, "the name or sheet of an interface", 0.0,
     0.0, "judges the segment behind it; default the link's"},
    {"fec", DIM_NUMBER, false, 0.0, 0.0, "pass or terminate", 0.0, 0.0,
     "whether it corrects errors; default pass"},
    {0}};

static enum lr_status read_model(const struct part *part,
                                 const struct part_source *source, struct retimer *out,
                                 struct lr_error *err)
{
    static const char *const allowed[] = {"lanereach", "kind",  "name", "aliases",
                                          "title",     "source", "grade", "note",
                                          "type",      "latency", "power", NULL};
    const struct { const char *key; enum dimension dim; double *to; } values[] = {
        {"latency", DIM_TIME, &out->latency}, {"power", DIM_POWER, &out->power}};
    const struct model *model;
    const char *type = "";
    enum lr_status status =
        model_find(source->lib, "active", part->name, part->mark, &model, err);
    if (!status)
        status = model_text(model, "type", NULL, &type, err);
    if (!status && strcmp(type, "retimer"))
        status = error_at(err, part->mark, "active part '%s' is a %s, no retimer",
                          part->name, type);
    if (!status)
        status = yaml_keys(model->root, allowed, "a retimer", err);
    for (size_t i = 0; !status && i < sizeof values / sizeof values[0]; i++) {
        status = model_quantity(source->lib, model, values[i].key, values[i].dim,
                                values[i].to, err);
        if (!status && !(*values[i].to >= 0.0))
            status = error_at(err, yaml_get(model->root, values[i].key)->mark,
                              "%s: %g is negative", values[i].key, *values[i].to);
    }
    return status;
}

enum lr_status part_retimer_read_fec(const struct yaml_node *node,
                                     struct retimer *retimer, struct lr_error *err)
{
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "fec", err);
    if (status)
        return status;
    retimer->terminates = !strcmp(node->text, "terminate");
    if (retimer->terminates || !strcmp(node->text, "pass"))
        return LR_OK;
    return error_at(err, node->mark, "fec: '%s' is unknown; write pass or terminate",
                    node->text);
}

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    static const char *const allowed[] = {"retimer", "interface", "fec", NULL};
    struct retimer *retimer = arena_alloc(source->arena, sizeof *retimer);
    if (!retimer)
        return error_memory(err, "a retimer");
    *retimer = (struct retimer){.interface = yaml_get(map, "interface")};
    part->data = retimer;
    enum lr_status status = yaml_keys(map, allowed, "retimer", err);
    if (!status)
        status = read_model(part, source, retimer, err);
    if (!status && retimer->interface)
        status = yaml_expect(retimer->interface, YAML_SCALAR, "interface", err);
    if (!status && yaml_get(map, "fec"))
        status = part_retimer_read_fec(yaml_get(map, "fec"), retimer, err);
    return status;
}

const struct retimer *part_retimer_data(const struct part *part)
{
    return part->data;
}

const struct part_kind part_retimer = {
    .name = "retimer",
    .role = ROLE_RETIMER,
    .keys = keys,
    .read = read,
};

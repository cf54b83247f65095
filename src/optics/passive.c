#include "config.h"

#include "optics/passive.h"

#include "optics/levels.h"
#include "part/read.h"

#include <math.h>
#include <string.h>

static const char *const types[] = {"connector",  "splice", "multiplexer", "splitter",
                                    "circulator", "switch", NULL};

static enum lr_status read_type(const struct model *model, struct optics_passive *out,
                                struct lr_error *err)
{
    enum lr_status status = model_text(model, "type", NULL, &out->type, err);
    if (status)
        return status;
    out->circulates = !strcmp(out->type, "circulator");
    for (size_t i = 0; types[i]; i++)
        if (!strcmp(out->type, types[i]))
            return LR_OK;
    return error_at(err, yaml_get(model->root, "type")->mark,
                    "type: '%s' is unknown; write connector, splice, multiplexer, "
                    "splitter, circulator or switch",
                    out->type);
}

enum lr_status optics_passive_read(struct model_library *lib, const struct model *model,
                                   struct optics_passive *out, struct lr_error *err)
{
    static const char *const own[] = {"type",      "loss",       "ways", "return_loss",
                                      "isolation", "neighbours", NULL};
    double ways = 1.0;
    *out = (struct optics_passive){.model = model};
    const struct part_number numbers[] = {
        {"loss", DIM_DECIBEL, 0.0, 60.0, "0 to 60 dB", NAN, &out->loss},
        {"ways", DIM_NUMBER, 1.0, 1024.0, "1 to 1024", 1.0, &ways},
        {"return_loss", DIM_DECIBEL, 1.0, 100.0, "1 to 100 dB", (double)INFINITY,
         &out->return_loss},
        {"isolation", DIM_DECIBEL, 1.0, 100.0, "1 to 100 dB", (double)INFINITY,
         &out->isolation}};
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = read_type(model, out, err);
    if (!status)
        status = part_read_numbers(lib, model, model->root, "what light passes", numbers,
                                   sizeof numbers / sizeof numbers[0], err);
    const struct yaml_node *neighbours = yaml_get(model->root, "neighbours");
    if (!status && neighbours)
        status = yaml_count(neighbours, "neighbours", 0, 16, &out->neighbours, err);
    out->loss += optics_db(ways);
    return status;
}

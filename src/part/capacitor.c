#include "config.h"

#include "part/capacitor.h"

#include "line/ladder.h"
#include "part/pair.h"
#include "part/read.h"

#include <math.h>

struct capacitor {
    struct line_branch body;    /* of one leg                                  */
    struct line_branch pad;     /* from each of its pads to the plane          */
};

static const struct part_key keys[] = {{0}};

static enum lr_status read_numbers(struct model_library *lib, const struct model *model,
                                   struct capacitor *out, struct lr_error *err)
{
    static const char *const own[] = {"capacitance", "resistance", "inductance",
                                      "pad_capacitance", NULL};
    const struct part_number numbers[] = {
        {"capacitance", DIM_CAPACITANCE, 1e-15, 1e-3, "1 fF to 1000 uF", NAN,
         &out->body.c},
        {"resistance", DIM_IMPEDANCE, 0.0, 1e3, "0 to 1 kohm", NAN, &out->body.r},
        {"inductance", DIM_INDUCTANCE, 0.0, 1e-6, "0 to 1000 nH", NAN, &out->body.l},
        {"pad_capacitance", DIM_CAPACITANCE, 0.0, 1e-9, "0 to 1 nF", NAN, &out->pad.c}};
    enum lr_status status = part_read_model_keys(model, own, err);
    return status ? status
                  : part_read_numbers(lib, model, model->root, "a capacitor", numbers,
                                      sizeof numbers / sizeof numbers[0], err);
}

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    struct capacitor *capacitor = arena_alloc(source->arena, sizeof *capacitor);
    const struct model *model;
    if (!capacitor)
        return error_memory(err, "a capacitor");
    *capacitor = (struct capacitor){.pad.r = 0.0};
    part->data = capacitor;
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (!status)
        status = part_read_model(part, source, &model, err);
    return status ? status : read_numbers(source->lib, model, capacitor, err);
}

/* Both modes see the same: between the legs nothing couples. */
static enum lr_status mode(const struct part *part, const struct part_wave *wave,
                           size_t nf, const double *freq, struct net *out,
                           struct lr_error *err)
{
    const struct capacitor *capacitor = part->data;
    const bool pads = capacitor->pad.c > 0.0;
    (void)wave;
    enum lr_status status = line_ladder_init(out, part_leg, nf, freq, err);
    if (!status && pads)
        status = line_ladder_shunt(out, &capacitor->pad, err);
    if (!status)
        status = line_ladder_series(out, &capacitor->body, err);
    if (!status && pads)
        status = line_ladder_shunt(out, &capacitor->pad, err);
    return status;
}

static const struct part_pair pair = {mode, NULL};

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    return part_pair_network(&pair, part, nf, freq, out, err);
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    return part_pair_lanes(&pair, part, lanes, out, err);
}

static double delay(const struct part *part, double freq)
{
    (void)part;
    (void)freq;
    return 0.0;
}

const struct part_kind part_capacitor = {
    .name = "capacitor",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .lanes = lanes_net,
    .delay = delay,
};

#include "config.h"

#include "part/attenuator.h"

#include "part/pair.h"
#include "part/read.h"

#include <math.h>
#include <string.h>

static const struct part_key keys[] = {
    {"attenuator", DIM_DECIBEL, true, 0.0, 200.0, "0 to 200 dB", 0.0, 40.0,
     "loss, the same at every frequency"},
    {0}};

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    double *loss_db = arena_alloc(source->arena, sizeof *loss_db);
    if (!loss_db)
        return error_memory(err, "an attenuator");
    part->data = loss_db;
    enum lr_status status = part_read_keys(part->kind, map, err);
    return status ? status
                  : part_read_quantity(part->kind, map, "attenuator", NAN, loss_db, err);
}

static enum lr_status mode(const struct part *part, const struct part_wave *wave,
                           size_t nf, const double *freq, struct net *out,
                           struct lr_error *err)
{
    const double *loss_db = part->data;
    (void)wave;
    enum lr_status status = net_init(out, nf, 2, part_leg, err);
    for (size_t k = 0; !status && k < nf; k++) {
        out->freq[k] = freq[k];
        *net_s(out, k, 0, 1) = *net_s(out, k, 1, 0) = ratio_of(-*loss_db);
    }
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

static double *quantity(const struct part *part, const char *key)
{
    return strcmp(key, "attenuator") ? NULL : part->data;
}

static double delay(const struct part *part, double freq)
{
    (void)part;
    (void)freq;
    return 0.0;
}

const struct part_kind part_attenuator = {
    .name = "attenuator",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .lanes = lanes_net,
    .quantity = quantity,
    .delay = delay,
};

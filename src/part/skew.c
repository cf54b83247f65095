#include "config.h"

#include "part/skew.h"

#include "base/constants.h"
#include "part/lanes.h"
#include "part/pair.h"
#include "part/read.h"

#include <math.h>
#include <string.h>

static const struct part_key keys[] = {
    {"skew", DIM_TIME, true, -1e-9, 1e-9, "-1 ns to 1 ns", 0.0, 1e-10,
     "by how much the + leg is longer"},
    {0}};

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    double *skew = arena_alloc(source->arena, sizeof *skew);
    if (!skew)
        return error_memory(err, "a skew");
    part->data = skew;
    enum lr_status status = part_read_keys(part->kind, map, err);
    return status ? status
                  : part_read_quantity(part->kind, map, "skew", NAN, skew, err);
}

/* Of one leg: + or -. */
static double complex leg(const struct part *part, bool minus, double freq)
{
    const double *skew = part->data;
    return cexp(-I * two_pi * freq * fmax(minus ? -*skew : *skew, 0.0));
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    enum lr_status status = net_init(out, nf, 2, 2.0 * part_leg, err);
    for (size_t k = 0; !status && k < nf; k++) {
        out->freq[k] = freq[k];
        *net_s(out, k, 0, 1) = *net_s(out, k, 1, 0) =
            0.5 * (leg(part, false, freq[k]) + leg(part, true, freq[k]));
    }
    return status;
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    struct net legs;
    *out = (struct net_bundle){0};
    enum lr_status status = net_init(&legs, lanes->nf, 4, part_leg, err);
    for (size_t k = 0; !status && k < lanes->nf; k++) {
        legs.freq[k] = lanes->freq[k];
        for (size_t i = 0; i < 2; i++)
            *net_s(&legs, k, i, i + 2) = *net_s(&legs, k, i + 2, i) =
                leg(part, i, lanes->freq[k]);
    }
    if (!status)
        status = net_bundle_copies(&legs, lanes->n, out, err);
    net_free(&legs);
    return status;
}

static double *quantity(const struct part *part, const char *key)
{
    return strcmp(key, "skew") ? NULL : part->data;
}

static double delay(const struct part *part, double freq)
{
    const double *skew = part->data;
    (void)freq;
    return 0.5 * fabs(*skew);
}

const struct part_kind part_skew = {
    .name = "skew",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .lanes = lanes_net,
    .quantity = quantity,
    .delay = delay,
};

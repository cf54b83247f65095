#include "config.h"

#include "part/pair.h"

#include "net/pair.h"

const double part_leg = 50.0;

enum lr_status part_pair_network(const struct part_pair *pair, const struct part *part,
                                 size_t nf, const double *freq, struct net *out,
                                 struct lr_error *err)
{
    const struct part_wave odd = {LINE_PAIR_ODD, 1.0, 1.0};
    enum lr_status status = pair->mode(part, &odd, nf, freq, out, err);
    if (!status)
        out->zref[0] = out->zref[1] = 2.0 * part_leg;
    return status;
}

struct part_wave part_wave_of(enum line_pair_mode mode,
                              const struct part_coupling *coupling)
{
    const double sign = mode == LINE_PAIR_EVEN ? 1.0 : -1.0;
    return (struct part_wave){mode, 1.0 + sign * coupling->inductive,
                              1.0 - sign * coupling->capacitive};
}

enum lr_status part_pair_legs(const struct net *odd, const struct net *even,
                              struct net *out, struct lr_error *err)
{
    return net_pair_legs(odd, even, part_leg, out, err);
}

static enum lr_status legs(const void *context, const struct part *part,
                           const struct part_coupling *coupling, size_t nf,
                           const double *freq, struct net *out, struct lr_error *err)
{
    const struct part_pair *pair = context;
    const struct part_wave apart = part_wave_of(LINE_PAIR_ODD, coupling);
    const struct part_wave together = part_wave_of(LINE_PAIR_EVEN, coupling);
    struct net odd = {0}, even = {0};
    *out = (struct net){0};
    enum lr_status status = pair->mode(part, &apart, nf, freq, &odd, err);
    if (!status)
        status = pair->mode(part, &together, nf, freq, &even, err);
    if (!status)
        status = part_pair_legs(&odd, &even, out, err);
    net_free(&odd);
    net_free(&even);
    return status;
}

enum lr_status part_pair_lanes(const struct part_pair *pair, const struct part *part,
                               struct part_lanes *lanes, struct net_bundle *out,
                               struct lr_error *err)
{
    const struct part_legs how = {{0.0, 0.0}, legs, pair};
    return part_coupling_lanes(&how, part, pair->coupling ? pair->coupling(part) : NULL,
                               lanes, out, err);
}

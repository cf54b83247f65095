#include "config.h"

#include "part/pair.h"

#include "net/pair.h"

const double part_leg = 50.0;

enum lr_status part_pair_network(const struct part_pair *pair, const struct part *part,
                                 size_t nf, const double *freq, struct net *out,
                                 struct lr_error *err)
{
    enum lr_status status = pair->mode(part, LINE_PAIR_ODD, nf, freq, out, err);
    if (!status)
        out->zref[0] = out->zref[1] = 2.0 * part_leg;
    return status;
}

enum lr_status part_pair_legs(const struct part_pair *pair, const struct part *part,
                              size_t nf, const double *freq, struct net *out,
                              struct lr_error *err)
{
    struct net odd = {0}, even = {0};
    *out = (struct net){0};
    enum lr_status status = pair->mode(part, LINE_PAIR_ODD, nf, freq, &odd, err);
    if (!status)
        status = pair->mode(part, LINE_PAIR_EVEN, nf, freq, &even, err);
    if (!status)
        status = net_pair_legs(&odd, &even, part_leg, out, err);
    net_free(&odd);
    net_free(&even);
    return status;
}

enum lr_status part_pair_lanes(const struct part_pair *pair, const struct part *part,
                               struct part_lanes *lanes, struct net_bundle *out,
                               struct lr_error *err)
{
    struct net legs;
    *out = (struct net_bundle){0};
    enum lr_status status =
        part_pair_legs(pair, part, lanes->nf, lanes->freq, &legs, err);
    if (!status)
        status = net_bundle_copies(&legs, lanes->n, out, err);
    net_free(&legs);
    return status;
}

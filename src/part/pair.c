#include "config.h"

#include "part/pair.h"

#include <string.h>

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
        status = net_init(out, nf, 4, part_leg, err);
    if (!status)
        memcpy(out->freq, freq, nf * sizeof *freq);
    for (size_t k = 0; !status && k < nf; k++)
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++) {
                const double complex o = *net_s(&odd, k, i / 2, j / 2);
                const double complex e = *net_s(&even, k, i / 2, j / 2);
                *net_s(out, k, i, j) = 0.5 * (i % 2 == j % 2 ? e + o : e - o);
            }
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

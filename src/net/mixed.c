#include "config.h"

#include "net/net.h"

#include <string.h>

static enum lr_status check_pairs(const struct net *net, struct lr_error *err)
{
    if (net->np % 2 || !net->np)
        return error_set(err, LR_EDOMAIN, "%zu ports do not form pairs", net->np);
    return LR_OK;
}

/* d = (p - n)/sqrt(2) and c = (p + n)/sqrt(2) for both waves: the mode matrix M is
 * orthogonal, so that M S M^T conserves power and its inverse is M^T S M. */
enum lr_status net_mixed(const struct net *net, struct net *out, struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = check_pairs(net, err);
    const size_t m = net->np / 2;
    for (size_t i = 0; !status && i < m; i++)
        if (!net_same_reference(net->zref[2 * i + 1], net->zref[2 * i]))
            status = error_set(err, LR_EDOMAIN, "the legs of pair %zu refer to %g and %g "
                               "ohm; renormalise to one reference first", i + 1,
                               net->zref[2 * i], net->zref[2 * i + 1]);
    if (!status)
        status = net_init(out, net->nf, net->np, 0.0, err);
    if (status)
        return status;

    memcpy(out->freq, net->freq, net->nf * sizeof *net->freq);
    for (size_t i = 0; i < m; i++) {
        out->zref[i] = 2.0 * net->zref[2 * i];
        out->zref[m + i] = 0.5 * net->zref[2 * i];
    }
    for (size_t k = 0; k < net->nf; k++)
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < m; j++) {
                const double complex pp = *net_s(net, k, 2 * i, 2 * j);
                const double complex pn = *net_s(net, k, 2 * i, 2 * j + 1);
                const double complex np = *net_s(net, k, 2 * i + 1, 2 * j);
                const double complex nn = *net_s(net, k, 2 * i + 1, 2 * j + 1);
                *net_s(out, k, i, j) = 0.5 * ((pp - pn) - (np - nn));
                *net_s(out, k, i, m + j) = 0.5 * ((pp + pn) - (np + nn));
                *net_s(out, k, m + i, j) = 0.5 * ((pp - pn) + (np - nn));
                *net_s(out, k, m + i, m + j) = 0.5 * ((pp + pn) + (np + nn));
            }
    return LR_OK;
}

enum lr_status net_unmixed(const struct net *net, struct net *out, struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = check_pairs(net, err);
    const size_t m = net->np / 2;
    for (size_t i = 0; !status && i < m; i++)
        if (!net_same_reference(net->zref[i], 4.0 * net->zref[m + i]))
            status = error_set(err, LR_EDOMAIN, "the modes of pair %zu refer to %g ohm "
                               "differential and %g ohm common; these must be 2 z and "
                               "z/2", i + 1, net->zref[i], net->zref[m + i]);
    if (!status)
        status = net_init(out, net->nf, net->np, 0.0, err);
    if (status)
        return status;

    memcpy(out->freq, net->freq, net->nf * sizeof *net->freq);
    for (size_t i = 0; i < m; i++)
        out->zref[2 * i] = out->zref[2 * i + 1] = 0.5 * net->zref[i];
    for (size_t k = 0; k < net->nf; k++)
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < m; j++) {
                const double complex dd = *net_s(net, k, i, j);
                const double complex dc = *net_s(net, k, i, m + j);
                const double complex cd = *net_s(net, k, m + i, j);
                const double complex cc = *net_s(net, k, m + i, m + j);
                *net_s(out, k, 2 * i, 2 * j) = 0.5 * ((dd + dc) + (cd + cc));
                *net_s(out, k, 2 * i, 2 * j + 1) = 0.5 * ((dc - dd) + (cc - cd));
                *net_s(out, k, 2 * i + 1, 2 * j) = 0.5 * ((cd - dd) + (cc - dc));
                *net_s(out, k, 2 * i + 1, 2 * j + 1) = 0.5 * ((dd - dc) + (cc - cd));
            }
    return LR_OK;
}

#include "config.h"

#include "net/net.h"

#include "base/array.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Two frequencies are the same point when they agree within this, in Hz: files
 * written in GHz with few digits round by less. */
static const double same_point = 1.0;

/* Relative: far below what a reflection could show. */
static const double same_reference = 1e-9;

enum lr_status net_init(struct net *net, size_t nf, size_t np, double zref,
                        struct lr_error *err)
{
    *net = (struct net){nf, np, NULL, NULL, NULL};
    net->freq = array_alloc(nf, sizeof *net->freq);
    net->s = array_alloc(nf, np * np * sizeof *net->s);
    net->zref = array_alloc(np, sizeof *net->zref);
    if (!net->freq || !net->s || !net->zref) {
        net_free(net);
        return error_memory(err, "a network");
    }
    for (size_t i = 0; i < np; i++)
        net->zref[i] = zref;
    return LR_OK;
}

void net_free(struct net *net)
{
    array_free(net->zref);
    array_free(net->s);
    array_free(net->freq);
    *net = (struct net){0, 0, NULL, NULL, NULL};
}

enum lr_status net_copy(const struct net *net, struct net *out, struct lr_error *err)
{
    enum lr_status status = net_init(out, net->nf, net->np, 0.0, err);
    if (status)
        return status;
    memcpy(out->freq, net->freq, net->nf * sizeof *net->freq);
    memcpy(out->s, net->s, net->nf * net->np * net->np * sizeof *net->s);
    memcpy(out->zref, net->zref, net->np * sizeof *net->zref);
    return LR_OK;
}

enum lr_status net_reorder(const struct net *net, const size_t *order, size_t np,
                           struct net *out, struct lr_error *err)
{
    enum lr_status status = net_init(out, net->nf, np, 0.0, err);
    if (status)
        return status;
    for (size_t i = 0; i < np; i++) {
        assert(order[i] < net->np);
        out->zref[i] = net->zref[order[i]];
    }
    for (size_t k = 0; k < net->nf; k++) {
        out->freq[k] = net->freq[k];
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++)
                *net_s(out, k, i, j) = *net_s(net, k, order[i], order[j]);
    }
    return LR_OK;
}

enum lr_status net_reverse(const struct net *net, struct net *out, struct lr_error *err)
{
    const size_t np = net->np, n = np / 2;
    *out = (struct net){0, 0, NULL, NULL, NULL};
    if (np % 2)
        return error_set(err, LR_EDOMAIN, "a network of %zu ports has no other end", np);
    size_t *order = array_alloc(np, sizeof *order);
    if (!order)
        return error_memory(err, "a port order");
    for (size_t i = 0; i < np; i++)
        order[i] = (i + n) % np;
    enum lr_status status = net_reorder(net, order, np, out, err);
    array_free(order);
    return status;
}

int net_on_grid(const struct net *net, size_t nf, const double *freq)
{
    if (net->nf != nf)
        return 0;
    for (size_t k = 0; k < nf; k++)
        if (!(fabs(net->freq[k] - freq[k]) <= same_point))
            return 0;
    return 1;
}

int net_same_grid(const struct net *a, const struct net *b)
{
    return net_on_grid(a, b->nf, b->freq);
}

int net_same_reference(double a, double b)
{
    return fabs(a - b) <= same_reference * fabs(b);
}

enum lr_status net_wire(size_t nf, const double *freq, size_t np, double zref,
                        struct net *out, struct lr_error *err)
{
    const size_t half = np / 2;
    enum lr_status status = net_init(out, nf, np, zref, err);
    for (size_t k = 0; !status && k < nf; k++) {
        out->freq[k] = freq[k];
        for (size_t i = 0; i < half; i++)
            *net_s(out, k, i, half + i) = *net_s(out, k, half + i, i) = 1.0;
    }
    return status;
}

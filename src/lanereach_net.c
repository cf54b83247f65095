#include "config.h"

#include "lanereach.h"

#include "base/array.h"
#include "net/deembed.h"
#include "net/grid.h"
#include "net/passivity.h"
#include "net/ports.h"
#include "net/touchstone.h"
#include "signal/fixture_mixed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As many as a Touchstone file may have, and points that memory could hold. */
enum { most_ports = 999, most_points = 1 << 24 };

struct lr_net {
    struct net net;
};

/* Hands `net` out on the heap, or frees it when that fails. */
static enum lr_status give(enum lr_status status, struct net *net, lr_net **out,
                           struct lr_error *err)
{
    *out = status ? NULL : malloc(sizeof **out);
    if (!*out) {
        net_free(net);
        return status ? status : error_memory(err, "a network");
    }
    (*out)->net = *net;
    return LR_OK;
}

enum lr_status lr_net_read(const char *path, lr_net **net, struct lr_error *err)
{
    struct net read = {0};
    return give(touchstone_read(path, &read, err), &read, net, err);
}

enum lr_status lr_net_write(const lr_net *net, const char *path, struct lr_error *err)
{
    return touchstone_write(path, &net->net, "written by lanereach " PACKAGE_VERSION,
                            err);
}

void lr_net_free(lr_net *net)
{
    if (net)
        net_free(&net->net);
    free(net);
}

size_t lr_net_ports(const lr_net *net)
{
    return net->net.np;
}

size_t lr_net_points(const lr_net *net)
{
    return net->net.nf;
}

void lr_net_frequencies(const lr_net *net, double *freq)
{
    memcpy(freq, net->net.freq, net->net.nf * sizeof *freq);
}

void lr_net_copy_s(const lr_net *net, double *ri)
{
    memcpy(ri, net->net.s, net->net.nf * net->net.np * net->net.np * sizeof *net->net.s);
}

double lr_net_reference(const lr_net *net, size_t port)
{
    return net->net.zref[port];
}

enum lr_status lr_net_cascade(const lr_net *a, const lr_net *b, lr_net **out,
                              struct lr_error *err)
{
    struct net sum = {0};
    return give(net_cascade(&a->net, &b->net, &sum, err), &sum, out, err);
}

enum lr_status lr_net_renormalise(const lr_net *net, double zref, lr_net **out,
                                  struct lr_error *err)
{
    struct net other = {0};
    return give(net_renormalise(&net->net, zref, &other, err), &other, out, err);
}

enum lr_status lr_net_mixed(const lr_net *net, const char *ports, lr_net **out,
                            struct lr_error *err)
{
    struct net mixed = {0};
    struct port_map map;
    enum lr_status status = ports_find(&net->net, "the network", ports, &map, err);
    if (!status)
        status = ports_mixed(&net->net, &map, &mixed, err);
    return give(status, &mixed, out, err);
}

enum lr_status lr_net_new(size_t ports, size_t points, const double *freq,
                          const double *ri, double zref, lr_net **net,
                          struct lr_error *err)
{
    struct net made = {0};
    enum lr_status status = LR_OK;
    if (!ports || !points || !(zref > 0.0) || !isfinite(zref))
        status = error_set(err, LR_EDOMAIN, "a network of %zu ports and %zu points at %g "
                           "ohm; all must be positive", ports, points, zref);
    else if (ports > most_ports || points > most_points)
        status = error_set(err, LR_EDOMAIN, "a network of %zu ports and %zu points; at "
                           "most %d and %d are taken", ports, points, most_ports,
                           most_points);
    for (size_t k = 0; !status && k < points; k++)
        if (!(freq[k] >= 0.0) || !isfinite(freq[k]) || (k && !(freq[k] > freq[k - 1])))
            status = error_set(err, LR_EDOMAIN, "frequency %zu, %g Hz: frequencies must "
                               "not be negative and must increase", k, freq[k]);
    if (!status)
        status = net_init(&made, points, ports, zref, err);
    const size_t n = status ? 0 : 2 * points * ports * ports;
    for (size_t i = 0; !status && i < n; i++)
        if (!isfinite(ri[i]))
            status = error_set(err, LR_EDOMAIN, "S at %g Hz is not finite",
                               freq[i / (2 * ports * ports)]);
    if (!status) {
        memcpy(made.freq, freq, points * sizeof *freq);
        memcpy(made.s, ri, n * sizeof *ri);
    }
    return give(status, &made, net, err);
}

enum lr_status lr_net_resample(const lr_net *net, double step, double stop, lr_net **out,
                               struct lr_error *err)
{
    static const char name[] = "the network";
    struct net with_dc = {0}, moved = {0};
    double *freq = NULL;
    size_t nf;
    enum lr_status status = grid_uniform(step, stop, &freq, &nf, err);
    if (!status)
        status = net_with_dc(&net->net, name, &with_dc, err);
    if (!status)
        status = net_resample(&with_dc, name, nf, freq, &moved, err);
    net_free(&with_dc);
    array_free(freq);
    return give(status, &moved, out, err);
}

enum lr_status lr_net_passivate(const lr_net *net, double *change, lr_net **out,
                                struct lr_error *err)
{
    struct net passive = {0};
    struct passivity_change largest = {0};
    enum lr_status status = net_passivate(&net->net, &passive, &largest, err);
    if (!status && change)
        *change = largest.max_change;
    return give(status, &passive, out, err);
}

enum lr_status lr_net_deembed(const lr_net *net, const lr_net *left, const lr_net *right,
                              lr_net **out, struct lr_error *err)
{
    struct net dut = {0};
    enum lr_status status = net_deembed(&net->net, left ? &left->net : NULL,
                                        right ? &right->net : NULL, &dut, NULL, err);
    return give(status, &dut, out, err);
}

enum lr_status lr_net_split_thru(const lr_net *thru, const lr_net *fdf, lr_net **half1,
                                 lr_net **half2, struct lr_error *err)
{
    static const char name[] = "the 2x-thru";
    struct fixture single = {0};
    struct fixture_mixed pair = {0};
    struct net first = {0}, second = {0};
    enum lr_status status;
    *half1 = *half2 = NULL;
    if (thru->net.np == 4)
        status =
            fixture_mixed_split(&thru->net, fdf ? &fdf->net : NULL, name, &pair, err);
    else if (fdf)
        status = fixture_split_corrected(&thru->net, &fdf->net, name, &single, err);
    else
        status = fixture_split(&thru->net, name, &single, err);
    const bool four = thru->net.np == 4;
    if (!status)
        status = net_copy(four ? &pair.half1 : &single.half1, &first, err);
    if (!status)
        status = net_copy(four ? &pair.half2 : &single.half2, &second, err);
    fixture_free(&single);
    fixture_mixed_free(&pair);
    if (!status)
        status = give(status, &first, half1, err);
    if (!status)
        status = give(status, &second, half2, err);
    else
        net_free(&second);
    if (status) {
        lr_net_free(*half1);
        *half1 = NULL;
    }
    return status;
}

#include "config.h"

#include "margin/com_source.h"

#include "base/array.h"

struct net com_source_cut(const struct net *net, size_t nf)
{
    struct net view = *net;
    view.nf = nf < net->nf ? nf : net->nf;
    return view;
}

enum lr_status com_source_transfer(const struct net *thru, const struct net *path,
                                   const struct net *rx, const char *name,
                                   const struct com_params *params,
                                   double complex *restrict h, struct lr_error *err)
{
    struct net wire;
    if (!net_same_grid(thru, path))
        return error_set(err, LR_EDOMAIN,
                         "%s: its frequencies differ from those of the through path",
                         name);
    enum lr_status status = net_wire(thru->nf, thru->freq, 2, thru->zref[0], &wire, err);
    const struct signal_ends ends = {&wire, rx, params->r_0, params->r_0, params->r_rx};
    if (!status)
        status = signal_transfer(path, &ends, h, err);
    net_free(&wire);
    return status;
}

static enum lr_status add(const struct net *thru, const struct com_params *params,
                          const struct net *rx, const struct channel_source *source,
                          double complex *h, double *power, struct lr_error *err)
{
    const struct net path = com_source_cut(&source->behind, thru->nf);
    enum lr_status status =
        com_source_transfer(thru, &path, rx, source->name, params, h, err);
    for (size_t k = 1; !status && k < thru->nf; k++) {
        const double complex all = h[k] * signal_filter(&params->rx, thru->freq[k]);
        power[k] += source->psd[k] * creal(all * conj(all)) *
                    (thru->freq[k] - thru->freq[k - 1]);
    }
    return status;
}

enum lr_status com_source_power(const struct channel *channel,
                                const struct com_params *params,
                                const struct com_case *which, double *power,
                                struct lr_error *err)
{
    const struct net *thru = &channel->path[0].net;
    const struct net rx = com_source_cut(which->rx[PATH_THRU], thru->nf);
    double complex *h = array_alloc(thru->nf, sizeof *h);
    enum lr_status status = h ? LR_OK : error_memory(err, "the path of a noise");
    for (size_t i = 0; !status && i < channel->nsource; i++)
        status = add(thru, params, &rx, &channel->source[i], h, power, err);
    array_free(h);
    return status;
}

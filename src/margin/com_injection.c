#include "config.h"

#include "margin/com_injection.h"

#include "base/array.h"

#include <math.h>

/* A network as far as the first nf points. */
static struct net first_points(const struct net *net, size_t nf)
{
    struct net view = *net;
    view.nf = nf < net->nf ? nf : net->nf;
    return view;
}

/* A wire at the frequencies of a network. */
static enum lr_status make_wire(const struct net *like, struct net *wire,
                                struct lr_error *err)
{
    enum lr_status status = net_init(wire, like->nf, 2, like->zref[0], err);
    for (size_t k = 0; !status && k < like->nf; k++) {
        wire->freq[k] = like->freq[k];
        *net_s(wire, k, 0, 1) = *net_s(wire, k, 1, 0) = 1.0;
    }
    return status;
}

/* A noise that is made at the transmitter's end is high-passed; the tool names eq. 162-12
 * of IEEE 802.3ck. */
static double high_pass_power(double freq, double f_hp)
{
    const double x = freq / f_hp;
    return f_hp > 0.0 ? x * x / (1.0 + x * x) : 1.0;
}

enum lr_status com_injection_gain(const struct net *thru, const struct com_params *params,
                                  const struct com_case *which, double *gain,
                                  struct lr_error *err)
{
    const size_t nf = thru->nf;
    const struct net path = first_points(&which->noise->net, nf),
                     rx = first_points(which->rx[which->noise->kind], nf);
    struct net wire = {0};
    double complex *h = array_alloc(nf, sizeof *h);
    enum lr_status status = h ? LR_OK : error_memory(err, "the path of a noise");
    if (!status && !net_same_grid(thru, &path))
        status = error_set(err, LR_EDOMAIN,
                           "%s: its frequencies differ from those of the through path",
                           which->noise->name);
    if (!status)
        status = make_wire(thru, &wire, err);
    const struct signal_ends ends = {&wire, &rx, params->r_0, params->r_0, params->r_rx};
    if (!status)
        status = signal_transfer(&path, &ends, h, err);
    /* The tool counts up to the first frequency that reaches half the symbol rate. */
    size_t n = 0;
    while (n < nf && thru->freq[n] < 0.5 * params->baud)
        n++;
    n += n < nf;
    for (size_t k = 0; !status && k < nf; k++) {
        const double complex all = h[k] * signal_filter(&params->rx, thru->freq[k]);
        gain[k] = k < n ? creal(all * conj(all)) / (double)n *
                              high_pass_power(thru->freq[k], params->injection.f_hp)
                        : 0.0;
    }
    array_free(h);
    net_free(&wire);
    return status;
}

#include "config.h"

#include "margin/erl_port.h"

#include "base/array.h"
#include "signal/impulse.h"

#include <math.h>
#include <stdio.h>

/* The tool finds delays behind a receiver filter of this many times the rate, whatever
 * f_r. */
static const double delay_filter = 0.75;

/* The network behind package and die: as seen into port 2, a 1-port, and what comes
 * through to there.  The tool puts a resistor before it, 2 r_die - zref in series or
 * 2 r_die zref/(zref - 2 r_die) across, which with zref makes 2 r_die; S21 is then that
 * of here but for its scale. */
static enum lr_status with_package(const struct erl_package *package,
                                   const struct net *net, struct net *all,
                                   struct net *seen, struct lr_error *err)
{
    enum lr_status status = net_cascade(package->net, net, all, err);
    if (status)
        return status;
    const double z = all->zref[0];
    const double g = (2.0 * package->r_die - z) / (2.0 * package->r_die + z);
    for (size_t k = 0; k < all->nf; k++) {
        double complex *s = net_s(all, k, 0, 0);        /* S11 S12 S21 S22 */
        const double complex loop = 1.0 - s[0] * g;
        s[3] += s[1] * s[2] * g / loop;
        s[2] /= loop;
    }
    return net_reorder(all, (const size_t[]){1}, 1, seen, err);
}

/* When the response of S_ij peaks, and when it ends [s]. */
static enum lr_status delay_of(const struct erl_subject *of, const struct net *net,
                               size_t i, size_t j, double *peak, double *end,
                               struct lr_error *err)
{
    const struct erl_params *p = of->params;
    struct impulse impulse;
    double complex *h = array_alloc(net->nf, sizeof *h);
    if (!h)
        return error_memory(err, "a transfer function");
    for (size_t k = 0; k < net->nf; k++)
        h[k] = *net_s(net, k, i, j) *
               signal_butterworth(net->freq[k], delay_filter * p->baud);
    enum lr_status status =
        impulse_response(net->nf, net->freq, h, 1.0 / (p->baud * (double)p->per_ui),
                         p->threshold, of->fft, of->name, &impulse, err);
    array_free(h);
    if (status)
        return status;
    size_t largest = 0;
    for (size_t k = 1; k < impulse.n; k++)
        if (impulse.h[k] > impulse.h[largest])
            largest = k;
    *peak = (double)largest * impulse.dt;
    *end = (double)(impulse.n - 1) * impulse.dt;
    impulse_free(&impulse);
    return LR_OK;
}

/* T_fx, and where records end; `far` is what port 2 sees. */
static enum lr_status set_times(const struct erl_subject *of, const struct net *far,
                                struct erl_view view[ERL_PORTS], struct lr_error *err)
{
    const struct erl_params *p = of->params;
    double peak = 0.0, end = 0.0, stop = p->n / p->baud;
    enum lr_status status = LR_OK;
    if (!(p->n > 0.0)) {
        status = delay_of(of, far, 1, 0, &peak, &end, err);
        stop = fmin(p->duration * peak + erl_guard(), end);
    }
    for (size_t i = 0; i < ERL_PORTS; i++) {
        view[i].stop = stop;
        view[i].t_fx = p->t_fx[i];
    }
    if (!status && p->auto_t_fx) {
        status = delay_of(of, of->net, 0, 1, &peak, &end, err);
        view[1].t_fx = 2.0 * peak;
    }
    return status;
}

/* The reflection of a port of `net`, referred to 2 z_t at all of its ports, or alone. */
static enum lr_status set_reflection(const struct erl_subject *of, const struct net *net,
                                     size_t port, struct erl_view *view,
                                     struct lr_error *err)
{
    struct net one = {0}, own = {0};
    enum lr_status status = LR_OK;
    if (of->params->alone) {
        status = net_reorder(net, &port, 1, &one, err);
        net = &one;
        port = 0;
    }
    if (!status)
        status = net_renormalise(net, 2.0 * of->params->z_t, &own, err);
    net_free(&one);
    if (status)
        return status;
    view->nf = own.nf;
    view->freq = of->net->freq;
    view->s = array_alloc(own.nf, sizeof *view->s);
    if (!view->s)
        status = error_memory(err, "a reflection");
    for (size_t k = 0; !status && k < own.nf; k++)
        view->s[k] = *net_s(&own, k, port, port);
    net_free(&own);
    return status;
}

enum lr_status erl_views_init(const struct erl_subject *of,
                              struct erl_view view[ERL_PORTS], struct lr_error *err)
{
    struct net all = {0}, seen = {0};
    enum lr_status status = LR_OK;
    for (size_t i = 0; i < ERL_PORTS; i++) {
        view[i] = (struct erl_view){.nf = 0};
        snprintf(view[i].name, ERL_NAME_SIZE, "%.180s, port %zu", of->name, i + 1);
    }
    if (of->package)
        status = with_package(of->package, of->net, &all, &seen, err);
    if (!status)
        status = set_times(of, of->package ? &all : of->net, view, err);
    if (!status)
        status = set_reflection(of, of->net, 0, &view[0], err);
    if (!status && of->net->np > 1)
        status = set_reflection(of, of->package ? &seen : of->net, of->package ? 0 : 1,
                                &view[1], err);
    net_free(&all);
    net_free(&seen);
    return status;
}

void erl_views_free(struct erl_view view[ERL_PORTS])
{
    for (size_t i = 0; i < ERL_PORTS; i++)
        array_free(view[i].s);
}

#include "config.h"

#include "margin/erl.h"

#include "base/array.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "margin/erl_port.h"
#include "signal/impulse.h"

#include <math.h>

enum { LEAST_POINTS = 20, LEAST_INTERVALS = 32, MOST_INTERVALS = 1 << 23 };

void erl_init(double baud, struct erl_params *params)
{
    *params = (struct erl_params){
        .baud = baud, .levels = 4, .per_ui = 32, .der = 1e-4, .z_t = 50.0,
        .t_r = 8.0 * unit_ps, .rx = {.butterworth = 0.75 * baud}, .duration = 5.0,
        .rho_x = 0.618, .gate = ERL_GATE_PEAKED, .threshold = 1e-5, .bin = 0.1 * unit_mv,
        .t_k = 0.6 * unit_ns};
}

static enum lr_status check_params(const struct erl_params *p, struct lr_error *err)
{
    if (!(p->baud > 0.0) || !isfinite(p->baud) || p->per_ui < 1 || p->per_ui > 1024)
        return error_set(err, LR_EDOMAIN, "ERL at %g Bd with %zu samples per UI; the "
                         "rate must be positive, M 1 to 1024", p->baud, p->per_ui);
    if (p->levels < 2 || p->levels > 16)
        return error_set(err, LR_EDOMAIN, "%zu amplitude levels; 2 to 16", p->levels);
    if (!(p->der > 0.0 && p->der < 0.5))
        return error_set(err, LR_EDOMAIN, "DER_0 %g; above 0 and below 0.5", p->der);
    if (!(p->z_t > 0.0) || !isfinite(p->z_t))
        return error_set(err, LR_EDOMAIN, "Z_t %g ohm; it must be positive", p->z_t);
    if (!(p->t_r >= 0.0) || !(p->t_fx[0] >= 0.0) || !(p->t_fx[1] >= 0.0) ||
        !(p->t_k > 0.0))
        return error_set(err, LR_EDOMAIN, "TR_TDR %g s, fixture delays %g and %g s, T_k "
                         "%g s; none may be negative, T_k not 0", p->t_r, p->t_fx[0],
                         p->t_fx[1], p->t_k);
    if (!(p->n >= 0.0) || !(p->n_bx >= 0.0) || !(p->duration > 0.0))
        return error_set(err, LR_EDOMAIN, "N %g UI, N_bx %g UI, TDR_duration %g; the "
                         "first two must not be negative, the third positive", p->n,
                         p->n_bx, p->duration);
    if (!(p->rho_x >= 0.0) || !isfinite(p->rho_x) || !isfinite(p->beta_x))
        return error_set(err, LR_EDOMAIN, "rho_x %g, beta_x %g dB/s; rho_x must not be "
                         "negative, both finite", p->rho_x, p->beta_x);
    if (!(p->threshold >= 0.0 && p->threshold < 1.0) || !(p->bin > 0.0))
        return error_set(err, LR_EDOMAIN, "a threshold of %g and bins of %g V; 0 to 1, "
                         "and positive", p->threshold, p->bin);
    return LR_OK;
}

static enum lr_status check_net(const struct net *net, const char *name,
                                const struct erl_package *package,
                                const struct erl_params *p, struct lr_error *err)
{
    if (net->np < 1 || net->np > ERL_PORTS)
        return error_set(err, LR_EDOMAIN, "%s: %zu ports; ERL needs a differential "
                         "1-port or 2-port", name, net->np);
    if (net->nf < LEAST_POINTS)
        return error_set(err, LR_EDOMAIN, "%s: %zu frequencies; ERL needs at least %d",
                         name, net->nf, LEAST_POINTS);
    for (size_t i = 0; i < net->nf * net->np * net->np; i++)
        if (!isfinite(creal(net->s[i])) || !isfinite(cimag(net->s[i])))
            return error_set(err, LR_ENUMERIC, "%s: S is not finite at %g GHz", name,
                             net->freq[i / (net->np * net->np)] / unit_ghz);
    if (net->np == 1 && (package || p->auto_t_fx || !(p->n > 0.0)))
        return error_set(err, LR_EDOMAIN, "%s: a 1-port has no second port for a "
                         "package, AUTO_TFX or N = 0", name);
    if (package && !(package->r_die > 0.0))
        return error_set(err, LR_EDOMAIN, "a die termination of %g ohm; it must be "
                         "positive", package->r_die);
    const double step = net->freq[2] - net->freq[1];
    const double intervals = 0.5 * p->baud * (double)p->per_ui / step;
    if (!(intervals >= LEAST_INTERVALS && intervals <= MOST_INTERVALS))
        return error_set(err, LR_EDOMAIN, "%s: frequency steps of %g Hz make %.3g points "
                         "up to half the sampling rate; %d to %d can be transformed",
                         name, step, intervals, LEAST_INTERVALS, MOST_INTERVALS);
    return LR_OK;
}

struct stage {
    struct erl_subject of;
    struct erl_view view[ERL_PORTS];
    struct erl *out;
};

static enum lr_status solve_port(void *context, size_t i, struct lr_error *err)
{
    struct stage *stage = context;
    return erl_port_solve(&stage->view[i], stage->of.params, stage->of.fft,
                          &stage->out->port[i], err);
}

enum lr_status erl_solve(const struct net *net, const char *name,
                         const struct erl_package *package,
                         const struct erl_params *params, struct erl *out,
                         struct lr_error *err)
{
    struct fft *fft = NULL;
    *out = (struct erl){.erl_db = 0.0};
    enum lr_status status = check_params(params, err);
    if (!status)
        status = check_net(net, name, package, params, err);
    if (status)
        return status;
    const double dt = 1.0 / (params->baud * (double)params->per_ui);
    status = fft_new(2 * impulse_intervals(net->freq, dt), &fft, err);
    if (status)
        return status;
    struct stage stage = {.of = {net, name, package, params, fft}, .out = out};
    status = erl_views_init(&stage.of, stage.view, err);
    out->nport = net->np;
    if (!status)
        status = parallel_for(net->np, solve_port, &stage, err);
    out->erl_db = out->port[net->np - 1].erl_db;
    if (!package)
        out->erl_db = fmin(out->erl_db, out->port[0].erl_db);
    erl_views_free(stage.view);
    fft_free(fft);
    return status;
}

void erl_free(struct erl *erl)
{
    for (size_t i = 0; i < ERL_PORTS; i++) {
        array_free(erl->port[i].pulse);
        array_free(erl->port[i].z);
    }
    *erl = (struct erl){.erl_db = 0.0};
}

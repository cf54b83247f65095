#include "config.h"

#include "margin/com_response.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "margin/com_injection.h"
#include "margin/com_source.h"
#include "margin/com_work.h"

#include <math.h>
#include <stdio.h>

struct stage {
    struct com_response *response;
    const struct com_params *params;
    const struct com_case *which;
    const struct fft *fft;
    double complex *shape;      /* [nf] edge, H_r and preset: the same for every path */
};

/* The tool takes the step of the grid from its second interval. */
static enum lr_status check_steps(const struct net *net, double dt, struct lr_error *err)
{
    enum { LEAST = 32, MOST = 1 << 23 };
    const double step = net->freq[2] - net->freq[1], intervals = 0.5 / dt / step;
    if (!(intervals >= LEAST && intervals <= MOST))
        return error_set(err, LR_EDOMAIN,
                         "frequency steps of %g Hz make %.3g points up to "
                         "half the sampling rate; %d to %d can be transformed",
                         step, intervals, LEAST, MOST);
    for (size_t k = 0; k + 1 < net->nf; k++)
        if (!(fabs(net->freq[k + 1] - net->freq[k] - step) <= 1.0))
            return note_add(err, NOTE_WARNING,
                            "frequency steps differ: %g Hz at %g GHz, %g "
                            "Hz at the start",
                            net->freq[k + 1] - net->freq[k], net->freq[k] / unit_ghz,
                            step);
    return LR_OK;
}

/* The same network without what lies above f_max: the tool drops those points of a file
 * before anything else. */
static struct net below(const struct net *net, double f_max)
{
    struct net view = *net;
    while (f_max > 0.0 && view.nf && !(view.freq[view.nf - 1] <= f_max))
        view.nf--;
    return view;
}

static enum lr_status cut(struct com_response *response, const struct channel *channel,
                          double f_max, struct lr_error *err)
{
    enum lr_status status = channel_init(&response->channel, channel->npath, err);
    if (status)
        return status;
    response->channel.shift = channel->shift;
    response->channel.nsource = channel->nsource;
    response->channel.source = channel->source;
    for (size_t i = 0; i < channel->npath; i++) {
        const struct channel_path *path = &channel->path[i];
        response->channel.path[i] =
            (struct channel_path){.kind = path->kind, .name = path->name,
                                  .net = below(&path->net, f_max)};
    }
    struct lr_error own = {.status = LR_OK};
    char where[32];
    status = channel_check(&response->channel, &own);
    snprintf(where, sizeof where, "up to %g Hz", f_max);
    if (status && f_max > 0.0)
        return error_named(err, status, where, own.text);
    return status ? error_set(err, status, "%s", own.text) : LR_OK;
}

/* What every path goes through beside the networks.  H_r and the preset go together:
 * where the tool leaves the filter out of the signals it leaves out the preset too. */
static void fill_shape(struct stage *stage)
{
    const struct com_params *p = stage->params;
    const struct net *thru = &stage->response->channel.path[0].net;
    for (size_t k = 0; k < thru->nf; k++)
        stage->shape[k] = p->unfiltered ? 1.0 : signal_filter(&p->rx, thru->freq[k]);
    if (p->t_r > 0.0)
        signal_transition(thru->nf, thru->freq, p->t_r, stage->shape);
    if (!p->unfiltered)
        signal_taps(thru->nf, thru->freq, p->baud, stage->which->drive.npreset,
                    stage->which->drive.preset, stage->shape);
}

/* H(f) before filters: between cut packages, with the reflections scaled. */
static enum lr_status transfer(const struct stage *stage, const struct channel_path *path,
                               double complex *h, struct lr_error *err)
{
    const struct com_params *p = stage->params;
    const struct net tx = below(stage->which->tx[path->kind], p->f_max),
                     rx = below(stage->which->rx[path->kind], p->f_max);
    const struct signal_ends ends = {&tx, &rx, p->r_0, p->r_tx, p->r_rx};
    if (p->kappa[0] == 1.0 && p->kappa[1] == 1.0)
        return signal_transfer(&path->net, &ends, h, err);
    struct net scaled;
    enum lr_status status = net_copy(&path->net, &scaled, err);
    for (size_t k = 0; !status && k < scaled.nf; k++)
        for (size_t port = 0; port < 2; port++)
            *net_s(&scaled, k, port, port) *= p->kappa[port];
    if (!status)
        status = signal_transfer(&scaled, &ends, h, err);
    net_free(&scaled);
    return status;
}

/* H(f) H_r(f) and A h(t) of one path. */
static enum lr_status respond(void *context, size_t i, struct lr_error *err)
{
    const struct stage *stage = context;
    const struct com_params *p = stage->params;
    const struct channel *channel = &stage->response->channel;
    const struct channel_path *path = &channel->path[i];
    const size_t nf = path->net.nf;
    struct impulse *impulse = &stage->response->impulse[i];
    double complex *h = stage->response->h[i] = array_alloc(nf, sizeof *h);
    if (!h)
        return error_memory(err, "a transfer function");
    enum lr_status status = transfer(stage, path, h, err);
    if (status)
        return status;
    for (size_t k = 0; k < nf; k++)
        h[k] *= stage->shape[k];
    if (path->kind == PATH_THRU)
        for (size_t k = 0; channel->shift != 0.0 && k < nf; k++)
            h[k] *= cexp(-I * two_pi * path->net.freq[k] * channel->shift);
    const double dt = 1.0 / (p->baud * (double)p->per_ui);
    status = impulse_response(nf, path->net.freq, h, dt, p->threshold, stage->fft,
                              path->name, impulse, err);
    for (size_t k = 0; !status && k < impulse->n; k++)
        impulse->h[k] *= stage->which->drive.amplitude[path->kind];
    return status;
}

static enum lr_status inject(struct com_response *response,
                             const struct com_params *params,
                             const struct com_case *which, struct lr_error *err)
{
    const struct net *thru = &response->channel.path[0].net;
    response->injected = array_alloc(thru->nf, sizeof *response->injected);
    return response->injected
               ? com_injection_gain(thru, params, which, response->injected, err)
               : error_memory(err, "the path of a noise");
}

static enum lr_status add_sources(struct com_response *response,
                                  const struct com_params *params,
                                  const struct com_case *which, struct lr_error *err)
{
    const size_t nf = response->channel.path[0].net.nf;
    response->active = array_alloc(nf, sizeof *response->active);
    return response->active
               ? com_source_power(&response->channel, params, which, response->active,
                                  err)
               : error_memory(err, "the noise of active parts");
}

enum lr_status com_response_init(struct com_response *response,
                                 const struct channel *channel,
                                 const struct com_params *params,
                                 const struct com_case *which, struct com_work *work,
                                 struct lr_error *err)
{
    const double dt = 1.0 / (params->baud * (double)params->per_ui);
    struct stage stage = {response, params, which, NULL, NULL};
    *response = (struct com_response){0};
    enum lr_status status = cut(response, channel, params->f_max, err);
    if (!status)
        status = check_steps(&response->channel.path[0].net, dt, err);
    if (!status)
        status = com_work_plan(
            work, impulse_intervals(response->channel.path[0].net.freq, dt), err);
    if (status)
        return status;
    response->window = 2.0 * (double)work->intervals * dt;
    response->h = array_alloc(channel->npath, sizeof *response->h);
    response->impulse = array_alloc(channel->npath, sizeof *response->impulse);
    stage.fft = work->fft;
    stage.shape = array_alloc(response->channel.path[0].net.nf, sizeof *stage.shape);
    if (!response->h || !response->impulse || !stage.shape)
        status = error_memory(err, "the channel's responses");
    if (!status) {
        fill_shape(&stage);
        status = parallel_for(channel->npath, respond, &stage, err);
    }
    if (!status && which->noise)
        status = inject(response, params, which, err);
    if (!status && channel->nsource)
        status = add_sources(response, params, which, err);
    array_free(stage.shape);
    return status;
}

void com_response_free(struct com_response *response)
{
    for (size_t i = 0; i < response->channel.npath; i++) {
        if (response->h)
            array_free(response->h[i]);
        if (response->impulse)
            impulse_free(&response->impulse[i]);
    }
    array_free(response->h);
    array_free(response->impulse);
    array_free(response->active);
    array_free(response->injected);
    array_free(response->channel.path);         /* all else is the caller's    */
    *response = (struct com_response){0};
}

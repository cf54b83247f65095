#include "config.h"

#include "margin/com_swing.h"

#include "base/array.h"
#include "margin/com_response.h"

#include <math.h>

void com_swing_levels(size_t levels, double x, double *gain, double *r_lm)
{
    double least = INFINITY, below = tanh(-x);
    const double step = 2.0 * x / (double)(levels - 1);
    for (size_t i = 1; i < levels; i++) {
        const double above = tanh(-x + step * (double)i);
        least = fmin(least, above - below);
        below = above;
    }
    *gain = x > 0.0 ? tanh(x) / x : 1.0;
    *r_lm = x > 0.0 ? least * (double)(levels - 1) / (2.0 * tanh(x)) : 1.0;
}

/* The channel that ends at the source's output, matched and without a receiver. */
enum lr_status com_swing_solve(const struct channel_source *source,
                               const struct com_params *params,
                               const struct com_case *which, struct com_work *work,
                               struct com_swing *out, struct lr_error *err)
{
    struct channel_path path = {
        .kind = PATH_THRU, .name = source->name, .net = source->before};
    const struct channel channel = {.npath = 1, .path = &path};
    struct com_params open = *params;
    struct com_case to_here = *which;
    struct com_response response = {0};
    struct net wire;
    double *pulse = NULL;
    enum lr_status status =
        net_wire(source->before.nf, source->before.freq, 2, source->before.zref[1],
                 &wire, err);
    open.rx = (struct signal_filter){0};
    open.r_rx = params->r_0;
    to_here.rx[PATH_THRU] = &wire;
    to_here.noise = NULL;
    if (!status)
        status = com_response_init(&response, &channel, &open, &to_here, work, err);
    if (!status) {
        pulse = array_alloc(response.impulse[0].n, sizeof *pulse);
        status = pulse ? LR_OK : error_memory(err, "the pulse at an active part");
    }
    *out = (struct com_swing){.peak = 0.0, .gain = 1.0, .r_lm = 1.0};
    if (!status) {
        impulse_pulse(response.impulse[0].h, response.impulse[0].n, params->per_ui,
                      pulse);
        for (size_t k = 0; k < response.impulse[0].n; k++)
            out->peak = fmax(out->peak, fabs(pulse[k]));
        com_swing_levels(params->levels, 2.0 * out->peak / source->swing, &out->gain,
                         &out->r_lm);
    }
    array_free(pulse);
    com_response_free(&response);
    net_free(&wire);
    return status;
}

#include "config.h"

#include "margin/com_pulse.h"

#include "base/array.h"
#include "margin/com_work.h"

#include <complex.h>
#include <math.h>
#include <string.h>

enum lr_status com_pulse_of(const struct com_response *response,
                            const struct com_params *params,
                            const struct eq_candidate *setting, size_t path,
                            double *restrict q, struct lr_error *err)
{
    const struct com_params *p = params;
    const struct impulse *impulse = &response->impulse[path];
    double *h = array_alloc(impulse->n, sizeof *h);
    double *pulse = array_alloc(impulse->n, sizeof *pulse);
    enum lr_status status = LR_OK;
    if (!h || !pulse) {
        status = error_memory(err, "a pulse response");
        goto out;
    }
    eq_ctle_filter(&p->ctle[setting->ctle], impulse->dt, impulse->n, impulse->h, h);
    if (response->channel.path[path].kind == PATH_NEXT) {
        impulse_pulse(h, impulse->n, p->per_ui, q);
    } else {
        impulse_pulse(h, impulse->n, p->per_ui, pulse);
        eq_ffe_apply(&setting->ffe, p->per_ui, impulse->n, pulse, q);
    }
    if (setting->rx.n) {
        memcpy(pulse, q, impulse->n * sizeof *q);
        eq_rx_ffe_apply(&setting->rx, p->per_ui, impulse->n, pulse, q);
    }
out:
    array_free(h);
    array_free(pulse);
    return status;
}

/* What eq. 93A-35 integrates, and the noise of active parts as com_source_power has it:
 * of the interval that ends at each frequency. */
static enum lr_status fill_noise(const struct com_response *response,
                                 const struct com_params *params, struct com_work *work,
                                 const struct eq_candidate *setting, struct slicer *s,
                                 struct lr_error *err)
{
    const struct net *thru = &response->channel.path[0].net;
    const double *power = com_work_power(work, setting->ctle);
    s->freq = array_alloc(thru->nf, sizeof *s->freq);
    s->psd = array_alloc(thru->nf, sizeof *s->psd);
    if (!s->freq || !s->psd)
        return error_memory(err, "the spectrum of the noise");
    s->nf = thru->nf;
    memcpy(s->freq, thru->freq, thru->nf * sizeof *s->freq);
    for (size_t k = 0; k < thru->nf; k++) {
        const double hr = cabs(signal_filter(&params->rx, thru->freq[k]));
        s->psd[k] = params->eta_0 * hr * hr * power[k];
        if (k && response->active)
            s->psd[k] +=
                response->active[k] * power[k] / (thru->freq[k] - thru->freq[k - 1]);
        if (setting->rx.n)
            s->psd[k] *= eq_rx_ffe_power(&setting->rx, thru->freq[k], params->baud);
    }
    return LR_OK;
}

enum lr_status com_pulse_slicer(const struct com_response *response,
                                const struct com_params *params, struct com_work *work,
                                struct com_result *result, struct lr_error *err)
{
    const struct com_params *p = params;
    const struct eq_candidate *setting = &result->setting;
    struct slicer *s = &result->slicer;
    const size_t npath = response->channel.npath;
    *s = (struct slicer){.baud = p->baud,
                         .levels = p->levels,
                         .r_lm = 1.0,
                         .per_ui = p->per_ui,
                         .cursor = setting->cursor,
                         .s0 = setting->s0,
                         .nb = eq_dfe_span(&p->dfe),
                         .sigma_noise = hypot(result->sigma.thermal,
                                              result->sigma.injected),
                         .sigma_tx = result->sigma.tx};
    memcpy(s->b, setting->b, s->nb * sizeof *s->b);
    s->path = array_alloc(npath, sizeof *s->path);
    if (!s->path)
        return error_memory(err, "pulse responses");
    s->npath = npath;
    enum lr_status status = fill_noise(response, p, work, setting, s, err);
    for (size_t i = 0; !status && i < npath; i++) {
        s->path[i].kind = response->channel.path[i].kind;
        s->path[i].n = response->impulse[i].n;
        s->path[i].pulse = array_alloc(s->path[i].n, sizeof(double));
        status = s->path[i].pulse
                     ? com_pulse_of(response, p, setting, i, s->path[i].pulse, err)
                     : error_memory(err, "a pulse response");
    }
    return status;
}

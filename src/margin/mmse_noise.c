#include "config.h"

#include "margin/mmse_noise.h"

#include "base/array.h"
#include "base/constants.h"
#include "margin/com_work.h"

#include <complex.h>
#include <math.h>

enum lr_status mmse_spectrum_init(struct mmse_spectrum *spectrum,
                                  const struct com_params *params,
                                  const struct com_response *response,
                                  struct com_work *work, struct lr_error *err)
{
    const size_t nu = params->rx_ffe.noise_ui;
    const double step = params->baud / (double)nu;
    struct signal_filter filter = params->rx;
    if (filter.butterworth > 0.0)
        filter = (struct signal_filter){.butterworth = filter.butterworth};
    *spectrum = (struct mmse_spectrum){.params = params,
                                       .response = response,
                                       .work = work,
                                       .nf = params->per_ui / 2 * nu + 1};
    spectrum->freq = array_alloc(spectrum->nf, sizeof *spectrum->freq);
    spectrum->power = array_alloc(spectrum->nf, sizeof *spectrum->power);
    spectrum->turn = array_alloc(nu, sizeof *spectrum->turn);
    if (!spectrum->freq || !spectrum->power || !spectrum->turn)
        return error_memory(err, "the spectrum of the noise");
    for (size_t i = 0; i < spectrum->nf; i++) {
        const bool end = i == 0 || i + 1 == spectrum->nf;
        spectrum->freq[i] = (double)i * step;
        const double h = cabs(signal_filter(&filter, spectrum->freq[i]));
        spectrum->power[i] = (end ? 0.5 : 1.0) * params->eta_0 * h * h * step;
    }
    for (size_t i = 0; i < nu; i++)
        spectrum->turn[i] = cos(two_pi * (double)i / (double)nu);
    return LR_OK;
}

void mmse_spectrum_free(struct mmse_spectrum *spectrum)
{
    array_free(spectrum->freq);
    array_free(spectrum->power);
    array_free(spectrum->turn);
    *spectrum = (struct mmse_spectrum){0};
}

/* Sampled once in a UI, frequencies that are one symbol rate apart are one. */
static void fill_thermal(const struct mmse_spectrum *s, const double *power,
                         double *folded, double *lag)
{
    const size_t nu = s->params->rx_ffe.noise_ui;
    for (size_t i = 0; i < nu; i++)
        folded[i] = 0.0;
    for (size_t i = 0; i < s->nf; i++)
        folded[i % nu] += s->power[i] * power[i];
    for (size_t l = 0; l < s->params->rx_ffe.n; l++)
        for (size_t i = 0; i < nu; i++)
            lag[l] += folded[i] * s->turn[i * l % nu];
}

/* scale x[k] of frequencies freq[k] behind the CTLE. */
static void add_lines(const struct mmse_spectrum *s, double scale, const double *x,
                      const double *power, double *lag)
{
    const struct net *thru = &s->response->channel.path[0].net;
    for (size_t k = 0; x && k < thru->nf; k++) {
        const double turn = cos(two_pi * thru->freq[k] / s->params->baud);
        double now = scale * x[k] * power[k], before = now * turn;
        for (size_t l = 0; l < s->params->rx_ffe.n; l++) {
            lag[l] += now;
            const double next = 2.0 * turn * now - before;      /* cos((l + 1) phi) */
            before = now;
            now = next;
        }
    }
}

enum lr_status mmse_noise_fill(const struct mmse_spectrum *spectrum, size_t ctle,
                               struct mmse_noise *out, struct lr_error *err)
{
    const struct com_params *p = spectrum->params;
    const double sigma_bn = p->injection.sigma_bn;
    const double *channel = com_work_power(spectrum->work, ctle);
    double *power = array_alloc(spectrum->nf, sizeof *power);
    double *folded = array_alloc(p->rx_ffe.noise_ui, sizeof *folded);
    *out = (struct mmse_noise){0};
    if (power && folded) {
        eq_ctle_power(&p->ctle[ctle], spectrum->nf, spectrum->freq, power);
        fill_thermal(spectrum, power, folded, out->thermal);
        add_lines(spectrum, 1.0, spectrum->response->active, channel, out->active);
        add_lines(spectrum, sigma_bn * sigma_bn, spectrum->response->injected, channel,
                  out->injected);
    }
    const bool enough = power && folded;
    array_free(power);
    array_free(folded);
    return enough ? LR_OK : error_memory(err, "the spectrum of the noise");
}

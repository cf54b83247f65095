#include "config.h"

#include "margin/eye_com.h"

#include "base/array.h"
#include "base/special.h"
#include "margin/c2m_density.h"

#include <math.h>

enum lr_status eye_of_com_init(const struct com_params *params,
                               const struct com_result *result, size_t phases,
                               struct eye_of_com *out, struct lr_error *err)
{
    const struct slicer *slicer = &result->slicer;
    *out = (struct eye_of_com){.xtalk = NULL};
    if (!slicer->npath)
        return error_set(err, LR_EDOMAIN, "a margin without its pulses has no eye");
    out->xtalk = array_alloc(slicer->npath, sizeof *out->xtalk);
    if (!out->xtalk)
        return error_memory(err, "an eye");
    for (size_t i = 1; i < slicer->npath; i++)
        out->xtalk[i - 1] = (struct eye_pulse){slicer->path[i].n, slicer->path[i].pulse};
    for (size_t i = 0; i < slicer->nb; i++)
        out->b[i] = slicer->b[i] * slicer->s0;
    out->source = (struct eye_source){
        .levels = params->levels,
        .r_lm = params->r_lm,
        .per_ui = params->per_ui,
        .victim = {slicer->path[0].n, slicer->path[0].pulse},
        .cursor = slicer->cursor,
        .nb = slicer->nb,
        .b = out->b,
        .nxtalk = slicer->npath - 1,
        .xtalk = out->xtalk,
        .jitter = {.symbol_random = params->sigma_rj, .symbol_peak = params->a_dd},
        .jitter_in_span = params->jitter_in_span,
        .noise = hypot(slicer->sigma_noise, slicer->sigma_tx),
        .phases = phases};
    return LR_OK;
}

void eye_of_com_free(struct eye_of_com *of)
{
    array_free(of->xtalk);
    *of = (struct eye_of_com){.xtalk = NULL};
}

enum lr_status eye_of_com_a_ni(const struct com_params *params,
                               const struct com_result *result, double *a_ni,
                               struct lr_error *err)
{
    struct eye_of_com of;
    struct eye eye = {.levels = 0};
    double low[3], high[3];
    enum lr_status status = eye_of_com_init(params, result, 2, &of, err);
    if (!status) {
        of.source.bin = c2m_bin(params, result->setting.s0);
        of.source.cut = params->gauss_span * c2m_quantile(params);
        of.source.as_com = true;
        status = eye_init(&of.source, &eye, err);
    }
    if (!status) {
        eye_contour(&eye, params->levels - 1, params->der, low, high);
        *a_ni = params->r_lm * result->setting.s0 - low[1];
    }
    eye_free(&eye);
    eye_of_com_free(&of);
    return status;
}

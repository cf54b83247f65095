#include "config.h"

#include "optics/fibre_model.h"

#include "optics/fibre.h"
#include "part/read.h"

#include <math.h>
#include <string.h>

enum lr_status optics_fibre_read(struct model_library *lib, const struct model *model,
                                 struct optics_fibre *out, struct lr_error *err)
{
    static const char *const own[] = {"type",
                                      "loss",
                                      "zero_dispersion_least",
                                      "zero_dispersion_most",
                                      "dispersion_slope",
                                      "modal_bandwidth",
                                      "chromatic_share",
                                      NULL};
    const char *type;
    *out = (struct optics_fibre){.model = model};
    const struct part_number numbers[] = {
        {"loss", DIM_DECIBEL_DENSITY, 0.0, 1.0, "0 to 1000 dB/km", NAN, &out->loss},
        {"zero_dispersion_least", DIM_LENGTH, 500e-9, 3000e-9, "500 to 3000 nm", NAN,
         &out->zero_least},
        {"zero_dispersion_most", DIM_LENGTH, 500e-9, 3000e-9, "500 to 3000 nm", NAN,
         &out->zero_most},
        {"dispersion_slope", DIM_DISPERSION_SLOPE, 0.0, 1e3, "0 to 1 ps/nm^2/km", NAN,
         &out->slope},
        {"modal_bandwidth", DIM_MODAL_BANDWIDTH, 1e9, 1e15, "1 to 1000000 MHz*km", 0.0,
         &out->modal_bandwidth},
        {"chromatic_share", DIM_NUMBER, 0.0, 1.0, "0 to 1", 1.0, &out->chromatic_share}};
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = model_text(model, "type", NULL, &type, err);
    if (status)
        return status;
    out->multimode = !strcmp(type, "multimode");
    if (!out->multimode && strcmp(type, "single-mode"))
        return error_at(err, yaml_get(model->root, "type")->mark,
                        "type: '%s' is unknown; write single-mode or multimode", type);
    status = part_read_numbers(lib, model, model->root, "a fibre", numbers,
                               sizeof numbers / sizeof numbers[0], err);
    if (!status && out->multimode && !(out->modal_bandwidth > 0.0))
        status = error_at(err, model->root->mark,
                          "modal_bandwidth is missing; multimode fibre has one");
    if (!status && !(out->zero_least <= out->zero_most))
        status = error_at(err, yaml_get(model->root, "zero_dispersion_most")->mark,
                          "zero_dispersion_most is below zero_dispersion_least");
    return status;
}

double complex optics_span_response(const struct optics_span *span, double f)
{
    const struct optics_fibre *fibre = span->fibre;
    if (!(span->length > 0.0))
        return 1.0;
    if (!fibre->multimode)
        return optics_smf_response(
            f, span->wavelength,
            optics_dispersion(span->wavelength, span->zero, fibre->slope), span->length,
            span->chirp);
    const double modal = optics_mmf_modal(fibre->modal_bandwidth, span->length);
    const double width = span->spectral_width * fibre->chromatic_share;
    if (!(width > 0.0))
        return optics_mmf_response(f, modal);
    const double chromatic = optics_mmf_chromatic(span->wavelength, span->zero,
                                                  fibre->slope, width, span->length);
    return optics_mmf_response(f, optics_mmf_bandwidth(modal, chromatic));
}

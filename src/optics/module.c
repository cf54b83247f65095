#include "config.h"

#include "optics/module.h"

#include "base/constants.h"
#include "optics/levels.h"
#include "part/read.h"

#include <math.h>
#include <string.h>

static const char *const kinds[] = {"vcsel", "dml", "eml", "mzm"};

static bool is_laser(const struct optics_module *module)
{
    return module->kind == OPTICS_VCSEL || module->kind == OPTICS_DML;
}

static enum lr_status read_kind(const struct model *model, struct optics_module *out,
                                struct lr_error *err)
{
    const char *kind;
    enum lr_status status = model_text(model, "transmitter", NULL, &kind, err);
    if (status)
        return status;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (!strcmp(kind, kinds[i])) {
            out->kind = (enum optics_kind)i;
            return LR_OK;
        }
    return error_at(err, yaml_get(model->root, "transmitter")->mark,
                    "transmitter: '%s' is unknown; write vcsel, dml, eml or mzm", kind);
}

static enum lr_status read_response(struct model_library *lib, struct optics_module *out,
                                    struct lr_error *err)
{
    const struct model *model = out->model;
    const struct part_number laser[] = {
        {"resonance", DIM_FREQUENCY, 1e8, 1e12, "0.1 to 1000 GHz", NAN, &out->laser.f_r},
        {"damping", DIM_FREQUENCY, 1e8, 1e12, "0.1 to 1000 GHz", NAN, &out->laser.gamma},
        {"parasitic", DIM_FREQUENCY, 1e8, 1e13, "0.1 GHz to 10 THz", 0.0,
         &out->laser.f_p}};
    const struct part_number pole[] = {{"bandwidth", DIM_FREQUENCY, 1e8, 1e13,
                                        "0.1 GHz to 10 THz", NAN, &out->bandwidth}};
    return is_laser(out)
               ? part_read_numbers(lib, model, model->root, "a laser", laser,
                                   sizeof laser / sizeof laser[0], err)
               : part_read_numbers(lib, model, model->root, "a modulator", pole, 1, err);
}

enum lr_status optics_module_read(struct model_library *lib, const struct model *model,
                                  struct optics_module *out, struct lr_error *err)
{
    static const char *const own[] = {"transmitter",
                                      "wavelength",
                                      "resonance",
                                      "damping",
                                      "parasitic",
                                      "bandwidth",
                                      "extinction",
                                      "rin",
                                      "chirp",
                                      "spectral_width",
                                      "oma",
                                      "responsivity",
                                      "dark_current",
                                      "receiver_bandwidth",
                                      "receiver_noise",
                                      NULL};
    double extinction_db = 0.0, rin_db = 0.0, oma_dbm = 0.0;
    *out = (struct optics_module){.model = model};
    const struct part_number numbers[] = {
        {"wavelength", DIM_LENGTH, 500e-9, 2000e-9, "500 to 2000 nm", NAN,
         &out->wavelength},
        {"extinction", DIM_DECIBEL, 0.5, 40.0, "0.5 to 40 dB", NAN, &extinction_db},
        {"rin", DIM_DECIBEL_PSD, -200.0, -100.0, "-200 to -100 dB/Hz", NAN, &rin_db},
        {"chirp", DIM_NUMBER, -10.0, 10.0, "-10 to 10", 0.0, &out->chirp},
        {"spectral_width", DIM_LENGTH, 0.0, 10e-9, "0 to 10 nm", 0.0,
         &out->spectral_width},
        {"oma", DIM_DBM, -30.0, 30.0, "-30 to 30 dBm", NAN, &oma_dbm},
        {"responsivity", DIM_RESPONSIVITY, 0.01, 20.0, "0.01 to 20 A/W", NAN,
         &out->responsivity},
        {"dark_current", DIM_CURRENT, 0.0, 1e-3, "0 to 1000 uA", 0.0, &out->dark},
        {"receiver_bandwidth", DIM_FREQUENCY, 1e8, 1e13, "0.1 GHz to 10 THz", NAN,
         &out->receiver_bandwidth},
        {"receiver_noise", DIM_CURRENT_DENSITY, 1e-14, 1e-8, "0.01 to 10000 pA/Hz^0.5",
         NAN, &out->receiver_noise}};
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = read_kind(model, out, err);
    if (!status)
        status = read_response(lib, out, err);
    if (!status)
        status = part_read_numbers(lib, model, model->root, "a module", numbers,
                                   sizeof numbers / sizeof numbers[0], err);
    out->extinction = optics_ratio(extinction_db);
    out->rin = optics_ratio(rin_db);
    out->oma = optics_watt(oma_dbm);
    return status;
}

double complex optics_module_response(const struct optics_module *module, double f)
{
    return is_laser(module) ? optics_laser_response(&module->laser, f)
                            : optics_one_pole(f, module->bandwidth);
}

void optics_module_levels(const struct optics_module *module, size_t n, double *level)
{
    optics_levels(n, module->extinction, level);
    if (module->kind != OPTICS_MZM)
        return;
    /* ER = (1 + s)/(1 - s) with s the sine of half the swing. */
    const double s = (module->extinction - 1.0) / (module->extinction + 1.0);
    const double half = asin(s);
    for (size_t i = 0; i < n; i++) {
        const double x = 2.0 * (double)i / (double)(n - 1) - 1.0;
        level[i] = 1.0 / (module->extinction - 1.0) + 0.5 * (1.0 + sin(half * x) / s);
    }
}

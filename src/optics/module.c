#include "config.h"

#include "optics/module.h"

#include "base/constants.h"
#include "optics/levels.h"
#include "part/read.h"

#include <math.h>
#include <string.h>

static const char *const kinds[] = {"vcsel", "dml", "eml", "mzm", "ring"};

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
                    "transmitter: '%s' is unknown; write vcsel, dml, eml, mzm or ring",
                    kind);
}

static enum lr_status read_ring(struct model_library *lib, struct optics_module *out,
                                struct lr_error *err)
{
    const struct model *model = out->model;
    struct optics_ring_drive *d = &out->drive;
    double electrode;
    const struct part_number ring[] = {
        {"round_trip", DIM_NUMBER, 0.5, 0.9999, "0.5 to 0.9999", NAN, &d->ring.a},
        {"self_coupling", DIM_NUMBER, 0.5, 0.9999, "0.5 to 0.9999", NAN, &d->ring.r},
        {"fsr", DIM_FREQUENCY, 1e10, 1e14, "10 GHz to 100 THz", NAN, &d->ring.fsr},
        {"detuning", DIM_FREQUENCY, 0.0, 1e12, "0 to 1 THz", NAN, &d->detuning},
        {"swing", DIM_FREQUENCY, 1e8, 1e12, "0.1 GHz to 1 THz", NAN, &d->swing},
        {"electrode", DIM_FREQUENCY, 1e8, 1e13, "0.1 GHz to 10 THz", NAN, &electrode}};
    enum lr_status status = part_read_numbers(lib, model, model->root, "a ring", ring,
                                              sizeof ring / sizeof ring[0], err);
    if (status)
        return status;
    const double nu_0 = speed_of_light / out->wavelength;
    out->bandwidth =
        optics_ring_bandwidth(nu_0, nu_0 / optics_ring_width(&d->ring), electrode);
    return LR_OK;
}

/* Of a modulator that is no ring, or a laser. */
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
    double extinction_db = 0.0;
    const struct part_number extinction = {
        "extinction", DIM_DECIBEL, 0.5, 40.0, "0.5 to 40 dB", NAN, &extinction_db};
    enum lr_status status =
        part_read_numbers(lib, model, model->root, "a module", &extinction, 1, err);
    out->extinction = optics_ratio(extinction_db);
    if (status)
        return status;
    return is_laser(out)
               ? part_read_numbers(lib, model, model->root, "a laser", laser,
                                   sizeof laser / sizeof laser[0], err)
               : part_read_numbers(lib, model, model->root, "a modulator", pole, 1, err);
}

/* What the module sends: its OMA, or the laser of a modulator and what comes between. */
static enum lr_status read_power(struct model_library *lib, struct optics_module *out,
                                 struct lr_error *err)
{
    const struct model *model = out->model;
    struct optics_laser_chain *c = &out->chain;
    const struct yaml_node *laser = yaml_get(model->root, "laser");
    double oma_dbm, laser_dbm;
    const char *range = "0 to 60 dB";
    const struct part_number oma = {"oma",           DIM_DBM, -30.0,   30.0,
                                    "-30 to 30 dBm", NAN,     &oma_dbm};
    const struct part_number chain[] = {
        {"laser", DIM_DBM, -30.0, 40.0, "-30 to 40 dBm", NAN, &laser_dbm},
        {"laser_connector", DIM_DECIBEL, 0.0, 60.0, range, 0.0, &c->connector},
        {"laser_ways", DIM_NUMBER, 1.0, 1024.0, "1 to 1024", 1.0, &c->ways},
        {"laser_excess", DIM_DECIBEL, 0.0, 60.0, range, 0.0, &c->excess},
        {"coupling_in", DIM_DECIBEL, 0.0, 60.0, range, 0.0, &c->coupling_in},
        {"waveguide", DIM_DECIBEL, 0.0, 60.0, range, 0.0, &c->waveguide},
        {"modulator_loss", DIM_DECIBEL, 0.0, 60.0, range, 0.0, &c->modulator},
        {"mux", DIM_DECIBEL, 0.0, 60.0, range, 0.0, &c->mux},
        {"coupling_out", DIM_DECIBEL, 0.0, 60.0, range, 0.0, &c->coupling_out}};
    enum lr_status status;
    if (!laser) {
        status = part_read_numbers(lib, model, model->root, "a module", &oma, 1, err);
        out->oma = optics_watt(oma_dbm);
        return status;
    }
    if (yaml_get(model->root, "oma") ||
        (out->kind != OPTICS_MZM && out->kind != OPTICS_RING))
        return error_at(err, laser->key_mark,
                        "laser: an mzm or ring has one, in the place of its oma");
    status = part_read_numbers(lib, model, model->root, "a laser chain", chain,
                               sizeof chain / sizeof chain[0], err);
    c->laser = optics_watt(laser_dbm);
    return status;
}

/* What follows from the curve of a modulator. */
static enum lr_status follow(struct optics_module *m, struct lr_error *err)
{
    double swing = (m->extinction - 1.0) / (m->extinction + 1.0), level[2];
    if (m->kind == OPTICS_RING) {
        const struct optics_ring_drive *d = &m->drive;
        const double least = d->detuning + d->drift - 0.5 * d->swing;
        optics_ring_levels(&d->ring, d->detuning + d->drift, d->swing, 2, level);
        if (!(least >= 0.0) || !(level[0] > 0.0))
            return error_set(err, LR_EDOMAIN,
                             "%s: with a drift of %.4g GHz the light goes over the "
                             "resonance of its ring",
                             m->model->name, d->drift / unit_ghz);
        m->extinction = level[1] / level[0];
        swing = level[1] - level[0];
    }
    if (m->chain.laser > 0.0)
        m->oma = optics_laser_chain_oma(&m->chain, swing);
    return LR_OK;
}

enum lr_status optics_module_drift(struct optics_module *m, double drift,
                                   struct lr_error *err)
{
    double before[2], behind[2];
    const struct optics_ring_drive *d = &m->drive;
    if (m->kind != OPTICS_RING)
        return error_set(err, LR_EDOMAIN, "%s: only a ring drifts", m->model->name);
    optics_ring_levels(&d->ring, d->detuning + d->drift, d->swing, 2, before);
    m->drive.drift = drift;
    const enum lr_status status = follow(m, err);
    optics_ring_levels(&d->ring, d->detuning + d->drift, d->swing, 2, behind);
    if (!status && !(m->chain.laser > 0.0))
        m->oma *= (behind[1] - behind[0]) / (before[1] - before[0]);
    return status;
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
                                      "round_trip",
                                      "self_coupling",
                                      "fsr",
                                      "detuning",
                                      "swing",
                                      "electrode",
                                      "laser",
                                      "laser_connector",
                                      "laser_ways",
                                      "laser_excess",
                                      "coupling_in",
                                      "waveguide",
                                      "modulator_loss",
                                      "mux",
                                      "coupling_out",
                                      "rin",
                                      "chirp",
                                      "spectral_width",
                                      "partition",
                                      "return_loss",
                                      "overload",
                                      "oma",
                                      "responsivity",
                                      "dark_current",
                                      "receiver_bandwidth",
                                      "receiver_noise",
                                      NULL};
    double rin_db = 0.0, overload_dbm = (double)INFINITY;
    *out = (struct optics_module){.model = model};
    const struct part_number numbers[] = {
        {"wavelength", DIM_LENGTH, 500e-9, 2000e-9, "500 to 2000 nm", NAN,
         &out->wavelength},
        {"rin", DIM_DECIBEL_PSD, -200.0, -100.0, "-200 to -100 dB/Hz", NAN, &rin_db},
        {"chirp", DIM_NUMBER, -10.0, 10.0, "-10 to 10", 0.0, &out->chirp},
        {"spectral_width", DIM_LENGTH, 0.0, 10e-9, "0 to 10 nm", 0.0,
         &out->spectral_width},
        {"partition", DIM_NUMBER, 0.0, 1.0, "0 to 1", 0.0, &out->partition},
        {"return_loss", DIM_DECIBEL, 1.0, 100.0, "1 to 100 dB", 26.0, &out->return_loss},
        {"overload", DIM_DBM, -30.0, 40.0, "-30 to 40 dBm", (double)INFINITY,
         &overload_dbm},
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
        status = part_read_numbers(lib, model, model->root, "a module", numbers,
                                   sizeof numbers / sizeof numbers[0], err);
    if (!status)
        status = out->kind == OPTICS_RING ? read_ring(lib, out, err)
                                          : read_response(lib, out, err);
    if (!status)
        status = read_power(lib, out, err);
    out->rin = optics_ratio(rin_db);
    out->overload = optics_watt(overload_dbm);
    return status ? status : follow(out, err);
}

double complex optics_module_response(const struct optics_module *module, double f)
{
    return is_laser(module) ? optics_laser_response(&module->laser, f)
                            : optics_one_pole(f, module->bandwidth);
}

void optics_module_levels(const struct optics_module *module, size_t n, double *level)
{
    const struct optics_ring_drive *d = &module->drive;
    optics_levels(n, module->extinction, level);
    if (module->kind == OPTICS_RING) {
        optics_ring_levels(&d->ring, d->detuning + d->drift, d->swing, n, level);
        const double oma = level[n - 1] - level[0];
        for (size_t i = 0; i < n; i++)
            level[i] /= oma;
    }
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

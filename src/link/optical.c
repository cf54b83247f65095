#include "config.h"

#include "link/optical.h"

#include "base/array.h"
#include "optics/fibre.h"
#include "optics/levels.h"
#include "optics/link_model.h"
#include "signal/fft.h"
#include "signal/transfer.h"

#include <math.h>

/* Samples of a UI, UI of the window; the symbol begins a quarter into it. */
enum { PER_UI = 32, WINDOW_UI = 128, SAMPLES = PER_UI * WINDOW_UI };

enum { ROUNDS = 4 }; /* of power and the shot noise that it makes   */

/* Power that is as good as any, over what is needed; noise that is as good as none, [OMA]:
 * an ideal eye bears 25 times as much. */
static const double plenty = 1e3, hardly_any = 2e-3;

static const double electron = 1.602176634e-19; /* C, exact, SI                */

struct pulse {
    double *p; /* [SAMPLES] owned                             */
    double bandwidth; /* [Hz] int |H|^2 df of the filter             */
};

struct stretch { /* of the fibre                                */
    double length; /* [m]                                         */
    double wavelength, zero; /* [m] of the light, and without dispersion    */
};

/* The response to one symbol behind transmitter, fibre and a filter of -3 dB at f_3. */
static enum lr_status fill(const struct optical_lane *lane, struct stretch stretch,
                           double f_3, const struct fft *fft, struct pulse *out,
                           struct lr_error *err)
{
    const struct optics_module *m = lane->module;
    const struct optics_span span = {lane->fibre, stretch.length,    stretch.wavelength,
                                     m->chirp,    m->spectral_width, stretch.zero};
    double complex *spectrum = array_alloc(SAMPLES / 2 + 1, sizeof *spectrum);
    out->p = array_alloc(SAMPLES, sizeof *out->p);
    if (!spectrum || !out->p) {
        array_free(spectrum);
        return error_memory(err, "a pulse of light");
    }
    for (size_t k = 0; k < SAMPLES; k++)
        out->p[k] = k >= SAMPLES / 4 && k < SAMPLES / 4 + PER_UI ? 1.0 : 0.0;
    fft_forward(fft, out->p, spectrum);
    const double step = lane->pmd->baud / WINDOW_UI;
    out->bandwidth = 0.0;
    for (size_t k = 0; k <= SAMPLES / 2; k++) {
        const double f = (double)k * step;
        const double complex filter = signal_bessel4(f, f_3);
        out->bandwidth += creal(filter * conj(filter)) * (k ? step : 0.5 * step);
        spectrum[k] *=
            optics_module_response(m, f) * optics_span_response(&span, f) * filter;
    }
    fft_inverse(fft, spectrum, out->p);
    array_free(spectrum);
    return LR_OK;
}

static struct tdecq_reference reference_of(const struct pmd *pmd, double f_3)
{
    const double ber = pmd->value[PMD_PRE_FEC_BER], dfe = pmd->value[PMD_DFE_MAX];
    const size_t taps = pmd->taps ? pmd->taps : 1;
    const size_t pre = taps < 9 ? 2 : 3; /* the main tap is among the first */
    return (struct tdecq_reference){.levels = pmd->levels,
                                    .taps = taps,
                                    .pre_most = pre < taps ? pre : taps - 1,
                                    .dfe_most = isnan(dfe) ? 0.0 : dfe,
                                    /* Gray's code: a wrong symbol is one wrong bit. */
                                    .ser = ber * log2((double)pmd->levels),
                                    .slice = pmd->tdec ? 0.1 : 0.05,
                                    .corner = f_3 / pmd->baud};
}

/* [OMA] rms of what a source of several lines makes of its own hopping between them behind
 * a length of fibre.  The link model has it over half the swing of NRZ; here every level
 * has as much. */
static double partition_of(const struct optical_lane *lane, struct stretch stretch)
{
    const struct optics_module *m = lane->module;
    const double dispersion =
        optics_dispersion(stretch.wavelength, stretch.zero, lane->fibre->slope);
    const double width =
        m->spectral_width * (lane->fibre->multimode ? lane->fibre->chromatic_share : 1.0);
    return stretch.length > 0.0
               ? 0.5 * link_model_partition(m->partition, lane->pmd->baud, dispersion,
                                            stretch.length, width)
               : 0.0;
}

/* Levels from their mean, with the laser's noise, and at an OMA > 0 with shot noise. */
static struct tdecq_signal signal_of(const struct optical_lane *lane,
                                     struct stretch stretch, const struct pulse *pulse,
                                     double oma)
{
    const struct optics_module *m = lane->module;
    const size_t n = lane->pmd->levels;
    struct tdecq_signal s = {.n = SAMPLES, .per_ui = PER_UI, .pulse = pulse->p};
    double level[OPTICS_LEVELS_MOST], mean = 0.0;
    const double partition = partition_of(lane, stretch);
    optics_module_levels(m, n, level);
    for (size_t i = 0; i < n; i++)
        mean += level[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        const double current = m->responsivity * oma;
        double power =
            level[i] * level[i] * m->rin * pulse->bandwidth + partition * partition;
        if (oma > 0.0)
            power += 2.0 * electron * (current * level[i] + m->dark) * pulse->bandwidth /
                     (current * current);
        s.level[i] = level[i] - mean;
        s.sigma[i] = sqrt(power);
    }
    return s;
}

static enum lr_status closure(const struct optical_lane *lane, struct stretch stretch,
                              const struct fft *fft, struct tdecq *out,
                              struct lr_error *err)
{
    const double own = lane->pmd->value[PMD_REFERENCE_BANDWIDTH];
    const double f_3 = isnan(own) ? 0.5 * lane->pmd->baud : own;
    const struct tdecq_reference reference = reference_of(lane->pmd, f_3);
    struct pulse pulse = {NULL, 0.0};
    enum lr_status status = fill(lane, stretch, f_3, fft, &pulse, err);
    const struct tdecq_signal signal =
        status ? (struct tdecq_signal){.n = 0} : signal_of(lane, stretch, &pulse, 0.0);
    if (!status)
        status = tdecq_solve(&reference, &signal, out, err);
    array_free(pulse.p);
    return status;
}

/* Thermal noise is what its equalised eye bears.  Shot noise follows the power; it is
 * small and white, so that the equaliser stays as it is without. */
static enum lr_status sensitivity(const struct optical_lane *lane, struct stretch stretch,
                                  const struct fft *fft, struct optical_figures *out,
                                  struct lr_error *err)
{
    const struct optics_module *m = lane->module;
    struct tdecq_reference reference = reference_of(lane->pmd, m->receiver_bandwidth);
    struct pulse pulse = {NULL, 0.0};
    enum lr_status status = fill(lane, stretch, m->receiver_bandwidth, fft, &pulse, err);
    double oma = 0.0;
    reference.slice = 0.0;
    out->reaches = !status;
    for (size_t i = 0; !status && out->reaches && i < ROUNDS; i++) {
        const struct tdecq_signal signal = signal_of(lane, stretch, &pulse, oma);
        status = i ? tdecq_at(&reference, &signal, &out->receiver, err)
                   : tdecq_solve(&reference, &signal, &out->receiver, err);
        out->reaches = !status && out->receiver.open;
        if (out->reaches)
            oma = m->receiver_noise * sqrt(pulse.bandwidth) /
                  (m->responsivity * out->receiver.sigma_g);
    }
    out->sensitivity = out->reaches ? oma : (double)INFINITY;
    array_free(pulse.p);
    return status;
}

/* Over the ends of what fibre and standard allow: those that close the eye most. */
static enum lr_status find_worst(const struct optical_lane *lane, const struct fft *fft,
                                 struct stretch *worst, struct tdecq *out,
                                 struct lr_error *err)
{
    const double *of = lane->pmd->value, own = lane->module->wavelength;
    const bool band = !lane->fibre->multimode && !isnan(of[PMD_WAVELENGTH_LEAST]) &&
                      !isnan(of[PMD_WAVELENGTH_MOST]);
    const double light[] = {band ? of[PMD_WAVELENGTH_LEAST] : own,
                            band ? of[PMD_WAVELENGTH_MOST] : own};
    const double zero[] = {lane->fibre->zero_least, lane->fibre->zero_most};
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < (band ? 4 : 2); i++) {
        const struct stretch stretch = {lane->length, light[i / 2], zero[i % 2]};
        struct tdecq found;
        status = closure(lane, stretch, fft, &found, err);
        if (status || (i && found.open && !(found.db > out->db)))
            continue;
        *out = found;
        *worst = stretch;
    }
    return status;
}

static enum lr_status begin(const struct optical_lane *lane, struct fft **fft,
                            struct lr_error *err)
{
    if (isnan(lane->pmd->value[PMD_PRE_FEC_BER]))
        return error_set(err, LR_EDOMAIN,
                         "%s names no error ratio before FEC: nothing "
                         "says when its eye is closed",
                         lane->pmd->model->name);
    return fft_new(SAMPLES, fft, err);
}

enum lr_status link_optical_tecq(const struct optical_lane *lane, struct tdecq *out,
                                 struct lr_error *err)
{
    struct fft *fft = NULL;
    enum lr_status status = begin(lane, &fft, err);
    if (!status)
        status = closure(lane, (struct stretch){.length = 0.0}, fft, out, err);
    fft_free(fft);
    return status;
}

enum lr_status link_optical_solve(const struct optical_lane *lane,
                                  struct optical_figures *out, struct lr_error *err)
{
    struct fft *fft = NULL;
    struct stretch worst = {.length = 0.0};
    *out = (struct optical_figures){.reaches = false};
    enum lr_status status = begin(lane, &fft, err);
    if (!status)
        status = closure(lane, worst, fft, &out->tecq, err);
    if (!status)
        status = find_worst(lane, fft, &worst, &out->tdecq, err);
    out->wavelength = worst.wavelength;
    out->zero = worst.zero;
    if (!status)
        status = sensitivity(lane, worst, fft, out, err);
    fft_free(fft);
    return status;
}

enum lr_status link_optical_back_to_back(const struct optical_lane *lane,
                                         struct optical_figures *out,
                                         struct lr_error *err)
{
    const struct stretch none = {.length = 0.0};
    struct fft *fft = NULL;
    *out = (struct optical_figures){.reaches = false};
    enum lr_status status = begin(lane, &fft, err);
    if (!status)
        status = closure(lane, none, fft, &out->tecq, err);
    out->tdecq = out->tecq;
    if (!status)
        status = sensitivity(lane, none, fft, out, err);
    fft_free(fft);
    return status;
}

static struct stretch stretch_of(const struct optical_lane *lane,
                                 const struct optical_figures *figures)
{
    return (struct stretch){figures->wavelength > 0.0 ? lane->length : 0.0,
                            figures->wavelength, figures->zero};
}

/* [OMA] rms of the amplifier. */
static double thermal(const struct optics_module *m, const struct pulse *pulse, double oma)
{
    return m->receiver_noise * sqrt(pulse->bandwidth) / (m->responsivity * oma);
}

enum lr_status link_optical_received(const struct optical_lane *lane,
                                     const struct optical_figures *figures, double oma,
                                     struct optical_received *out, struct lr_error *err)
{
    const struct stretch worst = stretch_of(lane, figures);
    struct pulse pulse = {NULL, 0.0};
    struct fft *fft = NULL;
    *out = (struct optical_received){.n = SAMPLES, .per_ui = PER_UI};
    enum lr_status status = begin(lane, &fft, err);
    if (!status)
        status = fill(lane, worst, lane->module->receiver_bandwidth, fft, &pulse, err);
    fft_free(fft);
    out->pulse = pulse.p;
    if (status)
        return status;
    const struct tdecq_signal signal = signal_of(lane, worst, &pulse, oma);
    const double noise = thermal(lane->module, &pulse, oma);
    out->decided = figures->receiver;
    for (size_t i = 0; i < lane->pmd->levels; i++) {
        out->level[i] = signal.level[i];
        out->noise[i] =
            hypot(noise, signal.sigma[i]) * pow(10.0, 0.1 * figures->receiver.ceq_db);
    }
    return LR_OK;
}

/* Wrong bits with `oma` W behind the fibre, under thermal noise that is counted as
 * `least` at least, [OMA]. */
static enum lr_status errors(const struct optical_lane *lane,
                             const struct optical_figures *figures, double oma,
                             double least, double *ber, struct lr_error *err)
{
    const struct optics_module *m = lane->module;
    const struct stretch worst = stretch_of(lane, figures);
    struct tdecq_reference reference = reference_of(lane->pmd, m->receiver_bandwidth);
    struct pulse pulse = {NULL, 0.0};
    struct fft *fft = NULL;
    double ser = 0.0;
    reference.slice = 0.0;
    enum lr_status status = begin(lane, &fft, err);
    if (!status)
        status = fill(lane, worst, m->receiver_bandwidth, fft, &pulse, err);
    if (!status) {
        const struct tdecq_signal signal = signal_of(lane, worst, &pulse, oma);
        const double noise = thermal(m, &pulse, oma);
        status = tdecq_error_ratio(&reference, &signal, &figures->receiver,
                                   fmax(noise, least), &ser, err);
    }
    *ber = ser / log2((double)lane->pmd->levels);
    array_free(pulse.p);
    fft_free(fft);
    return status;
}

enum lr_status link_optical_errors(const struct optical_lane *lane,
                                   const struct optical_figures *figures, double oma,
                                   double *ber, struct lr_error *err)
{
    return errors(lane, figures, oma, 0.0, ber, err);
}

enum lr_status link_optical_floor(const struct optical_lane *lane,
                                  const struct optical_figures *figures, double *ber,
                                  struct lr_error *err)
{
    return errors(lane, figures, plenty * figures->sensitivity, hardly_any, ber, err);
}

#include "config.h"

#include "line/microstrip_compatible.h"

#include "base/constants.h"
#include "line/conductor.h"
#include "line/microstrip_dispersion.h"
#include "line/microstrip_loss.h"

#include <math.h>

static enum lr_status check(const struct line_microstrip_compatible *line,
                            double complex er, double freq, struct lr_error *err)
{
    if (!(line->resistivity > 0.0 && line->resistivity < HUGE_VAL))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: resistivity %g ohm*m is not positive",
                         line->resistivity);
    if (!(line->rough >= 0.0 && line->rough < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "microstrip: roughness %g m is negative",
                         line->rough);
    if (!(freq > 0.0))
        return error_set(err, LR_EDOMAIN, "microstrip: frequency %g Hz is not positive",
                         freq);
    return line_microstrip_dispersion_check(&line->strip, er, freq, err);
}

/* Rs/(w Z) times the current factor; a strip without thickness has no loss there. */
static double metal(const struct line_microstrip_compatible *line, double z, double freq)
{
    if (!(line->strip.thickness > 0.0))
        return 0.0;
    const double crowding = exp(-1.2 * pow(z / eta0, 0.7));
    const double depth = line_skin_depth(line->resistivity, freq);
    return line_surface_resistance(line->resistivity, freq) / (line->strip.width * z) *
           crowding * line_hammerstad_factor(line->rough, depth);
}

enum lr_status line_microstrip_compatible(const struct line_microstrip_compatible *line,
                                          double complex er, double freq,
                                          struct line_microstrip_wave *wave,
                                          struct lr_error *err)
{
    enum lr_status status = check(line, er, freq, err);
    if (status)
        return status;

    struct line_quasi_tem lossy; /* whose values the losses take */
    if (line->like == LINE_LIKE_QUCS) {
        const double u = line->strip.width / line->strip.height;
        lossy = line_microstrip_static(&line->strip, creal(er));
        wave->tem =
            line_microstrip_disperse(&lossy, u, line->strip.height, creal(er), freq);
    } else {
        lossy = wave->tem = line_microstrip_eval(&line->strip, er, freq);
    }
    wave->alpha_c = metal(line, creal(lossy.z), freq);
    wave->alpha_d = line_quasi_tem_alpha_d(&lossy, er, freq);
    const double beta = two_pi * freq / speed_of_light * sqrt(creal(wave->tem.er_eff));
    wave->gamma = wave->alpha_c + wave->alpha_d + I * beta;
    return LR_OK;
}

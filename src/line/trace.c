#include "config.h"

#include "line/trace.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"
#include "line/uniform.h"

#include <math.h>
#include <string.h>

enum metal { IDEAL, SMOOTH, ROUGH };

enum lr_status line_trace_init(struct line_trace *trace, struct lr_error *err)
{
    if (!(trace->resistivity > 0.0 && trace->resistivity < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "trace: resistivity %g ohm*m is not positive",
                         trace->resistivity);
    if (!(trace->plane_thickness > 0.0))
        return error_set(err, LR_EDOMAIN, "trace: plane thickness %g m is not positive",
                         trace->plane_thickness);
    if (!(trace->rough.radius >= 0.0 && trace->rough.radius < HUGE_VAL &&
          trace->rough.ratio >= 0.0 && trace->rough.ratio < HUGE_VAL))
        return error_set(err, LR_EDOMAIN,
                         "trace: roughness with spheres of radius %g m and surface "
                         "ratio %g is negative",
                         trace->rough.radius, trace->rough.ratio);
    return line_stripline_solve(&trace->strip, LINE_ODD, &trace->odd, err);
}

static double complex series(const struct line_trace *trace, double freq,
                             enum metal metal)
{
    const struct line_stripline_mode *odd = &trace->odd;
    const double inductance = odd->z_air / speed_of_light;
    double complex inside = 0.0;
    if (metal != IDEAL) {
        const double rho = trace->resistivity;
        const double area = trace->strip.width * trace->strip.thickness;
        inside = line_internal_impedance(odd->k_strip, rho, odd->k_strip * area, freq) +
                 line_internal_impedance(odd->k_plane, rho, trace->plane_thickness, freq);
        if (metal == ROUGH)
            inside *= line_huray_factor(&trace->rough, line_skin_depth(rho, freq));
    }
    return 2.0 * (I * two_pi * freq * inductance + inside);
}

static double complex shunt(const struct line_trace *trace, double freq)
{
    const double capacitance = 1.0 / (trace->odd.z_air * speed_of_light);
    const double complex er = line_debye_eval(&trace->dielectric, freq);
    return I * two_pi * freq * 0.5 * capacitance * er;
}

static double complex gamma_of(const struct line_trace *trace, double freq,
                               enum metal metal)
{
    return csqrt(series(trace, freq, metal)) * csqrt(shunt(trace, freq));
}

void line_trace_rlgc(const struct line_trace *trace, size_t nf, const double *freq,
                     double complex *restrict z, double complex *restrict y)
{
    for (size_t k = 0; k < nf; k++) {
        z[k] = series(trace, freq[k], ROUGH);
        y[k] = shunt(trace, freq[k]);
    }
}

static enum lr_status warn(const struct line_trace *trace, double f_max,
                           struct lr_error *err)
{
    enum lr_status status = line_debye_note(&trace->dielectric, f_max, err);
    if (status)
        return status;
    /* Half a wavelength between the planes: the first parallel-plate mode. */
    const double er = creal(line_debye_eval(&trace->dielectric, f_max));
    const double limit = speed_of_light / (2.0 * trace->strip.plane_spacing * sqrt(er));
    if (f_max > limit)
        return note_add(err, NOTE_WARNING,
                        "trace: above %.4g GHz the planes carry a mode of their own that "
                        "the model leaves out; the frequencies end at %g GHz",
                        limit / unit_ghz, f_max / unit_ghz);
    return LR_OK;
}

enum lr_status line_trace_sparam(const struct line_trace *trace, double length,
                                 double zref, size_t nf, const double *freq,
                                 struct net *net, struct lr_error *err)
{
    double complex *z = array_alloc(nf, sizeof *z), *y = array_alloc(nf, sizeof *y);
    enum lr_status status = net_init(net, nf, 2, zref, err);
    if (status)
        goto out;
    if (!z || !y) {
        status = error_memory(err, "a trace");
        goto out;
    }
    memcpy(net->freq, freq, nf * sizeof *freq);
    line_trace_rlgc(trace, nf, freq, z, y);
    const struct line_uniform line = {nf, freq, z, y};
    status = line_uniform_sparam(&line, length, zref, net->s, err);
    if (!status && nf)
        status = warn(trace, freq[nf - 1], err);
out:
    if (status)
        net_free(net);
    array_free(y);
    array_free(z);
    return status;
}

double line_trace_zdiff(const struct line_trace *trace, double freq)
{
    return creal(csqrt(series(trace, freq, ROUGH)) / csqrt(shunt(trace, freq)));
}

double line_trace_delay(const struct line_trace *trace, double freq)
{
    return cimag(gamma_of(trace, freq, ROUGH)) / (two_pi * freq);
}

struct line_trace_loss line_trace_loss(const struct line_trace *trace, double freq)
{
    /* |exp(-alpha)| = 1/ratio, so one neper is 20 log10 e = 8.686 dB. */
    const double neper_db = db_of(exp(1.0));
    const double ideal = creal(gamma_of(trace, freq, IDEAL));
    const double smooth = creal(gamma_of(trace, freq, SMOOTH));
    const double rough = creal(gamma_of(trace, freq, ROUGH));
    return (struct line_trace_loss){
        .smooth_db = neper_db * (smooth - ideal),
        .rough_db = neper_db * (rough - smooth),
        .dielectric_db = neper_db * ideal,
        .total_db = neper_db * rough,
    };
}

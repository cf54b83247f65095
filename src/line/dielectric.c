#include "config.h"

#include "line/dielectric.h"

#include "base/quantity.h"

#include <math.h>

/* Between the edges the imaginary part is close to -pi/2. */
static double complex spread(double freq, double f_low, double f_high)
{
    return clog((f_high + I * freq) / (f_low + I * freq));
}

/* Comparisons are written so that NaN fails them. */
static enum lr_status check(double er, double tan_delta, double freq, double f_low,
                            double f_high, struct lr_error *err)
{
    if (!(er >= 1.0 && er < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "permittivity %g is not at least 1", er);
    if (!(tan_delta >= 0.0 && tan_delta < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "loss tangent %g is negative", tan_delta);
    if (!(f_low > 0.0 && f_low < freq && freq < f_high && f_high < HUGE_VAL))
        return error_set(err, LR_EDOMAIN,
                         "permittivity is given at %g Hz, which is not between "
                         "f_low %g Hz and f_high %g Hz",
                         freq, f_low, f_high);
    return LR_OK;
}

enum lr_status line_debye_anchor(double er, double tan_delta, double freq, double f_low,
                                 double f_high, struct line_debye *debye,
                                 struct lr_error *err)
{
    enum lr_status status = check(er, tan_delta, freq, f_low, f_high, err);
    if (status)
        return status;

    /* The real and the imaginary part of er(freq) = er (1 - j tan_delta) are two
     * linear equations in slope and er_inf. */
    const double complex k = spread(freq, f_low, f_high);
    const double slope = -er * tan_delta / cimag(k);
    const double er_inf = er - slope * creal(k);
    if (!(er_inf >= 1.0))
        return error_set(err, LR_EDOMAIN,
                         "permittivity %g with loss tangent %g at %g Hz leaves %g at "
                         "f_high %g Hz, less than 1",
                         er, tan_delta, freq, er_inf, f_high);
    *debye = (struct line_debye){er_inf, slope, f_low, f_high, freq};
    return LR_OK;
}

double complex line_debye_eval(const struct line_debye *debye, double freq)
{
    return debye->er_inf + debye->slope * spread(freq, debye->f_low, debye->f_high);
}

/* One pair cannot know how the loss tangent of a real laminate rises.  Megtron 6 and 7,
 * quoted by their maker at 1 and 12 GHz, double it between the two, where this model
 * anchored at 1 GHz gains 2 %.  Twenty lets what is quoted at 5.8 GHz pass to
 * 110 GHz, and holds 1 GHz to 20 GHz. */
static const double far_above = 20.0;

/* Where data sheets quote laminates for fast lanes. */
static const double usual_ghz = 10.0;

enum lr_status line_debye_note(const struct line_debye *debye, const char *name,
                               double f_max, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    /* The loss tangent is 2/pi arctan(f_high/f) of its plateau: 13 % low at a fifth
     * of f_high. */
    if (f_max > debye->f_high / 5.0)
        status = note_add(err, NOTE_WARNING,
                          "%s: at %g GHz its loss is too low, because its f_high is %g "
                          "GHz; it wants five times the highest frequency", name,
                          f_max / unit_ghz, debye->f_high / unit_ghz);
    if (!status && debye->freq > 0.0 && f_max > far_above * debye->freq)
        status = note_add(err, NOTE_WARNING,
                          "%s: its Dk and Df are those of %g GHz and are used up to %g "
                          "GHz%s", name, debye->freq / unit_ghz, f_max / unit_ghz,
                          debye->freq < usual_ghz * unit_ghz
                              ? "; take a pair quoted at 10 to 14 GHz" : "");
    return status;
}

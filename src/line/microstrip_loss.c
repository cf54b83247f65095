#include "config.h"

#include "line/microstrip_loss.h"

#include "base/constants.h"

#include <math.h>

/* Impedance in air when the walls of the strip recede by ds and the plane by dp. */
static double receded(const struct line_microstrip *strip, double ds, double dp)
{
    const struct line_microstrip moved = {
        .width = strip->width - 2.0 * ds,
        .height = strip->height + ds + dp,
        .thickness = strip->thickness - 2.0 * ds,
    };
    return creal(line_microstrip_static(&moved, 1.0).z);
}

enum lr_status line_microstrip_current(const struct line_microstrip *strip,
                                       struct line_current_factors *k,
                                       struct lr_error *err)
{
    enum lr_status status = line_microstrip_check(strip, 1.0, err);
    if (status)
        return status;
    if (!(strip->thickness > 0.0))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: thickness %g m leaves no room for a current; loss "
                         "needs a positive one",
                         strip->thickness);

    /* L = Z_air/c.  A central difference: 0.5 % of the thickness is small against every
     * dimension and large against rounding. */
    const double dn = 0.005 * strip->thickness, scale = 1.0 / (2.0 * dn * eta0);
    const double both = scale * (receded(strip, dn, dn) - receded(strip, -dn, -dn));
    k->plane = scale * (receded(strip, 0.0, dn) - receded(strip, 0.0, -dn));
    k->strip = both - k->plane;
    return LR_OK;
}

double line_quasi_tem_alpha_c(const struct line_quasi_tem *tem,
                              const struct line_current_factors *k, double rs)
{
    return rs * (k->strip + k->plane) / (2.0 * creal(tem->z));
}

double line_quasi_tem_alpha_d(const struct line_quasi_tem *tem, double complex er,
                              double freq)
{
    const double ee = creal(tem->er_eff), real = creal(er);
    if (!(real > 1.0))
        return 0.0;
    const double share = (ee - 1.0) / (real - 1.0);
    return pi * freq / speed_of_light * share * -cimag(er) / sqrt(ee);
}

void line_quasi_tem_zy(const struct line_quasi_tem *tem, double complex inside,
                       double freq, double complex *z, double complex *y)
{
    const double z_air = creal(csqrt(tem->er_eff) * tem->z);
    const double w = two_pi * freq;
    *z = I * w * z_air / speed_of_light + inside;
    *y = I * w * tem->er_eff / (z_air * speed_of_light);
}

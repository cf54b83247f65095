#include "config.h"

#include "line/ieee93a.h"

#include "base/constants.h"
#include "base/quantity.h"

#include <float.h>
#include <math.h>

static enum lr_status check(const struct line_93a *line, double length, double r0,
                            struct lr_error *err)
{
    if (!(length >= 0.0 && length < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "line length %g m is negative", length);
    if (!(line->zc > 0.0 && line->zc < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "line impedance %g ohm is not positive",
                         line->zc);
    if (!(r0 > 0.0 && r0 < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "reference %g ohm is not positive", r0);
    if (!(isfinite(line->gamma0) && isfinite(line->a1) && isfinite(line->a2) &&
          isfinite(line->tau)))
        return error_set(err, LR_EDOMAIN,
                         "line constants gamma0 %g 1/m, a1 %g s^0.5/m, a2 %g s/m, "
                         "tau %g s/m are not all finite",
                         line->gamma0, line->a1, line->a2, line->tau);
    return LR_OK;
}

/* IEEE 802.3 Annex 93A, eqs. (93A-9) to (93A-14), for this and the next function. */
double complex line_93a_gamma(const struct line_93a *line, double freq)
{
    const double f = fmax(freq, DBL_EPSILON);
    const double f_norm = f / unit_ghz;                 /* f in GHz */

    const double complex skin = line->a1 * (1.0 + I) * sqrt(f);
    const double complex dielectric = line->a2 * (1.0 - I * 2.0 / pi * log(f_norm)) * f;
    return line->gamma0 + skin + dielectric + I * two_pi * line->tau * f;
}

enum lr_status line_93a_sparam(const struct line_93a *line, double length, double r0,
                               size_t nf, const double *freq, double complex *restrict s,
                               struct lr_error *err)
{
    enum lr_status status = check(line, length, r0, err);
    if (status)
        return status;

    const double zref = 2.0 * r0;
    const double rho = length > 0.0 ? (line->zc - zref) / (line->zc + zref) : 0.0;
    for (size_t k = 0; k < nf; k++) {
        const double complex p = cexp(-line_93a_gamma(line, freq[k]) * length);
        const double complex denom = 1.0 - rho * rho * p * p;
        s[4 * k + 0] = s[4 * k + 3] = rho * (1.0 - p * p) / denom;
        s[4 * k + 1] = s[4 * k + 2] = p * (1.0 - rho * rho) / denom;
    }
    return LR_OK;
}

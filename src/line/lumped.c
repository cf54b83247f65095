#include "config.h"

#include "line/lumped.h"

#include "base/constants.h"

#include <math.h>

/* Of an element whose normalised immittance at frequency f is j 2 pi f tau: S21 is
 * 2/(2 + x) for both, S11 is x/(2 + x) for the series, its negative for the shunt
 * element (IEEE 802.3 eq. 93A-8 and its dual). */
static void two_port(double tau, double sign, size_t nf, const double *freq,
                     double complex *restrict s)
{
    for (size_t k = 0; k < nf; k++) {
        const double complex x = I * two_pi * freq[k] * tau;
        s[4 * k + 0] = s[4 * k + 3] = sign * x / (2.0 + x);
        s[4 * k + 1] = s[4 * k + 2] = 2.0 / (2.0 + x);
    }
}

static enum lr_status check(const char *what, double value, const char *unit, double r0,
                            struct lr_error *err)
{
    if (!(value >= 0.0 && value < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "%s %g %s is negative", what, value, unit);
    if (!(r0 > 0.0 && r0 < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "reference %g ohm is not positive", r0);
    return LR_OK;
}

enum lr_status line_shunt_c(double capacitance, double r0, size_t nf, const double *freq,
                            double complex *restrict s, struct lr_error *err)
{
    enum lr_status status = check("shunt capacitance", capacitance, "F", r0, err);
    if (!status)
        two_port(capacitance * r0, -1.0, nf, freq, s);
    return status;
}

enum lr_status line_series_l(double inductance, double r0, size_t nf, const double *freq,
                             double complex *restrict s, struct lr_error *err)
{
    enum lr_status status = check("series inductance", inductance, "H", r0, err);
    if (!status)
        two_port(inductance / r0, 1.0, nf, freq, s);
    return status;
}

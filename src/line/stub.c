#include "config.h"

#include "line/stub.h"

#include "base/constants.h"

#include <math.h>

/* The admittance of the open line.  tanh is odd, so that sqrt(y/z) tanh(sqrt(z y) length)
 * is y length tanh(x)/x, x = gamma length: no root of a quotient where z is 0, and at
 * 0 Hz the leakage y length. */
static double complex admittance(double complex z, double complex y, double length)
{
    const double complex x = csqrt(z) * csqrt(y) * length;
    return y * length * (x == 0.0 ? 1.0 : ctanh(x) / x);
}

enum lr_status line_stub_sparam(const struct line_uniform *line, double length,
                                double zref, double complex *restrict s,
                                struct lr_error *err)
{
    enum lr_status status = line_uniform_check(line, length, zref, err);
    for (size_t k = 0; !status && k < line->nf; k++) {
        const double complex shunt = admittance(line->z[k], line->y[k], length) * zref;
        s[4 * k + 0] = s[4 * k + 3] = -shunt / (2.0 + shunt);
        s[4 * k + 1] = s[4 * k + 2] = 2.0 / (2.0 + shunt);
    }
    return status;
}

double line_stub_resonance(double length, double er_eff)
{
    return speed_of_light / (4.0 * length * sqrt(er_eff));
}

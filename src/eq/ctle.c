#include "config.h"

#include "eq/ctle.h"

#include "base/constants.h"
#include "base/quantity.h"

void eq_ctle_power(const struct eq_ctle *ctle, size_t nf, const double *freq,
                   double *restrict power)
{
    const double g = ratio_of(ctle->g_dc_db), g2 = ratio_of(ctle->g_hp_db);
    for (size_t k = 0; k < nf; k++) {
        const double z = freq[k] / ctle->f_z;
        const double p1 = freq[k] / ctle->f_p1, p2 = freq[k] / ctle->f_p2;
        power[k] = (g * g + z * z) / ((1.0 + p1 * p1) * (1.0 + p2 * p2));
        if (ctle->f_lf > 0.0) {
            const double x = freq[k] / ctle->f_lf;
            power[k] *= (g2 * g2 + x * x) / (1.0 + x * x);
        }
    }
}

/* r(s): where the bilinear transform at the rate F/2 puts the root s. */
static double root(double s, double rate)
{
    return (1.0 + s / rate) / (1.0 - s / rate);
}

void eq_ctle_filter(const struct eq_ctle *ctle, double dt, size_t n, const double *x,
                    double *y)
{
    const double rate = 2.0 / dt;
    const double p1 = -two_pi * ctle->f_p1, p2 = -two_pi * ctle->f_p2;
    const double z = -two_pi * ctle->f_z * ratio_of(ctle->g_dc_db);
    const double k =
        -p2 * (rate - z) / ((rate - p1) * (rate - p2)) * ctle->f_p1 / ctle->f_z;
    const double rz = root(z, rate), r1 = root(p1, rate), r2 = root(p2, rate);
    const double b0 = k, b1 = k * (1.0 - rz), b2 = -k * rz;
    const double a1 = r1 + r2, a2 = -r1 * r2;

    /* Low-frequency stage: the same with its second pole at infinity, reduced to
     * first order.  Without it c = 1 and rz2 = rp2, an identity. */
    const double p = -two_pi * ctle->f_lf, z2 = p * ratio_of(ctle->g_hp_db);
    const double c = ctle->f_lf > 0.0 ? (rate - z2) / (rate - p) : 1.0;
    const double rz2 = ctle->f_lf > 0.0 ? root(z2, rate) : 0.0;
    const double rp2 = ctle->f_lf > 0.0 ? root(p, rate) : 0.0;

    double x1 = 0.0, x2 = 0.0, y1 = 0.0, y2 = 0.0, out1 = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double in = x[i];
        const double main = b0 * in + b1 * x1 + b2 * x2 + a1 * y1 + a2 * y2;
        const double out = c * main - c * rz2 * y1 + rp2 * out1;
        x2 = x1;
        x1 = in;
        y2 = y1;
        y1 = main;
        out1 = out;
        y[i] = out;
    }
}

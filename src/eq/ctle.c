#include "config.h"

#include "eq/ctle.h"

#include "base/constants.h"
#include "base/quantity.h"

#include <stdbool.h>

void eq_ctle_power(const struct eq_ctle *ctle, size_t nf, const double *freq,
                   double *restrict power)
{
    const double g = ratio_of(ctle->g_dc_db);
    const bool zero_given = ctle->f_lf_zero > 0.0;
    const double g2 = zero_given ? 1.0 : ratio_of(ctle->g_hp_db);
    const double zero = zero_given ? ctle->f_lf / ctle->f_lf_zero : 1.0;
    for (size_t k = 0; k < nf; k++) {
        const double z = freq[k] / ctle->f_z;
        const double p1 = freq[k] / ctle->f_p1, p2 = freq[k] / ctle->f_p2;
        power[k] = (g * g + z * z) / ((1.0 + p1 * p1) * (1.0 + p2 * p2));
        if (ctle->f_lf > 0.0) {
            const double x = freq[k] / ctle->f_lf, z2 = x * zero;
            power[k] *= (g2 * g2 + z2 * z2) / (1.0 + x * x);
        }
    }
}

/* r(s): where the bilinear transform at the rate F/2 puts the root s. */
static double root(double s, double rate)
{
    return (1.0 + s / rate) / (1.0 - s / rate);
}

void eq_ctle_filter_main(const struct eq_ctle *ctle, double dt, size_t n, const double *x,
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
    double x1 = 0.0, x2 = 0.0, y1 = 0.0, y2 = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double in = x[i];
        const double out = b0 * in + b1 * x1 + b2 * x2 + a1 * y1 + a2 * y2;
        x2 = x1;
        x1 = in;
        y2 = y1;
        y1 = out;
        y[i] = out;
    }
}

/* The main stage with its second pole at infinity, reduced to first order. */
void eq_ctle_filter_low(const struct eq_ctle *ctle, double dt, size_t n, const double *x,
                        double *y)
{
    const double rate = 2.0 / dt, p = -two_pi * ctle->f_lf;
    const bool zero_given = ctle->f_lf_zero > 0.0;
    const double z = zero_given ? -two_pi * ctle->f_lf_zero : p * ratio_of(ctle->g_hp_db);
    const double gain = zero_given ? p / z : 1.0;
    const bool stage = ctle->f_lf > 0.0;            /* without it an identity */
    const double c = stage ? gain * (rate - z) / (rate - p) : 1.0;
    const double rz = stage ? root(z, rate) : 0.0, rp = stage ? root(p, rate) : 0.0;
    double x1 = 0.0, y1 = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double in = x[i];
        const double out = c * in - c * rz * x1 + rp * y1;
        x1 = in;
        y1 = out;
        y[i] = out;
    }
}

void eq_ctle_filter(const struct eq_ctle *ctle, double dt, size_t n, const double *x,
                    double *y)
{
    eq_ctle_filter_main(ctle, dt, n, x, y);
    eq_ctle_filter_low(ctle, dt, n, y, y);
}

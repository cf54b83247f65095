#include "config.h"

#include "line/microstrip_pair.h"

#include "base/constants.h"

#include <math.h>

/* Where the weights of thickness were fitted: w/h, s/h and t/h. */
static const double fit_w = 0.7, fit_s_low = 0.9, fit_s_high = 3.1, fit_t = 0.45;

static bool fitted(const struct line_microstrip_pair *pair)
{
    const double h = pair->strip.height;
    return pair->strip.width >= fit_w * h && pair->gap >= fit_s_low * h &&
           pair->gap <= fit_s_high * h && pair->strip.thickness <= fit_t * h;
}

enum lr_status line_microstrip_pair_check(const struct line_microstrip_pair *pair,
                                          double complex er, struct lr_error *err)
{
    const double w = pair->strip.width, h = pair->strip.height, s = pair->gap;
    const double t = pair->strip.thickness;
    enum lr_status status = line_microstrip_check(&pair->strip, er, err);
    if (status)
        return status;
    if (!(w >= 0.1 * h && w <= 10.0 * h))
        return error_set(err, LR_EDOMAIN,
                         "microstrip pair: width %g m is not between 0.1 and 10 times "
                         "the height %g m",
                         w, h);
    if (!(s >= 0.1 * h && s <= 10.0 * h && s >= t))
        return error_set(err, LR_EDOMAIN,
                         "microstrip pair: gap %g m is not between 0.1 and 10 times the "
                         "height %g m, or below the thickness %g m",
                         s, h, t);
    if (!(creal(er) <= 18.0))
        return error_set(err, LR_EDOMAIN,
                         "microstrip pair: permittivity %g is not between 1 and 18",
                         creal(er));
    if (t > 0.0 && !fitted(pair))
        return note_add(err, NOTE_WARNING,
                        "microstrip pair: with w/h %.3g, s/h %.3g and t/h %.3g the "
                        "correction for thickness is outside its fit, w/h from %g, "
                        "s/h %g to %g and t/h up to %g: the even mode may be 8 %% off",
                        w / h, s / h, t / h, fit_w, fit_s_low, fit_s_high, fit_t);
    return LR_OK;
}

/* Permittivities at t = 0.  v: the width of a single strip with the even mode's
 * filling.  The odd mode goes from that of a slot at g = 0 to the single strip, e1. */
static double complex even_filled(double u, double g, double complex er)
{
    const double v = u * (20.0 + g * g) / (10.0 + g * g) + g * exp(-g);
    return line_microstrip_filled(v, er);
}

static double complex odd_filled(double u, double g, double complex er, double complex e1)
{
    const double complex b = 0.747 * er / (0.15 + er);
    const double complex c = b - (b - 0.207) * exp(-0.414 * u);
    const double d = 0.593 + 0.694 * exp(-0.562 * u);
    const double complex a = 0.7287 * (e1 - 0.5 * (er + 1.0)) * -expm1(-0.179 * u);
    return (0.5 * (er + 1.0) + a - e1) * cexp(-c * pow(g, d)) + e1;
}

/* ln(g^10/(1 + (g/corner)^10)) */
static double saturating(double g, double corner)
{
    return -log(pow(g, -10.0) + pow(corner, -10.0));
}

/* Coupling Q4 (even) and Q10 (odd): 1/Z_mode = 1/Z_single - Q/eta0, all in air. */
static void coupling(double u, double g, double *even, double *odd)
{
    const double q1 = 0.8695 * pow(u, 0.194);
    const double q2 = 1.0 + 0.7519 * g + 0.189 * pow(g, 2.31);
    const double q3 =
        0.1975 + pow(16.6 + pow(8.4 / g, 6.0), -0.387) + saturating(g, 3.4) / 241.0;
    const double near = exp(-g);
    const double q4 = 2.0 * q1 / q2 / (near * pow(u, q3) + (2.0 - near) * pow(u, -q3));
    const double q5 = 1.794 + 1.14 * log1p(0.638 / (g + 0.517 * pow(g, 2.43)));
    const double q6 =
        0.2305 + saturating(g, 5.8) / 281.3 + log1p(0.598 * pow(g, 1.154)) / 5.1;
    const double q7 = (10.0 + 190.0 * g * g) / (1.0 + 82.3 * g * g * g);
    const double q8 = exp(-6.5 - 0.95 * log(g) - pow(g / 0.15, 5.0));
    const double q9 = log(q7) * (q8 + 1.0 / 16.5);
    *even = q4;
    *odd = q4 - q5 / q2 * exp(log(u) * q6 * pow(u, -q9));
}

struct line_microstrip_modes
line_microstrip_pair_thin(const struct line_microstrip_pair *pair, double complex er)
{
    const struct line_microstrip thin = {pair->strip.width, pair->strip.height, 0.0};
    const double u = thin.width / thin.height, g = pair->gap / thin.height;
    const double single = creal(line_microstrip_static(&thin, 1.0).z);
    double q_even, q_odd;
    coupling(u, g, &q_even, &q_odd);

    struct line_microstrip_modes modes;
    modes.even.er_eff = even_filled(u, g, er);
    modes.odd.er_eff = odd_filled(u, g, er, line_microstrip_filled(u, er));
    modes.even.z = single / (1.0 - single / eta0 * q_even) / csqrt(modes.even.er_eff);
    modes.odd.z = single / (1.0 - single / eta0 * q_odd) / csqrt(modes.odd.er_eff);
    return modes;
}

/* Capacitances over eps0 with and without the substrate. */
struct capacitance {
    double complex filled;
    double air;
};

static struct capacitance capacitance(const struct line_quasi_tem *tem)
{
    const double complex root = csqrt(tem->er_eff);
    const double complex filled = eta0 * root / tem->z;
    return (struct capacitance){filled, eta0 / creal(root * tem->z)};
}

static struct line_quasi_tem thicker(const struct line_quasi_tem *thin,
                                     struct capacitance more, double weight, double wall)
{
    struct capacitance c = capacitance(thin);
    c.filled += weight * more.filled + wall;
    c.air += weight * more.air + wall;
    return (struct line_quasi_tem){eta0 / csqrt(c.filled * c.air), c.filled / c.air};
}

struct line_microstrip_modes
line_microstrip_pair_static(const struct line_microstrip_pair *pair, double complex er)
{
    struct line_microstrip_modes modes = line_microstrip_pair_thin(pair, er);
    if (!(pair->strip.thickness > 0.0))
        return modes;
    const struct line_microstrip thin = {pair->strip.width, pair->strip.height, 0.0};
    const struct line_quasi_tem with = line_microstrip_static(&pair->strip, er);
    const struct line_quasi_tem without = line_microstrip_static(&thin, er);
    const struct line_quasi_tem with_air = line_microstrip_static(&pair->strip, 1.0);
    const struct line_quasi_tem without_air = line_microstrip_static(&thin, 1.0);
    const struct capacitance more = {
        capacitance(&with).filled - capacitance(&without).filled,
        capacitance(&with_air).air - capacitance(&without_air).air,
    };
    const double wall = 2.0 * pair->strip.thickness / pair->gap;
    modes.even = thicker(&modes.even, more, 0.6, 0.0);
    modes.odd = thicker(&modes.odd, more, 0.8, wall);
    return modes;
}

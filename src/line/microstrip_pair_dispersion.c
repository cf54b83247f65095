#include "config.h"

#include "line/microstrip_pair_dispersion.h"

#include "base/quantity.h"
#include "line/microstrip_dispersion.h"

#include <math.h>

/* Letters P.., Q.. and the indices are the authors'.  Here er is real. */
struct point {
    double u, g, er, fn;        /* w/h, s/h, permittivity, f h [GHz mm]        */
    double p12, p34, q0;        /* of the single strip                         */
    double e1_still, e1, z1;    /* its permittivities and impedance at fn      */
};

enum lr_status
line_microstrip_pair_dispersion_check(const struct line_microstrip_pair *pair,
                                      double complex er, double freq,
                                      struct lr_error *err)
{
    const double most = 25.0 * unit_ghz * unit_mm / pair->strip.height;
    if (freq > most)
        return error_set(err, LR_EDOMAIN,
                         "microstrip pair: frequency %g Hz is above the %g Hz up to "
                         "which dispersion is known for a height of %g m",
                         freq, most, pair->strip.height);
    enum lr_status status =
        line_microstrip_dispersion_check(&pair->strip, er, freq, err);
    return status ? status : line_microstrip_pair_check(pair, er, err);
}

static double cube(double x)
{
    return x * x * x;
}

/* Fe and Fo: er - (er - e)/(1 + F) is the permittivity at fn. */
static double even_filling(const struct point *at)
{
    const double g = at->g;
    const double p5 = 0.334 * exp(-3.3 * cube(at->er / 15.0)) + 0.746;
    const double p6 = p5 * exp(-pow(at->fn / 18.0, 0.368));
    const double p7 = 1.0 + 4.069 * p6 * pow(g, 0.479) *
                                exp(-1.347 * pow(g, 0.595) - 0.17 * pow(g, 2.5));
    return at->p12 * pow((at->p34 + 0.1844 * p7) * at->fn, 1.5763);
}

static double odd_filling(const struct point *at)
{
    const double u = at->u, er = at->er, fn = at->fn;
    const double p8 = 0.7168 * (1.0 + 1.076 / (1.0 + 0.0576 * (er - 1.0)));
    const double p9 =
        p8 + 0.7913 * expm1(-pow(fn / 20.0, 1.424)) * atan(2.481 * pow(er / 8.0, 0.946));
    const double p10 = 0.242 * pow(er - 1.0, 0.55);
    const double p11 = 0.6366 * expm1(-0.3401 * fn) * atan(1.263 * pow(u / 3.0, 1.629));
    const double p12 = p9 + (1.0 - p9) / (1.0 + 1.183 * pow(u, 1.376));
    const double p13 = 1.695 * p10 / (0.414 + 1.605 * p10);
    const double p14 = 0.8928 - 0.1072 * expm1(-0.42 * pow(fn / 20.0, 3.215));
    const double p15 =
        fabs(1.0 - 0.8928 * (1.0 + p11) * p12 * exp(-p13 * pow(at->g, 1.092)) / p14);
    return at->p12 * pow((at->p34 + 0.1844) * fn * p15, 1.5763);
}

/* de: what the gap leaves of the single strip's R9. */
static double even_pole(const struct point *at)
{
    const double u = at->u, wide = pow(u, 2.5), contrast = pow(at->er - 1.0, 6.0);
    const double q21 = fabs(1.0 - 42.54 * pow(at->g, 0.133) * exp(-0.812 * at->g) * wide /
                                      (1.0 + 0.033 * wide));
    const double re = pow(at->fn / 28.843, 12.0);
    const double qe = 0.016 + pow(0.0514 * at->er * q21, 4.524);
    return 5.086 * qe * (re / (0.3838 + 0.386 * qe)) *
           (exp(-22.2 * pow(u, 1.92)) / (1.0 + 1.2992 * re)) *
           (contrast / (1.0 + 10.0 * contrast));
}

/* Ce: exponent of the permittivity in the even mode's impedance, Q11 to Q20. */
static double even_exponent(const struct point *at)
{
    const double u = at->u, g = at->g, fn = at->fn, contrast = at->er - 1.0;
    const double x = pow(fn / 20.0, 4.91), y = pow(at->er / 15.0, 4.0);
    const double q11 = 0.893 * (1.0 - 0.3 / (1.0 + 0.7 * contrast));
    const double q12 = 2.121 * (x / (1.0 + q11 * x)) * exp(-2.87 * g) * pow(g, 0.902);
    const double q13 = 1.0 + 0.038 * pow(at->er / 8.0, 5.1);
    const double q14 = 1.0 + 1.203 * y / (1.0 + y);
    const double q15 = 1.887 * exp(-1.5 * pow(g, 0.84)) * pow(g, q14) /
                       (1.0 + 0.41 * cube(fn / 15.0) * pow(u, 2.0 / q13) /
                                  (0.125 + pow(u, 1.626 / q13)));
    const double q16 = (1.0 + 9.0 / (1.0 + 0.403 * contrast * contrast)) * q15;
    const double q17 =
        0.394 * expm1(-1.47 * pow(u / 7.0, 0.672)) * expm1(-4.25 * pow(fn / 20.0, 1.87));
    const double q18 =
        -0.61 * expm1(-2.13 * pow(u / 8.0, 1.593)) / (1.0 + 6.544 * pow(g, 4.17));
    const double q19 =
        0.21 * pow(g, 4.0) /
        ((1.0 + 0.18 * pow(g, 4.9)) * (1.0 + 0.1 * u * u) * (1.0 + cube(fn / 24.0)));
    const double q20 = (0.09 + 1.0 / (1.0 + 0.1 * pow(contrast, 2.7))) * q19;
    const double pe = 4.766 * exp(-3.228 * pow(u, 0.641));
    const double rise = 0.004625 * pe * pow(at->er, 1.674) * pow(fn / 18.365, 2.745);
    return 1.0 - 1.275 * expm1(-rise) - q12 + q16 - q17 + q18 + q20;
}

/* Ze(fn)/Ze. */
static double even_ratio(const struct point *at)
{
    const double ce = even_exponent(at);
    const double above = 0.9408 * pow(at->e1, ce) - 0.9603;
    const double below = (0.9408 - even_pole(at)) * pow(at->e1_still, ce) - 0.9603;
    return pow(above / below, at->q0);
}

/* Zo(fn), Q22 to Q29; `ratio` is eo(fn)/eo. */
static double odd_impedance(const struct point *at, double still, double ratio)
{
    const double u = at->u, fn = at->fn, contrast = at->er - 1.0;
    const double root3 = contrast * sqrt(contrast), squared = contrast * contrast;
    const double z = pow(contrast / 13.0, 12.0);
    const double q29 = 15.16 / (1.0 + 0.196 * squared);
    const double q26 = 30.0 - 22.2 * z / (1.0 + 3.0 * z) - q29;
    const double q22 = 0.925 * pow(fn / q26, 1.536) / (1.0 + 0.3 * pow(fn / 30.0, 1.536));
    const double q27 = 0.4 * pow(at->g, 0.84) * (1.0 + 2.5 * root3 / (5.0 + root3));
    const double q23 =
        1.0 +
        0.005 * fn * q27 / ((1.0 + 0.812 * pow(fn / 15.0, 1.9)) * (1.0 + 0.025 * u * u));
    const double q28 = 0.149 * cube(contrast) / (94.5 + 0.038 * cube(contrast));
    const double q24 = 2.506 * q28 * pow(u, 0.894) *
                       pow((1.0 + 1.3 * u) * fn / 99.25, 4.29) / (3.575 + pow(u, 0.894));
    const double q25 =
        0.3 * fn * fn / (10.0 + fn * fn) * (1.0 + 2.333 * squared / (5.0 + squared));
    return at->z1 + (still * pow(ratio, q22) - at->z1 * q23) /
                        (1.0 + q24 + pow(0.46 * at->g, 2.2) * q25);
}

static struct point point_of(const struct line_microstrip_pair *pair, double er,
                             double freq)
{
    const struct line_microstrip thin = {pair->strip.width, pair->strip.height, 0.0};
    const double u = thin.width / thin.height;
    const double fn = line_kirschning_frequency(freq, thin.height);
    const struct line_kirschning k = line_kirschning(u, er, fn);
    const struct line_quasi_tem still = line_microstrip_static(&thin, er);
    const struct line_quasi_tem moved =
        line_microstrip_disperse(&still, u, thin.height, er, freq);
    return (struct point){
        .u = u,
        .g = pair->gap / thin.height,
        .er = er,
        .fn = fn,
        .p12 = creal(k.p12),
        .p34 = creal(k.p34),
        .q0 = creal(k.r17),
        .e1_still = creal(still.er_eff),
        .e1 = creal(moved.er_eff),
        .z1 = creal(moved.z),
    };
}

/* (er - (er - still)/(1 + f))/still */
static double filled_ratio(double er, double still, double f)
{
    return (er * f + still) / (still * (1.0 + f));
}

struct line_microstrip_modes
line_microstrip_pair_eval(const struct line_microstrip_pair *pair, double complex er,
                          double freq)
{
    struct line_microstrip_modes modes = line_microstrip_pair_static(pair, er);
    if (creal(er) == 1.0) /* TEM, which the fit of the odd mode misses */
        return modes;
    const struct point at = point_of(pair, creal(er), freq);
    const struct line_microstrip_modes thin = line_microstrip_pair_thin(pair, at.er);
    const double zo = creal(thin.odd.z);
    const double even = filled_ratio(at.er, creal(thin.even.er_eff), even_filling(&at));
    const double odd = filled_ratio(at.er, creal(thin.odd.er_eff), odd_filling(&at));

    modes.even.z *= even_ratio(&at);
    modes.even.er_eff *= even;
    modes.odd.z *= odd_impedance(&at, zo, odd) / zo;
    modes.odd.er_eff *= odd;
    return modes;
}

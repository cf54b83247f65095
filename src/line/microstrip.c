#include "config.h"

#include "line/microstrip.h"

#include "base/constants.h"

#include <math.h>

enum lr_status line_microstrip_check(const struct line_microstrip *strip,
                                     double complex er, struct lr_error *err)
{
    const double w = strip->width, h = strip->height, t = strip->thickness;
    if (!(h > 0.0 && h < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "microstrip: height %g m is not positive", h);
    if (!(w >= 0.01 * h && w <= 100.0 * h))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: width %g m is not between 0.01 and 100 times the "
                         "height %g m",
                         w, h);
    if (!(t >= 0.0 && t <= 0.5 * h && t <= w))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: thickness %g m is not between 0 and half the "
                         "height %g m, or above the width %g m",
                         t, h, w);
    if (!(creal(er) >= 1.0 && creal(er) <= 128.0))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: permittivity %g is not between 1 and 128",
                         creal(er));
    if (!(cimag(er) <= 0.0 && -cimag(er) < creal(er)))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: loss tangent %g is not between 0 and 1",
                         -cimag(er) / creal(er));
    return LR_OK;
}

/* Impedance [ohm] in air of a strip without thickness, x = width/height. */
static double complex air(double complex x)
{
    const double complex f = 6.0 + (two_pi - 6.0) * cexp(-cpow(30.666 / x, 0.7528));
    return eta0 / two_pi * clog(f / x + csqrt(1.0 + 4.0 / (x * x)));
}

double complex line_microstrip_filled(double complex u, double complex er)
{
    const double complex u3 = u * u * u / (18.1 * 18.1 * 18.1), u4 = u * u * u * u;
    const double complex a = 1.0 +
                             clog((u4 + u * u / (52.0 * 52.0)) / (u4 + 0.432)) / 49.0 +
                             clog(1.0 + u3) / 18.7;
    const double complex b = 0.564 * cpow((er - 0.9) / (er + 3.0), 0.053);
    return 0.5 * (er + 1.0) + 0.5 * (er - 1.0) * cpow(1.0 + 10.0 / u, -a * b);
}

/* What thickness adds to w/h in air. */
static double widening(const struct line_microstrip *strip)
{
    const double u = strip->width / strip->height;
    const double t = strip->thickness / strip->height;
    if (!(t > 0.0))
        return 0.0;
    const double side = tanh(sqrt(6.517 * u));
    return t / pi * log1p(4.0 * exp(1.0) / t * side * side);
}

/* On a substrate thickness adds less: the field below the strip gains nothing. */
static double complex loaded(const struct line_microstrip *strip, double complex er)
{
    const double complex share = 0.5 * (1.0 + 1.0 / ccosh(csqrt(er - 1.0)));
    return strip->width / strip->height + widening(strip) * share;
}

double complex line_microstrip_width_eff(const struct line_microstrip *strip,
                                         double complex er)
{
    return strip->height * loaded(strip, er);
}

struct line_quasi_tem line_microstrip_static(const struct line_microstrip *strip,
                                             double complex er)
{
    const double u_air = strip->width / strip->height + widening(strip);
    const double complex u = loaded(strip, er);
    const double complex filled = line_microstrip_filled(u, er), z_loaded = air(u);
    const double complex ratio = air(u_air) / z_loaded;
    return (struct line_quasi_tem){z_loaded / csqrt(filled), filled * ratio * ratio};
}

#include "config.h"

#include "line/microstrip_dispersion.h"

#include "base/quantity.h"

#include <math.h>

/* Largest f h [GHz mm]: of the permittivity by the authors, of the impedance as the
 * header says. */
static const double permittivity_most = 390.0, impedance_most = 25.0;

enum lr_status line_microstrip_dispersion_check(const struct line_microstrip *strip,
                                                double complex er, double freq,
                                                struct lr_error *err)
{
    enum lr_status status = line_microstrip_check(strip, er, err);
    if (status)
        return status;
    if (!(strip->width >= 0.1 * strip->height))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: width %g m is below 0.1 times the height %g m, "
                         "where dispersion is not known",
                         strip->width, strip->height);
    if (!(creal(er) == 1.0 || (creal(er) >= 1.1 && creal(er) <= 20.0)))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: permittivity %g is not 1 or between 1.1 and 20, "
                         "where dispersion is known",
                         creal(er));
    const double ghz_mm = unit_ghz * unit_mm;
    if (!(freq >= 0.0 && freq * strip->height <= permittivity_most * ghz_mm))
        return error_set(err, LR_EDOMAIN,
                         "microstrip: frequency %g Hz is not between 0 and the %g Hz up "
                         "to which dispersion is known for a height of %g m",
                         freq, permittivity_most * ghz_mm / strip->height,
                         strip->height);
    if (freq * strip->height > impedance_most * ghz_mm)
        return note_add(err, NOTE_WARNING,
                        "microstrip: above %.4g GHz the formula for the impedance on a "
                        "substrate of %g mm runs away; the frequency is %.4g GHz",
                        impedance_most * unit_mm / strip->height,
                        strip->height / unit_mm, freq / unit_ghz);
    return LR_OK;
}

double line_kirschning_frequency(double freq, double height)
{
    return freq / unit_ghz * (height / unit_mm); /* f h in GHz mm */
}

static double complex power6(double complex x)
{
    const double complex x3 = x * x * x;
    return x3 * x3;
}

/* The exponents R1, R2 and R6 end at 20, where their exponential is nothing. */
static double complex at_most_20(double complex x)
{
    return creal(x) < 20.0 ? x : 20.0;
}

/* R17, which the impedance of a pair's even mode has as Q0. */
static double complex exponent(double complex u, double complex er, double fn)
{
    const double complex r1 = at_most_20(0.03891 * cpow(er, 1.4));
    const double complex r2 = at_most_20(0.267 * u * power6(u));
    const double complex r7 = 1.206 - 0.3144 * cexp(-r1) * (1.0 - cexp(-r2));
    const double complex r10 = 0.00044 * cpow(er, 2.136) + 0.0184;
    const double sixth = pow(fn / 19.47, 6.0);
    const double r11 = sixth / (1.0 + 0.0962 * sixth);
    const double complex r12 = 1.0 / (1.0 + 0.00245 * u * u);
    const double complex r15 = 0.707 * r10 * pow(fn / 12.3, 1.097);
    const double complex r16 =
        1.0 + 0.0503 * er * er * r11 * (1.0 - cexp(-power6(u / 15.0)));
    return r7 * (1.0 - 1.1241 * (r12 / r16) * cexp(-0.026 * pow(fn, 1.15656) - r15));
}

struct line_kirschning line_kirschning(double complex u, double complex er, double fn)
{
    const double complex p1 = 0.27488 +
                              (0.6315 + 0.525 / pow(1.0 + 0.0157 * fn, 20.0)) * u -
                              0.065683 * cexp(-8.7513 * u);
    const double complex p2 = 0.33622 * (1.0 - cexp(-0.03442 * er));
    const double complex p3 = 0.0363 * cexp(-4.6 * u) * -expm1(-pow(fn / 38.7, 4.97));
    const double complex p4 = 1.0 + 2.751 * (1.0 - cexp(-cpow(er / 15.916, 8.0)));
    return (struct line_kirschning){p1 * p2, p3 * p4, exponent(u, er, fn)};
}

/* R8, R9, R13 and R14: base of the power that the impedance follows. */
static double complex impedance_base(double complex u, double complex er, double fn,
                                     double complex er_still, double complex er_moved)
{
    const double complex r3 = 4.766 * cexp(-3.228 * cpow(u, 0.641));
    const double complex r4 = 0.016 + cpow(0.0514 * er, 4.524);
    const double r5 = pow(fn / 28.843, 12.0);
    const double complex r6 = at_most_20(22.2 * cpow(u, 1.92));
    const double complex rise = 0.004625 * r3 * cpow(er, 1.674) * pow(fn / 18.365, 2.745);
    const double complex r8 = 1.0 + 1.275 * (1.0 - cexp(-rise));
    const double complex contrast = power6(er - 1.0);
    const double complex r9 = 5.086 * r4 * (r5 / (1.0 + 1.2992 * r5)) /
                              (0.3838 + 0.386 * r4) * cexp(-r6) *
                              (contrast / (1.0 + 10.0 * contrast));
    const double complex r13 = 0.9408 * cpow(er_moved, r8) - 0.9603;
    const double complex r14 = (0.9408 - r9) * cpow(er_still, r8) - 0.9603;
    return r13 / r14;
}

struct line_quasi_tem line_microstrip_disperse(const struct line_quasi_tem *still,
                                               double complex u, double height,
                                               double complex er, double freq)
{
    const double fn = line_kirschning_frequency(freq, height);
    const struct line_kirschning k = line_kirschning(u, er, fn);
    const double complex p = k.p12 * cpow(0.1844 + k.p34, 1.5763) * pow(fn, 1.5763);
    const double complex er_eff = er - (er - still->er_eff) / (1.0 + p);
    const double complex base = impedance_base(u, er, fn, still->er_eff, er_eff);
    return (struct line_quasi_tem){still->z * cpow(base, k.r17), er_eff};
}

struct line_quasi_tem line_microstrip_eval(const struct line_microstrip *strip,
                                           double complex er, double freq)
{
    const struct line_quasi_tem still = line_microstrip_static(strip, er);
    const double complex u = line_microstrip_width_eff(strip, er) / strip->height;
    return line_microstrip_disperse(&still, u, strip->height, er, freq);
}

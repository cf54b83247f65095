#include "config.h"

#include "line/uniform.h"

#include <math.h>

static bool passive(double complex immittance)
{
    return creal(immittance) >= 0.0 && cabs(immittance) < HUGE_VAL;
}

/* Comparisons are written so that NaN fails them. */
enum lr_status line_uniform_check(const struct line_uniform *line, double length,
                                  double zref, struct lr_error *err)
{
    if (!(length > 0.0 && length < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "line length %g m is not positive", length);
    if (!(zref > 0.0 && zref < HUGE_VAL))
        return error_set(err, LR_EDOMAIN, "reference %g ohm is not positive", zref);
    for (size_t k = 0; k < line->nf; k++) {
        const double f = line->freq[k];
        if (!(k ? f > line->freq[k - 1] : f >= 0.0))
            return error_set(err, LR_EDOMAIN, "frequency %zu, %g Hz, does not increase",
                             k, f);
        if (!passive(line->z[k]))
            return error_set(err, LR_EDOMAIN,
                             "series impedance %g%+gj ohm/m at %g Hz is not passive",
                             creal(line->z[k]), cimag(line->z[k]), f);
        if (!passive(line->y[k]))
            return error_set(err, LR_EDOMAIN,
                             "shunt admittance %g%+gj S/m at %g Hz is not passive",
                             creal(line->y[k]), cimag(line->y[k]), f);
    }
    return LR_OK;
}

/* exp(x) - 1 without cancellation near 0: exp(a) cos b - 1 is
 * expm1(a) cos b - 2 sin^2(b/2). */
static double complex complex_expm1(double complex x)
{
    const double a = creal(x), b = cimag(x), half = sin(0.5 * b);
    return expm1(a) * cos(b) - 2.0 * half * half + I * exp(a) * sin(b);
}

/* With only one of z and y the line is that element: at 0 Hz its resistance.  Both
 * are normalised; one is 0. */
static void lumped(double complex series, double complex shunt, double complex *s11,
                   double complex *s21)
{
    *s11 = (series - shunt) / (2.0 + series + shunt);
    *s21 = 2.0 / (2.0 + series + shunt);
}

/* S11 and S21 of a line that has both z and y.
 *
 * The solutions of the telegrapher's equations are waves exp(-+gamma x) with
 * V/I = +-zc, gamma^2 = z y and zc^2 = z/y.  A passive z or y has its principal
 * root within 45 degrees of the real axis, so this product and this quotient are
 * the passive ones: Re gamma >= 0, Re zc >= 0.
 *
 * S11 and S21 are the sums of the geometric series of reflections rho at both
 * ends, with p = exp(-gamma length) per pass.  It equals the form with cosh and
 * sinh, but that one overflows on the long lossy lines a reach search visits.
 *
 * t = 1 - rho^2 and -expm1 = 1 - p^2 are formed directly: near DC zc is large,
 * rho and p come close to 1 and both differences would lose their digits. */
static void wave(double complex z, double complex y, double length, double zref,
                 double complex *s11, double complex *s21)
{
    const double complex root_z = csqrt(z), root_y = csqrt(y);
    const double complex gamma = root_z * root_y, zc = root_z / root_y;

    const double complex sum = zc + zref;
    const double complex rho = (zc - zref) / sum;
    const double complex t = 4.0 * zref / sum * (zc / sum);
    const double complex loop = -complex_expm1(-2.0 * gamma * length);
    const double complex denom = t + rho * rho * loop;  /* 1 - rho^2 p^2 */

    *s11 = rho * loop / denom;
    *s21 = t * cexp(-gamma * length) / denom;
}

enum lr_status line_uniform_sparam(const struct line_uniform *line, double length,
                                   double zref, double complex *restrict s,
                                   struct lr_error *err)
{
    enum lr_status status = line_uniform_check(line, length, zref, err);
    if (status)
        return status;

    for (size_t k = 0; k < line->nf; k++) {
        const double complex z = line->z[k], y = line->y[k];
        double complex s11, s21;
        if (z == 0.0 || y == 0.0)
            lumped(z * length / zref, y * length * zref, &s11, &s21);
        else
            wave(z, y, length, zref, &s11, &s21);
        s[4 * k + 0] = s[4 * k + 3] = s11;
        s[4 * k + 1] = s[4 * k + 2] = s21;
    }
    return LR_OK;
}

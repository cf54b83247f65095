#include "config.h"

#include "tests/signal/precursor.h"

/* What comes out of a line before light can have passed it.  A dielectric whose loss
 * tangent is the same at every frequency while its permittivity is, too, answers before
 * it was asked; the wideband Debye model does not. */

static double complex constant(const struct line_debye *unused, double freq)
{
    (void)unused;
    return freq > 0.0 ? precursor_er * (1.0 - I * precursor_tan_delta) : precursor_er;
}

static void wideband_debye_is_silent_until_its_own_front(void)
{
    CLOSE(precursor_of_debye(), 0.0, 1e-5);
}

static void constant_loss_tangent_leaks_before_light_arrives(void)
{
    /* exp(-a |w|) e^{-jw tau} is a Lorentzian about tau: by a time t its step has
     * reached 1/2 - arctan((tau - t)/a)/pi; tau and a from sqrt(1 - j tan_delta). */
    const struct precursor_line line = {constant, NULL};
    const double complex root = csqrt(precursor_er * (1.0 - I * precursor_tan_delta));
    const double light = precursor_length / speed_of_light;
    const double tau = light * creal(root), a = -light * cimag(root);
    const double want = 0.5 - atan((tau - light) / a) / pi;
    CLOSE(want, 7e-3, 1e-4);
    CLOSE(precursor_leaked(&line, light) / want, 1.0, 0.02);
}

static const struct tap_case cases[] = {
    {"wideband Debye is silent until its own front",
     wideband_debye_is_silent_until_its_own_front},
    {"a constant loss tangent leaks 0.7 % of the step before light arrives",
     constant_loss_tangent_leaks_before_light_arrives},
};
TAP_MAIN("signal/precursor", cases)

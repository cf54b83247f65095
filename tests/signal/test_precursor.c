#include "config.h"

#include "line/dispersion.h"
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

/* The pair of 150 um strips on 150 um, in the odd mode, filled with its laminate: what
 * dispersion does to it by formulas that are not causal. */
static struct line_dispersion dispersion;

static double complex dispersed(const struct line_debye *debye, double freq)
{
    const struct line_dispersion_ratio r = line_dispersion_ratio(&dispersion, 0, freq);
    return line_debye_eval(debye, freq) * r.l * r.c;
}

static void dispersion_leaks_a_little_on_thin_substrates(void)
{
    const struct line_dispersion_shape shape = {150e-6, 150e-6, 150e-6, precursor_er};
    struct line_debye debye = {0};
    CU_ASSERT_EQUAL(line_dispersion_init(&shape, &dispersion, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_debye_anchor(precursor_er, precursor_tan_delta, 10e9, 1e4, 1e12, &debye, NULL),
                    LR_OK);
    const struct precursor_line line = {dispersed, &debye};
    const double front = precursor_length * sqrt(debye.er_inf) / speed_of_light;
    CLOSE(precursor_leaked(&line, front), 1.43e-3, 2e-5);
    CLOSE(precursor_leaked(&line, front - 10e-12), 5e-4, 5e-5);
}

static const struct tap_case cases[] = {
    {"dispersion by formula leaks 0.14 % of the step on a thin substrate",
     dispersion_leaks_a_little_on_thin_substrates},
    {"wideband Debye is silent until its own front",
     wideband_debye_is_silent_until_its_own_front},
    {"a constant loss tangent leaks 0.7 % of the step before light arrives",
     constant_loss_tangent_leaks_before_light_arrives},
};
TAP_MAIN("signal/precursor", cases)

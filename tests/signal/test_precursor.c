#include "config.h"

#include "base/array.h"
#include "base/constants.h"
#include "line/dielectric.h"
#include "line/uniform.h"
#include "signal/fft.h"
#include "tests/tap.h"

#include <math.h>

/* What comes out of 200 mm of line before light can have passed it.  A dielectric whose
 * loss tangent is the same at every frequency while its permittivity is, too, answers
 * before it was asked; the wideband Debye model does not. */
static const double length = 0.2, er = 3.4, tan_delta = 0.02, df = 2e6;
enum { NF = 100001, NSAMPLE = 2 * (NF - 1) };    /* 200 GHz, where exp(-15) is left */

static double complex constant(const struct line_debye *unused, double freq)
{
    (void)unused;
    return freq > 0.0 ? er * (1.0 - I * tan_delta) : er;
}

/* S21 of the line between plates, C = eps, at NF frequencies. */
static void transmission(double complex (*er_at)(const struct line_debye *, double),
                         const struct line_debye *debye, double complex *spectrum)
{
    double *freq = array_alloc(NF, sizeof *freq);
    double complex *z = array_alloc(NF, sizeof *z), *y = array_alloc(NF, sizeof *y);
    double complex *s = array_alloc(4 * NF, sizeof *s);
    for (size_t k = 0; k < NF; k++) {
        freq[k] = (double)k * df;
        z[k] = I * two_pi * freq[k] * mu0;
        y[k] = I * two_pi * freq[k] * eps0 * er_at(debye, freq[k]);
    }
    const struct line_uniform line = {NF, freq, z, y};
    CU_ASSERT_EQUAL(line_uniform_sparam(&line, length, eta0 / sqrt(er), s, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        spectrum[k] = s[4 * k + 2];
    array_free(s);
    array_free(y);
    array_free(z);
    array_free(freq);
}

/* The most that has come through of a step of 1 before `time` [s].  The sum begins an
 * eighth of the period before the step: room for what precedes it, and little of the
 * slow end of the period before. */
static double leaked(double complex (*er_at)(const struct line_debye *, double),
                     const struct line_debye *debye, double time)
{
    double complex *spectrum = array_alloc(NF, sizeof *spectrum);
    double *x = array_alloc(NSAMPLE, sizeof *x);
    struct fft *fft = NULL;
    transmission(er_at, debye, spectrum);
    CU_ASSERT_EQUAL(fft_new(NSAMPLE, &fft, NULL), LR_OK);
    fft_inverse(fft, spectrum, x);
    const double dt = 1.0 / (NSAMPLE * df);
    double sum = 0.0, most = 0.0;
    for (long n = -NSAMPLE / 8; (double)n * dt < time; n++) {
        sum += x[(n + NSAMPLE) % NSAMPLE];
        most = fmax(most, fabs(sum));
    }
    fft_free(fft);
    array_free(x);
    array_free(spectrum);
    return most;
}

static void wideband_debye_is_silent_until_its_own_front(void)
{
    struct line_debye debye = {0};
    CU_ASSERT_EQUAL(line_debye_anchor(er, tan_delta, 10e9, 1e4, 1e12, &debye, NULL),
                    LR_OK);
    /* The front runs where the permittivity has fallen to er_inf. */
    const double front = length * sqrt(debye.er_inf) / speed_of_light;
    CLOSE(leaked(line_debye_eval, &debye, front), 0.0, 1e-5);
    CLOSE(leaked(line_debye_eval, &debye, length / speed_of_light), 0.0, 1e-5);
}

static void constant_loss_tangent_leaks_before_light_arrives(void)
{
    /* exp(-a |w|) e^{-jw tau} is a Lorentzian about tau: by a time t its step has
     * reached 1/2 - arctan((tau - t)/a)/pi; tau and a from sqrt(1 - j tan_delta). */
    const double complex root = csqrt(er * (1.0 - I * tan_delta));
    const double light = length / speed_of_light;
    const double tau = light * creal(root), a = -light * cimag(root);
    const double want = 0.5 - atan((tau - light) / a) / pi;
    CLOSE(want, 7e-3, 1e-4);
    CLOSE(leaked(constant, NULL, light) / want, 1.0, 0.02);
}

static const struct tap_case cases[] = {
    {"wideband Debye is silent until its own front",
     wideband_debye_is_silent_until_its_own_front},
    {"a constant loss tangent leaks 0.7 % of the step before light arrives",
     constant_loss_tangent_leaks_before_light_arrives},
};
TAP_MAIN("signal/precursor", cases)

/* precursor.h -- what of a step leaves a line before it can have arrived. */
#ifndef TESTS_SIGNAL_PRECURSOR_H
#define TESTS_SIGNAL_PRECURSOR_H

#include "base/array.h"
#include "base/constants.h"
#include "line/dielectric.h"
#include "line/uniform.h"
#include "signal/fft.h"
#include "tests/tap.h"

#include <math.h>

/* 200 mm of line, filled with a dielectric. */
struct precursor_line {
    double complex (*er_at)(const struct line_debye *debye, double freq);
    const struct line_debye *debye;
};
static const double precursor_length = 0.2, precursor_er = 3.4;
static const double precursor_tan_delta = 0.02, precursor_step = 2e6;
enum { NF = 100001, NSAMPLE = 2 * (NF - 1) };    /* 200 GHz, where exp(-15) is left */

/* S21 of the line between plates, C = eps, at NF frequencies. */
static inline void precursor_transmission(const struct precursor_line *of,
                                          double complex *spectrum)
{
    const double zref = eta0 / sqrt(precursor_er);
    double *freq = array_alloc(NF, sizeof *freq);
    double complex *z = array_alloc(NF, sizeof *z), *y = array_alloc(NF, sizeof *y);
    double complex *s = array_alloc(4 * NF, sizeof *s);
    for (size_t k = 0; k < NF; k++) {
        freq[k] = (double)k * precursor_step;
        z[k] = I * two_pi * freq[k] * mu0;
        y[k] = I * two_pi * freq[k] * eps0 * of->er_at(of->debye, freq[k]);
    }
    const struct line_uniform line = {NF, freq, z, y};
    CU_ASSERT_EQUAL(line_uniform_sparam(&line, precursor_length, zref, s, NULL), LR_OK);
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
static inline double precursor_leaked(const struct precursor_line *of, double time)
{
    double complex *spectrum = array_alloc(NF, sizeof *spectrum);
    double *x = array_alloc(NSAMPLE, sizeof *x);
    struct fft *fft = NULL;
    precursor_transmission(of, spectrum);
    CU_ASSERT_EQUAL(fft_new(NSAMPLE, &fft, NULL), LR_OK);
    fft_inverse(fft, spectrum, x);
    const double dt = 1.0 / (NSAMPLE * precursor_step);
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

/* Of wideband Debye with 3.4 and 0.02 at 10 GHz, before its front, which runs where the
 * permittivity has fallen to er_inf. */
static inline double precursor_of_debye(void)
{
    struct line_debye debye = {0};
    CU_ASSERT_EQUAL(line_debye_anchor(precursor_er, precursor_tan_delta, 10e9, 1e4, 1e12,
                                      &debye, NULL), LR_OK);
    const struct precursor_line line = {line_debye_eval, &debye};
    return precursor_leaked(&line,
                            precursor_length * sqrt(debye.er_inf) / speed_of_light);
}

#endif

/* tdecq_fixture.h -- linear transmitters behind a reference filter, as pulses. */
#ifndef TESTS_TDECQ_FIXTURE_H
#define TESTS_TDECQ_FIXTURE_H

#include "base/array.h"
#include "margin/tdecq.h"
#include "signal/fft.h"
#include "signal/transfer.h"
#include "tests/tap.h"

#include <complex.h>
#include <math.h>

enum { PER_UI = 32, UIS = 128, SAMPLES = PER_UI * UIS };

/* Frequencies are multiples of the symbol rate. */
enum transmitter { RECTANGULAR, BESSEL, ONE_POLE, TWO_POLE };

static inline double complex transmitter(enum transmitter kind, double f, double a,
                                         double b)
{
    switch (kind) {
    case BESSEL:
        return signal_bessel4(f, a);
    case ONE_POLE:
        return 1.0 / (1.0 + I * f / a);
    case TWO_POLE:
        return a * a / (a * a - f * f + I * f * b);
    case RECTANGULAR:
        break;
    }
    return 1.0;
}

/* The response to one symbol of 1, a quarter of the window late, into p[SAMPLES]. */
static inline void pulse_of(enum transmitter kind, double a, double b, double corner,
                            double *p)
{
    double complex *spectrum = array_alloc(SAMPLES / 2 + 1, sizeof *spectrum);
    struct fft *fft = NULL;
    CU_ASSERT_EQUAL_FATAL(fft_new(SAMPLES, &fft, NULL), LR_OK);
    for (size_t k = 0; k < SAMPLES; k++)
        p[k] = k >= SAMPLES / 4 && k < SAMPLES / 4 + PER_UI ? 1.0 : 0.0;
    fft_forward(fft, p, spectrum);
    for (size_t k = 0; k <= SAMPLES / 2; k++) {
        const double f = (double)k / UIS;
        spectrum[k] *= transmitter(kind, f, a, b);
        if (corner > 0.0)
            spectrum[k] *= signal_bessel4(f, corner);
    }
    fft_inverse(fft, spectrum, p);
    fft_free(fft);
    array_free(spectrum);
}

/* The receiver of IEEE 802.3bs: PAM4, 5 taps. */
static const struct tdecq_reference five_taps = {
    .levels = 4, .taps = 5, .pre_least = 1, .pre_most = 2, .ser = 4.8e-4, .slice = 0.05,
    .corner = 0.5};

#endif

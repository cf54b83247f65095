#include "signal/waveform.h"

#include "base/error.h"
#include "tests/tap.h"

#include <math.h>
#include <stdint.h>

static const double turn = 6.283185307179586;

/* A 1-port of nf points from `first` in steps of `step`. */
static void make(struct net *net, size_t nf, double first, double step,
                 double complex (*s)(double f))
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, nf, 1, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < nf; k++) {
        net->freq[k] = first + step * (double)k;
        net->s[k] = s(net->freq[k]);
    }
}

/* A lossy line: 0.83 at DC, 1.723 ns of delay. */
static double complex lossy(double f)
{
    return 0.83 * exp(-0.31 * sqrt(f / 1e9)) *
           cexp(-I * (turn * f * 1.723e-9 + 0.31 * sqrt(f / 1e9)));
}

/* A line without loss. */
static double complex delay(double f)
{
    return 0.83 * cexp(-I * turn * f * 1.723e-9);
}

static double complex flat(double f)
{
    (void)f;
    return 0.723;
}

/* I0 by its power series, DLMF 10.25.2. */
static double bessel(double x)
{
    double term = 1.0, sum = 1.0;
    for (int k = 1; k < 60; k++) {
        term *= x * x / (4.0 * k * k);
        sum += term;
    }
    return sum;
}

static double window(enum waveform_window which, size_t k, size_t nf)
{
    const double u = (double)k / (double)nf;
    if (which == WAVEFORM_HAMMING)
        return 0.54 + 0.46 * cos(0.5 * turn * u);
    return which == WAVEFORM_KAISER ? bessel(6.0 * sqrt(1.0 - u * u)) / bessel(6.0) : 1.0;
}

static const struct waveform_options choices[] = {
    {WAVEFORM_RECTANGULAR, 0}, {WAVEFORM_HAMMING, 37}, {WAVEFORM_KAISER, 120}};

static void impulse_is_that_of_a_direct_sum(void)
{
    struct net net;
    const size_t nf = 212;
    make(&net, nf, 0.0, 97.3e6, lossy);
    for (size_t c = 0; c < 3; c++) {
        struct waveform h;
        const size_t n = 2 * (nf + choices[c].pad) - 1;
        const double period = 1.0 / 97.3e6, dt = period / (double)n;
        CU_ASSERT_EQUAL_FATAL(waveform_impulse(&net, 0, 0, &choices[c], &h, NULL), LR_OK);
        CU_ASSERT_EQUAL_FATAL(h.n, n);
        CLOSE(h.dt, dt, 1e-12 * dt);
        CLOSE(h.start, -0.5 * (period - dt), 1e-12 * period);
        for (size_t m = 0; m < n; m += 3) {
            const double t = h.start + (double)m * dt;
            double sum = 0.83;
            for (size_t k = 1; k < nf; k++)
                sum += 2.0 * window(choices[c].window, k, nf) *
                       creal(net.s[k] * cexp(I * turn * net.freq[k] * t));
            CLOSE(h.v[m], sum / (double)n, 1e-13);
        }
        waveform_free(&h);
        CU_ASSERT_PTR_NULL(h.v);
    }
    net_free(&net);
}

static void impulse_sums_to_the_value_at_dc_and_keeps_the_energy(void)
{
    struct net net;
    const size_t nf = 212;
    make(&net, nf, 0.0, 97.3e6, lossy);
    for (size_t c = 0; c < 3; c++) {
        struct waveform h;
        CU_ASSERT_EQUAL_FATAL(waveform_impulse(&net, 0, 0, &choices[c], &h, NULL), LR_OK);
        double sum = 0.0, energy = 0.0, parseval = 0.83 * 0.83;
        for (size_t m = 0; m < h.n; m++) {
            sum += h.v[m];
            energy += h.v[m] * h.v[m];
        }
        for (size_t k = 1; k < nf; k++)
            parseval += 2.0 * pow(cabs(net.s[k]) * window(choices[c].window, k, nf), 2.0);
        CLOSE(sum, 0.83, 1e-13);
        CLOSE(energy * (double)h.n, parseval, 1e-11);
        waveform_free(&h);
    }
    net_free(&net);
}

static void whole_delay_is_one_sample(void)
{
    /* 73 samples of a record of 401: 1/df = 10.277 ns. */
    struct net net;
    struct waveform h;
    make(&net, 201, 0.0, 97.3e6, flat);
    for (size_t k = 0; k < net.nf; k++)
        net.s[k] *= cexp(-I * turn * (double)k * 73.0 / 401.0);
    CU_ASSERT_EQUAL_FATAL(waveform_impulse(&net, 0, 0, &choices[0], &h, NULL), LR_OK);
    for (size_t m = 0; m < h.n; m++)
        CLOSE(h.v[m], m == 200 + 73 ? 0.723 : 0.0, 1e-14);
    waveform_free(&h);
    net_free(&net);
}

static void padding_samples_the_same_curve_more_finely(void)
{
    /* 2 (51 + 101) - 1 is three times 2 51 - 1, so every third sample is an old one. */
    struct net net;
    struct waveform coarse, fine;
    make(&net, 51, 0.0, 497.3e6, lossy);
    const struct waveform_options none = {WAVEFORM_HAMMING, 0};
    const struct waveform_options some = {WAVEFORM_HAMMING, 101};
    CU_ASSERT_EQUAL_FATAL(waveform_impulse(&net, 0, 0, &none, &coarse, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(waveform_impulse(&net, 0, 0, &some, &fine, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(fine.n, 3 * coarse.n);
    for (size_t m = 0; m < coarse.n; m++)
        CLOSE(3.0 * fine.v[3 * m + 1], coarse.v[m], 1e-14);
    waveform_free(&coarse);
    waveform_free(&fine);
    net_free(&net);
}

static void step_of_a_delay_rises_at_the_delay(void)
{
    struct net net;
    struct waveform step;
    const double tau = 1.723e-9, f_max = 400.0 * 97.3e6;
    make(&net, 401, 0.0, 97.3e6, delay);
    const struct waveform_options fine = {WAVEFORM_HAMMING, 4000};
    CU_ASSERT_EQUAL_FATAL(waveform_step(&net, 0, 0, &fine, &step, NULL), LR_OK);
    CLOSE(waveform_at(&step, tau), 0.5 * 0.83, 1e-3);
    /* Hamming's side lobes leave 0.2 % of the height. */
    for (size_t m = 0; m < step.n; m++) {
        const double t = step.start + (double)m * step.dt;
        if (fabs(t - tau) > 1.5 / f_max)
            CLOSE(step.v[m], t > tau ? 0.83 : 0.0, 0.003 * 0.83);
    }
    /* From 10 to 90 % in 0.911/f_max: by scipy.integrate.quad of the window's step,
     * 1/2 + integral of w(u) sin(2 pi u x)/(pi u) from 0 to 1. */
    const double x = 0.5 * 0.911 / f_max;
    CLOSE(waveform_at(&step, tau - x), 0.1 * 0.83, 0.002);
    CLOSE(waveform_at(&step, tau + x), 0.9 * 0.83, 0.002);
    waveform_free(&step);
    net_free(&net);
}

static void step_of_a_coarse_record_is_not_half_a_sample_early(void)
{
    /* A delay of 73 samples: half of the height at its time. */
    struct net net;
    struct waveform step;
    make(&net, 201, 0.0, 97.3e6, flat);
    for (size_t k = 0; k < net.nf; k++)
        net.s[k] *= cexp(-I * turn * (double)k * 73.0 / 401.0);
    CU_ASSERT_EQUAL_FATAL(waveform_step(&net, 0, 0, &choices[0], &step, NULL), LR_OK);
    for (size_t m = 0; m < step.n; m++)
        CLOSE(step.v[m], m < 273 ? 0.0 : m == 273 ? 0.5 * 0.723 : 0.723, 1e-12);
    CLOSE(waveform_at(&step, 73.0 / 401.0 / 97.3e6), 0.5 * 0.723, 1e-9);
    waveform_free(&step);
    net_free(&net);
}

static void pulse_of_whole_samples_is_the_difference_of_two_steps(void)
{
    struct net net;
    struct waveform step, pulse;
    make(&net, 212, 0.0, 97.3e6, lossy);
    CU_ASSERT_EQUAL_FATAL(waveform_step(&net, 0, 0, &choices[1], &step, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(
        waveform_pulse(&net, 0, 0, 17.0 * step.dt, &choices[1], &pulse, NULL), LR_OK);
    CU_ASSERT_EQUAL(pulse.n, step.n);
    CLOSE(pulse.start, step.start, 0.0);
    for (size_t m = 17; m < step.n; m++)
        CLOSE(pulse.v[m], step.v[m] - step.v[m - 17], 1e-13);
    waveform_free(&step);
    waveform_free(&pulse);
    net_free(&net);
}

static void pulse_has_the_area_of_the_bit(void)
{
    struct net net;
    struct waveform pulse;
    const double ui = 1.0 / 13.28e9;
    make(&net, 212, 0.0, 97.3e6, lossy);
    for (size_t c = 0; c < 3; c++) {
        CU_ASSERT_EQUAL_FATAL(waveform_pulse(&net, 0, 0, ui, &choices[c], &pulse, NULL),
                              LR_OK);
        double area = 0.0;
        for (size_t m = 0; m < pulse.n; m++)
            area += pulse.v[m] * pulse.dt;
        CLOSE(area / (ui * 0.83), 1.0, 1e-12);
        waveform_free(&pulse);
    }
    net_free(&net);
}

/* Gaussian of sigma = 28.3 ps: 2e-18 at 50 GHz. */
static const double sigma = 28.3e-12;

static double complex gaussian(double f)
{
    return exp(-0.5 * pow(turn * f * sigma, 2.0)) * cexp(-I * turn * f * 723e-12);
}

static void pulse_behind_a_gaussian_is_the_difference_of_two_error_functions(void)
{
    /* Samples of 0.5 ps: the trapezoidal rule errs by (dt/sigma)^2/12, 3e-5. */
    struct net net;
    struct waveform pulse;
    const double ui = 1.0 / 26.5625e9;
    const struct waveform_options fine = {WAVEFORM_RECTANGULAR, 9500};
    make(&net, 501, 0.0, 100e6, gaussian);
    CU_ASSERT_EQUAL_FATAL(waveform_pulse(&net, 0, 0, ui, &fine, &pulse, NULL), LR_OK);
    for (size_t m = 0; m < pulse.n; m++) {
        const double t = pulse.start + (double)m * pulse.dt - 723e-12;
        const double want = 0.5 * (erf(t / sigma / sqrt(2.0)) -
                                   erf((t - ui) / sigma / sqrt(2.0)));
        CLOSE(pulse.v[m], want, 5e-5);
    }
    waveform_free(&pulse);
    net_free(&net);
}

static void value_between_samples_is_linear_and_holds_outside(void)
{
    double v[3] = {0.2, 0.7, -0.4};
    const struct waveform waveform = {3, 2e-12, -2e-12, v};
    CLOSE(waveform_at(&waveform, -2e-12), 0.2, 0.0);
    CLOSE(waveform_at(&waveform, -1.5e-12), 0.325, 1e-15);
    CLOSE(waveform_at(&waveform, 0.5e-12), 0.425, 1e-15);
    CLOSE(waveform_at(&waveform, 2e-12), -0.4, 0.0);
    CLOSE(waveform_at(&waveform, -1.0), 0.2, 0.0);
    CLOSE(waveform_at(&waveform, 1.0), -0.4, 0.0);
    CU_ASSERT(isnan(waveform_at(&waveform, NAN)));
}

static void grid_that_lacks_only_dc_keeps_its_points(void)
{
    struct net net, out;
    struct lr_error err = {.notes = notes_new(false)};
    make(&net, 100, 20e6, 20e6, delay);
    CU_ASSERT_EQUAL_FATAL(waveform_net(&net, "line.s1p", &out, &err), LR_OK);
    CU_ASSERT_EQUAL(out.nf, 101);
    CLOSE(out.freq[0], 0.0, 0.0);
    CLOSE(creal(out.s[0]), 0.83, 1e-9);
    for (size_t k = 0; k < net.nf; k++) {
        CLOSE(out.freq[k + 1], net.freq[k], 0.0);
        CLOSE(cabs(out.s[k + 1] - net.s[k]), 0.0, 0.0);
    }
    SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 0),
              "line.s1p: no DC point; it is extrapolated from the points at 0.02 GHz and "
              "above");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_ASSUMPTION, 1));
    notes_free(err.notes);
    net_free(&out);
    net_free(&net);
}

static void other_grids_are_resampled_to_their_smallest_step(void)
{
    /* From 30 MHz in steps of 50 MHz, with one of 20 MHz. */
    struct net net, out;
    struct waveform h;
    struct lr_error err = {.notes = notes_new(false)};
    make(&net, 100, 30e6, 50e6, delay);
    net.freq[0] += 30e6;
    net.s[0] = delay(net.freq[0]);
    CU_ASSERT_EQUAL_FATAL(waveform_net(&net, "line.s1p", &out, &err), LR_OK);
    CU_ASSERT_EQUAL(out.nf, 250);
    for (size_t k = 0; k < out.nf; k++) {
        CLOSE(out.freq[k], 20e6 * (double)k, 1e-3);
        CLOSE(cabs(out.s[k] - delay(out.freq[k])), 0.0, 1e-6);
    }
    SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 1),
              "line.s1p: the frequencies are not uniform from DC; resampled to steps of "
              "0.02 GHz");
    CU_ASSERT_EQUAL(waveform_impulse(&out, 0, 0, &choices[0], &h, NULL), LR_OK);
    waveform_free(&h);
    notes_free(err.notes);
    net_free(&out);
    net_free(&net);
}

static void logarithmic_sweep_gets_no_more_than_a_hundred_thousand_steps(void)
{
    struct net net, out;
    make(&net, 400, 0.0, 1.0, flat);
    for (size_t k = 0; k < net.nf; k++)
        net.freq[k] = 10e3 * pow(10.0, 6.0 * (double)k / 399.0);
    CU_ASSERT_EQUAL_FATAL(waveform_net(&net, "line.s1p", &out, NULL), LR_OK);
    CU_ASSERT_EQUAL(out.nf, 100001);
    CLOSE(out.freq[1], 100e3, 1e-6);
    CLOSE(cabs(out.s[77777] - 0.723), 0.0, 1e-12);
    net_free(&out);
    net_free(&net);
}

/* The message of a failed waveform_pulse. */
static void refuse(const struct net *net, size_t i, size_t j, double ui, size_t pad,
                   enum lr_status status, const char *text)
{
    struct waveform h;
    struct lr_error err = {0};
    const struct waveform_options options = {WAVEFORM_HAMMING, pad};
    CU_ASSERT_EQUAL(waveform_pulse(net, i, j, ui, &options, &h, &err), status);
    SAME_TEXT(err.text, text);
    CU_ASSERT_PTR_NULL(h.v);
    CU_ASSERT_EQUAL(h.n, 0);
    waveform_free(&h);
}

static void grids_and_arguments_that_do_not_fit_are_refused(void)
{
    struct net net;
    const double ui = 1.0 / 13.28e9;
    make(&net, 21, 0.0, 50e6, delay);
    refuse(&net, 0, 1, ui, 0, LR_EDOMAIN, "port 2 of a network of 1 ports");
    refuse(&net, 0, 0, -1e-9, 0, LR_EDOMAIN, "a unit interval of -1 ns; it must be "
           "positive and shorter than the record, 20 ns");
    refuse(&net, 0, 0, 20e-9, 0, LR_EDOMAIN, "a unit interval of 20 ns; it must be "
           "positive and shorter than the record, 20 ns");
    refuse(&net, 0, 0, NAN, 0, LR_EDOMAIN, "a unit interval of nan ns; it must be "
           "positive and shorter than the record, 20 ns");
    refuse(&net, 0, 0, ui, SIZE_MAX, LR_EDOMAIN, "21 frequencies and "
           "18446744073709551615 zero bins; a time response takes 268435456 in all");
    net.freq[7] += 2e6;
    refuse(&net, 0, 0, ui, 0, LR_EDOMAIN, "0.352 GHz is not on a grid of 0.05 GHz steps; "
           "a time response needs a uniform grid");
    net.freq[7] -= 2e6;
    net.s[3] = NAN;
    refuse(&net, 0, 0, ui, 0, LR_ENUMERIC, "S11 at 0.15 GHz is not finite");
    net.nf = 1;
    refuse(&net, 0, 0, ui, 0, LR_EDOMAIN, "1 frequency points; a time response needs at "
           "least two");
    net_free(&net);

    make(&net, 21, 10e6, 10e6, delay);
    refuse(&net, 0, 0, ui, 0, LR_EDOMAIN, "the frequencies start at 0.01 GHz; a time "
           "response needs them from DC");
    net_free(&net);
}

static void dc_point_alone_is_refused(void)
{
    struct net net, out;
    struct lr_error err = {0};
    make(&net, 1, 0.0, 1.0, flat);
    CU_ASSERT_EQUAL(waveform_net(&net, "line.s1p", &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "line.s1p: a DC point alone; a time response needs a band");
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"the impulse response is that of a direct sum", impulse_is_that_of_a_direct_sum},
    {"the impulse response sums to the value at DC and keeps the energy",
     impulse_sums_to_the_value_at_dc_and_keeps_the_energy},
    {"a whole number of samples of delay is one sample", whole_delay_is_one_sample},
    {"padding samples the same curve more finely",
     padding_samples_the_same_curve_more_finely},
    {"the step of a delay rises at the delay", step_of_a_delay_rises_at_the_delay},
    {"the step of a coarse record is not half a sample early",
     step_of_a_coarse_record_is_not_half_a_sample_early},
    {"a pulse of whole samples is the difference of two steps",
     pulse_of_whole_samples_is_the_difference_of_two_steps},
    {"a pulse has the area of the bit", pulse_has_the_area_of_the_bit},
    {"a pulse behind a Gaussian is the difference of two error functions",
     pulse_behind_a_gaussian_is_the_difference_of_two_error_functions},
    {"a value between samples is linear, and holds outside",
     value_between_samples_is_linear_and_holds_outside},
    {"a grid that lacks only DC keeps its points",
     grid_that_lacks_only_dc_keeps_its_points},
    {"other grids are resampled to their smallest step",
     other_grids_are_resampled_to_their_smallest_step},
    {"a logarithmic sweep gets no more than a hundred thousand steps",
     logarithmic_sweep_gets_no_more_than_a_hundred_thousand_steps},
    {"grids and arguments that do not fit are refused",
     grids_and_arguments_that_do_not_fit_are_refused},
    {"a DC point alone is refused", dc_point_alone_is_refused},
};
TAP_MAIN("signal/waveform", cases)

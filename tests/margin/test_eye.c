#include "config.h"

#include "margin/eye.h"
#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { M = 32, PHASES = 64, LEVELS_MOST = 8 };

static double tail(double x)
{
    return 0.5 * erfc(x / sqrt(2.0));
}

/* One UI of 100 mV: phases within half a UI see nothing but the cursor. */
struct fixture {
    double pulse[8 * M];
    struct eye_source source;
    struct eye eye;
    struct lr_error err;
};

static void begin(struct fixture *f, size_t levels)
{
    *f = (struct fixture){.source = {.levels = levels,
                                     .r_lm = 1.0,
                                     .per_ui = M,
                                     .victim = {8 * M, f->pulse},
                                     .cursor = 4 * M,
                                     .phases = PHASES}};
    for (int k = 7 * M / 2; k < 9 * M / 2; k++)
        f->pulse[k] = 0.1;
}

static const struct eye *solve(struct fixture *f)
{
    eye_free(&f->eye);
    CU_ASSERT_EQUAL_FATAL(eye_init(&f->source, &f->eye, &f->err), LR_OK);
    return &f->eye;
}

static void gaussian_noise_alone_is_the_q_function(void)
{
    struct fixture f;
    begin(&f, 2);
    memset(f.pulse, 0, sizeof f.pulse);
    f.pulse[4 * M] = 0.1;
    f.source.noise = 0.01273;
    const struct eye *eye = solve(&f);
    for (double x = 0.05; x < 8.5; x += 0.0731) {
        const double v = 0.1 - x * f.source.noise;
        CLOSE(log10(eye_below(eye, 1, 0, v)), log10(tail(x)), 1e-6);
        CLOSE(log10(eye_above(eye, 0, 0, -v)), log10(tail(x)), 1e-6);
    }
    eye_free(&f.eye);
}

/* All symbols that a pulse of UI-spaced samples can meet, none left out: the mean over
 * them of P(base + sum + Gaussian > v), level by level. */
static double enumerate(size_t levels, const double *level, size_t n,
                        const double *sample, double sigma, double base, double v)
{
    double sum = 0.0;
    size_t all = 1;
    for (size_t i = 0; i < n; i++)
        all *= sample[i] != 0.0 ? levels : 1;
    for (size_t word = 0; word < all; word++) {
        double at = base;
        size_t rest = word;
        for (size_t i = 0; i < n; i++) {
            at += sample[i] * level[rest % levels];
            rest /= sample[i] != 0.0 ? levels : 1;
        }
        sum += tail((v - at) / sigma);
    }
    return sum / (double)all;
}

/* 6 UI, in volts that are whole bins at every level of `unit`. */
static void long_pulse(struct fixture *f, double unit)
{
    static const double peak[] = {2.0, -3.0, 40.0, 11.0, -4.0, 1.0};
    memset(f->pulse, 0, sizeof f->pulse);
    for (int ui = 0; ui < 6; ui++)
        for (int k = 0; k < M; k++)
            f->pulse[(2 + ui) * M + k - M / 2] = unit * (peak[ui] + (k - M / 2) % 3);
    f->source.bin = 1e-4;
    f->source.noise = 0.00173;
}

/* Its samples at a whole sample from the cursor, the cursor's first. */
static void samples_at(const struct fixture *f, int sample, double *v)
{
    size_t n = 1;
    for (int ui = -3; ui <= 3; ui++)
        v[ui ? n++ : 0] = f->pulse[4 * M + ui * M + sample];
}

static void same_tails(struct fixture *f, const double *level, double tol)
{
    const size_t levels = f->source.levels;
    const struct eye *eye = solve(f);
    for (int sample = -13; sample <= 13; sample += 13)
        for (size_t l = 0; l < levels; l++) {
            double v[7], minus[LEVELS_MOST];
            samples_at(f, sample, v);
            for (size_t i = 0; i < levels; i++)
                minus[i] = -level[i];
            const double at = v[0] * level[l];
            for (double x = at - 0.05; x < at + 0.05; x += 0.00717) {
                const double above =
                    enumerate(levels, level, 6, v + 1, f->source.noise, at, x);
                const double below =
                    enumerate(levels, minus, 6, v + 1, f->source.noise, -at, -x);
                if (above > 1e-22)
                    CLOSE(log10(eye_above(eye, l, 2 * sample, x)), log10(above), tol);
                if (below > 1e-22)
                    CLOSE(log10(eye_below(eye, l, 2 * sample, x)), log10(below), tol);
            }
        }
}

static void every_pattern_of_a_short_pulse_counts_once(void)
{
    static const double pam2[] = {-1.0, 1.0}, pam3[] = {-1.0, 0.0, 1.0},
                        pam4[] = {-1.0, -1.0 / 3.0, 1.0 / 3.0, 1.0},
                        pam6[] = {-1.0, -0.6, -0.2, 0.2, 0.6, 1.0};
    struct fixture f;
    begin(&f, 2);
    long_pulse(&f, 3e-4);
    same_tails(&f, pam2, 1e-6);
    f.source.levels = 3;
    same_tails(&f, pam3, 1e-6);
    f.source.levels = 4;
    same_tails(&f, pam4, 1e-6);
    eye_free(&f.eye);
    begin(&f, 6);
    long_pulse(&f, 5e-4);
    for (int k = 0; k < 5 * M / 2; k++)         /* 6^6 patterns would take long  */
        f.pulse[k] = f.pulse[8 * M - 1 - k] = 0.0;
    same_tails(&f, pam6, 1e-6);
    eye_free(&f.eye);
}

static void mismatched_levels_shift_what_they_interfere_with(void)
{
    /* Multiples of 40 bins about their mean of -0.025. */
    static const double level[] = {-1.0, -0.4, 0.3, 1.0};
    struct fixture f;
    begin(&f, 4);
    long_pulse(&f, 4e-3);
    f.source.level = level;
    f.source.noise = 0.0231;
    same_tails(&f, level, 1e-6);
    eye_free(&f.eye);
}

static void rounding_to_bins_keeps_the_variance(void)
{
    /* No sample is a whole bin, two are less than one or two. */
    static const double pam4[] = {-1.0, -1.0 / 3.0, 1.0 / 3.0, 1.0};
    struct fixture f;
    begin(&f, 4);
    long_pulse(&f, 2.77e-4);
    f.source.bin = 0.0;
    same_tails(&f, pam4, 0.1);          /* a bin of 14 uV at 10 sigma            */
    eye_free(&f.eye);
}

static void feedback_takes_its_taps_off(void)
{
    static const double pam2[] = {-1.0, 1.0};
    struct fixture f;
    begin(&f, 2);
    long_pulse(&f, 3e-4);
    const double b[] = {33e-4, -12e-4};
    f.source.nb = 2;
    f.source.b = b;
    const struct eye *eye = solve(&f);
    double v[7];
    samples_at(&f, 0, v);
    v[4] -= b[0];
    v[5] -= b[1];
    for (double x = 0.0; x < 0.02; x += 0.0011)
        CLOSE(log10(eye_below(eye, 1, 0, x)),
              log10(enumerate(2, pam2, 6, v + 1, f.source.noise, -v[0], -x)), 1e-6);
    eye_free(&f.eye);
}

static void an_aggressor_is_met_at_any_of_its_phases(void)
{
    static const double pam4[] = {-1.0, -1.0 / 3.0, 1.0 / 3.0, 1.0};
    double xtalk[2 * M];
    struct fixture f;
    begin(&f, 4);
    for (int k = 0; k < 2 * M; k++)
        xtalk[k] = 3e-4 * (double)(2 + (k * 7) % 23);
    const struct eye_pulse aggressor = {2 * M, xtalk};
    f.source.nxtalk = 1;
    f.source.xtalk = &aggressor;
    f.source.bin = 1e-4;
    f.source.noise = 0.0011;
    const struct eye *eye = solve(&f);
    for (double x = 0.0; x < 0.024; x += 0.00137) {
        double sum = 0.0;
        for (int k = 0; k < M; k++) {
            const double v[] = {xtalk[k], xtalk[k + M]};
            sum += enumerate(4, pam4, 2, v, f.source.noise, 0.0, x) / M;
        }
        CLOSE(log10(eye_above(eye, 3, 0, 0.1 + x)), log10(sum), 3e-6);
        CLOSE(log10(eye_below(eye, 0, 7, -0.1 - x)), log10(sum), 3e-6);
    }
    eye_free(&f.eye);
}

static void a_sampling_instant_with_two_places_sees_both(void)
{
    /* One sample early or late: 8 cells of 1/256 UI. */
    static const double pam2[] = {-1.0, 1.0};
    struct fixture f;
    begin(&f, 2);
    long_pulse(&f, 3e-4);
    f.source.jitter.dual_dirac = 1.0 / M;
    const struct eye *eye = solve(&f);
    double early[7], late[7];
    samples_at(&f, 4, early);
    samples_at(&f, 6, late);
    const double sigma = f.source.noise;
    for (double x = 0.0; x < 0.03; x += 0.00117)
        CLOSE(log10(eye_above(eye, 1, 10, x)),
              log10(0.5 * (enumerate(2, pam2, 6, early + 1, sigma, early[0], x) +
                           enumerate(2, pam2, 6, late + 1, sigma, late[0], x))), 1e-6);
    eye_free(&f.eye);
    f.source.jitter.dual_dirac = 0.0;
    f.source.jitter.duty_cycle = 2.0 / M;
    eye = solve(&f);
    CLOSE(log10(eye_above(eye, 1, 10, 0.013)),
          log10(0.5 * (enumerate(2, pam2, 6, early + 1, sigma, early[0], 0.013) +
                       enumerate(2, pam2, 6, late + 1, sigma, late[0], 0.013))), 1e-6);
    eye_free(&f.eye);
}

/* What the step response s makes of levels a[0..n-1] that begin at samples at[0..n], all
 * else 0: sum of (a_i - a_i-1) s(t - at_i). */
static double waveform(const double *step, size_t n, const double *a, const int *at,
                       int t)
{
    double sum = 0.0, before = 0.0;
    for (size_t i = 0; i <= n; i++) {
        const double here = i < n ? a[i] : 0.0;
        if (t >= at[i])
            sum += (here - before) * step[t - at[i]];
        before = here;
    }
    return sum;
}

static void edges_that_come_late_by_turns_shorten_every_other_symbol(void)
{
    /* Even edges one sample late, odd ones one early: 4/32 UI between the two kinds of
     * symbols, 2/32 of even-odd jitter.  Symbols -3 .. 3 about the cursor, each followed
     * edge by edge; the cursor is an even or an odd one. */
    enum { SYMBOLS = 7, LONG = 24 * M };
    static double step[LONG];
    struct fixture f;
    begin(&f, 2);
    long_pulse(&f, 3e-4);
    for (int k = 0; k < LONG; k++)
        step[k] = (k < 8 * M ? f.pulse[k] : 0.0) + (k >= M ? step[k - M] : 0.0);
    f.source.jitter.even_odd = 2.0 / M;
    const struct eye *eye = solve(&f);
    for (double x = 0.0; x < 0.025; x += 0.00217) {
        double sum = 0.0;
        for (int word = 0; word < 1 << SYMBOLS; word++)
            for (int odd = 0; odd < 2; odd++) {
                double a[SYMBOLS];
                int at[SYMBOLS + 1];
                for (int i = 0; i < SYMBOLS; i++)
                    a[i] = i == 3 ? 1.0 : word >> i & 1 ? 1.0 : -1.0;
                for (int i = 0; i <= SYMBOLS; i++)
                    at[i] = (i + 1) * M + ((i + 1 + odd) % 2 ? -1 : 1);
                const double v = waveform(step, SYMBOLS, a, at, 4 * M + 4 * M + 5);
                sum += tail((v - x) / f.source.noise) / (2 << SYMBOLS);
            }
        CLOSE(log10(eye_below(eye, 1, 10, x)), log10(sum), 1e-6);
    }
    eye_free(&f.eye);
}

/* a (1 - 2 |x|) within half a UI, nothing elsewhere. */
static void roof(struct fixture *f)
{
    for (int k = 0; k < 8 * M; k++)
        f->pulse[k] = fmax(0.0, 0.1 * (1.0 - 2.0 * abs(k - 4 * M) / M));
}

static void random_sampling_on_a_slope_is_more_gaussian_noise(void)
{
    /* 0.2 V/UI: sigma^2 = noise^2 + (0.2 sigma_t)^2, a quarter of a UI from all corners:
     * 22 sigma_t. */
    struct fixture f;
    begin(&f, 2);
    roof(&f);
    f.source.noise = 0.0009;
    f.source.jitter.random = 0.0113;
    const struct eye *eye = solve(&f);
    const double sigma = hypot(0.0009, 0.2 * 0.0113);
    for (double x = 0.0; x < 8.0; x += 0.37)
        CLOSE(log10(eye_below(eye, 1, PHASES / 4, 0.05 - x * sigma)), log10(tail(x)),
              2e-3);
    eye_free(&f.eye);
}

static void height_and_width_of_a_roof_are_its_own(void)
{
    /* Q(7.034484) = 1e-12.  Contours a (1 - 2 |x|) - q sigma; the middle is 0 at x =
     * (1 - q sigma / a) / 2 on each side. */
    struct fixture f;
    struct eye_openings open;
    double low[PHASES + 1], high[PHASES + 1];
    begin(&f, 2);
    roof(&f);
    f.source.noise = 0.00613;
    const double q = 7.034484, noise = q * 0.00613;
    const struct eye *eye = solve(&f);
    eye_openings_solve(eye, 1e-12, &open);
    CU_ASSERT_EQUAL(open.n, 1);
    CU_ASSERT(open.of[0].open);
    CLOSE(open.of[0].height, 2.0 * (0.1 - noise), 1e-8);
    CLOSE(open.of[0].width, 1.0 - noise / 0.1, 5e-4);
    CLOSE(open.of[0].centre, 0.0, 1e-12);
    eye_contour(eye, 1, 1e-12, low, high);
    CLOSE(low[PHASES / 2 + 10], 0.1 * (1.0 - 20.0 / 64.0) - noise, 1e-8);
    CLOSE(high[PHASES / 2 - 10], 0.1 * (1.0 - 20.0 / 64.0) + noise, 1e-8);
    eye_free(&f.eye);
}

static void the_worst_eye_is_named(void)
{
    /* Outer distances 0.55, the middle one 0.9; and the noise of 1e-6, 4.753424. */
    static const double level[] = {-1.0, -0.45, 0.45, 1.0};
    struct fixture f;
    struct eye_openings open;
    begin(&f, 4);
    roof(&f);
    f.source.level = level;
    f.source.noise = 0.0021;
    eye_openings_solve(solve(&f), 1e-6, &open);
    CU_ASSERT_EQUAL(open.n, 3);
    CLOSE(open.of[0].height, 0.055 - 2.0 * 4.753424 * 0.0021, 1e-8);
    CLOSE(open.of[1].height, 0.090 - 2.0 * 4.753424 * 0.0021, 1e-8);
    CLOSE(open.of[2].middle, 0.0725, 1e-9);
    CU_ASSERT_EQUAL(open.lowest % 2, 0);
    CU_ASSERT_EQUAL(open.narrowest % 2, 0);
    /* Lower edge of the middle one: 0.45 a (1 - 2 x) = q sigma. */
    CLOSE(open.of[1].width, 1.0 - 4.753424 * 0.0021 / 0.045, 5e-4);
    /* All six ways to err, level by level. */
    const double v[] = {-0.0725, 0.0, 0.0725};
    f.source.noise = 0.0067;
    CLOSE(eye_error_ratio(solve(&f), v) /
              (0.25 * (4.0 * tail(0.0275 / 0.0067) + 2.0 * tail(0.045 / 0.0067))), 1.0,
          1e-6);
    f.source.noise = 0.01;
    eye_openings_solve(solve(&f), 1e-6, &open);
    CU_ASSERT_FALSE(open.of[0].open);
    CU_ASSERT(open.of[0].height < 0.0);
    CLOSE(open.of[0].width, 0.0, 0.0);
    eye_free(&f.eye);
}

static void bathtubs_are_the_tails_of_both_levels(void)
{
    struct fixture f;
    double p[PHASES + 1];
    begin(&f, 2);
    roof(&f);
    f.source.noise = 0.0101;
    const struct eye *eye = solve(&f);
    eye_bathtub_time(eye, 0, 0.004, p);
    for (int k = 5; k < PHASES - 4; k += 9) {
        const double a = 0.1 * (1.0 - 2.0 * abs(k - PHASES / 2) / PHASES);
        CLOSE(log10(p[k]),
              log10(0.5 * (tail((a - 0.004) / 0.0101) + tail((a + 0.004) / 0.0101))),
              1e-6);
    }
    const double v[] = {-0.09, -0.02, 0.011, 0.12};
    eye_bathtub_voltage(eye, 0, 4, v, p);
    for (int k = 0; k < 4; k++)
        CLOSE(log10(p[k]),
              log10(0.5 * (tail((0.1 - v[k]) / 0.0101) + tail((0.1 + v[k]) / 0.0101))),
              1e-6);
    eye_free(&f.eye);
}

static void a_quantiser_adds_its_own_error(void)
{
    /* Uniform within half a step: 1/q of the Gaussian's distribution integrated once,
     * sigma (z Q(z) - phi(z)). */
    struct fixture f;
    begin(&f, 2);
    f.source.noise = 0.0021;
    f.source.quantum = 0.0093;
    const struct eye *eye = solve(&f);
    for (double x = 0.0; x < 0.014; x += 0.0013) {
        const double a = (x - 0.00465) / 0.0021, b = (x + 0.00465) / 0.0021;
        const double norm = sqrt(2.0 * acos(-1.0));
        const double sum = (b * tail(b) - exp(-0.5 * b * b) / norm) -
                           (a * tail(a) - exp(-0.5 * a * a) / norm);
        CLOSE(log10(eye_above(eye, 1, 0, 0.1 + x)), log10(sum * 0.0021 / 0.0093), 2e-3);
    }
    eye_free(&f.eye);
}

static void densities_of_all_phases_have_mass_and_mean(void)
{
    enum { ROWS = 240 };
    static double p[PHASES * ROWS];
    struct fixture f;
    begin(&f, 4);
    long_pulse(&f, 3e-4);
    f.source.jitter.random = 0.02;
    f.source.jitter.sinusoidal = 0.05;
    eye_density(solve(&f), -0.12, 0.12, ROWS, p);
    for (int phase = 0; phase < PHASES; phase++) {
        double mass = 0.0, mean = 0.0;
        for (int k = 0; k < ROWS; k++) {
            mass += p[phase * ROWS + k];
            mean += p[phase * ROWS + k] * (-0.12 + (k + 0.5) * 0.001);
        }
        CLOSE(mass, 1.0, 1e-12);
        CLOSE(mean, 0.0, 1e-12);
    }
    eye_free(&f.eye);
}

static void refuse(struct fixture *f, const char *text)
{
    CU_ASSERT_EQUAL(eye_init(&f->source, &f->eye, &f->err), LR_EDOMAIN);
    SAME_TEXT(f->err.text, text);
    eye_free(&f->eye);
    begin(f, 2);
}

static void what_does_not_fit_is_refused(void)
{
    static const double level[] = {-1.0, -1.0};
    struct fixture f;
    begin(&f, 1);
    refuse(&f, "1 amplitude levels; 2 to 16");
    f.source.r_lm = 1.1;
    refuse(&f, "a level separation mismatch ratio of 1.1; above 0 to 1");
    f.source.level = level;
    refuse(&f, "level 1 is -1; they must rise from -1 to 1");
    f.source.phases = 33;
    refuse(&f, "an eye of 33 phases per UI; even, 2 to 1024");
    f.source.cursor = 0;
    refuse(&f, "a pulse of 256 samples, 32 per UI, with the cursor at 0; it must be "
               "positive there");
    f.source.noise = -1e-3;
    refuse(&f, "noise -0.001 V, cut at 0 sigma, a quantiser's step 0 V, bins of 0 V; 0 "
               "or more");
    f.source.jitter.random = (double)NAN;
    refuse(&f, "random jitter of nan UI; 0 to 0.5");
}

static const struct tap_case cases[] = {
    {"Gaussian noise alone is the Q function", gaussian_noise_alone_is_the_q_function},
    {"every pattern of a short pulse counts once",
     every_pattern_of_a_short_pulse_counts_once},
    {"mismatched levels shift what they interfere with",
     mismatched_levels_shift_what_they_interfere_with},
    {"rounding to bins keeps the variance", rounding_to_bins_keeps_the_variance},
    {"feedback takes its taps off", feedback_takes_its_taps_off},
    {"an aggressor is met at any of its phases",
     an_aggressor_is_met_at_any_of_its_phases},
    {"a sampling instant with two places sees both",
     a_sampling_instant_with_two_places_sees_both},
    {"edges that come late by turns shorten every other symbol",
     edges_that_come_late_by_turns_shorten_every_other_symbol},
    {"random sampling on a slope is more Gaussian noise",
     random_sampling_on_a_slope_is_more_gaussian_noise},
    {"height and width of a roof are its own", height_and_width_of_a_roof_are_its_own},
    {"the worst eye is named", the_worst_eye_is_named},
    {"bathtubs are the tails of both levels", bathtubs_are_the_tails_of_both_levels},
    {"a quantiser adds its own error", a_quantiser_adds_its_own_error},
    {"densities of all phases have unit mass and no mean",
     densities_of_all_phases_have_mass_and_mean},
    {"what does not fit is refused", what_does_not_fit_is_refused},
};

TAP_MAIN("eye", cases)

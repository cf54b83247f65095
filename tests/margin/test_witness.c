#include "config.h"

#include "base/array.h"
#include "margin/witness.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* A receiver whose pulse is `tap` at its UI and straight between, the cursor tap[at]. */
enum { M = 16 };

static void made(size_t levels, size_t ntap, const double *tap, size_t at,
                 struct slicer *out)
{
    *out = (struct slicer){.baud = 26.5625e9,
                           .levels = levels,
                           .r_lm = 1.0,
                           .per_ui = M,
                           .npath = 1,
                           .cursor = (at + 2) * M,
                           .s0 = tap[at],
                           .cdr_corner = 4e6};
    for (size_t i = 0; i < levels; i++)
        out->level[i] = 2.0 * (double)i / (double)(levels - 1) - 1.0;
    out->path = array_alloc(2, sizeof *out->path);
    for (size_t p = 0; p < 2; p++) {
        out->path[p].n = (ntap + 5) * M;
        out->path[p].pulse = array_alloc(out->path[p].n, sizeof(double));
    }
    for (size_t k = 0; k < (ntap + 4) * M; k++) {
        const size_t i = k / M;
        const double part = (double)(k % M) / M;
        const double a = i >= 2 && i - 2 < ntap ? tap[i - 2] : 0.0;
        const double b = i >= 1 && i - 1 < ntap ? tap[i - 1] : 0.0;
        out->path[0].pulse[k] = a + part * (b - a);
    }
}

static void freed(struct slicer *s)
{
    s->npath = 2;
    slicer_free(s);
}

static void run(const struct slicer *s, uint64_t symbols, struct witness *out)
{
    struct witness_options options = {.symbols = symbols, .seed = 3, .seen = 20000};
    CU_ASSERT_EQUAL_FATAL(pattern_random(s->levels, 11, &options.pattern, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(witness_run(s, &options, out, NULL), LR_OK);
}

static double q(double x)
{
    return 0.5 * erfc(x / sqrt(2.0));
}

/* [V] standard deviation of what is sent as one level, about its mean. */
static double spread(const struct witness *w, size_t level)
{
    double n = 0.0, sum = 0.0, square = 0.0;
    for (size_t i = 0; i < w->scale.n; i++) {
        const double v = w->scale.low + w->scale.bin * ((double)i + 0.5);
        const double count = (double)w->slicer[level * w->scale.n + i];
        n += count;
        sum += count * v;
        square += count * v * v;
    }
    return sqrt(square / n - sum / n * (sum / n));
}

/* PAM4 in white noise: 2 (3/4) Q(s0/(3 sigma)) wrong symbols; each costs a bit of two. */
static void white_noise_makes_the_errors_of_the_q_function(void)
{
    const double tap[1] = {0.1};
    const uint64_t n = 400000;
    struct slicer s;
    struct witness w;
    made(4, 1, tap, 0, &s);
    s.sigma_noise = 0.009;
    s.sigma_tx = 0.00723;
    run(&s, n, &w);
    const double p = 1.5 * q(0.1 / 3.0 / hypot(s.sigma_noise, s.sigma_tx));
    CLOSE((double)w.errors, p * (double)n, 4.0 * sqrt(p * (double)n));
    CU_ASSERT_EQUAL(w.symbols, n);
    CU_ASSERT_EQUAL(w.bits, 2 * n);
    CU_ASSERT_EQUAL(w.wrong_bits, w.errors);
    CLOSE((double)w.bursts, w.deviation * w.deviation, 0.5 * (double)w.bursts);
    witness_free(&w);
    freed(&s);
}

/* All eight patterns of a bit and its neighbours, each with its Q function. */
static void intersymbol_interference_makes_the_errors_of_all_patterns(void)
{
    const double tap[3] = {0.017, 0.1, 0.0311};
    const uint64_t n = 400000;
    struct slicer s;
    struct witness w;
    made(2, 3, tap, 1, &s);
    s.sigma_noise = 0.0289;
    s.cdr_corner = 0.0;         /* a wandering clock would add its own         */
    run(&s, n, &w);
    double p = 0.0;
    for (int i = 0; i < 4; i++)
        p += 0.25 * q((0.1 + (i & 1 ? 0.017 : -0.017) + (i & 2 ? 0.0311 : -0.0311)) /
                      s.sigma_noise);
    /* Neighbouring errors are not independent: the mean has some more to move. */
    CLOSE((double)w.errors, p * (double)n, 6.0 * sqrt(p * (double)n));
    witness_free(&w);
    freed(&s);
}

/* y = a[k] + a[k-1], fed back: after an error the next symbol is a[k] +- 2, wrong in one
 * case of two, and right again only by chance: lengths are geometric with 1/2. */
static void feedback_makes_bursts_of_geometric_length(void)
{
    const double tap[2] = {0.1, 0.1};
    struct slicer s;
    struct witness w;
    made(2, 2, tap, 0, &s);
    s.nb = 1;
    s.b[0] = 1.0;
    s.sigma_noise = 0.0303;
    s.cdr_corner = 0.0;         /* this pulse has no slope to hold a clock     */
    run(&s, 4000000, &w);
    const double p = q(0.1 / s.sigma_noise), n = (double)w.bursts;
    CU_ASSERT(w.bursts > 1000);
    /* One error more in two: that is what makes bursts rarer than errors. */
    CLOSE((double)w.errors / n, 2.0, 5.0 * sqrt(2.0 / n));
    CLOSE(n, p * 4e6, 5.0 * sqrt(n));
    for (size_t i = 0; i < 5; i++) {
        const double want = n * pow(0.5, (double)i + 1.0);
        CLOSE((double)w.length[i], want, 5.0 * sqrt(want));
    }
    witness_free(&w);
    freed(&s);
}

/* A triangular pulse: its slope is +-s0 per UI on its sides, so that the symbols before
 * and behind move the sample by their jitter; its top is flat to first order. */
static void jitter_moves_samples_by_the_slope_of_the_pulse(void)
{
    const double tap[1] = {0.1};
    struct slicer s;
    struct witness w;
    made(2, 1, tap, 0, &s);
    s.jitter.symbol_random = 0.0123;
    s.jitter.symbol_peak = 0.0231;
    s.cdr_corner = 0.0;
    run(&s, 200000, &w);
    /* At +-1 UI the difference spans half of a side: its slope there is s0/2. */
    const double want =
        0.5 * 0.1 * sqrt(2.0) * hypot(s.jitter.symbol_random, s.jitter.symbol_peak);
    CLOSE(spread(&w, 1) / want, 1.0, 0.01);
    witness_free(&w);
    freed(&s);
}

/* The power of all five straight parts of a pulse at the displaced instant, averaged over
 * the displacements: +-1/16 twice makes -1/8, 0, 0, 1/8, and a Gaussian about each. */
static void jitter_of_the_sampling_instant_moves_all_symbols_together(void)
{
    const double tap[3] = {0.05, 0.1, 0.15};
    struct slicer s;
    struct witness w;
    made(2, 3, tap, 1, &s);
    s.jitter.random = 0.01;
    s.jitter.dual_dirac = 0.0625;       /* one sample                          */
    s.jitter.duty_cycle = 0.125;
    s.cdr_corner = 0.0;
    run(&s, 400000, &w);
    double n = 0.0, sum = 0.0, square = 0.0;
    for (size_t i = 0; i < w.scale.n; i++) {
        const double v = w.scale.low + w.scale.bin * ((double)i + 0.5);
        const double count = (double)(w.slicer[i] + w.slicer[w.scale.n + i]);
        n += count;
        sum += count * v;
        square += count * v * v;
    }
    double want = 0.0;
    const double weight[3] = {0.25, 0.5, 0.25}, off[3] = {-0.125, 0.0, 0.125};
    for (int g = -40; g <= 40; g++)
        for (size_t i = 0; i < 3; i++) {
            const double x = 0.1 * g, t = off[i] + 0.01 * x;
            const double rise = t > 0.0 ? t * -0.15 : t * 0.05, foot = t > 0.0 ? 0.05 * t : 0;
            const double v[4] = {foot, 0.05 + 0.05 * t, 0.1 + 0.05 * t, 0.15 + rise};
            const double tail = t > 0.0 ? 0.0 : -0.15 * t;
            double power = tail * tail;
            for (size_t k = 0; k < 4; k++)
                power += v[k] * v[k];
            want += weight[i] * power * 0.1 * exp(-0.5 * x * x) / sqrt(2.0 * M_PI);
        }
    CLOSE(sqrt(square / n - sum / n * (sum / n)) / sqrt(want), 1.0, 0.005);
    witness_free(&w);
    freed(&s);
}

/* An aggressor whose pulse is a tap wide: its variance is the mean of its square over a
 * UI, at whatever phase it comes. */
static void aggressors_come_at_any_phase(void)
{
    const double tap[1] = {0.1};
    struct slicer s;
    struct witness w;
    made(2, 1, tap, 0, &s);
    s.npath = 2;
    s.path[1].kind = PATH_FEXT;
    double power = 0.0;
    for (size_t k = 0; k < s.path[1].n; k++) {
        s.path[1].pulse[k] = 0.2 * s.path[0].pulse[k];
        power += s.path[1].pulse[k] * s.path[1].pulse[k] / M;
    }
    run(&s, 1000000, &w);
    CLOSE(spread(&w, 0) / sqrt(power), 1.0, 0.02);
    witness_free(&w);
    freed(&s);
}

/* Low-pass noise: its power is what is asked for, and samples a UI apart go together.
 * With PSD (1 + cos(2 pi f/baud)) up to baud/2 the autocorrelation at one UI is 1/2, which
 * the sum of two of them, through a second tap of 1, shows: variance 2 + 2/2. */
static void noise_has_the_spectrum_given(void)
{
    const double tap[1] = {0.1};
    struct slicer s;
    struct witness w;
    made(2, 1, tap, 0, &s);
    s.sigma_noise = 0.0123;
    s.nf = 400;
    s.freq = array_alloc(s.nf, sizeof(double));
    s.psd = array_alloc(s.nf, sizeof(double));
    for (size_t k = 0; k < s.nf; k++) {
        s.freq[k] = 0.5 * s.baud * (double)k / (double)(s.nf - 1);
        s.psd[k] = 1.0 + cos(2.0 * M_PI * s.freq[k] / s.baud);
    }
    run(&s, 300000, &w);
    CLOSE(spread(&w, 1) / s.sigma_noise, 1.0, 0.01);
    witness_free(&w);
    freed(&s);
}

/* A loop of first order with corner f_c leaves f/sqrt(f^2 + f_c^2) of a sine; the clock
 * itself moves by f_c/sqrt(f^2 + f_c^2) of it. */
static void the_clock_follows_slow_jitter_and_not_fast(void)
{
    const double tap[3] = {0.02, 0.1, 0.02};
    const double ratio[3] = {0.1, 1.0, 20.0};
    for (size_t i = 0; i < 3; i++) {
        struct slicer s;
        struct witness w;
        made(2, 3, tap, 1, &s);
        s.cdr_corner = 20e6;
        s.jitter.sinusoidal = 0.1;
        s.frequency = ratio[i] * s.cdr_corner;
        run(&s, 400000, &w);
        const double want = 0.1 / sqrt(2.0) / sqrt(1.0 + ratio[i] * ratio[i]);
        CLOSE(w.clock_rms, want, 0.05 * want + 0.002);
        CLOSE(w.clock_mean, 0.0, 0.004);
        CU_ASSERT(!w.clock_lost);
        CU_ASSERT_EQUAL(w.errors, 0);
        witness_free(&w);
        freed(&s);
    }
}

/* Of a Gaussian the contour at p is the quantile: -3.0902 sigma at 1e-3 (tables). */
static void contours_are_quantiles(void)
{
    const double tap[1] = {0.1};
    struct slicer s;
    struct witness w;
    made(2, 1, tap, 0, &s);
    s.sigma_noise = 0.01;
    run(&s, 400000, &w);
    CLOSE(witness_contour(&w, 1, 1e-3), 0.1 - 0.030902, 0.001);
    CLOSE(witness_contour(&w, 0, 1.0 - 1e-3), -0.1 + 0.030902, 0.001);
    CU_ASSERT(isnan(witness_contour(&w, 0, 1e-6)));
    witness_free(&w);
    freed(&s);
}

static void the_seed_alone_decides(void)
{
    const double tap[3] = {0.02, 0.1, 0.03};
    struct slicer s;
    struct witness a, b;
    made(4, 3, tap, 1, &s);
    s.sigma_noise = 0.01;
    run(&s, 30000, &a);
    run(&s, 30000, &b);
    CU_ASSERT_EQUAL(a.errors, b.errors);
    CU_ASSERT(!memcmp(a.picture, b.picture, a.phases * a.scale.n * sizeof *a.picture));
    CU_ASSERT(a.seen >= 20000);
    witness_free(&a);
    witness_free(&b);
    freed(&s);
}

static void what_cannot_be_simulated_is_refused(void)
{
    const double tap[1] = {0.1};
    struct slicer s;
    struct witness w;
    struct lr_error err = {0};
    struct witness_options options = {.symbols = 100};
    made(2, 1, tap, 0, &s);
    CU_ASSERT_EQUAL(witness_run(&s, &options, &w, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "a simulation of 2 levels, its pattern of 0; the same, and at "
                        "least one symbol");
    CU_ASSERT_EQUAL_FATAL(pattern_random(2, 11, &options.pattern, NULL), LR_OK);
    s.jitter.dual_dirac = -0.2;
    CU_ASSERT_EQUAL(witness_run(&s, &options, &w, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "dual-Dirac jitter of -0.2 UI; 0 to 0.5");
    s.jitter.dual_dirac = 0.0;
    s.cdr_corner = -4e6;
    CU_ASSERT_EQUAL(witness_run(&s, &options, &w, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "sinusoidal jitter of 0 Hz, clock recovery of -4e+06 Hz; 0 or "
                        "more");
    s.cdr_corner = 4e6;
    s.cursor = 3;
    CU_ASSERT_EQUAL(witness_run(&s, &options, &w, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "a cursor of 0.1 V at sample 3 of 96; positive, and half a UI "
                        "behind the start");
    s.cursor = 2 * M;
    s.level[1] = -1.0;
    CU_ASSERT_EQUAL(witness_run(&s, &options, &w, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "level 0 is -1, the next one -1; they must rise");
    freed(&s);
}

static const struct tap_case cases[] = {
    {"white noise makes the errors of the Q function",
     white_noise_makes_the_errors_of_the_q_function},
    {"intersymbol interference makes the errors of all patterns",
     intersymbol_interference_makes_the_errors_of_all_patterns},
    {"feedback makes bursts of geometric length",
     feedback_makes_bursts_of_geometric_length},
    {"jitter moves samples by the slope of the pulse",
     jitter_moves_samples_by_the_slope_of_the_pulse},
    {"jitter of the sampling instant moves all symbols together",
     jitter_of_the_sampling_instant_moves_all_symbols_together},
    {"aggressors come at any phase", aggressors_come_at_any_phase},
    {"noise has the spectrum given", noise_has_the_spectrum_given},
    {"the clock follows slow jitter and not fast",
     the_clock_follows_slow_jitter_and_not_fast},
    {"contours are quantiles", contours_are_quantiles},
    {"the seed alone decides", the_seed_alone_decides},
    {"what cannot be simulated is refused", what_cannot_be_simulated_is_refused},
};
TAP_MAIN("margin/witness", cases)

#include "config.h"

#include "signal/impulse.h"
#include "tests/tap.h"

#include <float.h>
#include <math.h>

enum { MOST = 1200 };
static const double pi_2 = 6.283185307179586;
static const double dt = 1.0 / (26.5625e9 * 8.0);       /* half the rate: 106.25 GHz */

struct file {                   /* a response on the axis of a file            */
    size_t nf;
    double freq[MOST];
    double complex h[MOST];
};

/* first, first + step, ... up to `stop`. */
static void grid(struct file *file, double first, double step, double stop)
{
    file->nf = 0;
    while (file->nf < MOST && first + step * (double)file->nf < stop + 1.0) {
        file->freq[file->nf] = first + step * (double)file->nf;
        file->nf++;
    }
}

/* A lossy line: 0.93 at DC, loss like a square root and like f, 1.72 ns of delay. */
static void lossy(struct file *file, double root, double linear)
{
    for (size_t k = 0; k < file->nf; k++) {
        const double f = file->freq[k];
        file->h[k] = 0.93 * exp(-root * sqrt(f / 1e9) - linear * f / 1e9) *
                     cexp(-I * (pi_2 * f * 1.72e-9 + root * sqrt(f / 1e9)));
    }
}

static enum lr_status respond(const struct file *file, double threshold,
                              struct impulse *out, struct lr_error *err)
{
    struct fft *fft = NULL;
    CU_ASSERT_EQUAL_FATAL(fft_new(2 * impulse_intervals(file->freq, dt), &fft, NULL),
                          LR_OK);
    enum lr_status status = impulse_response(file->nf, file->freq, file->h, dt, threshold,
                                             fft, "line.s4p", out, err);
    fft_free(fft);
    return status;
}

static void whole_delay_is_one_sample(void)
{
    struct file file;
    struct impulse impulse;
    grid(&file, 0.0, 106.25e6, 0.5 / dt);
    for (size_t k = 0; k < file.nf; k++)
        file.h[k] = 0.83 * cexp(-I * pi_2 * file.freq[k] * 73.0 * dt);
    CU_ASSERT_EQUAL(file.nf, 1001);
    CU_ASSERT_EQUAL(impulse_intervals(file.freq, dt), 1000);
    CU_ASSERT_EQUAL(respond(&file, 1e-3, &impulse, NULL), LR_OK);
    CU_ASSERT_EQUAL(impulse.n, 74);
    CLOSE(impulse.dt, dt, 0.0);
    CLOSE(impulse.h[73], 0.83, 1e-12);
    for (size_t k = 0; k < 73; k++)
        CLOSE(impulse.h[k], 0.0, 1e-12);
    impulse_free(&impulse);
    CU_ASSERT_PTR_NULL(impulse.h);
}

static void sum_of_the_response_is_its_value_at_dc(void)
{
    struct file file;
    struct impulse impulse;
    grid(&file, 0.0, 100e6, 60e9);
    lossy(&file, 0.31, 0.05);
    CU_ASSERT_EQUAL(respond(&file, 0.0, &impulse, NULL), LR_OK);
    CU_ASSERT_EQUAL(impulse.n, 2 * impulse_intervals(file.freq, dt));
    double sum = 0.0;
    for (size_t k = 0; k < impulse.n; k++)
        sum += impulse.h[k];
    CLOSE(sum, 0.93, 1e-12);
    impulse_free(&impulse);
}

/* Straight lines through (x, y), continued at both ends. */
static double broken_line(const double *x, const double *y, size_t n, double at)
{
    size_t i = 0;
    while (i + 2 < n && x[i + 1] < at)
        i++;
    return y[i] + (y[i + 1] - y[i]) * (at - x[i]) / (x[i + 1] - x[i]);
}

/* Sample m of the response as spec/com.md, section 4, says it, for a file with a DC
 * point whose magnitude runs out: a plain sum over the spectrum. */
static double direct(const struct file *file, size_t m)
{
    double x[MOST + 1], mag[MOST + 1], phase[MOST];
    const double f_max = 0.5 / dt;
    const size_t nf = file->nf,
                 n = (size_t)round(f_max / (file->freq[2] - file->freq[1]));
    for (size_t k = 0; k < nf; k++) {
        x[k] = file->freq[k];
        mag[k] = cabs(file->h[k]);
        phase[k] = carg(file->h[k]);
        while (k && phase[k] - phase[k - 1] > 0.5 * pi_2)
            phase[k] -= pi_2;
        while (k && phase[k] - phase[k - 1] < -0.5 * pi_2)
            phase[k] += pi_2;
    }
    x[nf] = f_max;
    mag[nf] = DBL_EPSILON;
    double sum = 0.0;
    for (size_t k = 0; k <= n; k++) {
        const double f = (double)k * f_max / (double)n;
        const double a = broken_line(x, mag, nf + 1, f);
        const double phi = broken_line(x, phase, nf, f);
        if (k == 0 || k == n)
            sum += a * cos(phi) * (k && m % 2 ? -1.0 : 1.0);
        else
            sum += 2.0 * a * cos(phi + pi_2 * (double)k * (double)m / (double)(2 * n));
    }
    return sum / (double)(2 * n);
}

static void response_is_that_of_a_direct_sum(void)
{
    /* Steps that divide 106.25 GHz and one that does not; files that end below it. */
    static const double steps[] = {106.25e6, 100e6, 87.3e6};
    for (size_t i = 0; i < 3; i++) {
        struct file file;
        struct impulse impulse;
        grid(&file, 0.0, steps[i], 53.1e9);
        lossy(&file, 0.31, 0.07);
        CU_ASSERT_EQUAL(respond(&file, 1e-4, &impulse, NULL), LR_OK);
        CU_ASSERT(impulse.n > 500);
        for (size_t m = 0; m < impulse.n; m += 7)
            CLOSE(impulse.h[m], direct(&file, m), 1e-13);
        impulse_free(&impulse);
    }
}

static void file_without_dc_gives_the_same_response(void)
{
    /* Within 1 % of the peak: the square root of the loss near DC is continued by a
     * straight line, 10 MHz steps away from its value. */
    struct file with, without;
    struct impulse a, b;
    grid(&with, 0.0, 100e6, 60e9);
    lossy(&with, 0.05, 0.06);
    grid(&without, 100e6, 100e6, 60e9);
    lossy(&without, 0.05, 0.06);
    CU_ASSERT_EQUAL(respond(&with, 1e-3, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL(respond(&without, 1e-3, &b, NULL), LR_OK);
    double peak = 0.0, most = 0.0;
    for (size_t k = 0; k < a.n && k < b.n; k++) {
        peak = fmax(peak, a.h[k]);
        most = fmax(most, fabs(a.h[k] - b.h[k]));
    }
    CLOSE(most, 0.0, 0.01 * peak);
    impulse_free(&a);
    impulse_free(&b);
}

static void straight_magnitude_needs_no_dc_point(void)
{
    /* The fit through ten magnitudes and the mean of fifty delays are then exact. */
    struct file with, without;
    struct impulse a, b;
    grid(&with, 0.0, 106.25e6, 0.5 / dt);
    grid(&without, 106.25e6, 106.25e6, 0.5 / dt);
    for (size_t k = 0; k < with.nf; k++) {
        with.h[k] = (1.0 - 0.9 * with.freq[k] * 2.0 * dt) *
                    cexp(-I * pi_2 * with.freq[k] * 40.3 * dt);
        if (k)
            without.h[k - 1] = with.h[k];
    }
    CU_ASSERT_EQUAL(respond(&with, 1e-3, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL(respond(&without, 1e-3, &b, NULL), LR_OK);
    CU_ASSERT_EQUAL(a.n, b.n);
    for (size_t k = 0; k < a.n && k < b.n; k++)
        CLOSE(b.h[k], a.h[k], 1e-10);
    impulse_free(&a);
    impulse_free(&b);
}

static void tail_is_cut_behind_the_last_sample_that_counts(void)
{
    struct file file;
    struct impulse all, cut;
    grid(&file, 0.0, 100e6, 60e9);
    lossy(&file, 0.31, 0.05);
    CU_ASSERT_EQUAL(respond(&file, 0.0, &all, NULL), LR_OK);
    CU_ASSERT_EQUAL(respond(&file, 0.02, &cut, NULL), LR_OK);
    double peak = 0.0;
    for (size_t k = 0; k < all.n; k++)
        peak = fmax(peak, fabs(all.h[k]));
    CU_ASSERT(fabs(cut.h[cut.n - 1]) > 0.02 * peak);
    for (size_t k = 0; k < all.n; k++) {
        if (k < cut.n)
            CLOSE(cut.h[k], all.h[k], 0.0);
        else
            CU_ASSERT(fabs(all.h[k]) <= 0.02 * peak);
    }
    impulse_free(&all);
    impulse_free(&cut);
}

static void phase_that_advances_is_refused(void)
{
    struct file file;
    struct impulse impulse;
    struct lr_error err = {0};
    grid(&file, 0.0, 100e6, 60e9);
    lossy(&file, 0.31, 0.05);
    for (size_t k = 0; k < file.nf; k++)
        file.h[k] = conj(file.h[k]);
    CU_ASSERT_EQUAL(respond(&file, 1e-3, &impulse, &err), LR_ENUMERIC);
    SAME_TEXT(
        err.text,
        "line.s4p: the phase advances with frequency, so the response would "
        "come before its cause; check the port order, or whether the frequency steps "
        "are too wide for the delay");
    impulse_free(&impulse);
}

static void response_that_is_not_finite_is_refused(void)
{
    struct file file;
    struct impulse impulse;
    struct lr_error err = {0};
    grid(&file, 0.0, 100e6, 60e9);
    lossy(&file, 0.31, 0.05);
    file.h[17] = NAN;
    CU_ASSERT_EQUAL(respond(&file, 1e-3, &impulse, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "line.s4p: the impulse response vanishes or is not finite");
    impulse_free(&impulse);
}

static void pulse_is_the_sum_of_the_last_samples(void)
{
    double h[40], pulse[40];
    for (size_t k = 0; k < 40; k++)
        h[k] = sin(0.37 * (double)k * (double)k);
    impulse_pulse(h, 40, 7, pulse);
    for (size_t k = 0; k < 40; k++) {
        double sum = 0.0;
        for (size_t i = 0; i < 7; i++)
            sum += k >= i ? h[k - i] : 0.0;
        CLOSE(pulse[k], sum, 1e-15);
    }
}

static const struct tap_case cases[] = {
    {"a whole number of samples of delay is one sample", whole_delay_is_one_sample},
    {"the sum of the response is its value at DC",
     sum_of_the_response_is_its_value_at_dc},
    {"the response of a lossy line is that of a direct sum",
     response_is_that_of_a_direct_sum},
    {"a file without DC gives the same response within 1 %",
     file_without_dc_gives_the_same_response},
    {"a straight magnitude needs no DC point", straight_magnitude_needs_no_dc_point},
    {"the tail is cut behind the last sample that counts",
     tail_is_cut_behind_the_last_sample_that_counts},
    {"a phase that advances is refused", phase_that_advances_is_refused},
    {"a response that is not finite is refused", response_that_is_not_finite_is_refused},
    {"a pulse is the sum of the last samples", pulse_is_the_sum_of_the_last_samples},
};
TAP_MAIN("signal/impulse", cases)

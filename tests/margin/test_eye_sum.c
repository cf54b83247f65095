#include "config.h"

#include "margin/eye_sum.h"
#include "tests/tap.h"

#include <math.h>

enum { N = 60 };

/* Samples that decay and turn their signs, no two alike. */
static void fill(double *v)
{
    for (int i = 0; i < N; i++)
        v[i] = 0.0131 * exp(-0.09 * i) * cos(1.7 * i + 0.3);
}

static double mass(const struct pdf *pdf)
{
    double sum = 0.0;
    for (size_t i = 0; i < pdf->n; i++)
        sum += pdf->p[i];
    return sum;
}

static double mean(const struct eye_sum *sum)
{
    double of = sum->offset;
    for (size_t i = 0; i < sum->pdf.n; i++)
        of += sum->pdf.p[i] * (double)(sum->pdf.first + (long)i) * sum->pdf.bin;
    return of;
}

static double variance(const struct eye_sum *sum)
{
    const double at = mean(sum) - sum->offset;
    double of = sum->lost;
    for (size_t i = 0; i < sum->pdf.n; i++) {
        const double x = (double)(sum->pdf.first + (long)i) * sum->pdf.bin - at;
        of += sum->pdf.p[i] * x * x;
    }
    return of;
}

static void same_moments(size_t levels, const double *level, const double *value)
{
    const struct eye_symbols of = {levels, level, 2.3e-5, false};
    struct eye_sum sum;
    double v[N], first = 0.0, second = 0.0, want = 0.0, square = 0.0;
    fill(v);
    for (size_t l = 0; l < levels; l++) {
        first += value[l] / (double)levels;
        second += value[l] * value[l] / (double)levels;
    }
    for (int i = 0; i < N; i++) {
        want += first * v[i];
        square += (second - first * first) * v[i] * v[i];
    }
    CU_ASSERT_EQUAL(eye_sum_init(&of, N, v, &sum, NULL), LR_OK);
    CLOSE(mass(&sum.pdf), 1.0, 1e-12);
    CLOSE(mean(&sum), want, 1e-12 * 0.0131);
    CLOSE(variance(&sum) / square, 1.0, 1e-10);
    eye_sum_free(&sum);
}

static void mass_mean_and_variance_are_those_of_the_samples(void)
{
    static const double pam2[] = {-1.0, 1.0}, pam3[] = {-1.0, 0.0, 1.0},
                        pam4[] = {-1.0, -1.0 / 3.0, 1.0 / 3.0, 1.0},
                        bent[] = {-1.0, -0.41, 0.37, 0.97},
                        pam8[] = {-1.0, -5.0 / 7.0, -3.0 / 7.0, -1.0 / 7.0,
                                  1.0 / 7.0, 3.0 / 7.0, 5.0 / 7.0, 1.0};
    same_moments(2, NULL, pam2);
    same_moments(3, NULL, pam3);
    same_moments(4, NULL, pam4);
    same_moments(8, NULL, pam8);
    same_moments(2, pam2, pam2);
    same_moments(4, pam4, pam4);
    same_moments(4, bent, bent);
}

static void large_samples_together_are_right_to_a_bin(void)
{
    /* All at their highest level: P = 2^-12 there, and nothing beyond. */
    const struct eye_symbols of = {2, NULL, 1e-3, false};
    struct eye_sum sum;
    double v[12], all = 0.0;
    for (int i = 0; i < 12; i++)
        all += v[i] = 0.0374 + 0.0013 * i;
    CU_ASSERT_EQUAL(eye_sum_init(&of, 12, v, &sum, NULL), LR_OK);
    const long last = sum.pdf.first + (long)sum.pdf.n - 1;
    CLOSE((double)last * 1e-3, all, 0.51e-3);
    CLOSE(sum.pdf.p[sum.pdf.n - 1], 1.0 / 4096.0, 1e-18);
    eye_sum_free(&sum);
}

static void means_of_densities_keep_theirs(void)
{
    static const double level[] = {-1.0, -0.5, 1.0};
    const struct eye_symbols of = {3, level, 1e-4, false};
    const double v[] = {0.00317, -0.0121}, w[] = {0.00719, 0.0003};
    struct eye_sum sum[2], out;
    CU_ASSERT_EQUAL(eye_sum_init(&of, 2, v, &sum[0], NULL), LR_OK);
    CU_ASSERT_EQUAL(eye_sum_init(&of, 2, w, &sum[1], NULL), LR_OK);
    CU_ASSERT_EQUAL(eye_sum_mean(2, sum, &out, NULL), LR_OK);
    CLOSE(mass(&out.pdf), 1.0, 1e-12);
    CLOSE(mean(&out), 0.5 * (mean(&sum[0]) + mean(&sum[1])), 1e-16);
    CLOSE(mean(&sum[0]), -0.5 / 3.0 * (0.00317 - 0.0121), 1e-16);
    CU_ASSERT_EQUAL(eye_sum_add(&sum[0], &sum[1], NULL), LR_OK);
    CLOSE(mean(&sum[0]), -0.5 / 3.0 * (0.00317 - 0.0121 + 0.00719 + 0.0003), 1e-16);
    eye_sum_free(&sum[0]);
    eye_sum_free(&sum[1]);
    eye_sum_free(&out);
}

static void too_many_bins_are_refused(void)
{
    static const double level[] = {-1.0, -0.5, 1.0};
    const struct eye_symbols of = {3, level, 1e-9, false};
    const double v[] = {1.0};
    struct eye_sum sum;
    struct lr_error err;
    CU_ASSERT_EQUAL(eye_sum_init(&of, 1, v, &sum, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "amplitudes of 2 V in bins of 1e-09 V are too many");
    eye_sum_free(&sum);
    CU_ASSERT_EQUAL(eye_sum_quantum(1.0, 1e-9, &sum, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "a quantiser's step of 1 V in bins of 1e-09 V is too wide");
    eye_sum_free(&sum);
}

static const struct tap_case cases[] = {
    {"mass, mean and variance are those of the samples",
     mass_mean_and_variance_are_those_of_the_samples},
    {"large samples together are right to half a bin",
     large_samples_together_are_right_to_a_bin},
    {"means of densities keep theirs", means_of_densities_keep_theirs},
    {"too many bins are refused", too_many_bins_are_refused},
};

TAP_MAIN("eye_sum", cases)

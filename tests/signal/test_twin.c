#include "signal/twin.h"

#include "base/array.h"
#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>

/* Sampled responses a + b z^-1 + c z^-2, z = e^{j 2 pi k/n}, on all of the n/2 + 1 bins:
 * their cepstra are sums of powers of the zeros, which have died out at n/2 samples, so
 * that folding is exact.  The twin of a polynomial has its zeros reflected into the unit
 * circle: (z^-1 - a)/(1 - a z^-1) has magnitude 1. */
enum { N = 720, BINS = N / 2 + 1 };

static const double circle = 6.283185307179586;

struct bench {
    struct fft *fft;
    struct twin_work work;
    double complex h[BINS], want[BINS], twin[BINS];
};

static struct bench *bench_new(void)
{
    struct bench *b = calloc(1, sizeof *b);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    CU_ASSERT_EQUAL_FATAL(fft_new(N, &b->fft, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(twin_work_init(N, b->fft, &b->work, NULL), LR_OK);
    return b;
}

static void bench_free(struct bench *b)
{
    twin_work_free(&b->work);
    fft_free(b->fft);
    free(b);
}

static void polynomial(double complex *h, double a, double b, double c, double delay)
{
    for (size_t k = 0; k < BINS; k++) {
        const double w = circle * (double)k / N;
        h[k] = (a + b * cexp(-I * w) + c * cexp(-2.0 * I * w)) * cexp(-I * w * delay);
    }
}

static void same(const double complex *got, const double complex *want, size_t n,
                 double tol)
{
    double worst = 0.0;
    for (size_t k = 0; k < n; k++)
        worst = fmax(worst, cabs(got[k] - want[k]));
    CLOSE(worst, 0.0, tol);
}

static void response_with_its_zeros_inside_is_its_own_twin(void)
{
    struct bench *b = bench_new();
    polynomial(b->h, 1.31, 0.57, -0.22, 0.0);
    twin_minimum_phase(&b->work, BINS, b->h, b->twin);
    same(b->twin, b->h, BINS, 1e-13);
    bench_free(b);
}

static void zero_outside_the_unit_circle_is_reflected_into_it(void)
{
    /* (1 + 0.4 z^-1)(0.6 - z^-1) has a zero at 1/0.6; its twin is
     * (1 + 0.4 z^-1)(1 - 0.6 z^-1) up to the sign, and both are positive or small at
     * DC: no inversion. */
    struct bench *b = bench_new();
    polynomial(b->h, 0.6, 0.24 - 1.0, -0.4, 0.0);
    polynomial(b->want, 1.0, 0.4 - 0.6, -0.24, 0.0);
    CU_ASSERT(creal(b->h[0]) < 0.0);
    twin_minimum_phase(&b->work, BINS, b->h, b->twin);
    same(b->twin, b->want, BINS, 1e-13);
    bench_free(b);
}

static void path_that_passes_dc_inverted_has_an_inverted_twin(void)
{
    struct bench *b = bench_new();
    polynomial(b->h, -1.31, -0.57, 0.22, 0.0);
    twin_minimum_phase(&b->work, BINS, b->h, b->twin);
    same(b->twin, b->h, BINS, 1e-13);
    bench_free(b);
}

static void delay_leaves_the_twin_and_is_found_in_samples(void)
{
    double weight[BINS];
    struct bench *b = bench_new();
    polynomial(b->want, 1.31, 0.57, -0.22, 0.0);
    polynomial(b->h, 1.31, 0.57, -0.22, 137.0);
    for (size_t k = 0; k < BINS; k++)
        weight[k] = exp(-1e-4 * (double)(k * k));
    b->h[BINS - 1] = 0.0;       /* a delayed bin at half the rate is not its own mirror */
    twin_minimum_phase(&b->work, BINS - 1, b->h, b->twin);
    CU_ASSERT_EQUAL(twin_delay(&b->work, BINS - 1, b->h, b->want, weight), 137);
    polynomial(b->h, 1.31, 0.57, -0.22, 136.6);
    CU_ASSERT_EQUAL(twin_delay(&b->work, BINS - 1, b->h, b->want, weight), 137);
    /* Too early by three samples: not a twin that is too early as well. */
    polynomial(b->h, 1.31, 0.57, -0.22, -3.0);
    CU_ASSERT_EQUAL(twin_delay(&b->work, BINS - 1, b->h, b->want, weight), 0);
    bench_free(b);
}

static void twin_has_the_magnitude_of_the_response_also_where_it_is_zero(void)
{
    struct bench *b = bench_new();
    enum { BAND = 97 };
    polynomial(b->h, 0.71, 0.33, 0.0, 13.4);
    b->h[0] = creal(b->h[0]);
    b->h[31] = 0.0;
    twin_minimum_phase(&b->work, BAND, b->h, b->twin);
    for (size_t k = 0; k < BAND; k++)
        CLOSE(cabs(b->twin[k]), cabs(b->h[k]), 1e-15);
    CU_ASSERT(b->twin[31] == 0.0);
    bench_free(b);
}

static void absent_response_has_no_twin(void)
{
    struct bench *b = bench_new();
    twin_minimum_phase(&b->work, BINS, b->h, b->twin);
    same(b->twin, b->h, BINS, 0.0);
    bench_free(b);
}

static const struct tap_case cases[] = {
    {"response with its zeros inside is its own twin",
     response_with_its_zeros_inside_is_its_own_twin},
    {"zero outside the unit circle is reflected into it",
     zero_outside_the_unit_circle_is_reflected_into_it},
    {"path that passes DC inverted has an inverted twin",
     path_that_passes_dc_inverted_has_an_inverted_twin},
    {"delay leaves the twin and is found in samples",
     delay_leaves_the_twin_and_is_found_in_samples},
    {"twin has the magnitude of the response also where it is zero",
     twin_has_the_magnitude_of_the_response_also_where_it_is_zero},
    {"absent response has no twin", absent_response_has_no_twin},
};

TAP_MAIN("twin", cases)

#include "config.h"

#include "signal/pdf.h"
#include "tests/tap.h"

#include <math.h>

static double mass(const struct pdf *a)
{
    double sum = 0.0;
    for (size_t i = 0; i < a->n; i++)
        sum += a->p[i];
    return sum;
}

static double mean(const struct pdf *a)
{
    double sum = 0.0;
    for (size_t i = 0; i < a->n; i++)
        sum += (double)(a->first + (long)i) * a->bin * a->p[i];
    return sum;
}

/* The probability of bin number `at`. */
static double of(const struct pdf *a, long at)
{
    return at >= a->first && at - a->first < (long)a->n ? a->p[at - a->first] : 0.0;
}

static struct pdf levels(const double *v, size_t n, size_t l, double bin)
{
    const struct pdf_levels all = {n, v, l, bin, 0.0};
    struct pdf pdf;
    CU_ASSERT_EQUAL_FATAL(pdf_of_levels(&all, &pdf, NULL), LR_OK);
    return pdf;
}

static double levels_variance(const double *v, size_t n, size_t l, double bin)
{
    const struct pdf_levels all = {n, v, l, bin, 0.0};
    return pdf_levels_variance(&all);
}

static struct pdf gaussian(double sigma, double span, double bin)
{
    struct pdf pdf;
    CU_ASSERT_EQUAL_FATAL(pdf_gaussian(sigma, span, bin, &pdf, NULL), LR_OK);
    return pdf;
}

static void two_nrz_samples_meet_in_four_places(void)
{
    const double v[] = {7.2e-3, -2.9e-3};
    struct pdf a = levels(v, 2, 2, 1e-3);
    CLOSE(of(&a, 10), 0.25, 0.0);
    CLOSE(of(&a, 4), 0.25, 0.0);
    CLOSE(of(&a, -4), 0.25, 0.0);
    CLOSE(of(&a, -10), 0.25, 0.0);
    CLOSE(mass(&a), 1.0, 1e-16);
    pdf_free(&a);
    CU_ASSERT_PTR_NULL(a.p);
}

static void pam4_sample_has_four_levels_and_two_have_sixteen(void)
{
    /* 6 bins: -6 -2 2 6; 3 bins: -3 -1 1 3. */
    const double v[] = {6e-3, 3e-3};
    struct pdf one = levels(v, 1, 4, 1e-3), two = levels(v, 2, 4, 1e-3);
    static const long outer[] = {-6, -2, 2, 6}, inner[] = {-3, -1, 1, 3};
    double want[19] = {0.0};
    for (size_t i = 0; i < 4; i++) {
        CLOSE(of(&one, outer[i]), 0.25, 0.0);
        for (size_t k = 0; k < 4; k++)
            want[9 + outer[i] + inner[k]] += 1.0 / 16.0;
    }
    for (long k = -9; k <= 9; k++)
        CLOSE(of(&two, k), want[9 + k], 1e-16);
    pdf_free(&one);
    pdf_free(&two);
}

static void samples_up_to_one_bin_are_dropped(void)
{
    const double v[] = {1e-3, -1e-3, 0.99e-3, 0.0, 2.1e-3};
    struct pdf some = levels(v, 5, 2, 1e-3), none = levels(v, 4, 2, 1e-3);
    CLOSE(of(&some, 2), 0.5, 0.0);
    CLOSE(of(&some, -2), 0.5, 0.0);
    CLOSE(of(&none, 0), 1.0, 0.0);
    CLOSE(pdf_sigma(&none), 0.0, 0.0);
    CLOSE(levels_variance(v, 4, 2, 1e-3), 0.0, 0.0);
    pdf_free(&some);
    pdf_free(&none);
}

static void levels_are_rounded_half_away_from_zero(void)
{
    /* Bin 0.25 is exact in doubles: 2.5 and 7.5 bins. */
    const double two = 0.625, seven = 1.875;
    struct pdf a = levels(&two, 1, 2, 0.25), b = levels(&seven, 1, 4, 0.25);
    CLOSE(of(&a, 3), 0.5, 0.0);
    CLOSE(of(&a, -3), 0.5, 0.0);
    CLOSE(of(&b, 8), 0.25, 0.0);
    CLOSE(of(&b, -8), 0.25, 0.0);
    pdf_free(&a);
    pdf_free(&b);
}

/* Samples of a decaying pulse with both signs. */
static void pulse(double *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] = 5.3e-3 * exp(-(double)i / 7.1) * cos(1.3 * (double)i);
}

static void density_has_unit_mass_is_even_and_as_wide_as_its_levels(void)
{
    double v[40];
    pulse(v, 40);
    for (size_t l = 2; l <= 6; l++) {
        struct pdf a = levels(v, 40, l, 1e-5);
        double variance = 0.0;
        for (size_t i = 0; i < 40; i++)
            for (size_t k = 0; k < l && fabs(v[i]) > 1e-5; k++) {
                const double level = 2.0 * (double)k / (double)(l - 1) - 1.0;
                const double x = 1e-5 * round(fabs(v[i]) * level / 1e-5);
                variance += x * x / (double)l;
            }
        CLOSE(mass(&a), 1.0, 1e-13);
        CLOSE(mean(&a), 0.0, 1e-17);
        CLOSE(pdf_sigma(&a), sqrt(variance), 1e-13 * sqrt(variance));
        CLOSE(levels_variance(v, 40, l, 1e-5), variance, 1e-13 * variance);
        for (long k = 0; k <= -a.first; k++)
            CLOSE(of(&a, k), of(&a, -k), 1e-15);
        pdf_free(&a);
    }
}

static void order_of_samples_does_not_matter(void)
{
    double v[20], w[20];
    pulse(v, 20);
    for (size_t i = 0; i < 20; i++)
        w[i] = -v[19 - i];
    struct pdf a = levels(v, 20, 4, 1e-5), b = levels(w, 20, 4, 1e-5);
    CU_ASSERT_EQUAL(a.n, b.n);
    for (long k = a.first; k <= -a.first; k++)
        CLOSE(of(&a, k), of(&b, k), 1e-16);
    pdf_free(&a);
    pdf_free(&b);
}

static void gaussian_is_cut_at_its_span_and_normalised(void)
{
    /* 3 sigma at 100 bins a sigma; the outermost bins reach to 3.005. */
    const double cut = 3.005, inside = erf(cut / sqrt(2.0)),
                 root = sqrt(6.283185307179586);
    struct pdf a = gaussian(1e-2, 3.0, 1e-4);
    CU_ASSERT_EQUAL(a.n, 601);
    CU_ASSERT_EQUAL(a.first, -300);
    CLOSE(mass(&a), 1.0, 1e-14);
    CLOSE(of(&a, 172) / of(&a, 0), exp(-0.5 * 1.72 * 1.72), 1e-11);
    CLOSE(of(&a, 0), 1.0 / (100.0 * root * inside), 1e-8);
    CLOSE(pdf_sigma(&a) / 1e-2,
          sqrt(1.0 - 2.0 * cut * exp(-0.5 * cut * cut) / root / inside), 1e-6);
    struct pdf none = gaussian(0.0, 4.0, 1e-4);
    CU_ASSERT_EQUAL(none.n, 1);
    CLOSE(of(&none, 0), 1.0, 0.0);
    pdf_free(&a);
    pdf_free(&none);
}

static void variances_add_under_convolution(void)
{
    double v[30];
    pulse(v, 30);
    struct pdf a = levels(v, 30, 4, 1e-5), b = gaussian(1.7e-3, 4.2649, 1e-5), sum,
               turned;
    CU_ASSERT_EQUAL(pdf_convolve(&a, &b, &sum, NULL), LR_OK);
    CU_ASSERT_EQUAL(pdf_convolve(&b, &a, &turned, NULL), LR_OK);
    CU_ASSERT_EQUAL(sum.n, a.n + b.n - 1);
    CU_ASSERT_EQUAL(sum.first, a.first + b.first);
    CLOSE(mass(&sum), 1.0, 1e-12);
    CLOSE(mean(&sum), 0.0, 1e-17);
    CLOSE(pdf_sigma(&sum), hypot(pdf_sigma(&a), pdf_sigma(&b)), 1e-14);
    for (long k = sum.first; k <= -sum.first; k += 97)
        CLOSE(of(&sum, k), of(&turned, k), 1e-15);
    pdf_free(&a);
    pdf_free(&b);
    pdf_free(&sum);
    pdf_free(&turned);
}

static void tails_keep_their_relative_precision(void)
{
    /* Sixty NRZ samples of 2 bins: the outermost place is met with 2^-60. */
    double v[60];
    for (size_t i = 0; i < 60; i++)
        v[i] = 2e-3;
    struct pdf a = levels(v, 60, 2, 1e-3);
    CLOSE(of(&a, -120) * pow(2.0, 60.0), 1.0, 1e-14);
    CLOSE(of(&a, -116) * pow(2.0, 60.0), 60.0, 1e-12);
    CU_ASSERT_EQUAL(pdf_tail(&a, 0.5 * pow(2.0, -60.0)), -120);
    CU_ASSERT_EQUAL(pdf_tail(&a, 1.5 * pow(2.0, -60.0)), -116);
    pdf_free(&a);
}

static void tail_is_the_first_bin_above_the_probability(void)
{
    const double v[] = {7e-3, 3e-3};            /* -10 -4 4 10, a quarter each */
    struct pdf a = levels(v, 2, 2, 1e-3);
    CU_ASSERT_EQUAL(pdf_tail(&a, 0.1), -10);
    CU_ASSERT_EQUAL(pdf_tail(&a, 0.25), -4);    /* exceeds, not reaches */
    CU_ASSERT_EQUAL(pdf_tail(&a, 0.6), 4);
    CU_ASSERT_EQUAL(pdf_tail(&a, 0.99), 10);
    pdf_free(&a);
}

static void tail_of_a_sum_is_that_of_the_convolution(void)
{
    double v[30], w[12];
    pulse(v, 30);
    pulse(w, 12);
    for (size_t i = 0; i < 12; i++)
        w[i] *= 0.31;
    struct pdf a = levels(v, 30, 4, 1e-5), b = gaussian(0.9e-3, 8.5, 1e-5), sum;
    struct pdf c = levels(w, 12, 2, 1e-5), rough;
    CU_ASSERT_EQUAL(pdf_convolve(&a, &b, &sum, NULL), LR_OK);
    CU_ASSERT_EQUAL(pdf_convolve(&a, &c, &rough, NULL), LR_OK);
    for (double p = 0.3; p > 1e-14; p *= 0.37) {
        long bin = 0;
        CU_ASSERT_EQUAL(pdf_tail_of_sum(&a, &b, p, &bin, NULL), LR_OK);
        CU_ASSERT_EQUAL(bin, pdf_tail(&sum, p));
        CU_ASSERT_EQUAL(pdf_tail_of_sum(&b, &a, p, &bin, NULL), LR_OK);
        CU_ASSERT_EQUAL(bin, pdf_tail(&sum, p));
        CU_ASSERT_EQUAL(pdf_tail_of_sum(&a, &c, p, &bin, NULL), LR_OK);
        CU_ASSERT_EQUAL(bin, pdf_tail(&rough, p));
    }
    pdf_free(&a);
    pdf_free(&b);
    pdf_free(&c);
    pdf_free(&sum);
    pdf_free(&rough);
}

static void every_combination_of_levels_is_counted(void)
{
    /* Seven PAM4 samples: 16384 combinations, one by one. */
    enum { N = 7, HALF = 400 };
    static const double v[N] = {31.3, 5.2, 17.7, 2.4, 88.1, 9.6, 41.9};
    static double want[2 * HALF + 1];
    for (unsigned code = 0; code < 1U << (2 * N); code++) {
        long at = 0;
        for (unsigned i = 0; i < N; i++)
            at += lround(v[i] * (2.0 * (code >> (2 * i) & 3U) / 3.0 - 1.0));
        want[HALF + at] += pow(4.0, -N);
    }
    struct pdf a = levels(v, N, 4, 1.0);
    for (long k = -HALF; k <= HALF; k++)
        CLOSE(of(&a, k), want[HALF + k], 1e-16);
    pdf_free(&a);
}

static void density_cut_at_its_far_ends_keeps_its_tail(void)
{
    /* Three hundred samples that together reach some twenty standard deviations.  Cut so
     * that no more than 1e-18 is lost, probabilities above 1e-5 must be the same to
     * 1e-13, and those above 1e-12 to 1e-6. */
    double v[300];
    for (size_t i = 0; i < 300; i++)
        v[i] = 3.7e-3 * (1.0 + 0.5 * sin((double)i)) * (i % 2 ? 1.0 : -1.0);
    for (size_t l = 2; l <= 5; l++) {
        const struct pdf_levels all = {300, v, l, 1e-5, 1e-18};
        struct pdf cut, whole = levels(v, 300, l, 1e-5);
        CU_ASSERT_EQUAL_FATAL(pdf_of_levels(&all, &cut, NULL), LR_OK);
        CU_ASSERT((double)-cut.first < 12.0 * pdf_sigma(&whole) / 1e-5);
        CU_ASSERT(-cut.first < -2 * whole.first / 3);
        double sum = 0.0, full = 0.0, lost = 0.0;
        for (long k = whole.first; k <= 0; k++) {
            full += of(&whole, k);
            sum += of(&cut, k);
            lost = fmax(lost, full - sum);
            if (full > 1e-5)
                CLOSE(sum / full, 1.0, 1e-13);
            else if (full > 1e-12)
                CLOSE(sum / full, 1.0, 1e-6);
        }
        CU_ASSERT(lost <= 1e-18 || l > 2);      /* above that rounding */
        pdf_free(&cut);
        pdf_free(&whole);
    }
}

static void density_of_few_samples_is_not_cut(void)
{
    const double v[] = {7e-3, 3e-3};
    const struct pdf_levels all = {2, v, 2, 1e-3, 1e-18};
    struct pdf a;
    CU_ASSERT_EQUAL(pdf_of_levels(&all, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL(a.first, -10);
    CLOSE(of(&a, -10), 0.25, 0.0);
    pdf_free(&a);
}

static void reach_is_the_first_bin_at_the_probability(void)
{
    const double v[] = {7e-3, 3e-3};            /* -10 -4 4 10, a quarter each */
    struct pdf a = levels(v, 2, 2, 1e-3);
    CU_ASSERT_EQUAL(pdf_reach(&a, 0.25), -10);  /* reaches, where the tail exceeds */
    CU_ASSERT_EQUAL(pdf_reach(&a, 0.26), -4);
    CU_ASSERT_EQUAL(pdf_reach(&a, 0.5), -4);
    CU_ASSERT_EQUAL(pdf_reach(&a, 0.99), 10);
    pdf_free(&a);
}

static void coarse_bins_hold_what_falls_into_them(void)
{
    double v[40];
    pulse(v, 40);
    struct pdf fine = levels(v, 40, 4, 1e-5), rough;
    CU_ASSERT_EQUAL_FATAL(pdf_coarsen(&fine, 7, &rough, NULL), LR_OK);
    CLOSE(rough.bin, 7e-5, 1e-19);
    CLOSE(mass(&rough), mass(&fine), 1e-14);
    for (long k = rough.first; k < rough.first + (long)rough.n; k++) {
        double sum = 0.0;
        for (long i = 7 * k - 3; i <= 7 * k + 3; i++)
            sum += of(&fine, i);
        CLOSE(of(&rough, k), sum, 1e-16);
    }
    CU_ASSERT(of(&rough, rough.first) > 0.0);
    pdf_free(&rough);
    CU_ASSERT_EQUAL_FATAL(pdf_coarsen(&fine, 1, &rough, NULL), LR_OK);
    CU_ASSERT_EQUAL(rough.first, fine.first);
    CU_ASSERT_EQUAL(rough.n, fine.n);
    pdf_free(&rough);
    pdf_free(&fine);
}

static void what_does_not_fit_is_refused(void)
{
    const double huge = 3.0, fine = 1e-3, wrong = NAN;
    const struct pdf_levels wide = {1, &huge, 2, 1e-8, 0.0},
                            single = {1, &fine, 1, 1e-5, 0.0};
    struct lr_error err = {0};
    struct pdf pdf;
    CU_ASSERT_EQUAL(pdf_of_levels(&wide, &pdf, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "amplitudes of 3 V in bins of 1e-08 V are too many");
    CU_ASSERT_EQUAL(pdf_of_levels(&single, &pdf, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "1 amplitude levels; 2 to 16");
    CU_ASSERT_EQUAL(pdf_gaussian(2.0, 4.0, 1e-8, &pdf, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "a Gaussian of 2 V in bins of 1e-08 V is too wide");
    CU_ASSERT_EQUAL(pdf_gaussian(wrong, 4.0, 1e-5, &pdf, &err), LR_ENUMERIC);
    CU_ASSERT_PTR_NULL(pdf.p);
}

static const struct tap_case cases[] = {
    {"two NRZ samples meet in four places", two_nrz_samples_meet_in_four_places},
    {"a PAM4 sample has four levels and two have sixteen",
     pam4_sample_has_four_levels_and_two_have_sixteen},
    {"samples of up to one bin are dropped", samples_up_to_one_bin_are_dropped},
    {"levels are rounded half away from zero", levels_are_rounded_half_away_from_zero},
    {"a density has unit mass, is even and as wide as its levels",
     density_has_unit_mass_is_even_and_as_wide_as_its_levels},
    {"the order of samples does not matter", order_of_samples_does_not_matter},
    {"a Gaussian is cut at its span and normalised",
     gaussian_is_cut_at_its_span_and_normalised},
    {"variances add under convolution", variances_add_under_convolution},
    {"tails keep their relative precision", tails_keep_their_relative_precision},
    {"the tail is the first bin above the probability",
     tail_is_the_first_bin_above_the_probability},
    {"the tail of a sum is that of the convolution",
     tail_of_a_sum_is_that_of_the_convolution},
    {"every combination of levels is counted", every_combination_of_levels_is_counted},
    {"a density cut at its far ends keeps its tail",
     density_cut_at_its_far_ends_keeps_its_tail},
    {"a density of few samples is not cut", density_of_few_samples_is_not_cut},
    {"the reach is the first bin at the probability",
     reach_is_the_first_bin_at_the_probability},
    {"coarse bins hold what falls into them", coarse_bins_hold_what_falls_into_them},
    {"what does not fit is refused", what_does_not_fit_is_refused},
};
TAP_MAIN("signal/pdf", cases)

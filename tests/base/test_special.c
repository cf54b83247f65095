#include "config.h"

#include "base/special.h"

#include "tests/tap.h"

#include <math.h>

static void the_tail_quantile_inverts_the_normal_tail(void)
{
    /* By scipy.stats.norm.isf (Cephes), another implementation. */
    CLOSE(special_normal_tail_quantile(1e-5), 4.264890793922825, 4e-15);
    CLOSE(special_normal_tail_quantile(2.4e-4), 3.491676063403963, 4e-15);
    CLOSE(special_normal_tail_quantile(1e-12), 7.034483825301131, 8e-15);
    CLOSE(special_normal_tail_quantile(0.5), 0.0, 1e-15);
    /* By its definition; erfc is the C library's. */
    for (double p = 0.723; p > 1e-200; p *= 0.0131) {
        const double x = special_normal_tail_quantile(p);
        CLOSE(0.5 * erfc(x / sqrt(2.0)) / p, 1.0, 2e-12);
    }
}

static void the_elliptic_integral_is_the_quarter_period_by_modulus(void)
{
    CLOSE(special_ellint_k(0.0), 1.5707963267948966, 4e-16);
    /* Gamma(1/4)^2 / (4 sqrt(pi)): the lemniscatic case, k^2 = 1/2. */
    CLOSE(special_ellint_k(sqrt(0.5)), tgamma(0.25) * tgamma(0.25) / (4.0 * sqrt(M_PI)),
          4e-15);
    CLOSE(special_ellint_k(sqrt(0.5)), 1.8540746773013719, 2e-15);
    /* Gauss: pi/2 over the arithmetic-geometric mean of 1 and sqrt(1 - k^2). */
    for (double k = -0.999; k < 1.0; k += 0.0371) {
        double a = 1.0, b = sqrt((1.0 - k) * (1.0 + k));
        for (int i = 0; i < 8; i++) {
            const double mean = 0.5 * (a + b);
            b = sqrt(a * b);
            a = mean;
        }
        CLOSE(special_ellint_k(k) * a / (0.5 * M_PI), 1.0, 2e-14);
    }
}

static void outside_its_range_the_elliptic_integral_is_not_a_number(void)
{
    CU_ASSERT(isnan(special_ellint_k(1.0)));
    CU_ASSERT(isnan(special_ellint_k(-1.7)));
}

static void the_bessel_function_is_the_mean_of_an_exponential_over_a_circle(void)
{
    /* By scipy.special.i0 (Cephes), another implementation. */
    CLOSE(special_bessel_i0(0.0), 1.0, 0.0);
    CLOSE(special_bessel_i0(6.0) / 67.23440697647797, 1.0, 1e-15);
    /* Bessel's integral; the mean over a period converges faster than any power. */
    for (double x = -19.1; x < 20.0; x += 0.723) {
        double mean = 0.0;
        for (int i = 0; i < 128; i++)
            mean += exp(x * cos(2.0 * M_PI * i / 128.0)) / 128.0;
        CLOSE(special_bessel_i0(x) / mean, 1.0, 3e-15);
    }
    CU_ASSERT(isnan(special_bessel_i0(723.0)));
}

static void a_round_wires_bessel_quotient_agrees_with_scaled_functions(void)
{
    /* z I0/(2 I1) by scipy.special.ive 1.10, at arguments on both sides of the change
     * from continued fraction to series, |z| = 30. */
    const struct {
        double complex z, want;
    } rows[] = {
        {0.3 * (1.0 + I), 1.00016872722215 + 0.0224981018401049 * I},
        {7.7 * (1.0 + I), 4.11200881055556 + 3.8361135633866 * I},
        {29.9 * sqrt(0.5) * (1.0 + I), 10.8256735119726 + 10.5665959728798 * I},
        {30.1 * sqrt(0.5) * (1.0 + I), 10.8963548706595 + 10.6373390198018 * I},
        {300.0 * (1.0 + I), 150.250312497708 + 149.999686456055 * I},
        {12.3, 6.41663824014983},
        {5.0 + 2.0 * I, 2.7872971842115 + 0.980199332226518 * I},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CLOSE(cabs(special_bessel_wire(rows[i].z) / rows[i].want - 1.0), 0.0, 2e-14);
    CLOSE(cabs(special_bessel_wire(0.0) - 1.0), 0.0, 0.0);
    /* Far out z/2 + 1/4 + 3/(16 z). */
    const double complex z = 1e7 * (1.0 + I);
    CLOSE(cabs(special_bessel_wire(z) / (0.5 * z + 0.25) - 1.0), 0.0, 1e-14);
}

static const struct tap_case cases[] = {
    {"the tail quantile inverts the normal tail",
     the_tail_quantile_inverts_the_normal_tail},
    {"the elliptic integral is the quarter period, by modulus",
     the_elliptic_integral_is_the_quarter_period_by_modulus},
    {"outside its range the elliptic integral is not a number",
     outside_its_range_the_elliptic_integral_is_not_a_number},
    {"the Bessel function is the mean of an exponential over a circle",
     the_bessel_function_is_the_mean_of_an_exponential_over_a_circle},
    {"a round wire's Bessel quotient agrees with scaled functions",
     a_round_wires_bessel_quotient_agrees_with_scaled_functions},
};
TAP_MAIN("base/special", cases)

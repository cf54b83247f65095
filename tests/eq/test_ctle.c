#include "config.h"

#include "eq/ctle.h"
#include "tests/tap.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>

enum { N = 60000 };
static const double pi = 3.141592653589793;
static const double baud = 53.125e9;
static const double dt = 1.0 / (53.125e9 * 32.0);

static struct eq_ctle setting(double g_dc_db, double g_hp_db)
{
    return (struct eq_ctle){g_dc_db, baud / 2.5,   baud / 2.7, baud,
                            g_hp_db, baud / 80.0, 0.0};
}

static double gain(double db)
{
    return pow(10.0, db / 20.0);
}

/* IEEE 802.3-2022 eq. 93A-22 with the low-frequency stage of eq. 120D-2. */
static double complex analogue(const struct eq_ctle *c, double f)
{
    const double complex jf = I * f;
    double complex h = (gain(c->g_dc_db) + jf / c->f_z) /
                       ((1.0 + jf / c->f_p1) * (1.0 + jf / c->f_p2));
    if (c->f_lf > 0.0 && c->f_lf_zero > 0.0)
        h *= (1.0 + jf / c->f_lf_zero) / (1.0 + jf / c->f_lf);
    else if (c->f_lf > 0.0)
        h *= (gain(c->g_hp_db) + jf / c->f_lf) / (1.0 + jf / c->f_lf);
    return h;
}

/* The transform of the filter's impulse response. */
static double complex digital(const struct eq_ctle *c, double f)
{
    double *y = calloc(N, sizeof *y);
    double complex sum = 0.0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(y);
    y[0] = 1.0;
    eq_ctle_filter(c, dt, N, y, y);
    for (size_t k = 0; k < N; k++)
        sum += y[k] * cexp(-2.0 * pi * I * f * dt * (double)k);
    free(y);
    return sum;
}

/* Type CL120e of the IEEE COM tool: a zero below the pole, or above it. */
static struct eq_ctle with_zero(double g_dc_db, double f_zero)
{
    struct eq_ctle c = setting(g_dc_db, NAN);       /* g_DC_HP means nothing */
    c.f_lf_zero = f_zero;
    return c;
}

static const struct { double g, hp; } settings[] = {
    {-7.0, -2.0}, {0.0, 0.0}, {-13.5, -4.0}};

static void power_is_the_square_of_the_response(void)
{
    static const double freq[] = {0.0, 0.1e9, 0.664e9, 13.28e9, 26.56e9, 72.3e9};
    double power[6];
    for (size_t i = 0; i < 6; i++) {
        struct eq_ctle c = setting(settings[i % 3].g, settings[i % 3].hp);
        if (i >= 3)
            c.f_lf = 0.0;
        eq_ctle_power(&c, 6, freq, power);
        for (size_t k = 0; k < 6; k++) {
            const double h = cabs(analogue(&c, freq[k]));
            CLOSE(power[k], h * h, 1e-14);
        }
    }
}

static void filter_at_dc_has_the_gain_of_both_stages(void)
{
    for (size_t i = 0; i < 3; i++) {
        struct eq_ctle c = setting(settings[i].g, settings[i].hp);
        CLOSE(creal(digital(&c, 0.0)), gain(settings[i].g + settings[i].hp), 1e-11);
        c.f_lf = 0.0;
        CLOSE(creal(digital(&c, 0.0)), gain(settings[i].g), 1e-11);
    }
}

static void filter_is_the_analogue_one_at_the_warped_frequency(void)
{
    /* Bilinear: s = (2/dt)(1 - 1/z)/(1 + 1/z): f stands for tan(pi f dt)/(pi dt). */
    static const double freq[] = {0.31e9,  0.664e9, 5.2e9, 13.28e9,
                                  26.56e9, 79.7e9,  400e9};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 7; k++) {
            const struct eq_ctle c = setting(settings[i].g, settings[i].hp);
            const double f = tan(pi * freq[k] * dt) / (pi * dt);
            CLOSE(cabs(digital(&c, freq[k]) - analogue(&c, f)), 0.0, 1e-11);
        }
}

static void warping_is_below_a_hundredth_of_a_decibel_below_nyquist(void)
{
    /* (pi f dt)^2 / 3 = 8e-4 of the frequency at half the symbol rate. */
    for (size_t i = 0; i < 3; i++)
        for (double f = 0.5e9; f <= 0.5 * baud; f += 5.01e9) {
            const struct eq_ctle c = setting(settings[i].g, settings[i].hp);
            CLOSE(20.0 * log10(cabs(digital(&c, f) / analogue(&c, f))), 0.0, 0.01);
        }
}

static void low_frequency_stage_of_0_db_changes_nothing(void)
{
    struct eq_ctle with = setting(-5.5, 0.0), without = with;
    double x[300], a[300], b[300];
    without.f_lf = 0.0;
    for (size_t k = 0; k < 300; k++)
        x[k] = cos(0.21 * (double)k) + 0.3;
    eq_ctle_filter(&with, dt, 300, x, a);
    eq_ctle_filter(&without, dt, 300, x, b);
    for (size_t k = 0; k < 300; k++)
        CLOSE(a[k], b[k], 1e-13);
}

static void low_frequency_zero_leaves_dc_alone(void)
{
    /* (1 + jf/f_z) / (1 + jf/f_p): 1 at DC, f_p/f_z where f is far above both; there the
     * main stage cancels in the quotient of two filters. */
    static const double zeros[] = {0.31e9, 0.664e9, 1.7e9};
    for (size_t i = 0; i < 3; i++) {
        const struct eq_ctle c = with_zero(-7.3, zeros[i]), none = setting(-7.3, 0.0);
        const double far = c.f_lf / zeros[i], f = 0.43 / dt;
        CLOSE(creal(digital(&c, 0.0)), gain(-7.3), 1e-11);
        CLOSE(cabs(digital(&c, f) / digital(&none, f)), far, 1e-4 * far);
        double power[2], power_none[2];
        const double freq[2] = {0.0, 900e9};
        eq_ctle_power(&c, 2, freq, power);
        eq_ctle_power(&none, 2, freq, power_none);
        CLOSE(power[0], gain(2.0 * -7.3), 1e-14);
        CLOSE(power[1] / power_none[1], far * far, 1e-4 * far * far);
    }
}

static void low_frequency_zero_is_that_of_the_analogue_filter(void)
{
    static const double freq[] = {0.31e9, 0.664e9, 5.2e9, 13.28e9, 79.7e9, 400e9};
    const struct eq_ctle c = with_zero(-11.0, 0.37e9);
    double power[6];
    eq_ctle_power(&c, 6, freq, power);
    for (size_t k = 0; k < 6; k++) {
        const double f = tan(pi * freq[k] * dt) / (pi * dt);
        const double h = cabs(analogue(&c, freq[k]));
        CLOSE(power[k], h * h, 1e-13);
        CLOSE(cabs(digital(&c, freq[k]) - analogue(&c, f)), 0.0, 1e-11);
    }
}

static void two_stages_in_a_row_are_the_filter(void)
{
    const struct eq_ctle c[] = {setting(-9.0, -3.0), with_zero(-4.0, 1.1e9)};
    double x[256], main_out[256], low[256], y[256];
    for (size_t k = 0; k < 256; k++)
        x[k] = sin(0.9 * (double)k) + exp(-(double)k / 31.0);
    for (size_t i = 0; i < 2; i++) {
        eq_ctle_filter_main(&c[i], dt, 256, x, main_out);
        eq_ctle_filter_low(&c[i], dt, 256, main_out, low);
        eq_ctle_filter(&c[i], dt, 256, x, y);
        for (size_t k = 0; k < 256; k++)
            CLOSE(low[k], y[k], 0.0);
    }
}

static void zero_on_its_pole_leaves_one_pole(void)
{
    /* g_DC 0 dB and f_z = f_p1: 1/(1 + jf/f_p2), bilinear: y = a (x + x') + r y'. */
    const struct eq_ctle c = {0.0, baud / 4.0, baud / 4.0, baud, 0.0, 0.0, 0.0};
    const double w = pi * c.f_p2 * dt, a = w / (1.0 + w), r = (1.0 - w) / (1.0 + w);
    double x[200], y[200], last = 0.0, in = 0.0;
    for (size_t k = 0; k < 200; k++)
        x[k] = sin(0.17 * (double)k + 0.4);
    eq_ctle_filter(&c, dt, 200, x, y);
    for (size_t k = 0; k < 200; k++) {
        last = a * (x[k] + in) + r * last;
        in = x[k];
        CLOSE(y[k], last, 1e-13);
    }
}

static void filter_is_linear_and_works_in_place(void)
{
    const struct eq_ctle c = setting(-9.0, -3.0);
    double x[256], z[256], sum[256], y[256], in_place[256];
    for (size_t k = 0; k < 256; k++) {
        x[k] = exp(-(double)k / 31.0);
        z[k] = sin(0.9 * (double)k);
        sum[k] = in_place[k] = 1.7 * x[k] - 0.6 * z[k];
    }
    eq_ctle_filter(&c, dt, 256, x, x);
    eq_ctle_filter(&c, dt, 256, z, z);
    eq_ctle_filter(&c, dt, 256, sum, y);
    eq_ctle_filter(&c, dt, 256, in_place, in_place);
    for (size_t k = 0; k < 256; k++) {
        CLOSE(y[k], 1.7 * x[k] - 0.6 * z[k], 1e-14);
        CLOSE(in_place[k], y[k], 0.0);
    }
}

static const struct tap_case cases[] = {
    {"the power is the square of the response", power_is_the_square_of_the_response},
    {"at DC the filter has the gain of both stages",
     filter_at_dc_has_the_gain_of_both_stages},
    {"the filter is the analogue one at the warped frequency",
     filter_is_the_analogue_one_at_the_warped_frequency},
    {"warping is below 0.01 dB below Nyquist",
     warping_is_below_a_hundredth_of_a_decibel_below_nyquist},
    {"a low-frequency stage of 0 dB changes nothing",
     low_frequency_stage_of_0_db_changes_nothing},
    {"a low-frequency zero leaves DC alone", low_frequency_zero_leaves_dc_alone},
    {"a low-frequency zero is that of the analogue filter",
     low_frequency_zero_is_that_of_the_analogue_filter},
    {"two stages in a row are the filter", two_stages_in_a_row_are_the_filter},
    {"a zero on its pole leaves one pole", zero_on_its_pole_leaves_one_pole},
    {"the filter is linear and works in place", filter_is_linear_and_works_in_place},
};
TAP_MAIN("eq/ctle", cases)

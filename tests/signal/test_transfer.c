#include "config.h"

#include "base/quantity.h"
#include "signal/transfer.h"
#include "tests/tap.h"

#include <math.h>

enum { NF = 3 };
static const double freq[NF] = {0.0, 3.7e9, 13.28e9};

/* A 2-port S11 S12 S21 S22, the same at every frequency. */
static struct net constant(double complex s11, double complex s12, double complex s21,
                           double complex s22)
{
    struct net net;
    CU_ASSERT_EQUAL_FATAL(net_init(&net, NF, 2, 100.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        net.freq[k] = freq[k];
        *net_s(&net, k, 0, 0) = s11;
        *net_s(&net, k, 0, 1) = s12;
        *net_s(&net, k, 1, 0) = s21;
        *net_s(&net, k, 1, 1) = s22;
    }
    return net;
}

/* H at the last frequency between wires for packages. */
static double complex between(struct net channel, double r_tx, double r_rx)
{
    struct net wire = constant(0.0, 1.0, 1.0, 0.0);
    const struct signal_ends ends = {&wire, &wire, 50.0, r_tx, r_rx};
    double complex h[NF] = {NAN, NAN, NAN};
    CU_ASSERT_EQUAL(signal_transfer(&channel, &ends, h, NULL), LR_OK);
    net_free(&wire);
    net_free(&channel);
    return h[NF - 1];
}

static void same(double complex got, double complex want, double tolerance)
{
    CLOSE(creal(got), creal(want), tolerance);
    CLOSE(cimag(got), cimag(want), tolerance);
}

static void between_matched_ends_the_transfer_is_s21(void)
{
    const double complex s21 = 0.31 - 0.42 * I;
    same(between(constant(0.2 + 0.1 * I, 0.3, s21, -0.17), 50.0, 50.0), s21, 1e-15);
}

static void two_resistors_divide_the_voltage(void)
{
    /* A wire between R_1 and R_2: twice the divider, 2 R_2 / (R_1 + R_2). */
    same(between(constant(0.0, 1.0, 1.0, 0.0), 55.0, 55.0), 1.0, 1e-14);
    same(between(constant(0.0, 1.0, 1.0, 0.0), 55.0, 43.7), 2.0 * 43.7 / 98.7, 1e-14);
}

static void quarter_wave_between_mismatched_ends(void)
{
    /* The line turns 55 ohm into 50^2/55; at its far end stands -j V_in 55/50. */
    const double z_in = 50.0 * 50.0 / 55.0;
    const double want = 2.0 * z_in / (z_in + 55.0) * 55.0 / 50.0;
    same(between(constant(0.0, -I, -I, 0.0), 55.0, 55.0), -I * want, 1e-14);
}

static void series_resistor_between_mismatched_ends(void)
{
    /* 100 ohm reference, series 37 ohm: S11 = R/(R + 200), S21 = 200/(R + 200); the
     * ends are 2 R_d in the loop. */
    const double r = 37.0, s11 = r / (r + 200.0), s21 = 200.0 / (r + 200.0);
    same(between(constant(s11, s21, s21, s11), 55.0, 46.0),
         2.0 * 2.0 * 46.0 / (r + 2.0 * 55.0 + 2.0 * 46.0), 1e-14);
}

static void receiver_package_is_turned_round(void)
{
    /* Packages have the die at port 0: a receiver's stands in the path backwards.  One
     * that passes 0.5 from die to board and 0.7 back lets 0.7 reach the die. */
    struct net wire = constant(0.0, 1.0, 1.0, 0.0),
               package = constant(0.0, 0.7, 0.5, 0.0);
    struct net channel = constant(0.0, 0.9, 0.8, 0.0);
    const struct signal_ends ends = {&package, &package, 50.0, 50.0, 50.0};
    double complex h[NF];
    CU_ASSERT_EQUAL(signal_transfer(&channel, &ends, h, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        same(h[k], 0.5 * 0.8 * 0.7, 1e-15);
    net_free(&wire);
    net_free(&package);
    net_free(&channel);
}

static void reflections_between_channel_and_package_add_up(void)
{
    /* One reflection each: S21 = t t_p / (1 - S22 S11p). */
    struct net wire = constant(0.0, 1.0, 1.0, 0.0);
    struct net channel = constant(0.1, 0.8, 0.8, 0.3 * I);
    struct net package = constant(-0.2, 0.6, 0.6, 0.25);        /* 0.25 at the board */
    const struct signal_ends ends = {&wire, &package, 50.0, 50.0, 50.0};
    double complex h[NF];
    CU_ASSERT_EQUAL(signal_transfer(&channel, &ends, h, NULL), LR_OK);
    same(h[1], 0.8 * 0.6 / (1.0 - 0.3 * I * 0.25), 1e-15);
    net_free(&wire);
    net_free(&channel);
    net_free(&package);
}

static void what_is_not_finite_is_refused_with_its_frequency(void)
{
    /* A short at the port of a source without resistance. */
    struct net wire = constant(0.0, 1.0, 1.0, 0.0),
               channel = constant(0.0, 0.0, 0.5, 0.0);
    const struct signal_ends ends = {&wire, &wire, 50.0, 0.0, 50.0};
    double complex h[NF];
    struct lr_error err = {0};
    *net_s(&channel, 1, 0, 0) = -1.0;
    CU_ASSERT_EQUAL(signal_transfer(&channel, &ends, h, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "the transfer function is not finite at 3.7e+09 Hz");
    net_free(&channel);
    net_free(&wire);
}

static void butterworth_has_lost_3_db_at_its_corner(void)
{
    /* |H|^2 = 1/(1 + x^8); the coefficients are printed to seven digits. */
    const double f_c = 0.75 * 53.125e9;
    static const double x[] = {0.0, 0.31, 1.0, 1.7, 3.3};
    for (size_t i = 0; i < 5; i++)
        CLOSE(db_of(cabs(signal_butterworth(x[i] * f_c, f_c))),
              -10.0 * log10(1.0 + pow(x[i], 8.0)), 5e-6);
    same(signal_butterworth(0.0, f_c), 1.0, 0.0);
    /* Group delay at DC: 2.613126/w_c. */
    CLOSE(-carg(signal_butterworth(1e-4 * f_c, f_c)) / 1e-4, 2.613126, 1e-6);
}

/* A Bessel-Thomson low-pass of one order with the corner 40 GHz, at x in units of the
 * frequency whose period is 2 pi times its delay. */
static double complex bessel(size_t order, double x)
{
    const struct signal_filter filter = {.bessel = 40e9, .bessel_order = order};
    return signal_filter(&filter, x * 0.473037 * 40e9);
}

static void bessel_thomson_has_the_reverse_bessel_polynomials(void)
{
    /* (2n-k)! / (2^(n-k) k! (n-k)!), worked out by hand for orders 3, 4 and 8. */
    static const double three[] = {15.0, 15.0, 6.0, 1.0};
    static const double four[] = {105.0, 105.0, 45.0, 10.0, 1.0};
    static const double eight[] = {2027025.0, 2027025.0, 945945.0, 270270.0, 51975.0,
                                   6930.0,    630.0,     36.0,     1.0};
    const struct { size_t order; const double *a; } tables[] = {
        {3, three}, {4, four}, {8, eight}};
    for (double x = 0.0; x < 5.0; x += 0.37) {
        same(bessel(1, x), 1.0 / (1.0 + I * x), 1e-15);
        for (size_t i = 0; i < 3; i++) {
            double complex sum = 0.0;
            for (size_t k = tables[i].order + 1; k-- > 0;)
                sum = sum * I * x + tables[i].a[k];
            same(bessel(tables[i].order, x), tables[i].a[0] / sum, 1e-14);
        }
    }
}

static void bessel_thomson_of_order_4_has_lost_3_db_at_its_corner(void)
{
    /* 0.473037 is a rounded number: 1/2.113918 makes it 10 lg 2. */
    const struct signal_filter filter = {.bessel = 37.1e9, .bessel_order = 4};
    CLOSE(db_of(cabs(signal_filter(&filter, 37.1e9))), -10.0 * log10(2.0), 5e-4);
    same(signal_filter(&filter, 0.0), 1.0, 0.0);
}

static void bessel_thomson_delays_all_low_frequencies_alike(void)
{
    /* The delay is 1/w_0, maximally flat: for order n it departs with x^2n. */
    for (size_t order = 1; order <= 8; order++)
        CLOSE(-carg(bessel(order, 1e-4)) / 1e-4, 1.0, 1e-8);
    for (size_t order = 4; order <= 8; order++)
        for (double x = 0.05; x < 0.4; x += 0.05)
            CLOSE(-carg(bessel(order, x)) / x, 1.0, 1e-6);
}

static void raised_cosine_falls_from_its_start_to_its_stop(void)
{
    const struct signal_filter filter = {.cosine_start = 26.5e9, .cosine_stop = 42.1e9};
    const double width = 42.1e9 - 26.5e9;
    same(signal_filter(&filter, 0.0), 1.0, 0.0);
    same(signal_filter(&filter, 26.5e9), 1.0, 0.0);
    same(signal_filter(&filter, 26.5e9 + width / 3.0), 0.75, 1e-14);
    same(signal_filter(&filter, 26.5e9 + width / 2.0), 0.5, 1e-14);
    same(signal_filter(&filter, 26.5e9 + width * 0.75), 0.5 - sqrt(0.125), 1e-14);
    same(signal_filter(&filter, 42.1e9), 0.0, 0.0);
    same(signal_filter(&filter, 60e9), 0.0, 0.0);
}

static void filters_multiply(void)
{
    const struct signal_filter none = {0};
    const struct signal_filter all = {.butterworth = 38.2e9,
                                      .bessel = 41e9,
                                      .bessel_order = 5,
                                      .cosine_start = 10e9,
                                      .cosine_stop = 50e9};
    const struct signal_filter bessel_only = {.bessel = 41e9, .bessel_order = 5};
    const struct signal_filter cosine_only = {.cosine_start = 10e9, .cosine_stop = 50e9};
    const double f = 23.7e9;
    same(signal_filter(&none, f), 1.0, 0.0);
    same(signal_filter(&all, f),
         signal_butterworth(f, 38.2e9) * signal_filter(&bessel_only, f) *
             signal_filter(&cosine_only, f), 1e-15);
}

static void fixed_taps_lead_and_lag_their_largest(void)
{
    /* Half way to the symbol rate neighbours turn by half a turn, a quarter by one. */
    const double tap[] = {-0.11, 0.7, -0.19}, at[] = {0.0, 0.25 * 53e9, 0.5 * 53e9};
    double complex h[] = {1.0, 2.0, 1.0 + I};
    signal_taps(3, at, 53e9, 3, tap, h);
    same(h[0], 0.4, 1e-15);
    same(h[1], 2.0 * (-0.11 * I + 0.7 + 0.19 * I), 1e-14);
    same(h[2], (1.0 + I) * (0.11 + 0.7 + 0.19), 1e-14);
    signal_taps(3, at, 53e9, 0, NULL, h);
    same(h[0], 0.4, 1e-15);
}

static void transition_is_gaussian_and_three_rise_times_late(void)
{
    const double t_r = 7.5e-12, f = 13.28e9, x = 3.14159265358979 * f * t_r / 1.6832;
    double complex h[NF] = {1.0, 1.0, 2.0 - I};
    signal_transition(NF, freq, t_r, h);
    same(h[0], 1.0, 0.0);
    CLOSE(cabs(h[2]), exp(-2.0 * x * x) * sqrt(5.0), 1e-13);
    CLOSE(carg(h[1]), -2.0 * 3.14159265358979 * 3.7e9 * 3.0 * t_r, 1e-12);
}

static void gaussian_edge_takes_t_r_from_20_to_80_percent(void)
{
    /* exp(-2 (pi f t_r / 1.6832)^2) is the spectrum of a Gaussian of standard deviation
     * t_r / 1.6832; its integral rises from 20 to 80 % in 2 * 0.8416212 of them, and
     * 1.6832 is that number rounded. */
    double complex h[1] = {1.0};
    const double f[1] = {20e9}, t_r = 11e-12;
    const double sigma = t_r / (2.0 * 0.8416212);
    signal_transition(1, f, t_r, h);
    const double w = 2.0 * 3.14159265358979 * f[0];
    CLOSE(cabs(h[0]), exp(-0.5 * w * w * sigma * sigma), 2e-5);
}

static const struct tap_case cases[] = {
    {"between matched ends the transfer is S21",
     between_matched_ends_the_transfer_is_s21},
    {"two resistors divide the voltage", two_resistors_divide_the_voltage},
    {"a quarter wave between mismatched ends transforms",
     quarter_wave_between_mismatched_ends},
    {"a series resistor adds to the loop", series_resistor_between_mismatched_ends},
    {"the receiver's package is turned round", receiver_package_is_turned_round},
    {"reflections between channel and package add up",
     reflections_between_channel_and_package_add_up},
    {"what is not finite is refused with its frequency",
     what_is_not_finite_is_refused_with_its_frequency},
    {"the Butterworth has lost 3 dB at its corner",
     butterworth_has_lost_3_db_at_its_corner},
    {"the Bessel-Thomson filter has the reverse Bessel polynomials",
     bessel_thomson_has_the_reverse_bessel_polynomials},
    {"the Bessel-Thomson filter of order 4 has lost 3 dB at its corner",
     bessel_thomson_of_order_4_has_lost_3_db_at_its_corner},
    {"the Bessel-Thomson filter delays all low frequencies alike",
     bessel_thomson_delays_all_low_frequencies_alike},
    {"the raised cosine falls from its start to its stop",
     raised_cosine_falls_from_its_start_to_its_stop},
    {"filters multiply", filters_multiply},
    {"fixed taps lead and lag their largest", fixed_taps_lead_and_lag_their_largest},
    {"the transition is Gaussian and three rise times late",
     transition_is_gaussian_and_three_rise_times_late},
    {"the Gaussian edge takes t_r from 20 to 80 %",
     gaussian_edge_takes_t_r_from_20_to_80_percent},
};
TAP_MAIN("signal/transfer", cases)

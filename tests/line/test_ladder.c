#include "config.h"

#include "line/ladder.h"
#include "tests/tap.h"

#include <math.h>

static const double circle = 6.283185307179586;

/* One element between 50 ohm ports, at one frequency. */
struct one {
    struct net net;
    struct lr_error err;
};

static struct one start(double freq)
{
    struct one one = {.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL(line_ladder_init(&one.net, 50.0, 1, &freq, &one.err), LR_OK);
    return one;
}

static double complex s21(struct one *one)
{
    const double complex s = *net_s(&one->net, 0, 1, 0);
    net_free(&one->net);
    return s;
}

static void single_branches_are_their_closed_forms(void)
{
    /* Pozar's table of two-ports is what everyone has: S21 = 2 z0/(2 z0 + Z) of a series
     * Z, 2/(2 + Y z0) of a shunt Y. */
    const double w = circle * 7.3e9;
    const struct line_branch rlc = {11.0, 0.37e-9, 0.81e-12}, rl = {23.0, 1e-9, HUGE_VAL};
    const double complex z = 11.0 + I * w * 0.37e-9 + 1.0 / (I * w * 0.81e-12);
    struct one one = start(7.3e9);
    line_ladder_series(&one.net, &rlc, &one.err);
    CLOSE(cabs(s21(&one) - 100.0 / (100.0 + z)), 0.0, 1e-15);
    one = start(7.3e9);
    line_ladder_shunt(&one.net, &rlc, &one.err);
    CLOSE(cabs(s21(&one) - 2.0 / (2.0 + 50.0 / z)), 0.0, 1e-15);
    one = start(7.3e9);
    line_ladder_series(&one.net, &rl, &one.err);
    CLOSE(cabs(s21(&one) - 100.0 / (123.0 + I * w * 1e-9)), 0.0, 1e-15);
    SAME_TEXT(one.err.text, "");
}

static void at_dc_a_capacitor_in_the_path_blocks_exactly(void)
{
    const struct line_branch coupling = {0.02, 0.3e-9, 100e-9};
    const struct line_branch pad = {0.0, 0.0, 30e-15};
    struct one one = start(0.0);
    line_ladder_shunt(&one.net, &pad, &one.err);
    line_ladder_series(&one.net, &coupling, &one.err);
    line_ladder_shunt(&one.net, &pad, &one.err);
    CLOSE(cabs(*net_s(&one.net, 0, 0, 0) - 1.0), 0.0, 0.0);
    CLOSE(cabs(*net_s(&one.net, 0, 1, 1) - 1.0), 0.0, 0.0);
    line_ladder_series(&one.net, &coupling, &one.err);         /* nothing floats to NaN */
    CLOSE(cabs(*net_s(&one.net, 0, 0, 0) - 1.0), 0.0, 0.0);
    CLOSE(cabs(*net_s(&one.net, 0, 1, 1) - 1.0), 0.0, 0.0);
    CLOSE(cabs(s21(&one)), 0.0, 0.0);
}

static void a_notch_leaves_what_its_resistance_leaves(void)
{
    /* At resonance only r is across the line: 2 r/(2 r + z0). */
    const double l = 0.6e-9, c = 12e-15, freq = 1.0 / (circle * sqrt(l * c));
    struct one one = start(freq);
    line_ladder_shunt(&one.net, &(struct line_branch){17.0, l, c}, &one.err);
    CLOSE(cabs(s21(&one) - 34.0 / 84.0), 0.0, 1e-12);
    one = start(freq);
    line_ladder_shunt(&one.net, &(struct line_branch){0.0, l, c}, &one.err);
    CLOSE(cabs(s21(&one)), 0.0, 1e-12);
}

struct abcd {
    double complex a, b, c, d;
};

static struct abcd times(struct abcd x, struct abcd y)
{
    return (struct abcd){x.a * y.a + x.b * y.c, x.a * y.b + x.b * y.d,
                         x.c * y.a + x.d * y.c, x.c * y.b + x.d * y.d};
}

static struct abcd line_abcd(double complex gamma, double complex zc, double length)
{
    const double complex x = gamma * length;
    return (struct abcd){ccosh(x), zc * csinh(x), csinh(x) / zc, ccosh(x)};
}

static void a_ladder_of_everything_is_the_product_of_its_chain_matrices(void)
{
    /* Another route: ABCD matrices, which lose their digits only at high loss. */
    const double freq = 19.7e9, w = circle * freq, z0 = 50.0;
    const double complex z = 400.0 + I * w * 3.1e-7, y = 0.01 + I * w * 1.4e-10;
    const struct line_93a board = {.a1 = 2e-5, .a2 = 1e-10, .tau = 6.4e-9, .zc = 43.0};
    const struct line_branch pad = {0.0, 0.0, 41e-15}, body = {0.3, 0.2e-9, 5e-12};
    struct one one = start(freq);
    line_ladder_shunt(&one.net, &pad, &one.err);
    line_ladder_uniform(&one.net, &z, &y, 1.7e-3, &one.err);
    line_ladder_stub(&one.net, &z, &y, 0.6e-3, &one.err);
    line_ladder_series(&one.net, &body, &one.err);
    line_ladder_93a(&one.net, &board, 3.1e-3, &one.err);
    SAME_TEXT(one.err.text, "");
    const double complex gamma = csqrt(z * y), zc = csqrt(z / y);
    struct abcd all = {1.0, 0.0, I * w * pad.c, 1.0};
    all = times(all, line_abcd(gamma, zc, 1.7e-3));
    all = times(all, (struct abcd){1.0, 0.0, ctanh(gamma * 0.6e-3) / zc, 1.0});
    all = times(all, (struct abcd){1.0, 0.3 + I * w * 0.2e-9 + 1.0 / (I * w * 5e-12), 0.0,
                                   1.0});
    all = times(all, line_abcd(line_93a_gamma(&board, freq), 43.0, 3.1e-3));
    const double complex sum = all.a + all.b / z0 + all.c * z0 + all.d;
    CLOSE(cabs(*net_s(&one.net, 0, 0, 0) -
               (all.a + all.b / z0 - all.c * z0 - all.d) / sum), 0.0, 1e-13);
    CLOSE(cabs(*net_s(&one.net, 0, 1, 1) -
               (-all.a + all.b / z0 - all.c * z0 + all.d) / sum), 0.0, 1e-13);
    CLOSE(cabs(*net_s(&one.net, 0, 0, 1) - *net_s(&one.net, 0, 1, 0)), 0.0, 1e-15);
    CLOSE(cabs(s21(&one) - 2.0 / sum), 0.0, 1e-13);
}

static void what_does_not_heat_loses_no_energy(void)
{
    const double freq = 31.3e9;
    const struct line_93a line = {.tau = 5.9e-9, .zc = 61.0};
    struct one one = start(freq);
    line_ladder_shunt(&one.net, &(struct line_branch){0.0, 0.4e-9, 9e-15}, &one.err);
    line_ladder_93a(&one.net, &line, 2.3e-3, &one.err);
    line_ladder_series(&one.net, &(struct line_branch){0.0, 0.3e-9, 2e-12}, &one.err);
    const double complex *s = one.net.s;
    for (size_t j = 0; j < 2; j++)
        CLOSE(creal(s[j] * conj(s[j]) + s[2 + j] * conj(s[2 + j])), 1.0, 1e-13);
    CLOSE(cabs(conj(s[0]) * s[1] + conj(s[2]) * s[3]), 0.0, 1e-13);
    net_free(&one.net);
}

static void a_stub_has_the_loss_of_the_reference(void)
{
    /* golden/lines/l_vias_93a_lines.json: lossless open stubs of 50 ohm across a line of
     * 50 ohm, at 1/4, 1/2, 3/4 and 9/10 of their first resonance. */
    static const double share[] = {0.25, 0.5, 0.75, 0.9};
    static const double loss[] = {0.1823984356, 0.9691001301, 3.9042403050,
                                  10.4004287708};
    const double length = 1e-3, er = 3.6, slow = sqrt(er) / 299792458.0;
    for (size_t i = 0; i < 4; i++) {
        const double freq = share[i] * 39501124692.5153;
        const double complex z = I * circle * freq * 50.0 * slow;
        const double complex y = I * circle * freq / 50.0 * slow;
        struct one one = start(freq);
        line_ladder_stub(&one.net, &z, &y, length, &one.err);
        CLOSE(-20.0 * log10(cabs(s21(&one))), loss[i], 1e-8);
    }
}

static void impossible_elements_are_refused_by_value(void)
{
    static const struct { struct line_branch branch; const char *text; } rows[] = {
        {{-1.5, 0.0, HUGE_VAL}, "resistance -1.5 ohm is negative"},
        {{0.0, NAN, HUGE_VAL}, "inductance nan H is negative"},
        {{0.0, 0.0, 0.0}, "capacitance 0 F is not positive"}};
    const double freq = 1e9;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct one one = start(freq);
        CU_ASSERT_EQUAL(line_ladder_series(&one.net, &rows[i].branch, &one.err),
                        LR_EDOMAIN);
        SAME_TEXT(one.err.text, rows[i].text);
        CU_ASSERT_EQUAL(line_ladder_shunt(&one.net, &rows[i].branch, NULL), LR_EDOMAIN);
        CLOSE(cabs(s21(&one) - 1.0), 0.0, 0.0);
    }
    struct one one = {.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL(line_ladder_init(&one.net, -50.0, 1, &freq, &one.err), LR_EDOMAIN);
    SAME_TEXT(one.err.text, "reference -50 ohm is not positive");
    CU_ASSERT_PTR_NULL(one.net.s);
}

static const struct tap_case cases[] = {
    {"single branches are their closed forms", single_branches_are_their_closed_forms},
    {"at DC a capacitor in the path blocks exactly, and so do two",
     at_dc_a_capacitor_in_the_path_blocks_exactly},
    {"a notch leaves what its resistance leaves",
     a_notch_leaves_what_its_resistance_leaves},
    {"a ladder of everything is the product of its chain matrices",
     a_ladder_of_everything_is_the_product_of_its_chain_matrices},
    {"what does not heat loses no energy", what_does_not_heat_loses_no_energy},
    {"a stub has the loss of the reference", a_stub_has_the_loss_of_the_reference},
    {"impossible elements are refused by value",
     impossible_elements_are_refused_by_value},
};
TAP_MAIN("line/ladder", cases)

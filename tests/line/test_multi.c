#include "config.h"

#include "base/constants.h"
#include "base/parallel.h"
#include "line/multi.h"
#include "line/uniform.h"
#include "net/net.h"
#include "tests/tap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINES = 3, PORTS = 2 * LINES };

/* Three unlike lines with loss in metal and dielectric. */
static const double unlike_l[LINES * LINES] = {
    3.21e-7, 5.3e-8, 1.1e-8, 5.3e-8, 3.57e-7, 2.9e-8, 1.1e-8, 2.9e-8, 2.88e-7};
static const double unlike_c[LINES * LINES] = {
    8.3e-11, -6.1e-12, -4e-13, -6.1e-12, 9.7e-11, -2.3e-12, -4e-13, -2.3e-12, 1.19e-10};
static const double unlike_r[LINES * LINES] = {41.3, 5.7, 1.9,  5.7, 63.1,
                                               4.4,  1.9, 4.4, 29.6};
static const double unlike_g[LINES * LINES] = {0.031,  -0.002, 0.0,    -0.002, 0.027,
                                               -0.001, 0.0,    -0.001, 0.044};
static const double unlike_zref[LINES] = {42.3, 50.0, 61.7};

/* S of the unlike lines at one frequency, loss times `loss`. */
static void unlike(double freq, double loss, double length, double complex s[])
{
    const double w = two_pi * freq;
    double complex z[LINES * LINES], y[LINES * LINES];
    for (size_t i = 0; i < LINES * LINES; i++) {
        z[i] = loss * unlike_r[i] + I * w * unlike_l[i];
        y[i] = loss * unlike_g[i] + I * w * unlike_c[i];
    }
    const struct line_multi multi = {LINES, 1, &freq, z, y};
    CU_ASSERT_EQUAL(line_multi_sparam(&multi, length, unlike_zref, s, NULL), LR_OK);
}

static void eigenvectors_give_the_same(void)
{
    /* The modal solution, z y = T g^2 T^-1, with mpmath at 40 digits: upper triangles of
     * S11 and S21. */
    static const double complex want[2][LINES * (LINES + 1) / 2] = {
        {0.2291535886378336 - 0.05089202337829724 * I,
         0.0328100146197559 + 0.03746963912924021 * I,
         -0.005779561972153776 + 0.0227177117815242 * I,
         0.09147663317718851 + 0.03860897755472076 * I,
         0.04193768390976704 - 0.04534799856758913 * I,
         -0.09440019041351345 - 0.05957120787739748 * I},
        {-0.2849468003509841 - 0.5854359323741048 * I,
         0.1049056552415479 + 0.2296651277253888 * I,
         0.1262427844235444 + 0.1687669809663208 * I,
         0.007227521040924677 + 0.04521328824450408 * I,
         0.4227443726120275 + 0.5413653491732794 * I,
         -0.1213920122574286 - 0.07744034474557641 * I}};
    double complex s[PORTS * PORTS];
    unlike(37.7e9, 1.0, 0.217, s);
    for (size_t i = 0, at = 0; i < LINES; i++)
        for (size_t j = i; j < LINES; j++, at++) {
            CLOSE(cabs(s[i * PORTS + j] - want[0][at]), 0.0, 1e-13);
            CLOSE(cabs(s[(LINES + i) * PORTS + j] - want[1][at]), 0.0, 1e-13);
            CLOSE(cabs(s[i * PORTS + LINES + j] - want[1][at]), 0.0, 1e-13);
            CLOSE(cabs(s[(LINES + i) * PORTS + LINES + j] - want[0][at]), 0.0, 1e-13);
        }
}

static void every_port_pair_is_reciprocal(void)
{
    for (double freq = 1.0; freq < 2e11; freq *= 7.3) {
        double complex s[PORTS * PORTS];
        unlike(freq, 1.0, 0.217, s);
        for (size_t i = 0; i < PORTS; i++)
            for (size_t j = 0; j < i; j++)
                CLOSE(cabs(s[i * PORTS + j] - s[j * PORTS + i]), 0.0, 1e-12);
    }
}

static void lossless_lines_keep_the_energy(void)
{
    for (double freq = 1.0; freq < 2e11; freq *= 7.3) {
        double complex s[PORTS * PORTS];
        unlike(freq, 0.0, 0.217, s);
        for (size_t i = 0; i < PORTS; i++)
            for (size_t j = 0; j < PORTS; j++) {
                double complex sum = 0.0;
                for (size_t l = 0; l < PORTS; l++)
                    sum += conj(s[l * PORTS + i]) * s[l * PORTS + j];
                CLOSE(cabs(sum - (i == j)), 0.0, 1e-12);
            }
    }
}

static void lines_without_coupling_are_single_lines(void)
{
    /* line_uniform_sparam, another algorithm, from a standing current to 300 GHz; the
     * last length loses 300 dB and more. */
    static const double freq[] = {0.0, 1.0, 3.1e3, 7.7e6, 81e6, 1.3e9, 27.1e9, 300e9};
    enum { NF = sizeof freq / sizeof freq[0] };
    double complex z[NF * LINES * LINES] = {0}, y[NF * LINES * LINES] = {0};
    double complex zi[LINES][NF], yi[LINES][NF], s[NF * PORTS * PORTS], one[4 * NF];
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < LINES; i++) {
            const size_t own = i * LINES + i, at = k * LINES * LINES + own;
            const double w = two_pi * freq[k];
            z[at] = zi[i][k] = unlike_r[own] + I * w * unlike_l[own];
            y[at] = yi[i][k] = (0.004 + I) * w * unlike_c[own];
        }
    const struct line_multi multi = {LINES, NF, freq, z, y};
    const double lengths[] = {0.0031, 0.217, 21.7};
    for (size_t l = 0; l < 3; l++) {
        CU_ASSERT_EQUAL(line_multi_sparam(&multi, lengths[l], unlike_zref, s, NULL),
                        LR_OK);
        for (size_t i = 0; i < LINES; i++) {
            const struct line_uniform single = {NF, freq, zi[i], yi[i]};
            line_uniform_sparam(&single, lengths[l], unlike_zref[i], one, NULL);
            for (size_t k = 0; k < NF; k++) {
                const double complex *row = s + k * PORTS * PORTS + i * PORTS;
                const double phase = cabs(csqrt(zi[i][k] * yi[i][k])) * lengths[l];
                const double tolerance = 1e-15 * (20.0 + phase);
                CLOSE(cabs(row[i] - one[4 * k]), 0.0, tolerance);
                CLOSE(cabs(row[LINES + i] / one[4 * k + 1] - 1.0), 0.0, tolerance);
                CLOSE(cabs(row[(i + 1) % LINES]), 0.0, 0.0);
                CLOSE(cabs(row[LINES + (i + 1) % LINES]), 0.0, 0.0);
            }
        }
    }
}

static void a_leak_at_dc_is_exact_too(void)
{
    /* Line 3 does not leak, so that y is singular; line_uniform_sparam again. */
    const double freq = 0.0, leak[LINES] = {0.031, 2.7, 0.0};
    double complex z[LINES * LINES] = {0}, y[LINES * LINES] = {0};
    double complex s[PORTS * PORTS], one[4];
    for (size_t i = 0; i < LINES; i++) {
        z[i * LINES + i] = unlike_r[i * LINES + i];
        y[i * LINES + i] = leak[i];
    }
    const struct line_multi multi = {LINES, 1, &freq, z, y};
    for (double length = 0.0031; length < 30.0; length *= 9.0) {
        CU_ASSERT_EQUAL(line_multi_sparam(&multi, length, unlike_zref, s, NULL), LR_OK);
        for (size_t i = 0; i < LINES; i++) {
            const struct line_uniform single = {1, &freq, &z[i * LINES + i],
                                                &y[i * LINES + i]};
            line_uniform_sparam(&single, length, unlike_zref[i], one, NULL);
            CLOSE(cabs(s[i * PORTS + i] - one[0]), 0.0, 1e-15);
            CLOSE(cabs(s[(LINES + i) * PORTS + i] - one[1]), 0.0, 1e-15);
        }
    }
}

/* Two equal lines, with off-diagonal zm and ym, against their even and odd mode: single
 * lines of z +- zm and y +- ym. */
static void compare_modes(double freq, double complex z, double complex zm,
                          double complex y, double complex ym, double length,
                          double tolerance)
{
    const double zref[2] = {47.3, 47.3};
    const double complex zs[4] = {z, zm, zm, z}, ys[4] = {y, ym, ym, y};
    const struct line_multi multi = {2, 1, &freq, zs, ys};
    double complex s[16], mode[2][4];
    CU_ASSERT_EQUAL(line_multi_sparam(&multi, length, zref, s, NULL), LR_OK);
    for (int odd = 0; odd < 2; odd++) {
        const double complex zi = odd ? z - zm : z + zm, yi = odd ? y - ym : y + ym;
        const struct line_uniform single = {1, &freq, &zi, &yi};
        CU_ASSERT_EQUAL(line_uniform_sparam(&single, length, zref[0], mode[odd], NULL),
                        LR_OK);
    }
    for (size_t i = 0; i < 2; i++) {
        CLOSE(cabs(s[2 * i] - 0.5 * (mode[0][i] + mode[1][i])), 0.0, tolerance);
        CLOSE(cabs(s[2 * i + 1] - 0.5 * (mode[0][i] - mode[1][i])), 0.0, tolerance);
    }
}

static void a_symmetric_pair_is_its_even_and_odd_mode(void)
{
    /* A tenth of a decade at a time, so that short lines meet long ones. */
    for (double freq = 1.0; freq < 1.2e11; freq *= 1.2589254) {
        const double w = two_pi * freq;
        compare_modes(freq, 41.3 + I * w * 3.21e-7, 5.7 + I * w * 5.3e-8,
                      1e-13 * w + I * w * 8.3e-11, -1e-15 * w - I * w * 6.1e-12, 0.0437,
                      1e-13);
    }
    compare_modes(0.0, 41.3, 5.7, 0.0, 0.0, 0.31, 1e-15);
    compare_modes(0.0, 41.3, 5.7, 0.02, -0.003, 0.31, 1e-15);
    compare_modes(0.0, 3e5, 1e4, 5.0, -0.1, 0.31, 1e-14);
}

static void modes_of_equal_velocity_are_no_special_case(void)
{
    /* A stripline pair: l c = er/c0^2.  A quarter wave long it transforms the references
     * at its far end as a single line does, with matrices: zin = zc zref^-1 zc, so that
     * reflect (zin + zref) = zin - zref. */
    const double v = speed_of_light / sqrt(3.37), freq = 13.28e9, zref = 50.0;
    const double zs = 61.9, zm = 7.3, w = two_pi * freq;        /* zc [zs zm; zm zs] */
    const double d = zs * zs - zm * zm;
    const double complex z[4] = {I * w * zs / v, I * w * zm / v, I * w * zm / v,
                                 I * w * zs / v};
    const double complex y[4] = {I * w * zs / d / v, -I * w * zm / d / v,
                                 -I * w * zm / d / v, I * w * zs / d / v};
    const double references[2] = {zref, zref};
    const struct line_multi multi = {2, 1, &freq, z, y};
    double complex s[16];
    CU_ASSERT_EQUAL(line_multi_sparam(&multi, v / freq / 4.0, references, s, NULL),
                    LR_OK);
    const double own = (zs * zs + zm * zm) / zref, other = 2.0 * zs * zm / zref;
    CLOSE(cabs(s[0] * (own + zref) + s[1] * other - (own - zref)), 0.0, 1e-12);
    CLOSE(cabs(s[0] * other + s[1] * (own + zref) - other), 0.0, 1e-12);
}

static void pieces_in_cascade_are_the_whole(void)
{
    const double lengths[] = {0.0713, 0.1171, 0.0286}, freq[] = {0.0, 4.3e9, 37.7e9};
    for (size_t k = 0; k < 3; k++) {
        struct net piece = {0}, chain = {0}, longer = {0};
        double complex whole[PORTS * PORTS];
        unlike(freq[k], 1.0, 0.217, whole);
        for (size_t l = 0; l < 3; l++) {
            CU_ASSERT_EQUAL_FATAL(net_init(&piece, 1, PORTS, 50.0, NULL), LR_OK);
            piece.freq[0] = freq[k];
            for (size_t i = 0; i < PORTS; i++)
                piece.zref[i] = unlike_zref[i % LINES];
            unlike(freq[k], 1.0, lengths[l], piece.s);
            if (l == 0) {
                chain = piece;
                continue;
            }
            CU_ASSERT_EQUAL_FATAL(net_cascade(&chain, &piece, &longer, NULL), LR_OK);
            net_free(&piece);
            net_free(&chain);
            chain = longer;
        }
        for (size_t i = 0; i < PORTS * PORTS; i++)
            CLOSE(cabs(chain.s[i] - whole[i]), 0.0, 1e-12);
        net_free(&chain);
    }
}

static void a_kilometre_of_lossy_lines_is_finite_and_dark(void)
{
    /* Nothing comes back: what is left is the lines' own impedance at any length. */
    double complex s[PORTS * PORTS], longer[PORTS * PORTS];
    unlike(53.1e9, 1.0, 1000.0, s);
    unlike(53.1e9, 1.0, 3000.0, longer);
    for (size_t i = 0; i < LINES; i++)
        for (size_t j = 0; j < LINES; j++) {
            CLOSE(cabs(s[i * PORTS + LINES + j]), 0.0, 1e-300);
            CLOSE(cabs(s[i * PORTS + j] - longer[i * PORTS + j]), 0.0, 1e-15);
            CU_ASSERT(cabs(s[i * PORTS + j]) < 1.0);
        }
}

static void threads_do_not_change_a_digit(void)
{
    enum { NF = 300 };
    static double freq[NF];
    static double complex z[NF * LINES * LINES], y[NF * LINES * LINES];
    static double complex s[2][NF * PORTS * PORTS];
    for (size_t k = 0; k < NF; k++) {
        freq[k] = 37e6 * (double)k;
        for (size_t i = 0; i < LINES * LINES; i++) {
            z[k * LINES * LINES + i] = unlike_r[i] + I * two_pi * freq[k] * unlike_l[i];
            y[k * LINES * LINES + i] = I * two_pi * freq[k] * unlike_c[i];
        }
    }
    const struct line_multi multi = {LINES, NF, freq, z, y};
    for (int threads = 1; threads < 5; threads += 3) {
        parallel_set_threads(threads);
        CU_ASSERT_EQUAL(line_multi_sparam(&multi, 0.217, unlike_zref, s[threads > 1],
                                          NULL), LR_OK);
    }
    parallel_set_threads(0);
    CU_ASSERT_EQUAL(memcmp(s[0], s[1], sizeof s[0]), 0);
}

/* What line_multi_sparam says to two lines; z is mutual and y is line 1's, at 2 GHz. */
static const char *refusal(size_t n, double length, double zref, double freq,
                           double complex z, double complex y)
{
    static struct lr_error err;
    const double freqs[2] = {1e9, freq}, references[2] = {50.0, zref};
    const double complex zs[8] = {I, 0, 0, I, I, z, z, I};
    const double complex ys[8] = {I, 0, 0, I, y, 0, 0, I};
    const struct line_multi multi = {n, 2, freqs, zs, ys};
    double complex s[32] = {NAN};
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_multi_sparam(&multi, length, references, s, &err), LR_EDOMAIN);
    CU_ASSERT(isnan(creal(s[0])));
    return err.text;
}

static void impossible_lines_are_refused_by_value(void)
{
    SAME_TEXT(refusal(0, 1.0, 50.0, 2e9, 0, I),
              "there are 0 coupled lines; at least 1 is needed");
    SAME_TEXT(refusal(2, -0.1, 50.0, 2e9, 0, I),
              "length -0.1 m of coupled lines is not positive");
    SAME_TEXT(refusal(2, NAN, 50.0, 2e9, 0, I),
              "length nan m of coupled lines is not positive");
    SAME_TEXT(refusal(2, 1.0, 0.0, 2e9, 0, I),
              "reference 0 ohm of line 2 is not positive");
    SAME_TEXT(refusal(2, 1.0, 50.0, 1e9, 0, I),
              "frequency 1 of coupled lines, 1e+09 Hz, does not increase");
    SAME_TEXT(refusal(2, 1.0, 50.0, 2e9, NAN, I),
              "series impedance 1,2 of coupled lines, nan+0j ohm/m at 2 GHz, is not "
              "passive");
    SAME_TEXT(refusal(2, 1.0, 50.0, 2e9, 0, -0.25 + 2.0 * I),
              "shunt admittance 1,1 of coupled lines, -0.25+2j S/m at 2 GHz, is not "
              "passive");
}

static void lines_without_a_solution_are_refused(void)
{
    /* Lines that do not tell their currents apart: z is singular above 0 Hz, and so is
     * the characteristic impedance. */
    const double freq = 2e9, zref[2] = {50.0, 50.0};
    const double complex z[4] = {I, I, I, I}, y[4] = {I, 0, 0, I};
    const struct line_multi multi = {2, 1, &freq, z, y};
    double complex s[16];
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(line_multi_sparam(&multi, 3.0, zref, s, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "2 coupled lines of 3 m have no S-parameters at 2 GHz; their "
                        "impedances and admittances are not those of passive lines");
    const double complex huge[4] = {1e300, 0, 0, 1e300};
    const struct line_multi beyond = {2, 1, &freq, huge, huge};
    CU_ASSERT_EQUAL(line_multi_sparam(&beyond, 3.0, zref, s, &err), LR_ENUMERIC);
}

static const struct tap_case cases[] = {
    {"the route by eigenvectors gives the same", eigenvectors_give_the_same},
    {"every pair of ports is reciprocal", every_port_pair_is_reciprocal},
    {"lossless lines keep the energy", lossless_lines_keep_the_energy},
    {"lines without coupling are single lines, from 0 Hz to 300 dB of loss",
     lines_without_coupling_are_single_lines},
    {"a leak at 0 Hz is exact too", a_leak_at_dc_is_exact_too},
    {"a symmetric pair is its even and its odd mode",
     a_symmetric_pair_is_its_even_and_odd_mode},
    {"modes of equal velocity are no special case",
     modes_of_equal_velocity_are_no_special_case},
    {"pieces in cascade are the whole", pieces_in_cascade_are_the_whole},
    {"a kilometre of lossy lines is finite and dark",
     a_kilometre_of_lossy_lines_is_finite_and_dark},
    {"threads do not change a digit", threads_do_not_change_a_digit},
    {"impossible lines are refused by value", impossible_lines_are_refused_by_value},
    {"lines without a solution are refused", lines_without_a_solution_are_refused},
};
TAP_MAIN("line/multi", cases)

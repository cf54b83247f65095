#include "config.h"

#include "line/uniform.h"
#include "tests/tap.h"

#include <math.h>

static const double c0 = 299792458.0;

/* S_ij, ij = 2*i + j, at one frequency, of a line with impedance zc, velocity v and
 * series resistance r, in 50 ohm. */
static double complex sparam(double freq, double r, double zc, double v, double length,
                             int ij, struct lr_error *err)
{
    const double w = 2.0 * acos(-1.0) * freq;
    const double complex z = r + I * w * zc / v, y = I * w / (zc * v);
    const struct line_uniform line = {1, &freq, &z, &y};
    double complex s[4] = {NAN, NAN, NAN, NAN};
    line_uniform_sparam(&line, length, 50.0, s, err);
    return s[ij];
}

static void quarter_wave_transforms_to_zc_squared_over_zref(void)
{
    /* zin = zc^2/zref, any text book. */
    const double freq = 13.28e9, v = 0.6 * c0, zin = 72.3 * 72.3 / 50.0;
    const double complex s11 = sparam(freq, 0.0, 72.3, v, v / freq / 4.0, 0, NULL);
    CLOSE(creal(s11), (zin - 50.0) / (zin + 50.0), 1e-12);
    CLOSE(cimag(s11), 0.0, 1e-12);
}

static void lossy_line_agrees_with_its_chain_matrix(void)
{
    /* Independent route: the solution with cosh and sinh, then S21 = 2/(a + b/z0 +
     * c z0 + d) and S11 = (a + b/z0 - c z0 - d)/(same). */
    const double freq = 26.56e9, r = 41.7, v = 0.53 * c0, length = 0.0873;
    const double w = 2.0 * acos(-1.0) * freq;
    const double complex z = r + I * w * 93.1 / v, y = I * w / (93.1 * v);
    const double complex gl = csqrt(z * y) * length, zc = csqrt(z / y);
    const double complex a = ccosh(gl), b = zc * csinh(gl), c = csinh(gl) / zc;
    const double complex sum = 2.0 * a + b / 50.0 + c * 50.0;
    CLOSE(cabs(sparam(freq, r, 93.1, v, length, 2, NULL) - 2.0 / sum), 0.0, 1e-12);
    CLOSE(cabs(sparam(freq, r, 93.1, v, length, 0, NULL) - (b / 50.0 - c * 50.0) / sum),
          0.0, 1e-12);
}

static void halves_in_cascade_are_the_whole(void)
{
    /* S21 of two equal two-ports: S21^2/(1 - S11^2). */
    const double freq = 7.77e9, v = 0.47 * c0;
    const double complex s11 = sparam(freq, 83.0, 61.9, v, 0.0411, 0, NULL);
    const double complex s21 = sparam(freq, 83.0, 61.9, v, 0.0411, 2, NULL);
    const double complex whole = sparam(freq, 83.0, 61.9, v, 0.0822, 2, NULL);
    CLOSE(cabs(s21 * s21 / (1.0 - s11 * s11) - whole), 0.0, 1e-14);
}

static void lossless_line_keeps_the_energy(void)
{
    const double complex s11 = sparam(31.7e9, 0.0, 87.5, 0.7 * c0, 0.123, 0, NULL);
    const double complex s21 = sparam(31.7e9, 0.0, 87.5, 0.7 * c0, 0.123, 2, NULL);
    CLOSE(creal(s11 * conj(s11) + s21 * conj(s21)), 1.0, 1e-13);
    CLOSE(creal(s11 * conj(s21)), 0.0, 1e-13);
}

static void at_dc_a_line_is_its_resistance(void)
{
    /* A series resistor of 18.3 * 0.31 = 5.673 ohm between 50 ohm: S21 = 100/105.673. */
    const double complex dc = sparam(0.0, 18.3, 93.1, 0.5 * c0, 0.31, 2, NULL);
    CLOSE(creal(dc), 100.0 / 105.673, 1e-15);
    CLOSE(cimag(dc), 0.0, 0.0);
    CLOSE(creal(sparam(0.0, 18.3, 93.1, 0.5 * c0, 0.31, 0, NULL)), 5.673 / 105.673,
          1e-15);
    CLOSE(creal(sparam(0.0, 0.0, 93.1, 0.5 * c0, 0.31, 2, NULL)), 1.0, 0.0);
}

static void a_hertz_above_dc_no_digit_is_lost(void)
{
    /* The chain matrix to first order in y: a = 1 + z y/2, b = z (1 + z y/6), c = y; the
     * terms left out are of the order y^2, 1e-16. */
    const double w = 2.0 * acos(-1.0), v = 0.5 * c0, length = 0.31;
    const double complex z = (18.3 + I * w * 93.1 / v) * length,
                         y = I * w / (93.1 * v) * length;
    const double complex want =
        2.0 / (2.0 + z * y + z / 50.0 * (1.0 + z * y / 6.0) + y * 50.0);
    const double complex got = sparam(1.0, 18.3, 93.1, v, length, 2, NULL);
    CLOSE(creal(got), creal(want), 1e-14);
    CLOSE(cimag(got) / cimag(want), 1.0, 1e-8);
}

static void leaky_line_without_series_impedance_is_a_shunt(void)
{
    /* 0.02 S/m * 0.5 m = 10 mS across 50 ohm: S21 = 2/(2 + 0.5). */
    const double freq = 1e9;
    const double complex z = 0.0, y = 0.02;
    const struct line_uniform line = {1, &freq, &z, &y};
    double complex s[4];
    CU_ASSERT_EQUAL(line_uniform_sparam(&line, 0.5, 50.0, s, NULL), LR_OK);
    CLOSE(cabs(s[1] - 0.8), 0.0, 1e-15);
    CLOSE(cabs(s[3] + 0.2), 0.0, 1e-15);
}

static void kilometre_of_lossy_line_is_finite_and_dark(void)
{
    CLOSE(cabs(sparam(53.1e9, 250.0, 50.0, 0.6 * c0, 1000.0, 2, NULL)), 0.0, 1e-300);
    CLOSE(cabs(sparam(53.1e9, 250.0, 77.0, 0.6 * c0, 1000.0, 0, NULL)), 27.0 / 127.0,
          1e-2);
}

static const char *refusal(double length, double zref, double freq1, double complex z,
                           double complex y)
{
    static struct lr_error err;
    const double freq[2] = {1e9, freq1};
    const double complex zs[2] = {I, z}, ys[2] = {I, y};
    const struct line_uniform line = {2, freq, zs, ys};
    double complex s[8] = {NAN};
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_uniform_sparam(&line, length, zref, s, &err), LR_EDOMAIN);
    CU_ASSERT(isnan(creal(s[0])));
    return err.text;
}

static void impossible_lines_are_refused_by_value(void)
{
    SAME_TEXT(refusal(-0.01, 50.0, 2e9, I, I), "line length -0.01 m is not positive");
    SAME_TEXT(refusal(NAN, 50.0, 2e9, I, I), "line length nan m is not positive");
    SAME_TEXT(refusal(0.1, 0.0, 2e9, I, I), "reference 0 ohm is not positive");
    SAME_TEXT(refusal(0.1, 50.0, 1e9, I, I), "frequency 1, 1e+09 Hz, does not increase");
    SAME_TEXT(refusal(0.1, 50.0, 2e9, -3.5 + 21.5 * I, I),
              "series impedance -3.5+21.5j ohm/m at 2e+09 Hz is not passive");
    SAME_TEXT(refusal(0.1, 50.0, 2e9, I, -0.25 - 2.0 * I),
              "shunt admittance -0.25-2j S/m at 2e+09 Hz is not passive");
}

static const struct tap_case cases[] = {
    {"quarter wave transforms to zc^2/zref",
     quarter_wave_transforms_to_zc_squared_over_zref},
    {"lossy line agrees with its chain matrix", lossy_line_agrees_with_its_chain_matrix},
    {"halves in cascade are the whole", halves_in_cascade_are_the_whole},
    {"lossless line keeps the energy", lossless_line_keeps_the_energy},
    {"at DC a line is its resistance", at_dc_a_line_is_its_resistance},
    {"a hertz above DC no digit is lost", a_hertz_above_dc_no_digit_is_lost},
    {"a leaky line without series impedance is a shunt",
     leaky_line_without_series_impedance_is_a_shunt},
    {"a kilometre of lossy line is finite and dark",
     kilometre_of_lossy_line_is_finite_and_dark},
    {"impossible lines are refused by value", impossible_lines_are_refused_by_value},
};
TAP_MAIN("line/uniform", cases)

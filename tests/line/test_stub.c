#include "config.h"

#include "line/stub.h"
#include "tests/tap.h"

#include <math.h>

static const double c0 = 299792458.0, circle = 6.283185307179586;

static void a_quarter_wave_stub_shorts_the_line(void)
{
    /* 1.37 mm in er 3.9: c/(4 length sqrt er).  golden/lines/l_vias_93a_lines.json is
     * compared in tests/bars. */
    const double length = 1.37e-3, er = 3.9, z0 = 43.0;
    const double f = line_stub_resonance(length, er);
    CLOSE(f / (c0 / (4.0 * length * sqrt(er))), 1.0, 1e-15);
    const double complex z = I * circle * f * z0 * sqrt(er) / c0;
    const double complex y = I * circle * f / z0 * sqrt(er) / c0;
    const struct line_uniform line = {1, &f, &z, &y};
    double complex s[4];
    CU_ASSERT_EQUAL(line_stub_sparam(&line, length, 50.0, s, NULL), LR_OK);
    CLOSE(cabs(s[1]), 0.0, 1e-14);
    CLOSE(cabs(s[0] + 1.0), 0.0, 1e-14);
}

static void a_lossy_stub_is_the_line_seen_from_its_near_end(void)
{
    /* Another route: the line's own S-parameters, its far end reflecting with 1. */
    const double freq[] = {0.0, 31e6, 9.7e9, 53.1e9}, length = 2.3e-3, zref = 46.0;
    double complex z[4], y[4], line_s[16], s[16];
    for (size_t k = 0; k < 4; k++) {
        z[k] = 81.0 * (1.0 + sqrt(freq[k] * 1e-9)) + I * circle * freq[k] * 3.1e-7;
        y[k] = 0.2 + (0.02 + I) * circle * freq[k] * 1.3e-10;
    }
    const struct line_uniform line = {4, freq, z, y};
    CU_ASSERT_EQUAL(line_uniform_sparam(&line, length, zref, line_s, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_stub_sparam(&line, length, zref, s, NULL), LR_OK);
    for (size_t k = 0; k < 4; k++) {
        const double complex *l = line_s + 4 * k;
        const double complex seen = l[0] + l[1] * l[2] / (1.0 - l[3]);
        const double complex shunt = (1.0 - seen) / (1.0 + seen);
        CLOSE(cabs(s[4 * k + 1] - 2.0 / (2.0 + shunt)), 0.0, 1e-12);
        CLOSE(cabs(s[4 * k] - (s[4 * k + 1] - 1.0)), 0.0, 1e-14);
        CLOSE(cabs(s[4 * k] - s[4 * k + 3]) + cabs(s[4 * k + 1] - s[4 * k + 2]), 0.0,
              0.0);
    }
}

static void at_dc_a_stub_is_not_there_or_leaks(void)
{
    const double freq = 0.0;
    const double complex z[] = {0.0, 17.0}, y[] = {0.0, 0.04};
    double complex s[4];
    struct line_uniform line = {1, &freq, &z[0], &y[0]};
    CU_ASSERT_EQUAL(line_stub_sparam(&line, 1e-3, 50.0, s, NULL), LR_OK);
    CLOSE(cabs(s[0]) + cabs(s[1] - 1.0), 0.0, 0.0);
    line.z = &z[1];
    CU_ASSERT_EQUAL(line_stub_sparam(&line, 1e-3, 50.0, s, NULL), LR_OK);
    CLOSE(cabs(s[0]) + cabs(s[1] - 1.0), 0.0, 0.0);
    line.z = &z[0];
    line.y = &y[1];
    CU_ASSERT_EQUAL(line_stub_sparam(&line, 1e-3, 50.0, s, NULL), LR_OK);
    CLOSE(cabs(s[1] - 2.0 / (2.0 + 0.04 * 1e-3 * 50.0)), 0.0, 1e-15);
}

static void a_long_lossy_stub_is_its_characteristic_admittance(void)
{
    const double freq = 10e9;
    const double complex z = 3e3 + 2e4 * I, y = 0.8 + 7.0 * I;
    const struct line_uniform line = {1, &freq, &z, &y};
    double complex s[4];
    CU_ASSERT_EQUAL(line_stub_sparam(&line, 30.0, 50.0, s, NULL), LR_OK);
    CLOSE(cabs(s[1] - 2.0 / (2.0 + 50.0 * csqrt(y / z))), 0.0, 1e-14);
}

static void impossible_stubs_are_refused_by_value(void)
{
    const double freq = 1e9;
    const double complex z = 1.0 + 2e3 * I, y = -0.1 + 1.0 * I;
    const struct line_uniform line = {1, &freq, &z, &y};
    struct lr_error err = {0};
    double complex s[4] = {NAN};
    CU_ASSERT_EQUAL(line_stub_sparam(&line, -1e-3, 50.0, s, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "line length -0.001 m is not positive");
    CU_ASSERT_EQUAL(line_stub_sparam(&line, 1e-3, 50.0, s, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "shunt admittance -0.1+1j S/m at 1e+09 Hz is not passive");
    CU_ASSERT(isnan(creal(s[0])));
}

static const struct tap_case cases[] = {
    {"a quarter-wave stub shorts the line", a_quarter_wave_stub_shorts_the_line},
    {"a lossy stub is the line seen from its near end",
     a_lossy_stub_is_the_line_seen_from_its_near_end},
    {"at DC a stub is not there, or leaks", at_dc_a_stub_is_not_there_or_leaks},
    {"a long lossy stub is its characteristic admittance",
     a_long_lossy_stub_is_its_characteristic_admittance},
    {"impossible stubs are refused by value", impossible_stubs_are_refused_by_value},
};
TAP_MAIN("line/stub", cases)

#include "config.h"

#include "base/constants.h"
#include "line/multi_section.h"
#include "tests/tap.h"

#include <math.h>

static const double rho = 1.72e-8, radius = 127.3e-6;

/* Z of one or two wires, whose K is `crowd` times that of a wire alone and mutual
 * `share` of that. */
static void solve(double crowd, double share, double freq, double complex *z)
{
    const double k = crowd / (two_pi * radius), area = pi * radius * radius;
    const double l[] = {4e-7, 1e-9, 1e-9, 4e-7}, c[] = {9e-11, -2e-11, -2e-11, 9e-11};
    const double k_wire[] = {k, share * k, share * k, k}, none[4] = {0.0};
    const struct line_multi_conductor wires[] = {{area, true}, {area, true}};
    const struct line_multi_section section = {
        .n = 2, .l = l, .c = c, .k_strip = k_wire, .k_plane = none, .conductor = wires,
        .metal = {.resistivity = rho},
        .plane = {.thickness = INFINITY, .resistivity = rho}};
    double complex y[4];
    CU_ASSERT_EQUAL(line_multi_section_check(&section, NULL), LR_OK);
    line_multi_section_rlgc(&section, 1, &freq, z, y);
    for (size_t i = 0; i < 4; i++)
        z[i] -= I * two_pi * freq * l[i];
}

static void a_wire_alone_is_bessels(void)
{
    /* rho g J0(g a)/(2 pi a J1(g a)), g^2 = -jw mu/rho, by scipy 1.10 (jve of complex
     * argument). */
    static const double rows[][3] = {
        {0.0, 0.33784832251, 0.0},
        {1e5, 0.3388198536, 0.0313707647},
        {1e6, 0.4173246729, 0.2778887868},
        {10e6, 1.1197544047, 1.0241116355},
        {1e9, 10.3873199315, 10.3018106648},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double complex z[4];
        solve(1.0, 0.0, rows[i][0], z);
        CLOSE(creal(z[0]), rows[i][1], 1e-9);
        CLOSE(cimag(z[0]), rows[i][2], 1e-9);
    }
}

static void crowding_does_not_change_the_resistance_at_dc(void)
{
    double complex z[4];
    solve(1.4, 0.0, 0.0, z);
    CLOSE(creal(z[0]) * pi * radius * radius / rho, 1.0, 1e-14);
    CLOSE(cimag(z[0]), 0.0, 0.0);
    /* In the skin regime it counts in full; what Bessel adds is depth/(2 radius), of the
     * radius that the crowded wire acts with. */
    const double freq = 53.1e9, rs = line_surface_resistance(rho, freq);
    const double k = 1.4 / (two_pi * radius);
    solve(1.4, 0.0, freq, z);
    CLOSE(creal(z[0]) / (k * rs), 1.0 + 0.5 * line_skin_depth(rho, freq) / (1.4 * radius),
          1e-5);
}

static void neighbours_crowd_the_current_only_with_skin_effect(void)
{
    double complex z[4];
    solve(1.1, -0.2, 0.0, z);
    CLOSE(cabs(z[1]), 0.0, 0.0);
    /* Z_ij Z_ii = K_ij K_ii Zs^2, as tanh times coth for strips. */
    for (double freq = 1e4; freq < 1e11; freq *= 31.0) {
        const double complex zs = (1.0 + I) * line_surface_resistance(rho, freq);
        const double k = 1.1 / (two_pi * radius);
        solve(1.1, -0.2, freq, z);
        CLOSE(cabs(z[1] * z[0] / (-0.2 * k * k * zs * zs) - 1.0), 0.0, 1e-12);
    }
}

static const struct tap_case cases[] = {
    {"a wire alone is Bessel's", a_wire_alone_is_bessels},
    {"crowding does not change the resistance at DC",
     crowding_does_not_change_the_resistance_at_dc},
    {"neighbours crowd the current only with skin effect",
     neighbours_crowd_the_current_only_with_skin_effect},
};
TAP_MAIN("line/multi_wire", cases)

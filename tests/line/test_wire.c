#include "config.h"

#include "line/conductor.h"
#include "line/wire.h"
#include "tests/line/golden.h"

static const double rho = 1.72e-8, mu = 1.2566370614359172954e-6;

static void six_gauges_agree_with_bessel_functions(void)
{
    cJSON *root = golden_read("golden/lines/k_conductor_roughness.json");
    const cJSON *freq = golden_get(root, "f"), *wire, *pair;
    size_t n = 0;
    cJSON_ArrayForEach(wire, golden_get(root, "round_wire_bessel"))
    {
        const double radius = golden_number(wire, "radius_m");
        CLOSE(creal(line_wire_impedance(radius, rho, 0.0)) / golden_number(wire, "Rdc"),
              1.0, 1e-12);
        size_t k = 0;
        cJSON_ArrayForEach(pair, golden_get(wire, "Zint_per_m"))
        {
            const double complex want = golden_complex(pair);
            const double complex z =
                line_wire_impedance(radius, rho, golden_at(freq, k++));
            CLOSE(cabs(z / want - 1.0), 0.0, 1e-10);
            n++;
        }
    }
    if (root)
        CU_ASSERT_EQUAL(n, 6 * 8);
    cJSON_Delete(root);
}

static void resistance_at_dc_is_that_of_the_area(void)
{
    /* rho/(pi a^2) */
    const double a = 127.3e-6, want = rho / (acos(-1.0) * a * a);
    CLOSE(creal(line_wire_impedance(a, rho, 0.0)) / want, 1.0, 1e-14);
    CLOSE(cimag(line_wire_impedance(a, rho, 0.0)), 0.0, 0.0);
    CLOSE(creal(line_wire_impedance(a, rho, 31.0)) / want, 1.0, 1e-9);
}

static void inductance_inside_is_mu_over_8_pi_at_low_frequency(void)
{
    const double f = 31.7, w = 2.0 * acos(-1.0) * f;
    const double inductance = cimag(line_wire_impedance(127.3e-6, rho, f)) / w;
    CLOSE(inductance / (mu / (8.0 * acos(-1.0))), 1.0, 1e-8);
}

static void thick_wire_is_a_plane_of_its_circumference(void)
{
    /* Zs/(2 pi a) (1 + depth/(4 a) (1 - j) + ...), next term (depth/a)^2/16. */
    const double a = 3.1e-3, f = 43e9, depth = line_skin_depth(rho, f);
    const double complex zs = (1.0 + I) * line_surface_resistance(rho, f);
    const double complex flat = zs / (2.0 * acos(-1.0) * a);
    const double complex curved = flat * (1.0 + depth / (4.0 * a) * (1.0 - I));
    CLOSE(cabs(line_wire_impedance(a, rho, f) / curved - 1.0), 0.0, 1e-8);
}

static const struct tap_case cases[] = {
    {"six gauges agree with Bessel functions", six_gauges_agree_with_bessel_functions},
    {"resistance at DC is that of the area", resistance_at_dc_is_that_of_the_area},
    {"inductance inside is mu/(8 pi) at low frequency",
     inductance_inside_is_mu_over_8_pi_at_low_frequency},
    {"a thick wire is a plane as wide as its circumference",
     thick_wire_is_a_plane_of_its_circumference},
};
TAP_MAIN("line/wire", cases)

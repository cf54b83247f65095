#include "config.h"

#include "line/conductor.h"
#include "tests/line/golden.h"

#include <string.h>

static const double rho = 1.72e-8, mu = 1.2566370614359172954e-6;

static void copper_agrees_with_the_formulas(void)
{
    cJSON *root = golden_read("golden/lines/k_conductor_roughness.json");
    const cJSON *freq = golden_get(root, "f"), *curve, *item;
    size_t k = 0, n = 0;
    cJSON_ArrayForEach(item, freq)
    {
        const double f = item->valuedouble;
        const double depth = golden_at(golden_get(root, "skin_depth"), k);
        const double rs = golden_at(golden_get(root, "Rs"), k++);
        CLOSE(line_skin_depth(rho, f) / depth, 1.0, 1e-10);
        CLOSE(line_surface_resistance(rho, f) / rs, 1.0, 1e-10);
    }
    cJSON_ArrayForEach(curve, golden_get(root, "hammerstad"))
    {
        const double rms = strtod(curve->string, NULL) * 1e-6;      /* "0.3um" */
        k = 0;
        cJSON_ArrayForEach(item, curve)
        {
            const double depth = line_skin_depth(rho, golden_at(freq, k++));
            CLOSE(line_hammerstad_factor(rms, depth), item->valuedouble, 1e-10);
            n++;
        }
    }
    if (root)
        CU_ASSERT_EQUAL(n, 5 * 8);
    cJSON_Delete(root);
}

static void cannonball_agrees_with_huray_and_its_causal_form(void)
{
    cJSON *root = golden_read("golden/lines/k_conductor_roughness.json");
    const cJSON *freq = golden_get(root, "f"), *foil;
    size_t n = 0;
    cJSON_ArrayForEach(foil, golden_get(root, "huray_cannonball"))
    {
        const struct line_huray rough =
            line_huray_cannonball(strtod(foil->string + strlen("Rz"), NULL) * 1e-6);
        CLOSE(rough.radius / golden_number(foil, "sphere_radius"), 1.0, 1e-10);
        CLOSE(rough.ratio, golden_number(foil, "SR"), 1e-10);
        for (size_t k = 0; k < 8; k++) {
            const double depth = line_skin_depth(rho, golden_at(freq, k));
            const double complex zs = (1.0 + I) * line_huray_factor(&rough, depth);
            const cJSON *pair =
                cJSON_GetArrayItem(golden_get(foil, "causal_Zs_over_Rs"), (int)k);
            CLOSE(creal(zs), golden_at(golden_get(foil, "K_power"), k), 1e-10);
            CLOSE(cabs(zs - golden_complex(pair)), 0.0, 1e-10);
            n++;
        }
    }
    if (root)
        CU_ASSERT_EQUAL(n, 6 * 8);
    const struct line_huray one = {0.5e-6, 2.0};
    const cJSON *power = golden_get(root, "huray_single_radius_r0p5um_SR2"), *item;
    size_t k = 0;
    cJSON_ArrayForEach(item, power)
    {
        const double depth = line_skin_depth(rho, golden_at(freq, k++));
        CLOSE(creal((1.0 + I) * line_huray_factor(&one, depth)), item->valuedouble,
              1e-10);
    }
    cJSON_Delete(root);
}

static void internal_impedance_agrees_with_the_example(void)
{
    cJSON *root = golden_read("golden/lines/k_conductor_roughness.json");
    const cJSON *example = golden_get(root, "internal_impedance_example"), *row;
    const double k_strip = golden_number(example, "K_conductor");
    const double k_plane = golden_number(example, "K_ground");
    cJSON_ArrayForEach(row, golden_get(example, "rows"))
    {
        const double f = golden_number(row, "f");
        const double complex strip = line_internal_impedance(
            k_strip, rho,
            k_strip * golden_number(example, "w") * golden_number(example, "t"), f);
        const double complex plane = line_internal_impedance(
            k_plane, rho, golden_number(example, "ground_thickness"), f);
        const double complex want_strip = golden_complex(golden_get(row, "Z_strip"));
        const double complex want_plane = golden_complex(golden_get(row, "Z_ground"));
        CLOSE(cabs(strip / want_strip - 1.0), 0.0, 1e-10);
        CLOSE(cabs(plane / want_plane - 1.0), 0.0, 1e-10);
    }
    cJSON_Delete(root);
}

static void resistance_at_dc_is_that_of_the_cross_section(void)
{
    /* Pouillet: rho/(w t), at 0 Hz exactly and at 1 Hz nearly. */
    const double k = 5813.8, w = 113e-6, t = 17.3e-6, want = rho / (w * t);
    CLOSE(creal(line_internal_impedance(k, rho, k * w * t, 0.0)), want, 1e-12);
    CLOSE(cimag(line_internal_impedance(k, rho, k * w * t, 0.0)), 0.0, 0.0);
    CLOSE(creal(line_internal_impedance(k, rho, k * w * t, 1.0)), want, 1e-9);
    CLOSE(creal(line_internal_impedance(k, rho, (double)INFINITY, 0.0)), 0.0, 0.0);
}

static void inductance_of_uniform_current_is_a_third_of_the_thickness(void)
{
    /* coth x = 1/x + x/3 - ..., so that Im Z/w -> k mu thickness/3. */
    const double k = 873.1, thickness = 18.2e-6, f = 1e5;
    const double complex z = line_internal_impedance(k, rho, thickness, f);
    CLOSE(cimag(z) / (2.0 * acos(-1.0) * f * k * mu * thickness), 1.0 / 3.0, 1e-6);
}

static void metre_thick_metal_does_not_overflow(void)
{
    const double k = 873.1, f = 110e9;
    const double complex skin = k * (1.0 + I) * line_surface_resistance(rho, f);
    CLOSE(cabs(line_internal_impedance(k, rho, 1.3, f) / skin - 1.0), 0.0, 1e-14);
    CLOSE(cabs(line_internal_impedance(k, rho, (double)INFINITY, f) / skin - 1.0), 0.0,
          1e-14);
}

static void roughness_vanishes_at_dc_and_saturates(void)
{
    /* Limits of the formula: 1 + 3/2 * 14 * 4 pi/36 = 8.330 (lines of the cannonball
     * white paper), and 1 for smooth foil at any frequency. */
    const struct line_huray rough = line_huray_cannonball(3.1e-6), smooth = {0.0, 0.0};
    CLOSE(rough.radius, 0.0598 * 3.1e-6, 1e-10);
    CLOSE(cabs(line_huray_factor(&rough, (double)INFINITY) - 1.0), 0.0, 0.0);
    CLOSE(creal(line_huray_factor(&rough, 1e-13)), 8.330, 1e-3);
    CLOSE(cabs(line_huray_factor(&smooth, 0.5e-6) - 1.0), 0.0, 0.0);
    CLOSE(line_huray_cannonball(0.0).ratio, 0.0, 0.0);
    CLOSE(line_hammerstad_factor(1e-6, 1e-10), 2.0, 1e-6);
}

static void loss_ratio_and_causal_factor_are_one(void)
{
    /* Huray's power form in x = radius/depth, 1 + 3/2 ratio/(1 + 1/x + 1/(2 x^2)). */
    const struct line_huray rough = {0.271e-6, 3.3};
    for (double depth = 1e-8; depth < 1e-4; depth *= 1.7) {
        const double x = rough.radius / depth;
        const double power =
            1.0 + 1.5 * rough.ratio / (1.0 + 1.0 / x + 0.5 / (x * x));
        CLOSE(creal((1.0 + I) * line_huray_factor(&rough, depth)) / power, 1.0, 1e-12);
    }
}

static void causal_hammerstad_has_its_losses_and_their_hilbert_transform(void)
{
    /* The reactance by quadrature, scipy 1.10: X(w) = (2w/pi) P integral of R(x)/(x^2 -
     * w^2) dx over R less its limit 2 Rs, plus 2 Rs; printed to the quadrature's
     * digits. */
    const struct {
        double rms_over_depth, want;
    } rows[] = {{0.1, 1.2041333}, {0.37, 1.6620700}, {0.8, 2.0452718}, {1.3, 2.1010055},
                {4.0, 2.0227450}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const double rms = rows[i].rms_over_depth * 0.4e-6;
        const double complex zs = (1.0 + I) * line_hammerstad_causal(rms, 0.4e-6);
        CLOSE(creal(zs), line_hammerstad_factor(rms, 0.4e-6), 1e-14);
        CLOSE(cimag(zs), rows[i].want, 1e-7);
    }
    CLOSE(cabs(line_hammerstad_causal(1e-6, (double)INFINITY) - 1.0), 0.0, 0.0);
    CLOSE(cabs(line_hammerstad_causal(1e-6, 1e-14) - 2.0), 0.0, 1e-7);
}

static void copper_gains_a_quarter_of_its_resistance_at_85_degrees(void)
{
    /* 1 + 0.00393 * (85 - 20) */
    CLOSE(line_resistivity(rho, 0.00393, 273.15 + 85.0) / rho, 1.25545, 1e-12);
    /* and its loss the root of that, 1.1205 */
    const double warm = line_resistivity(rho, 0.00393, 273.15 + 85.0);
    CLOSE(line_surface_resistance(warm, 7e9) / line_surface_resistance(rho, 7e9), 1.1205,
          5e-5);
}

static const struct tap_case cases[] = {
    {"skin depth, surface resistance and Hammerstad agree with the formulas",
     copper_agrees_with_the_formulas},
    {"cannonball agrees with Huray's power form and its causal form",
     cannonball_agrees_with_huray_and_its_causal_form},
    {"internal impedance agrees with the worked example",
     internal_impedance_agrees_with_the_example},
    {"resistance at DC is that of the cross-section",
     resistance_at_dc_is_that_of_the_cross_section},
    {"inductance of uniform current is a third of the thickness",
     inductance_of_uniform_current_is_a_third_of_the_thickness},
    {"metre-thick metal does not overflow", metre_thick_metal_does_not_overflow},
    {"roughness vanishes at DC and saturates", roughness_vanishes_at_dc_and_saturates},
    {"Huray's loss ratio is the real part of the causal impedance",
     loss_ratio_and_causal_factor_are_one},
    {"causal Hammerstad has its losses and their Hilbert transform",
     causal_hammerstad_has_its_losses_and_their_hilbert_transform},
    {"copper gains a quarter of its resistance at 85 degC",
     copper_gains_a_quarter_of_its_resistance_at_85_degrees},
};
TAP_MAIN("line/conductor", cases)

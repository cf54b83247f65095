#include "config.h"

#include "base/constants.h"
#include "line/gradient.h"
#include "line/gradient_table.h"
#include "line/roughness.h"
#include "tests/tap.h"

#include <math.h>

static const double rho = 1.72e-8;
static const double freq[] = {0.0, 10.3e6, 1.7e9, 13.28e9, 53.1e9, 110e9};
enum { NF = sizeof freq / sizeof freq[0] };

static void factors(const struct line_rough *rough, double complex *factor)
{
    CU_ASSERT_EQUAL(line_rough_check(rough, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        factor[k] = line_rough_factor(rough, line_skin_depth(rho, freq[k]));
}

static void smooth_metal_is_left_alone(void)
{
    const struct line_rough smooth = {.model = LINE_SMOOTH};
    double complex factor[NF];
    factors(&smooth, factor);
    for (size_t k = 0; k < NF; k++)
        CLOSE(cabs(factor[k] - 1.0), 0.0, 0.0);
}

static void spheres_lose_what_huray_says(void)
{
    /* Huray's power form, lines.md 2.4. */
    const struct line_rough rough = {.model = LINE_HURAY, .sphere = {0.37e-6, 1.7}};
    double complex factor[NF];
    factors(&rough, factor);
    for (size_t k = 1; k < NF; k++) {
        const double x = rough.sphere.radius / line_skin_depth(rho, freq[k]);
        const double power = 1.0 + 1.5 * 1.7 / (1.0 + 1.0 / x + 0.5 / (x * x));
        CLOSE(creal((1.0 + I) * factor[k]) / power, 1.0, 1e-12);
    }
    CLOSE(cabs(factor[0] - 1.0), 0.0, 0.0);
}

static void the_cannonball_makes_its_spheres_from_rz(void)
{
    /* lines.md 1.3: a radius of 0.0598 Rz; 14 of them on 36 radii squared. */
    const struct line_rough rough = line_rough_cannonball(1.7e-6);
    CU_ASSERT_EQUAL(rough.model, LINE_HURAY);
    CLOSE(rough.sphere.radius / 1.7e-6, 0.0598, 5e-5);
    CLOSE(rough.sphere.ratio, 14.0 * 4.0 * pi / 36.0, 1e-12);
}

static void gradient_agrees_with_a_stack_of_thin_layers(void)
{
    /* 40000 homogeneous layers, each by its exact tanh, and Richardson's extrapolation
     * from 20000: numpy 1.24, scipy 1.10. */
    const struct {
        double ratio;
        double complex want;
    } rows[] = {
        {0.001, 1.00299999925 + 0.00299800075226 * I},
        {0.03, 1.08997970925 + 0.0882203294914 * I},
        {0.3, 1.88145770102 + 0.741166207628 * I},
        {0.7, 2.92473303663 + 1.38851891762 * I},
        {1.0, 3.60256524636 + 1.73929155947 * I},
        {2.0, 5.45011486363 + 2.52561893484 * I},
        {5.0, 9.2232752536 + 3.39995934923 * I},
        {20.0, 16.5813053139 - 1.78660986722 * I},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CLOSE(cabs(line_gradient_solve(rows[i].ratio) / rows[i].want - 1.0), 0.0, 1e-8);
    CLOSE(cabs(line_gradient_solve(0.0) - 1.0), 0.0, 1e-13);
}

static void the_gradients_table_agrees_with_its_integration(void)
{
    const double rms = 0.43e-6;
    for (double ratio = 1e-7; ratio < 20.0; ratio *= 1.0731)
        CLOSE(cabs(line_gradient_factor(rms, rms / ratio) / line_gradient_solve(ratio) -
                   1.0), 0.0, 1e-7);
    CLOSE(cabs(line_gradient_factor(rms, (double)INFINITY) - 1.0), 0.0, 0.0);
    CLOSE(cabs(line_gradient_factor(0.0, 1e-6) - 1.0), 0.0, 0.0);
    CLOSE(cabs(line_gradient_factor(30e-6, 1e-6) - line_gradient_factor(20e-6, 1e-6)),
          0.0, 0.0);
    for (int k = LINE_GRADIENT_FIRST; exp(k * LINE_GRADIENT_STEP) <= 20.0; k++) {
        const double ratio = exp(k * LINE_GRADIENT_STEP);
        CLOSE(cabs(line_gradient_knot(k) + 3.0 * (1.0 + I) * ratio -
                   line_gradient_solve(ratio)), 0.0, 1e-10);
    }
}

static void rough_metal_is_passive_and_never_less_lossy(void)
{
    const struct line_rough rough[] = {
        {.model = LINE_GRADIENT, .rms = 1.2e-6},
        {.model = LINE_HAMMERSTAD, .rms = 1.2e-6},
        line_rough_cannonball(4e-6),
    };
    for (size_t i = 0; i < sizeof rough / sizeof rough[0]; i++) {
        double complex factor[NF];
        factors(&rough[i], factor);
        for (size_t k = 1; k < NF; k++) {
            const double complex zs = (1.0 + I) * factor[k];
            CU_ASSERT(creal(zs) >= 1.0);
            CU_ASSERT(cimag(zs) >= 1.0);
        }
    }
}

static const char *refusal(const struct line_rough *rough)
{
    static struct lr_error err;
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_rough_check(rough, &err), LR_EDOMAIN);
    return err.text;
}

static void impossible_roughness_is_refused_by_value(void)
{
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_HAMMERSTAD, .rms = -2e-7}),
              "roughness of -2e-07 m rms is negative");
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_GRADIENT, .rms = NAN}),
              "roughness of nan m rms is negative");
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_HURAY, .sphere = {1e-7, -3.0}}),
              "roughness: spheres of radius 1e-07 m and surface ratio -3 are negative");
}

static const struct tap_case cases[] = {
    {"smooth metal is left alone", smooth_metal_is_left_alone},
    {"spheres lose what Huray says", spheres_lose_what_huray_says},
    {"the cannonball makes its spheres from Rz", the_cannonball_makes_its_spheres_from_rz},
    {"gradient agrees with a stack of thin layers",
     gradient_agrees_with_a_stack_of_thin_layers},
    {"the gradient's table agrees with its integration",
     the_gradients_table_agrees_with_its_integration},
    {"rough metal is passive and never less lossy",
     rough_metal_is_passive_and_never_less_lossy},
    {"impossible roughness is refused by value",
     impossible_roughness_is_refused_by_value},
};
TAP_MAIN("line/roughness", cases)

#include "config.h"

#include "line/gradient.h"
#include "line/roughness.h"
#include "tests/tap.h"

#include <math.h>

static const double rho = 1.72e-8;
static const double freq[] = {0.0, 10.3e6, 1.7e9, 13.28e9, 53.1e9, 110e9};
enum { NF = sizeof freq / sizeof freq[0] };

static void factors(const struct line_rough *rough, double complex *factor)
{
    CU_ASSERT_EQUAL(line_rough_factor(rough, rho, NF, freq, factor, NULL), LR_OK);
}

static void smooth_metal_is_left_alone(void)
{
    const struct line_rough smooth = {.model = LINE_SMOOTH};
    double complex factor[NF];
    factors(&smooth, factor);
    for (size_t k = 0; k < NF; k++)
        CLOSE(cabs(factor[k] - 1.0), 0.0, 0.0);
}

static void spheres_of_several_sizes_add_up(void)
{
    /* Huray's power form, lines.md 2.4, each size by itself. */
    const struct line_rough rough = {
        .model = LINE_HURAY,
        .flat_ratio = 1.13,
        .nsphere = 3,
        .sphere = {{0.11e-6, 0.9}, {0.37e-6, 1.7}, {0.83e-6, 0.4}}};
    double complex factor[NF];
    factors(&rough, factor);
    for (size_t k = 1; k < NF; k++) {
        const double depth = line_skin_depth(rho, freq[k]);
        double power = 1.13;
        for (size_t i = 0; i < 3; i++) {
            const double x = rough.sphere[i].radius / depth;
            power += 1.5 * rough.sphere[i].ratio / (1.0 + 1.0 / x + 0.5 / (x * x));
        }
        CLOSE(creal((1.0 + I) * factor[k]) / power, 1.0, 1e-12);
    }
    CLOSE(cabs(factor[0] - 1.13), 0.0, 1e-15);
}

static void the_cannonball_is_one_size_on_a_flat_plane(void)
{
    const struct line_rough rough = line_rough_cannonball(1.7e-6);
    const struct line_huray sphere = line_huray_cannonball(1.7e-6);
    double complex factor[NF];
    factors(&rough, factor);
    for (size_t k = 0; k < NF; k++)
        CLOSE(cabs(factor[k] - line_huray_factor(&sphere, line_skin_depth(rho, freq[k]))),
              0.0, 1e-15);
}

static void faces_count_by_their_share_of_the_loss(void)
{
    const struct line_rough top = line_rough_cannonball(1.1e-6);
    const struct line_rough bottom = line_rough_cannonball(5.2e-6);
    const struct line_rough sides = {.model = LINE_SMOOTH};
    const struct line_face face[] = {{&top, 0.31}, {&bottom, 0.57}, {&sides, 0.12}};
    double complex work[NF], factor[NF], a[NF], b[NF];
    CU_ASSERT_EQUAL(line_rough_faces(3, face, rho, NF, freq, work, factor, NULL), LR_OK);
    factors(&top, a);
    factors(&bottom, b);
    for (size_t k = 0; k < NF; k++)
        CLOSE(cabs(factor[k] - (0.31 * a[k] + 0.57 * b[k] + 0.12)), 0.0, 1e-14);
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
    for (double f = 1.0; f < 1e14; f *= 3.7) {
        double complex factor = 0.0;
        const double ratio = rms / line_skin_depth(rho, f);
        const enum lr_status status =
            line_gradient_factor(rms, rho, 1, &f, &factor, NULL);
        CU_ASSERT_EQUAL(status, ratio > 20.0 ? LR_EDOMAIN : LR_OK);
        if (!status)
            CLOSE(cabs(factor / line_gradient_solve(ratio) - 1.0), 0.0, 1e-7);
    }
}

static void a_value_does_not_depend_on_its_neighbours(void)
{
    const struct line_rough rough = {.model = LINE_GRADIENT, .rms = 0.61e-6};
    double complex factor[NF], alone;
    factors(&rough, factor);
    for (size_t k = 0; k < NF; k++) {
        CU_ASSERT_EQUAL(line_rough_factor(&rough, rho, 1, &freq[k], &alone, NULL), LR_OK);
        CLOSE(cabs(alone - factor[k]), 0.0, 0.0);
    }
    CLOSE(cabs(factor[0] - 1.0), 0.0, 0.0);
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
    double complex factor[NF] = {-1.0};
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_rough_factor(rough, rho, NF, freq, factor, &err), LR_EDOMAIN);
    CLOSE(creal(factor[0]), -1.0, 0.0);
    return err.text;
}

static void impossible_roughness_is_refused_by_value(void)
{
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_HAMMERSTAD, .rms = -2e-7}),
              "roughness of -2e-07 m rms is negative");
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_GRADIENT, .rms = NAN}),
              "roughness of nan m rms is negative");
    /* The depth at 110 GHz is 0.199016 um (golden k_conductor_roughness). */
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_GRADIENT, .rms = 5e-6}),
              "roughness of 5e-06 m rms is more than 20 skin depths of 1.99016e-07 m at "
              "110 GHz");
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_HURAY, .flat_ratio = 0.9}),
              "roughness: the plane below the spheres has 0.9 times its projection, not "
              "at least 1");
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_HURAY, .flat_ratio = 1.0,
                                           .nsphere = 1, .sphere = {{1e-7, -3.0}}}),
              "roughness: spheres of radius 1e-07 m and surface ratio -3 are negative");
    SAME_TEXT(refusal(&(struct line_rough){.model = LINE_HURAY, .flat_ratio = 1.0,
                                           .nsphere = 9}),
              "roughness: 9 sizes of spheres are more than 8");
}

static void shares_that_do_not_make_a_whole_are_refused(void)
{
    const struct line_rough smooth = {.model = LINE_SMOOTH};
    struct line_face face[] = {{&smooth, 0.7}, {&smooth, 0.2}};
    double complex work[NF], factor[NF];
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(line_rough_faces(2, face, rho, NF, freq, work, factor, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "roughness: the shares of the faces make 0.9, not 1");
    face[1].share = -0.3;
    CU_ASSERT_EQUAL(line_rough_faces(2, face, rho, NF, freq, work, factor, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "roughness: face 2 has the share -0.3, which is negative");
}

static const struct tap_case cases[] = {
    {"smooth metal is left alone", smooth_metal_is_left_alone},
    {"spheres of several sizes add up", spheres_of_several_sizes_add_up},
    {"the cannonball is one size on a flat plane",
     the_cannonball_is_one_size_on_a_flat_plane},
    {"faces count by their share of the loss", faces_count_by_their_share_of_the_loss},
    {"gradient agrees with a stack of thin layers",
     gradient_agrees_with_a_stack_of_thin_layers},
    {"the gradient's table agrees with its integration",
     the_gradients_table_agrees_with_its_integration},
    {"a value does not depend on its neighbours",
     a_value_does_not_depend_on_its_neighbours},
    {"rough metal is passive and never less lossy",
     rough_metal_is_passive_and_never_less_lossy},
    {"impossible roughness is refused by value",
     impossible_roughness_is_refused_by_value},
    {"shares that do not make a whole are refused",
     shares_that_do_not_make_a_whole_are_refused},
};
TAP_MAIN("line/roughness", cases)

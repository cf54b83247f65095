#include "config.h"

#include "link/optical_eye.h"
#include "optics/levels.h"
#include "tests/tap.h"

#include <math.h>

/* The eye of light against the error ratio that characteristic functions give. */

enum { PHASES = 32 };

static struct optical_path path_of(enum optics_kind kind, double rin)
{
    static const struct model model = {.name = "test", .title = "test"};
    struct optical_path path = {
        .pmd = {.model = &model, .baud = 53.125e9, .levels = 4, .taps = 5},
        .module = {.model = &model,
                   .kind = kind,
                   .wavelength = 850e-9,
                   .laser = {22e9, 30e9, 0.0},
                   .bandwidth = 40e9,
                   .extinction = optics_ratio(4.0),
                   .rin = rin,
                   .oma = 0.15e-3,
                   .responsivity = 0.8,
                   .receiver_bandwidth = 40e9,
                   .receiver_noise = 15e-12,
                   .overload = INFINITY},
        .fibre = {.multimode = true,
                  .zero_least = 1297e-9,
                  .zero_most = 1328e-9,
                  .slope = 0.110e3,
                  .modal_bandwidth = 4700e9,
                  .chromatic_share = 1.0},
        .length = 50.0};
    struct lr_error err = {.status = LR_OK};
    for (size_t i = 0; i < PMD_KEYS; i++)
        path.pmd.value[i] = NAN;
    path.pmd.value[PMD_PRE_FEC_BER] = 2.4e-4;
    CU_ASSERT_EQUAL(optical_path_solve(&path, &err), LR_OK);
    SAME_TEXT(err.text, "");
    return path;
}

static double errors_of(const struct optical_path *path, double *s0)
{
    struct lr_error err = {.status = LR_OK};
    struct eye eye;
    struct eye_openings openings;
    double middle[3], wrong = NAN;
    CU_ASSERT_EQUAL(optical_eye_init(path, PHASES, &eye, &err), LR_OK);
    SAME_TEXT(err.text, "");
    if (!err.status) {
        eye_openings_solve(&eye, 2.4e-4, &openings);
        for (size_t i = 0; i < 3; i++)
            middle[i] = openings.of[i].middle;
        wrong = 0.5 * eye_error_ratio(&eye, middle);
        *s0 = eye.s0;
    }
    eye_free(&eye);
    return wrong;
}

static void an_eye_has_the_errors_of_its_path(void)
{
    const struct optical_path laser = path_of(OPTICS_VCSEL, 0.0);
    double s0 = 0.0;
    const double wrong = errors_of(&laser, &s0);
    CU_ASSERT_TRUE(laser.ber > 1e-9 && laser.ber < 1e-2);
    /* Shot noise is a fifth of all at the highest levels, whose noise the eye has. */
    CU_ASSERT_TRUE(wrong > laser.ber);
    CLOSE(log10(wrong), log10(laser.ber), 0.25);
    /* A symbol of full height is half of the OMA from half-way, behind taps that sum to
     * 1; the cursor has nearly all of it. */
    CLOSE(s0 / (0.5 * 0.15), 1.0, 0.1);
}

static void noise_of_levels_counts_as_that_of_the_highest(void)
{
    const struct optical_path laser = path_of(OPTICS_VCSEL, 5e-15);
    double s0;
    const double wrong = errors_of(&laser, &s0);
    CU_ASSERT_TRUE(wrong > laser.ber);  /* lower levels are quieter than it counts */
    CLOSE(log10(wrong), log10(laser.ber), 0.4);
}

static void what_does_not_reach_has_no_eye(void)
{
    struct optical_path far = path_of(OPTICS_VCSEL, 0.0);
    struct lr_error err = {.status = LR_OK};
    struct eye eye;
    far.length = 2000.0;
    CU_ASSERT_EQUAL(optical_path_solve(&far, NULL), LR_OK);
    CU_ASSERT_FALSE(far.figures.reaches);
    CU_ASSERT_EQUAL(optical_eye_init(&far, PHASES, &eye, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "test: no power is enough for this receiver, whose eye is closed");
    eye_free(&eye);
}

static const struct tap_case cases[] = {
    {"an eye has the errors of its path", an_eye_has_the_errors_of_its_path},
    {"noise of levels counts as that of the highest", noise_of_levels_counts_as_that_of_the_highest},
    {"what does not reach has no eye", what_does_not_reach_has_no_eye},
};
TAP_MAIN("link/optical_eye", cases)

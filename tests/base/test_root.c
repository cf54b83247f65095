#include "config.h"

#include "base/root.h"
#include "tests/tap.h"

#include <math.h>

static double kepler(double x, const void *context)
{
    const double *mean = context;
    return x - 0.7 * sin(x) - *mean;
}

static double pole(double x, const void *context)
{
    (void)context;
    return 1.0 / (x - 1.0);
}

static void the_zero_is_found_to_rounding(void)
{
    /* Kepler's equation: the mean anomaly computed from the wanted answer. */
    const double wanted = 1.2345, mean = wanted - 0.7 * sin(wanted);
    const struct root_function f = {kepler, &mean};
    double x = 0.0;
    CU_ASSERT_EQUAL(root_solve(&f, 0.0, 3.0, "anomaly", &x, NULL), LR_OK);
    CLOSE(x, wanted, 3e-12);
    /* Given the other way round, and with the answer at an end. */
    CU_ASSERT_EQUAL(root_solve(&f, wanted, 3.0, "anomaly", &x, NULL), LR_OK);
    CLOSE(x, wanted, 3e-12);
}

static void no_change_of_sign_is_refused(void)
{
    const double mean = 9.0;
    const struct root_function f = {kepler, &mean}, g = {pole, NULL};
    struct lr_error err = {0};
    double x = 7.0;
    CU_ASSERT_EQUAL(root_solve(&f, 0.0, 3.0, "anomaly", &x, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "anomaly: no zero between 0 and 3");
    CU_ASSERT_EQUAL(root_solve(&g, 1.0, 3.0, "pole", &x, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "pole: no zero between 1 and 3");
    CLOSE(x, 7.0, 0.0);
}

static void a_value_that_is_not_finite_is_refused(void)
{
    const struct root_function f = {pole, NULL};
    struct lr_error err = {0};
    double x = 7.0;
    CU_ASSERT_EQUAL(root_solve(&f, 0.5, 1.5, "pole", &x, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "pole: the search between 0.5 and 1.5 failed");
    CLOSE(x, 7.0, 0.0);
}

struct counted {
    double mean;
    size_t *calls;
};

static double counted_kepler(double x, const void *context)
{
    const struct counted *c = context;
    ++*c->calls;
    return kepler(x, &c->mean);
}

static void a_coarse_zero_takes_fewer_steps(void)
{
    const double wanted = 1.2345;
    size_t coarse = 0, fine = 0;
    const struct counted a = {wanted - 0.7 * sin(wanted), &coarse}, b = {a.mean, &fine};
    const struct root_function rough = {counted_kepler, &a}, exact = {counted_kepler, &b};
    double x = 0.0;
    CU_ASSERT_EQUAL(root_solve_within(&rough, 0.0, 3.0, 1e-4, "anomaly", &x, NULL), LR_OK);
    CLOSE(x / wanted, 1.0, 1e-4);
    CU_ASSERT_EQUAL(root_solve(&exact, 0.0, 3.0, "anomaly", &x, NULL), LR_OK);
    CU_ASSERT(coarse < fine);
}

static const struct tap_case cases[] = {
    {"a coarse zero takes fewer steps", a_coarse_zero_takes_fewer_steps},
    {"the zero is found to rounding", the_zero_is_found_to_rounding},
    {"no change of sign is refused", no_change_of_sign_is_refused},
    {"a value that is not finite is refused", a_value_that_is_not_finite_is_refused},
};
TAP_MAIN("base/root", cases)

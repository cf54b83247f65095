#include "config.h"

#include "base/minimise.h"
#include "tests/tap.h"

#include <math.h>

/* Rosenbrock's valley, whose floor bends; least at (1, 1). */
static double valley(const double *x, double *gradient, void *context)
{
    unsigned *calls = context;
    const double a = 1.0 - x[0], b = x[1] - x[0] * x[0];
    ++*calls;
    gradient[0] = -2.0 * a - 400.0 * x[0] * b;
    gradient[1] = 200.0 * b;
    return a * a + 100.0 * b * b;
}

static void the_least_of_a_bent_valley_is_found(void)
{
    unsigned calls = 0;
    const struct minimise f = {2, valley, &calls};
    double x[] = {-1.2, 1.0}, least;
    CU_ASSERT_EQUAL(minimise_bfgs(&f, 0.01, 1e-9, 500, x, &least, NULL), LR_OK);
    CLOSE(x[0], 1.0, 1e-7);
    CLOSE(x[1], 1.0, 1e-7);
    CLOSE(least, 0.0, 1e-14);
    CU_ASSERT_TRUE(calls < 300);
}

static void few_steps_are_no_worse_than_none(void)
{
    unsigned calls = 0;
    const struct minimise f = {2, valley, &calls};
    double x[] = {-1.2, 1.0}, least, gradient[2];
    const double begin = valley(x, gradient, &calls);
    CU_ASSERT_EQUAL(minimise_bfgs(&f, 0.01, 1e-9, 2, x, &least, NULL), LR_OK);
    CU_ASSERT_TRUE(least < begin);
    CLOSE(valley(x, gradient, &calls), least, 0.0);
}

/* |x| behind a corner where no gradient is flat: the best point seen is kept. */
static double corner(const double *x, double *gradient, void *context)
{
    (void)context;
    gradient[0] = x[0] < 0.3 ? -1.0 : 2.0;
    return x[0] < 0.3 ? 0.3 - x[0] : 2.0 * (x[0] - 0.3);
}

static void a_corner_ends_the_search(void)
{
    const struct minimise f = {1, corner, NULL};
    double x[] = {-1.0}, least;
    CU_ASSERT_EQUAL(minimise_bfgs(&f, 0.1, 1e-9, 500, x, &least, NULL), LR_OK);
    CU_ASSERT_TRUE(least < 0.1);
    CLOSE(corner(x, &(double){0.0}, NULL), least, 0.0);
}

static const struct tap_case cases[] = {
    {"the least of a bent valley is found", the_least_of_a_bent_valley_is_found},
    {"few steps are no worse than none", few_steps_are_no_worse_than_none},
    {"a corner ends the search", a_corner_ends_the_search},
};
TAP_MAIN("base/minimise", cases)

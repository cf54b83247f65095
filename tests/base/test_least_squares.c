#include "config.h"

#include "base/least_squares.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

enum { POINTS = 7 };

struct line {
    double y[POINTS];
    size_t calls, most; /* fails after so many                         */
};

/* Residuals of a straight line x[0] + x[1] n through y(n). */
static enum lr_status straight(const double *x, double *restrict r, void *context,
                               struct lr_error *err)
{
    struct line *line = context;
    if (++line->calls > line->most)
        return error_set(err, LR_EDOMAIN, "no line at %g", x[0]);
    for (size_t n = 0; n < POINTS; n++)
        r[n] = x[0] + x[1] * (double)n - line->y[n];
    return LR_OK;
}

static void a_straight_line_is_that_of_the_normal_equations(void)
{
    /* Sums over n = 0..6 by hand: y 47.4, n y 192.8; slope = (7 * 192.8 - 21 * 47.4)/196,
     * level = (47.4 - 21 slope)/7. */
    struct line line = {{1.3, 2.9, 5.4, 6.6, 8.8, 10.3, 12.1}, 0, 1000};
    const struct least_squares f = {POINTS, 2, straight, &line};
    double x[2] = {0.0, 0.0}, jacobian[2 * POINTS];
    size_t iterations = 0;
    CU_ASSERT_EQUAL(least_squares_solve(&f, "a line", x, jacobian, &iterations, NULL),
                    LR_OK);
    const double slope = (7.0 * 192.8 - 21.0 * 47.4) / 196.0;
    CLOSE(x[1], slope, 1e-8);
    CLOSE(x[0], (47.4 - 21.0 * slope) / 7.0, 1e-8);
    for (size_t n = 0; n < POINTS; n++) {
        CLOSE(jacobian[2 * n], 1.0, 1e-6);
        CLOSE(jacobian[2 * n + 1], (double)n, 1e-6);
    }
    CU_ASSERT(iterations > 0 && iterations < 10);
}

/* Rosenbrock's valley, the least at (1, 1). */
static enum lr_status valley(const double *x, double *restrict r, void *context,
                             struct lr_error *err)
{
    (void)context;
    (void)err;
    r[0] = 10.0 * (x[1] - x[0] * x[0]);
    r[1] = 1.0 - x[0];
    return LR_OK;
}

static void a_bent_valley_is_followed_to_its_end(void)
{
    const struct least_squares f = {2, 2, valley, NULL};
    double x[2] = {-1.2, 1.0}, jacobian[4];
    size_t iterations;
    CU_ASSERT_EQUAL(least_squares_solve(&f, "a valley", x, jacobian, &iterations, NULL),
                    LR_OK);
    CLOSE(x[0], 1.0, 1e-7);
    CLOSE(x[1], 1.0, 1e-7);
}

static void a_residual_that_fails_is_quoted(void)
{
    struct line line = {{0.0}, 0, 1};
    const struct least_squares f = {POINTS, 2, straight, &line};
    double x[2] = {0.5, 0.0}, jacobian[2 * POINTS];
    size_t iterations;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(least_squares_solve(&f, "a line", x, jacobian, &iterations, &err),
                    LR_EDOMAIN);
    CU_ASSERT(!strncmp(err.text, "no line at ", 11));
}

/* Falls for ever. */
static enum lr_status slope(const double *x, double *restrict r, void *context,
                            struct lr_error *err)
{
    (void)context;
    (void)err;
    r[0] = exp(-x[0] / 1000.0);
    return LR_OK;
}

static void what_has_no_least_is_told(void)
{
    const struct least_squares f = {1, 1, slope, NULL};
    double x = 1.0, jacobian;
    size_t iterations;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(least_squares_solve(&f, "a slope", &x, &jacobian, &iterations, &err),
                    LR_ENUMERIC);
    SAME_TEXT(err.text, "a slope: the fit did not settle in 100 iterations");
}

static const struct tap_case cases[] = {
    {"a straight line is that of the normal equations",
     a_straight_line_is_that_of_the_normal_equations},
    {"a bent valley is followed to its end", a_bent_valley_is_followed_to_its_end},
    {"a residual that fails is quoted", a_residual_that_fails_is_quoted},
    {"what has no least is told", what_has_no_least_is_told},
};

TAP_MAIN("least squares", cases)

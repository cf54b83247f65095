#include "config.h"

#include "base/spline.h"

#include "tests/tap.h"

#include <math.h>

static void the_spline_is_the_natural_one(void)
{
    /* scipy.interpolate.CubicSpline(x, y, bc_type='natural'), by its own solver. */
    static const double x[] = {0.3, 1.1, 1.7, 2.9, 3.2}, y[] = {1.7, -0.4, 2.2, 0.9, 5.1};
    static const double xq[] = {0.3, 0.55, 1.4, 2.31, 3.05, 3.2};
    static const double want[] = {1.7, 0.4279671830229223, 1.0233792979942686,
                                  0.19292838085668285, 2.7719108166189073, 5.1};
    double yq[6];
    CU_ASSERT_EQUAL(spline_resample(5, x, y, 6, xq, yq, NULL), LR_OK);
    for (int i = 0; i < 6; i++)
        CLOSE(yq[i], want[i], 4e-15);
}

static void a_straight_line_stays_one(void)
{
    static const double x[] = {-1.7, 0.3, 13.28}, xq[] = {0.29, -1.1, 7.23};
    double y[3], yq[3];
    for (int i = 0; i < 3; i++)
        y[i] = 72.3 - 4.7 * x[i];
    CU_ASSERT_EQUAL(spline_resample(3, x, y, 3, xq, yq, NULL), LR_OK);
    for (int i = 0; i < 3; i++)
        CLOSE(yq[i], 72.3 - 4.7 * xq[i], 3e-14);
}

static void nothing_is_extrapolated(void)
{
    static const double x[] = {0.3, 1.1, 1.7}, y[] = {1.0, 2.0, 4.0};
    struct lr_error err = {.status = LR_OK};
    double yq;
    CU_ASSERT_EQUAL(spline_resample(3, x, y, 1, &(double){1.7001}, &yq, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "1.7001 lies outside the table 0.3 to 1.7");
    CU_ASSERT_EQUAL(spline_resample(3, x, y, 1, &(double){-0.2}, &yq, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "-0.2 lies outside the table 0.3 to 1.7");
}

static const struct tap_case cases[] = {
    {"the spline is the natural one", the_spline_is_the_natural_one},
    {"a straight line stays one", a_straight_line_stays_one},
    {"nothing is extrapolated", nothing_is_extrapolated},
};
TAP_MAIN("base/spline", cases)

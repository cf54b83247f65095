#include "config.h"

#include "net/touchstone_polar.h"

#include "base/constants.h"

#include <math.h>

/* Beyond it the quadrant would lose bits; no instrument writes such angles. */
static const double most_degrees = 1e9;

/* Added and taken away again, it rounds a small number to a whole one: 1.5 2^52, the
 * binade whose doubles are the whole numbers. */
static const double whole = 6755399441055744.0;

/* Taylor's series on |x| <= pi/4: the first terms left out are x^19/19! = 8e-20 and
 * x^18/18! = 2e-18. */
static double sine(double x)
{
    const double y = x * x;
    return x + x * y * (-1.0 / 6.0 + y * (1.0 / 120.0 + y * (-1.0 / 5040.0 +
           y * (1.0 / 362880.0 + y * (-1.0 / 39916800.0 + y * (1.0 / 6227020800.0 +
           y * (-1.0 / 1307674368e3 + y * (1.0 / 355687428096e3))))))));
}

static double cosine(double x)
{
    const double y = x * x;
    return 1.0 + y * (-1.0 / 2.0 + y * (1.0 / 24.0 + y * (-1.0 / 720.0 +
           y * (1.0 / 40320.0 + y * (-1.0 / 3628800.0 + y * (1.0 / 479001600.0 +
           y * (-1.0 / 87178291200.0 + y * (1.0 / 20922789888e3))))))));
}

/* The quadrant is taken out in degrees, where that is exact; no branch depends on it,
 * because nothing could predict it. */
double complex touchstone_polar(double magnitude, double degrees)
{
    static const double turn[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const double angle = fabs(degrees) < most_degrees ? degrees : fmod(degrees, 360.0);
    const double quarters = (angle / 90.0 + whole) - whole;
    const double x = (angle - 90.0 * quarters) * (two_pi / 360.0);
    const double *const t = turn[(unsigned)(int)quarters & 3u];
    const double s = sine(x), c = cosine(x);
    double complex result;
    double *const part = (double *)&result;
    part[0] = magnitude * (t[0] * c - t[1] * s);
    part[1] = magnitude * (t[1] * c + t[0] * s);
    return result;
}

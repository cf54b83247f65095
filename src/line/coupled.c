#include "config.h"

#include "line/coupled.h"

#include "base/constants.h"

#include <math.h>

struct matrix {                 /* per metre, times c: L in ohm, C in S        */
    double l, lm, c, cm;
};

static struct matrix matrix_of(const struct line_coupled *pair)
{
    const double l_even = pair->z_even * sqrt(pair->er_even);
    const double l_odd = pair->z_odd * sqrt(pair->er_odd);
    const double c_even = sqrt(pair->er_even) / pair->z_even;
    const double c_odd = sqrt(pair->er_odd) / pair->z_odd;
    return (struct matrix){0.5 * (l_even + l_odd), 0.5 * (l_even - l_odd),
                           0.5 * (c_even + c_odd), 0.5 * (c_odd - c_even)};
}

double line_coupled_zdiff(const struct line_coupled *pair)
{
    return 2.0 * pair->z_odd;
}

double line_coupled_zcomm(const struct line_coupled *pair)
{
    return 0.5 * pair->z_even;
}

double line_coupled_factor(const struct line_coupled *pair)
{
    return (pair->z_even - pair->z_odd) / (pair->z_even + pair->z_odd);
}

double line_coupled_near(const struct line_coupled *pair)
{
    const struct matrix m = matrix_of(pair);
    return 0.25 * (m.lm / m.l + m.cm / m.c);
}

double line_coupled_far(const struct line_coupled *pair)
{
    const struct matrix m = matrix_of(pair);
    return -0.5 * sqrt(m.l * m.c) / speed_of_light * (m.lm / m.l - m.cm / m.c);
}

double line_coupled_near_peak(const struct line_coupled *pair, double length, double rise)
{
    const struct matrix m = matrix_of(pair);
    const double both_ways = 2.0 * length * sqrt(m.l * m.c) / speed_of_light;
    return line_coupled_near(pair) * fmin(1.0, both_ways / rise);
}

double line_coupled_far_peak(const struct line_coupled *pair, double length, double rise)
{
    const double first_order = line_coupled_far(pair) * length / rise, most = 0.5;
    return fmax(-most, fmin(first_order, most));
}

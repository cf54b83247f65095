#include "config.h"

#include "eq/weights.h"

#include <math.h>

static double sum_over_cursor(const struct eq_objective *objective,
                              const struct eq_candidate *candidate)
{
    return 1.0 / objective->bound(objective->context, candidate);
}

struct eq_weights eq_weights_solve(const struct eq_objective *objective, size_t ctle,
                                   const struct eq_ffe *ffe, double scale)
{
    const double power = scale * scale;
    struct eq_candidate at = {.ctle = ctle, .s0 = scale};
    if (ffe)
        at.ffe = *ffe;
    else
        at.ffe.cursor = NAN;
    const double alone = sum_over_cursor(objective, &at);
    at.s0 = 2.0 * scale;
    const double twice = sum_over_cursor(objective, &at);
    at.s0 = scale;
    at.outside = power;
    const double energy = sum_over_cursor(objective, &at) - alone;
    at.outside = 0.0;
    at.slope = power;
    const double slope = sum_over_cursor(objective, &at) - alone;
    const double rest = fmax(alone - twice, 0.0) / 0.75;
    if (!(energy > 0.0 && slope >= 0.0 && isfinite(energy + slope + alone + twice)))
        return (struct eq_weights){0};
    return (struct eq_weights){energy, slope, rest * power, alone - rest};
}

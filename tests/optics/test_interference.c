#include "config.h"

#include "base/special.h"
#include "optics/interference.h"
#include "optics/levels.h"
#include "tests/tap.h"

#include <math.h>

/* Disturbing light against sums that can be written down. */

static double cost_of(const struct optics_interference *of, double ser)
{
    double cost = NAN;
    CU_ASSERT_EQUAL(optics_interference_penalty(of, ser, &cost, NULL), LR_OK);
    return cost;
}

static double tail(double x)
{
    return 0.5 * erfc(x / sqrt(2.0));
}

/* NRZ and one neighbour of part r: half of the symbols are r/2 nearer to the threshold,
 * half as much farther. */
static void one_neighbour_of_nrz_has_two_places(void)
{
    const double ratio = 0.08, ser = 1e-4;
    const struct optics_interference one = {
        .levels = 2, .er = 3.0, .nadd = 1, .add = &ratio};
    const double sigma = 0.5 / special_normal_tail_quantile(ser) / cost_of(&one, ser);
    CLOSE(0.5 * tail((0.5 - 0.5 * ratio) / sigma) +
              0.5 * tail((0.5 + 0.5 * ratio) / sigma),
          ser, 1e-4 * ser);
    CLOSE(optics_crosstalk_bound(2, 1, &ratio), 1.0 / 0.92, 1e-12);
    CU_ASSERT_TRUE(cost_of(&one, ser) < 1.0 / 0.92);
}

/* A beat with a neighbour that does not move: an arcsine distribution, summed directly. */
static void a_beat_is_summed_over_its_angles(void)
{
    const double x = 0.03, ser = 1e-4, er = 4.0;
    const struct optics_interference one = {
        .levels = 2, .er = er, .nbeat = 1, .beat = &x};
    const double level[] = {1.0 / (er - 1.0), er / (er - 1.0)};
    const double mean = 0.5 * (level[0] + level[1]);
    const double sigma = 0.5 / special_normal_tail_quantile(ser) / cost_of(&one, ser);
    double wrong = 0.0;
    enum { ANGLES = 2000 };
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            for (size_t k = 0; k < ANGLES; k++) {
                const double phi = acos(-1.0) * ((double)k + 0.5) / ANGLES;
                const double y = 2.0 * sqrt(level[i] * level[j]) * x * cos(phi) +
                                 x * x * (level[j] - mean);
                wrong += tail((0.5 + (i ? y : -y)) / sigma) / (4.0 * ANGLES);
            }
    CLOSE(wrong, ser, 1e-4 * ser);
}

/* Many weak ones are Gaussian noise of their variance. */
static void many_weak_ones_are_noise(void)
{
    enum { MANY = 40 };
    double add[MANY];
    for (size_t i = 0; i < MANY; i++)
        add[i] = 0.005;
    const double ser = 4.8e-4;
    const struct optics_interference all = {
        .levels = 4, .er = 3.0, .nadd = MANY, .add = add};
    const double alone = 1.0 / (6.0 * special_normal_tail_quantile(ser / 1.5));
    const double variance = MANY * add[0] * add[0] * 5.0 / 36.0;
    CLOSE(cost_of(&all, ser), alone / sqrt(alone * alone - variance), 2e-4);
}

static void none_costs_nothing_and_too_much_is_said(void)
{
    const struct optics_interference none = {.levels = 4, .er = 3.0};
    CLOSE(cost_of(&none, 4.8e-4), 1.0, 1e-6);
    const double much = 0.5;
    const struct optics_interference closed = {
        .levels = 4, .er = 3.0, .nadd = 1, .add = &much};
    double cost;
    CU_ASSERT_EQUAL(optics_interference_penalty(&closed, 4.8e-4, &cost, NULL),
                    LR_ENUMERIC);
    CU_ASSERT_TRUE(isinf(optics_crosstalk_bound(4, 1, &much)));
}

static const struct tap_case cases[] = {
    {"one neighbour of NRZ has two places", one_neighbour_of_nrz_has_two_places},
    {"a beat is summed over its angles", a_beat_is_summed_over_its_angles},
    {"many weak ones are noise", many_weak_ones_are_noise},
    {"none costs nothing, and too much is said", none_costs_nothing_and_too_much_is_said},
};
TAP_MAIN("optics/interference", cases)

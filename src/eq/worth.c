#include "config.h"

#include "eq/worth.h"

#include <math.h>

/* How many samples before the cursor are looked at: one near the peak has one or two
 * large ones. */
enum { BEFORE_UI = 3 };

/* More than the rounding of the weights. */
static const double rounding = 1e-12;

double eq_worth_ratio(const struct eq_weights *weights, double best)
{
    return (1.0 + rounding) * (1.0 / best - weights->cursor) / weights->energy;
}

bool eq_worth_range(const struct eq_pulse *pulse, const struct eq_room *room,
                    const struct eq_weights *weights, double ratio, ptrdiff_t *first,
                    ptrdiff_t *last)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const int *position = pulse->problem->ffe.position;
    const double *p = pulse->p;
    ptrdiff_t before = 0, behind = 0;
    if (!(ratio > 0.0))
        return false;
    for (size_t i = 0; i < room->n; i++) {
        const ptrdiff_t shift = position[room->column[i]] * m;
        before = shift < before ? shift : before;
        behind = shift > behind ? shift : behind;
    }
    /* |c(0)| + sum |c(k)| is 1 unless the grid lets c(0) be negative. */
    const double taps = fmax(1.0, 2.0 * room->total - 1.0);
    const double least = sqrt(weights->rest / weights->energy / ratio) / taps;
    ptrdiff_t low = *first - behind, high = *last - before;
    while (low <= high && fabs(p[low]) < least)
        low++;
    while (low <= high && fabs(p[high]) < least)
        high--;
    *first = low + before > *first ? low + before : *first;
    *last = high + behind < *last ? high + behind : *last;
    return low <= high;
}

/* The most that sign times the sample f[0] behind the FFE can be. */
static double most(const struct eq_pulse *pulse, const struct eq_room *room, double sign,
                   const double *f)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const int *position = pulse->problem->ffe.position;
    const double cursor = sign * f[0];
    double top = 0.0, sum = 0.0;
    for (size_t i = 0; i < room->n; i++) {
        const double tap = sign * room->sign[i] * f[-position[room->column[i]] * m];
        const double gain = tap > cursor ? tap - cursor : 0.0;
        sum += gain * room->end[i];
        top = gain > top ? gain : top;
    }
    return cursor + (sum < room->total * top ? sum : room->total * top);
}

/* The least square of a sample behind the FFE. */
static double least_square(const struct eq_pulse *pulse, const struct eq_room *room,
                           const double *f)
{
    const double high = most(pulse, room, 1.0, f), low = -most(pulse, room, -1.0, f);
    return low > 0.0 ? low * low : high < 0.0 ? high * high : 0.0;
}

bool eq_worth_trying(const struct eq_pulse *pulse, const struct eq_room *room,
                     const struct eq_weights *weights, double ratio, ptrdiff_t at)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const double *p = pulse->p + at, top = most(pulse, room, 1.0, p);
    if (!(top > 0.0))
        return false;
    double left = ratio * top * top - weights->rest / weights->energy;
    for (ptrdiff_t k = 1; k <= BEFORE_UI && at >= k * m && left >= 0.0; k++)
        left -= least_square(pulse, room, p - k * m);
    return left >= 0.0;
}

#include "config.h"

#include "eq/cursor.h"

#include <math.h>

/* The tool's constant: the last crossing of this part of the peak is what eq. 93A-25 is
 * solved behind. */
static const double crossing = 0.01;

static void sum_three(ptrdiff_t n, const double *restrict base, double a,
                      const double *restrict x, double b, const double *restrict y,
                      double *restrict s)
{
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES)
        for (ptrdiff_t i = 0; i < EQ_LANES; i++)
            s[k + i] = base[k + i] + a * x[k + i] + b * y[k + i];
}

/* Forms s[k] from k = low to high, and up to EQ_LANES - 1 beyond. */
static void form(struct eq_cursor *c, const struct eq_ffe *ffe, ptrdiff_t low,
                 ptrdiff_t high)
{
    const double last = ffe->ntap ? ffe->tap[ffe->ntap - 1] : 0.0;
    sum_three(high - low + 1, c->base + low, ffe->cursor, c->p + low, last,
              c->p + low - c->shift, c->s + low);
}

/* The first largest of s[first..last]. */
static ptrdiff_t find_peak(const struct eq_cursor *c)
{
    double most = -INFINITY;
    ptrdiff_t chunk = c->first, k = c->first;
    for (; k + EQ_LANES <= c->last + 1; k += EQ_LANES) {
        const double here = lanes_most(c->s + k);
        if (here > most) {
            most = here;
            chunk = k;
        }
    }
    for (; k <= c->last; k++)
        if (c->s[k] > most) {
            most = c->s[k];
            chunk = k;
        }
    while (c->s[chunk] < most)
        chunk++;
    return chunk;
}

/* The last sample before the peak, which is positive, that is not above 1 % of it: there
 * sgn(s[n+1] - level) - sgn(s[n] - level) >= 1.  -1: none; *formed is the first sample
 * that is there. */
static ptrdiff_t find_crossing(struct eq_cursor *c, const struct eq_ffe *ffe,
                               ptrdiff_t *formed)
{
    const ptrdiff_t m = (ptrdiff_t)c->problem->per_ui, peak = c->peak;
    const ptrdiff_t stop = peak > EQ_CROSSING_UI * m ? peak - EQ_CROSSING_UI * m : 0;
    const double *s = c->s, level = crossing * s[peak];
    ptrdiff_t z = peak;
    while (z > stop) {
        const ptrdiff_t low = z - EQ_LANES > stop ? z - EQ_LANES : stop;
        for (; low < *formed; *formed -= m)
            form(c, ffe, *formed - m, *formed - 1);
        if (z - EQ_LANES > stop && lanes_least(s + low) > level) {
            z = low;
            continue;
        }
        while (z > low)
            if (!(s[--z] > level))
                return z;
    }
    return -1;
}

/* |s(n - M) - max(s(n + M) - b1 s(n), 0)|; x + |x| is exactly 2 x or 0. */
static void form_metric(ptrdiff_t n, double b1, const double *restrict before,
                        const double *restrict at, const double *restrict behind,
                        double *restrict metric)
{
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES)
        for (ptrdiff_t i = 0; i < EQ_LANES; i++) {
            const double left = behind[k + i] - b1 * at[k + i];
            metric[k + i] = fabs(before[k + i] - 0.5 * (left + fabs(left)));
        }
}

/* |s(n + M) - b1 s(n)|: the tool's Mod-MM. */
static void form_modified(ptrdiff_t n, double b1, const double *restrict at,
                          const double *restrict behind, double *restrict metric)
{
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES)
        for (ptrdiff_t i = 0; i < EQ_LANES; i++)
            metric[k + i] = fabs(behind[k + i] - b1 * at[k + i]);
}

/* s(n - M) - s(n) */
static void form_fall(ptrdiff_t n, const double *restrict before,
                      const double *restrict at, double *restrict fall)
{
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES)
        for (ptrdiff_t i = 0; i < EQ_LANES; i++)
            fall[k + i] = before[k + i] - at[k + i];
}

/* The first least of metric[n]. */
static ptrdiff_t first_least(double *metric, ptrdiff_t n)
{
    for (ptrdiff_t k = n; k % EQ_LANES; k++)
        metric[k] = INFINITY;
    double least = INFINITY;
    ptrdiff_t at = 0;
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES) {
        const double here = lanes_least(metric + k);
        if (here < least) {
            least = here;
            at = k;
        }
    }
    while (metric[at] > least)
        at++;
    return at;
}

/* Forms what of s[low..high] is not there; *formed is the first sample that is, last the
 * last one. */
static void form_more(struct eq_cursor *c, const struct eq_ffe *ffe, ptrdiff_t low,
                      ptrdiff_t high, ptrdiff_t formed)
{
    if (low < formed)
        form(c, ffe, low, formed - 1);
    if (high > c->last)
        form(c, ffe, c->last + 1, high);
}

/* The least metric of the 2 UI from the crossing z on. */
static ptrdiff_t find_mueller(struct eq_cursor *c, const struct eq_ffe *ffe, ptrdiff_t z,
                              ptrdiff_t formed)
{
    const ptrdiff_t m = (ptrdiff_t)c->problem->per_ui, n = EQ_BEHIND_UI * m + 1;
    const double b1 = c->problem->dfe.n ? c->problem->dfe.b_max[0] : 0.0;
    form_more(c, ffe, z - m, z + (EQ_BEHIND_UI + 1) * m, formed);
    const double *s = c->s + z;
    if (c->problem->timing.modified)
        form_modified(n, b1, s, s + m, c->metric);
    else
        form_metric(n, b1, s - m, s, s + m, c->metric);
    return z + first_least(c->metric, n);
}

/* The largest s(n) - s(n - M) around the peak. */
static ptrdiff_t find_rise(struct eq_cursor *c, const struct eq_ffe *ffe,
                           ptrdiff_t formed)
{
    const ptrdiff_t m = (ptrdiff_t)c->problem->per_ui, n = 2 * EQ_RISE_UI * m + 1;
    const ptrdiff_t low = c->peak - EQ_RISE_UI * m;
    form_more(c, ffe, low - m, c->peak + EQ_RISE_UI * m, formed);
    form_fall(n, c->s + low - m, c->s + low, c->metric);
    return low + first_least(c->metric, n);
}

bool eq_cursor_find(struct eq_cursor *cursor, const struct eq_ffe *ffe, size_t *sample)
{
    struct eq_cursor *c = cursor;
    ptrdiff_t formed = c->first, at = -1;
    form(c, ffe, c->first, c->last);
    c->peak = find_peak(c);
    if (!(c->s[c->peak] > 0.0))
        return false;
    switch (c->problem->timing.anchor) {
    case EQ_ANCHOR_MUELLER: {
        const ptrdiff_t z = find_crossing(c, ffe, &formed);
        at = z < 0 ? -1 : find_mueller(c, ffe, z, formed);
        break;
    }
    case EQ_ANCHOR_PEAK:
        at = c->peak;
        break;
    case EQ_ANCHOR_RISE:
        at = find_rise(c, ffe, formed);
        break;
    }
    *sample = (size_t)at;
    return at >= 0 && at < (ptrdiff_t)c->problem->n;
}

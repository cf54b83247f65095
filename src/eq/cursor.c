#include "config.h"

#include "eq/cursor.h"

#include "base/array.h"

#include <math.h>

/* The tool's constants (routine cursor_sample_index): the peak is sought 20 UI to each
 * side of the unequalised one, the crossing of 1 % at most 4 UI before it; the sampling
 * instant lies at most 2 UI behind that. */
enum { PEAK_UI = 20, CROSSING_UI = 4, BEHIND_UI = 2 };
static const double crossing = 0.01;

/* Upper limits of a sum are formed in another order than the sum. */
static const double rounding = 1e-12;

static void find_extremes(struct eq_cursor *c)
{
    const ptrdiff_t outside = EQ_FFE_MOST * (ptrdiff_t)c->problem->per_ui / c->block;
    double largest = 0.0;
    for (ptrdiff_t i = -outside; i < c->nblock + outside; i++) {
        const double *p = c->p + c->from + i * c->block;
        double least = p[0], most = p[0];
        for (ptrdiff_t k = 1; k < c->block; k++) {
            least = p[k] < least ? p[k] : least;
            most = p[k] > most ? p[k] : most;
        }
        c->least[i] = least;
        c->most[i] = most;
        largest = fmax(largest, fmax(most, -least));
    }
    c->slack = rounding * largest;
    for (ptrdiff_t k = c->from; k <= c->to; k++)
        if (c->p[k] > c->p[c->peak])
            c->peak = k;
}

enum lr_status eq_cursor_init(struct eq_cursor *cursor, const struct eq_problem *problem,
                              const double *p, struct lr_error *err)
{
    const ptrdiff_t m = (ptrdiff_t)problem->per_ui, n = (ptrdiff_t)problem->n;
    const ptrdiff_t peak = (ptrdiff_t)problem->peak;
    struct eq_cursor *c = cursor;
    *c = (struct eq_cursor){.problem = problem, .p = p, .block = m % 2 ? m : m / 2};
    c->from = peak > PEAK_UI * m ? peak - PEAK_UI * m : 0;
    c->to = peak + PEAK_UI * m < n - 1 ? peak + PEAK_UI * m : n - 1;
    c->peak = c->from;
    c->nblock = (c->to - c->from) / c->block + 1;
    const ptrdiff_t before = EQ_FFE_MOST * m / c->block, left = EQ_CURSOR_LEFT_UI * m;
    const ptrdiff_t blocks = c->nblock + 2 * before;
    const ptrdiff_t window =
        left + c->to - c->from + 1 + EQ_CURSOR_RIGHT_UI * m + EQ_LANES;
    const ptrdiff_t metric = BEHIND_UI * m + 1 + EQ_LANES;
    c->memory = array_alloc((size_t)(2 * blocks + 2 * c->nblock + 2 * window + metric),
                            sizeof(double));
    if (!c->memory)
        return error_memory(err, "a pulse response");
    c->least = c->memory + before;
    c->most = c->least + blocks;
    c->shared = c->most + c->nblock + before;
    c->top = c->shared + c->nblock;
    c->base = c->top + c->nblock + left - c->from;
    c->s = c->base + window;
    c->metric = c->s + c->from - left + window;
    const struct eq_ffe_grid *ffe = &problem->ffe;
    for (size_t i = 0; ffe->ntap && i < ffe->count[ffe->ntap - 1]; i++) {
        c->low = fmin(c->low, ffe->value[ffe->ntap - 1][i]);
        c->high = fmax(c->high, ffe->value[ffe->ntap - 1][i]);
    }
    find_extremes(c);
    return LR_OK;
}

void eq_cursor_free(struct eq_cursor *cursor)
{
    array_free(cursor->memory);
    *cursor = (struct eq_cursor){0};
}

/* y[k] += the most that tap * p[k - position UI] can be in block k. */
static void add_most(const struct eq_cursor *c, double tap, int position,
                     double *restrict y)
{
    const ptrdiff_t shift = position * (ptrdiff_t)c->problem->per_ui / c->block;
    const double *restrict x = (tap > 0.0 ? c->most : c->least) - shift;
    for (ptrdiff_t i = 0; i < c->nblock; i++)
        y[i] += tap * x[i];
}

/* The last tap of a setting, or nothing. */
static int last_position(const struct eq_ffe *ffe)
{
    return ffe->ntap ? ffe->position[ffe->ntap - 1] : 0;
}

/* One setting of the group, whose last tap is `tap`: raises top, and returns the sample
 * where the last peak was. */
static double try_setting(struct eq_cursor *c, const struct eq_ffe *ffe, double tap)
{
    const ptrdiff_t m = (ptrdiff_t)c->problem->per_ui;
    const double cursor = 1.0 - ffe->others - fabs(tap);
    const double *main = cursor > 0.0 ? c->most : c->least;
    const double *last =
        (tap > 0.0 ? c->most : c->least) - last_position(ffe) * m / c->block;
    for (ptrdiff_t i = 0; i < c->nblock; i++) {
        const double most = c->shared[i] + cursor * main[i] + tap * last[i];
        c->top[i] = most > c->top[i] ? most : c->top[i];
    }
    const double *p = c->p + c->peak;
    double s = cursor * *p + tap * p[-last_position(ffe) * m];
    for (size_t i = 0; i + 1 < ffe->ntap; i++)
        s += ffe->tap[i] * p[-ffe->position[i] * m];
    return s;
}

/* [first, last].  A sample is a linear function of the last tap on each side of zero, so
 * that none exceeds what it is at the ends or at zero. */
static void find_range(struct eq_cursor *c, const struct eq_ffe *ffe)
{
    const double room = 1.0 - ffe->others - c->problem->ffe.cursor_min + rounding;
    const double low = fmax(c->low, -room), high = fmin(c->high, room);
    for (ptrdiff_t i = 0; i < c->nblock; i++) {
        c->shared[i] = 0.0;
        c->top[i] = -INFINITY;
    }
    for (size_t i = 0; i + 1 < ffe->ntap; i++)
        add_most(c, ffe->tap[i], ffe->position[i], c->shared);
    double peak = try_setting(c, ffe, 0.0);
    if (low < 0.0)
        peak = fmin(peak, try_setting(c, ffe, low));
    if (high > 0.0)
        peak = fmin(peak, try_setting(c, ffe, high));
    const double least = peak - c->slack;
    ptrdiff_t first = 0, last = c->nblock - 1;
    while (first < last && c->top[first] < least)
        first++;
    while (last > first && c->top[last] < least)
        last--;
    c->first = c->from + first * c->block;
    c->last = c->from + (last + 1) * c->block - 1;
    c->last = c->last < c->to ? c->last : c->to;
}

void eq_cursor_group(struct eq_cursor *cursor, const struct eq_ffe *ffe)
{
    const ptrdiff_t m = (ptrdiff_t)cursor->problem->per_ui;
    find_range(cursor, ffe);
    const ptrdiff_t low = cursor->first - EQ_CURSOR_LEFT_UI * m;
    const ptrdiff_t n = cursor->last + EQ_CURSOR_RIGHT_UI * m - low + 1;
    double *base = cursor->base + low;
    const double *p = cursor->p + low;
    if (ffe->ntap < 2)
        lanes_scale(n, 0.0, p, base);
    else
        lanes_scale(n, ffe->tap[0], p - ffe->position[0] * m, base);
    for (size_t i = 1; i + 1 < ffe->ntap; i++)
        lanes_add(n, ffe->tap[i], p - ffe->position[i] * m, base);
}

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
    const ptrdiff_t shift = last_position(ffe) * (ptrdiff_t)c->problem->per_ui;
    sum_three(high - low + 1, c->base + low, ffe->cursor, c->p + low,
              ffe->ntap ? ffe->tap[ffe->ntap - 1] : 0.0, c->p + low - shift, c->s + low);
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
    const ptrdiff_t stop = peak > CROSSING_UI * m ? peak - CROSSING_UI * m : 0;
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

/* The first least metric of the 2 UI from z on. */
static ptrdiff_t find_instant(struct eq_cursor *c, ptrdiff_t z)
{
    const ptrdiff_t m = (ptrdiff_t)c->problem->per_ui, n = BEHIND_UI * m + 1;
    const double b1 = c->problem->dfe.n ? c->problem->dfe.b_max[0] : 0.0;
    form_metric(n, b1, c->s + z - m, c->s + z, c->s + z + m, c->metric);
    for (ptrdiff_t k = n; k % EQ_LANES; k++)
        c->metric[k] = INFINITY;
    double least = INFINITY;
    ptrdiff_t at = 0;
    for (ptrdiff_t k = 0; k < n; k += EQ_LANES) {
        const double here = lanes_least(c->metric + k);
        if (here < least) {
            least = here;
            at = k;
        }
    }
    while (c->metric[at] > least)
        at++;
    return z + at;
}

bool eq_cursor_find(struct eq_cursor *cursor, const struct eq_ffe *ffe, size_t *sample)
{
    struct eq_cursor *c = cursor;
    const ptrdiff_t m = (ptrdiff_t)c->problem->per_ui;
    ptrdiff_t formed = c->first;
    form(c, ffe, c->first, c->last);
    c->peak = find_peak(c);
    if (!(c->s[c->peak] > 0.0))
        return false;
    const ptrdiff_t z = find_crossing(c, ffe, &formed);
    if (z < 0)
        return false;
    if (z - m < formed)
        form(c, ffe, z - m, formed - 1);
    if (z + (BEHIND_UI + 1) * m > c->last)
        form(c, ffe, c->last + 1, z + (BEHIND_UI + 1) * m);
    *sample = (size_t)find_instant(c, z);
    return *sample < c->problem->n;
}

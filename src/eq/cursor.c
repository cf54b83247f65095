#include "config.h"

#include "eq/cursor.h"

#include "base/array.h"

#include <math.h>

/* The peak is sought that far to each side of the unequalised one. */
enum { PEAK_UI = 20 };

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
    c->peak = c->from;
    for (ptrdiff_t k = c->from; k <= c->to; k++)
        if (c->p[k] > c->p[c->peak])
            c->peak = k;
}

enum lr_status eq_cursor_init(struct eq_cursor *cursor, const struct eq_problem *problem,
                              struct lr_error *err)
{
    const ptrdiff_t m = (ptrdiff_t)problem->per_ui, n = (ptrdiff_t)problem->n;
    const ptrdiff_t peak = (ptrdiff_t)problem->peak;
    struct eq_cursor *c = cursor;
    *c = (struct eq_cursor){.problem = problem, .block = m % 2 ? m : m / 2};
    c->from = peak > PEAK_UI * m ? peak - PEAK_UI * m : 0;
    c->to = peak + PEAK_UI * m < n - 1 ? peak + PEAK_UI * m : n - 1;
    c->nblock = (c->to - c->from) / c->block + 1;
    const ptrdiff_t before = EQ_FFE_MOST * m / c->block, left = EQ_CURSOR_LEFT_UI * m;
    const ptrdiff_t blocks = c->nblock + 2 * before;
    const ptrdiff_t window =
        left + c->to - c->from + 1 + EQ_CURSOR_RIGHT_UI * m + EQ_LANES;
    const ptrdiff_t metric = EQ_BEHIND_UI * m + 1 + EQ_LANES;
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
    c->shift = ffe->ntap ? ffe->position[ffe->ntap - 1] * m : 0;
    for (size_t i = 0; ffe->ntap && i < ffe->count[ffe->ntap - 1]; i++) {
        c->low = fmin(c->low, ffe->value[ffe->ntap - 1][i]);
        c->high = fmax(c->high, ffe->value[ffe->ntap - 1][i]);
    }
    return LR_OK;
}

void eq_cursor_load(struct eq_cursor *cursor, const double *p)
{
    cursor->p = p;
    find_extremes(cursor);
}

void eq_cursor_reach(const struct eq_cursor *cursor, ptrdiff_t *first, ptrdiff_t *last)
{
    const ptrdiff_t m = (ptrdiff_t)cursor->problem->per_ui;
    *first = cursor->from;
    *last = cursor->to;
    switch (cursor->problem->timing.anchor) {
    case EQ_ANCHOR_MUELLER:
        *first -= EQ_CROSSING_UI * m;
        *last += EQ_BEHIND_UI * m;
        break;
    case EQ_ANCHOR_PEAK:
        break;
    case EQ_ANCHOR_RISE:
        *first -= EQ_RISE_UI * m;
        *last += EQ_RISE_UI * m;
        break;
    }
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

/* One setting of the group, whose last tap is `tap`: raises top, and returns the sample
 * where the last peak was. */
static double try_setting(struct eq_cursor *c, const struct eq_ffe *ffe, double tap)
{
    const ptrdiff_t m = (ptrdiff_t)c->problem->per_ui;
    const double cursor = 1.0 - ffe->others - fabs(tap);
    const double *main = cursor > 0.0 ? c->most : c->least;
    const double *last = (tap > 0.0 ? c->most : c->least) - c->shift / c->block;
    for (ptrdiff_t i = 0; i < c->nblock; i++) {
        const double most = c->shared[i] + cursor * main[i] + tap * last[i];
        c->top[i] = most > c->top[i] ? most : c->top[i];
    }
    const double *p = c->p + c->peak;
    double s = cursor * *p + tap * p[-c->shift];
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

#include "config.h"

#include "eq/sieve.h"

#include "base/array.h"
#include "eq/summit.h"

#include <math.h>

/* More instants than this are no quicker than looking for the right one. */
enum { INSTANTS_MOST = 256 };

/* Forms and bounds are sums of another order than what they stand for. */
static const double rounding = 1e-12;

static size_t pair(size_t i, size_t j)
{
    return i < j ? j * (j + 1) / 2 + i : i * (i + 1) / 2 + j;
}

enum lr_status eq_sieve_init(struct eq_sieve *sieve, const struct eq_problem *problem,
                             struct lr_error *err)
{
    *sieve = (struct eq_sieve){.problem = problem, .room = eq_room_of(problem)};
    const size_t n = sieve->room.n, pairs = (n + 1) * (n + 2) / 2;
    const size_t levels = problem->ffe.ntap + 1, each = INSTANTS_MOST + EQ_LANES;
    const size_t arrays = 2 * (n + 1) + 2 * pairs + levels * (n + 1);
    double *next = sieve->memory = array_alloc(arrays * each, sizeof(double));
    if (!next)
        return error_memory(err, "the equaliser search");
    for (size_t i = 0; i <= n; i++, next += 2 * each) {
        sieve->sample[i] = next;
        sieve->first[i] = next + each;
    }
    for (size_t i = 0; i < pairs; i++, next += 2 * each) {
        sieve->noise[i] = next;
        sieve->margin[i] = next + each;
    }
    for (size_t k = 0; k < levels; k++, next += each) {
        sieve->level[k].value = next;
        for (size_t i = 0; i < n; i++)
            sieve->level[k].slope[i] = next += each;
    }
    return LR_OK;
}

void eq_sieve_free(struct eq_sieve *sieve)
{
    array_free(sieve->memory);
    *sieve = (struct eq_sieve){0};
}

/* What an instant has: s0, the sample behind it, and the form of the noise. */
static void keep(struct eq_sieve *sieve, const double *sample, const double *first,
                 const double (*noise)[EQ_SIDES + 1])
{
    for (size_t j = 0; j <= sieve->room.n; j++) {
        sieve->sample[j][sieve->n] = sample[j];
        sieve->first[j][sieve->n] = first[j];
        for (size_t i = 0; i <= j; i++)
            sieve->noise[pair(i, j)][sieve->n] = (i < j ? 2.0 : 1.0) * noise[i][j];
    }
    sieve->n++;
}

/* Keeps an instant where some legal taps leave something of ratio s0^2. */
static void try_instant(struct eq_sieve *sieve, struct eq_pulse *pulse, double ratio,
                        ptrdiff_t at)
{
    const struct eq_room *room = &sieve->room;
    const size_t terms = sieve->problem->ffe.ntap + 1;
    double sample[EQ_SIDES + 1], first[EQ_SIDES + 1];
    double noise[EQ_SIDES + 1][EQ_SIDES + 1], margin[EQ_SIDES + 1][EQ_SIDES + 1];
    struct eq_form form;
    eq_pulse_form(pulse, (size_t)at, &form);
    for (size_t i = 0; i < terms; i++)
        for (size_t j = 0; j < terms; j++)
            form.outside[i][j] +=
                sieve->weights.slope / sieve->weights.energy * form.slope[i][j];
    eq_room_linear(room, form.sample, sample);
    eq_room_linear(room, form.first, first);
    eq_room_quadratic(room, form.outside, noise);
    noise[0][0] += sieve->rest;
    for (size_t i = 0; i <= room->n; i++)
        for (size_t j = 0; j <= room->n; j++)
            margin[i][j] = ratio * sample[i] * sample[j] - noise[i][j];
    if (eq_summit_reaches(room, margin))
        keep(sieve, sample, first, noise);
}

/* Fills the lanes behind the last instant up with what lets nothing pass. */
static void fill_lanes(struct eq_sieve *sieve)
{
    const double nothing[EQ_SIDES + 1] = {0.0};
    const double noise[EQ_SIDES + 1][EQ_SIDES + 1] = {{INFINITY}};
    while (sieve->n % EQ_LANES)
        keep(sieve, nothing, nothing, noise);
}

void eq_sieve_load(struct eq_sieve *sieve, struct eq_pulse *pulse,
                   const struct eq_weights *weights, double best)
{
    const struct eq_timing *timing = &sieve->problem->timing;
    const struct eq_room *room = &sieve->room;
    const ptrdiff_t n = (ptrdiff_t)sieve->problem->n;
    const double peak = pulse->p[pulse->cursor.peak];
    ptrdiff_t first, last;
    sieve->n = 0;
    sieve->weights = *weights;
    sieve->on = weights->energy > 0.0 && best > 0.0;
    if (!sieve->on)
        return;
    const double ratio = eq_worth_ratio(weights, best);
    sieve->rest = weights->rest / weights->energy - rounding * peak * peak;
    eq_cursor_reach(&pulse->cursor, &first, &last);
    first = first + timing->first > 0 ? first + timing->first : 0;
    last = last + timing->last < n - 1 ? last + timing->last : n - 1;
    if (!eq_worth_range(pulse, room, weights, ratio, &first, &last))
        return;
    for (ptrdiff_t at = first; sieve->on && at <= last; at++)
        if (eq_worth_trying(pulse, room, weights, ratio, at)) {
            sieve->on = sieve->n < INSTANTS_MOST;
            if (sieve->on)
                try_instant(sieve, pulse, ratio, at);
        }
    fill_lanes(sieve);
    eq_sieve_raise(sieve, best);
}

/* Along the last column's sides a parabola that opens upwards, which is largest at an
 * end, is replaced by the line through its ends. */
static void flatten(struct eq_sieve *sieve)
{
    const struct eq_room *room = &sieve->room;
    for (size_t i = 0; i < room->n; i++)
        if (room->column[i] + 1 == sieve->problem->ffe.ntap)
            for (size_t k = 0; k < sieve->n; k++) {
                double *bend = &sieve->margin[pair(i + 1, i + 1)][k];
                sieve->margin[pair(0, i + 1)][k] += fmax(*bend, 0.0) * room->end[i];
                *bend = fmin(*bend, 0.0);
            }
}

void eq_sieve_raise(struct eq_sieve *sieve, double best)
{
    const double ratio = eq_worth_ratio(&sieve->weights, best);
    struct eq_level *level = &sieve->level[0];
    for (size_t j = 0; j <= sieve->room.n; j++)
        for (size_t i = 0; i <= j; i++) {
            const double weight = (i < j ? 2.0 : 1.0) * ratio;
            const double *a = sieve->sample[i], *b = sieve->sample[j];
            const double *noise = sieve->noise[pair(i, j)];
            double *margin = sieve->margin[pair(i, j)];
            for (size_t k = 0; k < sieve->n; k++)
                margin[k] = weight * a[k] * b[k] - noise[k];
        }
    flatten(sieve);
    for (size_t k = 0; k < sieve->n; k++)
        level->value[k] = sieve->margin[0][k];
    for (size_t i = 0; i < sieve->room.n; i++)
        for (size_t k = 0; k < sieve->n; k++)
            level->slope[i][k] = sieve->margin[pair(0, i + 1)][k];
    sieve->depth = 1;
}

/* z = y + x (a + x b), and y + x a. */
static void add_parabola(size_t n, double x, const double *a, const double *b,
                         const double *y, double *restrict z)
{
    for (size_t k = 0; k < n; k += EQ_LANES)
        for (size_t l = k; l < k + EQ_LANES; l++)
            z[l] = y[l] + x * (a[l] + x * b[l]);
}

static void add_line(size_t n, double x, const double *a, const double *y,
                     double *restrict z)
{
    for (size_t k = 0; k < n; k += EQ_LANES)
        for (size_t l = k; l < k + EQ_LANES; l++)
            z[l] = y[l] + x * a[l];
}

/* The next column gets its tap. */
static void descend(struct eq_sieve *sieve, size_t column, double tap)
{
    const struct eq_room *room = &sieve->room;
    const struct eq_level *from = &sieve->level[column];
    struct eq_level *to = &sieve->level[column + 1];
    const size_t side = tap == 0.0 ? 0 : eq_room_side(room, column, tap);
    double *const *margin = sieve->margin;
    to->tap = tap;
    if (tap == 0.0)
        lanes_scale((ptrdiff_t)sieve->n, 1.0, from->value, to->value);
    else
        add_parabola(sieve->n, fabs(tap), from->slope[side],
                     margin[pair(side + 1, side + 1)], from->value, to->value);
    for (size_t i = 0; i < room->n; i++)
        if (room->column[i] > column) {
            if (tap == 0.0)
                lanes_scale((ptrdiff_t)sieve->n, 1.0, from->slope[i], to->slope[i]);
            else
                add_line(sieve->n, fabs(tap), margin[pair(side + 1, i + 1)],
                         from->slope[i], to->slope[i]);
        }
}

/* The most that any instant has with the last tap on one side, not beyond `reach`. */
static double highest(const struct eq_sieve *sieve, size_t side, double reach)
{
    const struct eq_level *level = &sieve->level[sieve->depth - 1];
    const double *slope = level->slope[side], *value = level->value;
    const double *bend = sieve->margin[pair(side + 1, side + 1)];
    double most[EQ_LANES];
    for (size_t l = 0; l < EQ_LANES; l++)
        most[l] = -INFINITY;
    for (size_t k = 0; k < sieve->n; k += EQ_LANES)
        for (size_t l = 0; l < EQ_LANES; l++) {
            /* The vertex, at infinity or NaN where there is none. */
            const double vertex = slope[k + l] / (0.0 - 2.0 * bend[k + l]);
            const double below = vertex < reach ? vertex : reach;
            const double x = below > 0.0 ? below : 0.0;
            const double here = value[k + l] + x * (slope[k + l] + x * bend[k + l]);
            most[l] = here > most[l] ? here : most[l];
        }
    return lanes_most(most);
}

bool eq_sieve_group(struct eq_sieve *sieve, const struct eq_ffe *ffe)
{
    const struct eq_room *room = &sieve->room;
    const size_t outer = ffe->ntap ? ffe->ntap - 1 : 0;
    const double left = room->total - ffe->others + rounding;
    size_t column = 0;
    if (!sieve->on || !ffe->ntap)
        return true;
    while (column < outer && column + 1 < sieve->depth &&
           sieve->level[column + 1].tap == ffe->tap[column])
        column++;
    for (; column < outer; column++)
        descend(sieve, column, ffe->tap[column]);
    sieve->depth = outer + 1;
    bool any = false, sides = false;
    for (size_t i = 0; i < room->n && !any; i++)
        if (room->column[i] == outer) {
            sides = true;
            any = highest(sieve, i, fmin(room->end[i], left)) >= 0.0;
        }
    return any || !sides;
}

/* Whether at one instant something is left when what the DFE's first tap, the strongest,
 * cannot take out is taken off as well; x: the setting in the coordinates of the room. */
static bool passes(const struct eq_sieve *sieve, const double *x, size_t k, double left)
{
    const struct eq_dfe *dfe = &sieve->problem->dfe;
    double s0 = sieve->sample[0][k], first = sieve->first[0][k], rest = 0.0;
    for (size_t i = 0; i < sieve->room.n; i++) {
        s0 += x[i] * sieve->sample[i + 1][k];
        first += x[i] * sieve->first[i + 1][k];
    }
    if (dfe->n && dfe->tail_start != 1)
        rest = fmax(fmax(first - dfe->b_max[0] * s0, dfe->b_min[0] * s0 - first), 0.0);
    return s0 > 0.0 && left >= rest * rest;
}

bool eq_sieve_row(const struct eq_sieve *sieve, const struct eq_ffe *ffe)
{
    const size_t outer = ffe->ntap ? ffe->ntap - 1 : 0;
    const struct eq_level *level = &sieve->level[outer];
    const double tap = ffe->ntap ? ffe->tap[outer] : 0.0, *slope = NULL, *bend = NULL;
    double x[EQ_SIDES] = {0.0}, left[EQ_LANES];
    if (!sieve->on)
        return true;
    for (size_t i = 0; i < ffe->ntap; i++)
        if (ffe->tap[i] != 0.0)
            x[eq_room_side(&sieve->room, i, ffe->tap[i])] = fabs(ffe->tap[i]);
    if (tap != 0.0) {
        const size_t side = eq_room_side(&sieve->room, outer, tap);
        slope = level->slope[side];
        bend = sieve->margin[pair(side + 1, side + 1)];
    }
    for (size_t k = 0; k < sieve->n; k += EQ_LANES) {
        for (size_t l = 0; l < EQ_LANES; l++)
            left[l] = level->value[k + l];
        for (size_t l = 0; l < EQ_LANES && slope; l++)
            left[l] += fabs(tap) * (slope[k + l] + fabs(tap) * bend[k + l]);
        if (lanes_most(left) >= 0.0)
            for (size_t l = 0; l < EQ_LANES; l++)
                if (left[l] >= 0.0 && passes(sieve, x, k + l, left[l]))
                    return true;
    }
    return false;
}

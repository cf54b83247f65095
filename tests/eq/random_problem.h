/* random_problem.h -- small equaliser problems with any mixture of options, by number. */
#ifndef TESTS_EQ_RANDOM_PROBLEM_H
#define TESTS_EQ_RANDOM_PROBLEM_H

#include "tests/eq/direct.h"

#include <stdint.h>

enum { RANDOM_CTLE = 12, RANDOM_VALUES = 5 };
static const double random_baud = 26.5625e9;

struct random_problem {
    struct eq_problem problem;
    uint64_t state;
    size_t single;              /* column of the sheet that holds one value; 0: none */
    struct eq_ctle ctle[RANDOM_CTLE];
    bool barred[RANDOM_CTLE];
    double value[EQ_FFE_MOST][RANDOM_VALUES], h[DIRECT_MOST];
};

/* 0 .. below - 1: Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014. */
static inline size_t random_below(struct random_problem *r, size_t below)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (size_t)((z ^ (z >> 31)) % below);
}

static inline double random_between(struct random_problem *r, double low, double high)
{
    return low + (high - low) * (double)random_below(r, 1000003) / 1000003.0;
}

static inline void random_response(struct random_problem *r)
{
    struct eq_problem *p = &r->problem;
    p->per_ui = 4 + random_below(r, 5);
    const size_t start = p->per_ui * 7 + random_below(r, 40);
    p->n = start + p->per_ui * (12 + random_below(r, 28)) + random_below(r, p->per_ui);
    p->dt = 1.0 / (random_baud * (double)p->per_ui);
    p->h = r->h;
    const double slow = random_between(r, 0.7, 4.0) * (double)p->per_ui;
    const double fast = random_between(r, 0.2, 0.6) * (double)p->per_ui;
    const double echo = random_between(r, -0.4, 0.4);
    const size_t late = random_below(r, p->per_ui * 9);
    for (size_t k = start; k < p->n; k++) {
        const double t = (double)(k - start);
        r->h[k] += 0.02 * (exp(-t / slow) - exp(-t / fast));
        if (k + late < p->n)
            r->h[k + late] += echo * 0.02 * (exp(-t / slow) - exp(-t / fast));
    }
    p->peak = direct_peak(r->h, p->n, p->per_ui);
}

static inline void random_ctle(struct random_problem *r)
{
    struct eq_problem *p = &r->problem;
    p->ng = 1 + random_below(r, 4);
    p->nhp = 1 + random_below(r, 3);
    p->ctle = r->ctle;
    p->ctle_barred = random_below(r, 3) ? NULL : r->barred;
    const bool low = random_below(r, 3), zero = !random_below(r, 3);
    for (size_t i = 0; i < p->ng * p->nhp; i++) {
        const size_t g = i / p->nhp, hp = i % p->nhp;
        r->barred[i] = i > 0 && !random_below(r, 3);
        r->ctle[i] = (struct eq_ctle){
            .g_dc_db = -2.7 * (double)g,
            .f_z = random_baud / 4.0,
            .f_p1 = random_baud / 4.1,
            .f_p2 = random_baud,
            .g_hp_db = -1.3 * (double)hp,
            .f_lf = low ? random_baud / 40.0 : 0.0,
            .f_lf_zero = zero ? random_baud / (40.0 + 9.0 * (double)hp) : 0.0};
    }
}

/* Columns of one sign, of both, in either order, with and without 0. */
static inline void random_ffe(struct random_problem *r)
{
    static const int positions[] = {-3, -2, -1, 1, 2};
    struct eq_ffe_grid *ffe = &r->problem.ffe;
    const double step = random_between(r, 0.02, 0.07);
    for (size_t i = 0; i < 5; i++) {
        if (ffe->ntap == 4 || !random_below(r, 3))
            continue;
        const size_t v = ffe->ntap++;
        const double first = step * -(double)random_below(r, RANDOM_VALUES + 1);
        const double sign = random_below(r, 2) ? 1.0 : -1.0;
        ffe->position[v] = positions[i];
        ffe->count[v] = 1 + random_below(r, v < 2 ? RANDOM_VALUES : 3);
        ffe->value[v] = r->value[v];
        for (size_t k = 0; k < ffe->count[v]; k++)
            r->value[v][k] = sign * (first + step * (double)k);
    }
    ffe->cursor_min = random_between(r, 0.4, 0.75);
    r->single = ffe->ntap && !random_below(r, 3) ? 1 + random_below(r, ffe->ntap) : 0;
    for (size_t v = 0; v < ffe->ntap; v++)
        ffe->follows_single[v] = v + 1 == r->single;
}

static inline void random_dfe(struct random_problem *r)
{
    struct eq_dfe *dfe = &r->problem.dfe;
    dfe->n = random_below(r, 6);
    for (size_t k = 0; k < dfe->n; k++) {
        dfe->b_max[k] = random_between(r, 0.05, 0.6) / (double)(k + 1);
        dfe->b_min[k] = random_below(r, 3) ? -dfe->b_max[k] : 0.3 * dfe->b_max[k];
    }
    dfe->step = random_below(r, 4) ? 0.0 : 0.013;
    if (!random_below(r, 3)) {
        dfe->groups = 1 + random_below(r, 3);
        dfe->group_size = 1 + random_below(r, 3);
        dfe->last = dfe->n + dfe->groups * dfe->group_size + random_below(r, 8);
        dfe->floating_max = random_between(r, 0.005, 0.1);
    }
    if (!random_below(r, 3)) {
        dfe->tail_start = 1 + random_below(r, 9);
        dfe->tail_rss = random_between(r, 0.01, 0.2);
    }
}

static inline void random_timing(struct random_problem *r)
{
    struct eq_timing *t = &r->problem.timing;
    t->anchor = (enum eq_anchor)random_below(r, 3);
    t->modified = !random_below(r, 3);
    t->middle = random_below(r, 2);
    if (random_below(r, 2)) {
        t->first = -(int)random_below(r, 6);
        t->last = t->first + (int)random_below(r, 9);
    }
    r->problem.jitter_in_span = random_below(r, 2);
    r->problem.local = random_below(r, 2) ? random_below(r, 4) : 0;
}

static inline void random_problem(struct random_problem *r, uint64_t seed)
{
    memset(r, 0, sizeof *r);
    r->state = seed;
    random_response(r);
    random_ctle(r);
    random_ffe(r);
    random_dfe(r);
    random_timing(r);
}

#endif

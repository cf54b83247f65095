/* direct.h -- an equaliser search that is written down as spec/com.md, sections 3 and 5,
 * says it: every setting, the whole waveform shifted in a circle, no Gram matrices, no
 * bounds.  What the quick one finds is compared with it. */
#ifndef TESTS_EQ_DIRECT_H
#define TESTS_EQ_DIRECT_H

#include "eq/search.h"
#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIRECT_MOST = 640 };     /* samples                                     */
static const double direct_two_pi = 6.283185307179586;

struct direct {                 /* one candidate, evaluated sample by sample   */
    bool found;
    size_t ctle, row;
    long cursor;
    int moved;
    double s0, outside, residual, slope, value, b[EQ_DFE_MOST];
};

/* One section with a pole and a zero, bilinear at rate 2/dt; the zero at infinity
 * when `zero` is 0: gain (1 + z^-1). */
static inline void direct_section(size_t n, double gain, double zero, double pole,
                                  double rate, double *x)
{
    const double r = (1.0 + pole / rate) / (1.0 - pole / rate);
    const double q = zero < 0.0 ? (1.0 + zero / rate) / (1.0 - zero / rate) : -1.0;
    double in = 0.0, out = 0.0;
    for (size_t k = 0; k < n; k++) {
        const double now = gain * (x[k] - q * in) + r * out;
        in = x[k];
        x[k] = out = now;
    }
}

static inline void direct_pulse(const struct eq_problem *problem, size_t ctle, double *p)
{
    const struct eq_ctle *c = &problem->ctle[ctle];
    const size_t n = problem->n;
    const double rate = 2.0 / problem->dt;
    const double z = -direct_two_pi * c->f_z * pow(10.0, c->g_dc_db / 20.0);
    const double p1 = -direct_two_pi * c->f_p1, p2 = -direct_two_pi * c->f_p2;
    const double lf = -direct_two_pi * c->f_lf;
    double y[DIRECT_MOST];
    memcpy(y, problem->h, n * sizeof *y);
    direct_section(n, (rate - z) / (rate - p1) * c->f_p1 / c->f_z, z, p1, rate, y);
    direct_section(n, -p2 / (rate - p2), 0.0, p2, rate, y);
    if (c->f_lf > 0.0) {
        const double low = pow(10.0, c->g_hp_db / 20.0);
        const double zero = c->f_lf_zero > 0.0 ? -direct_two_pi * c->f_lf_zero : lf * low;
        const double gain = c->f_lf_zero > 0.0 ? c->f_lf / c->f_lf_zero : 1.0;
        direct_section(n, gain * (rate - zero) / (rate - lf), zero, lf, rate, y);
    }
    for (size_t k = 0; k < n; k++) {
        p[k] = 0.0;
        for (size_t i = 0; i < problem->per_ui && i <= k; i++)
            p[k] += y[k - i];
    }
}

static inline double direct_at(const struct eq_problem *problem, const double *s, long k)
{
    return k >= 0 && k < (long)problem->n ? s[k] : 0.0;
}

static inline int direct_sign(double x)
{
    return (x > 0.0) - (x < 0.0);
}

/* Section 5.4: first largest sample within 20 UI of the unequalised peak, then what
 * ts_anchor says: the last crossing of 1 % of it up to 4 UI before and the least
 * Mueller-Muller metric, or the peak, or the steepest rise. */
static inline bool direct_instant(const struct eq_problem *problem, const double *s,
                                  long *cursor)
{
    const long m = (long)problem->per_ui, n = (long)problem->n;
    const long peak = (long)problem->peak;
    long top = peak > 20 * m ? peak - 20 * m : 0, z = -1;
    for (long k = top; k <= peak + 20 * m && k < n; k++)
        if (s[k] > s[top])
            top = k;
    *cursor = top;
    if (problem->timing.anchor == EQ_ANCHOR_PEAK)
        return true;
    double best = -INFINITY;
    const bool rise_wanted = problem->timing.anchor == EQ_ANCHOR_RISE;
    for (long k = top - m; rise_wanted && k <= top + m; k++) {
        const double rise = direct_at(problem, s, k) - direct_at(problem, s, k - m);
        if (rise > best) {
            best = rise;
            *cursor = k;
        }
    }
    if (rise_wanted)
        return true;
    const double level = 0.01 * s[top];
    for (long k = top > 4 * m ? top - 4 * m : 0; k < top; k++)
        if (direct_sign(s[k + 1] - level) - direct_sign(s[k] - level) >= 1)
            z = k;
    const double b1 = problem->dfe.n ? problem->dfe.b_max[0] : 0.0;
    for (long k = z; z >= 0 && k <= z + 2 * m; k++) {
        const double behind =
            direct_at(problem, s, k + m) - b1 * direct_at(problem, s, k);
        const double metric =
            problem->timing.modified
                ? fabs(behind)
                : fabs(direct_at(problem, s, k - m) - fmax(behind, 0.0));
        if (-metric > best) {
            best = -metric;
            *cursor = k;
        }
    }
    return z >= 0;
}

/* The objective: s0^2 over noise, of which a part depends on the FFE and is not in the
 * bound. */
static const double direct_rest = 1e-7, direct_jitter = 2e-3, direct_tx = 1e-3;
static const double direct_taps = 3e-7;

static inline double direct_merit(double s0, double isi, double slope, double taps)
{
    return s0 * s0 / (direct_rest + isi + direct_jitter * slope + direct_tx * s0 * s0 +
                      direct_taps * taps);
}

static inline enum lr_status direct_prepare(void *context, size_t ctle,
                                            struct lr_error *err)
{
    (void)context, (void)ctle, (void)err;
    return LR_OK;
}

static inline double direct_bound(const void *context, const struct eq_candidate *c)
{
    (void)context;
    return direct_merit(c->s0, c->outside + c->residual, c->slope, 0.0) * (1.0 + 1e-9);
}

static inline double direct_value(const void *context, const struct eq_candidate *c)
{
    (void)context;
    return direct_merit(c->s0, c->outside + c->residual, c->slope, 1.0 - c->ffe.cursor);
}

static const struct eq_objective direct_objective = {NULL, direct_prepare, direct_bound,
                                                     direct_value};

/* The waveform behind the FFE; false when its row is illegal. */
static inline bool direct_equalise(const struct eq_problem *problem, const double *p,
                                   size_t row, double *s, double *taken)
{
    const struct eq_ffe_grid *grid = &problem->ffe;
    const long n = (long)problem->n, m = (long)problem->per_ui;
    double tap[EQ_FFE_MOST];
    *taken = 0.0;
    for (size_t i = grid->ntap; i-- > 0; row /= grid->count[i])
        tap[i] = grid->value[i][row % grid->count[i]];
    for (size_t i = 0; i < grid->ntap; i++)
        *taken += fabs(tap[i]);
    for (long k = 0; k < n; k++) {
        s[k] = (1.0 - *taken) * p[k];
        for (size_t i = 0; i < grid->ntap; i++)
            s[k] += tap[i] * p[((k - grid->position[i] * m) % n + n) % n];
    }
    return 1.0 - *taken >= grid->cursor_min;
}

/* Sections 5.5 and 5.6 at instant t; floating taps as test_dfe.c proves them. */
static inline struct direct direct_evaluate(const struct eq_problem *problem,
                                            const double *s, double taken, long t)
{
    const long m = (long)problem->per_ui, n = (long)problem->n;
    const long span = (long)eq_dfe_span(&problem->dfe);
    struct direct d = {.cursor = t};
    double h[EQ_DFE_MOST + 1];
    size_t floating[EQ_DFE_MOST], nfloating;
    d.s0 = direct_at(problem, s, t);
    d.found = d.s0 > 0.0;
    if (!d.found)
        return d;
    for (long k = t % m; k < n; k += m)
        if (k < t || (k - t) / m > span)
            d.outside += s[k] * s[k];
    const bool limited = problem->jitter_in_span;
    for (long k = limited ? t - m : t % m; k <= (limited ? t + span * m : n - 2); k += m)
        if (k >= 1) {
            const double slope =
                (direct_at(problem, s, k + 1) - direct_at(problem, s, k - 1)) * 0.5 *
                (double)m;
            d.slope += slope * slope;
        }
    for (long k = 0; k <= span; k++)
        h[k] = direct_at(problem, s, t + k * m);
    eq_dfe_solve(&problem->dfe, h, d.b, floating, &nfloating);
    for (long k = 1; k <= span; k++)
        d.residual += (h[k] - d.b[k - 1] * d.s0) * (h[k] - d.b[k - 1] * d.s0);
    d.value = direct_merit(d.s0, d.outside + d.residual, d.slope, taken);
    return d;
}

static inline bool direct_far(size_t a, size_t b, size_t steps)
{
    return a > b + steps || b > a + steps;
}

/* Section 5.3, with the indices of MATLAB: whether a setting is passed over while the
 * best so far is another one.  Column `single`, counted from 1, of the sheet holds one
 * value and is not in the grid; 0: there is none. */
static inline bool direct_passes_over(const struct eq_problem *problem, size_t single,
                                      size_t ctle, size_t row, const struct direct *best)
{
    const size_t hp = ctle % problem->nhp + 1, best_hp = best->ctle % problem->nhp + 1;
    size_t idx[EQ_FFE_MOST + 2] = {0}, was[EQ_FFE_MOST + 2] = {0}, columns = 0;
    for (size_t v = 0; v < problem->ffe.ntap; v++) {
        size_t below = 1;
        for (size_t i = v + 1; i < problem->ffe.ntap; i++)
            below *= problem->ffe.count[i];
        if (++columns == single) {
            idx[columns] = was[columns] = 1;
            columns++;
        }
        idx[columns] = row / below % problem->ffe.count[v] + 1;
        was[columns] = best->row / below % problem->ffe.count[v] + 1;
    }
    for (size_t v = 1; v <= columns; v++)
        if ((v == 1 ? hp : idx[v - 1]) > 1 && direct_far(idx[v], was[v], problem->local))
            return true;
    return ctle / problem->nhp + 1 > 1 && direct_far(hp, best_hp, problem->local);
}

/* The moves of sample_adjustment as section 5.4 orders them; [64]. */
static inline size_t direct_moves(const struct eq_timing *timing, int *move)
{
    size_t n = 0;
    for (int i = timing->first; i <= timing->last; i++)
        move[n++] = i;
    for (size_t i = 1; i < n && timing->middle; i++)        /* stable */
        for (size_t k = i; k > 0 && abs(move[k]) < abs(move[k - 1]); k--) {
            const int swap = move[k];
            move[k] = move[k - 1];
            move[k - 1] = swap;
        }
    return n;
}

/* All moves of one waveform.  With a Local Search and the 'middle' order a move is
 * skipped when the best evaluated one of its sign is R or more away; evaluated is what is
 * not ruled out by intersymbol interference alone, before or behind the DFE. */
static inline void direct_try(const struct eq_problem *problem, const double *s,
                              double taken, struct direct *best, size_t ctle, size_t row)
{
    int move[64], up = 0, down = 0;
    double best_up = -INFINITY, best_down = -INFINITY;
    const size_t moves = direct_moves(&problem->timing, move);
    const bool rule = problem->local && problem->timing.middle;
    long t;
    if (!direct_instant(problem, s, &t))
        return;
    for (size_t i = 0; i < moves; i++) {
        const int k = move[i], r = (int)problem->local;
        if (rule && ((k >= 0 && best_up > -INFINITY && abs(up - k) >= r) ||
                     (k <= 0 && best_down > -INFINITY && abs(down - k) >= r)))
            continue;
        if (t + k < 0 || t + k >= (long)problem->n)
            continue;
        struct direct d = direct_evaluate(problem, s, taken, t + k);
        const double power = d.s0 * d.s0, isi = d.outside + d.residual;
        if (!d.found || power < best->value * d.outside || power < best->value * isi)
            continue;
        if (k >= 0 && d.value > best_up) {
            best_up = d.value;
            up = k;
        }
        if (k <= 0 && d.value > best_down) {
            best_down = d.value;
            down = k;
        }
        if (d.value > best->value) {
            *best = d;
            best->ctle = ctle;
            best->row = row;
            best->moved = k;
        }
    }
}

/* The first best of all that are looked at, and how many settings these are. */
static inline struct direct direct_search(const struct eq_problem *problem, size_t single,
                                          size_t *looked)
{
    struct direct best = {.value = -INFINITY};
    *looked = 0;
    for (size_t c = 0; c < problem->ng * problem->nhp; c++) {
        double p[DIRECT_MOST], s[DIRECT_MOST], taken;
        if (problem->ctle_barred && problem->ctle_barred[c])
            continue;
        direct_pulse(problem, c, p);
        for (size_t r = 0; r < eq_ffe_rows(&problem->ffe); r++) {
            if (!direct_equalise(problem, p, r, s, &taken) ||
                (problem->local && best.found &&
                 direct_passes_over(problem, single, c, r, &best)))
                continue;
            (*looked)++;
            direct_try(problem, s, taken, &best, c, r);
        }
    }
    return best;
}

static inline void direct_same(const struct eq_result *got,
                               const struct eq_problem *problem,
                               const struct direct *want)
{
    const double tight = 1e-9;
    const struct eq_candidate *c = &got->best;
    size_t row = want->row;
    CU_ASSERT_EQUAL(c->ctle, want->ctle);
    for (size_t i = problem->ffe.ntap; i-- > 0; row /= problem->ffe.count[i])
        CU_ASSERT_EQUAL(c->ffe.index[i], row % problem->ffe.count[i]);
    CU_ASSERT_EQUAL(c->cursor, (size_t)want->cursor);
    CU_ASSERT_EQUAL(c->moved, want->moved);
    CLOSE(got->value, want->value, tight * want->value);
    CLOSE(c->s0, want->s0, tight * want->s0);
    /* Gram matrices lose what the cursor's energy exceeds the rest by. */
    CLOSE(c->outside, want->outside, tight * (want->s0 * want->s0 + want->outside));
    CLOSE(c->residual, want->residual,
          tight * (want->s0 * want->s0 + want->residual));
    CLOSE(c->slope, want->slope, tight * want->slope);
    for (size_t k = 0; k < eq_dfe_span(&problem->dfe); k++)
        CLOSE(c->b[k], want->b[k], tight);
}

static inline void direct_check(const struct eq_problem *problem, size_t single)
{
    struct lr_error err = {0};
    struct eq_result got;
    size_t looked;
    const struct direct want = direct_search(problem, single, &looked);
    CU_ASSERT_EQUAL(eq_search(problem, &direct_objective, NULL, &got, &err),
                    want.found ? LR_OK : looked ? LR_ENUMERIC : LR_EDOMAIN);
    if (want.found) {
        SAME_TEXT(err.text, "");
        direct_same(&got, problem, &want);
    }
    CU_ASSERT_EQUAL(got.looked, looked);
}

/* The sample of the largest pulse before the CTLE. */
static inline size_t direct_peak(const double *h, size_t n, size_t per_ui)
{
    double top = 0.0;
    size_t peak = 0;
    for (size_t k = 0; k < n; k++) {
        double sum = 0.0;
        for (size_t i = 0; i < per_ui && i <= k; i++)
            sum += h[k - i];
        if (sum > top) {
            top = sum;
            peak = k;
        }
    }
    return peak;
}

#endif

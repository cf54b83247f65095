#include "config.h"

#include "base/parallel.h"
#include "eq/search.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* Small searches against a direct one that is written down as spec/com.md, sections 3
 * and 5, say it: every setting, the whole waveform shifted in a circle, no Gram matrices,
 * no bounds. */
enum { M = 8, N = 480, TAPS = 4, SPAN = 16 };
static const double baud = 26.5625e9;
static const double pi_2 = 6.283185307179586;

struct direct {                 /* one setting, evaluated sample by sample     */
    bool legal, found;
    size_t cursor;
    double s0, outside, residual, slope, value, b[EQ_DFE_MOST];
};

/* One section with a pole and a zero, bilinear at rate 2/dt; the zero at infinity
 * when `zero` is 0: gain (1 + z^-1). */
static void section(double gain, double zero, double pole, double rate, double *x)
{
    const double r = (1.0 + pole / rate) / (1.0 - pole / rate);
    const double q = zero < 0.0 ? (1.0 + zero / rate) / (1.0 - zero / rate) : -1.0;
    double in = 0.0, out = 0.0;
    for (size_t k = 0; k < N; k++) {
        const double now = gain * (x[k] - q * in) + r * out;
        in = x[k];
        x[k] = out = now;
    }
}

static void direct_pulse(const struct eq_problem *problem, size_t ctle, double *p)
{
    const struct eq_ctle *c = &problem->ctle[ctle];
    const double rate = 2.0 / problem->dt;
    const double z = -pi_2 * c->f_z * pow(10.0, c->g_dc_db / 20.0);
    const double p1 = -pi_2 * c->f_p1, p2 = -pi_2 * c->f_p2, lf = -pi_2 * c->f_lf;
    double y[N];
    memcpy(y, problem->h, sizeof y);
    section((rate - z) / (rate - p1) * c->f_p1 / c->f_z, z, p1, rate, y);
    section(-p2 / (rate - p2), 0.0, p2, rate, y);
    if (c->f_lf > 0.0) {
        const double zero = lf * pow(10.0, c->g_hp_db / 20.0);
        section((rate - zero) / (rate - lf), zero, lf, rate, y);
    }
    for (size_t k = 0; k < N; k++) {
        p[k] = 0.0;
        for (size_t i = 0; i < M && i <= k; i++)
            p[k] += y[k - i];
    }
}

static double at(const double *s, long k)
{
    return k >= 0 && k < N ? s[k] : 0.0;
}

static int sign(double x)
{
    return (x > 0.0) - (x < 0.0);
}

/* The sampling instant: first largest sample within 20 UI of the unequalised peak, the
 * last crossing of 1 % of it up to 4 UI before, the least Mueller-Muller metric. */
static bool direct_cursor(const struct eq_problem *problem, const double *s, long *cursor)
{
    const long peak = (long)problem->peak;
    long top = peak > 20 * M ? peak - 20 * M : 0, z = -1;
    for (long k = top; k <= peak + 20 * M && k < N; k++)
        if (s[k] > s[top])
            top = k;
    for (long k = top > 4 * M ? top - 4 * M : 0; k < top; k++)
        if (sign(s[k + 1] - 0.01 * s[top]) - sign(s[k] - 0.01 * s[top]) >= 1)
            z = k;
    if (z < 0)
        return false;
    const double b1 = problem->dfe.n ? problem->dfe.b_max[0] : 0.0;
    double least = INFINITY;
    for (long k = z; k <= z + 2 * M; k++) {
        const double metric =
            fabs(at(s, k - M) - fmax(at(s, k + M) - b1 * at(s, k), 0.0));
        if (metric < least) {
            least = metric;
            *cursor = k;
        }
    }
    return true;
}

static double merit(double s0, double isi, double slope)
{
    return s0 / sqrt(1e-7 + isi + 0.002 * slope);
}

static struct direct evaluate(const struct eq_problem *problem, const double *p,
                              size_t row)
{
    const struct eq_ffe_grid *grid = &problem->ffe;
    double s[N], taken = 0.0, tap[EQ_FFE_MOST];
    struct direct d = {0};
    for (size_t i = grid->ntap; i-- > 0; row /= grid->count[i])
        tap[i] = grid->value[i][row % grid->count[i]];
    for (size_t i = 0; i < grid->ntap; i++)
        taken += fabs(tap[i]);
    d.legal = 1.0 - taken >= grid->cursor_min;
    for (long k = 0; k < N; k++) {
        s[k] = (1.0 - taken) * p[k];
        for (size_t i = 0; i < grid->ntap; i++)
            s[k] += tap[i] * p[(k - grid->position[i] * M + N) % N];
    }
    long t = 0;
    if (!d.legal || !direct_cursor(problem, s, &t) || !(s[t] > 0.0))
        return d;
    d.found = true;
    d.cursor = (size_t)t;
    d.s0 = s[t];
    for (long k = t % M; k < N; k += M) {
        const long tapno = (k - t) / M;
        const double slope = (at(s, k + 1) - at(s, k - 1)) * 0.5 * M;
        if (k >= 1 && k + 1 < N)
            d.slope += slope * slope;
        if (k < t || tapno > (long)eq_dfe_span(&problem->dfe))
            d.outside += s[k] * s[k];
    }
    if (problem->dfe.groups) {          /* test_dfe.c proves this one */
        double h[SPAN + 1];
        size_t floating[EQ_DFE_MOST], nfloating;
        for (long k = 0; k <= SPAN; k++)
            h[k] = at(s, t + k * M);
        d.residual = eq_dfe_solve(&problem->dfe, h, d.b, floating, &nfloating);
        d.value = merit(d.s0, d.outside + d.residual, d.slope);
        return d;
    }
    for (size_t k = 0; k < problem->dfe.n; k++) {
        const double h = at(s, t + ((long)k + 1) * M);
        d.b[k] = fmin(fmax(h / s[t], problem->dfe.b_min[k]), problem->dfe.b_max[k]);
        d.residual += (h - d.b[k] * s[t]) * (h - d.b[k] * s[t]);
    }
    d.value = merit(d.s0, d.outside + d.residual, d.slope);
    return d;
}

static bool far(size_t a, size_t b, size_t steps)
{
    return a > b + steps || b > a + steps;
}

/* Section 5.3, with the indices of MATLAB: whether a setting is passed over while the
 * best so far is another one.  Column `single`, counted from 1, of the sheet holds one
 * value and is not in the grid; 0: there is none. */
static bool passed_over(const struct eq_problem *problem, size_t single, size_t ctle,
                        size_t row, size_t best_ctle, size_t best_row)
{
    const size_t hp = ctle % problem->nhp + 1, best_hp = best_ctle % problem->nhp + 1;
    size_t idx[EQ_FFE_MOST + 2] = {0}, best[EQ_FFE_MOST + 2] = {0}, columns = 0;
    for (size_t v = 0; v < problem->ffe.ntap; v++) {
        size_t below = 1;
        for (size_t i = v + 1; i < problem->ffe.ntap; i++)
            below *= problem->ffe.count[i];
        if (++columns == single) {
            idx[columns] = best[columns] = 1;
            columns++;
        }
        idx[columns] = row / below % problem->ffe.count[v] + 1;
        best[columns] = best_row / below % problem->ffe.count[v] + 1;
    }
    for (size_t v = 1; v <= columns; v++)
        if ((v == 1 ? hp : idx[v - 1]) > 1 && far(idx[v], best[v], problem->local))
            return true;
    return ctle / problem->nhp + 1 > 1 && far(hp, best_hp, problem->local);
}

/* The first best of all that are looked at, and how many these are. */
static struct direct direct_search(const struct eq_problem *problem, size_t single,
                                   size_t *ctle, size_t *row, size_t *looked)
{
    struct direct best = {.value = -INFINITY};
    const size_t rows = eq_ffe_rows(&problem->ffe);
    *looked = 0;
    for (size_t c = 0; c < problem->ng * problem->nhp; c++) {
        double p[N];
        direct_pulse(problem, c, p);
        for (size_t r = 0; r < rows; r++) {
            const struct direct d = evaluate(problem, p, r);
            if (problem->local && best.found &&
                passed_over(problem, single, c, r, *ctle, *row))
                continue;
            *looked += d.legal;
            if (d.found && d.value > best.value) {
                best = d;
                *ctle = c;
                *row = r;
            }
        }
    }
    return best;
}

static enum lr_status prepare(void *context, size_t ctle, struct lr_error *err)
{
    (void)context, (void)ctle, (void)err;
    return LR_OK;
}

static double bound(const void *context, const struct eq_candidate *c)
{
    (void)context;
    return merit(c->s0, c->outside, c->slope) * (1.0 + 1e-9);
}

static double value(const void *context, const struct eq_candidate *c)
{
    (void)context;
    return merit(c->s0, c->outside + c->residual, c->slope);
}

static const struct eq_objective objective = {NULL, prepare, bound, value};

static const double pre[] = {-0.18, -0.09, 0.0}, post[] = {-0.2, -0.1, 0.0};
static const double pre2[] = {0.0, 0.07};

struct fixture {
    struct eq_problem problem;
    struct eq_ctle ctle[6];
    double h[N];
};

/* 3 x 2 CTLE settings, 3 x 3 FFE settings of which c(0) >= 0.63 forbids one, 4 DFE
 * taps.  h: a lossy rise and fall from `start` on with an echo of height `echo`. */
static void init(struct fixture *f, size_t start, double slow, double echo, size_t late)
{
    *f = (struct fixture){.problem = {.n = N, .h = f->h, .dt = 1.0 / (baud * M),
                                      .per_ui = M, .ng = 3, .nhp = 2, .ctle = f->ctle}};
    for (size_t i = 0; i < 6; i++)
        f->ctle[i] = (struct eq_ctle){-3.5 * (double)(2 - i / 2), baud / 4.0, baud / 4.1,
                                      baud, i % 2 ? -1.3 : 0.0, baud / 80.0};
    for (size_t k = start; k < N; k++) {
        const double t = (double)(k - start);
        f->h[k] += 0.02 * (exp(-t / slow) - exp(-t / 3.1)) + 0.004 * exp(-t / 43.0);
        if (k + late < N)
            f->h[k + late] += echo * 0.02 * (exp(-t / slow) - exp(-t / 3.7));
    }
    double top = 0.0;
    for (size_t k = 0; k < N; k++) {
        double sum = 0.0;
        for (size_t i = 0; i < M && i <= k; i++)
            sum += f->h[k - i];
        if (sum > top) {
            top = sum;
            f->problem.peak = k;
        }
    }
    f->problem.ffe =
        (struct eq_ffe_grid){2, {-1, 1}, {3, 3}, {pre, post}, .cursor_min = 0.63};
    f->problem.dfe = (struct eq_dfe){
        TAPS, {-0.4, 0.02, -0.05, -0.05}, .b_max = {0.4, 0.2, 0.1, 0.05}};
}

static void same(const struct eq_result *got, const struct eq_problem *problem,
                 const struct direct *want, size_t ctle, size_t row)
{
    const double tight = 1e-9;
    const struct eq_candidate *c = &got->best;
    CU_ASSERT_EQUAL(c->ctle, ctle);
    for (size_t i = problem->ffe.ntap; i-- > 0; row /= problem->ffe.count[i])
        CU_ASSERT_EQUAL(c->ffe.index[i], row % problem->ffe.count[i]);
    CU_ASSERT_EQUAL(c->cursor, want->cursor);
    CLOSE(got->value, want->value, tight * want->value);
    CLOSE(c->s0, want->s0, tight * want->s0);
    /* Gram matrices lose what the cursor's energy exceeds the rest by. */
    CLOSE(c->outside, want->outside, tight * want->s0 * want->s0);
    CLOSE(c->residual, want->residual, tight * want->s0 * want->s0);
    CLOSE(c->slope, want->slope, tight * want->slope);
    for (size_t k = 0; k < eq_dfe_span(&problem->dfe); k++)
        CLOSE(c->b[k], want->b[k], tight);
}

static void check_with(const struct eq_problem *problem, size_t single)
{
    struct lr_error err = {0};
    struct eq_result got;
    size_t ctle = 0, row = 0, looked;
    const struct direct want = direct_search(problem, single, &ctle, &row, &looked);
    CU_ASSERT_EQUAL(eq_search(problem, &objective, NULL, &got, &err), LR_OK);
    SAME_TEXT(err.text, "");
    same(&got, problem, &want, ctle, row);
    CU_ASSERT_EQUAL(got.looked, looked);
}

static void check(const struct eq_problem *problem)
{
    check_with(problem, 0);
}

static void the_winner_is_that_of_a_direct_search(void)
{
    struct fixture f;
    init(&f, 97, 11.0, 0.13, 77);
    check(&f.problem);
    init(&f, 60, 23.0, -0.21, 41);          /* long tail, negative echo */
    check(&f.problem);
    init(&f, 31, 6.3, 0.34, 150);           /* early and short, far echo */
    check(&f.problem);
    init(&f, 2, 7.7, 0.05, 33);             /* begins with the array */
    check(&f.problem);
}

static void echo_before_the_main_pulse_is_no_peak(void)
{
    /* The unequalised peak is the late pulse; equalisers may prefer either. */
    struct fixture f;
    init(&f, 50, 9.1, 1.02, 12 * M + 3);
    check(&f.problem);
    init(&f, 50, 9.1, 0.97, 19 * M + 1);
    check(&f.problem);
}

static void other_taps_are_searched_as_well(void)
{
    struct fixture f;
    init(&f, 97, 17.0, 0.13, 77);
    f.problem.ffe = (struct eq_ffe_grid){.ntap = 0};
    check(&f.problem);
    f.problem.ffe = (struct eq_ffe_grid){1, {2}, {3}, {post}, .cursor_min = 0.0};
    check(&f.problem);
    f.problem.ffe =
        (struct eq_ffe_grid){
            3, {-2, -1, 1}, {2, 3, 3}, {pre2, pre, post}, .cursor_min = 0.6};
    check(&f.problem);
    f.problem.dfe.n = 0;
    check(&f.problem);
}

static void floating_taps_are_placed_for_every_setting(void)
{
    struct fixture f;
    init(&f, 97, 11.0, 0.13, 77);
    f.problem.dfe.n = 2;
    f.problem.dfe.groups = 2;
    f.problem.dfe.group_size = 3;
    f.problem.dfe.last = SPAN;
    f.problem.dfe.floating_max = 0.03;
    check(&f.problem);
    f.problem.dfe.tail_start = 6;
    f.problem.dfe.tail_rss = 0.01;
    check(&f.problem);
    struct eq_result got;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, NULL, &got, NULL), LR_OK);
    CU_ASSERT_EQUAL(got.best.nfloating, 6);
    for (size_t i = 0; i < got.best.nfloating; i++)
        CU_ASSERT(got.best.floating[i] > 2 && got.best.floating[i] <= SPAN);
}

/* So many steps that a few of them are a part only. */
static const double fine[] = {-0.2,   -0.175, -0.15,  -0.125, -0.1,
                              -0.075, -0.05,  -0.025, 0.0};
static const double fine2[] = {0.0, 0.03, 0.06, 0.09};
static const double back[] = {0.0,    -0.025, -0.05,  -0.075, -0.1,
                              -0.125, -0.15,  -0.175, -0.2};
static const double back2[] = {0.09, 0.06, 0.03, 0.0};

static void local_search_looks_where_the_tool_does(void)
{
    /* Gains and taps in either order, so that the best is met early or late. */
    struct fixture f;
    for (size_t k = 0; k < 8; k++)
        for (size_t local = 0; local < 3; local++) {
            init(&f, 97, 6.0 + 2.3 * (double)k, k % 2 ? -0.2 : 0.17, 40 + 7 * k);
            f.problem.ffe = (struct eq_ffe_grid){
                3, {-2, -1, 1}, {4, 9, 9}, {fine2, fine, fine}, .cursor_min = 0.6};
            if (k & 2)
                f.problem.ffe.value[0] = back2;
            if (k & 4)
                f.problem.ffe.value[1] = f.problem.ffe.value[2] = back;
            f.problem.ng = 2;
            f.problem.nhp = 3;
            for (size_t i = 0; i < 6; i++)
                f.ctle[i].g_hp_db = -1.9 * (double)(k & 4 ? i % 3 : 2 - i % 3);
            f.problem.local = local;
            check(&f.problem);
        }
}

static void column_behind_a_single_value_is_not_limited(void)
{
    struct fixture f;
    init(&f, 97, 11.0, 0.13, 77);
    f.problem.local = 1;
    f.problem.ffe = (struct eq_ffe_grid){
        3, {-3, -1, 1}, {4, 9, 9}, {fine2, fine, fine}, .cursor_min = 0.6};
    struct eq_result all, fewer;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, NULL, &fewer, NULL), LR_OK);
    for (size_t single = 1; single <= 3; single++) {
        for (size_t v = 0; v < 3; v++)
            f.problem.ffe.follows_single[v] = v + 1 == single;
        check_with(&f.problem, single);
        CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, NULL, &all, NULL), LR_OK);
        CU_ASSERT(all.looked > fewer.looked);
    }
}

static void every_setting_has_the_energies_of_its_waveform(void)
{
    /* A search of radius 0 looks at one setting only. */
    struct fixture f;
    init(&f, 97, 14.0, -0.17, 67);
    size_t seen = 0;
    for (size_t c = 0; c < 6; c++) {
        double p[N];
        direct_pulse(&f.problem, c, p);
        for (size_t row = 0; row < 9; row++) {
            struct lr_error err = {0};
            struct eq_result got;
            struct eq_near near = {.at = {.ctle = c}};
            const struct direct want = evaluate(&f.problem, p, row);
            if (!want.found)
                continue;
            near.at.ffe.index[0] = row / 3;
            near.at.ffe.index[1] = row % 3;
            CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, &near, &got, &err), LR_OK);
            CU_ASSERT_EQUAL(got.looked, 1);
            same(&got, &f.problem, &want, c, row);
            seen++;
        }
    }
    CU_ASSERT_EQUAL(seen, 48);              /* 8 of 9 rows are legal */
}

static void search_near_the_optimum_finds_it(void)
{
    struct fixture f;
    init(&f, 97, 11.0, 0.13, 77);
    struct eq_result all, some;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, NULL, &all, NULL), LR_OK);
    /* One step off in the main stage; the best of a neighbourhood is its new centre. */
    struct eq_near near = {all.best, 1, 1};
    near.at.ctle = all.best.ctle < 2 ? all.best.ctle + 2 : all.best.ctle - 2;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, &near, &some, NULL), LR_OK);
    CU_ASSERT(some.value == all.value);
    CU_ASSERT_EQUAL(some.best.ctle, all.best.ctle);
    CU_ASSERT(some.best.s0 == all.best.s0);
    CU_ASSERT_EQUAL(some.best.cursor, all.best.cursor);
}

static void threads_do_not_change_a_bit(void)
{
    struct fixture f;
    init(&f, 60, 23.0, -0.21, 41);
    struct eq_result one, four;
    parallel_set_threads(1);
    CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, NULL, &one, NULL), LR_OK);
    parallel_set_threads(4);
    CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, NULL, &four, NULL), LR_OK);
    parallel_set_threads(0);
    CU_ASSERT(one.value == four.value);
    CU_ASSERT_EQUAL(one.looked, four.looked);
    CU_ASSERT_EQUAL(one.best.ctle, four.best.ctle);
    CU_ASSERT_EQUAL(one.best.cursor, four.best.cursor);
    CU_ASSERT(one.best.s0 == four.best.s0 && one.best.outside == four.best.outside &&
              one.best.residual == four.best.residual &&
              one.best.slope == four.best.slope);
    CU_ASSERT(!memcmp(one.best.b, four.best.b, sizeof one.best.b));
}

static double always_two(const void *context, const struct eq_candidate *c)
{
    (void)context, (void)c;
    return 2.0;
}

static double always_one(const void *context, const struct eq_candidate *c)
{
    (void)context, (void)c;
    return 1.0;
}

static void the_first_of_equals_wins(void)
{
    const struct eq_objective flat = {NULL, prepare, always_two, always_one};
    struct fixture f;
    init(&f, 97, 11.0, 0.13, 77);
    for (int threads = 1; threads <= 4; threads += 3) {
        struct eq_result got;
        parallel_set_threads(threads);
        CU_ASSERT_EQUAL(eq_search(&f.problem, &flat, NULL, &got, NULL), LR_OK);
        /* c(-1) -0.18 with c(1) -0.2 is illegal, so the first row is the second. */
        CU_ASSERT_EQUAL(got.best.ctle, 0);
        CU_ASSERT_EQUAL(got.best.ffe.index[0], 0);
        CU_ASSERT_EQUAL(got.best.ffe.index[1], 1);
    }
    parallel_set_threads(0);
}

static void pulse_that_never_rises_is_refused(void)
{
    struct lr_error err = {0};
    struct fixture f;
    struct eq_result got;
    init(&f, 97, 11.0, 0.13, 77);
    memset(f.h, 0, sizeof f.h);
    CU_ASSERT_EQUAL(eq_search(&f.problem, &objective, NULL, &got, &err), LR_ENUMERIC);
    SAME_TEXT(err.text,
              "no equaliser setting of 48 has a sampling instant: the pulse does "
              "not rise");
}

static enum lr_status refuse(void *context, size_t ctle, struct lr_error *err)
{
    (void)context;
    return error_set(err, LR_EDOMAIN, "setting %zu is out of order", ctle);
}

static void what_the_objective_refuses_is_passed_on(void)
{
    const struct eq_objective broken = {NULL, refuse, bound, value};
    struct lr_error err = {0};
    struct fixture f;
    struct eq_result got;
    init(&f, 97, 11.0, 0.13, 77);
    CU_ASSERT_EQUAL(eq_search(&f.problem, &broken, NULL, &got, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "setting 0 is out of order");
}

static const struct tap_case cases[] = {
    {"the winner is that of a direct search over whole waveforms",
     the_winner_is_that_of_a_direct_search},
    {"of two like pulses the larger within 20 UI is the peak",
     echo_before_the_main_pulse_is_no_peak},
    {"no tap, one, three, and no DFE are searched as well",
     other_taps_are_searched_as_well},
    {"floating taps are placed for every setting",
     floating_taps_are_placed_for_every_setting},
    {"a local search looks where the tool does", local_search_looks_where_the_tool_does},
    {"a column behind a single value is not limited",
     column_behind_a_single_value_is_not_limited},
    {"every setting has the energies of its waveform",
     every_setting_has_the_energies_of_its_waveform},
    {"a search near the optimum finds it", search_near_the_optimum_finds_it},
    {"threads do not change a bit", threads_do_not_change_a_bit},
    {"the first of equals wins", the_first_of_equals_wins},
    {"a pulse that never rises is refused", pulse_that_never_rises_is_refused},
    {"what the objective refuses is passed on", what_the_objective_refuses_is_passed_on},
};
TAP_MAIN("eq/search", cases)

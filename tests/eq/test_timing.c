#include "config.h"

#include "eq/search.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

/* Sampling instants of a pulse made of straight lines, worked out by hand.  Between its
 * corners, 100 to 210, in samples of which there are 16 per UI:
 *
 *   n    100  112  124   130  210
 *   p      0  0.2  0.95  1.0    0
 */
enum { M = 16, N = 260 };
static const double corner[] = {100.0, 112.0, 124.0, 130.0, 210.0};
static const double height[] = {0.0, 0.2, 0.95, 1.0, 0.0};

static double line(double n)
{
    for (size_t i = 0; i < 4; i++)
        if (n >= corner[i] && n <= corner[i + 1])
            return height[i] + (height[i + 1] - height[i]) * (n - corner[i]) /
                                   (corner[i + 1] - corner[i]);
    return 0.0;
}

static enum lr_status prepare(void *context, size_t ctle, struct lr_error *err)
{
    (void)context, (void)ctle, (void)err;
    return LR_OK;
}

static double cursor_power(const void *context, const struct eq_candidate *c)
{
    (void)context;
    return c->s0 * c->s0;
}

static const struct eq_objective largest = {NULL, prepare, cursor_power, cursor_power};

struct fixture {
    struct eq_problem problem;
    struct eq_ctle ctle;
    double h[N];
};

/* An equaliser that does nothing: the zero on the first pole, the second at infinity.  h:
 * the sum of its last M samples is the pulse, `early` samples earlier. */
static void init(struct fixture *f, size_t n, size_t early)
{
    const double baud = 26.5625e9;
    *f = (struct fixture){.ctle = {.f_z = baud, .f_p1 = baud, .f_p2 = baud * 1e20},
                          .problem = {.n = n,
                                      .h = f->h,
                                      .dt = 1.0 / (baud * M),
                                      .per_ui = M,
                                      .peak = 130 - early,
                                      .ng = 1,
                                      .nhp = 1,
                                      .ctle = &f->ctle}};
    double before = 0.0;
    for (size_t k = 0; k < n; k++) {
        const double now = line((double)(k + early));
        f->h[k] = now - before + (k >= M ? f->h[k - M] : 0.0);
        before = now;
    }
}

static struct eq_candidate found(const struct fixture *f,
                                 const struct eq_objective *objective)
{
    struct lr_error err = {0};
    struct eq_result got;
    CU_ASSERT_EQUAL(eq_search(&f->problem, objective, NULL, &got, &err), LR_OK);
    SAME_TEXT(err.text, "");
    CU_ASSERT_EQUAL(got.looked, 1);             /* of settings, not of instants */
    return got.best;
}

static void mueller_balances_precursor_and_what_the_dfe_leaves(void)
{
    /* p(110) = 1/6, p(142) = 0.85, p(126) = 29/30: 1/6 = 0.85 - b 29/30. */
    struct fixture f;
    init(&f, N, 0);
    f.problem.dfe.n = 1;
    f.problem.dfe.b_max[0] = 20.5 / 29.0;
    const struct eq_candidate c = found(&f, &largest);
    CU_ASSERT_EQUAL(c.cursor, 126);
    CU_ASSERT_EQUAL(c.moved, 0);
    CLOSE(c.s0, 29.0 / 30.0, 1e-12);
}

static void instant_is_no_later_than_2_ui_behind_the_crossing(void)
{
    /* Without DFE p(n - 16) = p(n + 16) is at 136.3; 1 % is crossed behind 100. */
    struct fixture f;
    init(&f, N, 0);
    CU_ASSERT_EQUAL(found(&f, &largest).cursor, 132);
}

static void modified_mueller_looks_at_the_first_postcursor_only(void)
{
    /* p(138) = 0.9 and p(122) = 0.825. */
    struct fixture f;
    init(&f, N, 0);
    f.problem.timing.modified = true;
    f.problem.dfe.n = 1;
    f.problem.dfe.b_max[0] = 0.9 / 0.825;
    CU_ASSERT_EQUAL(found(&f, &largest).cursor, 122);
}

static void other_anchors_are_peak_and_steepest_rise(void)
{
    /* p(n) - p(n - 16) grows up to 124, where p goes on with 1/120 and p(n - 16) with
     * 1/60 per sample. */
    struct fixture f;
    init(&f, N, 0);
    f.problem.timing.anchor = EQ_ANCHOR_PEAK;
    CU_ASSERT_EQUAL(found(&f, &largest).cursor, 130);
    f.problem.timing.anchor = EQ_ANCHOR_RISE;
    CU_ASSERT_EQUAL(found(&f, &largest).cursor, 124);
}

static void other_anchors_need_no_crossing(void)
{
    /* The array begins with p(114) = 0.325. */
    struct lr_error err = {0};
    struct fixture f;
    struct eq_result got;
    init(&f, N - 114, 114);
    CU_ASSERT_EQUAL(eq_search(&f.problem, &largest, NULL, &got, &err), LR_ENUMERIC);
    SAME_TEXT(err.text,
              "no equaliser setting of 1 has a sampling instant: the pulse does not "
              "rise");
    f.problem.timing.anchor = EQ_ANCHOR_PEAK;
    CU_ASSERT_EQUAL(found(&f, &largest).cursor, 16);
}

static void moved_instants_are_candidates(void)
{
    struct fixture f;
    init(&f, N, 0);
    f.problem.timing =
        (struct eq_timing){.anchor = EQ_ANCHOR_RISE, .first = -2, .last = 3};
    struct eq_candidate c = found(&f, &largest);
    CU_ASSERT_EQUAL(c.cursor, 127);             /* p grows up to 130 */
    CU_ASSERT_EQUAL(c.moved, 3);
    f.problem.timing.first = -4;
    f.problem.timing.last = -1;
    c = found(&f, &largest);
    CU_ASSERT_EQUAL(c.cursor, 123);
    CU_ASSERT_EQUAL(c.moved, -1);
    f.problem.timing.first = 0;
    f.problem.timing.last = 40;
    CU_ASSERT_EQUAL(found(&f, &largest).moved, 6);
}

/* An objective with a value for every move, that writes down what it is asked about. */
struct table {
    double value[17];           /* of the moves -8 .. 8                        */
    int asked[64];
    size_t n;
};

static double of_table(const void *context, const struct eq_candidate *c)
{
    struct table *table = *(struct table *const *)context;
    table->asked[table->n++] = c->moved;
    return table->value[c->moved + 8];
}

static double no_bound(const void *context, const struct eq_candidate *c)
{
    (void)context, (void)c;
    return INFINITY;
}

/* Looks at first .. last; returns the winner's move. */
static int move_of(struct table *table, int first, int last, bool middle, size_t local)
{
    struct fixture f;
    struct table *pointer = table;
    const struct eq_objective objective = {&pointer, prepare, no_bound, of_table};
    init(&f, N, 0);
    table->n = 0;
    f.problem.timing = (struct eq_timing){EQ_ANCHOR_PEAK, false, first, last, middle};
    f.problem.local = local;
    /* Alone in its grid the setting is visited twice when everything is sought: first to
     * have a value to beat. */
    return found(&f, &objective).moved;
}

static void check_asked(const struct table *table, size_t n, const int *want)
{
    const size_t skip = table->n > n ? table->n - n : 0;
    CU_ASSERT_EQUAL(table->n - skip, n);
    for (size_t i = 0; i < n; i++)
        CU_ASSERT_EQUAL(table->asked[skip + i], want[i]);
}

static void order_decides_between_equals(void)
{
    struct table flat = {.value = {0.0}};
    for (size_t i = 0; i < 17; i++)
        flat.value[i] = 7.3;
    CU_ASSERT_EQUAL(move_of(&flat, -2, 3, false, 0), -2);
    check_asked(&flat, 6, (const int[]){-2, -1, 0, 1, 2, 3});
    CU_ASSERT_EQUAL(move_of(&flat, -2, 3, true, 0), 0);
    check_asked(&flat, 6, (const int[]){0, -1, 1, -2, 2, 3});
    CU_ASSERT_EQUAL(move_of(&flat, -4, 1, true, 0), 0);
    check_asked(&flat, 6, (const int[]){0, -1, 1, -2, -3, -4});
    CU_ASSERT_EQUAL(move_of(&flat, 2, 5, true, 0), 2);
    check_asked(&flat, 4, (const int[]){2, 3, 4, 5});
    CU_ASSERT_EQUAL(move_of(&flat, -5, -2, true, 0), -2);
    check_asked(&flat, 4, (const int[]){-2, -3, -4, -5});
    CU_ASSERT_EQUAL(move_of(&flat, 3, 3, true, 2), 3);
}

static void local_search_stops_where_moves_get_worse(void)
{
    /* From -8 to 8: a hill at 3 and a higher one at -6 behind a valley. */
    struct table t = {.value = {1.0, 2.0, 9.0, 2.0, 1.0, 1.1, 1.2, 1.3, 2.0, 3.0, 4.0,
                                5.0, 4.0, 3.0, 6.0, 1.0, 1.0}};
    CU_ASSERT_EQUAL(move_of(&t, -8, 8, false, 2), -6);
    CU_ASSERT_EQUAL(move_of(&t, -8, 8, true, 0), -6);
    /* R = 1: the first stays alone.  R = 2: one step beyond the best of each side. */
    CU_ASSERT_EQUAL(move_of(&t, -8, 8, true, 1), 0);
    check_asked(&t, 1, (const int[]){0});
    CU_ASSERT_EQUAL(move_of(&t, -8, 8, true, 2), 3);
    check_asked(&t, 6, (const int[]){0, -1, 1, 2, 3, 4});
    CU_ASSERT_EQUAL(move_of(&t, -8, 8, true, 4), 6);
    check_asked(&t, 12, (const int[]){0, -1, 1, -2, 2, -3, 3, 4, 5, 6, 7, 8});
    CU_ASSERT_EQUAL(move_of(&t, -8, 8, true, 7), -6);
}

static double slope_of(const struct fixture *f)
{
    return found(f, &largest).slope;
}

static void jitter_counts_in_all_ui_or_in_the_span_of_the_dfe(void)
{
    /* At 126 + 16 k the pulse rises by 1/60 and 1/120 per sample, then falls by 1/80 at
     * 142, 158, 174, 190 and 206; times 16 per UI. */
    const double before = 16.0 / 60.0, at = 16.0 / 120.0, behind = 16.0 / 80.0;
    const double rise = before * before + at * at, fall = behind * behind;
    struct fixture f;
    init(&f, N, 0);
    f.problem.dfe.n = 2;
    f.problem.dfe.b_max[0] = 20.5 / 29.0;
    CLOSE(slope_of(&f), rise + 5.0 * fall, 1e-11);
    f.problem.jitter_in_span = true;
    CLOSE(slope_of(&f), rise + 2.0 * fall, 1e-11);
    f.problem.dfe.groups = f.problem.dfe.group_size = 1;        /* N_f = 4 */
    f.problem.dfe.last = 4;
    CLOSE(slope_of(&f), rise + 4.0 * fall, 1e-11);
}

static void jitter_at_the_ends_of_the_array(void)
{
    /* The array ends with p(158) = 0.65: over all UI that has no difference, in the span
     * what follows is 0. */
    const double before = 16.0 / 60.0, at = 16.0 / 120.0, behind = 16.0 / 80.0;
    const double last = 8.0 * line(157.0);
    struct fixture f;
    init(&f, 159, 0);
    f.problem.dfe.n = 3;
    f.problem.dfe.b_max[0] = 20.5 / 29.0;
    CLOSE(slope_of(&f), before * before + at * at + behind * behind, 1e-11);
    f.problem.jitter_in_span = true;
    CLOSE(slope_of(&f), before * before + at * at + behind * behind + last * last, 1e-10);

    /* It begins 1 UI before the peak: no difference there.  At the peak it is the mean of
     * both sides. */
    const double top = 8.0 * (1.0 - line(129.0) + line(131.0) - 1.0);
    init(&f, N - 114, 114);
    f.problem.timing.anchor = EQ_ANCHOR_PEAK;
    f.problem.dfe.n = 1;
    f.problem.jitter_in_span = true;
    CLOSE(slope_of(&f), top * top + behind * behind, 1e-11);
}

static const struct tap_case cases[] = {
    {"Mueller and Mueller balance precursor and what the DFE leaves",
     mueller_balances_precursor_and_what_the_dfe_leaves},
    {"the instant is no later than 2 UI behind the crossing",
     instant_is_no_later_than_2_ui_behind_the_crossing},
    {"Mod-MM looks at the first postcursor only",
     modified_mueller_looks_at_the_first_postcursor_only},
    {"the other anchors are the peak and the steepest rise",
     other_anchors_are_peak_and_steepest_rise},
    {"the other anchors need no crossing", other_anchors_need_no_crossing},
    {"moved instants are candidates", moved_instants_are_candidates},
    {"the order decides between equals", order_decides_between_equals},
    {"a local search stops where moves get worse",
     local_search_stops_where_moves_get_worse},
    {"jitter counts in all UI or in the span of the DFE",
     jitter_counts_in_all_ui_or_in_the_span_of_the_dfe},
    {"jitter at the ends of the array", jitter_at_the_ends_of_the_array},
};
TAP_MAIN("eq/timing", cases)

#include "config.h"

#include "base/parallel.h"
#include "tests/eq/direct.h"

enum { M = 8, N = 480, TAPS = 4, SPAN = 16 };
static const double baud = 26.5625e9;

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
                                      baud, i % 2 ? -1.3 : 0.0, baud / 80.0, 0.0};
    for (size_t k = start; k < N; k++) {
        const double t = (double)(k - start);
        f->h[k] += 0.02 * (exp(-t / slow) - exp(-t / 3.1)) + 0.004 * exp(-t / 43.0);
        if (k + late < N)
            f->h[k + late] += echo * 0.02 * (exp(-t / slow) - exp(-t / 3.7));
    }
    f->problem.peak = direct_peak(f->h, N, M);
    f->problem.ffe =
        (struct eq_ffe_grid){2, {-1, 1}, {3, 3}, {pre, post}, .cursor_min = 0.63};
    f->problem.dfe = (struct eq_dfe){
        TAPS, {-0.4, 0.02, -0.05, -0.05}, .b_max = {0.4, 0.2, 0.1, 0.05}};
}

static void check(const struct eq_problem *problem)
{
    direct_check(problem, 0);
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
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &got, NULL), LR_OK);
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
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &fewer, NULL), LR_OK);
    for (size_t single = 1; single <= 3; single++) {
        for (size_t v = 0; v < 3; v++)
            f.problem.ffe.follows_single[v] = v + 1 == single;
        direct_check(&f.problem, single);
        CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &all, NULL),
                        LR_OK);
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
        double p[N], s[N], taken;
        direct_pulse(&f.problem, c, p);
        for (size_t row = 0; row < 9; row++) {
            struct lr_error err = {0};
            struct eq_result got;
            struct eq_near near = {.at = {.ctle = c}};
            struct direct want = {.value = -INFINITY};
            if (!direct_equalise(&f.problem, p, row, s, &taken))
                continue;
            direct_try(&f.problem, s, taken, &want, c, row);
            near.at.ffe.index[0] = row / 3;
            near.at.ffe.index[1] = row % 3;
            CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, &near, &got, &err),
                            LR_OK);
            CU_ASSERT_EQUAL(got.looked, 1);
            direct_same(&got, &f.problem, &want);
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
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &all, NULL), LR_OK);
    /* One step off in the main stage; the best of a neighbourhood is its new centre. */
    struct eq_near near = {all.best, 1, 1};
    near.at.ctle = all.best.ctle < 2 ? all.best.ctle + 2 : all.best.ctle - 2;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, &near, &some, NULL), LR_OK);
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
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &one, NULL), LR_OK);
    parallel_set_threads(4);
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &four, NULL), LR_OK);
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
    const struct eq_objective flat = {NULL, direct_prepare, always_two, always_one};
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
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &got, &err),
                    LR_ENUMERIC);
    SAME_TEXT(err.text,
              "no equaliser setting of 48 has a sampling instant: the pulse does "
              "not rise");
}

static void barred_ctle_settings_are_not_looked_at(void)
{
    struct lr_error err = {0};
    struct fixture f;
    struct eq_result all, some;
    bool barred[6] = {false};
    init(&f, 97, 11.0, 0.13, 77);
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &all, NULL), LR_OK);
    barred[all.best.ctle] = true;
    f.problem.ctle_barred = barred;
    for (size_t local = 0; local < 3; local += 2) {
        f.problem.local = local;
        check(&f.problem);
        CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &some, NULL),
                        LR_OK);
        CU_ASSERT(some.value < all.value);
        CU_ASSERT_EQUAL(some.looked, 40);               /* 8 rows behind 5 of 6 */
    }
    /* Next to the barred one the best is the best of what is left. */
    const struct eq_near near = {all.best, 3, 2};
    struct eq_result next;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, &near, &next, NULL), LR_OK);
    CU_ASSERT(next.value == some.value);
    for (size_t i = 0; i < 6; i++)
        barred[i] = true;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &some, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "none of 6 CTLE settings may be used: all pairs of gains are "
                        "barred");
}

static void no_legal_ffe_setting_is_refused(void)
{
    struct lr_error err = {0};
    struct fixture f;
    struct eq_result got;
    init(&f, 97, 11.0, 0.13, 77);
    f.problem.ffe.cursor_min = 1.01;
    CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &got, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "no FFE setting is legal: c(0) falls below 1.01 in every one");
}

static double bound_of_known_ffe(const void *context, const struct eq_candidate *c)
{
    return direct_bound(context, c) / c->ffe.cursor * c->ffe.cursor;
}

static void bound_that_needs_the_ffe_finds_the_same(void)
{
    const struct eq_objective careful = {NULL, direct_prepare, bound_of_known_ffe,
                                         direct_value};
    struct fixture f;
    for (size_t local = 0; local < 2; local++) {
        struct eq_result got, want;
        init(&f, 60, 23.0, -0.21, 41);
        f.problem.local = local;
        f.problem.timing = (struct eq_timing){.first = -3, .last = 3, .middle = true};
        CU_ASSERT_EQUAL(eq_search(&f.problem, &careful, NULL, &got, NULL), LR_OK);
        CU_ASSERT_EQUAL(eq_search(&f.problem, &direct_objective, NULL, &want, NULL),
                        LR_OK);
        CU_ASSERT(got.value == want.value);
        CU_ASSERT_EQUAL(got.looked, want.looked);
        CU_ASSERT_EQUAL(got.best.cursor, want.best.cursor);
    }
}

static enum lr_status refuse(void *context, size_t ctle, struct lr_error *err)
{
    (void)context;
    return error_set(err, LR_EDOMAIN, "setting %zu is out of order", ctle);
}

static void what_the_objective_refuses_is_passed_on(void)
{
    const struct eq_objective broken = {NULL, refuse, direct_bound, direct_value};
    struct lr_error err = {0};
    struct fixture f;
    struct eq_result got;
    init(&f, 97, 11.0, 0.13, 77);
    /* The middle one is the first that is visited. */
    CU_ASSERT_EQUAL(eq_search(&f.problem, &broken, NULL, &got, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "setting 3 is out of order");
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
    {"barred CTLE settings are not looked at", barred_ctle_settings_are_not_looked_at},
    {"no legal FFE setting is refused", no_legal_ffe_setting_is_refused},
    {"a bound that needs the FFE finds the same",
     bound_that_needs_the_ffe_finds_the_same},
    {"what the objective refuses is passed on", what_the_objective_refuses_is_passed_on},
};
TAP_MAIN("eq/search", cases)

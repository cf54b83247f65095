#include "config.h"

#include "eq/sieve.h"
#include "eq/summit.h"
#include "tests/eq/random_problem.h"

/* What the sieve holds back is compared with every setting at every instant. */
enum { PROBLEMS = 80 };

static const struct eq_weights weights = {1.0, direct_jitter, direct_rest, direct_tx};

static void weights_are_those_of_the_bound(void)
{
    const struct eq_ffe some = {.ntap = 0, .cursor = 1.0};
    const struct eq_ffe *const ffe[] = {NULL, &some};
    for (size_t i = 0; i < 2; i++) {
        const struct eq_weights w =
            eq_weights_solve(&direct_objective, 0, ffe[i], 0.0723);
        CLOSE(w.energy, weights.energy, 1e-8);      /* the bound is 1e-9 too large */
        CLOSE(w.slope, weights.slope, 1e-8 * weights.slope);
        CLOSE(w.rest, weights.rest, 1e-8 * weights.rest);
        CLOSE(w.cursor, weights.cursor, 1e-8 * weights.cursor);
    }
}

static double flat(const void *context, const struct eq_candidate *c)
{
    (void)context, (void)c;
    return 2.0;
}

static double of_known_cursor(const void *context, const struct eq_candidate *c)
{
    (void)context;
    return direct_merit(c->s0, c->outside, c->slope, 0.0) * c->ffe.cursor;
}

static void bound_that_says_nothing_has_no_weights(void)
{
    const struct eq_ffe some = {.ntap = 0, .cursor = 1.0};
    const struct eq_objective none = {NULL, direct_prepare, flat, flat};
    const struct eq_objective known = {NULL, direct_prepare, of_known_cursor, flat};
    CU_ASSERT(eq_weights_solve(&none, 0, NULL, 0.0723).energy == 0.0);
    CU_ASSERT(eq_weights_solve(&known, 0, NULL, 0.0723).energy == 0.0);
    CU_ASSERT(eq_weights_solve(&known, 0, &some, 0.0723).energy > 0.9);
}

/* Whether a setting's bound, less what the DFE's first tap leaves, reaches `best` at any
 * instant that could be returned. */
static bool reaches(const struct eq_problem *problem, const double *s, long first,
                    long last, double best)
{
    const struct eq_dfe *dfe = &problem->dfe;
    for (long t = first; t <= last; t++) {
        const struct direct d = direct_evaluate(problem, s, 0.0, t);
        const double h = direct_at(problem, s, t + (long)problem->per_ui);
        double rest = 0.0;
        if (dfe->n && dfe->tail_start != 1)
            rest = fmax(fmax(h - dfe->b_max[0] * d.s0, dfe->b_min[0] * d.s0 - h), 0.0);
        if (d.found && direct_merit(d.s0, d.outside + rest * rest, d.slope, 0.0) >= best)
            return true;
    }
    return false;
}

struct tally {
    size_t rows, held, reaching, held_groups;
};

static void check_group(struct eq_sieve *sieve, const double *p, size_t group, long first,
                        long last, double best, struct tally *tally)
{
    const struct eq_problem *problem = sieve->problem;
    const size_t rows = eq_ffe_group_rows(&problem->ffe);
    struct eq_ffe ffe;
    if (!eq_ffe_group(&problem->ffe, group, &ffe))
        return;
    const bool any = eq_sieve_group(sieve, &ffe);
    tally->held_groups += !any;
    for (size_t row = 0; row < rows; row++) {
        double s[DIRECT_MOST], taken;
        if (!eq_ffe_group_row(&problem->ffe, row, &ffe))
            continue;
        const bool passed = eq_sieve_row(sieve, &ffe);
        direct_equalise(problem, p, group * rows + row, s, &taken);
        const bool reached = reaches(problem, s, first, last, best);
        CU_ASSERT(!reached || (any && passed));
        tally->rows++;
        tally->held += !any || !passed;
        tally->reaching += reached;
    }
}

static void check_problem(const struct eq_problem *problem, double part,
                          struct tally *tally)
{
    struct eq_pulse pulse;
    struct eq_sieve sieve;
    double p[DIRECT_MOST];
    size_t looked;
    const double best = part * direct_search(problem, 0, &looked).value;
    const long n = (long)problem->n;
    CU_ASSERT_EQUAL_FATAL(eq_pulse_init(&pulse, problem, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(eq_sieve_init(&sieve, problem, NULL), LR_OK);
    direct_pulse(problem, 0, p);
    struct eq_ctle none = {.f_z = 1.0, .f_p1 = 1.0, .f_p2 = 1e30};  /* p is filtered */
    struct eq_problem filtered = *problem;
    filtered.ctle = &none;
    pulse.problem = sieve.problem = &filtered;
    eq_pulse_load(&pulse, p, 0);
    eq_sieve_load(&sieve, &pulse, &weights, 0.5 * best);
    eq_sieve_raise(&sieve, best);
    ptrdiff_t first, last;
    eq_cursor_reach(&pulse.cursor, &first, &last);
    first = first + problem->timing.first > 0 ? first + problem->timing.first : 0;
    last = last + problem->timing.last < n - 1 ? last + problem->timing.last : n - 1;
    for (size_t group = 0; best > 0.0 && group < eq_ffe_groups(&problem->ffe); group++)
        check_group(&sieve, p, group, first, last, best, tally);
    eq_pulse_free(&pulse);
    eq_sieve_free(&sieve);
}

static void nothing_is_held_back_that_reaches_the_level(void)
{
    static const double parts[] = {0.2, 0.7, 1.0};
    static struct random_problem r;
    for (size_t i = 0; i < 3; i++) {
        struct tally t = {0};
        for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
            random_problem(&r, seed);
            r.problem.local = 0;
            check_problem(&r.problem, parts[i], &t);
        }
        CU_ASSERT(t.reaching > 0);
        /* It is no use if it holds nothing back: of what does not reach the level at any
         * instant it knows nearly all, up to the line that stands for some parabolas. */
        CU_ASSERT(t.held * 10 > (t.rows - t.reaching) * 9);
        CU_ASSERT(t.held_groups > 0);
    }
}

static void without_a_level_everything_passes(void)
{
    static struct random_problem r;
    random_problem(&r, 5);
    struct eq_pulse pulse;
    struct eq_sieve sieve;
    struct eq_ffe ffe;
    const struct eq_weights unknown = {0};
    CU_ASSERT_EQUAL_FATAL(eq_pulse_init(&pulse, &r.problem, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(eq_sieve_init(&sieve, &r.problem, NULL), LR_OK);
    eq_pulse_load(&pulse, r.h, 0);
    eq_ffe_row(&r.problem.ffe, 0, &ffe);
    eq_sieve_load(&sieve, &pulse, &weights, -INFINITY);
    CU_ASSERT(eq_sieve_group(&sieve, &ffe) && eq_sieve_row(&sieve, &ffe));
    eq_sieve_load(&sieve, &pulse, &unknown, 1e9);
    CU_ASSERT(eq_sieve_group(&sieve, &ffe) && eq_sieve_row(&sieve, &ffe));
    eq_sieve_load(&sieve, &pulse, &weights, 1e9);       /* beyond 1 / direct_tx */
    CU_ASSERT(!eq_sieve_row(&sieve, &ffe));
    eq_pulse_free(&pulse);
    eq_sieve_free(&sieve);
}

static void summit_is_found_inside_and_at_the_edges_of_a_box(void)
{
    /* base - 3 (x - 0.2)^2 - 5 (y + 0.1)^2, 0 <= x <= 0.5, 0 <= y <= 0.3: largest at x =
     * 0.2, y = 0, where it is base - 0.05; with x up to 0.13 only, base - 0.0647. */
    struct eq_room room = {.n = 2, .end = {0.5, 0.3}};
    double form[EQ_SIDES + 1][EQ_SIDES + 1] = {
        {0.0, 0.6, -0.5}, {0.6, -3.0}, {-0.5, 0.0, -5.0}};
    const double edge[] = {0.05, 0.0647};
    for (size_t i = 0; i < 2; i++) {
        room.end[0] = i ? 0.13 : 0.5;
        form[0][0] = edge[i] + 1e-9 - 0.12 - 0.05;
        CU_ASSERT(eq_summit_reaches(&room, form));
        form[0][0] = edge[i] - 1e-9 - 0.12 - 0.05;
        CU_ASSERT(!eq_summit_reaches(&room, form));
    }
    /* What bends upwards anywhere is not ruled out. */
    form[1][2] = form[2][1] = 4.0;
    form[0][0] = -100.0;
    CU_ASSERT(eq_summit_reaches(&room, form));
}

static const struct tap_case cases[] = {
    {"weights are those of the bound", weights_are_those_of_the_bound},
    {"a bound that says nothing has no weights", bound_that_says_nothing_has_no_weights},
    {"nothing is held back that reaches the level",
     nothing_is_held_back_that_reaches_the_level},
    {"without a level everything passes", without_a_level_everything_passes},
    {"the summit is found inside and at the edges of a box",
     summit_is_found_inside_and_at_the_edges_of_a_box},
};
TAP_MAIN("eq/sieve", cases)

#include "config.h"

#include "eq/dfe.h"
#include "eq/floating.h"
#include "tests/tap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* The rule for floating taps is spec/com.md, section 5.5 (routine findbankloc of the IEEE
 * COM tool).  Samples are relative to a cursor of 1 unless said otherwise. */
enum { SPAN = 40 };

struct solved {
    double left, b[EQ_DFE_MOST];
    size_t n, at[EQ_DFE_MOST];
};

static struct solved solve(const struct eq_dfe *dfe, const double *h)
{
    struct solved s;
    s.left = eq_dfe_solve(dfe, h, s.b, s.at, &s.n);
    return s;
}

static void taps_are_the_samples_within_their_limits(void)
{
    /* 0.35, -0.2 and 0.01 of the cursor; what is clipped stays: 0.05, 0.15, 0.03. */
    const struct eq_dfe dfe = {3, {-0.3, -0.05, 0.04}, .b_max = {0.3, 0.1, 0.2}};
    const double h[] = {1.7, 1.7 * 0.35, 1.7 * -0.2, 1.7 * 0.01, 9.0};
    const struct solved s = solve(&dfe, h);
    CU_ASSERT_EQUAL(eq_dfe_span(&dfe), 3);
    CLOSE(s.b[0], 0.3, 0.0);
    CLOSE(s.b[1], -0.05, 0.0);
    CLOSE(s.b[2], 0.04, 0.0);
    CU_ASSERT_EQUAL(s.n, 0);
    CLOSE(s.left, 1.7 * 1.7 * (0.05 * 0.05 + 0.15 * 0.15 + 0.03 * 0.03), 1e-15);
}

static void taps_in_steps_are_rounded_towards_zero(void)
{
    const struct eq_dfe dfe = {2, {-1.0, -1.0}, {1.0, 1.0}, .step = 0.05};
    const double h[] = {2.0, 2.0 * 0.137, 2.0 * -0.137};
    const struct solved s = solve(&dfe, h);
    CLOSE(s.b[0], 0.1, 1e-16);
    CLOSE(s.b[1], -0.1, 1e-16);
    CLOSE(s.left, 2.0 * 4.0 * 0.037 * 0.037, 1e-15);
}

static void one_group_goes_where_most_energy_is_removed(void)
{
    /* Behind two fixed taps; squares from position 3 on: 1 4 0 0 9 1 0 0. */
    const struct eq_dfe dfe = {2, {0.0}, {0.0}, .groups = 1, .group_size = 2, .last = 10,
                               .floating_max = 9.0};
    const double h[11] = {1.0, 5.0, 5.0, -1.0, 2.0, 0.0, 0.0, 3.0, -1.0, 0.0, 0.0};
    const struct solved s = solve(&dfe, h);
    CU_ASSERT_EQUAL(eq_dfe_span(&dfe), 10);
    CU_ASSERT_EQUAL(s.n, 2);
    CU_ASSERT_EQUAL(s.at[0], 7);
    CU_ASSERT_EQUAL(s.at[1], 8);
    CLOSE(s.b[6], 3.0, 0.0);
    CLOSE(s.b[7], -1.0, 0.0);
    CLOSE(s.b[3], 0.0, 0.0);
    CLOSE(s.left, 50.0 + 1.0 + 4.0, 1e-12);
}

static void energy_beyond_the_limit_does_not_count(void)
{
    /* A limit of 1.5 removes 9 - 2.25 of the 3, but 4 - 0.25 + 4 - 0.25 of the pair. */
    const struct eq_dfe dfe = {0, {0.0}, {0.0}, .groups = 1, .group_size = 2, .last = 6,
                               .floating_max = 1.5};
    const double h[7] = {1.0, 2.0, 2.0, 0.0, 0.0, 3.0, 0.0};
    const struct solved s = solve(&dfe, h);
    CU_ASSERT_EQUAL(s.at[0], 1);
    CLOSE(s.b[0], 1.5, 0.0);
    CLOSE(s.left, 0.25 + 0.25 + 9.0, 1e-15);
}

static void strongest_starts_in_front_put_the_groups_in_a_row(void)
{
    /* Squares 0 3 4 3 0 0: the starts 2 and 3 remove 7, 1 and 4 remove 3.  The strongest
     * three are 1 to 3, so that both pairs stand in a row: 1 to 4. */
    const struct eq_dfe dfe = {0, {0.0}, {0.0}, .groups = 2, .group_size = 2, .last = 6,
                               .floating_max = 9.0};
    const double h[7] = {1.0, 0.0, sqrt(3.0), 2.0, sqrt(3.0), 0.0, 0.0};
    const struct solved s = solve(&dfe, h);
    CU_ASSERT_EQUAL(s.n, 4);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(s.at[i], i + 1);
}

static void start_that_spoils_a_better_pair_is_passed_over(void)
{
    /* Squares 0 0 3 4 3 0 0 0: start 3 would spoil 2, which ranks before all starts that
     * it leaves alone; start 4 leaves 2, and that is promised to the second group. */
    const struct eq_dfe dfe = {0, {0.0}, {0.0}, .groups = 2, .group_size = 2, .last = 8,
                               .floating_max = 9.0};
    const double h[9] = {1.0, 0.0, 0.0, sqrt(3.0), 2.0, sqrt(3.0), 0.0, 0.0, 0.0};
    const struct solved s = solve(&dfe, h);
    CU_ASSERT_EQUAL(s.n, 4);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(s.at[i], i + 2);
}

/* The rule word for word, with lists that are sorted. */
struct start { size_t at; double gain; };

static int by_gain(const void *a, const void *b)
{
    const struct start *x = a, *y = b;
    if (x->gain != y->gain)
        return x->gain < y->gain ? 1 : -1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static size_t sort(const double *gain, size_t n, struct start *list)
{
    for (size_t i = 0; i < n; i++)
        list[i] = (struct start){i, gain[i]};
    qsort(list, n, sizeof *list, by_gain);
    return list[0].at;
}

/* Whether B is accepted; *promised is set when the bank before it is met first. */
static bool accepted(const double *gain, size_t n, size_t bank, const bool *chosen,
                     size_t b, size_t *promised)
{
    struct start list[SPAN];
    sort(gain, n, list);
    bool any = false, met = false;
    for (size_t k = 1; k < bank; k++)
        any |= b >= k && !chosen[b - k];
    for (size_t q = 0; any && q < n; q++) {
        const size_t x = list[q].at;
        const bool bad = x < b && b < x + bank && !chosen[x];
        if (x + bank == b) {
            *promised = x;
            return true;
        }
        if (!bad && !(x >= b && x < b + bank))
            return !met;
        met |= bad;
    }
    return true;
}

static void choose(const double *h, size_t m, size_t banks, size_t bank, double limit,
                   bool *chosen)
{
    const size_t n = m - bank + 1, none = SPAN;
    double gain[SPAN] = {0.0};
    struct start list[SPAN];
    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < i + bank; j++) {
            const double a = fabs(h[j]), r = fmax(0.0, a - limit);
            gain[i] += a * a - r * r;
        }
    size_t first = 0, promised = none;
    sort(gain, n, list);
    for (size_t i = 0; i <= (banks - 1) * bank; i++)
        first += list[i].at <= (banks - 1) * bank;
    if (first == (banks - 1) * bank + 1) {
        for (size_t i = 0; i < banks * bank; i++)
            chosen[i] = true;
        return;
    }
    for (size_t k = 1; k <= banks; k++) {
        size_t b = promised;
        promised = none;
        if (b == none)
            for (b = sort(gain, n, list); k < banks && gain[b] > -INFINITY &&
                                          !accepted(gain, n, bank, chosen, b, &promised);
                 b = sort(gain, n, list))
                gain[b] = -INFINITY;
        if (gain[b] == -INFINITY)
            return;
        for (size_t i = 0; i < n; i++)
            if (i < b + bank && b < i + bank)
                gain[i] = -INFINITY;
        for (size_t i = b; i < b + bank; i++)
            chosen[i] = true;
    }
}

static void thousands_of_responses_get_the_places_of_the_rule(void)
{
    unsigned long seed = 20220817;
    size_t rows = 0;
    for (size_t trial = 0; trial < 20000; trial++) {
        const size_t bank = 1 + trial % 4, banks = 1 + trial / 4 % 4, fixed = trial % 3;
        const size_t m = banks * bank + trial / 16 % 15;
        double h[SPAN];
        bool chosen[SPAN] = {false};
        struct eq_dfe dfe = {.n = fixed, .groups = banks, .group_size = bank,
                             .last = fixed + m, .floating_max = trial % 5 ? 0.4 : 0.1};
        for (size_t i = 0; i <= fixed + m; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            h[i] = (double)(seed >> 40) / 16777216.0 - 0.5;
            if (trial % 7 == 0)
                h[i] = floor(4.0 * h[i]) / 4.0;         /* many equals */
        }
        h[0] = 0.83;
        choose(h + fixed + 1, m, banks, bank, dfe.floating_max * h[0], chosen);
        size_t at[EQ_DFE_MOST], n = eq_floating_choose(&dfe, h, at), want = 0;
        for (size_t i = 0; i < m; i++)
            if (chosen[i]) {
                CU_ASSERT(want < n && at[want] == fixed + 1 + i);
                want++;
            }
        CU_ASSERT_EQUAL(n, want);
        rows += n && at[n - 1] == fixed + n;
    }
    CU_ASSERT(rows > 100 && rows < 19900);
}

static void least_residual_is_a_lower_limit(void)
{
    /* Without floating taps, steps and a tail's limit it is the residual itself. */
    unsigned long seed = 19911003;
    size_t close = 0;
    for (size_t trial = 0; trial < 5000; trial++) {
        struct eq_dfe dfe = {.n = trial % 5, .floating_max = trial % 2 ? 0.4 : 0.05};
        double h[SPAN] = {0.0};
        if (trial % 3) {
            dfe.groups = 1 + trial / 3 % 3;
            dfe.group_size = 1 + trial / 9 % 3;
            dfe.last = dfe.n + dfe.groups * dfe.group_size + trial % 7;
        }
        if (trial % 4 == 0) {
            dfe.tail_start = 1 + trial % 9;
            dfe.tail_rss = 0.1;
        }
        dfe.step = trial % 11 ? 0.0 : 0.03;
        for (size_t k = 0; k < dfe.n; k++) {
            dfe.b_max[k] = 0.3;
            dfe.b_min[k] = trial % 13 ? -0.3 : 0.1;
        }
        for (size_t i = 0; i <= eq_dfe_span(&dfe); i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            h[i] = (double)(seed >> 40) / 16777216.0 - 0.5;
        }
        h[0] = 0.83;
        const double least = eq_dfe_least(&dfe, h), left = solve(&dfe, h).left;
        CU_ASSERT(least <= left + 1e-15);
        if (!dfe.groups && !dfe.tail_start && !(dfe.step > 0.0))
            CLOSE(least, left, 1e-15);
        close += least > 0.7 * left;
    }
    CU_ASSERT(close > 2500);
}

static void tail_beyond_its_limit_is_scaled_to_it(void)
{
    /* 3, 4 and 12 hundredths have the norm 13 hundredths; scaled to 6.5. */
    struct eq_dfe dfe = {5, {-1.0, -1.0, -1.0, -1.0, -1.0}, {1.0, 1.0, 1.0, 1.0, 1.0},
                         .tail_start = 3, .tail_rss = 0.065};
    const double h[6] = {1.0, 0.5, -0.4, 0.03, -0.04, 0.12};
    struct solved s = solve(&dfe, h);
    CLOSE(s.b[1], -0.4, 0.0);
    CLOSE(s.b[2], 0.015, 1e-16);
    CLOSE(s.b[3], -0.02, 1e-16);
    CLOSE(s.b[4], 0.06, 1e-16);
    CLOSE(s.left, 0.065 * 0.065, 1e-16);
    dfe.tail_rss = 0.14;                        /* not reached */
    s = solve(&dfe, h);
    CLOSE(s.b[4], 0.12, 0.0);
    dfe.tail_rss = 0.065;
    dfe.tail_start = 6;                         /* behind the taps */
    s = solve(&dfe, h);
    CLOSE(s.left, 0.0, 0.0);
}

static void tail_limit_replaces_a_lower_limit(void)
{
    /* Held up to 0.3 by its lower limit, then allowed -0.15 .. 0.15: what is there. */
    const struct eq_dfe dfe = {1, {0.3}, {0.5}, .tail_start = 1, .tail_rss = 0.15};
    const double h[2] = {1.0, 0.1};
    const struct solved s = solve(&dfe, h);
    CLOSE(s.b[0], 0.1, 0.0);
    CLOSE(s.left, 0.0, 0.0);
}

static const struct tap_case cases[] = {
    {"taps are the samples within their limits",
     taps_are_the_samples_within_their_limits},
    {"taps in steps are rounded towards zero", taps_in_steps_are_rounded_towards_zero},
    {"one group goes where most energy is removed",
     one_group_goes_where_most_energy_is_removed},
    {"energy beyond the limit does not count", energy_beyond_the_limit_does_not_count},
    {"strongest starts in front put the groups in a row",
     strongest_starts_in_front_put_the_groups_in_a_row},
    {"a start that spoils a better pair is passed over",
     start_that_spoils_a_better_pair_is_passed_over},
    {"thousands of responses get the places of the rule",
     thousands_of_responses_get_the_places_of_the_rule},
    {"the least residual is a lower limit", least_residual_is_a_lower_limit},
    {"a tail beyond its limit is scaled to it", tail_beyond_its_limit_is_scaled_to_it},
    {"the tail's limit replaces a lower limit", tail_limit_replaces_a_lower_limit},
};
TAP_MAIN("eq/dfe", cases)

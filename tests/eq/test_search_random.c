#include "config.h"

#include "base/parallel.h"
#include "tests/eq/random_problem.h"

#include <stdio.h>

/* Searches that mix all options against a direct one; every number is another problem. */
enum { PROBLEMS = 600, WITH_THREADS = 60 };

static void every_mixture_of_options_has_the_winner_of_a_direct_search(void)
{
    static struct random_problem r;
    parallel_set_threads(1);            /* so small that a thread's start takes longer */
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        const unsigned failures = CU_get_number_of_failures();
        random_problem(&r, seed);
        direct_check(&r.problem, r.single);
        if (CU_get_number_of_failures() > failures) {
            printf("# problem %u\n", (unsigned)seed);
            return;
        }
    }
}

static void exhaustive_search_is_no_worse_than_a_local_one(void)
{
    static struct random_problem r;
    size_t better = 0, fewer = 0;
    parallel_set_threads(1);
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        struct eq_result all, some;
        random_problem(&r, seed);
        r.problem.local = 0;
        if (eq_search(&r.problem, &direct_objective, NULL, &all, NULL))
            continue;
        r.problem.local = 1;
        CU_ASSERT_EQUAL(eq_search(&r.problem, &direct_objective, NULL, &some, NULL),
                        LR_OK);
        CU_ASSERT(all.value >= some.value);
        CU_ASSERT(all.looked >= some.looked);
        better += all.value > some.value;
        fewer += some.looked < all.looked;
    }
    CU_ASSERT(better > 0 && fewer > PROBLEMS / 4);
}

static void search_near_the_winner_keeps_it_and_to_what_is_allowed(void)
{
    static struct random_problem r;
    parallel_set_threads(1);
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        struct eq_result all, some;
        random_problem(&r, seed);
        r.problem.local = 0;
        if (eq_search(&r.problem, &direct_objective, NULL, &all, NULL))
            continue;
        const struct eq_near near = {all.best, 1, 1};
        CU_ASSERT_EQUAL(eq_search(&r.problem, &direct_objective, &near, &some, NULL),
                        LR_OK);
        CU_ASSERT(some.value == all.value);
        /* Next to what is best of the allowed settings a forbidden one may be better. */
        struct eq_near start = near;
        start.at.ctle = 0;
        CU_ASSERT_EQUAL(eq_search(&r.problem, &direct_objective, &start, &some, NULL),
                        LR_OK);
        CU_ASSERT(some.value <= all.value);
        CU_ASSERT(!r.problem.ctle_barred || !r.barred[some.best.ctle]);
    }
}

static void threads_do_not_change_a_bit(void)
{
    static struct random_problem r;
    for (uint64_t seed = 1; seed <= WITH_THREADS; seed++) {
        struct eq_result got[3];
        random_problem(&r, seed);
        for (int i = 0; i < 3; i++) {
            parallel_set_threads(i + 1);
            if (eq_search(&r.problem, &direct_objective, NULL, &got[i], NULL))
                got[i] = (struct eq_result){0};
            CU_ASSERT(got[i].value == got[0].value);
            CU_ASSERT_EQUAL(got[i].looked, got[0].looked);
            CU_ASSERT_EQUAL(got[i].best.ctle, got[0].best.ctle);
            CU_ASSERT_EQUAL(got[i].best.cursor, got[0].best.cursor);
            CU_ASSERT(got[i].best.slope == got[0].best.slope);
            CU_ASSERT(!memcmp(got[i].best.b, got[0].best.b, sizeof got[0].best.b));
        }
    }
    parallel_set_threads(0);
}

static const struct tap_case cases[] = {
    {"every mixture of options has the winner of a direct search",
     every_mixture_of_options_has_the_winner_of_a_direct_search},
    {"an exhaustive search is no worse than a local one",
     exhaustive_search_is_no_worse_than_a_local_one},
    {"a search near the winner keeps it, and to what is allowed",
     search_near_the_winner_keeps_it_and_to_what_is_allowed},
    {"threads do not change a bit", threads_do_not_change_a_bit},
};
TAP_MAIN("eq/search (random)", cases)

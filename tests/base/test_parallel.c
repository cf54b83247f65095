#include "config.h"

#include "base/parallel.h"

#include "tests/tap.h"

#include <math.h>
#include <string.h>

enum { N = 203 };

struct job {
    double x[N];
    size_t calls[N];
    size_t slow;                /* this index takes much longer than others    */
    size_t fail[2];             /* these fail; N for none                      */
};

static enum lr_status body(void *context, size_t i, struct lr_error *own)
{
    struct job *job = context;
    const int steps = i == job->slow ? 200000 : 100;
    double x = 0.3 + (double)i / N;
    for (int k = 0; k < steps; k++)
        x = 3.9 * x * fabs(1.0 - x) / (1.0 + x);
    job->x[i] = x;
    job->calls[i]++;
    if (i == job->fail[0] || i == job->fail[1])
        return error_set(own, LR_EDOMAIN, "point %zu is outside", i);
    /* Two of each kind of text, so that repeats meet across threads. */
    return note_add(own, NOTE_WARNING, "pair %zu", i / 2);
}

static struct job run(int threads, size_t first, size_t second, struct lr_error *err)
{
    struct job job = {.slow = first < N ? first : 0, .fail = {first, second}};
    *err = (struct lr_error){.notes = notes_new(false)};
    parallel_set_threads(threads);
    const enum lr_status status = parallel_for(N, body, &job, err);
    CU_ASSERT_EQUAL(status, err->status);
    parallel_set_threads(0);
    return job;
}

static void answers_and_notes_do_not_depend_on_threads(void)
{
    struct lr_error one, four;
    const struct job a = run(1, N, N, &one), b = run(4, N, N, &four);
    CU_ASSERT_EQUAL(memcmp(a.x, b.x, sizeof a.x), 0);
    size_t wrong = 0, n = 0;
    for (size_t i = 0; i < N; i++)
        wrong += a.calls[i] != 1 || b.calls[i] != 1;
    CU_ASSERT_EQUAL(wrong, 0);
    for (; note_text(one.notes, NOTE_WARNING, n); n++) {
        char want[32];
        snprintf(want, sizeof want, "pair %zu", n);
        const char *other = note_text(four.notes, NOTE_WARNING, n);
        wrong += strcmp(note_text(one.notes, NOTE_WARNING, n), want) || !other ||
                 strcmp(other, want);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(n, (N + 1) / 2);
    CU_ASSERT_PTR_NULL(note_text(four.notes, NOTE_WARNING, n));
    notes_free(one.notes);
    notes_free(four.notes);
}

static void the_lowest_index_that_fails_is_told(void)
{
    /* 4 is slow, so that with several threads 131 has failed long before. */
    struct lr_error one, four;
    run(1, 4, 131, &one);
    run(4, 4, 131, &four);
    CU_ASSERT_EQUAL(one.status, LR_EDOMAIN);
    CU_ASSERT_EQUAL(four.status, LR_EDOMAIN);
    SAME_TEXT(one.text, "point 4 is outside");
    SAME_TEXT(four.text, "point 4 is outside");
    SAME_TEXT(note_text(four.notes, NOTE_WARNING, 1), "pair 1");
    CU_ASSERT_PTR_NULL(note_text(one.notes, NOTE_WARNING, 2));
    CU_ASSERT_PTR_NULL(note_text(four.notes, NOTE_WARNING, 2));
    notes_free(one.notes);
    notes_free(four.notes);
}

static enum lr_status outer(void *context, size_t i, struct lr_error *own)
{
    struct job *jobs = context;
    return parallel_for(N, body, &jobs[i], own);
}

static void a_nested_call_gives_the_same(void)
{
    enum { M = 5 };
    static struct job jobs[M];
    struct lr_error err = {.notes = notes_new(false)}, plain;
    const struct job want = run(1, N, N, &plain);
    for (size_t i = 0; i < M; i++)
        jobs[i] = (struct job){.fail = {N, N}};
    parallel_set_threads(3);
    CU_ASSERT_EQUAL(parallel_for(M, outer, jobs, &err), LR_OK);
    parallel_set_threads(0);
    for (size_t i = 0; i < M; i++)
        CU_ASSERT_EQUAL(memcmp(jobs[i].x, want.x, sizeof want.x), 0);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 100), "pair 100");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 102));
    notes_free(err.notes);
    notes_free(plain.notes);
}

static void strictness_reaches_every_thread(void)
{
    static const int threads[] = {1, 4};
    for (size_t t = 0; t < 2; t++) {
        struct job job = {.fail = {N, N}};
        struct lr_error err = {.notes = notes_new(true)};
        parallel_set_threads(threads[t]);
        CU_ASSERT_EQUAL(parallel_for(N, body, &job, &err), LR_EINPUT);
        SAME_TEXT(err.text, "pair 0 (a warning, refused under --strict)");
        notes_free(err.notes);
    }
    parallel_set_threads(0);
}

static void nobody_needs_to_listen(void)
{
    struct job job = {.fail = {7, N}};
    parallel_set_threads(4);
    CU_ASSERT_EQUAL(parallel_for(N, body, &job, NULL), LR_EDOMAIN);
    CU_ASSERT_EQUAL(parallel_for(0, body, &job, NULL), LR_OK);
    parallel_set_threads(0);
}

static const struct tap_case cases[] = {
    {"answers and the order of notes do not depend on the threads",
     answers_and_notes_do_not_depend_on_threads},
    {"the lowest index that fails is told", the_lowest_index_that_fails_is_told},
    {"a nested call gives the same", a_nested_call_gives_the_same},
    {"strictness reaches every thread", strictness_reaches_every_thread},
    {"nobody needs to listen", nobody_needs_to_listen},
};
TAP_MAIN("base/parallel", cases)

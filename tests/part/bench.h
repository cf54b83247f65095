/* bench.h -- one part on the bench: read from a text, with the released model library and
 * models of the test's own, and looked at over frequency. */
#ifndef TESTS_PART_BENCH_H
#define TESTS_PART_BENCH_H

#include "net/net.h"
#include "part/lanes.h"
#include "part/part.h"
#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <math.h>
#include <string.h>

struct bench {
    char folder[SCRATCH_SIZE];
    struct model_library *lib;
    struct arena arena;
    struct part part;
    struct lr_error err;
};

static inline void bench_begin(struct bench *b)
{
    *b = (struct bench){.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(b->folder), 0);
    CU_ASSERT_EQUAL_FATAL(model_library_open(NULL, &b->lib, &b->err), LR_OK);
    arena_init(&b->arena);
}

static inline void bench_drop(struct bench *b)
{
    if (b->part.kind && b->part.kind->release)
        b->part.kind->release(&b->part);
    b->part = (struct part){0};
}

static inline void bench_end(struct bench *b)
{
    bench_drop(b);
    arena_free(&b->arena);
    model_library_close(b->lib);
    scratch_leave(b->folder);
}

/* Reads "kind: name\nkey: value\n" as a link's reader does, in place of the part before;
 * what is wrong is in b->err. */
static inline enum lr_status bench_read(struct bench *b, const char *text)
{
    const struct part_source source = {b->lib, &b->arena, "", 20.0 + 273.15, NULL};
    struct yaml_node *map;
    bench_drop(b);
    b->err = (struct lr_error){.status = LR_OK};
    enum lr_status status =
        yaml_read_text("x.yaml", text, strlen(text), &b->arena, &map, &b->err);
    if (status)
        return status;
    b->part.kind = part_kind_find(map->first->key);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b->part.kind);
    b->part.name = map->first->text;
    b->part.mark = map->first->mark;
    return b->part.kind->read(&b->part, map, &source, &b->err);
}

static inline void bench_take(struct bench *b, const char *text)
{
    const enum lr_status status = bench_read(b, text);
    SAME_TEXT(b->err.text, "");
    CU_ASSERT_FATAL(!status);
}

static inline void bench_refuse(struct bench *b, const char *text, const char *want)
{
    CU_ASSERT_EQUAL(bench_read(b, text), LR_EINPUT);
    SAME_TEXT(b->err.text, want);
}

/* The differential S_ij at one frequency. */
static inline double complex bench_s(struct bench *b, double freq, size_t i, size_t j)
{
    struct net net;
    CU_ASSERT_EQUAL_FATAL(b->part.kind->network(&b->part, 1, &freq, &net, &b->err),
                          LR_OK);
    CLOSE(net.zref[0], 100.0, 0.0);
    const double complex s = *net_s(&net, 0, i, j);
    net_free(&net);
    return s;
}

static inline double bench_loss(struct bench *b, double freq)
{
    return -20.0 * log10(cabs(bench_s(b, freq, 1, 0)));
}

/* The 4-port of one lane: near + -, far + -. */
static inline void bench_legs(struct bench *b, double freq, double complex s[4][4])
{
    struct part_lanes lanes = {.n = 1, .nf = 1, .freq = &freq};
    struct net_bundle bundle;
    CU_ASSERT_EQUAL_FATAL(b->part.kind->lanes(&b->part, &lanes, &bundle, &b->err), LR_OK);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            s[i][j] = net_bundle_s(&bundle, 0, i, j);
    net_bundle_free(&bundle);
    part_lanes_free(&lanes);
}

/* S of differential (0) or common (1) waves, to end i from end j. */
static inline double complex bench_mode(double complex s[4][4], size_t to, size_t i,
                                        size_t from, size_t j)
{
    const double out = to ? 1.0 : -1.0, in = from ? 1.0 : -1.0;
    return 0.5 * (s[2 * i][2 * j] + in * s[2 * i][2 * j + 1] +
                  out * (s[2 * i + 1][2 * j] + in * s[2 * i + 1][2 * j + 1]));
}

/* What every passive part has: the lane's differential block is the network, it is
 * reciprocal, and no wave brings more out than in. */
static inline void bench_sound(struct bench *b, double freq)
{
    double complex s[4][4];
    bench_legs(b, freq, s);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            CLOSE(cabs(bench_mode(s, 0, i, 0, j) - bench_s(b, freq, i, j)), 0.0, 1e-12);
    for (size_t j = 0; j < 4; j++) {
        double power = 0.0;
        for (size_t i = 0; i < 4; i++) {
            power += creal(s[i][j] * conj(s[i][j]));
            CLOSE(cabs(s[i][j] - s[j][i]), 0.0, 1e-12);
        }
        CU_ASSERT(power < 1.0 + 1e-12);
    }
}

#endif

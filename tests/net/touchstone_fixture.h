/* touchstone_fixture.h -- what the tests of the Touchstone reader and writer share. */
#ifndef TESTS_NET_TOUCHSTONE_FIXTURE_H
#define TESTS_NET_TOUCHSTONE_FIXTURE_H

#include "net/touchstone.h"

#include "tests/tap.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline enum lr_status read_as(const char *name, const char *text, struct net *net,
                                     struct lr_error *err)
{
    return touchstone_read_text(name, text, strlen(text), net, err);
}

/* The file is refused with this message. */
static inline void refused(const char *name, const char *text, const char *message)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    CU_ASSERT_EQUAL(read_as(name, text, &net, &err), LR_EINPUT);
    SAME_TEXT(err.text, message);
    CU_ASSERT_PTR_NULL(net.s);
    net_free(&net);
}

/* The file is read with this one note of the kind and no other; "" for none. */
static inline void noted(const char *name, const char *text, enum note_kind kind,
                         const char *note, struct net *net)
{
    struct lr_error err = {LR_OK, "", notes_new(false)};
    CU_ASSERT_EQUAL(read_as(name, text, net, &err), LR_OK);
    SAME_TEXT(err.text, "");
    const char *got = note_text(err.notes, kind, 0);
    SAME_TEXT(got ? got : "", note);
    CU_ASSERT_PTR_NULL(note_text(err.notes, kind, 1));
    notes_free(err.notes);
}

/* A file name of this test's own. */
static inline const char *scratch(const char *extension)
{
    static char name[64];
    snprintf(name, sizeof name, "test_touchstone_%ld%s", (long)getpid(), extension);
    return name;
}

/* Numbers in [-1, 1) from a linear congruential generator with Knuth's MMIX constants. */
static inline double noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(int64_t)*state * 0x1p-63;
}

/* A network of noise, magnitudes from 1 down to 1e-12. */
static inline void noise_net(size_t nf, size_t np, uint64_t seed, struct net *net)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, nf, np, 42.5 + 1.0 / 3.0, NULL), LR_OK);
    for (size_t k = 0; k < nf; k++) {
        net->freq[k] = 13.28e9 / 7.0 * ((double)k + 0.3 * noise(&seed) + 0.5);
        for (size_t i = 0; i < np * np; i++) {
            const double size = pow(10.0, 6.0 * (noise(&seed) - 1.0));
            net->s[k * np * np + i] = size * cexp(I * 3.2 * noise(&seed));
        }
    }
}

#endif

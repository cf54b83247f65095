/* built.h -- links from a few lines of text to their channel. */
#ifndef TESTS_LINK_BUILT_H
#define TESTS_LINK_BUILT_H

#include "tests/link/fixture.h"

#include <math.h>

#define HEAD                                                                             \
    "lanereach: 1\ninterface: 100gbase-kr4\ngrid: {step: 400 MHz, stop: 12 GHz}\n"
#define TRACE(stackup, length)                                                           \
    "  - {trace: " stackup "-stripline-100ohm, length: " length "}\n"
#define VARIED(stackup, length)                                                          \
    "  - {trace: " stackup "-stripline-100ohm, length: " length ", vary: length}\n"
#define M7 "megtron7"
#define FR4 "fr4"

struct built {
    struct link link;
    struct link_chain chain;
    struct channel channel;
};

static inline void build(struct fixture *f, const char *text, double x, bool align,
                         struct built *b)
{
    *b = (struct built){.channel = {0}};
    scratch_put("link.yaml", text);
    enum lr_status status = link_read("link.yaml", f->lib, NULL, &b->link, &f->err);
    if (!status)
        status = link_chain_init(&b->link, &b->chain, &f->err);
    if (!status)
        status = link_chain_channel(&b->chain, x, align, &b->channel, &f->err);
    SAME_TEXT(f->err.text, "");
    CU_ASSERT_FATAL(!status);
}

static inline void drop(struct built *b)
{
    channel_free(&b->channel);
    link_chain_free(&b->chain);
    link_free(&b->link);
}

/* The largest difference between two 2-ports. */
static inline double apart(const struct net *a, const struct net *b)
{
    double most = a->nf == b->nf && a->np == 2 && b->np == 2 ? 0.0 : (double)NAN;
    for (size_t k = 0; k < 4 * a->nf && most >= 0.0; k++)
        most = fmax(most, cabs(a->s[k] - b->s[k]));
    return most;
}

#endif

#include "config.h"

#include "tests/link/fixture.h"

#include <math.h>
#include <string.h>

#define HEAD                                                                             \
    "lanereach: 1\ninterface: 100gbase-kr1\ngrid: {step: 50 MHz, stop: 30 GHz}\nparts:\n"
#define CARD "  - {trace: megtron7-stripline-100ohm, length: 3 in}\n"
#define CAPACITOR "  - capacitor: 0201-100nf\n"

struct built {
    struct link link;
    struct link_chain chain;
    struct channel channel;
};

static void build_at(struct fixture *f, const char *text, double x, struct built *b)
{
    *b = (struct built){.channel = {0}};
    scratch_put("link.yaml", text);
    enum lr_status status = link_read("link.yaml", f->lib, NULL, &b->link, &f->err);
    if (!status)
        status = link_chain_init(&b->link, &b->chain, &f->err);
    if (!status)
        status = link_chain_channel(&b->chain, x, false, &b->channel, &f->err);
    SAME_TEXT(f->err.text, "");
    CU_ASSERT_FATAL(!status);
}

static void build(struct fixture *f, const char *text, struct built *b)
{
    build_at(f, text, 0.0, b);
}

static void drop(struct built *b)
{
    channel_free(&b->channel);
    link_chain_free(&b->chain);
    link_free(&b->link);
}

static bool noted(const struct fixture *f, const char *text)
{
    const char *note;
    for (size_t i = 0; (note = note_text(f->err.notes, NOTE_ASSUMPTION, i)); i++)
        if (!strcmp(note, text))
            return true;
    return false;
}

static void a_coupled_link_has_the_dc_of_the_frequencies_above(void)
{
    /* The resistance of 3 in remains: what the link without a capacitor has, within the
     * step of skin effect from 0 to 50 MHz. */
    static const char text[] = "the link, which blocks DC: no DC point; it is "
                               "extrapolated from the points at 0.05 GHz and above";
    struct fixture f;
    struct built with, without;
    fixture_begin(&f);
    f.err.notes = notes_new(false);
    build(&f, HEAD CARD, &without);
    CU_ASSERT(!noted(&f, text));
    build(&f, HEAD CARD CAPACITOR, &with);
    CU_ASSERT(noted(&f, text));
    const struct net *a = &with.channel.path[0].net, *b = &without.channel.path[0].net;
    CLOSE(creal(*net_s(a, 0, 1, 0)), creal(*net_s(b, 0, 1, 0)), 0.02);
    CLOSE(cabs(*net_s(a, 0, 0, 0)), 0.0, 0.02);
    CLOSE(cimag(*net_s(a, 0, 1, 0)), 0.0, 0.0);
    CU_ASSERT(a->freq[0] == 0.0 && net_same_grid(a, b));
    drop(&with);
    drop(&without);
    notes_free(f.err.notes);
    f.err.notes = NULL;
    fixture_end(&f);
}

static void two_capacitors_are_no_more_of_a_block_than_one(void)
{
    struct fixture f;
    struct built b;
    fixture_begin(&f);
    build(&f, HEAD CAPACITOR CARD CAPACITOR "  - via: bga-0.8mm\n    length: 1 mm\n"
                   CAPACITOR, &b);
    const struct net *net = &b.channel.path[0].net;
    for (size_t k = 0; k < net->nf; k++)
        for (size_t i = 0; i < 4; i++)
            CU_ASSERT(cabs(net->s[4 * k + i]) <= 1.0);
    drop(&b);
    fixture_end(&f);
}

static void beside_neighbours_every_part_lets_the_same_through(void)
{
    /* Far neighbours take nothing from the victim's traces.  What vias and connectors
     * send them, some -45 dB, comes back as often weakened again: 3e-5 on a few ways. */
    static const char parts[] =
        CARD CAPACITOR "  - {via: bga-0.8mm, length: 1 mm, stub: 0.3 mm}\n"
        "  - connector: osfp-112g\n  - attenuator: 0.7 dB\n  - capacitor: 0402-100nf\n";
    struct fixture f;
    struct built alone, beside;
    char text[1024];
    fixture_begin(&f);
    snprintf(text, sizeof text, "%s%s", HEAD, parts);
    build(&f, text, &alone);
    snprintf(text, sizeof text,
             "%s%scrosstalk:\n  - coupled: {neighbours: 2, pitch: 5 mm}\n", HEAD, parts);
    build(&f, text, &beside);
    const struct net *a = &alone.channel.path[0].net, *b = &beside.channel.path[0].net;
    CU_ASSERT_EQUAL(beside.channel.npath, 3);
    for (size_t k = 1; k < a->nf; k++)
        for (size_t i = 0; i < 4; i++)
            CLOSE(cabs(a->s[4 * k + i] - b->s[4 * k + i]), 0.0, 5e-4);
    drop(&beside);
    drop(&alone);
    fixture_end(&f);
}

static void stubs_and_cables_vary(void)
{
    static const struct { const char *parts; double from, to; } rows[] = {
        {"  - {via: bga-0.8mm, length: 1 mm, stub: 0 mm, vary: stub}\n", 1e-5, 5e-3},
        {"  - {via: bga-0.8mm, length: 1 mm, vary: length}\n", 1e-4, 5e-3},
        {"  - {cable: twinax-30awg, length: 1 m, vary: length}\n", 0.1, 10.0}};
    struct fixture f;
    fixture_begin(&f);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct built b;
        char text[512];
        snprintf(text, sizeof text, "%s%s%s", HEAD, CARD, rows[i].parts);
        build_at(&f, text, 3e-3, &b);
        CLOSE(b.link.vary.from, rows[i].from, 0.0);
        CLOSE(b.link.vary.to, rows[i].to, 0.0);
        const struct part *part = &b.link.part[1];
        CLOSE(*part->kind->quantity(part, b.link.vary.key->name), 3e-3, 0.0);
        drop(&b);
    }
    fixture_end(&f);
}

static void links_without_traces_are_links(void)
{
    struct fixture f;
    struct built b;
    fixture_begin(&f);
    build(&f,
          HEAD "  - connector: flyover-112g\n"
               "  - {cable: twinax-34awg, length: 0.2 m}\n"
               "  - connector: flyover-112g\n",
          &b);
    CU_ASSERT(b.channel.path[0].net.nf == 601);
    drop(&b);
    fixture_end(&f);
}

static bool has_boards(struct fixture *f, const char *parts)
{
    struct built b;
    char text[1024];
    snprintf(text, sizeof text, "%s%s", HEAD, parts);
    build(f, text, &b);
    const bool boards = b.chain.boards;
    drop(&b);
    return boards;
}

static void paddle_cards_are_no_boards_of_a_host(void)
{
    static const char cable[] = "  - {cable: twinax-30awg, length: 0.3 m}\n";
    static const char mated[] = "  - connector: osfp-112g\n";
    char text[768];
    struct fixture f;
    fixture_begin(&f);
    CU_ASSERT(has_boards(&f, cable));
    CU_ASSERT(!has_boards(&f, CARD));
    snprintf(text, sizeof text, "%s%s%s", CARD, cable, CARD);
    CU_ASSERT(has_boards(&f, text));
    snprintf(text, sizeof text, "%s%s%s%s%s", mated, CARD, cable, CARD, mated);
    CU_ASSERT(has_boards(&f, text));
    snprintf(text, sizeof text, "%s%s%s%s", CARD, mated, CARD, cable);
    CU_ASSERT(!has_boards(&f, text));
    snprintf(text, sizeof text, "%s%s%s%s", cable, CARD, mated, CARD);
    CU_ASSERT(!has_boards(&f, text));
    fixture_end(&f);
}

static const struct tap_case cases[] = {
    {"a coupled link has the DC of the frequencies above",
     a_coupled_link_has_the_dc_of_the_frequencies_above},
    {"two capacitors are no more of a block than one",
     two_capacitors_are_no_more_of_a_block_than_one},
    {"beside neighbours every part lets the same through",
     beside_neighbours_every_part_lets_the_same_through},
    {"stubs and cables vary", stubs_and_cables_vary},
    {"paddle cards are no boards of a host", paddle_cards_are_no_boards_of_a_host},
    {"links without traces are links", links_without_traces_are_links},
};
TAP_MAIN("link/parts", cases)

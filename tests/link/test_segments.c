#include "config.h"

#include "tests/link/built.h"

#include "part/retimer.h"

/* Five parts and two retimers: what varies is number 6 of the link. */
#define THREE                                                                            \
    "lanereach: 1\nname: three\ninterface: 100gbase-kr4\n"                               \
    "grid: {step: 400 MHz, stop: 12 GHz}\ntarget: {com: 4.3 dB}\nparts:\n"               \
    "  - package: bare\n" TRACE(M7, "73 mm") "  - retimer: retimer-112g\n"               \
    "    interface: cei-56g-mr-pam4\n" TRACE(FR4, "41 mm") "  - retimer: aec-112g\n"     \
    "    fec: terminate\n" VARIED(M7, "190 mm")

static void read_three(struct fixture *f, struct link *link)
{
    fixture_begin(f);
    scratch_put("link.yaml", THREE);
    CU_ASSERT_EQUAL_FATAL(link_read("link.yaml", f->lib, NULL, link, &f->err), LR_OK);
    SAME_TEXT(f->err.text, "");
}

static void retimers_divide_the_parts(void)
{
    struct fixture f;
    struct link link;
    read_three(&f, &link);
    CU_ASSERT_EQUAL_FATAL(link.nsegment, 3);
    CU_ASSERT_EQUAL(link_segments(&link), 3);
    CU_ASSERT_EQUAL(link.npart, 0);
    static const struct { size_t first, npart, span; const char *interface, *name; }
    want[] = {{0, 2, 0, "100gbase-kr4", "three, segment 1"},
              {3, 1, 0, "cei-56g-mr-pam4", "three, segment 2"},
              {5, 1, 1, "100gbase-kr4", "three, segment 3"}};
    for (size_t i = 0; i < 3; i++) {
        const struct link *s = &link.segment[i];
        CU_ASSERT_EQUAL(s->number, i);
        CU_ASSERT_EQUAL(s->first, want[i].first);
        CU_ASSERT_EQUAL(s->npart, want[i].npart);
        CU_ASSERT_EQUAL(s->span, want[i].span);
        SAME_TEXT(s->interface.name, want[i].interface);
        SAME_TEXT(s->name, want[i].name);
        CU_ASSERT_EQUAL(s->vary.given, i == 2);
        CU_ASSERT_EQUAL(s->retimer != NULL, i > 0);
    }
    CU_ASSERT_EQUAL(link.segment[2].vary.part, 0);
    CU_ASSERT(part_retimer_data(link.segment[2].retimer)->terminates);
    link_free(&link);
    fixture_end(&f);
}

static void target_judges_what_the_interface_of_the_link_does(void)
{
    struct fixture f;
    struct link link;
    read_three(&f, &link);
    CLOSE(link.segment[0].criteria.com_min_db, 4.3, 0.0);
    CLOSE(link.segment[1].criteria.com_min_db,
          link.segment[1].interface.criteria.com_min_db, 0.0);
    CLOSE(link.segment[2].criteria.com_min_db, 4.3, 0.0);
    link_free(&link);
    fixture_end(&f);
}

static void narrowed_link_is_its_segment(void)
{
    struct fixture f;
    struct link link, taken;
    read_three(&f, &link);
    link_take(&link, 0, &taken);
    SAME_TEXT(taken.part[0].kind->name, "package");
    link_narrow(&link, 2);
    CU_ASSERT_EQUAL(link_segments(&link), 1);
    CU_ASSERT_EQUAL(link.npart, 1);
    CU_ASSERT_EQUAL(link.nsegment, 0);
    CU_ASSERT(link.vary.given);
    SAME_TEXT(link.interface.name, "100gbase-kr4");
    link_free(&taken);          /* its texts are the link's                    */
    link_free(&link);
    fixture_end(&f);
}

static const double complex *thru(const struct built *b, size_t k)
{
    return net_s(&b->channel.path[0].net, k, 1, 0);
}

/* The chain of a segment against that of a link with the same parts. */
static void segment_is_the_channel_of_a_link_of_its_own(void)
{
    struct fixture f;
    struct link link;
    struct link_chain chain;
    struct channel channel;
    struct built own;
    read_three(&f, &link);
    CU_ASSERT_EQUAL_FATAL(link_chain_init(&link.segment[2], &chain, &f.err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(link_chain_channel(&chain, 0.123, false, &channel, &f.err),
                          LR_OK);
    build(&f, HEAD "parts:\n" VARIED(M7, "190 mm"), 0.123, false, &own);
    CU_ASSERT_EQUAL_FATAL(channel.path[0].net.nf, own.channel.path[0].net.nf);
    for (size_t k = 0; k < channel.path[0].net.nf; k++)
        CLOSE(cabs(*net_s(&channel.path[0].net, k, 1, 0) - *thru(&own, k)), 0.0, 0.0);
    channel_free(&channel);
    link_chain_free(&chain);
    channel_free(&own.channel);
    link_chain_free(&own.chain);
    link_free(&own.link);
    link_free(&link);
    fixture_end(&f);
}

/* The first segment against itself, an equal one, one that is shorter, one of another
 * interface, and one that varies. */
static void equal_segments_are_those_of_equal_parts(void)
{
    struct fixture f;
    struct link link;
    fixture_begin(&f);
    scratch_put("link.yaml",
                HEAD "parts:\n" TRACE(M7, "73 mm") "  - retimer: retimer-112g\n" TRACE(
                    M7, "73 mm") "  - retimer: aec-112g\n" TRACE(M7, "72 mm")
                "  - {retimer: aec-112g, interface: cei-56g-mr-pam4}\n" TRACE(M7, "73 mm")
                "  - retimer: aec-112g\n" VARIED(M7, "73 mm"));
    CU_ASSERT_EQUAL_FATAL(link_read("link.yaml", f.lib, NULL, &link, &f.err), LR_OK);
    for (size_t i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(link_same(&link.segment[0], &link.segment[i]), i < 2);
    link_free(&link);
    fixture_end(&f);
}

static const struct tap_case cases[] = {
    {"retimers divide the parts", retimers_divide_the_parts},
    {"target judges what the interface of the link does",
     target_judges_what_the_interface_of_the_link_does},
    {"a narrowed link is its segment", narrowed_link_is_its_segment},
    {"a segment is the channel of a link of its own",
     segment_is_the_channel_of_a_link_of_its_own},
    {"equal segments are those of equal parts", equal_segments_are_those_of_equal_parts},
};
TAP_MAIN("link/segments", cases)

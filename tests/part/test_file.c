#include "config.h"

#include "net/touchstone.h"
#include "part/file.h"
#include "part/stackup.h"
#include "tests/net/net_fixture.h"
#include "tests/part/bench.h"

/* Victim 3,8 to 5,2, neighbour 11,4 to 7,9, another 1,6 to 10,12, of noise; where its
 * paths are largest says nothing. */
enum { NP = 12, NF = 3 };
static const size_t lane[3][4] = {{2, 7, 4, 1}, {10, 3, 6, 8}, {0, 5, 9, 11}};
#define VICTIM "file: noise.s12p\nports: 3,8-5,2\n"
#define FIRST "11,4-7,9"
#define SECOND "1,6-10,12"

static void put(struct net *net)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, NP, 50.0, NULL), LR_OK);
    fill(net, 17);
    for (size_t l = 0; l < 3; l++)              /* nothing contradicts the lanes */
        for (size_t leg = 0; leg < 2; leg++)
            *net_s(net, 0, lane[l][2 + leg], lane[l][leg]) = 0.55;
    CU_ASSERT_EQUAL(touchstone_write("noise.s12p", net, NULL, NULL), LR_OK);
}

/* Differential, from the near (0) or far (1) pair of a lane to that of another: the
 * definition, (V+ - V-)/sqrt(2) of both. */
static double complex differential(const struct net *net, size_t k, size_t to,
                                   size_t to_far, size_t from, size_t from_far)
{
    const size_t *i = &lane[to][2 * to_far], *j = &lane[from][2 * from_far];
    return 0.5 * (*net_s(net, k, i[0], j[0]) - *net_s(net, k, i[0], j[1]) -
                  *net_s(net, k, i[1], j[0]) + *net_s(net, k, i[1], j[1]));
}

static void prepare(struct bench *b, size_t n)
{
    const struct stackup_lanes lanes = {n, 0.0};
    const struct part_source source = {b->lib, &b->arena, "", 293.15, NULL};
    CU_ASSERT_EQUAL(b->part.kind->prepare(&b->part, &lanes, b->part.mark, &source,
                                          &b->err), LR_OK);
}

static void lanes_of(struct bench *b, const struct net *net, size_t n,
                     struct net_bundle *out)
{
    struct part_lanes lanes = {.n = n, .nf = NF, .freq = net->freq};
    CU_ASSERT_EQUAL_FATAL(b->part.kind->lanes(&b->part, &lanes, out, &b->err), LR_OK);
    CU_ASSERT_EQUAL(out->n, n);
    part_lanes_free(&lanes);
}

static void the_victim_is_any_two_pairs_of_a_file(void)
{
    struct bench b;
    struct net net, got;
    bench_begin(&b);
    put(&net);
    bench_take(&b, VICTIM);
    SAME_TEXT(part_file_data(&b.part)->ports, "3,8-5,2");
    SAME_TEXT(part_file_data(&b.part)->evidence, "as given");
    CU_ASSERT(!b.part.kind->couples(&b.part));
    CU_ASSERT_EQUAL_FATAL(b.part.kind->network(&b.part, NF, net.freq, &got, &b.err),
                          LR_OK);
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 2; j++)
                CLOSE(cabs(*net_s(&got, k, i, j) - differential(&net, k, 0, i, 0, j)),
                      0.0, 1e-9);
    net_free(&got);
    net_free(&net);
    bench_end(&b);
}

static void neighbours_of_a_file_couple_as_it_says(void)
{
    struct bench b;
    struct net net, path;
    struct net_bundle lanes;
    bench_begin(&b);
    put(&net);
    bench_take(&b, VICTIM "neighbours: [\"" FIRST "\", \"" SECOND "\"]\n");
    CU_ASSERT(b.part.kind->couples(&b.part));
    prepare(&b, 3);
    lanes_of(&b, &net, 3, &lanes);
    for (size_t from = 0; from < 3; from++)
        for (size_t far = 0; far < 2; far++) {
            if (!from && far)
                continue;
            CU_ASSERT_EQUAL(net_bundle_path(&lanes, from, far, &path, &b.err), LR_OK);
            for (size_t k = 0; k < NF; k++)
                CLOSE(cabs(*net_s(&path, k, 1, 0) -
                           differential(&net, k, 0, 1, from, far)), 0.0, 1e-9);
            net_free(&path);
        }
    net_bundle_free(&lanes);
    net_free(&net);
    bench_end(&b);
}

static void lanes_beyond_those_of_the_file_run_past_it(void)
{
    struct bench b;
    struct net net;
    struct net_bundle lanes;
    bench_begin(&b);
    b.err.notes = notes_new(false);
    put(&net);
    struct lr_notes *const notes = b.err.notes;
    CU_ASSERT_EQUAL(bench_read(&b, VICTIM "neighbours: [\"" FIRST "\"]\n"), LR_OK);
    b.err.notes = notes;
    prepare(&b, 4);
    SAME_TEXT(note_text(notes, NOTE_ASSUMPTION, 0),
              "noise.s12p holds 1 of the 3 neighbours; the others run past it uncoupled, "
              "each like the victim");
    lanes_of(&b, &net, 4, &lanes);
    /* Ports 0 1, 2 3 ... near, 8 9, 10 11 ... far; conductor 0 is the victim's + leg. */
    CLOSE(cabs(net_bundle_s(&lanes, 1, 8, 2) - *net_s(&net, 1, lane[0][2], lane[1][0])),
          0.0, 1e-9);
    for (size_t l = 2; l < 4; l++) {
        CLOSE(cabs(net_bundle_s(&lanes, 1, 8 + 2 * l, 2 * l + 1) -
                   *net_s(&net, 1, lane[0][2], lane[0][1])), 0.0, 1e-9);
        for (size_t j = 0; j < 4; j++)
            CLOSE(cabs(net_bundle_s(&lanes, 1, 8 + 2 * l, j)), 0.0, 0.0);
    }
    net_bundle_free(&lanes);
    prepare(&b, 1);                     /* and those that the link has not are matched */
    lanes_of(&b, &net, 1, &lanes);
    CLOSE(cabs(net_bundle_s(&lanes, 1, 3, 0) - *net_s(&net, 1, lane[0][3], lane[0][0])),
          0.0, 1e-9);
    net_bundle_free(&lanes);
    notes_free(notes);
    net_free(&net);
    bench_end(&b);
}

static void data_that_contradict_are_warned_of(void)
{
    struct bench b;
    struct net net;
    bench_begin(&b);
    put(&net);
    for (size_t k = 0; k < NF * NP * NP; k++)
        net.s[k] *= 0.01;
    *net_s(&net, 0, 6, 10) = 0.9;               /* port 11 to 7, not to 9 */
    CU_ASSERT_EQUAL(touchstone_write("noise.s12p", &net, NULL, NULL), LR_OK);
    const struct part_source source = {b.lib, &b.arena, "", 293.15, NULL};
    const struct part_file_given given = {.path = "noise.s12p", .ports = "11,4-9,7"};
    struct part_file file;
    b.err.notes = notes_new(false);
    CU_ASSERT_EQUAL(part_file_read(&given, &source, &file, &b.err), LR_OK);
    const char *note = note_text(b.err.notes, NOTE_WARNING, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(note);
    CU_ASSERT_PTR_NOT_NULL(strstr(note, "noise.s12p: ports 11,4-9,7 contradict the data: "
                                        "at 13.28 GHz port 11 leads to port 7"));
    net_free(&file.net);
    notes_free(b.err.notes);
    net_free(&net);
    bench_end(&b);
}

static void what_is_wrong_has_its_place(void)
{
    static const struct { const char *part, *text; } rows[] = {
        {"file: noise.s12p\n",
         "x.yaml:1:7: noise.s12p has 12 ports; write those of the lane with commas, near "
         "pair and far, as ports: 1,2-7,8"},
        {"file: noise.s12p\nports: 13-24\n",
         "x.yaml:2:8: noise.s12p has 12 ports; write those of the lane with commas, near "
         "pair and far, as ports: 1,2-7,8"},
        {"file: noise.s12p\nports: auto\n",
         "x.yaml:1:7: noise.s12p has 12 ports; write those of the lane with commas, near "
         "pair and far, as ports: 1,2-7,8"},
        {"file: noise.s12p\nports: 1,2-7\n",
         "x.yaml:2:8: ports: '1,2-7' is no lane; write the pairs of both its ends, + and "
         "- leg, as 1,2-7,8"},
        {"file: noise.s12p\nports: 1,2-7,13\n",
         "x.yaml:2:8: ports: there is no port 13 in noise.s12p; they count from 1 to 12"},
        {"file: noise.s12p\nports: 1,2-7,1\n",
         "x.yaml:2:8: ports: port 1 stands twice; it belongs to one end of one lane"},
        {VICTIM "neighbours: [\"11,4-7,9\", \"1,6-10,9\"]\n",
         "x.yaml:3:26: neighbours: port 9 stands twice; it belongs to one end of one "
         "lane"},
        {VICTIM "neighbours:\n  - 11,4-7,0\n",
         "x.yaml:4:5: neighbours: '11,4-7,0' is no lane; write the pairs of both its "
         "ends, + and - leg, as 3,4-9,10"},
        {VICTIM "neighbours:\n  - 11,4-7,99\n",
         "x.yaml:4:5: neighbours: there is no port 99 in noise.s12p; they count from 1 "
         "to 12"},
        {VICTIM "neighbours: 11,4-7,9\n",
         "x.yaml:3:13: neighbours is a single value; write a list"},
        {VICTIM "neighbours: []\n", "x.yaml:3:13: neighbours: 0 lanes; write 1 to 15"},
        {VICTIM "neighbors: []\n",
         "x.yaml:3:1: unknown key 'neighbors' in file; keys are file, ports, neighbours; "
         "did you mean 'neighbours'?"},
        {"file: two.s2p\n", "x.yaml:1:7: two.s2p has 2 ports; a differential path needs "
                            "four"}};
    struct bench b;
    struct net net, two;
    static const size_t order[] = {0, 1};
    bench_begin(&b);
    put(&net);
    CU_ASSERT_EQUAL(net_reorder(&net, order, 2, &two, NULL), LR_OK);
    CU_ASSERT_EQUAL(touchstone_write("two.s2p", &two, NULL, NULL), LR_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        bench_refuse(&b, rows[i].part, rows[i].text);
    net_free(&two);
    net_free(&net);
    bench_end(&b);
}

static const struct tap_case cases[] = {
    {"the victim is any two pairs of a file", the_victim_is_any_two_pairs_of_a_file},
    {"neighbours of a file couple as it says", neighbours_of_a_file_couple_as_it_says},
    {"lanes beyond those of the file run past it",
     lanes_beyond_those_of_the_file_run_past_it},
    {"data that contradict are warned of", data_that_contradict_are_warned_of},
    {"what is wrong has its place", what_is_wrong_has_its_place},
};
TAP_MAIN("part/file", cases)

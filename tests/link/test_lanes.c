#include "config.h"

#include "tests/link/built.h"

#include "base/constants.h"
#include "line/coupled.h"
#include "line/multi_net.h"
#include "link/com.h"
#include "link/lanes.h"
#include "link/metrics.h"
#include "net/touchstone.h"
#include "part/stackup.h"

#include <string.h>

enum { NF = 31 };
static const double step = 0.4e9;

#define STRIP(length) TRACE(M7, length)
#define MICRO(length) "  - {trace: megtron7-microstrip-100ohm, length: " length "}\n"
#define COUPLED(what) "crosstalk:\n  - coupled: {" what "}\n"
#define TWO(pitch) COUPLED("neighbours: 2, pitch: " pitch)

/* The largest |S21| of a path [dB]. */
static double most_db(const struct built *b, size_t path)
{
    double most = 0.0;
    for (size_t k = 0; k < NF; k++)
        most = fmax(most, cabs(*net_s(&b->channel.path[path].net, k, 1, 0)));
    return 20.0 * log10(most);
}

/* Of a link without anything varied. */
static double crosstalk_db(struct fixture *f, const char *text, size_t path)
{
    struct built b;
    build(f, text, 0.0, false, &b);
    const double db = most_db(&b, path);
    drop(&b);
    return db;
}

static void trace_in_two_pieces_is_the_same(void)
{
    struct fixture f;
    struct built one, two;
    fixture_begin(&f);
    build(&f, HEAD "parts:\n" MICRO("6 in") COUPLED("neighbours: 3, pitch: 0.7 mm, "
          "direction: alternating"), 0.0, false, &one);
    build(&f, HEAD "parts:\n" MICRO("3 in") MICRO("3 in") COUPLED("neighbours: 3, "
          "pitch: 0.7 mm, direction: alternating"), 0.0, false, &two);
    CU_ASSERT_EQUAL(one.channel.npath, 4);
    for (size_t i = 0; i < 4; i++)
        CLOSE(apart(&one.channel.path[i].net, &two.channel.path[i].net), 0.0, 1e-10);
    drop(&one);
    drop(&two);
    fixture_end(&f);
}

static void varied_part_is_that_of_its_length(void)
{
    struct fixture f;
    struct built varied, fixed;
    fixture_begin(&f);
    build(&f, HEAD "parts:\n" MICRO("1 in") VARIED(M7, "9 in") MICRO("2 in")
          TWO("0.6 mm"), 72.3e-3, false, &varied);
    build(&f, HEAD "parts:\n" MICRO("1 in") STRIP("72.3 mm") MICRO("2 in")
          TWO("0.6 mm"), 0.0, false, &fixed);
    for (size_t i = 0; i < 3; i++)
        CLOSE(apart(&varied.channel.path[i].net, &fixed.channel.path[i].net), 0.0, 1e-13);
    drop(&varied);
    drop(&fixed);
    fixture_end(&f);
}

static void neighbours_are_named_and_told_apart(void)
{
    static const enum path_kind want[3][3] = {{PATH_FEXT, PATH_FEXT, PATH_FEXT},
                                              {PATH_NEXT, PATH_NEXT, PATH_NEXT},
                                              {PATH_FEXT, PATH_NEXT, PATH_FEXT}};
    static const char *const direction[] = {"same", "opposite", "alternating"};
    static const char *const words[] = {"same direction", "opposite direction",
                                        "alternating directions"};
    char text[512], crosstalk[LINK_CROSSTALK_WORDS], told[LINK_CROSSTALK_WORDS];
    struct fixture f;
    struct built b;
    fixture_begin(&f);
    for (size_t i = 0; i < 3; i++) {
        snprintf(text, sizeof text, HEAD "parts:\n" STRIP("1 in")
                 COUPLED("neighbours: 3, pitch: 0.7 mm, direction: %s"), direction[i]);
        build(&f, text, 0.0, false, &b);
        SAME_TEXT(b.channel.path[1].name, "neighbour 1 (right)");
        SAME_TEXT(b.channel.path[2].name, "neighbour 2 (left)");
        SAME_TEXT(b.channel.path[3].name, "neighbour 3 (right)");
        for (size_t n = 0; n < 3; n++)
            CU_ASSERT_EQUAL(b.channel.path[n + 1].kind, want[i][n]);
        link_crosstalk_print(&b.link, crosstalk);
        snprintf(told, sizeof told, "3 neighbours at 0.7 mm, %s", words[i]);
        SAME_TEXT(crosstalk, told);
        drop(&b);
    }
    build(&f, HEAD "parts:\n" STRIP("1 in"), 0.0, false, &b);
    link_crosstalk_print(&b.link, crosstalk);
    SAME_TEXT(crosstalk, "no crosstalk modelled");
    drop(&b);
    fixture_end(&f);
}

static void right_and_left_are_alike_and_the_next_is_weaker(void)
{
    struct fixture f;
    struct built b;
    fixture_begin(&f);
    build(&f, HEAD "parts:\n" MICRO("2 in")
          COUPLED("neighbours: 4, pitch: 0.7 mm"), 0.0, false, &b);
    CLOSE(apart(&b.channel.path[1].net, &b.channel.path[2].net), 0.0, 1e-13);
    CLOSE(apart(&b.channel.path[3].net, &b.channel.path[4].net), 0.0, 1e-13);
    CU_ASSERT(most_db(&b, 3) < most_db(&b, 1) - 10.0);
    drop(&b);
    fixture_end(&f);
}

static void far_lanes_do_not_couple(void)
{
    /* Between planes 0.254 mm apart the field falls by 27.3/0.254 dB a millimetre; cables
     * have a shield each. */
#define PARTS_OF(what) HEAD "parts:\n" STRIP("4 in") what
#define CABLE "  - {trace: twinax-30awg-100ohm, length: 0.7 m}\n"
#define NO_SKEW                                                                          \
    "  - capacitor: 0402-100nf\n  - attenuator: 1.3 dB\n  - capacitor: 0201-100nf\n"
    static const char *const text[][2] = {
        {PARTS_OF(""), PARTS_OF("") TWO("10 mm")},
        {PARTS_OF(CABLE), PARTS_OF(CABLE) TWO("10 mm")},
        {PARTS_OF(NO_SKEW), PARTS_OF(NO_SKEW) TWO("10 mm")}};
    struct fixture f;
    struct built lanes, alone;
    fixture_begin(&f);
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        build(&f, text[i][0], 0.0, false, &alone);
        build(&f, text[i][1], 0.0, false, &lanes);
        CU_ASSERT(most_db(&lanes, 1) < -200.0);
        CU_ASSERT(most_db(&lanes, 2) < -200.0);
        CLOSE(apart(&lanes.channel.path[0].net, &alone.channel.path[0].net), 0.0, 1e-6);
        drop(&lanes);
        drop(&alone);
    }
    fixture_end(&f);
}

static void stripline_has_far_less_fext_than_microstrip(void)
{
    struct fixture f;
    fixture_begin(&f);
    const double strip =
        crosstalk_db(&f, HEAD "parts:\n" STRIP("4 in") TWO("0.6 mm"), 1);
    const double micro =
        crosstalk_db(&f, HEAD "parts:\n" MICRO("4 in") TWO("0.6 mm"), 1);
    CU_ASSERT(micro > -20.0);
    CU_ASSERT(strip < micro - 30.0);
    fixture_end(&f);
}

/* Two differential lanes as two lines by their differential modes, whose coupling with
 * the common ones is of second order. */
static void differential_lines(struct fixture *f, const char *name, double pitch,
                               struct line_coupled *lines)
{
    const struct stackup_lanes lanes = {2, pitch};
    struct stackup stackup;
    struct line_solution solution;
    CU_ASSERT_EQUAL(stackup_read(f->lib, name, (struct mark){0}, 293.15, NULL, &stackup,
                                 &f->err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(stackup_solve(&stackup, &lanes, &solution, &f->err), LR_OK);
    const double *l = solution.section.l, *c = solution.section.c;
    const double own_l = l[0] + l[5] - 2.0 * l[1];
    const double own_c = 0.25 * (c[0] + c[5] - 2.0 * c[1]);
    const double mutual_l = l[2] - l[3] - l[6] + l[7];
    const double mutual_c = 0.25 * (c[2] - c[3] - c[6] + c[7]);
    const double even_l = own_l + mutual_l, odd_l = own_l - mutual_l;
    const double even_c = own_c + mutual_c, odd_c = own_c - mutual_c;
    const double square = speed_of_light * speed_of_light;
    *lines = (struct line_coupled){sqrt(even_l / even_c), sqrt(odd_l / odd_c),
                                   square * even_l * even_c, square * odd_l * odd_c};
    line_solution_free(&solution);
}

static void weak_fext_grows_with_length_and_frequency(void)
{
    /* line/coupled.h: V_far = kf length dV/dt, so that S_far is jw kf length times what
     * comes through. */
    static const char *const text[] = {
        HEAD "parts:\n" MICRO("10 mm") COUPLED("neighbours: 1, pitch: 1.1 mm"),
        HEAD "parts:\n" MICRO("40 mm") COUPLED("neighbours: 1, pitch: 1.1 mm")};
    static const double length[] = {10e-3, 40e-3};
    struct fixture f;
    struct line_coupled lines;
    fixture_begin(&f);
    differential_lines(&f, "megtron7-microstrip-100ohm", 1.1e-3, &lines);
    for (size_t i = 0; i < 2; i++) {
        struct built b;
        build(&f, text[i], 0.0, false, &b);
        for (size_t k = 5; k < NF; k += 5) {
            const double complex fext = *net_s(&b.channel.path[1].net, k, 1, 0);
            const double complex thru = *net_s(&b.channel.path[0].net, k, 1, 0);
            const double w = two_pi * step * (double)k;
            const double complex want = I * w * line_coupled_far(&lines) * length[i];
            CLOSE(cabs(fext / thru / want - 1.0), 0.0, 0.05);
        }
        drop(&b);
    }
    fixture_end(&f);
}

static void models_with_crosstalk_need_no_pitch(void)
{
    /* At 10 mm nothing else couples: what a via and a connector send back and on. */
#define BETWEEN "  - {via: bga-0.8mm, length: 1.2 mm}\n  - connector: backplane-112g\n"
    struct fixture f;
    fixture_begin(&f);
    const double alone = crosstalk_db(&f, HEAD "parts:\n" BETWEEN
                                      COUPLED("neighbours: 2, direction: opposite"), 2);
    const double between =
        crosstalk_db(&f, HEAD "parts:\n" STRIP("1 in") BETWEEN
                     COUPLED("neighbours: 2, pitch: 10 mm, direction: opposite"), 2);
    CU_ASSERT(alone > -46.0 && alone < -38.0);
    CU_ASSERT(between > -46.0 && between < alone + 1.0);
    fixture_end(&f);
}

static void models_have_the_signs_of_traces(void)
{
    /* Of short lines NEXT is +-jw, and FEXT that of microstrips, where the field in the
     * air runs ahead. */
    static const char *const text[] = {
        HEAD "parts:\n" MICRO("9 mm") COUPLED("neighbours: 2, pitch: 0.6 mm, "
                                              "direction: alternating"),
        HEAD "parts:\n  - connector: backplane-112g\n"
        COUPLED("neighbours: 2, direction: alternating")};
    struct fixture f;
    struct built b;
    fixture_begin(&f);
    for (size_t i = 0; i < 2; i++) {
        build(&f, text[i], 0.0, false, &b);
        const double complex thru = *net_s(&b.channel.path[0].net, 2, 1, 0);
        const double complex fext = *net_s(&b.channel.path[1].net, 2, 1, 0);
        CU_ASSERT(cimag(*net_s(&b.channel.path[2].net, 2, 1, 0)) < -1e-4);
        CU_ASSERT(cimag(fext / thru) > 1e-5);
        drop(&b);
    }
    fixture_end(&f);
}

static void next_saturates_at_twice_its_plateau(void)
{
    /* Of a wave that runs kb = V_near/V comes back along the way, S_near = kb (1 -
     * exp(-2jw delay)): at most 2 kb, whatever the length.  Loss takes some percents. */
    static const char *const text[] = {
        HEAD "parts:\n" STRIP("15 mm") COUPLED("neighbours: 1, pitch: 0.6 mm, "
                                               "direction: opposite"),
        HEAD "parts:\n" STRIP("45 mm") COUPLED("neighbours: 1, pitch: 0.6 mm, "
                                               "direction: opposite")};
    struct fixture f;
    struct line_coupled lines;
    fixture_begin(&f);
    differential_lines(&f, "megtron7-stripline-100ohm", 0.6e-3, &lines);
    const double want = 20.0 * log10(fabs(2.0 * line_coupled_near(&lines)));
    for (size_t i = 0; i < 2; i++)
        CLOSE(crosstalk_db(&f, text[i], 1), want, 0.4);
    fixture_end(&f);
}

/* A lane of my own that converts modes: legs of unlike delay and loss, and a reflection
 * at one of them. */
static void put_skewed(const char *path, struct net *net)
{
    CU_ASSERT_EQUAL(net_init(net, NF, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        const double w = two_pi * step * (double)k;
        net->freq[k] = step * (double)k;
        for (size_t leg = 0; leg < 2; leg++)
            *net_s(net, k, leg, 2 + leg) = *net_s(net, k, 2 + leg, leg) =
                (leg ? 0.72 : 0.83) * cexp(-I * w * (leg ? 61e-12 : 57e-12));
        *net_s(net, k, 0, 0) = 0.11 * cexp(-I * w * 13e-12);
    }
    CU_ASSERT_EQUAL(touchstone_write(path, net, NULL, NULL), LR_OK);
}

/* Three copies of it as a 12-port. */
static void three_copies(const struct net *lane, struct net *out)
{
    CU_ASSERT_EQUAL(net_init(out, NF, 12, 50.0, NULL), LR_OK);
    memcpy(out->freq, lane->freq, NF * sizeof *out->freq);
    for (size_t k = 0; k < NF; k++)
        for (size_t l = 0; l < 3; l++)
            for (size_t i = 0; i < 4; i++)
                for (size_t j = 0; j < 4; j++)
                    *net_s(out, k, 6 * (i / 2) + 2 * l + i % 2,
                           6 * (j / 2) + 2 * l + j % 2) = *net_s(lane, k, i, j);
}

/* The 12-port of three lanes of a stackup, whole. */
static void three_lanes(struct fixture *f, const char *name, double pitch, double length,
                        const double *freq, struct net *out)
{
    const struct stackup_lanes lanes = {3, pitch};
    struct stackup stackup;
    struct line_solution solution;
    double zref[12];
    for (size_t i = 0; i < 12; i++)
        zref[i] = 50.0;
    CU_ASSERT_EQUAL(stackup_read(f->lib, name, (struct mark){0}, 293.15, NULL, &stackup,
                                 &f->err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(stackup_solve(&stackup, &lanes, &solution, &f->err), LR_OK);
    CU_ASSERT_EQUAL(line_multi_net(&solution.section, length, zref, NF, freq, out,
                                   &f->err), LR_OK);
    line_solution_free(&solution);
}

static void files_keep_their_mode_conversion_in_every_lane(void)
{
    /* By another route: 12-ports of the lines and of three copies of the file,
     * net_cascade and net_mixed, near pairs d1 d2 d3, the victim's far pair d4. */
    struct fixture f;
    struct built b;
    struct net file, copies, line, sum, all, mixed;
    fixture_begin(&f);
    put_skewed("skewed.s4p", &file);
    build(&f, HEAD "parts:\n" MICRO("21 mm") "  - {file: skewed.s4p, ports: 12-34}\n"
          MICRO("21 mm") COUPLED("neighbours: 2, pitch: 0.55 mm, direction: alternating"),
          0.0, false, &b);
    three_copies(&file, &copies);
    three_lanes(&f, "megtron7-microstrip-100ohm", 0.55e-3, 21e-3, file.freq, &line);
    CU_ASSERT_EQUAL(net_cascade(&line, &copies, &sum, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&sum, &line, &all, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_mixed(&all, &mixed, NULL), LR_OK);
    static const size_t from[] = {0, 1, 5};     /* victim, right near, left far */
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < NF; k++) {
            CLOSE(cabs(*net_s(&b.channel.path[i].net, k, 1, 0) -
                       *net_s(&mixed, k, 3, from[i])), 0.0, 1e-10);
            CLOSE(cabs(*net_s(&b.channel.path[i].net, k, 0, 0) -
                       *net_s(&mixed, k, from[i], from[i])), 0.0, 1e-10);
        }
    struct net *const nets[] = {&file, &copies, &line, &sum, &all, &mixed};
    for (size_t i = 0; i < sizeof nets / sizeof nets[0]; i++)
        net_free(nets[i]);
    drop(&b);
    fixture_end(&f);
}

static void a_file_of_the_lanes_couples_like_them(void)
{
    /* Modelled lanes, written as a file of 12 ports and read as a part, the neighbours
     * here in their order, there exchanged. */
#define AROUND(ports) HEAD "parts:\n  - file: lanes.s12p\n    ports: 1,2-7,8\n"          \
    "    neighbours: [" ports "]\n"                                                      \
    "crosstalk:\n  - coupled: {neighbours: 2, direction: alternating}\n"
    static const char *const text[] = {AROUND("\"3,4-9,10\", \"5,6-11,12\""),
                                       AROUND("\"5,6-11,12\", \"3,4-9,10\"")};
    char words[LINK_GRID_WORDS], crosstalk[LINK_CROSSTALK_WORDS];
    struct fixture f;
    struct built model, file;
    struct net net;
    fixture_begin(&f);
    build(&f, HEAD "parts:\n" MICRO("31 mm") STRIP("2 in")
          COUPLED("neighbours: 2, pitch: 0.6 mm, direction: alternating"), 0.0, false,
          &model);
    CU_ASSERT_EQUAL_FATAL(link_lanes_network(&model.link, &net, words, &f.err), LR_OK);
    CU_ASSERT_EQUAL(touchstone_write("lanes.s12p", &net, NULL, NULL), LR_OK);
    net_free(&net);
    build(&f, text[0], 0.0, false, &file);
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(file.channel.path[i].kind, model.channel.path[i].kind);
        CLOSE(apart(&file.channel.path[i].net, &model.channel.path[i].net), 0.0, 1e-9);
    }
    link_crosstalk_print(&file.link, crosstalk);
    SAME_TEXT(crosstalk, "2 neighbours, alternating directions");
    drop(&file);
    build(&f, text[1], 0.0, false, &file);      /* alike on both sides */
    for (size_t i = 0; i < 3; i++)
        CLOSE(apart(&file.channel.path[i].net, &model.channel.path[i].net), 0.0, 1e-9);
    drop(&file);
    drop(&model);
    fixture_end(&f);
}

static void unlike_lanes_of_a_file_couple_between_traces(void)
{
    /* 12 ports of noise, in no order, without any mirror: by 12-ports in cascade, near
     * pairs d1 d2 d3, the victim's far pair d4. */
    static const size_t order[] = {2, 7, 10, 3, 0, 5, 4, 1, 6, 8, 9, 11};
    static const size_t from[] = {0, 1, 5};     /* victim, right near, left far */
    struct fixture f;
    struct built b;
    struct net file, lanes, line, sum, all, mixed;
    fixture_begin(&f);
    CU_ASSERT_EQUAL(net_init(&file, NF, 12, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        file.freq[k] = step * (double)k;
        for (size_t l = 0; l < 144; l++) {
            const size_t seen = 37 * l % 101;
            file.s[144 * k + l] = 0.05 * cos((double)seen) *
                                  cexp(-I * two_pi * file.freq[k] * 1e-12 * (double)seen);
        }
    }
    CU_ASSERT_EQUAL(touchstone_write("noise.s12p", &file, NULL, NULL), LR_OK);
    build(&f, HEAD "parts:\n" MICRO("21 mm") "  - file: noise.s12p\n    ports: 3,8-5,2\n"
          "    neighbours: [\"11,4-7,9\", \"1,6-10,12\"]\n" MICRO("21 mm")
          COUPLED("neighbours: 2, pitch: 0.55 mm, direction: alternating"), 0.0, false,
          &b);
    three_lanes(&f, "megtron7-microstrip-100ohm", 0.55e-3, 21e-3, file.freq, &line);
    CU_ASSERT_EQUAL(net_reorder(&file, order, 12, &lanes, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&line, &lanes, &sum, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&sum, &line, &all, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_mixed(&all, &mixed, NULL), LR_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < NF; k++)
            CLOSE(cabs(*net_s(&b.channel.path[i].net, k, 1, 0) -
                       *net_s(&mixed, k, 3, from[i])), 0.0, 1e-9);
    struct net *const nets[] = {&file, &lanes, &line, &sum, &all, &mixed};
    for (size_t i = 0; i < sizeof nets / sizeof nets[0]; i++)
        net_free(nets[i]);
    drop(&b);
    fixture_end(&f);
}

static void an_aggressor_may_be_of_the_same_file(void)
{
    /* Its path from 3,4 or 9,10 to the victim's 7,8 is that of the coupled lanes. */
    struct fixture f;
    struct built model, file;
    struct net net;
    char words[LINK_GRID_WORDS];
    fixture_begin(&f);
    build(&f, HEAD "parts:\n" MICRO("31 mm") COUPLED("neighbours: 2, pitch: 0.6 mm, "
          "direction: alternating"), 0.0, false, &model);
    CU_ASSERT_EQUAL_FATAL(link_lanes_network(&model.link, &net, words, &f.err), LR_OK);
    CU_ASSERT_EQUAL(touchstone_write("lanes.s12p", &net, NULL, NULL), LR_OK);
    net_free(&net);
    build(&f, HEAD "parts:\n  - file: lanes.s12p\n    ports: 1,2-7,8\ncrosstalk:\n"
          "  - {fext: lanes.s12p, ports: \"3,4-7,8\"}\n"
          "  - {next: lanes.s12p, ports: \"11,12-7,8\"}\n", 0.0, false, &file);
    for (size_t i = 0; i < 3; i++)
        CLOSE(apart(&file.channel.path[i].net, &model.channel.path[i].net), 0.0, 1e-9);
    drop(&file);
    scratch_put("link.yaml", HEAD "parts:\n  - file: lanes.s12p\n    ports: 1,2-7,8\n"
                "crosstalk:\n  - fext: lanes.s12p\n");
    CU_ASSERT_EQUAL(link_read("link.yaml", f.lib, NULL, &file.link, &f.err), LR_EINPUT);
    SAME_TEXT(f.err.text, "link.yaml:8:11: the port order of an aggressor cannot be "
              "found from its data; write ports: 13-24");
    link_free(&file.link);
    drop(&model);
    fixture_end(&f);
}

static void aggressors_of_files_stand_beside_neighbours(void)
{
    struct fixture f;
    struct built both, files;
    struct net lane;
    char crosstalk[LINK_CROSSTALK_WORDS];
    fixture_begin(&f);
    put_skewed("thru.s4p", &lane);
    for (size_t i = 0; i < NF * 16; i++)
        lane.s[i] *= 0.01;
    CU_ASSERT_EQUAL(touchstone_write("next.s4p", &lane, NULL, NULL), LR_OK);
    net_free(&lane);
#define LINK                                                                             \
    HEAD "parts:\n" VARIED(M7, "1 in") "  - {file: thru.s4p, ports: 12-34}\n"           \
    STRIP("1 in") "crosstalk:\n  - next: next.s4p\n"
    build(&f, LINK "  - coupled: {neighbours: 2, pitch: 1 mm}\n", 0.0517, false, &both);
    build(&f, LINK, 0.0517, false, &files);
    CU_ASSERT_EQUAL(both.channel.npath, 4);
    CU_ASSERT_EQUAL(both.channel.path[3].kind, PATH_NEXT);
    SAME_TEXT(both.channel.path[3].name, "next.s4p");
    CLOSE(apart(&both.channel.path[3].net, &files.channel.path[1].net), 0.0, 0.0);
    link_crosstalk_print(&both.link, crosstalk);
    SAME_TEXT(crosstalk, "2 neighbours at 1 mm, same direction; 0 FEXT, 1 NEXT of files");
    drop(&both);
    drop(&files);
    fixture_end(&f);
}

/* COM of the worst case [dB] and ICN [V]. */
static void judge(struct fixture *f, const char *text, double *com_db, double *icn)
{
    struct built b;
    struct com_work work = {0};
    struct link_com com;
    struct link_metrics metrics;
    build(f, text, 0.0, false, &b);
    CU_ASSERT_EQUAL_FATAL(
        link_com_solve(&b.chain, &b.channel, NULL, &work, &com, &f->err), LR_OK);
    *com_db = com.cases[com.worst].com_db;
    CU_ASSERT_EQUAL(link_metrics_solve(&b.link.interface, &b.channel, &metrics, &f->err),
                    LR_OK);
    *icn = metrics.icn.total;
    link_metrics_free(&metrics);
    link_com_free(&com);
    com_work_free(&work);
    drop(&b);
}

static void neighbours_cost_margin_and_distance_wins_it_back(void)
{
#define KR4 "lanereach: 1\ninterface: 100gbase-kr4\ngrid: {step: 40 MHz, stop: 26 GHz}\n"
    static const char *const text[] = {KR4 "parts:\n" MICRO("2 in"),
                                       KR4 "parts:\n" MICRO("2 in") TWO("1 mm"),
                                       KR4 "parts:\n" MICRO("2 in") TWO("0.7 mm")};
    struct fixture f;
    double com_db[3], icn[3];
    fixture_begin(&f);
    for (size_t i = 0; i < 3; i++) {
        judge(&f, text[i], &com_db[i], &icn[i]);
        CU_ASSERT(!i || com_db[i] < com_db[i - 1]);
        CU_ASSERT(!i || icn[i] > 2.0 * icn[i - 1]);
    }
    CLOSE(icn[0], 0.0, 0.0);
    fixture_end(&f);
}

static const struct tap_case cases[] = {
    {"a trace in two pieces is the same", trace_in_two_pieces_is_the_same},
    {"a varied part is that of its length", varied_part_is_that_of_its_length},
    {"neighbours are named, and FEXT and NEXT told apart by direction",
     neighbours_are_named_and_told_apart},
    {"right and left are alike, and the next ones weaker",
     right_and_left_are_alike_and_the_next_is_weaker},
    {"far lanes do not couple, and leave the victim alone", far_lanes_do_not_couple},
    {"stripline has far less FEXT than microstrip",
     stripline_has_far_less_fext_than_microstrip},
    {"weak FEXT grows with length and frequency as the closed form says",
     weak_fext_grows_with_length_and_frequency},
    {"models with crosstalk need no pitch", models_with_crosstalk_need_no_pitch},
    {"models have the signs of traces", models_have_the_signs_of_traces},
    {"NEXT saturates at twice its plateau, whatever the length",
     next_saturates_at_twice_its_plateau},
    {"files keep their mode conversion in every lane",
     files_keep_their_mode_conversion_in_every_lane},
    {"a file of the lanes couples like them", a_file_of_the_lanes_couples_like_them},
    {"unlike lanes of a file couple between traces",
     unlike_lanes_of_a_file_couple_between_traces},
    {"an aggressor may be of the same file", an_aggressor_may_be_of_the_same_file},
    {"aggressors of files stand beside neighbours",
     aggressors_of_files_stand_beside_neighbours},
    {"neighbours cost margin, and distance wins it back",
     neighbours_cost_margin_and_distance_wins_it_back},
};
TAP_MAIN("link/lanes", cases)

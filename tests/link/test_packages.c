#include "config.h"

#include "tests/link/built.h"

#include "base/constants.h"
#include "link/com.h"
#include "link/lanes.h"
#include "net/touchstone.h"

#include <string.h>

enum { NF = 31 };

#define MICRO(length) "  - {trace: megtron7-microstrip-100ohm, length: " length "}\n"
#define THREE                                                                            \
    "crosstalk:\n  - coupled: {neighbours: 2, pitch: 0.6 mm, direction: alternating}\n"
#define PACKAGED(inner) "parts:\n  - package: ./near.yaml\n" inner "  - package: ./far.yaml\n"

/* Packages of the test, the transmitter's and the receiver's, as PACKAGE_HEAD. */
static void put_packages(const char *crosstalk)
{
    static const char *const length[] = {"12 mm", "7 mm"};
    static const char *const path[] = {"near.yaml", "far.yaml"};
    char text[1024];
    for (size_t end = 0; end < 2; end++) {
        snprintf(text, sizeof text, PACKAGE_HEAD "sections:\n  - {c_d: 60 fF, length: %s, "
                 "z_c: 87.5 ohm}\n  - {c_b: 20 fF, length: 1.8 mm, z_c: 92.5 ohm, c_p: 87 "
                 "fF}\n%s", length[end], crosstalk);
        scratch_put(path[end], text);
    }
}

/* The 12-port of three lanes of a package, from the die. */
static void package_net(const struct built *b, const struct part *part, struct net *out)
{
    struct part_lanes lanes = {.n = 3, .nf = b->chain.nf, .freq = b->chain.freq};
    struct net_bundle bundle, whole;
    CU_ASSERT_EQUAL_FATAL(part->kind->lanes(part, &lanes, &bundle, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_bundle_whole(&bundle, &whole, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_copy(&whole.half[0], out, NULL), LR_OK);
    net_bundle_free(&bundle);
    net_bundle_free(&whole);
    part_lanes_free(&lanes);
}

static void lanes_couple_from_die_to_die(void)
{
    /* By another route: 12-ports in cascade, all rows of them; near pairs d1 d2 d3, the
     * victim's far pair d4. */
    static const size_t from[] = {0, 1, 5};     /* victim, right near, left far */
    struct fixture f;
    struct built b;
    struct net near, far, turned, inner, sum, all, mixed;
    char words[LINK_GRID_WORDS];
    fixture_begin(&f);
    put_packages("crosstalk: {inductive: 0.05, capacitive: 0.02}\n");
    build(&f, HEAD PACKAGED(MICRO("21 mm")) THREE, 0.0, false, &b);
    package_net(&b, &b.link.part[0], &near);
    package_net(&b, &b.link.part[2], &far);
    CU_ASSERT_EQUAL_FATAL(link_lanes_network(&b.link, &inner, words, &f.err), LR_OK);
    CU_ASSERT_EQUAL(net_reverse(&far, &turned, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&near, &inner, &sum, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_cascade(&sum, &turned, &all, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_mixed(&all, &mixed, NULL), LR_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < NF; k++) {
            CLOSE(cabs(*net_s(&b.channel.path[i].outer, k, 1, 0) -
                       *net_s(&mixed, k, 3, from[i])), 0.0, 1e-12);
            CLOSE(cabs(*net_s(&b.channel.path[i].outer, k, 1, 1) -
                       *net_s(&mixed, k, 3, 3)), 0.0, 1e-12);
        }
    struct net *const nets[] = {&near, &far, &turned, &inner, &sum, &all, &mixed};
    for (size_t i = 0; i < sizeof nets / sizeof nets[0]; i++)
        net_free(nets[i]);
    drop(&b);
    fixture_end(&f);
}

static void the_channel_between_packages_is_untouched(void)
{
    struct fixture f;
    struct built with, without;
    fixture_begin(&f);
    put_packages("crosstalk: {inductive: 0.05, capacitive: 0.02}\n");
    build(&f, HEAD PACKAGED(MICRO("21 mm")) THREE, 0.0, false, &with);
    build(&f, HEAD "parts:\n" MICRO("21 mm") THREE, 0.0, false, &without);
    for (size_t i = 0; i < 3; i++) {
        CLOSE(apart(&with.channel.path[i].net, &without.channel.path[i].net), 0.0, 0.0);
        CU_ASSERT_EQUAL(without.channel.path[i].outer.np, 0);
    }
    CU_ASSERT_EQUAL(with.chain.ncase, 1);
    drop(&with);
    drop(&without);
    fixture_end(&f);
}

/* COM of the only case [dB]. */
static double com_of(struct fixture *f, const char *text)
{
    struct built b;
    struct com_work work = {0};
    struct link_com com;
    build(f, text, 0.0, false, &b);
    CU_ASSERT_EQUAL_FATAL(
        link_com_solve(&b.chain, &b.channel, NULL, &work, &com, &f->err), LR_OK);
    const double com_db = com.cases[com.worst].com_db;
    link_com_free(&com);
    com_work_free(&work);
    drop(&b);
    return com_db;
}

static void without_coupling_com_is_that_of_packages_alone(void)
{
    /* Lanes 10 mm apart do not see each other on the board; then it is the same whether a
     * package is one of lanes that do not couple either or stands at the channel's end. */
#define KR4 "lanereach: 1\ninterface: 100gbase-kr4\ngrid: {step: 40 MHz, stop: 26 GHz}\n"
#define FAR "crosstalk:\n  - coupled: {neighbours: 2, pitch: 10 mm}\n"
#define STRIP "  - {trace: megtron7-stripline-100ohm, length: 4 in}\n"
#define ACTIVE STRIP "  - redriver: acc-112g\n" STRIP
    static const char *const text[] = {KR4 PACKAGED(STRIP) FAR, KR4 PACKAGED(ACTIVE) FAR};
    struct fixture f;
    fixture_begin(&f);
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        put_packages("crosstalk: {inductive: 0, capacitive: 0}\n");
        const double lanes = com_of(&f, text[i]);
        put_packages("");
        const double alone = com_of(&f, text[i]);
        CLOSE(lanes, alone, 1e-4);      /* another mesh: 1e-6 in S */
        put_packages("crosstalk: {inductive: 0.02, capacitive: 0.01}\n");
        CU_ASSERT(com_of(&f, text[i]) < alone - 0.1);
    }
    fixture_end(&f);
}

static void the_die_stays_with_com(void)
{
    /* die: reference puts the interface's elements in front of the lanes: COM is that of
     * the same package without neighbours' coupling. */
    struct fixture f;
    fixture_begin(&f);
    static const char text[] =
        KR4 "parts:\n  - {package: ./near.yaml, die: reference}\n" STRIP
        "  - {package: ./far.yaml, die: reference}\n" FAR;
    put_packages("crosstalk: {inductive: 0, capacitive: 0}\n");
    const double lanes = com_of(&f, text);
    const double no_die = com_of(&f, KR4 PACKAGED(STRIP) FAR);
    put_packages("");
    CLOSE(lanes, com_of(&f, text), 1e-4);
    CU_ASSERT(fabs(lanes - no_die) > 0.01);
    fixture_end(&f);
}

static void a_varied_part_lies_between_them(void)
{
    struct fixture f;
    struct built varied, fixed;
    fixture_begin(&f);
    put_packages("crosstalk: {inductive: 0.05, capacitive: 0.02}\n");
    build(&f, HEAD PACKAGED(MICRO("1 in") VARIED(M7, "9 in")) THREE, 72.3e-3, false,
          &varied);
    build(&f, HEAD PACKAGED(MICRO("1 in") "  - {trace: megtron7-stripline-100ohm, length: "
                            "72.3 mm}\n") THREE, 0.0, false, &fixed);
    for (size_t i = 0; i < 3; i++)
        CLOSE(apart(&varied.channel.path[i].outer, &fixed.channel.path[i].outer), 0.0,
              1e-13);
    drop(&varied);
    drop(&fixed);
    fixture_end(&f);
}

static void aggressors_of_files_pass_the_same_packages(void)
{
    /* FEXT from the transmitter's package, NEXT from the receiver's: 2-ports in cascade. */
    struct fixture f;
    struct built b;
    struct net lane, package[2], turned, sum, all;
    fixture_begin(&f);
    put_packages("crosstalk: {inductive: 0.05, capacitive: 0.02}\n");
    CU_ASSERT_EQUAL_FATAL(net_init(&lane, NF, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        lane.freq[k] = 0.4e9 * (double)k;
        for (size_t leg = 0; leg < 2; leg++)
            *net_s(&lane, k, leg, 2 + leg) = *net_s(&lane, k, 2 + leg, leg) =
                0.7 * cexp(-I * two_pi * lane.freq[k] * 57e-12);
        *net_s(&lane, k, 0, 0) = 0.11;
    }
    CU_ASSERT_EQUAL(touchstone_write("lane.s4p", &lane, NULL, NULL), LR_OK);
    build(&f, HEAD PACKAGED(MICRO("1 in") "  - {file: lane.s4p, ports: 12-34}\n")
          THREE "  - fext: lane.s4p\n  - next: lane.s4p\n", 0.0, false, &b);
    CU_ASSERT_EQUAL_FATAL(b.channel.npath, 5);
    for (size_t end = 0; end < 2; end++)
        CU_ASSERT_EQUAL(b.link.part[end ? 3 : 0].kind->network(
                            &b.link.part[end ? 3 : 0], b.chain.nf, b.chain.freq,
                            &package[end], NULL), LR_OK);
    CU_ASSERT_EQUAL(net_reverse(&package[1], &turned, NULL), LR_OK);
    for (size_t i = 3; i < 5; i++) {
        CU_ASSERT_EQUAL(net_cascade(&package[i - 3], &b.channel.path[i].net, &sum, NULL),
                        LR_OK);
        CU_ASSERT_EQUAL(net_cascade(&sum, &turned, &all, NULL), LR_OK);
        CLOSE(apart(&b.channel.path[i].outer, &all), 0.0, 1e-13);
        net_free(&sum);
        net_free(&all);
    }
    struct net *const nets[] = {&lane, &package[0], &package[1], &turned};
    for (size_t i = 0; i < sizeof nets / sizeof nets[0]; i++)
        net_free(nets[i]);
    drop(&b);
    fixture_end(&f);
}

static void a_package_of_one_end_leaves_the_other_to_the_interface(void)
{
    struct fixture f;
    struct built b;
    fixture_begin(&f);
    put_packages("crosstalk: {inductive: 0.05, capacitive: 0.02}\n");
    build(&f, HEAD "parts:\n" MICRO("21 mm") "  - package: ./far.yaml\n" THREE, 0.0, false,
          &b);
    CU_ASSERT_EQUAL(b.chain.end[0].np, 0);
    CU_ASSERT_EQUAL(b.chain.end[1].np, 2);
    CU_ASSERT_EQUAL(b.chain.ncase, b.link.interface.ncase);
    CU_ASSERT(b.channel.path[1].outer.np == 2);
    drop(&b);
    fixture_end(&f);
}

static void a_board_of_the_interface_keeps_lanes_apart(void)
{
    struct lr_notes *notes = notes_new(false);
    struct fixture f;
    struct built b;
    bool told = false;
    fixture_begin(&f);
    f.err.notes = notes;
    put_packages("crosstalk: {inductive: 0.05, capacitive: 0.02}\n");
    build(&f, "lanereach: 1\ninterface: 100gbase-cr1\ngrid: {step: 400 MHz, stop: 12 GHz}\n"
          PACKAGED("  - {cable: twinax-30awg, length: 0.5 m}\n") THREE, 0.0, false, &b);
    CU_ASSERT_EQUAL(b.chain.end[0].np + b.chain.end[1].np, 0);
    for (size_t i = 0; note_text(notes, NOTE_ASSUMPTION, i); i++)
        told = told || !strcmp(note_text(notes, NOTE_ASSUMPTION, i),
                               "neighbours do not couple in package ./near.yaml: the "
                               "board of 100gbase-cr1 (Include PCB), which follows, is of "
                               "one lane");
    CU_ASSERT(told);
    drop(&b);
    notes_free(notes);
    fixture_end(&f);
}

static const struct tap_case cases[] = {
    {"lanes couple from die to die as 12-ports in cascade", lanes_couple_from_die_to_die},
    {"the channel between the packages is untouched",
     the_channel_between_packages_is_untouched},
    {"without coupling COM is that of packages of one lane, a redriver between or not",
     without_coupling_com_is_that_of_packages_alone},
    {"the die stays with COM", the_die_stays_with_com},
    {"a varied part lies between them", a_varied_part_lies_between_them},
    {"aggressors of files pass the same packages",
     aggressors_of_files_pass_the_same_packages},
    {"a package at one end leaves the other to the interface",
     a_package_of_one_end_leaves_the_other_to_the_interface},
    {"a board of the interface keeps the lanes of packages apart",
     a_board_of_the_interface_keeps_lanes_apart},
};
TAP_MAIN("link/packages", cases)

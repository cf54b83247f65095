#include "config.h"

#include "net/touchstone.h"
#include "part/file.h"
#include "part/package.h"
#include "part/stackup.h"
#include "tests/part/bench.h"

#define OWN "lanereach: 1\nkind: package\nr_0: 50 ohm\n"
#define CONSTANTS "gamma_0: 0 1/mm\na_1: 0 ns^0.5/mm\na_2: 0 ns/mm\ntau: 0.01 ns/mm\n"
#define SOLVED "stackup: abf-stripline-90ohm"

static const double freq[] = {1.3e9, 13.28e9, 39.7e9};
enum { NF = 3 };

/* The lanes of a part, at a pitch, as one whole. */
static void lanes_of(struct bench *b, const char *text, size_t n, double pitch,
                     struct net_bundle *out)
{
    const struct stackup_lanes beside = {n, pitch};
    struct part_lanes lanes = {.n = n, .nf = NF, .freq = freq};
    struct net_bundle lent;
    bench_take(b, text);
    const struct part_source source = {b->lib, &b->arena, "", 293.15, NULL};
    CU_ASSERT(b->part.kind->couples(&b->part));
    CU_ASSERT_EQUAL_FATAL(b->part.kind->prepare(&b->part, &beside, b->part.mark, &source,
                                                &b->err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(b->part.kind->lanes(&b->part, &lanes, &lent, &b->err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_bundle_whole(&lent, out, NULL), LR_OK);
    net_bundle_free(&lent);
    part_lanes_free(&lanes);
}

static double furthest(const struct net_bundle *a, const struct net_bundle *b)
{
    double most = a->n == b->n ? 0.0 : (double)NAN;
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < 4 * a->n; i++)
            for (size_t j = 0; j < 4 * a->n; j++)
                most = fmax(most, cabs(net_bundle_s(a, k, i, j) -
                                       net_bundle_s(b, k, i, j)));
    return most;
}

/* Two parts of n lanes are the same within a tolerance. */
static void alike(struct bench *b, const char *one, const char *other, size_t n,
                  double pitch, double tolerance)
{
    struct net_bundle first, second;
    lanes_of(b, one, n, pitch, &first);
    lanes_of(b, other, n, pitch, &second);
    CLOSE(furthest(&first, &second), 0.0, tolerance);
    net_bundle_free(&first);
    net_bundle_free(&second);
}

static void one_lane_is_the_network(void)
{
    static const char *const text[] = {"package: ieee-ck-31mm\n", "package: abf-25mm\n",
                                       "package: ieee-bj-30mm\n"};
    struct bench b;
    bench_begin(&b);
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        bench_take(&b, text[i]);
        for (size_t k = 0; k < NF; k++)
            bench_sound(&b, freq[k]);
    }
    bench_end(&b);
}

static void lines_of_constants_couple_as_those_of_a_connector(void)
{
    /* Delays of 37 and 4 ps, 0.01 ns/mm; legs that do not see each other have a quarter
     * of the differential impedance in common.  tests/part/test_coupling.c checks
     * connectors against coupled lines. */
    static const char coupled[] = "crosstalk: {inductive: 0.11, capacitive: 0.07}\n";
    char text[1024];
    struct bench b;
    bench_begin(&b);
    snprintf(text, sizeof text, OWN CONSTANTS "sections:\n"
             "  - {c_d: 11 fF, c_b: 3 fF, length: 3.7 mm, z_c: 76 ohm}\n"
             "  - {length: 0.4 mm, z_c: 92 ohm, c_p: 23 fF}\n%s", coupled);
    scratch_put("own.yaml", text);
    snprintf(text, sizeof text, "lanereach: 1\nkind: connector\nelements:\n"
             "  - c: 14 fF\n  - {z: 76 ohm, z_common: 19 ohm, delay: 37 ps}\n"
             "  - {z: 92 ohm, z_common: 23 ohm, delay: 4 ps}\n  - c: 23 fF\n%s", coupled);
    scratch_put("mated.yaml", text);
    alike(&b, "package: ./own.yaml\n", "connector: ./mated.yaml\n", 4, 0.0, 1e-12);
    bench_end(&b);
}

static void lines_of_a_cross_section_couple_as_a_trace(void)
{
    struct bench b;
    bench_begin(&b);
    scratch_put("own.yaml", OWN "sections:\n  - {length: 17 mm, " SOLVED "}\n");
    alike(&b, "package: ./own.yaml\n", "trace: abf-stripline-90ohm\nlength: 17 mm\n", 3,
          0.12e-3, 1e-12);
    scratch_put("near.yaml", OWN "pitch: 0.12 mm\n"
                "sections:\n  - {length: 17 mm, " SOLVED "}\n");
    alike(&b, "package: ./near.yaml\n", "package: ./own.yaml\n", 3, 0.12e-3, 0.0);
    struct net_bundle near, link;
    lanes_of(&b, "package: ./near.yaml\n", 3, 0.6e-3, &near);   /* its own holds */
    lanes_of(&b, "package: ./own.yaml\n", 3, 0.12e-3, &link);
    CLOSE(furthest(&near, &link), 0.0, 0.0);
    net_bundle_free(&near);
    net_bundle_free(&link);
    bench_end(&b);
}

static void sections_of_both_kinds_stand_in_their_order(void)
{
    /* Cut in two the package is the same: where a section ends in the middle of a line
     * of either kind, and with a section that is nothing. */
    struct bench b;
    bench_begin(&b);
#define MIXED OWN CONSTANTS "pitch: 0.12 mm\ncrosstalk: {inductive: 0.02, capacitive: 0.01}\n"
    scratch_put("one.yaml", MIXED "sections:\n"
                "  - {c_d: 31 fF, l_s: 40 pH, length: 9 mm, " SOLVED ", c_p: 12 fF}\n"
                "  - {c_b: 8 fF, length: 1.6 mm, z_c: 92.5 ohm, c_p: 40 fF}\n");
    scratch_put("two.yaml", MIXED "sections:\n"
                "  - {c_d: 31 fF, l_s: 40 pH, length: 4 mm, " SOLVED "}\n"
                "  - {length: 5 mm, " SOLVED "}\n"
                "  - {c_d: 20 fF, length: 0.7 mm, z_c: 92.5 ohm}\n"
                "  - {length: 0.9 mm, z_c: 92.5 ohm, c_p: 40 fF}\n");
    alike(&b, "package: ./one.yaml\n", "package: ./two.yaml\n", 3, 0.0, 1e-12);
    bench_end(&b);
}

/* Lanes that pass 0.8 a leg, and 0.05 from each leg to that of the next lane; near ports
 * first. */
static void put_lanes(const char *path, size_t n)
{
    struct net net;
    CU_ASSERT_EQUAL_FATAL(net_init(&net, NF, 4 * n, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        net.freq[k] = freq[k];
        for (size_t i = 0; i < 2 * n; i++)
            for (size_t j = 0; j < 2 * n; j++)
                *net_s(&net, k, 2 * n + i, j) = *net_s(&net, k, j, 2 * n + i) =
                    i == j ? 0.8 : i % 2 == j % 2 ? 0.05 : 0.0;
    }
    CU_ASSERT_EQUAL(touchstone_write(path, &net, NULL, NULL), LR_OK);
    net_free(&net);
}

static void a_file_is_a_package(void)
{
    struct bench b;
    struct net_bundle lanes;
    bench_begin(&b);
    put_lanes("one.s4p", 1);
    put_lanes("two.s8p", 2);
    bench_take(&b, "package: one.s4p\nports: 12-34\n");
    CU_ASSERT_FALSE(b.part.kind->couples(&b.part));
    CU_ASSERT(part_package_data(&b.part)->wants_die);
    SAME_TEXT(part_package_file(&b.part)->path, "one.s4p");
    CLOSE(b.part.kind->measured(&b.part)->freq[2], freq[2], 1.0);
    CLOSE(cabs(bench_s(&b, freq[1], 1, 0) - 0.8), 0.0, 1e-9);
    bench_take(&b, "package: one.s4p\nports: 12-34\ndie: none\n");
    CU_ASSERT_FALSE(part_package_data(&b.part)->wants_die);
    lanes_of(&b, "package: two.s8p\nports: 1,2-5,6\nneighbours: [\"3,4-7,8\"]\n", 2, 0.0,
             &lanes);
    CLOSE(cabs(net_bundle_s(&lanes, 1, 4, 0) - 0.8), 0.0, 1e-9);
    CLOSE(cabs(net_bundle_s(&lanes, 1, 4, 2) - 0.05), 0.0, 1e-9);
    net_bundle_free(&lanes);
    mkdir("lab", 0777);
    CU_ASSERT_EQUAL(rename("two.s8p", "lab/two.s8p"), 0);
    scratch_put("lab/own.yaml", "lanereach: 1\nkind: package\nfile: two.s8p\n"
                "ports: 1,2-5,6\nneighbours: [\"3,4-7,8\"]\n");
    bench_take(&b, "package: lab/own.yaml\n");
    CU_ASSERT(b.part.kind->couples(&b.part));
    SAME_TEXT(part_package_file(&b.part)->path, "lab/two.s8p");
    bench_end(&b);
}

static void what_is_wrong_has_its_place(void)
{
    static const struct { const char *model, *text; } rows[] = {
        {OWN "sections:\n  - {length: 17 mm, " SOLVED "}\n"
         "crosstalk: {inductive: 0.1, capacitive: 0.1}\n",
         "./own.yaml:6:1: crosstalk: every line has a cross-section, which tells how lanes "
         "couple; leave it out, or write pitch"},
        {OWN CONSTANTS "pitch: 0.2 mm\nsections:\n  - {length: 17 mm}\n",
         "./own.yaml:8:1: pitch: no line has a cross-section; write crosstalk: "
         "{inductive: 0.01, capacitive: 0.008}"},
        {OWN "pitch: 2 m\nsections:\n  - {length: 17 mm, " SOLVED "}\n",
         "./own.yaml:4:8: pitch: '2 m' is out of range; write 1 um to 100 mm"},
        {OWN "pitch: 20 um\nsections:\n  - {length: 17 mm, " SOLVED "}\n",
         "./own.yaml:4:8: pitch: at 0.02 mm the pairs of ./own.yaml touch, which are "
         "0.0836 mm wide; write more"},
        {OWN "sections:\n  - {length: 17 mm, " SOLVED "}\n",
         "x.yaml:1:10: coupled: the lanes of package ./own.yaml need a pitch; write "
         "pitch: 0.6 mm"},
        {OWN CONSTANTS "sections:\n  - {length: 17 mm}\ncrosstalk: {inductive: 0.7, "
         "capacitive: 0.1}\n",
         "./own.yaml:10:24: inductive: '0.7' is out of range; write 0 to 0.4"}};
    const struct stackup_lanes lanes = {3, 0.0};
    struct bench b;
    bench_begin(&b);
    const struct part_source source = {b.lib, &b.arena, "", 293.15, NULL};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        scratch_put("own.yaml", rows[i].model);
        enum lr_status status = bench_read(&b, "package: ./own.yaml\n");
        if (!status)
            status = b.part.kind->prepare(&b.part, &lanes, b.part.mark, &source, &b.err);
        CU_ASSERT_EQUAL(status, LR_EINPUT);
        SAME_TEXT(b.err.text, rows[i].text);
    }
    bench_refuse(&b, "package: abf-25mm\nports: 12-34\n",
                 "x.yaml:2:1: ports: 'abf-25mm' is a model, which tells its own ports; "
                 "only behind package: FILE.s4p they stand here");
    bench_refuse(&b, "package: absent.s4p\n",
                 "x.yaml:1:10: absent.s4p cannot be read: No such file or directory; "
                 "write the path of a Touchstone file");
    bench_refuse(&b, "package: abf-25mm\nlength: 1 mm\n",
                 "x.yaml:2:1: unknown key 'length' in package; keys are package, die, "
                 "ports, neighbours");
    bench_end(&b);
}

static const struct tap_case cases[] = {
    {"one lane is the network, and passive", one_lane_is_the_network},
    {"lines of constants couple as those of a connector",
     lines_of_constants_couple_as_those_of_a_connector},
    {"lines of a cross-section couple as a trace does, at the package's own pitch",
     lines_of_a_cross_section_couple_as_a_trace},
    {"sections of both kinds stand in their order",
     sections_of_both_kinds_stand_in_their_order},
    {"a file is a package, of one lane or of several", a_file_is_a_package},
    {"what is wrong has its place", what_is_wrong_has_its_place},
};
TAP_MAIN("part/package_lanes", cases)

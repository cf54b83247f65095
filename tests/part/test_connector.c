#include "config.h"

#include "net/touchstone.h"
#include "part/connector.h"
#include "part/file.h"
#include "part/stackup.h"
#include "tests/part/bench.h"

static const double circle = 6.283185307179586;

#define HEAD "lanereach: 1\nkind: connector\nfreq: 26.5625 GHz\nelements:\n"

static void take(struct bench *b, const char *elements)
{
    char text[512];
    snprintf(text, sizeof text, "%s%s", HEAD, elements);
    scratch_put("own.yaml", text);
    bench_take(b, "connector: ./own.yaml\n");
}

static void the_library_loses_what_its_classes_are_told_to_lose(void)
{
    /* lines.md 5.3, generally told and unverified: dB at 26.6 and, of OSFP, 53 GHz. */
    static const struct { const char *name; double freq, least, most; } rows[] = {
        {"connector: backplane-112g\n", 26.6e9, 1.0, 1.5},
        {"connector: osfp-112g\n", 26.6e9, 0.8, 1.3},
        {"connector: osfp-112g\n", 53e9, 2.0, 2.5},
        {"connector: flyover-112g\n", 26.6e9, 0.5, 0.8}};
    struct bench b;
    bench_begin(&b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench_take(&b, rows[i].name);
        const double loss = bench_loss(&b, rows[i].freq);
        CLOSE(loss, 0.5 * (rows[i].least + rows[i].most),
              0.5 * (rows[i].most - rows[i].least));
        for (double freq = 0.0; freq < 110e9; freq += 5.3e9)
            bench_sound(&b, freq);
        CLOSE(cabs(bench_s(&b, 0.0, 1, 0) - 1.0), 0.0, 1e-9);
    }
    bench_end(&b);
}

static void losses_grow_with_the_root_and_with_the_frequency(void)
{
    struct bench b;
    bench_begin(&b);
    take(&b, "  - {z: 100 ohm, delay: 31 ps, root_loss: 0.8 dB, linear_loss: 0.3 dB}\n");
    CLOSE(bench_loss(&b, 26.5625e9), 1.1, 1e-9);
    CLOSE(bench_loss(&b, 26.5625e9 / 4.0), 0.4 + 0.075, 1e-9);
    CLOSE(bench_loss(&b, 26.5625e9 * 4.0), 1.6 + 1.2, 1e-9);
    CLOSE(b.part.kind->delay(&b.part, 26e9), 31e-12, 1e-24);
    bench_end(&b);
}

static void a_quarter_wave_transforms_in_both_modes(void)
{
    /* zin = zc^2/zref: differential 76.4 ohm in 100, common 17.3 ohm in 25. */
    const double freq = 1.0 / (4.0 * 11e-12);
    double complex s[4][4];
    struct bench b;
    bench_begin(&b);
    take(&b, "  - {z: 76.4 ohm, z_common: 17.3 ohm, delay: 11 ps}\n");
    bench_legs(&b, freq, s);
    const double d = 76.4 * 76.4 / 100.0, c = 17.3 * 17.3 / 25.0;
    CLOSE(cabs(bench_mode(s, 0, 0, 0, 0) - (d - 100.0) / (d + 100.0)), 0.0, 1e-12);
    CLOSE(cabs(bench_mode(s, 1, 0, 1, 0) - (c - 25.0) / (c + 25.0)), 0.0, 1e-12);
    CLOSE(cabs(bench_mode(s, 1, 1, 0, 0)), 0.0, 1e-15);
    take(&b, "  - {z: 76.4 ohm, delay: 11 ps}\n");      /* legs that do not couple */
    bench_legs(&b, freq, s);
    CLOSE(cabs(s[1][0]) + cabs(s[3][0]), 0.0, 1e-15);
    bench_end(&b);
}

static void elements_stand_in_their_order(void)
{
    /* A footprint seen through a line is turned by twice its delay. */
    const double freq = 9e9, w = circle * freq;
    struct bench b;
    bench_begin(&b);
    take(&b, "  - {z: 100 ohm, delay: 21 ps}\n  - c: 60 fF\n");
    const double complex y = I * w * 60e-15 * 50.0, s11 = -y / (2.0 + y);
    CLOSE(cabs(bench_s(&b, freq, 0, 0) - s11 * cexp(-2.0 * I * w * 21e-12)), 0.0, 1e-14);
    CLOSE(cabs(bench_s(&b, freq, 1, 1) - s11), 0.0, 1e-14);
    take(&b, "  - {r: 9 ohm, l: 500 pH, c: 20 fF}\n");
    const double notch = 1.0 / (circle * sqrt(500e-12 * 20e-15));
    CLOSE(cabs(bench_s(&b, notch, 1, 0)), 18.0 / 68.0, 1e-12);
    bench_end(&b);
}

static void a_file_stands_in_for_elements(void)
{
    /* Legs that pass 0.8 and 0.1 to each other: 0.7 differential, 0.9 in common.  Pairs
     * at each end are 1 2 and 3 4; the file lies beside the model, not the link. */
    static const char model[] =
        "lanereach: 1\nkind: connector\nfile: mated.s4p\nports: 12-34\n";
    double complex s[4][4];
    struct net net;
    struct bench b;
    bench_begin(&b);
    CU_ASSERT_EQUAL_FATAL(net_init(&net, 3, 4, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < 3; k++) {
        net.freq[k] = 10e9 * (double)k;
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++)
                *net_s(&net, k, i, j) =
                    i / 2 == j / 2 ? 0.0 : i % 2 == j % 2 ? 0.8 : 0.1;
    }
    mkdir("lab", 0777);
    CU_ASSERT_EQUAL(touchstone_write("lab/mated.s4p", &net, NULL, NULL), LR_OK);
    scratch_put("lab/own.yaml", model);
    bench_take(&b, "connector: lab/own.yaml\n");
    CLOSE(cabs(bench_s(&b, 10e9, 1, 0) - 0.7), 0.0, 1e-9);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b.part.kind->measured(&b.part));
    CLOSE(b.part.kind->measured(&b.part)->freq[2], 20e9, 0.0);
    SAME_TEXT(part_connector_file(&b.part)->path, "lab/mated.s4p");
    const struct part_source source = {b.lib, &b.arena, "", 293.15, NULL};
    const struct stackup_lanes alone = {1, 0.0};
    CU_ASSERT_EQUAL(b.part.kind->prepare(&b.part, &alone, b.part.mark, &source, &b.err),
                    LR_OK);
    bench_legs(&b, 10e9, s);
    CLOSE(cabs(bench_mode(s, 1, 1, 1, 0) - 0.9), 0.0, 1e-9);
    bench_take(&b, "connector: flyover-112g\n");
    CU_ASSERT_PTR_NULL(b.part.kind->measured(&b.part));
    CU_ASSERT_PTR_NULL(part_connector_file(&b.part));
    scratch_put("lab/own.yaml", "lanereach: 1\nfile: absent.s4p\n");
    bench_refuse(&b, "connector: lab/own.yaml\n",
                 "lab/own.yaml:2:7: lab/absent.s4p cannot be read: No such file or "
                 "directory; write the path of a Touchstone file");
    net_free(&net);
    bench_end(&b);
}

static void what_is_wrong_has_its_place(void)
{
    static const struct { const char *elements, *text; } rows[] = {
        {"  []\n", "./own.yaml:5:3: 0 elements; write 1 to 24"},
        {"  - {z: 92 ohm}\n", "./own.yaml:5:5: a line needs a delay"},
        {"  - {delay: 3 ps}\n", "./own.yaml:5:5: a line needs a z"},
        {"  - {l: 1 nH}\n", "./own.yaml:5:5: a branch needs a c"},
        {"  - {z: 92 ohm, delay: 3 ps, c: 3 fF}\n",
         "./own.yaml:5:30: unknown key 'c' in a line; keys are z, z_common, delay, "
         "root_loss, linear_loss"},
        {"  - {z: 92 ohm, delay: -3 ps}\n",
         "./own.yaml:5:24: delay: '-3 ps' is out of range; write 0 to 1 us"}};
    struct bench b;
    bench_begin(&b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s", HEAD, rows[i].elements);
        scratch_put("own.yaml", text);
        bench_refuse(&b, "connector: ./own.yaml\n", rows[i].text);
    }
    scratch_put("own.yaml", "lanereach: 1\nelements:\n"
                            "  - {z: 92 ohm, delay: 3 ps, root_loss: 1 dB}\n");
    bench_refuse(&b, "connector: ./own.yaml\n",
                 "./own.yaml:3:5: root_loss and linear_loss hold at freq, which the "
                 "connector has not; write it");
    bench_end(&b);
}

static const struct tap_case cases[] = {
    {"the library loses what its classes are told to lose",
     the_library_loses_what_its_classes_are_told_to_lose},
    {"losses grow with the root and with the frequency",
     losses_grow_with_the_root_and_with_the_frequency},
    {"a quarter wave transforms in both modes", a_quarter_wave_transforms_in_both_modes},
    {"elements stand in their order", elements_stand_in_their_order},
    {"a file stands in for elements", a_file_stands_in_for_elements},
    {"what is wrong has its place", what_is_wrong_has_its_place},
};
TAP_MAIN("part/connector", cases)

#include "config.h"

#include "line/synthesis.h"
#include "tests/tap.h"

#include <math.h>

static const struct line_microstrip outer = {0.0, 104e-6, 27e-6};

static void microstrips_of_known_impedance_get_their_width_back(void)
{
    /* golden/lines/i_coupled_lines_bem.json, single_microstrip_bem, HJ: impedances
     * computed independently for these widths. */
    static const struct {
        struct line_microstrip strip;
        double er, z;
    } rows[] = {
        {{0.003, 0.00155, 3.5e-5}, 4.413, 49.15264427409922},
        {{0.0002, 0.000112, 4e-5}, 4.1, 49.54877109061864},
        {{0.00016, 9e-5, 3.5e-5}, 3.37, 53.65864065078394},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct line_target to = {rows[i].z, rows[i].er, 0.0};
        double width = 0.0;
        CU_ASSERT_EQUAL(line_synthesis_microstrip(&rows[i].strip, &to, &width, NULL),
                        LR_OK);
        CLOSE(width / rows[i].strip.width, 1.0, 3e-9);
    }
}

static void pairs_of_known_impedance_get_their_width_and_gap_back(void)
{
    /* The same file: w 120, s 150, h 90 um, t 0, er 3.4 at 26.56 GHz. */
    const struct line_microstrip_pair pair = {{120e-6, 90e-6, 0.0}, 150e-6};
    const struct line_target to = {2.0 * 62.78442593383336, 3.4, 26.56e9};
    double length = 0.0;
    CU_ASSERT_EQUAL(line_synthesis_microstrip_pair(&pair, &to, &length, NULL), LR_OK);
    CLOSE(length / 120e-6, 1.0, 5e-9);
    CU_ASSERT_EQUAL(line_synthesis_microstrip_gap(&pair, &to, &length, NULL), LR_OK);
    CLOSE(length / 150e-6, 1.0, 3e-8);
}

static void striplines_of_known_impedance_get_their_lengths_back(void)
{
    /* The same file, edge_coupled_stripline, single_strip.wheeler1978. */
    static const struct {
        struct line_stripline strip;
        double er, z;
    } rows[] = {
        {{203.2e-6, 17.78e-6, 508e-6, 0.0}, 4.3, 49.96936180880554},
        {{110e-6, 17e-6, 254e-6, 0.0}, 3.3, 51.749113123664074},
        {{85e-6, 15e-6, 180e-6, 0.0}, 3.2, 49.02010500824632},
    };
    double width = 0.0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct line_target to = {rows[i].z, rows[i].er, 0.0};
        CU_ASSERT_EQUAL(line_synthesis_stripline(&rows[i].strip, &to, &width, NULL),
                        LR_OK);
        CLOSE(width / rows[i].strip.width, 1.0, 5e-9);
    }

    /* Boundary elements, 98.089 ohm differential for s 170 um: the odd form holds within
     * 0.6 %, which is 0.9 % of the width and 5 % of the gap. */
    const struct line_stripline pair = {110e-6, 17e-6, 254e-6, 170e-6};
    const struct line_target diff = {98.08903444027688, 3.3, 0.0};
    double gap = 0.0;
    CU_ASSERT_EQUAL(line_synthesis_stripline_pair(&pair, &diff, &width, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_synthesis_stripline_gap(&pair, &diff, &gap, NULL), LR_OK);
    CLOSE(width / 110e-6, 1.0, 0.01);
    CLOSE(gap / 170e-6, 1.0, 0.05);
}

static void higher_impedance_wants_narrower_strips_and_wider_gaps(void)
{
    const struct line_microstrip_pair pair = {{150e-6, 104e-6, 27e-6}, 170e-6};
    double width_before = 1.0, gap_before = 0.0;
    for (double z = 85.3; z < 106.0; z += 6.9) {
        const struct line_target to = {z, 3.61, 12.9e9};
        double width = 0.0, gap = 0.0;
        CU_ASSERT_EQUAL(line_synthesis_microstrip_pair(&pair, &to, &width, NULL), LR_OK);
        CU_ASSERT_TRUE(width < width_before);
        width_before = width;
        if (z > 100.0) /* single strips of 150 um cannot have more */
            continue;
        CU_ASSERT_EQUAL(line_synthesis_microstrip_gap(&pair, &to, &gap, NULL), LR_OK);
        CU_ASSERT_TRUE(gap > gap_before);
        gap_before = gap;
    }
}

static void what_cannot_be_is_refused_by_value(void)
{
    struct lr_error err = {0};
    double length = 7.0;
    struct line_target to = {1.3, 3.6, 0.0};
    const struct line_microstrip thin = {0.0, 104e-6, 0.0};
    CU_ASSERT_EQUAL(line_synthesis_microstrip(&thin, &to, &length, &err), LR_EDOMAIN);
    to.z = -5.0;
    CU_ASSERT_EQUAL(line_synthesis_microstrip(&outer, &to, &length, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "width of a microstrip: impedance -5 ohm is not positive");
    to = (struct line_target){50.0, 0.5, 0.0};
    CU_ASSERT_EQUAL(line_synthesis_microstrip(&outer, &to, &length, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "microstrip: permittivity 0.5 is not between 1 and 128");
    to = (struct line_target){130.0, 4.0, 0.0};
    const struct line_stripline strip = {0.0, 10e-6, 200e-6, 0.0};
    CU_ASSERT_EQUAL(line_synthesis_stripline_pair(&strip, &to, &length, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "stripline: a pair needs a gap, not 0 m");
    to.er = 0.9;
    CU_ASSERT_EQUAL(line_synthesis_stripline(&strip, &to, &length, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "stripline: permittivity 0.9 is below 1");

    /* Wheeler's formula, evaluated apart: 132.20 ohm for w = b/5 and 16.29
     * for w = 5 b. */
    to = (struct line_target){400.0, 1.0, 0.0};
    CU_ASSERT_EQUAL(line_synthesis_stripline(&strip, &to, &length, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "width of a stripline: nothing from 4e-05 m to 0.001 m gives 400 "
                        "ohm, only 16.29 to 132.2 ohm");
    CLOSE(length, 7.0, 0.0);
}

static const struct tap_case cases[] = {
    {"microstrips of known impedance get their width back",
     microstrips_of_known_impedance_get_their_width_back},
    {"pairs of known impedance get their width and gap back",
     pairs_of_known_impedance_get_their_width_and_gap_back},
    {"striplines of known impedance get their lengths back",
     striplines_of_known_impedance_get_their_lengths_back},
    {"higher impedance wants narrower strips and wider gaps",
     higher_impedance_wants_narrower_strips_and_wider_gaps},
    {"what cannot be is refused by value", what_cannot_be_is_refused_by_value},
};
TAP_MAIN("line/synthesis", cases)

/* test_coupled_lines.c -- two pairs of microstrips and of striplines, 100 mm long,
 * against golden/lines/j_mtl_8port.json: matrices by a boundary-element program of its
 * own, S by the route of eigenvectors in numpy.  Its tolerance is 1e-9. */
#include "config.h"

#include "tests/published/coupled_lines.h"

static const double tolerance = 1e-9;

/* From the differential mode of pair 1, lines 1 and 2: through, to the near and to the
 * far end of pair 2; and to its own common mode at the far end. */
static const struct {
    const struct mtl_structure *of;
    bool lossy;
    double freq;
    double s[8];                        /* thru, next, fext, scd, [re, im] each */
} mixed[] = {
    {&mtl_microstrip, false, 1e+09,
     {-0.998087474922, -0.0569977341157, 0.000105955793932, -0.000751121169587,
      0.000585995396142, -0.00976086489586, -0.000631826081886, 0.00134516649461}},
    {&mtl_microstrip, true, 1e+09,
     {-0.956283260113, -0.0164294910361, -0.000345349886396, -0.00105412585715,
      2.41132143651e-05, -0.00947736474628, -0.000576261060734, 0.00136396520846}},
    {&mtl_microstrip, false, 5e+09,
     {-0.95343566446, -0.281788968366, 0.00285905243031, -0.00273039976911,
      0.0147469867418, -0.0464003493781, -0.00774681162864, 0.0146084495494}},
    {&mtl_microstrip, true, 5e+09,
     {-0.871445619039, -0.174935627686, 0.00110772357138, -0.00331726041892,
      0.0090467837808, -0.0428549453249, -0.00566111606651, 0.0135357561968}},
    {&mtl_microstrip, false, 1.328e+10,
     {-0.976006705827, 0.106174278107, -0.0045790126371, -0.0157335787502,
      -0.0094261718569, -0.13296977145, 0.0554246666421, 0.0280163546807}},
    {&mtl_microstrip, true, 1.328e+10,
     {-0.772457000361, 0.199712960696, -0.00739148656151, -0.00986751700255,
      -0.0240933706936, -0.105682928175, 0.0473062283889, 0.0159057123246}},
    {&mtl_microstrip, false, 2.656e+10,
     {0.936863083826, -0.209391506903, -0.0131472705457, -0.0278544520876,
      0.0615573848341, 0.259622251602, 0.0496344632033, -0.0193672954915}},
    {&mtl_microstrip, true, 2.656e+10,
     {0.629639234587, -0.283889700046, -0.0140415644277, -0.0112694600943,
      0.0820179288365, 0.173183081449, 0.0303165672965, -0.0207759256226}},
    {&mtl_microstrip, false, 5.31e+10,
     {0.796452911894, -0.311910313041, -0.0367411928046, -0.037738061632,
      0.189087468959, 0.473564302511, -0.0105767988471, -0.0564204036466}},
    {&mtl_microstrip, true, 5.31e+10,
     {0.395167739498, -0.307126084402, -0.0201205229016, -0.00456032078931,
      0.185043268146, 0.233182265761, -0.0149877567812, -0.0280335647092}},
    {&mtl_stripline, false, 1e+09,
     {-0.786431971181, 0.617621977717, -0.000497790739788, -0.000633736623806,
      1.03371165538e-05, 2.52219644744e-06, -1.05889090257e-06, -2.53121475835e-07}},
    {&mtl_stripline, true, 1e+09,
     {-0.708873833946, 0.622629622096, -0.000584474046525, -0.000575696914826,
      -4.37730637473e-05, 6.75660749362e-06, -1.00279757448e-06, -6.61615215947e-08}},
    {&mtl_stripline, false, 5e+09,
     {0.982578601083, -0.185830973422, -4.5067530833e-05, -0.000238251993231,
      -1.16913774589e-06, -2.98036256024e-06, 1.20566671813e-07, 3.05762526548e-07}},
    {&mtl_stripline, true, 5e+09,
     {0.82656066451, -0.264821411128, -0.000253543979004, -0.000285237463127,
      7.68417052933e-05, 3.7928701354e-05, 3.66893309289e-07, 2.07024241777e-07}},
    {&mtl_stripline, false, 1.328e+10,
     {0.956686092181, -0.291095602575, -0.000110584702739, -0.000363372827319,
      -2.79323423379e-06, -4.16505993165e-06, 2.87771087681e-07, 4.26620557492e-07}},
    {&mtl_stripline, true, 1.328e+10,
     {0.684334256491, -0.370373992399, -0.000436770495105, -0.000330434311816,
      0.000119453022462, 3.52218009373e-05, 5.31971342588e-07, 5.09156341533e-08}},
    {&mtl_stripline, false, 2.656e+10,
     {0.830505909774, -0.556960285836, -0.000404813675225, -0.00060352775615,
      -8.87723411773e-06, -3.64200099672e-06, 9.10596890502e-07, 3.68852101029e-07}},
    {&mtl_stripline, true, 2.656e+10,
     {0.43650380049, -0.522233812862, -0.000706481449018, -0.000297731746687,
      0.000153418818628, -1.22454300588e-05, 5.50509486663e-07, -3.53718138113e-07}},
    {&mtl_stripline, false, 5.31e+10,
     {0.44884585964, -0.89352973288, -0.00104180831091, -0.000523238389358,
      -1.23493678622e-05, 9.19029413163e-06, 1.25491628056e-06, -9.4143248458e-07}},
    {&mtl_stripline, true, 5.31e+10,
     {0.0350552014808, -0.545764947281, -0.000847282428729, -2.51713520097e-05,
      0.000135186920584, -0.000114321832927, -4.7469922021e-08, -5.9368232197e-07}},
};

static void eight_ports_are_those_of_the_reference(void)
{
    CLOSE(mtl_worst(), 0.0, tolerance);
}

static void pairs_couple_and_convert_as_in_the_reference(void)
{
    /* Ports d1..d4 and c1..c4: pair 1 near, pair 2 near, pair 1 far, pair 2 far. */
    for (size_t c = 0; c < sizeof mixed / sizeof mixed[0]; c++) {
        struct net net, modes;
        mtl_solve(mixed[c].of, mixed[c].lossy, mixed[c].freq, &net);
        CU_ASSERT_EQUAL_FATAL(net_mixed(&net, &modes, NULL), LR_OK);
        CLOSE(cabs(*net_s(&modes, 0, 2, 0) - mtl_at(mixed[c].s, 0)), 0.0, tolerance);
        CLOSE(cabs(*net_s(&modes, 0, 1, 0) - mtl_at(mixed[c].s, 1)), 0.0, tolerance);
        CLOSE(cabs(*net_s(&modes, 0, 3, 0) - mtl_at(mixed[c].s, 2)), 0.0, tolerance);
        CLOSE(cabs(*net_s(&modes, 0, 6, 0) - mtl_at(mixed[c].s, 3)), 0.0, tolerance);
        net_free(&modes);
        net_free(&net);
    }
}

static void striplines_have_hardly_any_far_end_crosstalk(void)
{
    /* All modes of a homogeneous section arrive together.  spec/lines.md section 4: -96
     * to -110 dB without loss, against -40 dB at 1 GHz to -10.5 dB at 53 GHz for
     * microstrips. */
    for (double freq = 1e9; freq < 60e9; freq += 13e9) {
        double fext[2];
        for (int homogeneous = 0; homogeneous < 2; homogeneous++) {
            struct net net, modes;
            mtl_solve(homogeneous ? &mtl_stripline : &mtl_microstrip, false, freq, &net);
            CU_ASSERT_EQUAL_FATAL(net_mixed(&net, &modes, NULL), LR_OK);
            fext[homogeneous] = cabs(*net_s(&modes, 0, 3, 0));
            net_free(&modes);
            net_free(&net);
        }
        CU_ASSERT(fext[1] < 2e-5);
        CU_ASSERT(fext[0] > 9e-3);
    }
}

static const struct tap_case cases[] = {
    {"8x8 S at 5 GHz of two structures, with and without loss, are the reference's",
     eight_ports_are_those_of_the_reference},
    {"pairs couple and convert as in the reference, 1 to 53.1 GHz",
     pairs_couple_and_convert_as_in_the_reference},
    {"striplines have hardly any far-end crosstalk, microstrips much",
     striplines_have_hardly_any_far_end_crosstalk},
};
TAP_MAIN("published/coupled_lines", cases)

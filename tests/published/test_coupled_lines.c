/* test_coupled_lines.c -- two pairs of microstrips and of striplines, 100 mm long,
 * against golden/lines/j_mtl_8port.json: matrices by a boundary-element program of its
 * own, S by the route of eigenvectors in numpy.  Its tolerance is 1e-9. */
#include "config.h"

#include "base/constants.h"
#include "line/conductor.h"
#include "line/multi.h"
#include "net/net.h"
#include "tests/tap.h"

#include <math.h>
#include <string.h>

enum { LINES = 4, PORTS = 2 * LINES, UNIQUE = 6 };
static const double tolerance = 1e-9;

/* The four lines are alike from either side: elements 11, 12, 13, 14, 22 and 23 are all.
 * The file's own asymmetry is 1e-13. */
struct structure {
    double tan_delta;
    double l[UNIQUE], c[UNIQUE];        /* [H/m], [F/m]                        */
    double k[UNIQUE];                   /* [1/m] strips and planes             */
    double dc[UNIQUE];                  /* [F/m] er dC/der                     */
};

static const struct structure microstrip = {
    .tan_delta = 0.004,
    .l = {3.29671195722534e-07, 5.36124824951999e-08, 7.02852764869498e-09,
          3.95197844841696e-09, 3.29544975381308e-07, 1.53444023515522e-08},
    .c = {8.12785286787726e-11, -6.09995386274864e-12, -3.40142089057389e-13,
          -1.74655653124421e-13, 8.12381644706964e-11, -1.05931678152121e-12},
    .k = {6163.27295814119, 742.842277076643, 153.191578306614,
          90.3786759820185, 6167.96858245088, 309.78120954591},
    .dc = {6.46720892143504e-11, -1.0816279325437e-12, 5.36014353273637e-14,
           2.52969933747974e-14, 6.45320988593506e-11, 1.87578151118361e-13},
};

static const struct structure stripline = {
    .tan_delta = 0.002,
    .l = {3.17132201448169e-07, 1.81293876834331e-08, 5.29841997067858e-11,
          3.17901667077381e-12, 3.17131023371863e-07, 8.83080004957865e-10},
    .c = {1.16159252044377e-10, -6.6404581988622e-12, -9.16031300089613e-16,
          -2.60379992764508e-18, 1.1616058101944e-10, -3.22297827963663e-13},
    .k = {6819.06022264284, 217.091673069381, 1.44126766753145,
          0.0730503987425932, 6819.05761276956, 27.750604246187},
    .dc = {1.16159252044377e-10, -6.6404581988622e-12, -9.16031300089613e-16,
           -2.60379992764508e-18, 1.1616058101944e-10, -3.22297827963663e-13},
};

static const struct {                   /* at 5 GHz, [re, im] of each element  */
    const struct structure *of;
    bool lossy;
    double s11[2 * UNIQUE], s21[2 * UNIQUE];
} single_ended[] = {
    {&microstrip, false,
     {0.143009879962, 0.0414056938086, 0.133737365459, 0.0669911027434,
      0.0409913980073, -0.0257306694397, 0.0214117854047, -0.0316074826795,
      0.146031075991, 0.0306121974135, 0.0548529057494, -0.0143930566617},
     {-0.667329801204, 0.293665508429, 0.293852674884, 0.560846027246,
      0.119108298105, 0.0158530636365, 0.0671894375394, -0.0155470370154,
      -0.651836177947, 0.26444860933, 0.141533185187, 0.140053863045}},
    {&microstrip, true,
     {0.144957219611, 0.0274905536562, 0.128581110348, 0.0420237471518,
      0.0296700436571, -0.0258189594735, 0.0126832449034, -0.027674546163,
      0.145584345984, 0.0183402799446, 0.0444413952681, -0.0173288519461},
     {-0.57296013847, 0.31152573918, 0.304146596635, 0.47292561067,
      0.106739847934, 0.00565343438236, 0.0581342577812, -0.0176212372593,
      -0.561637906337, 0.284454226786, 0.137251870526, 0.114637996674}},
    {&stripline, false,
     {0.0015316693075, 0.00805200445315, 0.00198735718827, 0.0104614140215,
      3.5110925706e-06, 1.6512313371e-05, 3.50679971341e-07, 8.93039016731e-07,
      0.00153142867706, 0.00805064216362, 9.68065668356e-05, 0.000508635574185},
     {0.982407208871, -0.186266702147, -0.000171512779104, -0.000436034487925,
      -5.69911145085e-06, -1.44577650942e-05, -3.68366699045e-07, -8.97405293123e-07,
      0.982406967738, -0.186267313672, -8.69158071085e-06, -2.20573997748e-05}},
    {&stripline, true,
     {0.0105622881012, 0.0099558303568, 0.0106827130865, 0.0124704984607,
      1.81428128819e-05, 1.89803228356e-05, 1.10407537043e-06, 7.19540111059e-07,
      0.0105613326268, 0.00995423972428, 0.000542269508401, 0.000607716031814},
     {0.829214988629, -0.263403724144, 0.00265395722564, 0.00141747995976,
      -2.3901659028e-05, -1.41777447205e-05, -1.21538049421e-06, -7.86223351619e-07,
      0.829214254842, -0.263404138192, -0.000200271348158, -0.000103426668814}},
};

/* From the differential mode of pair 1, lines 1 and 2: through, to the near and to the
 * far end of pair 2; and to its own common mode at the far end. */
static const struct {
    const struct structure *of;
    bool lossy;
    double freq;
    double s[8];                        /* thru, next, fext, scd, [re, im] each */
} mixed[] = {
    {&microstrip, false, 1e+09,
     {-0.998087474922, -0.0569977341157, 0.000105955793932, -0.000751121169587,
      0.000585995396142, -0.00976086489586, -0.000631826081886, 0.00134516649461}},
    {&microstrip, true, 1e+09,
     {-0.956283260113, -0.0164294910361, -0.000345349886396, -0.00105412585715,
      2.41132143651e-05, -0.00947736474628, -0.000576261060734, 0.00136396520846}},
    {&microstrip, false, 5e+09,
     {-0.95343566446, -0.281788968366, 0.00285905243031, -0.00273039976911,
      0.0147469867418, -0.0464003493781, -0.00774681162864, 0.0146084495494}},
    {&microstrip, true, 5e+09,
     {-0.871445619039, -0.174935627686, 0.00110772357138, -0.00331726041892,
      0.0090467837808, -0.0428549453249, -0.00566111606651, 0.0135357561968}},
    {&microstrip, false, 1.328e+10,
     {-0.976006705827, 0.106174278107, -0.0045790126371, -0.0157335787502,
      -0.0094261718569, -0.13296977145, 0.0554246666421, 0.0280163546807}},
    {&microstrip, true, 1.328e+10,
     {-0.772457000361, 0.199712960696, -0.00739148656151, -0.00986751700255,
      -0.0240933706936, -0.105682928175, 0.0473062283889, 0.0159057123246}},
    {&microstrip, false, 2.656e+10,
     {0.936863083826, -0.209391506903, -0.0131472705457, -0.0278544520876,
      0.0615573848341, 0.259622251602, 0.0496344632033, -0.0193672954915}},
    {&microstrip, true, 2.656e+10,
     {0.629639234587, -0.283889700046, -0.0140415644277, -0.0112694600943,
      0.0820179288365, 0.173183081449, 0.0303165672965, -0.0207759256226}},
    {&microstrip, false, 5.31e+10,
     {0.796452911894, -0.311910313041, -0.0367411928046, -0.037738061632,
      0.189087468959, 0.473564302511, -0.0105767988471, -0.0564204036466}},
    {&microstrip, true, 5.31e+10,
     {0.395167739498, -0.307126084402, -0.0201205229016, -0.00456032078931,
      0.185043268146, 0.233182265761, -0.0149877567812, -0.0280335647092}},
    {&stripline, false, 1e+09,
     {-0.786431971181, 0.617621977717, -0.000497790739788, -0.000633736623806,
      1.03371165538e-05, 2.52219644744e-06, -1.05889090257e-06, -2.53121475835e-07}},
    {&stripline, true, 1e+09,
     {-0.708873833946, 0.622629622096, -0.000584474046525, -0.000575696914826,
      -4.37730637473e-05, 6.75660749362e-06, -1.00279757448e-06, -6.61615215947e-08}},
    {&stripline, false, 5e+09,
     {0.982578601083, -0.185830973422, -4.5067530833e-05, -0.000238251993231,
      -1.16913774589e-06, -2.98036256024e-06, 1.20566671813e-07, 3.05762526548e-07}},
    {&stripline, true, 5e+09,
     {0.82656066451, -0.264821411128, -0.000253543979004, -0.000285237463127,
      7.68417052933e-05, 3.7928701354e-05, 3.66893309289e-07, 2.07024241777e-07}},
    {&stripline, false, 1.328e+10,
     {0.956686092181, -0.291095602575, -0.000110584702739, -0.000363372827319,
      -2.79323423379e-06, -4.16505993165e-06, 2.87771087681e-07, 4.26620557492e-07}},
    {&stripline, true, 1.328e+10,
     {0.684334256491, -0.370373992399, -0.000436770495105, -0.000330434311816,
      0.000119453022462, 3.52218009373e-05, 5.31971342588e-07, 5.09156341533e-08}},
    {&stripline, false, 2.656e+10,
     {0.830505909774, -0.556960285836, -0.000404813675225, -0.00060352775615,
      -8.87723411773e-06, -3.64200099672e-06, 9.10596890502e-07, 3.68852101029e-07}},
    {&stripline, true, 2.656e+10,
     {0.43650380049, -0.522233812862, -0.000706481449018, -0.000297731746687,
      0.000153418818628, -1.22454300588e-05, 5.50509486663e-07, -3.53718138113e-07}},
    {&stripline, false, 5.31e+10,
     {0.44884585964, -0.89352973288, -0.00104180831091, -0.000523238389358,
      -1.23493678622e-05, 9.19029413163e-06, 1.25491628056e-06, -9.4143248458e-07}},
    {&stripline, true, 5.31e+10,
     {0.0350552014808, -0.545764947281, -0.000847282428729, -2.51713520097e-05,
      0.000135186920584, -0.000114321832927, -4.7469922021e-08, -5.9368232197e-07}},
};

/* Which of the six values element i, j is. */
static size_t element(size_t i, size_t j)
{
    static const size_t at[LINES][LINES] = {
        {0, 1, 2, 3}, {1, 4, 5, 2}, {2, 5, 4, 1}, {3, 2, 1, 0}};
    return at[i][j];
}

/* The file's recipe: R = K Rs and its equal reactance, G = w tan delta er dC/der. */
static void solve(const struct structure *of, bool lossy, double freq, struct net *net)
{
    const double w = two_pi * freq, zref[LINES] = {50.0, 50.0, 50.0, 50.0};
    const double complex zs =
        lossy ? (1.0 + I) * line_surface_resistance(1.72e-8, freq) : 0.0;
    const double loss = lossy ? of->tan_delta : 0.0;
    double complex z[LINES * LINES], y[LINES * LINES];
    for (size_t i = 0; i < LINES; i++)
        for (size_t j = 0; j < LINES; j++) {
            const size_t e = element(i, j);
            z[i * LINES + j] = I * w * of->l[e] + of->k[e] * zs;
            y[i * LINES + j] = I * w * of->c[e] + w * loss * of->dc[e];
        }
    const struct line_multi multi = {LINES, 1, &freq, z, y};
    CU_ASSERT_EQUAL_FATAL(net_init(net, 1, PORTS, 50.0, NULL), LR_OK);
    net->freq[0] = freq;
    CU_ASSERT_EQUAL(line_multi_sparam(&multi, 0.1, zref, net->s, NULL), LR_OK);
}

static double complex at(const double *pairs, size_t i)
{
    return pairs[2 * i] + I * pairs[2 * i + 1];
}

static void eight_ports_are_those_of_the_reference(void)
{
    for (size_t c = 0; c < sizeof single_ended / sizeof single_ended[0]; c++) {
        struct net net;
        solve(single_ended[c].of, single_ended[c].lossy, 5e9, &net);
        for (size_t i = 0; i < PORTS; i++)
            for (size_t j = 0; j < PORTS; j++) {
                const double *want = i / LINES == j / LINES ? single_ended[c].s11
                                                            : single_ended[c].s21;
                const size_t e = element(i % LINES, j % LINES);
                CLOSE(cabs(*net_s(&net, 0, i, j) - at(want, e)), 0.0, tolerance);
            }
        net_free(&net);
    }
}

static void pairs_couple_and_convert_as_in_the_reference(void)
{
    /* Ports d1..d4 and c1..c4: pair 1 near, pair 2 near, pair 1 far, pair 2 far. */
    for (size_t c = 0; c < sizeof mixed / sizeof mixed[0]; c++) {
        struct net net, modes;
        solve(mixed[c].of, mixed[c].lossy, mixed[c].freq, &net);
        CU_ASSERT_EQUAL_FATAL(net_mixed(&net, &modes, NULL), LR_OK);
        CLOSE(cabs(*net_s(&modes, 0, 2, 0) - at(mixed[c].s, 0)), 0.0, tolerance);
        CLOSE(cabs(*net_s(&modes, 0, 1, 0) - at(mixed[c].s, 1)), 0.0, tolerance);
        CLOSE(cabs(*net_s(&modes, 0, 3, 0) - at(mixed[c].s, 2)), 0.0, tolerance);
        CLOSE(cabs(*net_s(&modes, 0, 6, 0) - at(mixed[c].s, 3)), 0.0, tolerance);
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
            solve(homogeneous ? &stripline : &microstrip, false, freq, &net);
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

/* coupled_lines.h -- two pairs of microstrips and of striplines, 100 mm long, from
 * golden/lines/j_mtl_8port.json: matrices by a boundary-element program of its own, S by
 * the route of eigenvectors in numpy.  Its tolerance is 1e-9. */
#ifndef TESTS_PUBLISHED_COUPLED_LINES_H
#define TESTS_PUBLISHED_COUPLED_LINES_H

#include "base/constants.h"
#include "line/conductor.h"
#include "line/multi.h"
#include "net/net.h"
#include "tests/tap.h"

#include <complex.h>
#include <math.h>

enum { LINES = 4, PORTS = 2 * LINES, UNIQUE = 6 };

/* The four lines are alike from either side: elements 11, 12, 13, 14, 22 and 23 are all.
 * The file's own asymmetry is 1e-13. */
struct mtl_structure {
    double tan_delta;
    double l[UNIQUE], c[UNIQUE];        /* [H/m], [F/m]                        */
    double k[UNIQUE];                   /* [1/m] strips and planes             */
    double dc[UNIQUE];                  /* [F/m] er dC/der                     */
};

static const struct mtl_structure mtl_microstrip = {
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

static const struct mtl_structure mtl_stripline = {
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
    const struct mtl_structure *of;
    bool lossy;
    double s11[2 * UNIQUE], s21[2 * UNIQUE];
} mtl_rows[] = {
    {&mtl_microstrip, false,
     {0.143009879962, 0.0414056938086, 0.133737365459, 0.0669911027434,
      0.0409913980073, -0.0257306694397, 0.0214117854047, -0.0316074826795,
      0.146031075991, 0.0306121974135, 0.0548529057494, -0.0143930566617},
     {-0.667329801204, 0.293665508429, 0.293852674884, 0.560846027246,
      0.119108298105, 0.0158530636365, 0.0671894375394, -0.0155470370154,
      -0.651836177947, 0.26444860933, 0.141533185187, 0.140053863045}},
    {&mtl_microstrip, true,
     {0.144957219611, 0.0274905536562, 0.128581110348, 0.0420237471518,
      0.0296700436571, -0.0258189594735, 0.0126832449034, -0.027674546163,
      0.145584345984, 0.0183402799446, 0.0444413952681, -0.0173288519461},
     {-0.57296013847, 0.31152573918, 0.304146596635, 0.47292561067,
      0.106739847934, 0.00565343438236, 0.0581342577812, -0.0176212372593,
      -0.561637906337, 0.284454226786, 0.137251870526, 0.114637996674}},
    {&mtl_stripline, false,
     {0.0015316693075, 0.00805200445315, 0.00198735718827, 0.0104614140215,
      3.5110925706e-06, 1.6512313371e-05, 3.50679971341e-07, 8.93039016731e-07,
      0.00153142867706, 0.00805064216362, 9.68065668356e-05, 0.000508635574185},
     {0.982407208871, -0.186266702147, -0.000171512779104, -0.000436034487925,
      -5.69911145085e-06, -1.44577650942e-05, -3.68366699045e-07, -8.97405293123e-07,
      0.982406967738, -0.186267313672, -8.69158071085e-06, -2.20573997748e-05}},
    {&mtl_stripline, true,
     {0.0105622881012, 0.0099558303568, 0.0106827130865, 0.0124704984607,
      1.81428128819e-05, 1.89803228356e-05, 1.10407537043e-06, 7.19540111059e-07,
      0.0105613326268, 0.00995423972428, 0.000542269508401, 0.000607716031814},
     {0.829214988629, -0.263403724144, 0.00265395722564, 0.00141747995976,
      -2.3901659028e-05, -1.41777447205e-05, -1.21538049421e-06, -7.86223351619e-07,
      0.829214254842, -0.263404138192, -0.000200271348158, -0.000103426668814}},
};

/* Which of the six values element i, j is. */
static inline size_t mtl_element(size_t i, size_t j)
{
    static const size_t at[LINES][LINES] = {
        {0, 1, 2, 3}, {1, 4, 5, 2}, {2, 5, 4, 1}, {3, 2, 1, 0}};
    return at[i][j];
}

/* The file's recipe: R = K Rs and its equal reactance, G = w tan delta er dC/der. */
static inline void mtl_solve(const struct mtl_structure *of, bool lossy, double freq,
                             struct net *net)
{
    const double w = two_pi * freq, zref[LINES] = {50.0, 50.0, 50.0, 50.0};
    const double complex zs =
        lossy ? (1.0 + I) * line_surface_resistance(1.72e-8, freq) : 0.0;
    const double loss = lossy ? of->tan_delta : 0.0;
    double complex z[LINES * LINES], y[LINES * LINES];
    for (size_t i = 0; i < LINES; i++)
        for (size_t j = 0; j < LINES; j++) {
            const size_t e = mtl_element(i, j);
            z[i * LINES + j] = I * w * of->l[e] + of->k[e] * zs;
            y[i * LINES + j] = I * w * of->c[e] + w * loss * of->dc[e];
        }
    const struct line_multi multi = {LINES, 1, &freq, z, y};
    CU_ASSERT_EQUAL_FATAL(net_init(net, 1, PORTS, 50.0, NULL), LR_OK);
    net->freq[0] = freq;
    CU_ASSERT_EQUAL(line_multi_sparam(&multi, 0.1, zref, net->s, NULL), LR_OK);
}

static inline double complex mtl_at(const double *pairs, size_t i)
{
    return pairs[2 * i] + I * pairs[2 * i + 1];
}

/* The largest difference of an element of S at 5 GHz from the file's, of all four. */
static inline double mtl_worst(void)
{
    double worst = 0.0;
    for (size_t c = 0; c < sizeof mtl_rows / sizeof mtl_rows[0]; c++) {
        struct net net;
        mtl_solve(mtl_rows[c].of, mtl_rows[c].lossy, 5e9, &net);
        for (size_t i = 0; i < PORTS; i++)
            for (size_t j = 0; j < PORTS; j++) {
                const double *want =
                    i / LINES == j / LINES ? mtl_rows[c].s11 : mtl_rows[c].s21;
                const size_t e = mtl_element(i % LINES, j % LINES);
                worst = fmax(worst, cabs(*net_s(&net, 0, i, j) - mtl_at(want, e)));
            }
        net_free(&net);
    }
    return worst;
}

#endif

#include "config.h"

#include "tests/bars/bars.h"

#include "base/quantity.h"
#include "line/solution.h"
#include "tests/bars/golden_rows.h"
#include "tests/line/bem.h"

#include <math.h>

static const double copper = 1.72e-8;           /* [ohm m] of all of golden    */

/* The largest of `worst` and the distance of got from want in percent. */
static double further(double worst, double got, double want)
{
    return fmax(worst, 100.0 * fabs(got / want - 1.0));
}

/* A pair of strips and what it is drawn with. */
struct pair {
    struct line_layer layer[2];
    struct line_shape strip[2];
    struct line_section section;
};

static void place(struct pair *pair, double y, double w, double gap, double t)
{
    for (int i = 0; i < 2; i++)
        pair->strip[i] = trace((i ? 0.5 : -0.5) * (w + gap), y, w, t);
    pair->section.layers = pair->layer;
    pair->section.conductors = pair->strip;
    pair->section.nconductor = gap > 0.0 ? 2 : 1;
    if (!(gap > 0.0))
        pair->strip[0].x = 0.0;
}

static void draw_stripline(struct pair *pair, double b, double w, double gap, double t)
{
    *pair = (struct pair){.layer = {{b, 0}},
                          .section = {.boundary = LINE_PLANES, .nlayer = 1,
                                      .ndielectric = 1}};
    place(pair, 0.5 * (b - t), w, gap, t);
}

static void draw_microstrip(struct pair *pair, double h, double w, double gap, double t)
{
    *pair = (struct pair){.layer = {{h, 0}, {HUGE_VAL, 1}},
                          .section = {.boundary = LINE_OPEN, .nlayer = 2,
                                      .ndielectric = 2}};
    place(pair, h, w, gap, t);
}

/* Even (sign +1) and odd (-1) impedance without loss. */
static double mode_z(const struct line_bem *bem, double sign)
{
    return sqrt((bem->l[0] + sign * bem->l[1]) /
                creal(bem->c[0] + sign * bem->c[1]));
}

/* 59.91384 and 48.47584 ohm: the elliptic solution, i_coupled_lines_bem.json. */
void bars_stripline(void)
{
    static const struct bar bar = {"exact coupled stripline: Ze, Zo", "i", 0.05, "%"};
    const double complex er = 4.3;
    struct pair pair;
    draw_stripline(&pair, 508 * um, 203.2 * um, 203.2 * um, 0.0);
    struct line_bem bem = solved(&pair.section, &er);
    bars_show(&bar, further(further(0.0, mode_z(&bem, +1.0), 59.91383840304874),
                            mode_z(&bem, -1.0), 48.475838222305));
    line_bem_free(&bem);
}

/* The same file, and lines.md section 12 case 3. */
void bars_coupled_microstrip(void)
{
    static const struct bar bar = {"coupled microstrip: Ze, Zo", "i", 0.3, "%"};
    const double complex er[] = {4.3, 1.0};
    struct pair pair;
    draw_microstrip(&pair, 200 * um, 150 * um, 200 * um, 35 * um);
    struct line_bem bem = solved(&pair.section, er);
    bars_show(&bar, further(further(0.0, mode_z(&bem, +1.0), 88.24),
                            mode_z(&bem, -1.0), 61.23));
    line_bem_free(&bem);
}

/* K of `sign`'s mode, or of a line alone with 0. */
static double current_factor(const struct line_bem *bem, double sign)
{
    double k = bem->k_strip[0] + bem->k_plane[0];
    if (bem->n > 1)
        k += sign * (bem->k_strip[1] + bem->k_plane[1]);
    return k;
}

static double inductance(const struct pair *pair)
{
    static const double complex air[] = {1.0, 1.0};
    struct line_bem bem = solved(&pair->section, air);
    const double l = bem.n > 1 ? bem.l[0] - bem.l[1] : bem.l[0];
    line_bem_free(&bem);
    return l;
}

/* Wheeler's rule: all walls recede by dn into the metal, K = dL/dn/mu0. */
static double wheeler(const struct pair *in, const struct pair *out, double dn)
{
    const double mu = 1.2566370614359172954e-6;
    return (inductance(in) - inductance(out)) / (2.0 * dn * mu);
}

/* The strip of 200 x 40 um on 112 um, er 4.1: lines.md section 12 case 4, K from 4049 by
 * the reference's currents to 4134 by Wheeler's rule on a closed form. */
void bars_current_factor(void)
{
    static const struct bar bar = {"current factor by two routes", "k", 2.0, "%"};
    const double complex er[] = {4.1, 1.0};
    const double dn = 0.02 * um;
    struct pair at, in, out;
    draw_microstrip(&at, 112 * um, 200 * um, 0.0, 40 * um);
    draw_microstrip(&in, 112 * um + 2 * dn, 200 * um - 2 * dn, 0.0, 40 * um - 2 * dn);
    draw_microstrip(&out, 112 * um - 2 * dn, 200 * um + 2 * dn, 0.0, 40 * um + 2 * dn);
    struct line_bem bem = solved(&at.section, er);
    const double current = current_factor(&bem, 0.0), receding = wheeler(&in, &out, dn);
    double worst = further(0.0, current, receding);
    worst = fmax(further(worst, current, 4049.0), further(worst, current, 4134.0));
    worst = fmax(further(worst, receding, 4049.0), further(worst, receding, 4134.0));
    bars_show(&bar, worst);
    line_bem_free(&bem);
}

/* A section in one dielectric, solved about freq. */
static struct line_solution evaluated(const struct line_section *section,
                                      const struct line_debye *debye, double rz,
                                      double freq)
{
    const struct line_rough rough = line_rough_cannonball(rz);
    const struct line_solution_materials materials = {
        .dielectric = debye, .metal = line_multi_metal(copper, &rough),
        .plane = {17 * um, copper, rough},
        .freq = freq};
    struct line_solution solution;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(line_solution_init(section, &materials, &solution, &err), LR_OK);
    SAME_TEXT(err.text, "");
    return solution;
}

static struct line_mode_figures odd_mode(const struct line_solution *solution,
                                         double freq)
{
    struct line_mode_figures odd;
    CU_ASSERT_EQUAL(line_solution_mode(solution, LINE_PAIR_ODD, 0, freq, &odd, NULL),
                    LR_OK);
    return odd;
}

static double further_of_twinax(double worst, size_t row)
{
    const double r = 0.5 * twinax_rows[row].core, high = 2.04 * r, freq = 53.125e9;
    const struct line_layer fill = {HUGE_VAL, 0};
    const struct line_shape wires[] = {
        {.outline = LINE_CIRCLE, .x = -r, .diameter = twinax_rows[row].wire},
        {.outline = LINE_CIRCLE, .x = r, .diameter = twinax_rows[row].wire}};
    const struct line_section section = {
        .boundary = LINE_SHIELD, .shield_width = high + 2.0 * r, .shield_height = high,
        .nlayer = 1, .layers = &fill, .ndielectric = 1, .nconductor = 2,
        .conductors = wires};
    struct line_debye debye;
    CU_ASSERT_EQUAL(line_debye_anchor(twinax_rows[row].er, twinax_rows[row].tan_delta,
                                      freq, 1e4, 1e12, &debye, NULL), LR_OK);
    struct line_solution solution = evaluated(&section, &debye, 0.0, freq);
    const struct line_bem *bem = &solution.bem;
    worst = further(worst, 2.0 * mode_z(bem, -1.0), twinax_rows[row].zdiff);
    worst = further(worst, 0.5 * mode_z(bem, +1.0), twinax_rows[row].zcomm);
    worst = further(worst, bem->k_strip[0] - bem->k_strip[1], twinax_rows[row].k_wire);
    worst = further(worst, bem->k_plane[0] - bem->k_plane[1], twinax_rows[row].k_shield);
    worst = further(worst, odd_mode(&solution, freq).loss_db, twinax_rows[row].loss_db);
    line_solution_free(&solution);
    return worst;
}

void bars_twinax(void)
{
    static const struct bar bar = {"twelve twinax: Z, K, dB/m", "m", 1.0, "%"};
    double worst = 0.0;
    for (size_t row = 0; row < TWINAX_ROWS; row++)
        worst = further_of_twinax(worst, row);
    bars_show(&bar, worst);
}

/* Odd current factors of the pair of n_pcb_loss_per_inch.json: of the reference, and of
 * its program with 80, 120, 200 and 300 panels a wide side and half as many a side wall,
 * cosine grading without a floor. */
static const double reference_strip = 5582.248035171131, reference_plane = 845.2740763;
static const struct { double panels, strip; } rising[] = {
    {80.0, 5579.049}, {120.0, 5610.819}, {200.0, 5640.306}, {300.0, 5657.500}};

/* Richardson: current grows like r^(-1/3) towards a right angle, its square's integral
 * over the last panel like its length to the power of 1/3, and that like n^-2. */
static double extrapolated(size_t finer)
{
    const double a = pow(rising[finer - 1].panels, -2.0 / 3.0);
    const double b = pow(rising[finer].panels, -2.0 / 3.0);
    return (rising[finer].strip * a - rising[finer - 1].strip * b) / (a - b);
}

static void draw_reference(struct pair *pair, double dn)
{
    draw_stripline(pair, 254 * um + 2 * dn, 110 * um - 2 * dn, 170 * um + 2 * dn,
                   17 * um - 2 * dn);
}

/* Our factor of that pair by its two routes, and the limit of the reference's. */
static double routes_agree(void)
{
    const double complex er = 1.0;
    const double dn = 0.02 * um;
    struct pair at, in, out;
    draw_reference(&at, 0.0);
    draw_reference(&in, dn);
    draw_reference(&out, -dn);
    struct line_bem bem = solved(&at.section, &er);
    const double k = current_factor(&bem, -1.0);
    CLOSE(wheeler(&in, &out, dn) / k, 1.0, 0.003);
    CLOSE((bem.k_plane[0] - bem.k_plane[1]) / reference_plane, 1.0, 0.001);
    line_bem_free(&bem);
    for (size_t finer = 1; finer < sizeof rising / sizeof rising[0]; finer++)
        CLOSE((extrapolated(finer) + reference_plane) / k, 1.0, 3e-4);
    return (extrapolated(3) + reference_plane) / (reference_strip + reference_plane);
}

/* The reference's current factor has not converged: it grows by `growth` with panels
 * without end, and the loss in metal with it. */
void bars_laminates(void)
{
    static const struct bar bar = {"ten laminates: dB/inch", "n", 1.0, "%"};
    static const struct bar finer = {"the same, reference extrapolated", "n", 1.0, "%"};
    const double growth = routes_agree();
    double worst = 0.0, converged = 0.0;
    struct pair pair;
    draw_reference(&pair, 0.0);
    for (size_t i = 0; i < INCH_ROWS; i++) {
        struct line_debye debye;
        CU_ASSERT_EQUAL(line_debye_anchor(inch_rows[i].er, inch_rows[i].tan_delta,
                                          inch_rows[i].freq, 1e4, 1e12, &debye, NULL),
                        LR_OK);
        struct line_solution solution =
            evaluated(&pair.section, &debye, inch_rows[i].rz, inch_rows[i].freq);
        for (size_t k = 0; k < INCH_POINTS; k++) {
            const struct line_mode_figures odd = odd_mode(&solution, inch_freq[k]);
            const double want = inch_rows[i].want[k] / unit_inch;
            const double metal = want - odd.dielectric_db;
            worst = further(worst, odd.loss_db, want);
            converged = further(converged, odd.loss_db, want + (growth - 1.0) * metal);
        }
        line_solution_free(&solution);
    }
    bars_show_missed(&bar, worst, 1.0, 2.2);
    bars_show(&finer, converged);
}

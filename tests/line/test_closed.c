#include "config.h"

#include "line/closed.h"

#include "base/constants.h"
#include "tests/tap.h"

#include <math.h>

/* Metal that is hardly there to the fields, so that impedances are those without the
 * inductance inside it. */
static const double bright = 1e-16;             /* [ohm m]                     */

static struct line_debye flat(double er)
{
    return (struct line_debye){.er_inf = er, .f_low = 1.0, .f_high = 1e15};
}

static struct line_solution_materials made_of(const struct line_debye *debye, double rho)
{
    return (struct line_solution_materials){.dielectric = debye,
                                            .metal = {.resistivity = rho},
                                            .plane = {.thickness = 17e-6,
                                                      .resistivity = rho},
                                            .freq = 10e9};
}

static struct line_mode_figures figures(const struct line_closed *closed, double er,
                                        enum line_pair_mode mode)
{
    const struct line_debye debye = flat(er);
    const struct line_solution_materials materials = made_of(&debye, bright);
    struct line_solution solution;
    struct line_mode_figures m = {0};
    CU_ASSERT_EQUAL(line_closed_solve(closed, &materials, &solution, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_solution_mode(&solution, mode, 0, 10e9, &m, NULL), LR_OK);
    line_solution_free(&solution);
    return m;
}

static void single_lines_have_the_impedance_of_their_formula(void)
{
    /* golden/lines/i_coupled_lines_bem.json, computed independently: Hammerstad and
     * Jensen's G1 and G2, and single_strip.wheeler1978. */
    static const struct {
        struct line_closed closed;
        double er, z, er_eff;
    } rows[] = {
        {{true, 0.003, 3.5e-5, 0.0, 0.00155}, 4.413, 49.15264427409922,
         3.3184037126428403},
        {{true, 0.0002, 4e-5, 0.0, 0.000112}, 4.1, 49.54877109061864, 2.9291346192485403},
        {{false, 203.2e-6, 17.78e-6, 0.0, 508e-6}, 4.3, 49.96936180880554, 4.3}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct line_mode_figures m =
            figures(&rows[i].closed, rows[i].er, LINE_PAIR_SINGLE);
        /* Skin depth of the bright metal over the height leaves 1e-5. */
        CLOSE(m.z / rows[i].z, 1.0, 3e-5);
        CLOSE(m.er_eff / rows[i].er_eff, 1.0, 6e-5);
    }
}

static void pairs_agree_with_boundary_elements_as_well_as_said(void)
{
    /* The same file: Z_odd, Z_even of an independent program. */
    static const struct {
        struct line_closed closed;
        double er, odd, even;
    } rows[] = {
        {{true, 150e-6, 35e-6, 200e-6, 200e-6}, 4.3, 61.23385894536663,
         88.24587498967813},
        {{true, 200e-6, 35e-6, 300e-6, 100e-6}, 3.4, 47.92542547870236,
         53.089987420464944},
        {{false, 203.2e-6, 17.78e-6, 203.2e-6, 508e-6}, 4.3, 43.83878620708229,
         55.52238827566815}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct line_closed_form form = line_closed_form(&rows[i].closed);
        CLOSE(figures(&rows[i].closed, rows[i].er, LINE_PAIR_ODD).z / rows[i].odd, 1.0,
              0.01 * form.z_pct);
        CLOSE(figures(&rows[i].closed, rows[i].er, LINE_PAIR_EVEN).z / rows[i].even, 1.0,
              0.01 * form.even_pct);
    }
}

static void currents_are_those_of_boundary_elements(void)
{
    /* The same pair of striplines: K_odd and K_even, one strip and its share of the
     * planes; ours are said to come out 0 to 5.5 % high. */
    const struct line_closed closed = {false, 203.2e-6, 17.78e-6, 203.2e-6, 508e-6};
    const struct line_debye debye = flat(4.3);
    const struct line_solution_materials materials = made_of(&debye, 1.72e-8);
    struct line_solution solution;
    CU_ASSERT_EQUAL(line_closed_solve(&closed, &materials, &solution, NULL), LR_OK);
    const double *s = solution.section.k_strip, *p = solution.section.k_plane;
    CLOSE((s[0] - s[1] + p[0] - p[1]) / 3915.0167258582624, 1.0275, 0.0275);
    CLOSE((s[0] + s[1] + p[0] + p[1]) / 4134.827999584383, 1.0275, 0.0275);
    line_solution_free(&solution);
}

static void a_substrate_that_disperses_takes_its_share(void)
{
    /* Between planes the effective permittivity is that of the dielectric at every
     * frequency, and with it the loss pi f sqrt(er) tan d/c. */
    const struct line_closed closed = {false, 110e-6, 17e-6, 0.0, 254e-6};
    struct line_debye debye;
    struct line_solution solution;
    line_debye_anchor(3.6, 0.01, 5e9, 1e4, 1e12, &debye, NULL);
    const struct line_solution_materials materials = made_of(&debye, bright);
    CU_ASSERT_EQUAL(line_closed_solve(&closed, &materials, &solution, NULL), LR_OK);
    for (double freq = 0.3e9; freq < 60e9; freq *= 7.0) {
        struct line_mode_figures m = {0};
        line_solution_mode(&solution, LINE_PAIR_SINGLE, 0, freq, &m, NULL);
        const double complex er = line_debye_eval(&debye, freq);
        const double er_real = creal(csqrt(er)) * creal(csqrt(er));
        CLOSE(m.er_eff / er_real, 1.0, 1e-4);
        const double alpha = -two_pi * freq / speed_of_light * cimag(csqrt(er));
        CLOSE(m.dielectric_db / (8.685889638 * alpha), 1.0, 1e-4);
    }
    line_solution_free(&solution);
}

static void the_slope_of_a_microstrip_is_that_of_its_formula(void)
{
    /* C at er 4.1 and 4.2, each solved on its own: the slope of the first predicts the
     * second to the curvature, some 1e-5. */
    const struct line_closed closed = {true, 200e-6, 40e-6, 180e-6, 112e-6};
    struct line_solution low, high;
    const struct line_debye a = flat(4.1), b = flat(4.2);
    const struct line_solution_materials at_a = made_of(&a, bright),
                                         at_b = made_of(&b, bright);
    CU_ASSERT_EQUAL(line_closed_solve(&closed, &at_a, &low, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_closed_solve(&closed, &at_b, &high, NULL), LR_OK);
    for (size_t i = 0; i < 4; i++)
        CLOSE((low.section.c[i] + 0.1 * low.section.dc[i]) / high.section.c[i], 1.0,
              i % 3 ? 2e-3 : 2e-5);
    line_solution_free(&low);
    line_solution_free(&high);
}

static void geometries_out_of_range_are_refused(void)
{
    static const struct {
        struct line_closed closed;
        double er;
        const char *text;
    } rows[] = {
        {{false, 20e-6, 17e-6, 0.0, 254e-6}, 3.4,
         "stripline: width 2e-05 m is not between 0.2 and 5 times the plane spacing "
         "0.000254 m"},
        {{false, 100e-6, 17e-6, 5e-6, 254e-6}, 3.4,
         "stripline: gap 5e-06 m is not at least 0.05 times the plane spacing "
         "0.000254 m"},
        {{true, 100e-6, 0.0, 0.0, 100e-6}, 3.4,
         "microstrip: thickness 0 m leaves no room for a current; loss needs a positive "
         "one"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct line_debye debye = flat(rows[i].er);
        const struct line_solution_materials materials = made_of(&debye, bright);
        struct line_solution solution;
        struct lr_error err = {0};
        CU_ASSERT_EQUAL(line_closed_solve(&rows[i].closed, &materials, &solution, &err),
                        LR_EDOMAIN);
        SAME_TEXT(err.text, rows[i].text);
        line_solution_free(&solution);
    }
}

static const struct tap_case cases[] = {
    {"single lines have the impedance of their formula",
     single_lines_have_the_impedance_of_their_formula},
    {"pairs agree with boundary elements as well as said",
     pairs_agree_with_boundary_elements_as_well_as_said},
    {"currents are those of boundary elements", currents_are_those_of_boundary_elements},
    {"a dielectric that disperses takes its share",
     a_substrate_that_disperses_takes_its_share},
    {"the slope over permittivity is that of the formula",
     the_slope_of_a_microstrip_is_that_of_its_formula},
    {"geometries out of range are refused", geometries_out_of_range_are_refused},
};

TAP_MAIN("lines by closed forms", cases)

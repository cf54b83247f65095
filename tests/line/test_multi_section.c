#include "config.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"
#include "line/multi_net.h"
#include "net/grid.h"
#include "net/passivity.h"
#include "tests/tap.h"

#include <math.h>

/* A pair of striplines: w 110, t 17, gap 170, planes 254 um apart, by the boundary
 * elements of golden/lines/i_coupled_lines_bem.json; the section of
 * n_pcb_loss_per_inch.json. */
static const double pair_l[4] = {3.1327026536088046e-07, 1.6085371094449663e-08,
                                 1.6085371094449663e-08, 3.1327026536088046e-07};
static const double pair_air[4] = {3.561114502176648e-11, -1.828512138276187e-12,
                                   -1.828512138276187e-12, 3.561114502176648e-11};
static const double pair_strip[4] = {5474.76870611957, -107.4793290355611,
                                     -107.4793290355611, 5474.76870611957};
static const double pair_plane[4] = {1148.0938731351812, 302.8197864358124,
                                     302.8197864358124, 1148.0938731351812};
static const double pair_area = 110e-6 * 17e-6, copper = 1.72e-8;

struct pair {                   /* a section and what it borrows               */
    double c[4];
    struct line_multi_dielectric dielectric;
    struct line_multi_conductor conductor[2];
    struct line_multi_section section;
};

static void make_pair(struct pair *pair, double er, double tan_delta, double f_ref,
                      double rz)
{
    const struct line_rough rough = line_rough_cannonball(rz);
    for (size_t i = 0; i < 4; i++)
        pair->c[i] = er * pair_air[i];
    pair->dielectric.er0 = er;
    CU_ASSERT_EQUAL(line_debye_anchor(er, tan_delta, f_ref, 1e4, 1e12,
                                      &pair->dielectric.debye, NULL), LR_OK);
    pair->conductor[0] = pair->conductor[1] =
        (struct line_multi_conductor){pair_area, false};
    pair->section = (struct line_multi_section){
        .n = 2,
        .ndielectric = 1,
        .l = pair_l,
        .c = pair->c,
        .dc = pair_air,
        .k_strip = pair_strip,
        .k_plane = pair_plane,
        .dielectric = &pair->dielectric,
        .conductor = pair->conductor,
        .metal = line_multi_metal(copper, &rough),
        .plane = {17e-6, copper, rough},
    };
}

/* gamma [1/m] and impedance [ohm] of the differential mode, two strips in series. */
static double complex differential(const struct pair *pair, double freq,
                                   double complex *zdiff)
{
    double complex z[4], y[4];
    line_multi_section_rlgc(&pair->section, 1, &freq, z, y);
    const double complex zd = 2.0 * (z[0] - z[1]), yd = 0.5 * (y[0] - y[1]);
    *zdiff = csqrt(zd) / csqrt(yd);
    return csqrt(zd) * csqrt(yd);
}

static void laminates_and_foils_lose_what_the_reference_says(void)
{
    /* golden/lines/n_pcb_loss_per_inch.json: dB/inch at 5, 12.89, 26.56 and 53.125 GHz
     * and Zdiff at 13.28 GHz.  1e-6 is the digits of the K above. */
    static const double freq[4] = {5e9, 12.89e9, 26.56e9, 53.125e9};
    static const struct {
        double er, tan_delta, f_ref, rz, loss_db[4], zdiff;
    } want[] = {
        {4.1, 0.017, 10e9, 5e-6,
         {0.9350047336108412, 2.219892092416919, 4.306685789715341, 8.021125330093033},
         90.00467501051156},
        {3.4, 0.004, 12e9, 1.5e-6,
         {0.3834620685085012, 0.7617792838452395, 1.3576208210737717, 2.451687200840984},
         97.75276189793362},
        {3.08, 0.0012, 14e9, 0.0,
         {0.28045720602642615, 0.47463851942987156, 0.7200140985349769,
          1.0895788644381328},
         101.92504106752408},
    };
    for (size_t row = 0; row < 3; row++) {
        struct pair pair;
        double complex zdiff;
        make_pair(&pair, want[row].er, want[row].tan_delta, want[row].f_ref,
                  want[row].rz);
        for (size_t k = 0; k < 4; k++) {
            const double neper = creal(differential(&pair, freq[k], &zdiff)) * unit_inch;
            CLOSE(db_of(exp(neper)) / want[row].loss_db[k], 1.0, 1e-6);
        }
        differential(&pair, 13.28e9, &zdiff);
        CLOSE(creal(zdiff) / want[row].zdiff, 1.0, 1e-6);
    }
}

static void metal_adds_the_reference_impedance(void)
{
    /* golden/lines/k_conductor_roughness.json, internal_impedance_example: a strip of
     * 200 x 40 um over a plane of 18 um; R_total [ohm/m] and Li [H/m]. */
    static const double want[][3] = {
        {10e6, 3.512818807966487, 3.4488567200920526e-08},
        {100e6, 10.319646885024719, 1.6454599880193227e-08},
        {13.28e9, 118.70225163958011, 1.4225941343808142e-09},
        {110e9, 341.6302054556136, 4.942921446160063e-10},
    };
    const double l = 3e-7, c = 1e-10, k_strip = 2849.9, k_plane = 1103.0;
    const struct line_multi_conductor strip = {200e-6 * 40e-6, false};
    const struct line_multi_section section = {
        .n = 1, .l = &l, .c = &c, .k_strip = &k_strip, .k_plane = &k_plane,
        .conductor = &strip, .metal = {.resistivity = copper},
        .plane = {.thickness = 18e-6, .resistivity = copper}};
    CU_ASSERT_EQUAL(line_multi_section_check(&section, NULL), LR_OK);
    for (size_t k = 0; k < 4; k++) {
        double complex z, y;
        line_multi_section_rlgc(&section, 1, &want[k][0], &z, &y);
        CLOSE(creal(z) / want[k][1], 1.0, 1e-10);
        CLOSE((cimag(z) / (two_pi * want[k][0]) - l) / want[k][2], 1.0, 1e-9);
        CLOSE(creal(y), 0.0, 0.0);
        CLOSE(cimag(y) / (two_pi * want[k][0] * c), 1.0, 1e-15);
    }
}

static void at_dc_strips_have_their_area(void)
{
    struct pair pair;
    const double freq = 0.0;
    double complex z[4], y[4];
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    pair.conductor[1].area = 2.0 * pair_area;
    line_multi_section_rlgc(&pair.section, 1, &freq, z, y);
    CLOSE(creal(z[0]), copper / pair_area, 1e-14);
    CLOSE(creal(z[3]), copper / (2.0 * pair_area), 1e-14);
    for (size_t i = 0; i < 4; i++) {
        CLOSE(cabs(y[i]), 0.0, 0.0);
        CLOSE(cimag(z[i]), 0.0, 0.0);
    }
    CLOSE(creal(z[1]), 0.0, 0.0);
    CLOSE(creal(z[2]), 0.0, 0.0);
}

static void neighbours_crowd_the_current_only_with_skin_effect(void)
{
    /* Smooth metal, no plane: Z12 = jw L12 + K12 Zs sqrt(tanh u1 tanh u2), with ctanh of
     * the C library, u = (1 + j) K_ii area/depth. */
    static const double nothing[4] = {0.0, 0.0, 0.0, 0.0};
    struct pair pair;
    make_pair(&pair, 3.4, 0.004, 12e9, 0.0);
    pair.conductor[1].area = 0.3 * pair_area;
    pair.section.k_plane = nothing;
    for (double freq = 1e3; freq < 1e11; freq *= 10.0) {
        double complex z[4], y[4];
        line_multi_section_rlgc(&pair.section, 1, &freq, z, y);
        const double complex u = (1.0 + I) * pair_strip[0] * pair_area /
                                 line_skin_depth(copper, freq);
        const double complex want =
            pair_strip[1] * (1.0 + I) * line_surface_resistance(copper, freq) *
            csqrt(ctanh(u)) * csqrt(ctanh(0.3 * u));
        const double complex inside = z[1] - I * two_pi * freq * pair_l[1];
        CLOSE(creal(inside - want) / cabs(want), 0.0, 1e-12);
        CLOSE(cimag(inside - want) / cabs(z[1]), 0.0, 1e-14);
        CLOSE(cabs(z[1] - z[2]), 0.0, 0.0);
    }
}

static void faces_count_by_their_share_of_the_loss(void)
{
    /* Of K_strip a part of 0.31 on the upper face, 0.57 on the lower one, 0.12 on the
     * sides; off the diagonal all of it is on the sides. */
    static const double nothing[4] = {0.0, 0.0, 0.0, 0.0};
    const double k_face[3][4] = {
        [LINE_FACE_TOP] = {0.31 * pair_strip[0], 0.0, 0.0, 0.31 * pair_strip[3]},
        [LINE_FACE_BOTTOM] = {0.57 * pair_strip[0], 0.0, 0.0, 0.57 * pair_strip[3]},
        [LINE_FACE_SIDE] = {0.12 * pair_strip[0], pair_strip[1], pair_strip[2],
                            0.12 * pair_strip[3]}};
    const double freq = 26.56e9, depth = line_skin_depth(copper, freq);
    const struct line_rough top = line_rough_cannonball(1.1e-6);
    const struct line_rough bottom = {.model = LINE_HAMMERSTAD, .rms = 0.7e-6};
    double complex smooth[4], z[4], y[4];
    struct pair pair;
    make_pair(&pair, 3.4, 0.004, 12e9, 0.0);
    pair.section.k_plane = nothing;
    line_multi_section_rlgc(&pair.section, 1, &freq, smooth, y);
    pair.section.k_face = k_face[0];
    pair.section.metal.face[LINE_FACE_TOP] = top;
    pair.section.metal.face[LINE_FACE_BOTTOM] = bottom;
    line_multi_section_rlgc(&pair.section, 1, &freq, z, y);
    /* Metal many skin depths thick, but for 1e-9: F is a factor of the whole. */
    const double complex far = I * two_pi * freq * pair_l[0];
    const double complex factor = 0.31 * line_huray_factor(&top.sphere, depth) +
                                  0.57 * line_hammerstad_causal(0.7e-6, depth) + 0.12;
    CLOSE(cabs((z[0] - far) / (smooth[0] - far) - factor), 0.0, 1e-9);
    CLOSE(cabs(z[1] / smooth[1] - 1.0), 0.0, 1e-12);
    /* Not told apart: half of either. */
    pair.section.k_face = NULL;
    line_multi_section_rlgc(&pair.section, 1, &freq, z, y);
    CLOSE(cabs((z[0] - far) / (smooth[0] - far) -
               0.5 * (line_huray_factor(&top.sphere, depth) +
                      line_hammerstad_causal(0.7e-6, depth))), 0.0, 1e-9);
}

static void roughness_adds_huray_s_losses_where_current_fills_the_metal(void)
{
    /* Re((1 + j) F) - 1 of Rs K, whatever the depth: lines.md 2.4. */
    static const double nothing[4] = {0.0, 0.0, 0.0, 0.0};
    for (double freq = 1e6; freq < 3e10; freq *= 10.0) {
        struct pair rough, plain;
        double complex z[4], smooth[4], y[4];
        const struct line_huray sphere = line_huray_cannonball(5e-6);
        const double depth = line_skin_depth(copper, freq), x = sphere.radius / depth;
        const double more = 1.5 * sphere.ratio / (1.0 + 1.0 / x + 0.5 / (x * x));
        make_pair(&rough, 3.4, 0.004, 12e9, 5e-6);
        make_pair(&plain, 3.4, 0.004, 12e9, 0.0);
        rough.section.k_plane = plain.section.k_plane = nothing;
        line_multi_section_rlgc(&rough.section, 1, &freq, z, y);
        line_multi_section_rlgc(&plain.section, 1, &freq, smooth, y);
        const double rs = line_surface_resistance(copper, freq);
        CLOSE((creal(z[0]) - creal(smooth[0])) / (pair_strip[0] * rs * more), 1.0, 1e-9);
    }
}

static void homogeneous_capacitance_follows_the_permittivity(void)
{
    /* The medium fills the section: y = jw er(f) C_air at any frequency, although C was
     * solved at another permittivity. */
    struct pair pair;
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    for (size_t i = 0; i < 4; i++)
        pair.c[i] = 3.9 * pair_air[i];
    pair.dielectric.er0 = 3.9;
    for (double freq = 1e6; freq < 1e11; freq *= 10.0) {
        double complex z[4], y[4];
        line_multi_section_rlgc(&pair.section, 1, &freq, z, y);
        const double complex er = line_debye_eval(&pair.dielectric.debye, freq);
        for (size_t i = 0; i < 4; i++)
            CLOSE(cabs(y[i] / (I * two_pi * freq * er * pair_air[i]) - 1.0), 0.0, 1e-14);
    }
}

static void network_is_passive_and_reciprocal_from_dc(void)
{
    const double zref[4] = {50.0, 50.0, 42.0, 61.0};
    struct pair pair;
    struct net net;
    double *freq, sigma[267];
    size_t nf;
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    CU_ASSERT_EQUAL_FATAL(grid_uniform(200e6, 53.2e9, &freq, &nf, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(nf, 267);
    CU_ASSERT_EQUAL_FATAL(line_multi_net(&pair.section, 0.15, zref, nf, freq, &net, NULL),
                          LR_OK);
    CU_ASSERT_EQUAL(net_singular(&net, sigma, NULL), LR_OK);
    for (size_t k = 0; k < nf; k++) {
        CU_ASSERT(sigma[k] < 1.0 + 1e-13);
        CLOSE(net.freq[k], freq[k], 0.0);
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < i; j++)
                CLOSE(cabs(*net_s(&net, k, i, j) - *net_s(&net, k, j, i)), 0.0, 1e-12);
    }
    /* At 0 Hz line 2 is its resistance between 50 and 61 ohm. */
    const double r = copper / pair_area * 0.15;
    net_free(&net);
    CU_ASSERT_EQUAL_FATAL(line_multi_net(&pair.section, 0.15, zref, 1, freq, &net, NULL),
                          LR_OK);
    CLOSE(cabs(*net_s(&net, 0, 3, 1) - 2.0 * sqrt(50.0 * 61.0) / (111.0 + r)), 0.0,
          1e-14);
    CLOSE(cabs(*net_s(&net, 0, 3, 3) - (r - 11.0) / (111.0 + r)), 0.0, 1e-14);
    CLOSE(cabs(*net_s(&net, 0, 2, 1)), 0.0, 1e-15);
    net_free(&net);
    array_free(freq);
}

static void frequencies_beyond_the_dielectric_are_told(void)
{
    const double zref[4] = {50.0, 50.0, 50.0, 50.0}, freq = 250e9;
    struct pair pair;
    struct net net;
    struct lr_error err = {0};
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    err.notes = notes_new(false);
    CU_ASSERT_EQUAL(line_multi_net(&pair.section, 0.15, zref, 1, &freq, &net, &err),
                    LR_OK);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "coupled lines: at 250 GHz the loss of dielectric 1 is too low, because "
              "its f_high is 1000 GHz; it wants five times the highest frequency");
    notes_free(err.notes);
    net_free(&net);
    CU_ASSERT_EQUAL(line_multi_net(&pair.section, -1.0, zref, 1, &freq, &net, NULL),
                    LR_EDOMAIN);
    CU_ASSERT_PTR_NULL(net.s);
}

static const char *refusal(const struct line_multi_section *section)
{
    static struct lr_error err;
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_multi_section_check(section, &err), LR_EDOMAIN);
    return err.text;
}

static void impossible_matrices_are_refused_by_name(void)
{
    const double bad_diagonal[4] = {1e-7, 0.0, 0.0, -2e-7};
    const double bad_symmetry[4] = {1e-7, 1e-8, 2e-8, 2e-7};
    const double capacitors[4] = {1e-10, 6e-12, 6e-12, 1e-10};
    const double unknown[4] = {1e-11, NAN, 0.0, 1e-11};
    struct pair pair;
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    CU_ASSERT_EQUAL(line_multi_section_check(&pair.section, NULL), LR_OK);
    struct line_multi_section bad = pair.section;
    bad.n = 0;
    SAME_TEXT(refusal(&bad), "there are 0 coupled lines; at least 1 is needed");
    bad = pair.section;
    bad.l = bad_diagonal;
    SAME_TEXT(refusal(&bad), "coupled lines: L 2,2, -2e-07 H/m, is not positive");
    bad.l = bad_symmetry;
    SAME_TEXT(refusal(&bad), "coupled lines: L 1,2 is 1e-08 H/m but 2,1 is 2e-08; the "
                             "matrix must be symmetric");
    bad = pair.section;
    bad.c = capacitors;
    SAME_TEXT(refusal(&bad), "coupled lines: C 1,2 is 6e-12 F/m; off the diagonal a "
                             "capacitance matrix is negative");
    bad = pair.section;
    bad.k_strip = bad_diagonal;
    SAME_TEXT(refusal(&bad), "coupled lines: K of the strips 2,2, -2e-07 1/m, is not "
                             "positive");
    bad = pair.section;
    bad.k_plane = bad_diagonal;
    SAME_TEXT(refusal(&bad), "coupled lines: K of the planes 2,2, -2e-07 1/m, is "
                             "negative");
    bad = pair.section;
    bad.dc = unknown;
    SAME_TEXT(refusal(&bad), "coupled lines: dC/der of dielectric 1 is nan F/m");
}

static void impossible_materials_are_refused_by_value(void)
{
    struct pair pair;
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    pair.conductor[1].area = 0.0;
    SAME_TEXT(refusal(&pair.section),
              "coupled lines: the cross-section of strip 2, 0 m^2, is not positive");
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    pair.section.metal.resistivity = -copper;
    SAME_TEXT(refusal(&pair.section),
              "coupled lines: resistivity -1.72e-08 ohm*m is not positive");
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    pair.section.plane.rough.sphere.radius = NAN;
    SAME_TEXT(refusal(&pair.section),
              "roughness: spheres of radius nan m and surface ratio 4.88692 are negative");
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    pair.section.plane.thickness = 0.0;
    SAME_TEXT(refusal(&pair.section),
              "coupled lines: plane thickness 0 m is not positive");
    make_pair(&pair, 3.4, 0.004, 12e9, 1.5e-6);
    pair.dielectric.er0 = 0.5;
    SAME_TEXT(refusal(&pair.section), "coupled lines: the cross-section was solved for a "
                                      "permittivity of 0.5; at least 1 is needed");
}

static const struct tap_case cases[] = {
    {"laminates and foils lose what the reference says",
     laminates_and_foils_lose_what_the_reference_says},
    {"metal adds the reference's impedance", metal_adds_the_reference_impedance},
    {"at 0 Hz strips have the resistance of their area",
     at_dc_strips_have_their_area},
    {"neighbours crowd the current only with skin effect",
     neighbours_crowd_the_current_only_with_skin_effect},
    {"faces count by their share of the loss", faces_count_by_their_share_of_the_loss},
    {"roughness adds Huray's losses where current fills the metal",
     roughness_adds_huray_s_losses_where_current_fills_the_metal},
    {"homogeneous capacitance follows the permittivity",
     homogeneous_capacitance_follows_the_permittivity},
    {"the network is passive and reciprocal, from 0 Hz",
     network_is_passive_and_reciprocal_from_dc},
    {"frequencies beyond the dielectric's model are told",
     frequencies_beyond_the_dielectric_are_told},
    {"impossible matrices are refused by name", impossible_matrices_are_refused_by_name},
    {"impossible materials are refused by value",
     impossible_materials_are_refused_by_value},
};
TAP_MAIN("line/multi_section", cases)

#include "config.h"

#include "base/quantity.h"
#include "line/bundle.h"
#include "line/multi_net.h"
#include "line/solution.h"
#include "net/passivity.h"
#include "tests/tap.h"

#include <math.h>

enum { MOST = 5, NF = 7 };

/* From 0 through lines that are short to those of a hundred wavelengths. */
static const double freq[NF] = {0.0, 1e7, 1.7e8, 1.9e9, 7.3e9, 26.6e9, 53.1e9};

/* Strips 110 um wide and 17 um thick: microstrip pairs 120 um above the plane or striplines
 * between planes, 150 um apart; or one 83 um above the other, off the middle.  The lanes'
 * places as in net/bundle.h. */
enum shape_of { MICRO, STRIP, BROADSIDE, SHAPES };

static void solve(size_t n, double pitch, enum shape_of shapes,
                  struct line_solution *solution)
{
    const bool open = shapes == MICRO, aside = shapes != BROADSIDE;
    struct line_shape shape[2 * MOST];
    struct line_debye debye[2] = {{.er_inf = 1.0, .f_low = 1.0, .f_high = 1e15},
                                  {.er_inf = 1.0, .f_low = 1.0, .f_high = 1e15}};
    const struct line_layer layers[2] = {{open ? 120e-6 : 397e-6, 0}, {INFINITY, 1}};
    const struct line_section section = {.boundary = open ? LINE_OPEN : LINE_PLANES,
                                         .nlayer = open ? 2 : 1,
                                         .ndielectric = open ? 2 : 1,
                                         .nconductor = 2 * n,
                                         .layers = layers,
                                         .conductors = shape};
    const struct line_rough rough = line_rough_cannonball(1.5e-6);
    const struct line_solution_materials materials = {
        .dielectric = debye, .metal = line_multi_metal(1.9e-8, &rough), .freq = 1e10,
        .plane = {.thickness = 17e-6, .resistivity = 1.9e-8, .rough = rough}};
    CU_ASSERT_EQUAL(line_debye_anchor(3.37, 0.003, 1e10, 1e4, 1e12, &debye[0], NULL),
                    LR_OK);
    for (size_t c = 0; c < 2 * n; c++) {
        const double step = (double)((c / 2 + 1) / 2) * pitch;
        shape[c] = (struct line_shape){
            .x = (c / 2 % 2 ? step : -step) +
                 (aside ? c % 2 ? 130e-6 : -130e-6 : 0.0),
            .y = aside || c % 2 ? 120e-6 : 220e-6, .bottom = 110e-6, .top = 110e-6, .thickness = 17e-6};
    }
    struct lr_error err = {.status = LR_OK};
    line_solution_init(&section, &materials, solution, &err);
    SAME_TEXT(err.text, "");
}

static void ready(const struct line_solution *solution, struct line_bundle *bundle)
{
    CU_ASSERT_EQUAL_FATAL(
        line_bundle_init(&solution->section, NF, freq, bundle, NULL), LR_OK);
}

static double apart(const struct net_bundle *a, const struct net *b)
{
    double most = 0.0;
    for (size_t k = 0; k < b->nf; k++)
        for (size_t i = 0; i < b->np; i++)
            for (size_t j = 0; j < b->np; j++)
                most = fmax(most, cabs(net_bundle_s(a, k, i, j) - *net_s(b, k, i, j)));
    return most;
}

static void halves_are_the_lines_solved_whole(void)
{
    /* line_multi_net, which knows nothing of mirrors, of lines from short to long. */
    static const double length[] = {0.7e-3, 23.1e-3, 0.417};
    double zref[4 * MOST];
    for (size_t i = 0; i < 4 * MOST; i++)
        zref[i] = 50.0;
    for (size_t n = 1; n <= 3; n++)
        for (enum shape_of shapes = MICRO; shapes < SHAPES; shapes++) {
            struct line_solution solution;
            struct line_bundle bundle;
            solve(n, 530e-6, shapes, &solution);
            ready(&solution, &bundle);
            CU_ASSERT_EQUAL(bundle.mirrored, shapes != BROADSIDE);
            for (size_t i = 0; i < sizeof length / sizeof length[0]; i++) {
                struct net whole;
                struct net_bundle halves;
                CU_ASSERT_EQUAL(line_multi_net(&solution.section, length[i], zref, NF,
                                               freq, &whole, NULL), LR_OK);
                CU_ASSERT_EQUAL(line_bundle_net(&bundle, length[i], &halves, NULL),
                                LR_OK);
                CLOSE(apart(&halves, &whole), 0.0, 1e-10);
                net_bundle_free(&halves);
                net_free(&whole);
            }
            line_bundle_free(&bundle);
            line_solution_free(&solution);
        }
}

static void line_in_two_pieces_is_the_same(void)
{
    struct line_solution solution;
    struct line_bundle bundle;
    struct net_bundle one, a, b, two;
    solve(3, 530e-6, MICRO, &solution);
    ready(&solution, &bundle);
    CU_ASSERT_EQUAL(line_bundle_net(&bundle, 0.1524, &one, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_bundle_net(&bundle, 0.0731, &a, NULL), LR_OK);
    CU_ASSERT_EQUAL(line_bundle_net(&bundle, 0.0793, &b, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_cascade(&a, &b, &two, NULL), LR_OK);
    for (size_t h = 0; h < 2; h++)
        for (size_t i = 0; i < NF * 36; i++)
            CLOSE(cabs(one.half[h].s[i] - two.half[h].s[i]), 0.0, 1e-11);
    net_bundle_free(&one);
    net_bundle_free(&a);
    net_bundle_free(&b);
    net_bundle_free(&two);
    line_bundle_free(&bundle);
    line_solution_free(&solution);
}

static void lanes_are_reciprocal_and_passive(void)
{
    struct line_solution solution;
    struct line_bundle bundle;
    struct net_bundle halves, whole;
    double sigma[NF];
    solve(3, 530e-6, MICRO, &solution);
    ready(&solution, &bundle);
    CU_ASSERT_EQUAL(line_bundle_net(&bundle, 0.0731, &halves, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_bundle_whole(&halves, &whole, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        for (size_t i = 0; i < 12; i++)
            for (size_t j = 0; j < i; j++)
                CLOSE(cabs(net_bundle_s(&whole, k, i, j) -
                           net_bundle_s(&whole, k, j, i)), 0.0, 1e-12);
    CU_ASSERT_EQUAL(net_singular(&whole.half[0], sigma, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        CU_ASSERT(sigma[k] <= 1.0 + 1e-12);
    net_bundle_free(&halves);
    net_bundle_free(&whole);
    line_bundle_free(&bundle);
    line_solution_free(&solution);
}

static void what_cannot_be_lanes_is_refused(void)
{
    struct line_solution solution;
    struct line_bundle bundle;
    struct net_bundle net;
    struct lr_error err = {.status = LR_OK};
    solve(1, 0.0, STRIP, &solution);
    ready(&solution, &bundle);
    CU_ASSERT_EQUAL(line_bundle_net(&bundle, (double)NAN, &net, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "length nan m of coupled lines is not positive");
    net_bundle_free(&net);
    line_bundle_free(&bundle);
    struct line_multi_section section = solution.section;
    section.n = 1;
    CU_ASSERT_EQUAL(line_bundle_init(&section, NF, freq, &bundle, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "1 lines do not form lanes of two");
    line_bundle_free(&bundle);
    static const double falling[] = {2e9, 1e9};
    CU_ASSERT_EQUAL(line_bundle_init(&solution.section, 2, falling, &bundle, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "frequency 1 of coupled lines, 1e+09 Hz, does not increase");
    line_bundle_free(&bundle);
    line_solution_free(&solution);
}

static const struct tap_case cases[] = {
    {"halves are the lines solved whole", halves_are_the_lines_solved_whole},
    {"a line in two pieces is the same", line_in_two_pieces_is_the_same},
    {"lanes are reciprocal and passive", lanes_are_reciprocal_and_passive},
    {"what cannot be lanes is refused", what_cannot_be_lanes_is_refused},
};
TAP_MAIN("line/bundle", cases)

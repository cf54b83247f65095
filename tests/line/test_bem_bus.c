#include "config.h"

#include "base/parallel.h"
#include "line/bem.h"
#include "tests/line/bem.h"

#include <math.h>
#include <string.h>

/* Three unlike traces on one laminate with mask, the middle one grounded or not.  Order
 * 4 does for what must hold at any. */
static struct line_bem bus(double laminate, double metal, const double complex *er,
                           bool ground)
{
    const struct line_layer layers[] = {{100 * um, 0}, {HUGE_VAL, 1}};
    struct line_shape traces[] = {trace(-211 * um, 100 * um, 120 * um, 35 * um),
                                  trace(0.0, 100 * um, 170 * um, 35 * um),
                                  trace(190 * um, 100 * um, 90 * um, 35 * um)};
    traces[1].ground = ground;
    const struct line_section section = {
        .boundary = LINE_OPEN, .nlayer = 2, .layers = layers, .ndielectric = 3,
        .nconductor = 3, .conductors = traces, .mask = {laminate, metal, 2}};
    return solved_with(&section, er, 4);
}

static void capacitance_is_symmetric_and_diagonally_dominant(void)
{
    const double complex er[] = {4.3 - 0.08 * I, 1.0, 3.5 - 0.1 * I};
    struct line_bem lines = bus(25 * um, 12 * um, er, false);
    CU_ASSERT_EQUAL(lines.n, 3);
    for (size_t i = 0; i < 3; i++) {
        double sum = 0.0;
        for (size_t j = 0; j < 3; j++) {
            sum += creal(lines.c[i * 3 + j]);
            CU_ASSERT(lines.c[i * 3 + j] == lines.c[j * 3 + i]);
            CU_ASSERT(i == j ? creal(lines.c[i * 3 + j]) > 0.0
                             : creal(lines.c[i * 3 + j]) < 0.0);
            CU_ASSERT(lines.l[i * 3 + j] > 0.0);
        }
        CU_ASSERT(sum > 0.0 && cimag(lines.c[i * 3 + i]) < 0.0);
    }
    line_bem_free(&lines);
}

static void in_one_dielectric_inductance_is_the_inverse_of_capacitance(void)
{
    const double complex er[] = {3.7, 3.7, 3.7};
    struct line_bem lines = bus(25 * um, 12 * um, er, false);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < 3; k++)
                sum += lines.l[i * 3 + k] * creal(lines.c[k * 3 + j]);
            CLOSE(sum * c0 * c0 / 3.7, i == j ? 1.0 : 0.0, 2e-4);
        }
    line_bem_free(&lines);
}

static void a_grounded_conductor_is_no_signal_but_carries_current(void)
{
    const double complex er[] = {4.3, 1.0, 3.5};
    struct line_bem free_lines = bus(25 * um, 12 * um, er, false);
    struct line_bem grounded = bus(25 * um, 12 * um, er, true);
    /* At 0 V or not, C between the others is the same: C is short-circuit data. */
    CU_ASSERT_EQUAL(grounded.n, 2);
    CLOSE(creal(grounded.c[1] / free_lines.c[2]), 1.0, 1e-9);
    CLOSE(creal(grounded.c[0] / free_lines.c[0]), 1.0, 1e-9);
    CU_ASSERT(grounded.k_plane[0] > free_lines.k_plane[0]);
    CU_ASSERT(grounded.l[0] < free_lines.l[0]);
    line_bem_free(&free_lines);
    line_bem_free(&grounded);
}

static void solder_mask_has_its_limits(void)
{
    /* Mask of air is no mask; a mask so thick that its steps do not matter is a layer. */
    const double complex none[] = {4.3, 1.0, 1.0}, some[] = {4.3, 1.0, 3.5};
    struct line_bem bare = bus(0.0, 0.0, none, false);
    struct line_bem air = bus(25 * um, 12 * um, none, false);
    struct line_bem mask = bus(25 * um, 12 * um, some, false);
    CLOSE(creal(air.c[0] / bare.c[0]), 1.0, 2e-4);
    CU_ASSERT(creal(mask.c[0]) > 1.02 * creal(bare.c[0]));
    CU_ASSERT(creal(mask.c[0]) < 1.25 * creal(bare.c[0]));
    line_bem_free(&bare);
    line_bem_free(&air);
    line_bem_free(&mask);
    const double deep = 300 * um;
    struct line_bem thick = bus(deep, deep - 34.5 * um, some, false);
    const struct line_layer layers[] = {{100 * um, 0}, {100 * um + deep, 2},
                                        {HUGE_VAL, 1}};
    const struct line_shape traces[] = {trace(-211 * um, 100 * um, 120 * um, 35 * um),
                                        trace(0.0, 100 * um, 170 * um, 35 * um),
                                        trace(190 * um, 100 * um, 90 * um, 35 * um)};
    const struct line_section section = {
        .boundary = LINE_OPEN, .nlayer = 3, .layers = layers, .ndielectric = 3,
        .nconductor = 3, .conductors = traces};
    struct line_bem layered = solved_with(&section, some, 4);
    for (size_t i = 0; i < 9; i++)
        CLOSE(creal(thick.c[i] / layered.c[i]), 1.0, 1e-3);
    line_bem_free(&thick);
    line_bem_free(&layered);
}

static void derivatives_are_those_of_differences(void)
{
    const double step = 1e-3;
    for (size_t d = 0; d < 3; d++) {
        double complex er[] = {4.3 - 0.08 * I, 1.2, 3.5 - 0.1 * I};
        struct line_bem at = bus(25 * um, 12 * um, er, false);
        er[d] += step;
        struct line_bem up = bus(25 * um, 12 * um, er, false);
        er[d] -= 2.0 * step;
        struct line_bem down = bus(25 * um, 12 * um, er, false);
        for (size_t i = 0; i < 9; i++)
            CLOSE(cabs((up.c[i] - down.c[i]) / (2.0 * step) - at.dc[d * 9 + i]) /
                      cabs(at.dc[d * 9 + i]), 0.0, 1e-5);
        line_bem_free(&at);
        line_bem_free(&up);
        line_bem_free(&down);
    }
}

static void charge_along_the_contour_adds_up(void)
{
    const double complex er[] = {4.3 - 0.08 * I, 1.0, 3.5 - 0.1 * I};
    struct line_bem lines = bus(25 * um, 12 * um, er, false);
    double charge[9] = {0.0}, current[9] = {0.0};
    for (size_t i = 0; i < lines.along.n; i++)
        for (size_t j = 0; j < 3; j++) {
            const size_t to = lines.along.conductor[i] * 3 + j;
            charge[to] += lines.along.length[i] * lines.along.charge[i * 3 + j];
            current[to] += lines.along.length[i] * lines.along.current[i * 3 + j];
        }
    for (size_t i = 0; i < 9; i++) {
        CLOSE(charge[i] / creal(lines.c[i]), 1.0, 1e-3);
        CLOSE(current[i], i % 4 == 0 ? 1.0 : 0.0, 1e-4);
    }
    line_bem_free(&lines);
}

static void the_result_does_not_depend_on_the_number_of_threads(void)
{
    const double complex er[] = {4.3 - 0.08 * I, 1.0, 3.5 - 0.1 * I};
    parallel_set_threads(1);
    struct line_bem one = bus(25 * um, 12 * um, er, false);
    parallel_set_threads(3);
    struct line_bem three = bus(25 * um, 12 * um, er, false);
    parallel_set_threads(0);
    CU_ASSERT(!memcmp(one.c, three.c, 9 * sizeof *one.c));
    CU_ASSERT(!memcmp(one.dc, three.dc, 27 * sizeof *one.dc));
    CU_ASSERT(!memcmp(one.l, three.l, 9 * sizeof *one.l));
    CU_ASSERT(!memcmp(one.k_plane, three.k_plane, 9 * sizeof *one.k_plane));
    CU_ASSERT(one.error_pct == three.error_pct);
    line_bem_free(&one);
    line_bem_free(&three);
}

static const struct tap_case cases[] = {
    {"capacitance is symmetric and diagonally dominant",
     capacitance_is_symmetric_and_diagonally_dominant},
    {"in one dielectric inductance is the inverse of capacitance",
     in_one_dielectric_inductance_is_the_inverse_of_capacitance},
    {"a grounded conductor is no signal but carries current",
     a_grounded_conductor_is_no_signal_but_carries_current},
    {"solder mask has its limits", solder_mask_has_its_limits},
    {"derivatives are those of differences", derivatives_are_those_of_differences},
    {"charge along the contour adds up", charge_along_the_contour_adds_up},
    {"the result does not depend on the number of threads",
     the_result_does_not_depend_on_the_number_of_threads},
};
TAP_MAIN("line/bem_bus", cases)

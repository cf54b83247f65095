#include "config.h"

#include "eq/ffe.h"
#include "tests/tap.h"

#include <math.h>

/* start + k step, the elements of the reference runs (spec/com.md, section 1.5). */
static void range(double *x, size_t n, double start, double step)
{
    for (size_t k = 0; k < n; k++)
        x[k] = start + (double)k * step;
}

static size_t legal(const struct eq_ffe_grid *grid)
{
    struct eq_ffe ffe;
    size_t count = 0;
    for (size_t row = 0; row < eq_ffe_rows(grid); row++)
        count += eq_ffe_row(grid, row, &ffe);
    return count;
}

static void last_column_runs_fastest(void)
{
    static const double a[] = {-0.1, 0.0}, b[] = {-0.2, -0.1, 0.0};
    const struct eq_ffe_grid grid = {2, {-1, 2}, {2, 3}, {a, b}, .cursor_min = 0.0};
    CU_ASSERT_EQUAL(eq_ffe_rows(&grid), 6);
    for (size_t row = 0; row < 6; row++) {
        struct eq_ffe ffe = {.ntap = 0};
        CU_ASSERT(eq_ffe_row(&grid, row, &ffe));
        CU_ASSERT_EQUAL(ffe.ntap, 2);
        CU_ASSERT_EQUAL(ffe.index[0], row / 3);
        CU_ASSERT_EQUAL(ffe.index[1], row % 3);
        CU_ASSERT_EQUAL(ffe.position[0], -1);
        CU_ASSERT_EQUAL(ffe.position[1], 2);
        CLOSE(ffe.tap[0], a[row / 3], 0.0);
        CLOSE(ffe.tap[1], b[row % 3], 0.0);
        CLOSE(ffe.cursor, 1.0 - (fabs(a[row / 3]) + fabs(b[row % 3])), 0.0);
    }
}

static void cursor_below_its_limit_is_illegal(void)
{
    static const double a[] = {-0.25, 0.25, 0.125}, b[] = {-0.25, 0.0};
    struct eq_ffe_grid grid = {2, {-1, 1}, {3, 2}, {a, b}, .cursor_min = 0.5};
    CU_ASSERT_EQUAL(legal(&grid), 6);           /* 0.5 itself is legal */
    grid.cursor_min = 0.625;
    CU_ASSERT_EQUAL(legal(&grid), 4);
    grid.cursor_min = 0.8;
    CU_ASSERT_EQUAL(legal(&grid), 1);
    grid.cursor_min = (double)NAN;              /* compares false: nothing is below it */
    CU_ASSERT_EQUAL(legal(&grid), 6);
}

static void grids_of_802_3ck_have_the_rows_of_the_reference(void)
{
    /* golden/README: exact arithmetic would leave 4345 and 1605. */
    double m3[4], m2[7], m1[18], p1[11];
    range(m3, 4, -0.06, 0.02);
    range(m2, 7, 0.0, 0.02);
    range(m1, 18, -0.34, 0.02);
    range(p1, 11, -0.2, 0.02);
    const struct eq_ffe_grid kr = {
        4, {-3, -2, -1, 1}, {4, 7, 18, 11}, {m3, m2, m1, p1}, .cursor_min = 0.54};
    CU_ASSERT_EQUAL(eq_ffe_rows(&kr), 5544);
    CU_ASSERT_EQUAL(legal(&kr), 4250);
    range(m3, 3, -0.04, 0.02);
    range(m2, 6, 0.0, 0.02);
    range(m1, 15, -0.28, 0.02);
    range(p1, 6, -0.1, 0.02);
    const struct eq_ffe_grid c2c = {
        4, {-3, -2, -1, 1}, {3, 6, 15, 6}, {m3, m2, m1, p1}, .cursor_min = 0.54};
    CU_ASSERT_EQUAL(eq_ffe_rows(&c2c), 1620);
    CU_ASSERT_EQUAL(legal(&c2c), 1599);
}

static void grid_without_columns_has_the_cursor_alone(void)
{
    const struct eq_ffe_grid grid = {.cursor_min = 0.6};
    struct eq_ffe ffe;
    CU_ASSERT_EQUAL(eq_ffe_rows(&grid), 1);
    CU_ASSERT(eq_ffe_row(&grid, 0, &ffe));
    CU_ASSERT_EQUAL(ffe.ntap, 0);
    CLOSE(ffe.cursor, 1.0, 0.0);
}

static void taps_shift_by_whole_ui(void)
{
    /* One sample in, the taps out: c(-1) one UI before, c(2) two behind. */
    const struct eq_ffe ffe = {2, {-1, 2}, {0, 0}, {-0.17, 0.06}, .cursor = 0.77};
    double x[40] = {0.0}, y[40];
    x[13] = 1.0;
    eq_ffe_apply(&ffe, 5, 40, x, y);
    for (size_t k = 0; k < 40; k++)
        CLOSE(y[k], k == 8 ? -0.17 : k == 13 ? 0.77 : k == 23 ? 0.06 : 0.0, 0.0);
}

static void what_leaves_one_end_comes_in_at_the_other(void)
{
    /* As the reference shifts: its golden figures of merit need it. */
    const struct eq_ffe ffe = {2, {-1, 2}, {0, 0}, {-0.17, 0.06}, .cursor = 0.77};
    double x[12], y[12];
    for (size_t k = 0; k < 12; k++)
        x[k] = 1.0 + (double)k;
    eq_ffe_apply(&ffe, 5, 12, x, y);
    for (size_t k = 0; k < 12; k++)
        CLOSE(y[k], 0.77 * x[k] - 0.17 * x[(k + 5) % 12] + 0.06 * x[(k + 2) % 12], 1e-15);
    eq_ffe_apply(&ffe, 5, 3, x, y);             /* shorter than any shift */
    for (size_t k = 0; k < 3; k++)
        CLOSE(y[k], 0.77 * x[k] - 0.17 * x[(k + 2) % 3] + 0.06 * x[(k + 2) % 3], 1e-15);
}

static void group_and_a_row_of_it_are_a_row_of_the_grid(void)
{
    static const double a[] = {-0.14, -0.07, 0.0}, b[] = {0.0, 0.06}, c[] = {-0.2, 0.0};
    const struct eq_ffe_grid grid = {
        3, {-2, -1, 1}, {2, 3, 2}, {b, a, c}, .cursor_min = 0.72};
    CU_ASSERT_EQUAL(eq_ffe_groups(&grid), 6);
    CU_ASSERT_EQUAL(eq_ffe_group_rows(&grid), 2);
    for (size_t row = 0; row < 12; row++) {
        struct eq_ffe whole, part;
        const bool legal = eq_ffe_row(&grid, row, &whole);
        const bool some = eq_ffe_group(&grid, row / 2, &part);
        CU_ASSERT_EQUAL(eq_ffe_group_row(&grid, row % 2, &part) && some, legal);
        CU_ASSERT(!legal || some);
        CLOSE(part.cursor, whole.cursor, 0.0);
        for (size_t i = 0; i < 3; i++)
            CU_ASSERT_EQUAL(part.index[i], whole.index[i]);
    }
}

static void quadratic_form_is_the_energy_of_a_sum(void)
{
    /* g = v v' + w w' makes it (c.v)^2 + (c.w)^2. */
    const struct eq_ffe ffe = {.ntap = 2, .tap = {-0.17, 0.06}, .cursor = 0.77};
    const double v[] = {1.3, -0.4, 2.2}, w[] = {0.7, 1.9, -0.6};
    double g[EQ_FFE_MOST + 1][EQ_FFE_MOST + 1] = {{0.0}};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            g[i][j] = v[i] * v[j] + w[i] * w[j];
    const double a = 0.77 * 1.3 + 0.17 * 0.4 + 0.06 * 2.2;
    const double b = 0.77 * 0.7 - 0.17 * 1.9 - 0.06 * 0.6;
    CLOSE(eq_ffe_quadratic(&ffe, g), a * a + b * b, 1e-15);
}

static const struct tap_case cases[] = {
    {"the last column runs fastest", last_column_runs_fastest},
    {"a cursor below its limit is illegal", cursor_below_its_limit_is_illegal},
    {"the grids of 802.3ck have the rows of the reference",
     grids_of_802_3ck_have_the_rows_of_the_reference},
    {"a grid without columns has the cursor alone",
     grid_without_columns_has_the_cursor_alone},
    {"taps shift by whole UI", taps_shift_by_whole_ui},
    {"what leaves one end comes in at the other",
     what_leaves_one_end_comes_in_at_the_other},
    {"a group and a row of it are a row of the grid",
     group_and_a_row_of_it_are_a_row_of_the_grid},
    {"a quadratic form is the energy of the taps' sum",
     quadratic_form_is_the_energy_of_a_sum},
};
TAP_MAIN("eq/ffe", cases)

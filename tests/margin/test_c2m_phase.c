#include "config.h"

#include "margin/c2m_phase.h"
#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>

enum { M = 8, UI = 9, N = UI * M + 3, CURSOR = 4 * M + 3 };

struct fixture {
    double s[N], v[2 * UI + 2];
    struct c2m_view view;
    struct c2m_phase phase;
};

/* Where the pulse is known: a parabola, which no neighbour can be mistaken in. */
static double parabola(double k)
{
    return 0.723 + 0.0131 * k + 0.00047 * k * k;
}

static void begin(struct fixture *f)
{
    *f = (struct fixture){.view = {.at = f->s + CURSOR, .sample = 1, .ui = M, .n = N,
                                   .cursor = CURSOR, .per_ui = M},
                          .phase = {.v = f->v}};
    for (int k = 0; k < N; k++)
        f->s[k] = parabola(k);
}

static void phases_that_are_samples_have_their_values(void)
{
    /* 75 samples are 9.375, about 9 UI; but for the first and the last, UI 1 .. 7 count.
     * The cursor stands in UI 4; nothing of its own interferes. */
    struct fixture f;
    begin(&f);
    const struct c2m_grid grid = c2m_grid_of(&f.view, M);
    CU_ASSERT_EQUAL(grid.rows, UI);
    CU_ASSERT_EQUAL(grid.origin, CURSOR);
    c2m_phase_fill(&f.view, &grid, 0.017, 2, &f.phase);
    CU_ASSERT_EQUAL(f.phase.n, 14);
    CLOSE(f.phase.signal, parabola(CURSOR + 2), 1e-15);
    double square = 0.0;
    for (int i = 0; i < 7; i++) {
        const double k = 8 * (i + 1) + 5, slope = 8 * (0.0131 + 2 * 0.00047 * k);
        CLOSE(f.v[i], i == 3 ? 0.0 : parabola(k), 1e-15);
        CLOSE(f.v[7 + i], 0.017 * slope, 1e-14);        /* exact for a parabola */
        square += slope * slope;
    }
    CLOSE(f.phase.slope, sqrt(square), 1e-13);
}

static void between_samples_the_pulse_runs_straight(void)
{
    /* Phase 7 of 25 is 7/25 8 = 2.24 samples behind the cursor, phase -1 0.32 before. */
    struct fixture f;
    begin(&f);
    const struct c2m_grid grid = c2m_grid_of(&f.view, 25);
    c2m_phase_fill(&f.view, &grid, 0.0, 7, &f.phase);
    CLOSE(f.phase.signal,
          0.76 * parabola(CURSOR + 2) + 0.24 * parabola(CURSOR + 3), 1e-15);
    c2m_phase_fill(&f.view, &grid, 0.0, -1, &f.phase);
    CLOSE(f.phase.signal, 0.32 * parabola(CURSOR - 1) + 0.68 * parabola(CURSOR), 1e-15);
}

static void the_dfe_takes_its_taps_off_whole_ui(void)
{
    static const double b[] = {0.31, -0.07};
    struct fixture f;
    begin(&f);
    f.view.nb = 2;
    f.view.b = b;
    const struct c2m_grid grid = c2m_grid_of(&f.view, M);
    c2m_phase_fill(&f.view, &grid, 0.0, -3, &f.phase);
    CLOSE(f.v[4], parabola(CURSOR + 8 - 3) - 0.31 * parabola(CURSOR), 1e-15);
    CLOSE(f.v[5], parabola(CURSOR + 16 - 3) + 0.07 * parabola(CURSOR), 1e-15);
    CLOSE(f.v[6], parabola(CURSOR + 24 - 3), 1e-15);
}

static void slopes_across_the_ends_of_what_counts_are_left_out(void)
{
    /* At phase -3 samples are the first of their UI: the one before the first of UI 1
     * does not count.  At phase 4 they are the last. */
    struct fixture f;
    begin(&f);
    const struct c2m_grid grid = c2m_grid_of(&f.view, M);
    c2m_phase_fill(&f.view, &grid, 1.0, -3, &f.phase);
    CU_ASSERT_EQUAL(f.phase.n, 7 + 6);
    CLOSE(f.v[7], 8 * (0.0131 + 2 * 0.00047 * 16), 1e-14);
    c2m_phase_fill(&f.view, &grid, 1.0, 4, &f.phase);
    CU_ASSERT_EQUAL(f.phase.n, 7 + 6);
    CLOSE(f.v[7], 8 * (0.0131 + 2 * 0.00047 * 15), 1e-14);
    CLOSE(f.v[12], 8 * (0.0131 + 2 * 0.00047 * 55), 1e-14);
}

static void a_pulse_whose_cursor_is_at_an_end_is_told(void)
{
    struct fixture f;
    begin(&f);
    struct c2m_grid grid = c2m_grid_of(&f.view, 100);
    CU_ASSERT(c2m_grid_holds(&grid));
    f.view.cursor = 2 * M - 1;
    grid = c2m_grid_of(&f.view, 100);
    CU_ASSERT_FALSE(c2m_grid_holds(&grid));
    f.view.cursor = 6 * M;
    grid = c2m_grid_of(&f.view, 100);
    CU_ASSERT(c2m_grid_holds(&grid));
    f.view.cursor = 6 * M + 1;
    grid = c2m_grid_of(&f.view, 100);
    CU_ASSERT_FALSE(c2m_grid_holds(&grid));
}

static void windows_have_their_shapes_and_sum_1(void)
{
    /* t_o = 0.05 UI of 100: phases -5 .. 5.  A Gaussian of 0.02 UI is one of 2 phases;
     * two Rayleigh densities of that mode, each rising from one end, add up. */
    struct c2m_params params = {.t_o = 0.05, .per_ui = 100, .sigma_r = 0.02};
    double w[11], gauss = 0.0, rayleigh = 0.0;
    CU_ASSERT_EQUAL(c2m_window_reach(&params), 5);
    c2m_window_weights(&params, w);
    for (int i = 0; i < 11; i++)
        CLOSE(w[i], 1.0 / 11.0, 1e-15);
    params.window = C2M_TRIANGLE;
    c2m_window_weights(&params, w);
    for (int i = 0; i < 11; i++)
        CLOSE(w[i], (5.0 - abs(i - 5)) / 25.0, 1e-15);
    for (int i = -5; i <= 5; i++) {
        gauss += exp(-i * i / 8.0);
        rayleigh += (5 + i) * exp(-(5 + i) * (5 + i) / 8.0);
    }
    params.window = C2M_GAUSSIAN;
    c2m_window_weights(&params, w);
    for (int i = -5; i <= 5; i++)
        CLOSE(w[i + 5], exp(-i * i / 8.0) / gauss, 1e-15);
    params.window = C2M_DUAL_RAYLEIGH;
    c2m_window_weights(&params, w);
    for (int i = -5; i <= 5; i++)
        CLOSE(w[i + 5],
              ((5 + i) * exp(-(5 + i) * (5 + i) / 8.0) +
               (5 - i) * exp(-(5 - i) * (5 - i) / 8.0)) / (2.0 * rayleigh), 1e-15);
    params.window = C2M_GAUSSIAN;
    params.ql = 1.25;                   /* 5 / 1.25 = 4 phases */
    c2m_window_weights(&params, w);
    CLOSE(w[8] / w[5], exp(-9.0 / 32.0), 1e-14);
    params.t_o = 0.0;
    CU_ASSERT_EQUAL(c2m_window_reach(&params), 0);
    c2m_window_weights(&params, w);
    CLOSE(w[0], 1.0, 0.0);
}

static const struct tap_case cases[] = {
    {"phases that are samples have their values",
     phases_that_are_samples_have_their_values},
    {"between samples the pulse runs straight", between_samples_the_pulse_runs_straight},
    {"the DFE takes its taps off whole UI", the_dfe_takes_its_taps_off_whole_ui},
    {"slopes across the ends of what counts are left out",
     slopes_across_the_ends_of_what_counts_are_left_out},
    {"a pulse whose cursor is at an end is told",
     a_pulse_whose_cursor_is_at_an_end_is_told},
    {"windows have their shapes and sum 1", windows_have_their_shapes_and_sum_1},
};
TAP_MAIN("margin/c2m_phase", cases)

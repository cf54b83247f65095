#include "config.h"

#include "tests/margin/com_fixture.h"

#include <stdio.h>
#include <string.h>

/* Every place where an answer leans on a limit is told. */

enum { TEXT = 96 };

/* Whether the last answer has a flag with just this text. */
static bool flagged(const struct fixture *f, const char *text)
{
    for (size_t i = 0; i < f->result.nflag; i++)
        if (!strcmp(f->result.flag[i], text))
            return true;
    for (size_t i = 0; i < f->result.nflag; i++)
        printf("# flag: %s\n", f->result.flag[i]);
    return false;
}

static bool any_flag_with(const struct fixture *f, const char *part)
{
    bool found = false;
    for (size_t i = 0; i < f->result.nflag; i++)
        found = found || strstr(f->result.flag[i], part);
    return found;
}

static void answer_inside_its_limits_raises_no_flag(void)
{
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.which.drive.snr_tx_db = 27.0;
    CU_ASSERT_EQUAL(solve(&f)->nflag, 0);
    end(&f);
}

static void settings_at_the_edge_of_their_grids_are_flagged(void)
{
    /* Only strong settings: every grid of two. */
    static const double strong[] = {-0.2, -0.19};
    struct fixture f;
    char want[3][TEXT];
    begin(&f, false);
    receiver(&f);
    for (size_t i = 0; i < 4; i++)
        f.ctle[i] = (struct eq_ctle){.g_dc_db = i < 2 ? -9.0 : -8.0,
                                     .f_z = baud / 4.0,
                                     .f_p1 = baud / 4.0,
                                     .f_p2 = baud,
                                     .g_hp_db = i % 2 ? -2.0 : -3.0,
                                     .f_lf = baud / 80.0};
    f.params.ng = f.params.nhp = 2;
    f.params.ffe = (struct eq_ffe_grid){1, {-1}, {2}, {strong}, .cursor_min = 0.0};
    solve(&f);
    snprintf(want[0], TEXT, "g_DC %d dB at the edge of its grid",
             f.result.setting.ctle / 2 ? -8 : -9);
    snprintf(want[1], TEXT, "g_DC_HP %d dB at the edge of its grid",
             f.result.setting.ctle % 2 ? -2 : -3);
    snprintf(want[2], TEXT, "c(-1) %g at the edge of its grid",
             f.result.setting.ffe.index[0] ? -0.19 : -0.2);
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT(flagged(&f, want[i]));
    end(&f);
}

static void gain_or_tap_of_zero_is_no_limit(void)
{
    /* A flat channel wants no equaliser. */
    static const double weak[] = {-0.4, 0.0};
    struct fixture f;
    begin(&f, true);
    leave_out_crosstalk(&f);
    open_filters(&f);
    f.which.drive.snr_tx_db = 27.0;
    f.ctle[1] = f.ctle[0];
    f.ctle[1].g_dc_db = f.ctle[1].g_hp_db = -20.0;
    f.ctle[1].f_z = f.ctle[1].f_p1 = baud / 4.0;
    f.params.ng = 2;
    f.params.ffe = (struct eq_ffe_grid){1, {-1}, {2}, {weak}, .cursor_min = 0.0};
    solve(&f);
    CU_ASSERT_EQUAL(f.result.setting.ctle, 0);
    CU_ASSERT_EQUAL(f.result.setting.ffe.index[0], 1);
    CU_ASSERT_EQUAL(f.result.nflag, 0);
    end(&f);
}

static void c0_on_its_limit_is_flagged(void)
{
    /* 1 - 0.15 - 0.05 is 0.8 but for rounding. */
    static const double pre[] = {-0.15}, post[] = {-0.05};
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.ffe =
        (struct eq_ffe_grid){2, {-1, 1}, {1, 1}, {pre, post}, .cursor_min = 0.8 - 1e-12};
    solve(&f);
    CU_ASSERT(flagged(&f, "c(0) 0.8 at its limit"));
    f.params.ffe.cursor_min = 0.79;
    solve(&f);
    CU_ASSERT(!any_flag_with(&f, "c(0)"));
    end(&f);
}

static void dfe_taps_at_their_limits_make_one_flag(void)
{
    struct fixture f;
    char want[TEXT];
    begin(&f, false);
    receiver(&f);
    f.params.dfe = (struct eq_dfe){1, {-1e-6}, .b_max = {1e-6}};
    solve(&f);
    snprintf(want, TEXT, "b(1) %g at its limit", f.result.setting.b[0]);
    CU_ASSERT(flagged(&f, want));
    /* Forced to what they would never take, but for the third. */
    f.params.dfe = (struct eq_dfe){4, {0.85, 0.3, -1.0, -0.2},
                                   .b_max = {0.9, 0.4, 1.0, -0.1}};
    solve(&f);
    CU_ASSERT(flagged(&f, "b(1) 0.85, b(2) 0.3, b(4) -0.1 at their limits"));
    end(&f);
}

static void as_many_taps_as_there_are_fit_into_the_flag(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.dfe = (struct eq_dfe){.n = EQ_DFE_MOST};
    for (size_t k = 0; k < EQ_DFE_MOST; k++)
        f.params.dfe.b_min[k] = f.params.dfe.b_max[k] = 1e-4;
    solve(&f);
    CU_ASSERT(any_flag_with(&f, "b(1) 0.0001, b(2) 0.0001, "));
    CU_ASSERT(any_flag_with(&f, ", b(127) 0.0001, b(128) 0.0001 at their limits"));
    end(&f);
}

static void floating_taps_and_the_tail_have_their_own_flags(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.dfe = (struct eq_dfe){.n = 1,
                                   .b_min = {-1.0},
                                   .b_max = {1.0},
                                   .groups = 1,
                                   .group_size = 2,
                                   .last = 8,
                                   .floating_max = 1e-7};
    solve(&f);
    const struct eq_candidate *at = &f.result.setting;
    CU_ASSERT_EQUAL_FATAL(at->nfloating, 2);
    char want[TEXT];
    snprintf(want, TEXT, "b(%zu) %g, b(%zu) %g at their limits", at->floating[0],
             at->b[at->floating[0] - 1], at->floating[1], at->b[at->floating[1] - 1]);
    CU_ASSERT(flagged(&f, want));
    f.params.dfe.floating_max = 1.0;
    f.params.dfe.tail_start = 2;
    f.params.dfe.tail_rss = 1e-5;
    solve(&f);
    CU_ASSERT(flagged(&f, "b(2..8) at their limit of 1e-05 together"));
    CU_ASSERT(!any_flag_with(&f, "limits"));
    end(&f);
}

static void band_that_ends_early_is_flagged(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    solve(&f);
    CU_ASSERT(!any_flag_with(&f, "band"));      /* 30 GHz of 25 GBd */
    f.params.f_max = 20.02e9;
    solve(&f);
    CU_ASSERT(flagged(&f, "band ends at 20 GHz, below the symbol rate"));
    f.params.f_max = 10e9;
    solve(&f);
    CU_ASSERT(flagged(&f, "band ends at 10 GHz, below Nyquist 12.5 GHz"));
    CU_ASSERT(!any_flag_with(&f, "symbol rate"));
    end(&f);
}

static void response_that_outlasts_its_window_is_flagged(void)
{
    /* 2400 samples are 6 ns; an echo of a tenth at sample 2390. */
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    for (size_t i = 0; i < PATHS; i++) {
        for (size_t k = 0; k < NF; k++)
            *net_s(&f.channel.path[i].net, k, 1, 0) *=
                1.0 + 0.1 * cexp(-I * two_pi * f.wire.freq[k] * 2350.0 / (baud * M));
        solve(&f);
        if (i == 0)
            CU_ASSERT(flagged(
                &f, "thru: its response has not ended in the window of 6 ns"));
        if (i == 1)
            CU_ASSERT(flagged(&f, "thru and 1 more: their responses have not ended in "
                                  "the window of 6 ns"));
    }
    end(&f);
}

static void instant_at_the_edge_of_its_range_is_flagged(void)
{
    /* From the peak, which is too late, the best instant lies before. */
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.timing = (struct eq_timing){EQ_ANCHOR_PEAK, false, -1, 1, false};
    solve(&f);
    CU_ASSERT_EQUAL(f.result.setting.moved, -1);
    CU_ASSERT(
        flagged(&f, "sampling instant moved by -1 samples, the edge of its range"));
    f.params.timing.first = f.params.timing.last = 0;
    solve(&f);
    CU_ASSERT(!any_flag_with(&f, "instant"));
    end(&f);
}

static const struct tap_case cases[] = {
    {"an answer inside its limits raises no flag",
     answer_inside_its_limits_raises_no_flag},
    {"settings at the edge of their grids are flagged",
     settings_at_the_edge_of_their_grids_are_flagged},
    {"a gain or tap of zero is no limit", gain_or_tap_of_zero_is_no_limit},
    {"c(0) on its limit is flagged", c0_on_its_limit_is_flagged},
    {"DFE taps at their limits make one flag", dfe_taps_at_their_limits_make_one_flag},
    {"as many taps as there are fit into the flag",
     as_many_taps_as_there_are_fit_into_the_flag},
    {"floating taps and the tail have their own flags",
     floating_taps_and_the_tail_have_their_own_flags},
    {"a band that ends early is flagged", band_that_ends_early_is_flagged},
    {"a response that outlasts its window is flagged",
     response_that_outlasts_its_window_is_flagged},
    {"an instant at the edge of its range is flagged",
     instant_at_the_edge_of_its_range_is_flagged},
};
TAP_MAIN("margin/com_flag", cases)

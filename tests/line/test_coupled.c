#include "config.h"

#include "line/coupled.h"
#include "tests/tap.h"

#include <math.h>

/* golden/lines/i_coupled_lines_bem.json, edge_coupled_microstrip, the first row: modes
 * and matrices of the same boundary-element solution. */
static const struct line_coupled microstrip = {88.24587498967813, 61.23385894536663,
                                               3.1281937969454408, 2.5245894566874294};
static const double c11 = 7.670392395916492e-11, c12 = 9.849260233823505e-12;
static const double l11 = 4.2257909448274193e-07, l12 = 9.804053166887431e-08;

static void modes_give_differential_and_common_values(void)
{
    CLOSE(line_coupled_zdiff(&microstrip), 122.46771789073325, 1e-12);
    CLOSE(line_coupled_zcomm(&microstrip), 44.122937494839064, 1e-12);
    CLOSE(line_coupled_factor(&microstrip), 27.012016 / 149.479734, 1e-7);
}

static void crosstalk_follows_from_the_matrices(void)
{
    const double near = 0.25 * (l12 / l11 + c12 / c11);
    const double far = -0.5 * sqrt(l11 * c11) * (l12 / l11 - c12 / c11);
    CLOSE(line_coupled_near(&microstrip) / near, 1.0, 1e-8);
    CLOSE(line_coupled_far(&microstrip) / far, 1.0, 1e-8);
    CU_ASSERT_TRUE(far < 0.0);
}

static void one_dielectric_leaves_nothing_at_the_far_end(void)
{
    const struct line_coupled stripline = {53.7, 46.9, 3.62, 3.62};
    CLOSE(line_coupled_far(&stripline), 0.0, 1e-24);
    /* (Le - Lo)/(Le + Lo)/2: half the coupling factor. */
    CLOSE(line_coupled_near(&stripline), 0.5 * (53.7 - 46.9) / (53.7 + 46.9), 1e-15);
}

static void the_near_end_saturates_and_the_far_end_grows(void)
{
    const double near = line_coupled_near(&microstrip), rise = 40e-12;
    const double delay = sqrt(l11 * c11); /* [s/m] */
    const double saturated = rise / (2.0 * delay);
    CLOSE(line_coupled_near_peak(&microstrip, 3.0 * saturated, rise), near, 1e-15);
    CLOSE(line_coupled_near_peak(&microstrip, 0.3 * saturated, rise), 0.3 * near, 1e-9);
    const double one = line_coupled_far_peak(&microstrip, 0.02, rise);
    CLOSE(line_coupled_far_peak(&microstrip, 0.06, rise) / one, 3.0, 1e-12);
    CLOSE(one, line_coupled_far(&microstrip) * 0.02 / rise, 1e-15);
    /* Where one mode has come wholly before the other begins, half of the step. */
    CLOSE(line_coupled_far_peak(&microstrip, 10.0, rise), -0.5, 0.0);
}

static const struct tap_case cases[] = {
    {"modes give differential and common values",
     modes_give_differential_and_common_values},
    {"crosstalk follows from the matrices", crosstalk_follows_from_the_matrices},
    {"one dielectric leaves nothing at the far end",
     one_dielectric_leaves_nothing_at_the_far_end},
    {"the near end saturates and the far end, too",
     the_near_end_saturates_and_the_far_end_grows},
};
TAP_MAIN("line/coupled", cases)

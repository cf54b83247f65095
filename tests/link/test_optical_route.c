#include "config.h"

#include "link/optical_route.h"
#include "optics/levels.h"
#include "tests/cases.h"

#include <math.h>

/* Elements that light passes: what they lose, reflect and leak. */

static const struct optical_signal pam4 = {4, 2.2387211385683394 /* 3.5 dB */, 4.8e-4};

static struct optics_passive element(double loss, double return_loss)
{
    return (struct optics_passive){.type = "connector",
                                   .loss = loss,
                                   .return_loss = return_loss,
                                   .isolation = INFINITY};
}

static struct optical_cost cost_of(const struct optical_route *route, double fibre)
{
    struct lr_error err = {.status = LR_OK};
    struct optical_cost cost = {0};
    CU_ASSERT_EQUAL(optical_route_cost(route, fibre, &pam4, &cost, &err), LR_OK);
    SAME_TEXT(err.text, "");
    return cost;
}

/* Four connectors without loss, evenly in the loss of the channel. */
static void connectors_have_the_bounds_that_are_listed(void)
{
    struct optical_route route = {.n = 4, .module_return_loss = 26.0};
    for (size_t i = 0; i < 4; i++)
        route.element[i] = element(0.0, 45.0);
    const struct optical_cost dr = cost_of(&route, 3.0);
    case_row("G3", "DR, by its route: bound, dB (C)", 0.295, dr.mpi_bound, 0.005);
    for (size_t i = 0; i < 4; i++)
        route.element[i].return_loss = 35.0;
    const struct optical_cost fr = cost_of(&route, 4.0);
    case_row("G3", "FR, by its route: bound, dB (C)", 0.715, fr.mpi_bound, 0.005);
    /* On average they cost much less, and the standards' allotments lie between. */
    CU_ASSERT_TRUE(dr.mpi > 0.0 && dr.mpi < 0.1 && dr.mpi_bound > 0.1);
    CU_ASSERT_TRUE(fr.mpi > dr.mpi && fr.mpi < 0.3 && fr.mpi_bound > 0.3);
    CLOSE(fr.all, fr.mpi, 1e-12);
    CLOSE(fr.crosstalk, 0.0, 1e-12);
}

static void a_switch_takes_its_share_of_the_budget(void)
{
    const struct optical_route route = {.n = 1, .element = {element(2.0, 46.0)}};
    case_row("H4", "a DR link behind one OCS of 2 dB, dB left (P)", 1.0,
             3.0 - optical_route_loss(&route), 1e-9);
    case_row("H4", "an FR4 link behind it, dB left (P)", 2.0,
             4.0 - optical_route_loss(&route), 1e-9);
}

/* Both directions in one fibre: what a switch half-way reflects of the own light arrives
 * with RL - (P_sent - P_received) below the signal. */
static void own_light_comes_back_between_circulators(void)
{
    struct optics_passive circulator = element(0.8, INFINITY);
    circulator.circulates = true;
    struct optical_route route = {.n = 3,
                                  .element = {circulator, element(2.0, 46.0), circulator},
                                  .module_return_loss = INFINITY};
    CU_ASSERT_TRUE(optical_route_is_bidirectional(&route));
    const double x = sqrt(optics_ratio(-46.0)); /* the way back is the way here */
    const double bound = -10.0 * log10(1.0 - 12.0 * x * pam4.er / (pam4.er - 1.0));
    struct optical_cost cost = cost_of(&route, 0.0);
    CLOSE(cost.mpi_bound, bound, 1e-9);
    CU_ASSERT_TRUE(cost.mpi > 0.01 && cost.mpi < cost.mpi_bound);
    /* What the circulator lets by is stronger by what the signal has lost. */
    route.element[1].return_loss = INFINITY;
    route.element[2].isolation = 46.0 + 3.6;
    const double leaked = cost_of(&route, 0.0).mpi_bound;
    CLOSE(leaked, bound, 1e-9);
    route.element[0].circulates = false;
    CU_ASSERT_FALSE(optical_route_is_bidirectional(&route));
    CLOSE(cost_of(&route, 0.0).mpi, 0.0, 0.0);
}

static void neighbours_leak_where_they_are_taken_apart(void)
{
    struct optics_passive mux = element(1.0, INFINITY);
    mux.neighbours = 2;
    mux.isolation = 20.0;
    struct optical_route route = {
        .n = 2, .element = {mux, mux}, .module_return_loss = INFINITY};
    const struct optical_cost cost = cost_of(&route, 1.0);
    CLOSE(cost.crosstalk_bound, -10.0 * log10(1.0 - 3.0 * 0.02), 1e-12);
    CU_ASSERT_TRUE(cost.crosstalk > 0.0 && cost.crosstalk < cost.crosstalk_bound);
    CLOSE(cost.mpi, 0.0, 0.0);
    CLOSE(cost.all, cost.crosstalk, 1e-12);
    route.element[0].isolation = 10.0; /* the multiplexer puts together           */
    CLOSE(cost_of(&route, 1.0).crosstalk, cost.crosstalk, 1e-12);
    route.element[1].isolation = 4.0; /* they close the eye                      */
    CU_ASSERT_TRUE(isinf(cost_of(&route, 1.0).all));
}

static const struct tap_case cases[] = {
    {"connectors have the bounds that are listed",
     connectors_have_the_bounds_that_are_listed},
    {"a switch takes its share of the budget", a_switch_takes_its_share_of_the_budget},
    {"own light comes back between circulators",
     own_light_comes_back_between_circulators},
    {"neighbours leak where they are taken apart",
     neighbours_leak_where_they_are_taken_apart},
};
TAP_MAIN("link/optical_route", cases)

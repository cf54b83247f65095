#include "config.h"

#include "net/net.h"

#include "tests/net/net_fixture.h"
#include "tests/tap.h"

#include <math.h>
#include <stdint.h>

static void skew_of_a_pair_turns_into_common_mode(void)
{
    /* Uncoupled legs with transmissions tp, tn: sdd21 = scc21 = (tp + tn)/2 and
     * scd21 = sdc21 = (tp - tn)/2, from d = (p - n)/sqrt 2 and c = (p + n)/sqrt 2. */
    const double complex tp = 0.83 * cexp(-2.1 * I), tn = 0.79 * cexp(-2.4 * I);
    struct net single, mixed;
    net_init(&single, 1, 4, 46.3, NULL);
    grid(&single);
    *net_s(&single, 0, 2, 0) = *net_s(&single, 0, 0, 2) = tp;
    *net_s(&single, 0, 3, 1) = *net_s(&single, 0, 1, 3) = tn;
    CU_ASSERT_EQUAL(net_mixed(&single, &mixed, NULL), LR_OK);
    CLOSE(cabs(*net_s(&mixed, 0, 1, 0) - 0.5 * (tp + tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 3, 2) - 0.5 * (tp + tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 3, 0) - 0.5 * (tp - tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 1, 2) - 0.5 * (tp - tn)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&mixed, 0, 0, 0)), 0.0, 0.0);
    CLOSE(mixed.zref[1], 92.6, 1e-12);
    CLOSE(mixed.zref[3], 23.15, 1e-12);
    net_free(&mixed);
    net_free(&single);
}

static void one_leg_alone_feeds_both_modes_with_their_signs(void)
{
    /* A unit wave into one leg is 1/sqrt 2 in both modes, on the n leg with d
     * reversed: S_pn = x gives sdd = -x/2, sdc = x/2, scd = -x/2, scc = x/2. */
    const double complex x = 0.31 - 0.17 * I;
    const double sign[2][2] = {{-1.0, 1.0}, {-1.0, 1.0}};
    struct net single, mixed;
    net_init(&single, 1, 2, 50.0, NULL);
    grid(&single);
    *net_s(&single, 0, 0, 1) = x;
    net_mixed(&single, &mixed, NULL);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            CLOSE(cabs(*net_s(&mixed, 0, i, j) - 0.5 * sign[i][j] * x), 0.0, 1e-16);
    net_free(&mixed);
    net_free(&single);
}

static void mixed_mode_and_back_is_the_identity(void)
{
    struct net single, mixed, back;
    net_init(&single, 3, 6, 50.0, NULL);
    fill(&single, 10);
    single.zref[2] = single.zref[3] = 42.5;
    CU_ASSERT_EQUAL(net_mixed(&single, &mixed, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_unmixed(&mixed, &back, NULL), LR_OK);
    CLOSE(distance(&single, &back), 0.0, 1e-15);
    double before = 0.0, after = 0.0;           /* the Frobenius norm is conserved */
    for (size_t l = 0; l < 3 * 36; l++) {
        before += creal(single.s[l] * conj(single.s[l]));
        after += creal(mixed.s[l] * conj(mixed.s[l]));
    }
    CLOSE(after, before, 1e-14);
    net_free(&back);
    net_free(&mixed);
    net_free(&single);
}

static void ports_that_form_no_pairs_are_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net three, four, out;
    net_init(&three, 1, 3, 50.0, NULL);
    net_init(&four, 1, 4, 50.0, NULL);
    CU_ASSERT_EQUAL(net_mixed(&three, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "3 ports do not form pairs");
    four.zref[3] = 42.5;
    CU_ASSERT_EQUAL(net_mixed(&four, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "the legs of pair 2 refer to 50 and 42.5 ohm; renormalise to one "
              "reference first");
    CU_ASSERT_EQUAL(net_unmixed(&four, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "the modes of pair 1 refer to 50 ohm differential and 50 ohm "
              "common; these must be 2 z and z/2");
    net_free(&four);
    net_free(&three);
}

static void a_match_seen_from_another_reference_is_minus_g(void)
{
    struct net load, out;
    net_init(&load, 1, 3, 50.0, NULL);
    grid(&load);
    CU_ASSERT_EQUAL(net_renormalise(&load, 72.3, &out, NULL), LR_OK);
    CLOSE(cabs(*net_s(&out, 0, 1, 1) + (72.3 - 50.0) / (72.3 + 50.0)), 0.0, 1e-15);
    CLOSE(cabs(*net_s(&out, 0, 1, 0)), 0.0, 0.0);
    CLOSE(out.zref[2], 72.3, 0.0);
    net_free(&out);
    net_free(&load);
}

static void a_line_in_its_own_reference_is_matched(void)
{
    const double complex p = 0.37 * cexp(-0.9 * I);
    const double rho = (72.3 - 50.0) / (72.3 + 50.0);
    struct net in_50, out;
    net_init(&in_50, 1, 2, 50.0, NULL);
    grid(&in_50);
    line(&in_50, 0, 1, p, rho);
    CU_ASSERT_EQUAL(net_renormalise(&in_50, 72.3, &out, NULL), LR_OK);
    CLOSE(cabs(out.s[0]), 0.0, 1e-15);
    CLOSE(cabs(out.s[1] - p), 0.0, 1e-15);
    net_free(&out);
    net_free(&in_50);
}

static void an_ideal_transformer_shows_the_squared_ratio(void)
{
    /* Perfect transmission between 50 and 72.3 ohm is a transformer; 50 ohm behind
     * it look like 50 * 50/72.3 ohm from port 1 and 72.3 ohm from port 2. */
    const double z1 = 50.0 * 50.0 / 72.3;
    struct net t, out;
    net_init(&t, 1, 2, 50.0, NULL);
    grid(&t);
    t.zref[1] = 72.3;
    t.s[1] = t.s[2] = 1.0;
    CU_ASSERT_EQUAL(net_renormalise(&t, 50.0, &out, NULL), LR_OK);
    CLOSE(creal(out.s[0]), (z1 - 50.0) / (z1 + 50.0), 1e-15);
    CLOSE(creal(out.s[3]), (72.3 - 50.0) / (72.3 + 50.0), 1e-15);
    CLOSE(creal(out.s[1]), sqrt(1.0 - creal(out.s[0]) * creal(out.s[0])), 1e-15);
    CLOSE(cabs(out.s[1] - out.s[2]), 0.0, 1e-15);
    net_free(&out);
    net_free(&t);
}

static void a_junction_is_the_same_in_every_reference(void)
{
    /* Three wires joined: S_ii = -1/3, S_ij = 2/3, whatever the common reference. */
    struct net junction, out;
    net_init(&junction, 1, 3, 50.0, NULL);
    grid(&junction);
    for (size_t l = 0; l < 9; l++)
        junction.s[l] = l % 4 ? 2.0 / 3.0 : -1.0 / 3.0;
    CU_ASSERT_EQUAL(net_renormalise(&junction, 37.1, &out, NULL), LR_OK);
    for (size_t l = 0; l < 9; l++)
        CLOSE(cabs(out.s[l] - junction.s[l]), 0.0, 1e-15);
    net_free(&out);
    net_free(&junction);
}

static void renormalising_there_and_back_is_the_identity(void)
{
    struct net net, there, back;
    net_init(&net, 3, 5, 50.0, NULL);
    fill(&net, 11);
    CU_ASSERT_EQUAL(net_renormalise(&net, 72.3, &there, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_renormalise(&there, 50.0, &back, NULL), LR_OK);
    CLOSE(distance(&net, &back), 0.0, 2e-15);
    net_free(&back);
    net_free(&there);
    net_free(&net);
}

static void every_port_may_have_a_reference_of_its_own(void)
{
    const double zref[3] = {72.3, 50.0, 37.1};
    struct net load, out;
    net_init(&load, 1, 3, 50.0, NULL);
    grid(&load);
    CU_ASSERT_EQUAL(net_renormalise_ports(&load, zref, &out, NULL), LR_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            const double g = i == j ? (zref[i] - 50.0) / (zref[i] + 50.0) : 0.0;
            CLOSE(cabs(*net_s(&out, 0, i, j) + g), 0.0, 1e-16);
        }
    for (size_t i = 0; i < 3; i++)
        CLOSE(out.zref[i], zref[i], 0.0);
    net_free(&out);
    net_free(&load);
}

static void a_plain_through_between_unlike_references_is_a_step(void)
{
    /* S11 = (z2 - z1)/(z2 + z1), S21 = 2 sqrt(z1 z2)/(z1 + z2). */
    const double zref[2] = {42.5, 72.3};
    struct net through, out;
    net_init(&through, 1, 2, 50.0, NULL);
    grid(&through);
    through.s[1] = through.s[2] = 1.0;
    CU_ASSERT_EQUAL(net_renormalise_ports(&through, zref, &out, NULL), LR_OK);
    CLOSE(cabs(out.s[0] - (72.3 - 42.5) / (72.3 + 42.5)), 0.0, 2e-16);
    CLOSE(cabs(out.s[3] + (72.3 - 42.5) / (72.3 + 42.5)), 0.0, 2e-16);
    CLOSE(cabs(out.s[1] - 2.0 * sqrt(42.5 * 72.3) / (72.3 + 42.5)), 0.0, 4e-16);
    CLOSE(cabs(out.s[2] - out.s[1]), 0.0, 2e-16);
    net_free(&out);
    net_free(&through);
}

static void unlike_references_there_and_back_are_the_identity(void)
{
    const double zref[5] = {72.3, 37.1, 50.0, 13.28, 100.0};
    struct net net, there, back;
    net_init(&net, 3, 5, 50.0, NULL);
    fill(&net, 13);
    net.zref[3] = 46.3;
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, zref, &there, NULL), LR_OK);
    CU_ASSERT_EQUAL(net_renormalise_ports(&there, net.zref, &back, NULL), LR_OK);
    CLOSE(distance(&net, &back), 0.0, 1e-14);
    net_free(&back);
    net_free(&there);
    net_free(&net);
}

static void impossible_references_of_one_port_are_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, out;
    const double negative[2] = {50.0, -72.3}, infinite[2] = {(double)INFINITY, 50.0};
    const double meets[2] = {42.5, 25.0};
    net_init(&net, 1, 2, 50.0, NULL);
    grid(&net);
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, negative, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "reference -72.3 ohm of port 2 is not positive");
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, infinite, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "reference inf ohm of port 1 is not positive");
    net.s[3] = -3.0;                    /* -25 ohm: meets 25 ohm */
    CU_ASSERT_EQUAL(net_renormalise_ports(&net, meets, &out, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "the network cannot be referred to 42.5 ohm at port 1 and 25 ohm "
              "at port 2, at 13.28 GHz: it is active there");
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
}

static void impossible_references_are_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, out;
    net_init(&net, 1, 1, 50.0, NULL);
    grid(&net);
    CU_ASSERT_EQUAL(net_renormalise(&net, -72.3, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "reference -72.3 ohm is not positive");
    CU_ASSERT_EQUAL(net_renormalise(&net, (double)NAN, &out, &err), LR_EDOMAIN);
    net.s[0] = -3.0;                    /* -25 ohm: meets 25 ohm */
    CU_ASSERT_EQUAL(net_renormalise(&net, 25.0, &out, &err), LR_ENUMERIC);
    SAME_TEXT(err.text, "the network cannot be referred to 25 ohm at 13.28 GHz: it is "
              "active there");
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
}

static void reordering_moves_references_and_drops_ports(void)
{
    const size_t order[] = {3, 0};
    struct net net, out;
    net_init(&net, 2, 4, 50.0, NULL);
    fill(&net, 12);
    net.zref[3] = 42.5;
    CU_ASSERT_EQUAL(net_reorder(&net, order, 2, &out, NULL), LR_OK);
    CU_ASSERT_EQUAL(out.np, 2);
    CLOSE(out.zref[0], 42.5, 0.0);
    CLOSE(out.freq[1], 26.56e9, 0.0);
    CLOSE(cabs(*net_s(&out, 1, 0, 1) - *net_s(&net, 1, 3, 0)), 0.0, 0.0);
    CLOSE(cabs(*net_s(&out, 1, 0, 0) - *net_s(&net, 1, 3, 3)), 0.0, 0.0);
    net_free(&out);
    net_free(&net);
}

static void a_network_too_large_for_memory_is_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net;
    CU_ASSERT_EQUAL(net_init(&net, SIZE_MAX / 4, 8, 50.0, &err), LR_EMEMORY);
    SAME_TEXT(err.text, "out of memory for a network");
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"skew of a pair turns into common mode", skew_of_a_pair_turns_into_common_mode},
    {"one leg alone feeds both modes with their signs",
     one_leg_alone_feeds_both_modes_with_their_signs},
    {"mixed mode and back is the identity and conserves power",
     mixed_mode_and_back_is_the_identity},
    {"ports that form no pairs are refused", ports_that_form_no_pairs_are_refused},
    {"a match seen from another reference is -G",
     a_match_seen_from_another_reference_is_minus_g},
    {"a line in its own reference is matched", a_line_in_its_own_reference_is_matched},
    {"an ideal transformer shows the squared ratio",
     an_ideal_transformer_shows_the_squared_ratio},
    {"a junction is the same in every reference",
     a_junction_is_the_same_in_every_reference},
    {"renormalising there and back is the identity",
     renormalising_there_and_back_is_the_identity},
    {"every port may have a reference of its own",
     every_port_may_have_a_reference_of_its_own},
    {"a plain through between unlike references is a step",
     a_plain_through_between_unlike_references_is_a_step},
    {"unlike references there and back are the identity",
     unlike_references_there_and_back_are_the_identity},
    {"impossible references of one port are refused",
     impossible_references_of_one_port_are_refused},
    {"impossible references are refused", impossible_references_are_refused},
    {"reordering moves references and drops ports",
     reordering_moves_references_and_drops_ports},
    {"a network too large for memory is refused",
     a_network_too_large_for_memory_is_refused},
};
TAP_MAIN("net/net", cases)

#include "config.h"

#include "net/lanes.h"

#include "net/ports.h"
#include "net/touchstone.h"
#include "tests/tap.h"

#include <math.h>

/* S11 and S21 of a line in 50 ohm, by its echoes between the ends: e is one way, g the
 * reflection of zc. */
static void line(double zc, double f, double complex *s11, double complex *s21)
{
    const double g = (zc - 50.0) / (zc + 50.0);
    const double complex e = cexp(-0.13 * sqrt(f / 1e9) - I * 6.283185307179586 * f *
                                  1.13e-9);
    *s11 = g * (1.0 - e * e) / (1.0 - g * g * e * e);
    *s21 = e * (1.0 - g * g) / (1.0 - g * g * e * e);
}

/* A pair 13-24 whose even and odd mode have zc = even and odd [ohm], each leg half
 * their sum and difference; port 4 is `skew` [s] further away. */
static void pair(struct net *net, double even, double odd, double skew)
{
    net_init(net, 80, 4, 50.0, NULL);
    for (size_t k = 0; k < net->nf; k++) {
        double complex e[2], o[2];
        net->freq[k] = 0.61e9 * (double)k;
        line(even, net->freq[k], &e[0], &e[1]);
        line(odd, net->freq[k], &o[0], &o[1]);
        const double complex late = cexp(-I * 6.283185307179586 * net->freq[k] * skew);
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++) {
                const size_t far = i % 2 != j % 2;
                const double sign = i / 2 == j / 2 ? 1.0 : -1.0;
                *net_s(net, k, i, j) = 0.5 * (e[far] + sign * o[far]) *
                                       (i == 3 ? late : 1.0) * (j == 3 ? late : 1.0);
            }
    }
}

/* Whether a pair 13-24, and its mixed-mode version, look mixed. */
static void looks(const struct net *net, bool legs, bool modes)
{
    struct net mixed;
    struct port_map map;
    char reason[160] = "";
    ports_parse("13-24", &map, NULL);
    CU_ASSERT_EQUAL(ports_mixed(net, &map, &mixed, NULL), LR_OK);
    CU_ASSERT_EQUAL(lanes_looks_mixed(net, reason, sizeof reason), legs);
    CU_ASSERT_EQUAL(*reason != '\0', legs);
    CU_ASSERT_EQUAL(lanes_looks_mixed(&mixed, reason, sizeof reason), modes);
    net_free(&mixed);
}

static void modes_of_a_coupled_pair_look_mixed_and_its_legs_do_not(void)
{
    struct net net;
    pair(&net, 61.3, 43.7, 0.0);
    looks(&net, false, true);
    net_free(&net);
    pair(&net, 58.9, 46.1, 3.7e-12);
    looks(&net, false, true);
    net_free(&net);
    pair(&net, 43.7, 61.3, 0.0);        /* an odd mode above the even one */
    looks(&net, false, true);
    net_free(&net);
}

static void the_reason_gives_the_numbers(void)
{
    struct net net, mixed;
    struct port_map map;
    char reason[160] = "";
    pair(&net, 58.9, 46.1, 3.7e-12);
    ports_parse("13-24", &map, NULL);
    ports_mixed(&net, &map, &mixed, NULL);
    CU_ASSERT(lanes_looks_mixed(&mixed, reason, sizeof reason));
    /* -22.072 and -58.715 dB from the chain matrices of the same lines, by numpy */
    SAME_TEXT(reason, "up to 4.27 GHz ports 1 and 3, 2 and 4 reflect differently, half "
                      "the difference -22.1 dB, but couple by only -58.7 dB; modes do "
                      "so, legs of a pair do not");
    net_free(&mixed);
    net_free(&net);
}

static void a_pair_without_coupling_tells_nothing(void)
{
    /* Modes alike, legs alike: no difference, no coupling; a calibration's rest (46 dB
     * down) on one leg is not enough to speak.  Two unlike lines are modes to the eye:
     * the limit of the method. */
    struct net net;
    char reason[160];
    pair(&net, 46.1, 46.1, 3.7e-12);
    looks(&net, false, false);
    for (size_t k = 0; k < net.nf; k++)
        *net_s(&net, k, 0, 0) += 0.005;
    looks(&net, false, false);
    net_free(&net);
    pair(&net, 61.3, 43.7, 0.0);
    for (size_t k = 0; k < net.nf; k++)
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++) {
                double complex s[2];
                line(i / 2 ? 61.3 : 43.7, net.freq[k], &s[0], &s[1]);
                *net_s(&net, k, i, j) = i / 2 == j / 2 ? s[i != j] : 0.0;
            }
    CU_ASSERT(lanes_looks_mixed(&net, reason, sizeof reason));
    net_free(&net);
}

static void unlike_reflection_must_be_twice_the_coupling(void)
{
    /* Half the difference is 0.1; 0.0513 is 5.8 dB below, 0.0487 6.25 dB. */
    struct net net;
    char reason[160];
    net_init(&net, 1, 4, 50.0, NULL);
    net.freq[0] = 13.28e6;
    for (size_t i = 0; i < 2; i++) {
        *net_s(&net, 0, i, i) = 0.17 * I;
        *net_s(&net, 0, i + 2, i + 2) = -0.03 * I;
        *net_s(&net, 0, i, i + 2) = *net_s(&net, 0, i + 2, i) = 0.0513;
    }
    CU_ASSERT(!lanes_looks_mixed(&net, reason, sizeof reason));
    for (size_t i = 0; i < 2; i++)
        *net_s(&net, 0, i, i + 2) = *net_s(&net, 0, i + 2, i) = 0.0487;
    CU_ASSERT(lanes_looks_mixed(&net, reason, sizeof reason));
    SAME_TEXT(reason, "up to 0.01328 GHz ports 1 and 3, 2 and 4 reflect differently, "
                      "half the difference -20.0 dB, but couple by only -26.2 dB; "
                      "modes do so, legs of a pair do not");
    net_free(&net);
}

static void a_pair_numbered_12_34_never_looks_mixed(void)
{
    /* S31 is a through path there, more than any difference. */
    static const size_t order[] = {0, 2, 1, 3};
    struct net net, renumbered;
    char reason[160];
    pair(&net, 61.3, 43.7, 0.0);
    net_reorder(&net, order, 4, &renumbered, NULL);
    CU_ASSERT(!lanes_looks_mixed(&renumbered, reason, sizeof reason));
    net_free(&renumbered);
    net_free(&net);
}

static void only_finite_4_ports_can_look_mixed(void)
{
    struct net net, mixed;
    struct port_map map;
    char reason[160];
    net_init(&net, 3, 8, 50.0, NULL);
    CU_ASSERT(!lanes_looks_mixed(&net, reason, sizeof reason));
    net_free(&net);
    net_init(&net, 0, 4, 50.0, NULL);
    CU_ASSERT(!lanes_looks_mixed(&net, reason, sizeof reason));
    net_free(&net);
    pair(&net, 61.3, 43.7, 0.0);
    ports_parse("13-24", &map, NULL);
    ports_mixed(&net, &map, &mixed, NULL);
    *net_s(&mixed, 3, 2, 2) = (double)NAN;
    CU_ASSERT(!lanes_looks_mixed(&mixed, reason, sizeof reason));
    net_free(&mixed);
    net_free(&net);
}

/* A reference file does not look mixed, its mixed-mode version does. */
static void real_file(const char *name)
{
    const char *path = tap_reference(name);
    struct net net, mixed;
    struct port_map map;
    char reason[160] = "";
    if (!path)
        return;
    CU_ASSERT_EQUAL_FATAL(touchstone_read(path, &net, NULL), LR_OK);
    CU_ASSERT(!lanes_looks_mixed(&net, reason, sizeof reason));
    CU_ASSERT_EQUAL(ports_detect(&net, name, &map, NULL), LR_OK);
    CU_ASSERT_EQUAL(ports_mixed(&net, &map, &mixed, NULL), LR_OK);
    CU_ASSERT(lanes_looks_mixed(&mixed, reason, sizeof reason));
    net_free(&mixed);
    net_free(&net);
}

static void the_chip_to_module_channel_is_single_ended(void)
{
    real_file("channels/C2M__Z100_IL14_WC_BOR_H_L_H_THRU.s4p");
}

static void the_backplane_example_is_single_ended(void)
{
    real_file("channels/example2_THRU.s4p");
}

static void the_measured_cable_is_single_ended(void)
{
    real_file("channels/CABLE1_TX_pair.s4p");
}

static void the_differential_fixture_is_single_ended(void)
{
    real_file("channels/diff_fdf_with_connectors.s4p");
}

static const struct tap_case cases[] = {
    {"the modes of a coupled pair look mixed and its legs do not",
     modes_of_a_coupled_pair_look_mixed_and_its_legs_do_not},
    {"the reason gives the numbers", the_reason_gives_the_numbers},
    {"a pair without coupling tells nothing", a_pair_without_coupling_tells_nothing},
    {"unlike reflection must be twice the coupling",
     unlike_reflection_must_be_twice_the_coupling},
    {"a pair numbered 12-34 never looks mixed", a_pair_numbered_12_34_never_looks_mixed},
    {"only finite 4-ports can look mixed", only_finite_4_ports_can_look_mixed},
    {"the chip-to-module channel is single-ended",
     the_chip_to_module_channel_is_single_ended},
    {"the backplane example is single-ended", the_backplane_example_is_single_ended},
    {"the measured cable is single-ended", the_measured_cable_is_single_ended},
    {"the differential fixture is single-ended",
     the_differential_fixture_is_single_ended},
};
TAP_MAIN("net/lanes_mixed", cases)

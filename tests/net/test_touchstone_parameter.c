#include "config.h"

#include "tests/net/touchstone_fixture.h"

/* A 2-port file with this option line and this matrix, in the order of the file. */
static void two_port(const char *option, const double complex m[4], struct net *net)
{
    char text[1024];
    int n = snprintf(text, sizeof text, "%s\n", option);
    for (int k = 1; k <= 2; k++) {
        n += snprintf(text + n, sizeof text - (size_t)n, "%d", k);
        for (int i = 0; i < 4; i++)
            n += snprintf(text + n, sizeof text - (size_t)n, " %.17g %.17g", creal(m[i]),
                          cimag(m[i]));
        n += snprintf(text + n, sizeof text - (size_t)n, "\n");
    }
    char note[128];
    snprintf(note, sizeof note, "x.s2p: its %c-parameters are taken as normalised to R = "
             "46.3 ohm, as version 1 wants them", option[6]);
    noted("x.s2p", text, NOTE_ASSUMPTION, note, net);
}

static void is_symmetric(const struct net *net, double complex s11, double complex s21)
{
    CLOSE(cabs(*net_s(net, 1, 0, 0) - s11), 0.0, 3e-16);
    CLOSE(cabs(*net_s(net, 1, 1, 1) - s11), 0.0, 3e-16);
    CLOSE(cabs(*net_s(net, 1, 1, 0) - s21), 0.0, 3e-16);
    CLOSE(cabs(*net_s(net, 1, 0, 1) - s21), 0.0, 3e-16);
}

static const double zref = 46.3;

static void a_shunt_impedance_reads_the_same_from_z_and_from_g(void)
{
    /* Z across the line: S11 = -z/(z + 2 Z), S21 = 2 Z/(z + 2 Z); any text book.  All of
     * its Z_ij are Z; I1 = V1/Z - I2 and V2 = V1, so G = (1/Z, -1; 1, 0). */
    const double complex z = 17.1 - 72.3 * I, r = z / zref;
    const double complex s11 = -1.0 / (1.0 + 2.0 * r), s21 = 2.0 * r / (1.0 + 2.0 * r);
    struct net net;
    two_port("# GHz Z RI R 46.3", (double complex[]){r, r, r, r}, &net);
    is_symmetric(&net, s11, s21);
    net_free(&net);
    two_port("# GHz G RI R 46.3", (double complex[]){1.0 / r, 1.0, -1.0, 0.0}, &net);
    is_symmetric(&net, s11, s21);
    CLOSE(net.zref[0], zref, 0.0);
    net_free(&net);
}

static void a_series_impedance_reads_the_same_from_y_and_from_h(void)
{
    /* Z along the line: S11 = Z/(Z + 2 z), S21 = 2 z/(Z + 2 z).  Y = (1, -1; -1, 1)/Z;
     * V1 = Z I1 + V2 and I2 = -I1, so H = (Z, 1; -1, 0). */
    const double complex z = 17.1 - 72.3 * I, r = z / zref;
    const double complex s11 = r / (r + 2.0), s21 = 2.0 / (r + 2.0);
    struct net net;
    two_port("# GHz Y RI R 46.3", (double complex[]){1 / r, -1 / r, -1 / r, 1 / r}, &net);
    is_symmetric(&net, s11, s21);
    net_free(&net);
    two_port("# GHz H RI R 46.3", (double complex[]){r, -1.0, 1.0, 0.0}, &net);
    is_symmetric(&net, s11, s21);
    net_free(&net);
}

static void version_two_holds_ohms_and_a_reference_for_each_port(void)
{
    /* Z along the line between references z1 and z2: S11 = (Z + z2 - z1)/(Z + z1 + z2),
     * S22 by exchange, S21 = 2 sqrt(z1 z2)/(Z + z1 + z2). */
    static const char *const files[] = {
        "Y RI\n[Number of Ports] 2\n[Matrix Format] Lower\n",
        "1 .04 0 -.04 0 .04 0\n2 .04 0 -.04 0 .04 0\n",
        "H RI\n[Number of Ports] 2\n[Two-Port Data Order] 12_21\n",
        "1 25 0 1 0 -1 0 0 0\n2 25 0 1 0 -1 0 0 0\n",
        "G RI\n[Number of Ports] 2\n[Two-Port Data Order] 12_21\n",
        "1 0 0 -1 0 1 0 25 0\n2 0 0 -1 0 1 0 25 0\n",
    };
    const double z = 25.0, z1 = 42.5, z2 = 75.3, sum = z + z1 + z2;
    for (size_t i = 0; i < 6; i += 2) {
        char text[512];
        struct net net;
        snprintf(text, sizeof text, "[Version] 2.0\n# %s[Reference] 42.5 75.3\n[Number "
                 "of Frequencies] 2\n[Network Data]\n%s[End]\n", files[i], files[i + 1]);
        noted("x.ts", text, NOTE_ASSUMPTION, "", &net);
        CLOSE(creal(*net_s(&net, 1, 0, 0)), (z + z2 - z1) / sum, 3e-16);
        CLOSE(creal(*net_s(&net, 1, 1, 1)), (z + z1 - z2) / sum, 3e-16);
        CLOSE(creal(*net_s(&net, 1, 1, 0)), 2.0 * sqrt(z1 * z2) / sum, 3e-16);
        CLOSE(creal(*net_s(&net, 1, 0, 1)), 2.0 * sqrt(z1 * z2) / sum, 3e-16);
        net_free(&net);
    }
    struct net net;
    CU_ASSERT_EQUAL(
        read_as("x.ts", "[Version] 2.0\n# Z MA\n[Number of Ports] 1\n[Reference] 42.5\n"
                "[Number of Frequencies] 2\n[Network Data]\n1 30 90\n2 42.5 0\n[End]\n",
                &net, NULL), LR_OK);
    CLOSE(cabs(net.s[0] - (30.0 * I - 42.5) / (30.0 * I + 42.5)), 0.0, 3e-16);
    CLOSE(cabs(net.s[1]), 0.0, 2e-16);
    net_free(&net);
}

static void a_star_of_three_resistors_is_a_matched_splitter(void)
{
    /* Three resistors z/3 in a star: normalised Y = 3 - J (J all ones), S_ii = 0,
     * S_ij = 1/2; Pozar's resistive divider. */
    struct net net;
    CU_ASSERT_EQUAL(read_as("x.s3p", "# Y RI\n1 2 0 -1 0 -1 0\n-1 0 2 0 -1 0\n-1 0 -1 0 "
                            "2 0\n2 2 0 -1 0 -1 0 -1 0 2 0 -1 0 -1 0 -1 0 2 0\n", &net,
                            NULL), LR_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            CLOSE(cabs(*net_s(&net, 0, i, j) - (i == j ? 0.0 : 0.5)), 0.0, 2e-16);
    net_free(&net);
}

static void parameters_without_s_are_refused_with_their_frequency(void)
{
    refused("x.s1p", "# MHz Z RI R 50\n3 1 0\n4.5 -1 0\n",
            "x.s1p:3:1: the Z-parameters at 4.5 MHz have no S-parameters: the system to "
            "solve is singular");
    refused("x.s2p", "# Y RI R 50\n3 -1 0 0 0 0 0 2 0\n4 1 0 0 0 0 0 1 0\n",
            "x.s2p:2:1: the Y-parameters at 3 GHz have no S-parameters: the system to "
            "solve is singular");
    refused("x.s3p", "# GHz G RI\n1 0 0\n", "x.s3p:1:7: G-parameters are those of 2 "
            "ports, the file has 3");
}

static void angles_come_out_to_the_last_digits(void)
{
    /* The C library's cos and sin of the angle brought to (-360, 360) degrees, which is
     * exact; multiples of 90 degrees are exact by definition. */
    uint64_t state = 72;
    char text[256];
    struct net net;
    for (size_t i = 0; i < 2000; i++) {
        const double angle = noise(&state) * (i % 2 ? 1e4 : 180.0);
        snprintf(text, sizeof text, "# MA\n1 1 %.17g\n2 1 %zu\n", angle, 90 * (i % 9));
        CU_ASSERT_EQUAL(read_as("x.s1p", text, &net, NULL), LR_OK);
        const long double degrees = fmodl((long double)angle, 360.0L);
        const long double want = degrees / 180.0L * acosl(-1.0L);
        CLOSE(creal(net.s[0]), (double)cosl(want), 2e-16);
        CLOSE(cimag(net.s[0]), (double)sinl(want), 2e-16);
        static const int turn[] = {1, 0, -1, 0, 1};
        CLOSE(creal(net.s[1]), turn[i % 9 % 4], 0.0);
        CLOSE(cimag(net.s[1]), turn[(i % 9 + 3) % 4], 0.0);
        net_free(&net);
    }
    CU_ASSERT_EQUAL(read_as("x.s1p", "# MA\n1 1 -3.6e20\n2 1 1e300\n", &net, NULL),
                    LR_OK);
    CLOSE(creal(net.s[0]), 1.0, 1e-15);
    CLOSE(cabs(net.s[1]), 1.0, 1e-15);
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"a shunt impedance reads the same from Z and from G",
     a_shunt_impedance_reads_the_same_from_z_and_from_g},
    {"a series impedance reads the same from Y and from H",
     a_series_impedance_reads_the_same_from_y_and_from_h},
    {"version 2 holds ohms and a reference for each port",
     version_two_holds_ohms_and_a_reference_for_each_port},
    {"a star of three resistors is a matched splitter",
     a_star_of_three_resistors_is_a_matched_splitter},
    {"parameters without S are refused with their frequency",
     parameters_without_s_are_refused_with_their_frequency},
    {"angles come out to the last digits", angles_come_out_to_the_last_digits},
};
TAP_MAIN("net/touchstone_parameter", cases)

#include "config.h"

#include "tests/net/touchstone_fixture.h"

/* A file of version 2 with these lines between the port count and the data. */
static const char *version_two(const char *ports, const char *lines, const char *data)
{
    static char text[4096];
    snprintf(text, sizeof text, "[Version] 2.0\n# GHz S RI R 46.3\n[Number of Ports] %s\n"
             "[Number of Frequencies] 2\n%s[Network Data]\n%s[End]\n", ports, lines,
             data);
    return text;
}

static const char two[] = "0.7  0.11 0.12  0.21 0.22  -0.13 -0.14  0.41 -0.42\n"
                          "13.28  0.51 0.52  0.61 0.62  0.71 0.72  0.81 2.5e-3\n";

static void two_port_rows_run_as_the_file_says(void)
{
    struct net net;
    noted("x.ts", version_two("2", "[Two-Port Data Order] 12_21\n", two), NOTE_WARNING,
          "", &net);
    CLOSE(cabs(*net_s(&net, 0, 0, 1) - (0.21 + 0.22 * I)), 0.0, 0.0);
    CLOSE(net.freq[1], 13.28e9, 1e-5);
    CLOSE(net.zref[1], 46.3, 0.0);
    net_free(&net);
    noted("x.s2p", version_two("2", "[two-port DATA order] 21_12\n", two), NOTE_WARNING,
          "", &net);
    CLOSE(cabs(*net_s(&net, 0, 1, 0) - (0.21 + 0.22 * I)), 0.0, 0.0);
    net_free(&net);
    noted("x.s2p", version_two("2", "", two), NOTE_WARNING,
          "x.s2p:5: [Two-Port Data Order] is missing; 21_12 is assumed: rows run S11 S21 "
          "S12 S22", &net);
    CLOSE(cabs(*net_s(&net, 1, 1, 0) - (0.61 + 0.62 * I)), 0.0, 0.0);
    net_free(&net);
    noted("x.ts", version_two("1", "[Two-Port Data Order] 12_21\n", "1 .1 0\n2 .2 0\n"),
          NOTE_WARNING, "x.ts: [Two-Port Data Order] is ignored: the file has 1 ports",
          &net);
    net_free(&net);
}

static void triangles_are_mirrored(void)
{
    /* Lower rows 11 | 21 22 | 31 32 33, upper 11 12 13 | 22 23 | 33, by position. */
    static const char *const files[][2] = {
        {"[Matrix Format] Lower\n", "1 11 0 21 .5\n22 0 31 0 32 0 33 0\n"
                                    "2 11 0 21 .5 22 0 31 0 32 0 33 0\n"},
        {"[Matrix Format] UPPER\n", "1 11 0 21 .5 31 0 22 0 32 0 33 0\n"
                                    "2 11 0 21 .5 31 0 22 0 32 0 33 0\n"},
    };
    static const double want[3][3] = {{11, 21, 31}, {21, 22, 32}, {31, 32, 33}};
    for (size_t f = 0; f < 2; f++) {
        struct net net;
        noted("x.s3p", version_two("3", files[f][0], files[f][1]), NOTE_WARNING, "",
              &net);
        for (size_t i = 0; i < 3; i++)
            for (size_t j = 0; j < 3; j++)
                CLOSE(creal(*net_s(&net, 1, i, j)), want[i][j], 0.0);
        CLOSE(cimag(*net_s(&net, 0, 0, 1)), 0.5, 0.0);
        net_free(&net);
    }
    /* A triangle of two ports has no order to say. */
    struct net net;
    noted("x.s2p", version_two("2", "[Matrix Format] Upper\n",
                               "1 1 0 2 0 3 0\n2 1 0 2 0 3 0\n"), NOTE_WARNING, "", &net);
    CLOSE(creal(*net_s(&net, 1, 1, 0)), 2.0, 0.0);
    CLOSE(creal(*net_s(&net, 1, 1, 1)), 3.0, 0.0);
    net_free(&net);
}

static void references_may_wrap_and_stand_between_comments(void)
{
    struct net net;
    noted("dir/Y.TS", "! Ansys\n[Version] 2.0\n! before\n#MHz ri\n\n! more\n"
          "[Number of Ports] 3 ! three\n[Number of Frequencies]2\n"
          "[Reference] 42.5 ! the first\n! and\n 75\n\t33.3\n[Begin Information]\n"
          "[Manufacturer] nobody\n# kHz\n1 2 3 banana\n[End Information]\n"
          "[ Network   Data ]\n1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
          "2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n[End]\nwhatever follows\n",
          NOTE_WARNING, "", &net);
    CU_ASSERT_EQUAL(net.np, 3);
    CLOSE(net.zref[0], 42.5, 0.0);
    CLOSE(net.zref[1], 75.0, 0.0);
    CLOSE(net.zref[2], 33.3, 0.0);
    CLOSE(net.freq[1], 2e6, 0.0);
    net_free(&net);
}

static void noise_data_and_a_missing_end_are_told(void)
{
    struct net net;
    noted("x.ts", version_two("1", "[Number of Noise Frequencies] 2\n",
                              "1 .1 0\n2 .2 0\n[Noise Data]\n1 2 3 4 5\n2 2 3 4 5\n"),
          NOTE_WARNING, "x.ts:9: a noise block of 2 points is left out", &net);
    CU_ASSERT_EQUAL(net.nf, 2);
    net_free(&net);
    noted("x.ts", "[Version] 2.1\n#\n[Number of Ports] 1\n[Number of Frequencies] 2\n"
          "[Network Data]\n1 .1 0\n2 .2 0\n", NOTE_WARNING,
          "x.ts: [End] is missing behind the data", &net);
    net_free(&net);
}

static void mixed_mode_comes_back_single_ended(void)
{
    /* Five ports: pairs 2,4 and 5,1 and the single port 3, in an order of their own.
     * The modes of a random S by M S M^T with the definition d = (p - n)/sqrt(2),
     * c = (p + n)/sqrt(2), multiplied out here. */
    static const char order[] = "[Mixed-Mode Order] C5,1 D2,4\n S3 D5,1 c4,2\n";
    static const double m[5][5] = {
        {1, 0, 0, 0, 1}, {0, 1, 0, -1, 0}, {0, 0, 0, 0, 0}, {-1, 0, 0, 0, 1},
        {0, 1, 0, 1, 0}};
    struct net net, back;
    noise_net(2, 5, 3, &net);
    char data[4096] = "";
    for (size_t k = 0; k < 2; k++) {
        sprintf(data + strlen(data), "%zu", k + 1);
        for (size_t a = 0; a < 5; a++)
            for (size_t b = 0; b < 5; b++) {
                double complex s = 0.0;
                for (size_t p = 0; p < 5; p++)
                    for (size_t q = 0; q < 5; q++)
                        s += (a == 2 ? (double)(p == 2) : sqrt(0.5) * m[a][p]) *
                             (b == 2 ? (double)(q == 2) : sqrt(0.5) * m[b][q]) *
                             *net_s(&net, k, p, q);
                sprintf(data + strlen(data), " %.17g %.17g", creal(s), cimag(s));
            }
        strcat(data, "\n");
    }
    noted("x.ts", version_two("5", order, data), NOTE_ASSUMPTION,
          "x.ts: mixed-mode data are turned back to single-ended ports, differential "
          "modes on 2 z and common ones on z/2 of the ports' references z", &back);
    for (size_t l = 0; l < 50; l++)
        CLOSE(cabs(back.s[l] - net.s[l]), 0.0, 1e-15);
    for (size_t i = 0; i < 5; i++)
        CLOSE(back.zref[i], 46.3, 0.0);
    net_free(&back);
    net_free(&net);
}

static void mixed_mode_impedances_refer_to_the_modes(void)
{
    /* Two separate loads of 30 and 70 ohm: in single-ended ports Z = diag(30, 70), so by
     * Vd = V1 - V2, Id = (I1 - I2)/2, Vc = (V1 + V2)/2, Ic = I1 + I2: Zdd = 100,
     * Zdc = Zcd = (30 - 70)/2 = -20, Zcc = 25.  S_ii = (Z - z)/(Z + z), z = 46.3. */
    struct net net;
    CU_ASSERT_EQUAL(
        read_as("x.ts", "[Version] 2.0\n# Z RI R 46.3\n[Number of Ports] 2\n"
                "[Two-Port Data Order] 12_21\n[Number of Frequencies] 2\n"
                "[Mixed-Mode Order] D1,2 C1,2\n[Network Data]\n1 100 0 -20 0 -20 0 25 0\n"
                "2 100 0 -20 0 -20 0 25 0\n[End]\n", &net, NULL), LR_OK);
    CLOSE(creal(*net_s(&net, 1, 0, 0)), (30 - 46.3) / (30 + 46.3), 1e-15);
    CLOSE(creal(*net_s(&net, 1, 1, 1)), (70 - 46.3) / (70 + 46.3), 1e-15);
    CLOSE(cabs(*net_s(&net, 1, 0, 1)), 0.0, 1e-15);
    net_free(&net);
}

static void wrong_modes_are_refused_where_they_stand(void)
{
    static const struct {
        const char *modes, *message;
    } files[] = {
        {"D1,2 C1,2", "5:1: [Mixed-Mode Order] has 2 of its 3 modes; write one for each "
                      "port, D1,2 C1,2 S3"},
        {"D1,2 C1,2 S3 S1", "4:33: 'S1' is too many behind [Mixed-Mode Order]; write one "
                            "mode for each of the 3 ports"},
        {"D1,2 C1,2 S4", "4:30: 'S4' is no mode of 3 ports; write D1,2 C1,2 for a pair, "
                         "S3 for a single port"},
        {"D1,1 C1,2 S3", "4:20: 'D1,1' is no mode of 3 ports; write D1,2 C1,2 for a "
                         "pair, S3 for a single port"},
        {"X1,2 C1,2 S3", "4:20: 'X1,2' is no mode of 3 ports; write D1,2 C1,2 for a "
                         "pair, S3 for a single port"},
        {"D1,2 C1,3 S3", "4:25: 'C1,3' takes a port that stands in mode 1; each port "
                         "belongs to one S, or to the D and the C of one pair"},
        {"D1,2 S3 D2,1", "4:28: 'D2,1' takes a port that stands in mode 1; each port "
                         "belongs to one S, or to the D and the C of one pair"},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char text[512], message[512];
        snprintf(text, sizeof text, "[Version] 2.0\n# RI\n[Number of Ports] 3\n"
                 "[Mixed-Mode Order] %s\n[Number of Frequencies] 2\n", files[i].modes);
        snprintf(message, sizeof message, "x.ts:%s", files[i].message);
        refused("x.ts", text, message);
    }
    refused("x.ts", version_two("2", "[Mixed-Mode Order] D1,2 C1,2\n[Reference] 50 51\n"
                                "[Two-Port Data Order] 21_12\n", two),
            "x.ts: ports 1 and 2 form a pair and refer to 50 and 51 ohm; the references "
            "of a pair must be equal");
    refused("x.ts", "[Version] 2.0\n# RI H\n[Number of Ports] 2\n"
            "[Number of Frequencies] 2\n[Mixed-Mode Order] D1,2 C1,2\n"
            "[Two-Port Data Order] 21_12\n[Network Data]\n",
            "x.ts:2:6: H-parameters have no mixed mode; use S, Y or Z");
}

static void what_a_file_of_version_two_lacks_is_named(void)
{
    refused("x.s4p", "[Version] 2.0\n# GHz S RI R 50\n[Number of Frequencies] 3\n"
            "[Network Data]\n0.1 0 0\n[End]\n",
            "x.s4p:4:1: [Number of Ports] is missing before the data; write one like "
            "[Number of Ports] 4");
    refused("x.s1p", "[Version] 2.0\n# GHz S RI R 50\n[Number of Ports] 1\n"
            "[Network Data]\n0.1 0 0\n[End]\n",
            "x.s1p:4:1: [Number of Frequencies] is missing before the data; write one "
            "like [Number of Frequencies] 1001");
    refused("x.s1p", "[Version] 2.0\n[Number of Ports] 1\n[Number of Frequencies] 2\n"
            "[Network Data]\n", "x.s1p:4:1: no option line before the data; write one "
            "like # GHz S RI R 50 behind [Version] 2.0");
    refused("x.s1p", "[Version] 2.0\n#\n", "x.s1p:3:1: [Network Data] is missing");
    refused("x.s1p", "#\n[Number of Ports] 1\n",
            "x.s1p:2:1: [Number of Ports] in a file of version 1; a file with keywords "
            "begins with [Version] 2.0");
    refused("x.s1p", "[Version]\n", "x.s1p:1:1: [Version] has no value; write [Version] "
            "2.0");
    refused("x.s1p", "[Version] 3.0\n", "x.s1p:1:11: [Version] '3.0' is none of 2.0, "
            "2.1; did you mean '2.0'?");
    refused("x.ts", version_two("1", "", ""), "x.ts:6:1: no data behind [Network Data]");
    refused("x.ts", "[Version] 2.0\n#\n[Number of Ports] 1\n[Begin Information]\n[End]\n",
            "x.ts:4:1: [Begin Information] has no [End Information]");
}

static void counts_must_agree_with_the_data(void)
{
    refused("x.s4p", version_two("2", "", two),
            "x.s4p:3:19: [Number of Ports] is 2, the extension .s4p says 4; rename the "
            "file to .s2p or .ts");
    refused("x.ts", version_two("0", "", two),
            "x.ts:3:19: [Number of Ports] '0' is not a whole number from 1 to 999");
    refused("x.ts", version_two("2.0", "", two),
            "x.ts:3:19: [Number of Ports] '2.0' is not a whole number from 1 to 999");
    refused("x.ts", version_two("1000", "", two),
            "x.ts:3:19: [Number of Ports] '1000' is not a whole number from 1 to 999");
    refused("x.ts", version_two("2 3", "", two),
            "x.ts:3:21: '3' is too many behind [Number of Ports]; write [Number of "
            "Ports] 4");
    refused("x.ts", version_two("1", "", "1 0 0\n2 0 0\n3 0 0\n"),
            "x.ts:4:25: [Number of Frequencies] is 2, the data hold 3; correct it, or "
            "the file is damaged");
    refused("x.ts", version_two("2", "[Two-Port Data Order] 21_12\n",
                                "1 0 0\n2 0 0\n3 0 0\n4 0 0\n5 0 0\n"),
            "x.ts: the data are those of 1 ports, not of 2; correct [Number of Ports]");
    refused("x.ts", version_two("1", "", "1 0 0\n2 0\n"),
            "x.ts:7:1: the last point is cut short: it has 2 of its 3 numbers, 1 "
            "missing");
    refused("x.ts", version_two("2", "[Two-Port Data Order] 11_22\n", two),
            "x.ts:5:23: [Two-Port Data Order] '11_22' is none of 21_12, 12_21; did "
            "you mean '21_12'?");
    refused("x.ts", version_two("2", "[Matrix Format] Diagonal\n", two),
            "x.ts:5:17: [Matrix Format] 'Diagonal' is none of Full, Lower, Upper");
}

static void wrong_references_are_refused_where_they_stand(void)
{
    refused("x.ts", version_two("2", "[Reference] 50\n", two),
            "x.ts:6:1: [Reference] has 1 of its 2 values; write one for each port");
    refused("x.ts", version_two("2", "[Reference] 50 75\n 33\n", two),
            "x.ts:6:2: '33' is too many behind [Reference]; write one value for each of "
            "the 2 ports");
    refused("x.ts", version_two("2", "[Reference] 50 (10+10j)\n", two),
            "x.ts:5:16: reference '(10+10j)' is not a real number of ohms; references "
            "must be real");
    refused("x.ts", version_two("2", "[Reference] 50 -75\n", two),
            "x.ts:5:16: reference -75 ohm is not positive");
    refused("x.ts", "[Version] 2.0\n#\n[Reference] 50\n[Number of Ports] 1\n",
            "x.ts:3:1: [Reference] stands before [Number of Ports]; it has one value for "
            "each port");
}

static void keywords_out_of_place_are_refused_by_name(void)
{
    refused("x.ts", "[Version] 2.0\n#\n[Number of Port] 4\n",
            "x.ts:3:1: unknown keyword [Number of Port]; known are [Version], [Number of "
            "Ports], [Two-Port Data Order], [Number of Frequencies], [Number of Noise "
            "Frequencies], [Reference], [Matrix Format], [Mixed-Mode Order], [Begin "
            "Information], [End Information], [Network Data], [Noise Data], ...; did you "
            "mean '[Number of Ports]'?");
    refused("x.ts", "[Version] 2.0\n[Number of Ports 4\n",
            "x.ts:2:1: '[' begins a keyword and its line has no ']'; write one like "
            "[Number of Ports] 4");
    refused("x.ts", "[Version] 2.0\n[Number of Ports] 4\n[Number of Ports] 4\n",
            "x.ts:3:1: [Number of Ports] is there twice");
    refused("x.ts", "[Version] 2.0\n[End]\n",
            "x.ts:2:1: [End] stands before [Network Data]");
    refused("x.ts", "[Version] 2.0\n[End Information]\n",
            "x.ts:2:1: [End Information] without [Begin Information]");
    refused("x.ts", "[Version] 2.0\n#\n0.1 0 0\n",
            "x.ts:3:1: '0.1' stands before [Network Data]; only keywords and the option "
            "line may");
    refused("x.ts", version_two("1", "", "1 0 0\n[Reference] 50\n2 0 0\n"),
            "x.ts:7:1: [Reference] behind the data");
    refused("x.s1p", "#\n1 0 0\n2 0 0\n[End]\n", "x.s1p:4:1: [End] behind the data");
    refused("x.ts", version_two("1", "", "1 0 0\n2 0 [x]\n"),
            "x.ts:7:5: '[x]' is not a number; data rows hold numbers only, comments "
            "begin with '!'");
}

static const struct tap_case cases[] = {
    {"2-port rows run as the file says", two_port_rows_run_as_the_file_says},
    {"triangles are mirrored", triangles_are_mirrored},
    {"references may wrap and stand between comments",
     references_may_wrap_and_stand_between_comments},
    {"noise data and a missing [End] are told", noise_data_and_a_missing_end_are_told},
    {"mixed mode comes back single-ended", mixed_mode_comes_back_single_ended},
    {"mixed-mode impedances refer to the modes",
     mixed_mode_impedances_refer_to_the_modes},
    {"wrong modes are refused where they stand",
     wrong_modes_are_refused_where_they_stand},
    {"what a file of version 2 lacks is named",
     what_a_file_of_version_two_lacks_is_named},
    {"counts must agree with the data", counts_must_agree_with_the_data},
    {"wrong references are refused where they stand",
     wrong_references_are_refused_where_they_stand},
    {"keywords out of place are refused by name",
     keywords_out_of_place_are_refused_by_name},
};
TAP_MAIN("net/touchstone_v2", cases)

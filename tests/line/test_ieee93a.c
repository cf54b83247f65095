#include "config.h"

#include "base/quantity.h"
#include "line/ieee93a.h"
#include "line/lumped.h"
#include "net/net.h"
#include "tests/line/golden.h"

#include <stdio.h>

static const double root_ns_mm = 3.1622776601683794e-2;     /* sqrt(ns)/mm in SI */

/* From the units of the standard: 1/mm, sqrt(ns)/mm, ns/mm, ns/mm, ohm. */
static struct line_93a line_of(double gamma0, double a1, double a2, double tau, double zc)
{
    return (struct line_93a){gamma0 / unit_mm, a1 * root_ns_mm, a2 * unit_ns / unit_mm,
                             tau * unit_ns / unit_mm, zc};
}

static void seven_lines_agree_with_the_formula(void)
{
    cJSON *root = golden_read("golden/lines/l_vias_93a_lines.json");
    const cJSON *row, *point;
    size_t n = 0;
    cJSON_ArrayForEach(row, golden_get(root, "ieee93A_lines"))
    {
        const struct line_93a line =
            line_of(golden_number(row, "gamma0_per_mm"), golden_number(row, "a1"),
                    golden_number(row, "a2"), golden_number(row, "tau_ns_per_mm"),
                    golden_number(row, "Zc_diff"));
        cJSON_ArrayForEach(point, golden_get(row, "points"))
        {
            const double f = golden_number(point, "f");
            double complex s[4];
            CU_ASSERT_EQUAL(line_93a_sparam(&line, golden_number(row, "z_mm") * unit_mm,
                                            50.0, 1, &f, s, NULL),
                            LR_OK);
            CLOSE(cabs(s[0] - golden_complex(golden_get(point, "S11"))), 0.0, 1e-10);
            CLOSE(cabs(s[2] - golden_complex(golden_get(point, "S21"))), 0.0, 1e-10);
            n++;
        }
    }
    if (root)
        CU_ASSERT_EQUAL(n, 49);
    cJSON_Delete(root);
}

enum { NF = 15 };

/* net = net then the two-port whose S-parameters are in s. */
static void append(struct net *net, const double complex *s)
{
    struct net next, both;
    CU_ASSERT_EQUAL(net_copy(net, &next, NULL), LR_OK);
    for (size_t i = 0; i < 4 * net->nf; i++)
        next.s[i] = s[i];
    CU_ASSERT_EQUAL(net_cascade(net, &next, &both, NULL), LR_OK);
    net_free(&next);
    net_free(net);
    *net = both;
}

/* The package of the 802.3ck backplane sheets, die first: 120 fF, 120 pH, 30 fF,
 * `length` of 87.5 ohm, 1.8 mm of 92.5 ohm, 87 fF. */
static void package(struct net *net, const double *freq, double length)
{
    const struct line_93a near = line_of(0.0, 9.909e-4, 2.772e-4, 6.141e-3, 87.5);
    const struct line_93a far = line_of(0.0, 9.909e-4, 2.772e-4, 6.141e-3, 92.5);
    double complex s[4 * NF];
    CU_ASSERT_EQUAL(net_init(net, NF, 2, 100.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++)
        net->freq[k] = freq[k];
    line_shunt_c(120e-15, 50.0, NF, freq, net->s, NULL);
    line_series_l(120e-12, 50.0, NF, freq, s, NULL);
    append(net, s);
    line_shunt_c(30e-15, 50.0, NF, freq, s, NULL);
    append(net, s);
    line_93a_sparam(&near, length, 50.0, NF, freq, s, NULL);
    append(net, s);
    line_93a_sparam(&far, 1.8e-3, 50.0, NF, freq, s, NULL);
    append(net, s);
    line_shunt_c(87e-15, 50.0, NF, freq, s, NULL);
    append(net, s);
}

static void package_agrees_with_the_ieee_com_tool(void)
{
    static const struct {
        const char *name;
        double length;
    } blocks[] = {
        {"TX_case1", 12e-3},
        {"TX_case2", 31e-3},
        {"RX_case1", 12e-3},
        {"RX_case2", 29e-3},
    };
    cJSON *root = golden_read("golden/com_detail/package_kr.json");
    if (!root)
        return;
    double freq[NF];
    for (size_t k = 0; k < NF; k++)
        freq[k] = golden_at(golden_get(root, "f_Hz"), k);
    for (size_t i = 0; i < 4; i++) {
        struct net net;
        package(&net, freq, blocks[i].length);
        const cJSON *block = golden_get(root, blocks[i].name);
        for (size_t k = 0; k < NF; k++)
            for (size_t ij = 0; ij < 4; ij++) {
                char key[4];
                snprintf(key, sizeof key, "s%zu%zu", ij / 2 + 1, ij % 2 + 1);
                const cJSON *pair = cJSON_GetArrayItem(golden_get(block, key), (int)k);
                CLOSE(cabs(net.s[4 * k + ij] - golden_complex(pair)), 0.0, 1e-10);
            }
        net_free(&net);
    }
    cJSON_Delete(root);
}

static void logarithm_counts_in_ghz(void)
{
    /* At 1 GHz a2 is pure loss; at 10 GHz its phase is -(2/pi) ln 10 times its loss.
     * A log of hertz would be wrong by a delay. */
    const struct line_93a line = line_of(0.0, 0.0, 2.772e-4, 0.0, 87.5);
    const double loss = 2.772e-4 * 1e3;         /* Np/m at 1 GHz */
    CLOSE(cabs(line_93a_gamma(&line, 1e9) - loss), 0.0, 1e-15);
    const double complex ten = line_93a_gamma(&line, 10e9);
    CLOSE(creal(ten), 10.0 * loss, 1e-12);
    CLOSE(cimag(ten), -10.0 * loss * 2.0 / acos(-1.0) * log(10.0), 1e-12);
}

static void at_dc_only_gamma0_is_left(void)
{
    const struct line_93a line = line_of(5e-4, 8.9e-4, 2e-4, 6.141e-3, 87.5);
    CLOSE(cabs(line_93a_gamma(&line, 0.0) - 0.5), 0.0, 1e-8);
}

static void no_length_is_an_identity(void)
{
    const struct line_93a line = line_of(0.0, 9.909e-4, 2.772e-4, 6.141e-3, 150.0);
    const double freq[2] = {0.0, 26.5625e9};
    double complex s[8];
    CU_ASSERT_EQUAL(line_93a_sparam(&line, 0.0, 50.0, 2, freq, s, NULL), LR_OK);
    for (size_t k = 0; k < 2; k++) {
        CLOSE(cabs(s[4 * k]), 0.0, 0.0);
        CLOSE(cabs(s[4 * k + 2] - 1.0), 0.0, 0.0);
    }
}

static void capacitor_per_leg_counts_half_across_the_pair(void)
{
    /* Y = j w C/2 across 100 ohm: S21 = 2/(2 + Y 100), energy is kept. */
    const double f = 26.56e9, w = 2.0 * acos(-1.0) * f;
    double complex s[4];
    CU_ASSERT_EQUAL(line_shunt_c(117e-15, 50.0, 1, &f, s, NULL), LR_OK);
    CLOSE(cabs(s[2] - 2.0 / (2.0 + I * w * 0.5 * 117e-15 * 100.0)), 0.0, 1e-15);
    CLOSE(cabs(s[0] - (s[2] - 1.0)), 0.0, 1e-15);
    CU_ASSERT_EQUAL(line_series_l(143e-12, 46.25, 1, &f, s, NULL), LR_OK);
    CLOSE(cabs(s[2] - 185.0 / (185.0 + I * w * 2.0 * 143e-12)), 0.0, 1e-15);
    CLOSE(cabs(s[0] - (1.0 - s[2])), 0.0, 1e-15);
}

static const char *refusal(struct line_93a line, double length, double r0)
{
    static struct lr_error err;
    const double f = 1e9;
    double complex s[4] = {NAN};
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_93a_sparam(&line, length, r0, 1, &f, s, &err), LR_EDOMAIN);
    CU_ASSERT(isnan(creal(s[0])));
    return err.text;
}

static void impossible_elements_are_refused_by_value(void)
{
    const struct line_93a good = {0.0, 1e-5, 2e-10, 6e-9, 87.5};
    const struct line_93a bad = {0.0, 1e-5, NAN, 6e-9, 87.5};
    const struct line_93a shorted = {0.0, 1e-5, 2e-10, 6e-9, 0.0};
    SAME_TEXT(refusal(good, -0.013, 50.0), "line length -0.013 m is negative");
    SAME_TEXT(refusal(good, 0.013, NAN), "reference nan ohm is not positive");
    SAME_TEXT(refusal(shorted, 0.013, 50.0), "line impedance 0 ohm is not positive");
    SAME_TEXT(
        refusal(bad, 0.013, 50.0),
        "line constants gamma0 0 1/m, a1 1e-05 s^0.5/m, a2 nan s/m, tau 6e-09 s/m are "
        "not all finite");

    struct lr_error err = {0};
    const double f = 1e9;
    double complex s[4];
    CU_ASSERT_EQUAL(line_shunt_c(-1e-15, 50.0, 1, &f, s, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "shunt capacitance -1e-15 F is negative");
    CU_ASSERT_EQUAL(line_series_l(NAN, 50.0, 1, &f, s, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "series inductance nan H is negative");
    CU_ASSERT_EQUAL(line_series_l(1e-12, -50.0, 1, &f, s, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "reference -50 ohm is not positive");
}

static const struct tap_case cases[] = {
    {"seven lines agree with the formula to 1e-10", seven_lines_agree_with_the_formula},
    {"package agrees with the IEEE COM tool to 1e-10",
     package_agrees_with_the_ieee_com_tool},
    {"the logarithm counts in GHz", logarithm_counts_in_ghz},
    {"at DC only gamma0 is left", at_dc_only_gamma0_is_left},
    {"no length is an identity", no_length_is_an_identity},
    {"a capacitor per leg counts half across the pair",
     capacitor_per_leg_counts_half_across_the_pair},
    {"impossible elements are refused by value",
     impossible_elements_are_refused_by_value},
};
TAP_MAIN("line/ieee93a", cases)

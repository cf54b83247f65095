#include "config.h"

#include "line/microstrip_pair_dispersion.h"
#include "line/microstrip_dispersion.h"
#include "base/quantity.h"
#include "tests/tap.h"

#include <math.h>

static void close_to(struct line_microstrip_modes modes, const double *want, double tol)
{
    CLOSE(creal(modes.even.z) / want[0], 1.0, tol);
    CLOSE(creal(modes.odd.z) / want[1], 1.0, tol);
    CLOSE(creal(modes.even.er_eff) / want[2], 1.0, tol);
    CLOSE(creal(modes.odd.er_eff) / want[3], 1.0, tol);
}

static void pairs_give_the_golden_values_to_110_ghz(void)
{
    /* golden/lines/i_coupled_lines_bem.json, kj_dispersion_w120_s150_h90_er3p4_t0,
     * computed independently of this program. */
    static const struct {
        double freq, want[4]; /* even Z, odd Z, even er, odd er */
    } rows[] = {
        {1e9,
         {74.27792817570347, 62.910879535522156, 2.7222569509472567, 2.417751213613619}},
        {5e9,
         {74.27021240006361, 62.803034599787594, 2.7235498455638467, 2.4182638916282277}},
        {13.28e9,
         {74.25061653760572, 62.73150269877299, 2.7279439805949597, 2.420227183202115}},
        {26.56e9,
         {74.2430432800512, 62.78442593383336, 2.7370283377570934, 2.424889417623688}},
        {53.1e9,
         {74.39535648689477, 62.737669448133715, 2.758286000504762, 2.437719712391524}},
        {110e9,
         {75.62960977051867, 62.61663558326326, 2.8111658646577675, 2.4768541014999528}},
    };
    const struct line_microstrip_pair pair = {{120e-6, 90e-6, 0.0}, 150e-6};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        close_to(line_microstrip_pair_eval(&pair, 3.4, rows[i].freq), rows[i].want, 1e-9);
}

static void the_formulas_hold_far_from_serdes_boards(void)
{
    /* The specification's formulas typed once more, in numpy: w/h, s/h, er and f h in GHz
     * mm; even Z, odd Z, even er, odd er; Z and er of the single strip. */
    static const struct {
        double u, g, er, fn, want[4], z, er_eff;
    } rows[] = {
        {0.37,
         2.9,
         10.2,
         14.3,
         {80.6741280297178, 72.3744731497966, 7.35186375646102, 6.82664113697966},
         77.7600081776252,
         7.13571987771098},
        {5.3,
         0.21,
         16.7,
         9.1,
         {15.4790310657132, 12.2270987907292, 15.9227670292444, 13.9568404839117},
         13.7749966433055,
         15.1539902892614},
        {8.6,
         7.3,
         13.4,
         21.7,
         {11.06559154256, 11.353817866552, 13.1267732086415, 13.0815466681264},
         11.3624319010464,
         13.1033764221813},
        {0.12,
         0.45,
         17.3,
         23.9,
         {149.64506058701, 59.7494991920084, 13.6716114378518, 10.0700565136657},
         121.863075389795,
         12.661358758371},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const double h = unit_mm, freq = rows[i].fn * unit_ghz;
        const struct line_microstrip_pair pair = {{rows[i].u * h, h, 0.0}, rows[i].g * h};
        close_to(line_microstrip_pair_eval(&pair, rows[i].er, freq), rows[i].want, 1e-11);
        const struct line_quasi_tem one =
            line_microstrip_eval(&pair.strip, rows[i].er, freq);
        CLOSE(creal(one.z) / rows[i].z, 1.0, 1e-11);
        CLOSE(creal(one.er_eff) / rows[i].er_eff, 1.0, 1e-11);
    }
}

static void thick_and_lossy_pairs_move_as_thin_ones(void)
{
    const struct line_microstrip_pair thin = {{120e-6, 90e-6, 0.0}, 150e-6};
    const struct line_microstrip_pair thick = {{120e-6, 90e-6, 35e-6}, 150e-6};
    const double complex er = 3.4 - 0.01 * I;
    const double freq = 53.1e9;
    const struct line_microstrip_modes a = line_microstrip_pair_static(&thin, 3.4);
    const struct line_microstrip_modes b = line_microstrip_pair_eval(&thin, 3.4, freq);
    const struct line_microstrip_modes c = line_microstrip_pair_static(&thick, er);
    const struct line_microstrip_modes d = line_microstrip_pair_eval(&thick, er, freq);
    CLOSE(cabs((d.even.z / c.even.z) / (b.even.z / a.even.z) - 1.0), 0.0, 1e-12);
    CLOSE(cabs((d.odd.z / c.odd.z) / (b.odd.z / a.odd.z) - 1.0), 0.0, 1e-12);
    CLOSE(cabs((d.even.er_eff / c.even.er_eff) / (b.even.er_eff / a.even.er_eff) - 1.0),
          0.0, 1e-12);
    CLOSE(cabs((d.odd.er_eff / c.odd.er_eff) / (b.odd.er_eff / a.odd.er_eff) - 1.0), 0.0,
          1e-12);
}

static void nothing_moves_at_0_hz_or_in_air(void)
{
    const struct line_microstrip_pair pair = {{120e-6, 90e-6, 35e-6}, 150e-6};
    const struct line_microstrip_modes still = line_microstrip_pair_static(&pair, 3.4);
    const struct line_microstrip_modes dc = line_microstrip_pair_eval(&pair, 3.4, 0.0);
    /* The paper's Q16, Q18 and Q20 leave an exponent other than 1 at 0 Hz, where it has
     * nothing to act on but rounding. */
    CLOSE(creal(dc.even.er_eff / still.even.er_eff), 1.0, 1e-12);
    CLOSE(creal(dc.odd.er_eff / still.odd.er_eff), 1.0, 1e-12);
    CLOSE(creal(dc.even.z / still.even.z), 1.0, 1e-12);
    CLOSE(creal(dc.odd.z / still.odd.z), 1.0, 1e-12);
    const struct line_microstrip_modes air = line_microstrip_pair_static(&pair, 1.0);
    const struct line_microstrip_modes fast = line_microstrip_pair_eval(&pair, 1.0, 67e9);
    CLOSE(creal(fast.odd.z), creal(air.odd.z), 0.0);
    CLOSE(creal(fast.even.er_eff), 1.0, 1e-12);
}

static void without_loss_nothing_is_lost_and_with_it_no_power_is_made(void)
{
    static const double ratios[] = {0.1, 0.3, 1.0, 2.7, 10.0};
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++) {
            const double h = 100e-6, freq = 110e9;
            const struct line_microstrip_pair pair = {{ratios[i] * h, h, 0.1 * h},
                                                      ratios[k] * h};
            struct line_microstrip_modes modes =
                line_microstrip_pair_eval(&pair, 3.7, freq);
            CLOSE(cimag(modes.even.er_eff), 0.0, 0.0);
            CLOSE(cimag(modes.odd.er_eff), 0.0, 0.0);
            CU_ASSERT_TRUE(creal(modes.odd.er_eff) < creal(modes.even.er_eff));
            modes = line_microstrip_pair_eval(&pair, 3.7 * (1.0 - 0.01 * I), freq);
            CU_ASSERT_TRUE(cimag(modes.even.er_eff) < 0.0);
            CU_ASSERT_TRUE(cimag(modes.odd.er_eff) < 0.0);
        }
}

static void lines_out_of_range_are_refused_by_value(void)
{
    struct lr_error err = {0};
    const struct line_microstrip_pair pair = {{1e-4, 1e-4, 0.0}, 2e-3};
    CU_ASSERT_EQUAL(line_microstrip_pair_dispersion_check(&pair, 3.0, 3e11, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text,
              "microstrip pair: frequency 3e+11 Hz is above the 2.5e+11 Hz up to "
              "which dispersion is known for a height of 0.0001 m");
    CU_ASSERT_EQUAL(line_microstrip_pair_dispersion_check(&pair, 3.0, -1.0, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "microstrip: frequency -1 Hz is not between 0 and the 3.9e+12 Hz "
                        "up to which dispersion is known for a height of 0.0001 m");
    CU_ASSERT_EQUAL(line_microstrip_pair_dispersion_check(&pair, 3.0, 5e10, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text,
              "microstrip pair: gap 0.002 m is not between 0.1 and 10 times the "
              "height 0.0001 m, or below the thickness 0 m");
}

static const struct tap_case cases[] = {
    {"pairs give the golden values to 110 GHz, to 1e-9",
     pairs_give_the_golden_values_to_110_ghz},
    {"the formulas hold far from SerDes boards",
     the_formulas_hold_far_from_serdes_boards},
    {"thick and lossy pairs move as thin ones", thick_and_lossy_pairs_move_as_thin_ones},
    {"nothing moves at 0 Hz or in air", nothing_moves_at_0_hz_or_in_air},
    {"without loss nothing is lost, and with it no power is made",
     without_loss_nothing_is_lost_and_with_it_no_power_is_made},
    {"lines out of range are refused by value", lines_out_of_range_are_refused_by_value},
};
TAP_MAIN("line/microstrip_pair_dispersion", cases)

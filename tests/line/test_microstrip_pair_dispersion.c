#include "config.h"

#include "line/microstrip_pair_dispersion.h"
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

static void lines_out_of_range_are_refused_by_value(void)
{
    struct lr_error err = {0};
    const struct line_microstrip_pair pair = {{1e-4, 1e-4, 0.0}, 2e-3};
    CU_ASSERT_EQUAL(line_microstrip_pair_dispersion_check(&pair, 3.0, 5e12, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text,
              "microstrip: frequency 5e+12 Hz is not between 0 and the 3.9e+12 Hz up to "
              "which dispersion is known for a height of 0.0001 m");
    CU_ASSERT_EQUAL(line_microstrip_pair_dispersion_check(&pair, 3.0, 5e10, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text,
              "microstrip pair: gap 0.002 m is not between 0.1 and 10 times the "
              "height 0.0001 m, or below the thickness 0 m");
}

static const struct tap_case cases[] = {
    {"pairs give the golden values to 110 GHz, to 1e-9",
     pairs_give_the_golden_values_to_110_ghz},
    {"thick and lossy pairs move as thin ones", thick_and_lossy_pairs_move_as_thin_ones},
    {"nothing moves at 0 Hz or in air", nothing_moves_at_0_hz_or_in_air},
    {"lines out of range are refused by value", lines_out_of_range_are_refused_by_value},
};
TAP_MAIN("line/microstrip_pair_dispersion", cases)

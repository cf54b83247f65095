#include "config.h"

#include "line/microstrip_loss.h"
#include "line/conductor.h"
#include "line/dielectric.h"
#include "line/microstrip_dispersion.h"
#include "tests/line/microstrip_rows.h"
#include "tests/tap.h"

#include <math.h>

/* golden/lines/i_coupled_lines_bem.json, single_microstrip_bem: [1/m]. */
static const struct {
    double wheeler, strip, plane;
} factors[MICROSTRIP_LINES] = {
    {403.5316455789252, 313.574120025439, 86.10766234556829},
    {4133.7678837411, 2951.968226007064, 1102.9235262792604},
    {5070.661502047853, 3610.7893916395, 1363.5741035951648},
};

static void receding_walls_give_the_current_factors(void)
{
    for (size_t i = 0; i < MICROSTRIP_LINES; i++) {
        struct line_current_factors k;
        CU_ASSERT_EQUAL(line_microstrip_current(&microstrip_cases[i].strip, &k, NULL),
                        LR_OK);
        CLOSE((k.strip + k.plane) / factors[i].wheeler, 1.0, 1e-9);
        /* Boundary elements integrate the current itself. */
        const double bem = factors[i].strip + factors[i].plane;
        CLOSE((k.strip + k.plane) / bem, 1.015, 0.006);
        CLOSE(k.strip / factors[i].strip, 1.0, 0.04);
        CLOSE(k.plane / factors[i].plane, 1.0, 0.04);
    }
}

static void strips_far_wider_than_high_share_one_current(void)
{
    /* The current flows on two plates of width w: K = 1/w each, but for the edges. */
    const struct line_microstrip strip = {9.7e-3, 0.1e-3, 5e-6};
    struct line_current_factors k;
    CU_ASSERT_EQUAL(line_microstrip_current(&strip, &k, NULL), LR_OK);
    CLOSE(k.plane * strip.width, 0.95, 0.05);
    CLOSE(k.strip * strip.width, 1.0, 0.1);
}

static struct line_microstrip_wave golden_wave(size_t i, size_t k,
                                               enum line_microstrip_like like)
{
    const struct microstrip_case *of = &microstrip_cases[i];
    const double freq = microstrip_rows[i][k].freq;
    const struct line_microstrip_compatible line = {of->strip, of->resistivity, of->rough,
                                                    like};
    double complex er = of->er * (1.0 - I * of->tan_delta);
    if (like == LINE_LIKE_ADS) {
        struct line_debye debye;
        CU_ASSERT_EQUAL(
            line_debye_anchor(of->er, of->tan_delta, of->freq, 1e3, 1e12, &debye, NULL),
            LR_OK);
        er = line_debye_eval(&debye, freq);
    }
    struct line_microstrip_wave wave;
    CU_ASSERT_EQUAL(line_microstrip_compatible(&line, er, freq, &wave, NULL), LR_OK);
    return wave;
}

static void other_tools_losses_are_met(void)
{
    for (size_t i = 0; i < MICROSTRIP_LINES; i++)
        for (size_t k = 0; k < MICROSTRIP_ROWS; k++) {
            const struct microstrip_row *row = &microstrip_rows[i][k];
            struct line_microstrip_wave wave = golden_wave(i, k, LINE_LIKE_ADS);
            CLOSE(wave.alpha_c / row->alpha_c, 1.0, 1e-9);
            CLOSE(wave.alpha_d / row->alpha_d, 1.0, 1e-9);
            CLOSE(creal(wave.gamma) / row->gamma[0], 1.0, 1e-9);
            CLOSE(cimag(wave.gamma) / row->gamma[1], 1.0, 1e-9);
            CLOSE(creal(wave.tem.z) / row->z[0], 1.0, 1e-9);

            wave = golden_wave(i, k, LINE_LIKE_QUCS);
            CLOSE(wave.alpha_c / row->qucs_alpha_c, 1.0, 1e-9);
            CLOSE(wave.alpha_d / row->qucs_alpha_d, 1.0, 1e-9);
            CLOSE(creal(wave.tem.z) / row->qucs_z, 1.0, 1e-9);
            CLOSE(creal(wave.tem.er_eff) / row->qucs_er_eff, 1.0, 1e-9);
        }
}

static void other_tools_overstate_the_loss_in_metal(void)
{
    /* lines.md 3.3: K w/2 of the boundary elements 0.599, 0.405, 0.397; with the factor
     * of the loaded impedance 0.749, 0.748, 0.736. */
    static const double over[MICROSTRIP_LINES] = {0.749 / 0.599, 0.748 / 0.405,
                                                  0.736 / 0.397};
    for (size_t i = 0; i < MICROSTRIP_LINES; i++) {
        const struct microstrip_case *of = &microstrip_cases[i];
        const double freq = 1e8;
        const struct line_microstrip_compatible line = {of->strip, of->resistivity, 0.0,
                                                        LINE_LIKE_QUCS};
        struct line_microstrip_wave wave;
        CU_ASSERT_EQUAL(line_microstrip_compatible(&line, of->er, freq, &wave, NULL),
                        LR_OK);
        const struct line_current_factors k = {factors[i].strip, factors[i].plane};
        const double rs = line_surface_resistance(of->resistivity, freq);
        CLOSE(wave.alpha_c / line_quasi_tem_alpha_c(&wave.tem, &k, rs), over[i],
              0.004 * over[i]);
    }
}

static void small_losses_add_up_along_the_line(void)
{
    /* gamma of z and y against the first-order formulas: alpha_c + alpha_d. */
    const struct line_microstrip strip = {163e-6, 94e-6, 31e-6};
    const double complex er = 3.41 * (1.0 - 0.0037 * I);
    const double freq = 23.7e9, rho = 1.72e-8;
    const struct line_quasi_tem tem = line_microstrip_static(&strip, er);
    struct line_current_factors k;
    CU_ASSERT_EQUAL(line_microstrip_current(&strip, &k, NULL), LR_OK);
    const double rs = line_surface_resistance(rho, freq);
    const double inside = rs * (k.strip + k.plane);
    double complex z, y;
    line_quasi_tem_zy(&tem, inside * (1.0 + I), freq, &z, &y);
    const double complex gamma = csqrt(z) * csqrt(y);
    const double sum =
        line_quasi_tem_alpha_c(&tem, &k, rs) + line_quasi_tem_alpha_d(&tem, er, freq);
    CLOSE(creal(gamma) / sum, 1.0, 0.01);
    CLOSE(cimag(gamma) / (6.283185307 * freq * sqrt(creal(tem.er_eff)) / 299792458.0),
          1.0, 0.02);

    line_quasi_tem_zy(&tem, 5.1, 0.0, &z, &y);
    CLOSE(creal(z), 5.1, 0.0);
    CLOSE(cabs(y), 0.0, 0.0);
    CLOSE(line_quasi_tem_alpha_d(&tem, 1.0, freq), 0.0, 0.0);
}

static void lines_without_metal_are_refused(void)
{
    const struct line_microstrip thin = {163e-6, 94e-6, 0.0};
    struct line_current_factors k;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(line_microstrip_current(&thin, &k, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "microstrip: thickness 0 m leaves no room for a current; loss "
                        "needs a positive one");

    struct line_microstrip_wave wave;
    struct line_microstrip_compatible line = {thin, 0.0, 0.0, LINE_LIKE_ADS};
    CU_ASSERT_EQUAL(line_microstrip_compatible(&line, 3.0, 1e9, &wave, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "microstrip: resistivity 0 ohm*m is not positive");
    line.resistivity = 1.72e-8;
    line.rough = -1e-6;
    CU_ASSERT_EQUAL(line_microstrip_compatible(&line, 3.0, 1e9, &wave, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "microstrip: roughness -1e-06 m is negative");
    line.rough = 0.0;
    CU_ASSERT_EQUAL(line_microstrip_compatible(&line, 3.0, 0.0, &wave, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "microstrip: frequency 0 Hz is not positive");
    /* Those tools know no loss without thickness. */
    CU_ASSERT_EQUAL(line_microstrip_compatible(&line, 3.0, 1e9, &wave, &err), LR_OK);
    CLOSE(wave.alpha_c, 0.0, 0.0);
}

static const struct tap_case cases[] = {
    {"receding walls give the current factors", receding_walls_give_the_current_factors},
    {"strips far wider than high share one current",
     strips_far_wider_than_high_share_one_current},
    {"other tools' losses are met to 1e-9", other_tools_losses_are_met},
    {"other tools overstate the loss in the metal by 25 to 85 %",
     other_tools_overstate_the_loss_in_metal},
    {"small losses add up along the line", small_losses_add_up_along_the_line},
    {"lines without metal are refused", lines_without_metal_are_refused},
};
TAP_MAIN("line/microstrip_loss", cases)

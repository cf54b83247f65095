#include "config.h"

#include "line/microstrip_dispersion.h"
#include "line/dielectric.h"
#include "tests/line/microstrip_rows.h"
#include "tests/tap.h"

#include <math.h>

static void lossy_substrates_give_the_golden_values_to_110_ghz(void)
{
    for (size_t i = 0; i < MICROSTRIP_LINES; i++) {
        const struct microstrip_case *of = &microstrip_cases[i];
        struct line_debye debye;
        CU_ASSERT_EQUAL(
            line_debye_anchor(of->er, of->tan_delta, of->freq, 1e3, 1e12, &debye, NULL),
            LR_OK);
        for (size_t k = 0; k < MICROSTRIP_ROWS; k++) {
            const struct microstrip_row *row = &microstrip_rows[i][k];
            const double complex er = line_debye_eval(&debye, row->freq);
            const struct line_quasi_tem tem =
                line_microstrip_eval(&of->strip, er, row->freq);
            CLOSE(creal(tem.z), row->z[0], 1e-9 * row->z[0]);
            CLOSE(cimag(tem.z), row->z[1], 1e-9 * row->z[0]);
            CLOSE(creal(tem.er_eff), row->er_eff[0], 1e-9 * row->er_eff[0]);
            CLOSE(cimag(tem.er_eff), row->er_eff[1], 1e-9 * row->er_eff[0]);
        }
    }
}

static void lossless_substrates_give_the_golden_values_to_110_ghz(void)
{
    for (size_t i = 0; i < MICROSTRIP_LINES; i++) {
        const struct microstrip_case *of = &microstrip_cases[i];
        const struct line_quasi_tem still = line_microstrip_static(&of->strip, of->er);
        const double u = of->strip.width / of->strip.height;
        for (size_t k = 0; k < MICROSTRIP_ROWS; k++) {
            const struct microstrip_row *row = &microstrip_rows[i][k];
            const struct line_quasi_tem tem =
                line_microstrip_disperse(&still, u, of->strip.height, of->er, row->freq);
            CLOSE(creal(tem.z) / row->qucs_z, 1.0, 1e-9);
            CLOSE(creal(tem.er_eff) / row->qucs_er_eff, 1.0, 1e-9);
            CLOSE(cimag(tem.z), 0.0, 1e-9);
        }
    }
}

static void nothing_moves_at_0_hz_or_in_air(void)
{
    const struct line_microstrip strip = {173e-6, 104e-6, 27e-6};
    const double complex er = 3.47 - 0.011 * I;
    const struct line_quasi_tem still = line_microstrip_static(&strip, er);
    const struct line_quasi_tem dc = line_microstrip_eval(&strip, er, 0.0);
    CLOSE(cabs(dc.z - still.z), 0.0, 1e-11);
    CLOSE(cabs(dc.er_eff - still.er_eff), 0.0, 1e-13);
    const struct line_quasi_tem air = line_microstrip_static(&strip, 1.0);
    const struct line_quasi_tem fast = line_microstrip_eval(&strip, 1.0, 56.4e9);
    CLOSE(cabs(fast.z - air.z), 0.0, 1e-10);
    CLOSE(cabs(fast.er_eff - 1.0), 0.0, 1e-13);
}

static void the_field_draws_into_the_substrate(void)
{
    /* Permittivity rises with frequency towards er and never reaches it. */
    const struct line_microstrip strip = {2.9e-3, 1.5e-3, 0.0};
    double before = 0.0;
    for (double freq = 1e9; freq < 250e9; freq *= 1.7) {
        const double now = creal(line_microstrip_eval(&strip, 4.3, freq).er_eff);
        CU_ASSERT_TRUE(now > before && now < 4.3);
        before = now;
    }
    CU_ASSERT_TRUE(before > 4.25);
}

static const char *refusal(struct line_microstrip strip, double er, double freq)
{
    static struct lr_error err;
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_microstrip_dispersion_check(&strip, er, freq, &err), LR_EDOMAIN);
    return err.text;
}

static void lines_out_of_range_are_refused_by_value(void)
{
    const struct line_microstrip strip = {1e-4, 1e-4, 0.0};
    SAME_TEXT(refusal((struct line_microstrip){5e-6, 1e-4, 0.0}, 3.0, 0.0),
              "microstrip: width 5e-06 m is below 0.1 times the height 0.0001 m, where "
              "dispersion is not known");
    SAME_TEXT(refusal(strip, 1.05, 0.0),
              "microstrip: permittivity 1.05 is not 1 or between 1.1 and 20, where "
              "dispersion is known");
    SAME_TEXT(refusal(strip, 3.0, 4e12),
              "microstrip: frequency 4e+12 Hz is not between 0 and the 3.9e+12 Hz up to "
              "which dispersion is known for a height of 0.0001 m");
    SAME_TEXT(refusal((struct line_microstrip){1e-4, -1e-4, 0.0}, 3.0, 0.0),
              "microstrip: height -0.0001 m is not positive");
    CU_ASSERT_EQUAL(line_microstrip_dispersion_check(&strip, 1.0, 1e11, NULL), LR_OK);

    struct lr_error err = {.notes = notes_new(false)};
    CU_ASSERT_EQUAL(line_microstrip_dispersion_check(&strip, 3.0, 260e9, &err), LR_OK);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "microstrip: above 250 GHz the formula for the impedance on a substrate of "
              "0.1 mm runs away; the frequency is 260 GHz");
    notes_free(err.notes);
}

static const struct tap_case cases[] = {
    {"lossy substrates give the golden values to 110 GHz, to 1e-9",
     lossy_substrates_give_the_golden_values_to_110_ghz},
    {"lossless substrates give the golden values to 110 GHz, to 1e-9",
     lossless_substrates_give_the_golden_values_to_110_ghz},
    {"nothing moves at 0 Hz or in air", nothing_moves_at_0_hz_or_in_air},
    {"the field draws into the substrate", the_field_draws_into_the_substrate},
    {"lines out of range are refused by value", lines_out_of_range_are_refused_by_value},
};
TAP_MAIN("line/microstrip_dispersion", cases)

#include "config.h"

#include "line/dielectric.h"
#include "tests/line/golden.h"

static struct line_debye anchor(double er, double tan_delta, double freq, double f_low,
                                double f_high)
{
    struct line_debye debye = {NAN, NAN, NAN, NAN, NAN};
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(line_debye_anchor(er, tan_delta, freq, f_low, f_high, &debye, &err),
                    LR_OK);
    return debye;
}

static void quoted_point_is_met_exactly(void)
{
    const struct line_debye debye = anchor(3.37, 0.0041, 13.28e9, 1e4, 1e12);
    const double complex er = line_debye_eval(&debye, 13.28e9);
    CLOSE(creal(er), 3.37, 1e-14);
    CLOSE(cimag(er), -3.37 * 0.0041, 1e-16);
}

static void fr4_of_the_kicad_unit_test(void)
{
    /* er 4.4, tan delta 0.02 at 1 GHz, 1 kHz to 1 THz; printed to 4 to 6 digits in
     * KiCad's unit test of its Djordjevic-Sarkar model. */
    const struct line_debye debye = anchor(4.4, 0.02, 1e9, 1e3, 1e12);
    CLOSE(debye.er_inf, 4.01276, 5e-6);
    CLOSE(debye.slope, 0.05606, 5e-6);
    const double complex low = line_debye_eval(&debye, 1e6);
    CLOSE(creal(low), 4.7872, 5e-5);
    CLOSE(-cimag(low) / creal(low), 0.01838, 5e-6);
    const double complex high = line_debye_eval(&debye, 10e9);
    CLOSE(creal(high), 4.2709, 5e-5);
    CLOSE(-cimag(high) / creal(high), 0.02049, 5e-6);
}

static void four_materials_agree_with_scikit_rf(void)
{
    cJSON *root = golden_read("golden/lines/a_djordjevic_svensson.json");
    const cJSON *freq = golden_get(root, "f_Hz"), *material;
    size_t n = 0;
    cJSON_ArrayForEach(material, golden_get(root, "materials"))
    {
        const struct line_debye debye =
            anchor(golden_number(material, "ep_r"), golden_number(material, "tand"),
                   golden_number(material, "f_ref"), golden_number(material, "f_low"),
                   golden_number(material, "f_high"));
        const cJSON *pair;
        size_t k = 0;
        cJSON_ArrayForEach(pair, golden_get(material, "eps"))
        {
            const double complex want = golden_complex(pair);
            const double complex er = line_debye_eval(&debye, golden_at(freq, k++));
            CLOSE(cabs(er - want) / cabs(want), 0.0, 1e-12);
            n++;
        }
    }
    if (root)
        CU_ASSERT_EQUAL(n, 48);
    cJSON_Delete(root);
}

static void at_dc_it_is_real_and_falls_evenly_per_decade_above(void)
{
    /* The closed form at f = 0; between the edges the logarithm is ln(f_high/f). */
    const struct line_debye debye = anchor(3.92, 0.025, 10e9, 1e4, 1e13);
    const double complex dc = line_debye_eval(&debye, 0.0);
    CLOSE(creal(dc), debye.er_inf + debye.slope * log(1e9), 1e-13);
    CLOSE(cimag(dc), 0.0, 0.0);
    const double fall =
        creal(line_debye_eval(&debye, 1.7e7) - line_debye_eval(&debye, 1.7e8));
    CLOSE(fall, debye.slope * log(10.0), 1e-6);
}

static void dispersion_and_loss_are_a_causal_pair(void)
{
    /* Kramers-Kronig: er'(f) - er_inf = (2/pi) integral of x er''(x)/(x^2 - f^2) dx, here
     * at f = 0, where the integrand is er''(x)/x: by the trapezoid in ln x. */
    const struct line_debye debye = anchor(3.4, 0.004, 12e9, 1e4, 1e12);
    const double step = 0.01;
    double sum = 0.0;
    for (double u = log(1e-4); u < log(1e20); u += step)
        sum += step * -cimag(line_debye_eval(&debye, exp(u)));
    CLOSE(2.0 / acos(-1.0) * sum, creal(line_debye_eval(&debye, 0.0)) - debye.er_inf,
          1e-6);
}

static void lossless_is_constant(void)
{
    const struct line_debye debye = anchor(2.06, 0.0, 10e9, 1e4, 1e12);
    CLOSE(cabs(line_debye_eval(&debye, 77.7e9) - 2.06), 0.0, 0.0);
}

static const char *refusal(double er, double tan_delta, double freq, double f_low,
                           double f_high)
{
    static struct lr_error err;
    struct line_debye debye = {-1.0, 0.0, 0.0, 0.0, 0.0};
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_debye_anchor(er, tan_delta, freq, f_low, f_high, &debye, &err),
                    LR_EDOMAIN);
    CLOSE(debye.er_inf, -1.0, 0.0);
    return err.text;
}

static void impossible_laminates_are_refused_by_value(void)
{
    SAME_TEXT(refusal(0.97, 0.02, 1e9, 1e3, 1e12), "permittivity 0.97 is not at least 1");
    SAME_TEXT(refusal(NAN, 0.02, 1e9, 1e3, 1e12), "permittivity nan is not at least 1");
    SAME_TEXT(refusal(4.4, -0.02, 1e9, 1e3, 1e12), "loss tangent -0.02 is negative");
    SAME_TEXT(refusal(4.4, 0.02, 2e12, 1e3, 1e12),
              "permittivity is given at 2e+12 Hz, which is not between f_low 1000 Hz and "
              "f_high 1e+12 Hz");
    /* 1.5 (1 - 0.3 * 6.907756 / 1.569795) */
    SAME_TEXT(refusal(1.5, 0.3, 1e9, 1e3, 1e12),
              "permittivity 1.5 with loss tangent 0.3 at 1e+09 Hz leaves -0.480188 at "
              "f_high 1e+12 Hz, less than 1");
}

static const char *warning(const struct line_debye *debye, double f_max,
                           struct lr_notes *notes)
{
    struct lr_error err = {.notes = notes};
    CU_ASSERT_EQUAL(line_debye_note(debye, "fr4", f_max, &err), LR_OK);
    return note_text(notes, NOTE_WARNING, 0);
}

static void a_pair_quoted_at_1_ghz_is_not_silently_used_at_110(void)
{
    const struct line_debye low = anchor(4.4, 0.02, 1e9, 1e3, 1e12);
    const struct line_debye good = anchor(3.4, 0.002, 12e9, 1e4, 1e12);
    struct lr_notes *notes = notes_new(false), *strict = notes_new(true);
    CU_ASSERT_PTR_NULL(warning(&low, 20e9, notes));
    CU_ASSERT_PTR_NULL(warning(&good, 110e9, notes));
    SAME_TEXT(warning(&low, 110e9, notes),
              "fr4: its Dk and Df are those of 1 GHz and are used up to 110 GHz; "
              "take a pair quoted at 10 to 14 GHz");
    struct lr_error err = {.notes = strict};
    CU_ASSERT_EQUAL(line_debye_note(&low, "fr4", 110e9, &err), LR_EINPUT);
    notes_free(strict);
    notes_free(notes);

    notes = notes_new(false);
    SAME_TEXT(warning(&good, 240e9, notes),
              "fr4: at 240 GHz its loss is too low, because its f_high is 1000 "
              "GHz; it wants five times the highest frequency");
    CU_ASSERT_PTR_NULL(note_text(notes, NOTE_WARNING, 1));
    notes_free(notes);
}

static const struct tap_case cases[] = {
    {"the quoted point is met exactly", quoted_point_is_met_exactly},
    {"FR-4 of KiCad's unit test", fr4_of_the_kicad_unit_test},
    {"four materials agree with scikit-rf to 1e-12", four_materials_agree_with_scikit_rf},
    {"at DC it is real, and above it falls evenly per decade",
     at_dc_it_is_real_and_falls_evenly_per_decade_above},
    {"dispersion and loss are a causal pair", dispersion_and_loss_are_a_causal_pair},
    {"a lossless dielectric is constant", lossless_is_constant},
    {"impossible laminates are refused by value",
     impossible_laminates_are_refused_by_value},
    {"a pair quoted at 1 GHz is not silently used at 110 GHz",
     a_pair_quoted_at_1_ghz_is_not_silently_used_at_110},
};
TAP_MAIN("line/dielectric", cases)

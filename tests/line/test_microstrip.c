#include "config.h"

#include "line/microstrip.h"
#include "line/dielectric.h"
#include "tests/line/microstrip_rows.h"
#include "tests/tap.h"

#include <math.h>

/* golden/lines/b_microstrip.json, quasi-static values at 10 and 110 GHz. */
static const struct {
    size_t line;
    double freq, z[2], er_eff[2], width[2];
} still[] = {
    {0,
     10e9,
     {49.74572717181661, 0.41292856622066876},
     {3.2390798556945937, -0.05377751382768291},
     {0.0030453096180096174, 2.2756547899355734e-07}},
    {0,
     110e9,
     {50.39139179907545, 0.4019136982792116},
     {3.1566570848065236, -0.05035718960508282},
     {0.0030456670345522185, 2.233952647336403e-07}},
    {1,
     10e9,
     {50.17449252116538, 0.4363108519781366},
     {2.8558843038216164, -0.0496725520282524},
     {0.00022948669100088853, 1.67622676943127e-07}},
    {1,
     110e9,
     {50.85749904188991, 0.4256377832332093},
     {2.779737909840939, -0.04653175571980939},
     {0.00022975042392522313, 1.6512134812074826e-07}},
    {2,
     10e9,
     {53.648039377914024, 0.08881017592222996},
     {2.47653807312878, -0.00819945657803807},
     {0.00018640173828531105, 3.068235059387869e-08}},
    {2,
     110e9,
     {53.7846989951152, 0.08379574832745616},
     {2.4639712821396875, -0.00767767868824996},
     {0.00018644898837927103, 2.8992652177186036e-08}},
};

static void lossy_substrates_give_the_golden_complex_values(void)
{
    for (size_t i = 0; i < sizeof still / sizeof still[0]; i++) {
        const struct microstrip_case *of = &microstrip_cases[still[i].line];
        struct line_debye debye;
        CU_ASSERT_EQUAL(
            line_debye_anchor(of->er, of->tan_delta, of->freq, 1e3, 1e12, &debye, NULL),
            LR_OK);
        const double complex er = line_debye_eval(&debye, still[i].freq);
        const struct line_quasi_tem tem = line_microstrip_static(&of->strip, er);
        const double complex width = line_microstrip_width_eff(&of->strip, er);
        CLOSE(creal(tem.z), still[i].z[0], 1e-9 * still[i].z[0]);
        CLOSE(cimag(tem.z), still[i].z[1], 1e-9 * still[i].z[0]);
        CLOSE(creal(tem.er_eff), still[i].er_eff[0], 1e-9 * still[i].er_eff[0]);
        CLOSE(cimag(tem.er_eff), still[i].er_eff[1], 1e-9 * still[i].er_eff[0]);
        CLOSE(creal(width), still[i].width[0], 1e-9 * still[i].width[0]);
        CLOSE(cimag(width), still[i].width[1], 1e-9 * still[i].width[0]);
    }
}

static void outer_layers_agree_with_boundary_elements(void)
{
    /* golden/lines/i_coupled_lines_bem.json, single_microstrip_bem: boundary elements,
     * and the same formulas computed independently. */
    static const struct {
        double z_bem, er_bem, z, er;
    } rows[MICROSTRIP_LINES] = {
        {49.16272593160348, 3.318274781703127, 49.15264427409922, 3.3184037126428403},
        {49.63073754673332, 2.933834758359256, 49.54877109061864, 2.9291346192485403},
        {53.765525523760886, 2.478734478128197, 53.65864065078394, 2.4755799474954494},
    };
    for (size_t i = 0; i < MICROSTRIP_LINES; i++) {
        const struct line_quasi_tem tem =
            line_microstrip_static(&microstrip_cases[i].strip, microstrip_cases[i].er);
        CLOSE(creal(tem.z) / rows[i].z, 1.0, 1e-9);
        CLOSE(creal(tem.er_eff) / rows[i].er, 1.0, 1e-9);
        CLOSE(creal(tem.z) / rows[i].z_bem, 1.0, 0.002);
        CLOSE(creal(tem.er_eff) / rows[i].er_bem, 1.0, 0.002);
        CLOSE(cimag(tem.z), 0.0, 1e-12);
    }
}

static void wide_strips_become_parallel_plates(void)
{
    /* C = eps w/h (1 + fringe), the fringe going like ln(w/h)/(w/h): at w/h = 97 within
     * 5 % of the plates; and all the field in the substrate. */
    const struct line_microstrip strip = {9.7e-3, 0.1e-3, 0.0};
    const struct line_quasi_tem tem = line_microstrip_static(&strip, 3.7);
    CLOSE(creal(tem.z) * sqrt(3.7) * 97.0 / 376.730313668, 0.975, 0.03);
    CLOSE(creal(tem.er_eff) / 3.7, 0.985, 0.01);
}

static void only_ratios_of_lengths_matter(void)
{
    const struct line_microstrip one = {173e-6, 104e-6, 27e-6};
    const struct line_microstrip big = {519e-6, 312e-6, 81e-6};
    const double complex er = 3.47 - 0.011 * I;
    const struct line_quasi_tem a = line_microstrip_static(&one, er);
    const struct line_quasi_tem b = line_microstrip_static(&big, er);
    CLOSE(cabs(a.z - b.z), 0.0, 1e-10);
    CLOSE(cabs(a.er_eff - b.er_eff), 0.0, 1e-12);
}

static void air_fills_with_permittivity_one(void)
{
    const struct line_microstrip strip = {173e-6, 104e-6, 27e-6};
    const struct line_quasi_tem tem = line_microstrip_static(&strip, 1.0);
    CLOSE(creal(tem.er_eff), 1.0, 1e-14);
    CLOSE(cimag(tem.er_eff), 0.0, 1e-14);
}

static const char *refusal(struct line_microstrip strip, double complex er)
{
    static struct lr_error err;
    err = (struct lr_error){0};
    CU_ASSERT_EQUAL(line_microstrip_check(&strip, er, &err), LR_EDOMAIN);
    return err.text;
}

static void geometries_out_of_range_are_refused_by_value(void)
{
    SAME_TEXT(refusal((struct line_microstrip){1e-4, NAN, 0.0}, 3.0),
              "microstrip: height nan m is not positive");
    SAME_TEXT(refusal((struct line_microstrip){2e-2, 1e-4, 0.0}, 3.0),
              "microstrip: width 0.02 m is not between 0.01 and 100 times the height "
              "0.0001 m");
    SAME_TEXT(refusal((struct line_microstrip){1e-4, 1e-4, 6e-5}, 3.0),
              "microstrip: thickness 6e-05 m is not between 0 and half the height 0.0001 "
              "m, or above the width 0.0001 m");
    SAME_TEXT(refusal((struct line_microstrip){1e-4, 1e-4, 0.0}, 0.9),
              "microstrip: permittivity 0.9 is not between 1 and 128");
    SAME_TEXT(refusal((struct line_microstrip){1e-4, 1e-4, 0.0}, 3.0 + 0.3 * I),
              "microstrip: loss tangent -0.1 is not between 0 and 1");
    const struct line_microstrip good = {1e-4, 1e-4, 5e-5};
    CU_ASSERT_EQUAL(line_microstrip_check(&good, 3.0 - 0.3 * I, NULL), LR_OK);
}

static const struct tap_case cases[] = {
    {"lossy substrates give the golden complex values to 1e-9",
     lossy_substrates_give_the_golden_complex_values},
    {"outer layers agree with boundary elements within 0.2 %",
     outer_layers_agree_with_boundary_elements},
    {"wide strips become parallel plates", wide_strips_become_parallel_plates},
    {"only ratios of lengths matter", only_ratios_of_lengths_matter},
    {"air fills with permittivity one", air_fills_with_permittivity_one},
    {"geometries out of range are refused by value",
     geometries_out_of_range_are_refused_by_value},
};
TAP_MAIN("line/microstrip", cases)

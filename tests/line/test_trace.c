#include "config.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "line/trace.h"
#include "tests/line/golden.h"

#include <string.h>

/* A 100 ohm stripline in Megtron 6 with HVLP foil, unless a case changes it. */
static struct line_trace trace_of(double width, double er, double tan_delta, double rz)
{
    struct line_trace trace = {
        .strip = {width, 17e-6, 254e-6, 170e-6},
        .rough = line_huray_cannonball(rz),
        .resistivity = 1.72e-8,
        .plane_thickness = 17e-6,
    };
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(
        line_debye_anchor(er, tan_delta, 12e9, 1e4, 1e12, &trace.dielectric, &err),
        LR_OK);
    CU_ASSERT_EQUAL(line_trace_init(&trace, &err), LR_OK);
    return trace;
}

static struct line_trace golden_trace(const cJSON *geometry, const cJSON *row)
{
    struct line_trace trace = {
        .strip = {golden_number(geometry, "w"), golden_number(geometry, "t"),
                  golden_number(geometry, "b"), golden_number(geometry, "s")},
        .rough = line_huray_cannonball(golden_number(row, "Rz")),
        .resistivity = 1.72e-8,
        .plane_thickness = 17e-6,
    };
    CU_ASSERT_EQUAL(line_debye_anchor(
                        golden_number(row, "er"), golden_number(row, "tand"),
                        golden_number(row, "f_ref"), 1e4, 1e12, &trace.dielectric, NULL),
                    LR_OK);
    CU_ASSERT_EQUAL(line_trace_init(&trace, NULL), LR_OK);
    return trace;
}

/* golden/lines/i_coupled_lines_bem.json, the geometry of n_pcb_loss_per_inch.json:
 * odd impedance 49.0445172 ohm at er 3.3, current factors of the odd mode. */
static const struct line_stripline_mode boundary_elements = {
    49.04451722013844 * 1.8165902124584950, 5582.248035, 845.274087};

/* Ten laminates and foils at six frequencies from 5 GHz: dB/inch and Zdiff at
 * 13.28 GHz against the file. */
static void compare_losses(bool solved, double tolerance, double tolerance_z)
{
    cJSON *root = golden_read("golden/lines/n_pcb_loss_per_inch.json");
    const cJSON *row, *item;
    size_t n = 0;
    cJSON_ArrayForEach(row, golden_get(root, "rows"))
    {
        struct line_trace trace = golden_trace(golden_get(root, "geometry"), row);
        if (solved)
            trace.odd = boundary_elements;
        cJSON_ArrayForEach(item, golden_get(row, "dB_per_inch"))
        {
            const double f = strtod(item->string, NULL) * unit_ghz;
            const struct line_trace_loss loss = line_trace_loss(&trace, f);
            CLOSE(loss.total_db * unit_inch / item->valuedouble, 1.0, tolerance);
            n++;
        }
        CLOSE(line_trace_zdiff(&trace, 13.28e9) / golden_number(row, "Zdiff_13G"), 1.0,
              tolerance_z);
    }
    if (root)
        CU_ASSERT_EQUAL(n, 80);
    cJSON_Delete(root);
}

static void solved_cross_section_gives_the_reference_losses(void)
{
    compare_losses(true, 1e-6, 1e-6);
}

static void closed_form_gives_the_reference_losses_within_percents(void)
{
    compare_losses(false, 0.04, 0.003);
}

static void built_in_geometries_are_100_ohm(void)
{
    /* models/stackup: widths solved for 100 ohm at 10 GHz, rounded to 0.5 um. */
    const struct line_trace megtron6 = trace_of(105e-6, 3.4, 0.004, 1.5e-6);
    const struct line_trace megtron7 = trace_of(105.5e-6, 3.4, 0.002, 1.5e-6);
    CLOSE(line_trace_zdiff(&megtron6, 10e9), 100.0, 0.15);
    CLOSE(line_trace_zdiff(&megtron7, 10e9), 100.0, 0.15);
}

static void ideal_pair_is_two_odd_strips_in_series(void)
{
    /* Almost no loss: zc = 2 z_air/sqrt(er), delay sqrt(er)/c. */
    struct line_trace trace = trace_of(105e-6, 3.4, 0.0, 0.0);
    trace.resistivity = 1e-20;
    CLOSE(line_trace_zdiff(&trace, 13.28e9) / (2.0 * trace.odd.z_air / sqrt(3.4)), 1.0,
          1e-6);
    CLOSE(line_trace_delay(&trace, 13.28e9) * speed_of_light / sqrt(3.4), 1.0, 1e-6);
}

static void dielectric_loss_is_its_closed_form(void)
{
    /* pi f sqrt(er) tan delta/c Np/m, exact for a TEM line to second order in tan
     * delta, at the anchor. */
    const struct line_trace trace = trace_of(105e-6, 3.4, 0.004, 1.5e-6);
    const double neper = pi * 12e9 * sqrt(3.4) * 0.004 / speed_of_light;
    CLOSE(line_trace_loss(&trace, 12e9).dielectric_db / (neper * 8.685889638), 1.0, 1e-5);
}

static void conductor_loss_is_that_of_its_current_factors(void)
{
    /* Rs K/(2 Z) of either strip, in the skin regime, first order. */
    const struct line_trace trace = trace_of(105e-6, 3.4, 0.004, 1.5e-6);
    const double f = 26.56e9, k = trace.odd.k_strip + trace.odd.k_plane;
    const double z = trace.odd.z_air / sqrt(3.4);
    const double neper = line_surface_resistance(1.72e-8, f) * k / (2.0 * z);
    const struct line_trace_loss loss = line_trace_loss(&trace, f);
    CLOSE(loss.smooth_db / (neper * 8.685889638), 1.0, 0.01);
    CLOSE(loss.smooth_db + loss.rough_db + loss.dielectric_db, loss.total_db, 1e-12);
    CU_ASSERT(loss.rough_db > 0.0);
}

static void warm_copper_loses_more(void)
{
    /* Skin regime: smooth loss grows like the root of the resistivity. */
    struct line_trace cold = trace_of(105e-6, 3.4, 0.004, 0.0), warm = cold;
    warm.resistivity = line_resistivity(1.72e-8, 0.00393, zero_celsius + 85.0);
    const double ratio = line_trace_loss(&warm, 26.56e9).smooth_db /
                         line_trace_loss(&cold, 26.56e9).smooth_db;
    CLOSE(ratio, sqrt(1.25545), 1e-3);
}

static void at_dc_both_strips_and_planes_resist(void)
{
    const struct line_trace trace = trace_of(105e-6, 3.4, 0.004, 1.5e-6);
    const double strip = 1.72e-8 / (105e-6 * 17e-6);
    const double plane = trace.odd.k_plane * 1.72e-8 / 17e-6;
    const double r = 2.0 * (strip + plane) * 0.237, freq[2] = {0.0, 1e9};
    struct net net;
    CU_ASSERT_EQUAL(line_trace_sparam(&trace, 0.237, 100.0, 2, freq, &net, NULL), LR_OK);
    CLOSE(creal(*net_s(&net, 0, 1, 0)), 200.0 / (200.0 + r), 1e-12);
    CLOSE(net.zref[1], 100.0, 0.0);
    CLOSE(net.freq[1], 1e9, 0.0);
    net_free(&net);
}

static void trace_is_passive_and_reciprocal(void)
{
    const struct line_trace trace = trace_of(77e-6, 4.2, 0.02, 5e-6);
    const double freq[6] = {0.0, 1e6, 73e6, 1.9e9, 26.56e9, 109.9e9};
    struct net net;
    CU_ASSERT_EQUAL(line_trace_sparam(&trace, 0.0113, 100.0, 6, freq, &net, NULL), LR_OK);
    for (size_t k = 0; k < 6; k++) {
        /* Singular values of a symmetric two-port: |S11 +- S21|. */
        const double complex s11 = *net_s(&net, k, 0, 0), s21 = *net_s(&net, k, 1, 0);
        CU_ASSERT(cabs(s11 + s21) <= 1.0 + 1e-15);
        CU_ASSERT(cabs(s11 - s21) <= 1.0);
        CLOSE(cabs(*net_s(&net, k, 0, 1) - s21), 0.0, 0.0);
    }
    net_free(&net);
}

static void nothing_arrives_before_light(void)
{
    /* 200 mm of FR-4, a Gaussian pulse of 7.5 ps rms: before the flight time at
     * infinite frequency less seven widths there is nothing but the slow skin-effect
     * tail of the pulse one period, 200 ns, earlier. */
    enum { N = 24001 };
    static double freq[N];
    static double complex spectrum[N];
    const struct line_trace trace = trace_of(84.5e-6, 4.2, 0.02, 5e-6);
    const double step = 5e6, band = 30e9, length = 0.2;
    for (size_t k = 0; k < N; k++)
        freq[k] = (double)k * step;
    struct net net;
    CU_ASSERT_EQUAL(line_trace_sparam(&trace, length, 100.0, N, freq, &net, NULL), LR_OK);
    for (size_t k = 0; k < N; k++) {
        const double x = freq[k] / band;
        spectrum[k] = (k ? 1.0 : 0.5) * *net_s(&net, k, 1, 0) * exp(-x * x);
    }
    net_free(&net);
    const double front = length * sqrt(trace.dielectric.er_inf) / speed_of_light;
    const double width = 1.0 / (pi * band * sqrt(2.0));
    double before = 0.0, peak = 0.0;
    for (int i = 0; i < 40; i++) {
        const double t =
            i < 20 ? (front - 7.0 * width) * i / 19.0 : front + (i - 20) * width;
        double sum = 0.0;
        for (size_t k = 0; k < N; k++)
            sum += creal(spectrum[k] * cexp(I * two_pi * freq[k] * t));
        double *most = i < 20 ? &before : &peak;
        *most = fmax(*most, fabs(sum));
    }
    CLOSE(before / peak, 0.0, 1e-6);
}

static void frequencies_out_of_the_models_range_are_warned_of(void)
{
    struct line_trace trace = trace_of(105e-6, 3.4, 0.004, 1.5e-6);
    struct lr_error err = {.notes = notes_new(false)};
    const double freq[2] = {0.0, 400e9};
    struct net net;
    CU_ASSERT_EQUAL(line_trace_sparam(&trace, 0.1, 100.0, 2, freq, &net, &err), LR_OK);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "dielectric: at 400 GHz its loss is too low, because its f_high is 1000 "
              "GHz; it wants five times the highest frequency");
    const char *third = note_text(err.notes, NOTE_WARNING, 2);
    CU_ASSERT(third && strstr(third, "the planes carry a mode of their own"));
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 3));
    net_free(&net);
    notes_free(err.notes);

    err = (struct lr_error){.notes = notes_new(true)};
    CU_ASSERT_EQUAL(line_trace_sparam(&trace, 0.1, 100.0, 2, freq, &net, &err),
                    LR_EINPUT);
    CU_ASSERT_PTR_NULL(net.s);
    notes_free(err.notes);
}

static void impossible_traces_are_refused_by_value(void)
{
    struct line_trace trace = trace_of(105e-6, 3.4, 0.004, 1.5e-6);
    struct lr_error err = {0};
    const double freq[1] = {1e9};
    struct net net;
    CU_ASSERT_EQUAL(line_trace_sparam(&trace, -0.1, 100.0, 1, freq, &net, &err),
                    LR_EDOMAIN);
    SAME_TEXT(err.text, "line length -0.1 m is not positive");
    CU_ASSERT_PTR_NULL(net.s);

    trace.resistivity = 0.0;
    CU_ASSERT_EQUAL(line_trace_init(&trace, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "trace: resistivity 0 ohm*m is not positive");
    trace.resistivity = 1.72e-8;
    trace.plane_thickness = NAN;
    CU_ASSERT_EQUAL(line_trace_init(&trace, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "trace: plane thickness nan m is not positive");
    trace.plane_thickness = 17e-6;
    trace.rough.radius = -1e-7;
    CU_ASSERT_EQUAL(line_trace_init(&trace, &err), LR_EDOMAIN);
    SAME_TEXT(
        err.text,
        "trace: roughness with spheres of radius -1e-07 m and surface ratio 4.88692 "
        "is negative");
    trace.rough.radius = 0.0;
    trace.strip.gap = 0.0;
    CU_ASSERT_EQUAL(line_trace_init(&trace, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "stripline: a pair needs a gap, not 0 m");
}

static const struct tap_case cases[] = {
    {"with the solved cross-section the reference losses come out to 1e-6",
     solved_cross_section_gives_the_reference_losses},
    {"with the closed form they come out within 4 %",
     closed_form_gives_the_reference_losses_within_percents},
    {"the built-in geometries are 100 ohm", built_in_geometries_are_100_ohm},
    {"an ideal pair is two odd strips in series", ideal_pair_is_two_odd_strips_in_series},
    {"dielectric loss is its closed form", dielectric_loss_is_its_closed_form},
    {"conductor loss is that of its current factors",
     conductor_loss_is_that_of_its_current_factors},
    {"warm copper loses more", warm_copper_loses_more},
    {"at DC both strips and planes resist", at_dc_both_strips_and_planes_resist},
    {"a trace is passive and reciprocal", trace_is_passive_and_reciprocal},
    {"nothing arrives before light", nothing_arrives_before_light},
    {"frequencies out of the model's range are warned of",
     frequencies_out_of_the_models_range_are_warned_of},
    {"impossible traces are refused by value", impossible_traces_are_refused_by_value},
};
TAP_MAIN("line/trace", cases)

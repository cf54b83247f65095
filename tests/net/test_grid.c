#include "config.h"

#include "net/grid.h"

#include "base/array.h"
#include "base/constants.h"
#include "tests/tap.h"

#include <math.h>

/* A line of `delay` s between 50 ohm ports: zc 43.7 ohm at high frequency, series
 * resistance r ohm in all, constant R, L, C: analytic down to DC. */
static void rlc_line(double f, double delay, double r, double complex s[4])
{
    const double zc0 = 43.7, w = two_pi * f;
    const double complex z = r + I * w * zc0 * delay, y = I * w * delay / zc0;
    const double complex p = cexp(-csqrt(z * y)), zc = csqrt(z / y);
    const double complex rho = (zc - 50.0) / (zc + 50.0), d = 1.0 - rho * rho * p * p;
    s[0] = s[3] = rho * (1.0 - p * p) / d;
    s[1] = s[2] = p * (1.0 - rho * rho) / d;
}

/* Points first, first + step, ... of that line. */
static void fill_line(struct net *net, double first, double step, double delay, double r)
{
    for (size_t k = 0; k < net->nf; k++) {
        net->freq[k] = first + (double)k * step;
        rlc_line(net->freq[k], delay, r, net_s(net, k, 0, 0));
    }
}

/* A matched lossy path: skin and dielectric loss, 20 dB at 26.56 GHz, 5.13 ns. */
static double complex lossy(double f)
{
    const double nepers = 1.2 * sqrt(f / 26.56e9) + 1.1 * f / 26.56e9;
    return cexp(-nepers - I * two_pi * f * 5.13e-9);
}

static void fill_lossy(struct net *net, double first, double step)
{
    for (size_t k = 0; k < net->nf; k++) {
        net->freq[k] = first + (double)k * step;
        *net_s(net, k, 0, 1) = *net_s(net, k, 1, 0) = lossy(net->freq[k]);
    }
}

static void a_uniform_grid_ends_at_the_last_multiple(void)
{
    static const struct {
        double step, stop;
        size_t nf;
    } grids[] = {{10e6, 40e9, 4001}, {10e6, 53.125e9, 5313}, {0.1, 0.3, 4}, {7.0, 7.0, 2},
                 {7.0, 13.9, 2}};
    for (size_t i = 0; i < sizeof grids / sizeof grids[0]; i++) {
        double *freq;
        size_t nf;
        CU_ASSERT_EQUAL(grid_uniform(grids[i].step, grids[i].stop, &freq, &nf, NULL),
                        LR_OK);
        CU_ASSERT_EQUAL(nf, grids[i].nf);
        CLOSE(freq[0], 0.0, 0.0);
        CLOSE(freq[nf - 1], (double)(nf - 1) * grids[i].step, 0.0);
        array_free(freq);
    }
}

static void impossible_grids_are_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    double *freq;
    size_t nf;
    CU_ASSERT_EQUAL(grid_uniform(0.0, 40e9, &freq, &nf, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "a grid of 0 GHz steps to 40 GHz; the step must be positive and the "
              "end not below it");
    CU_ASSERT_EQUAL(grid_uniform(10e6, 5e6, &freq, &nf, &err), LR_EDOMAIN);
    CU_ASSERT_EQUAL(grid_uniform(10e6, (double)NAN, &freq, &nf, &err), LR_EDOMAIN);
    CU_ASSERT_EQUAL(grid_uniform((double)NAN, 1e9, &freq, &nf, &err), LR_EDOMAIN);
    CU_ASSERT_EQUAL(grid_uniform(10e6, (double)INFINITY, &freq, &nf, &err), LR_EDOMAIN);
    CU_ASSERT_EQUAL(grid_uniform(1e3, 40e9, &freq, &nf, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "a grid of 1e-06 GHz steps to 40 GHz has more than 16777216 points");
    CU_ASSERT_PTR_NULL(freq);
}

static void losses_are_read_linear_in_db_between_points(void)
{
    /* 20 log10 of 0.1 and 0.001 are -20 and -60 dB; a quarter between: -30 dB. */
    struct net net;
    net_init(&net, 3, 2, 50.0, NULL);
    for (size_t k = 0; k < 3; k++)
        net.freq[k] = 1e9 + 4e9 * (double)k;
    *net_s(&net, 1, 1, 0) = 0.1 * I;
    *net_s(&net, 2, 1, 0) = -0.001;
    CLOSE(net_db_at(&net, 1, 0, 6e9), -30.0, 1e-12);
    CLOSE(net_db_at(&net, 1, 0, 5e9), -20.0, 1e-12);
    CLOSE(net_db_at(&net, 1, 0, 9e9), -60.0, 1e-12);
    CU_ASSERT(isnan(net_db_at(&net, 1, 0, 0.99e9)));
    CU_ASSERT(isnan(net_db_at(&net, 1, 0, 9.01e9)));
    CU_ASSERT(isnan(net_db_at(&net, 1, 0, (double)NAN)));
    net_free(&net);
}

static void the_delay_is_the_slope_of_the_phase(void)
{
    struct net net;
    net_init(&net, 401, 2, 50.0, NULL);
    fill_lossy(&net, 10e6, 10e6);
    CLOSE(net_delay(&net, 1, 0, net.nf), 5.13e-9, 1e-21);
    CLOSE(net_delay(&net, 1, 0, 2), 5.13e-9, 1e-20);
    CLOSE(net_delay(&net, 0, 0, net.nf), 0.0, 0.0);
    CLOSE(net_delay(&net, 1, 0, 1), 0.0, 0.0);
    net_free(&net);
}

static void resampling_meets_a_lossy_line_between_the_points(void)
{
    /* Points 10 MHz apart, where the wave turns by 18 degrees.  sqrt(f) bends sharply
     * at the first of them; a chord from 10 to 20 MHz would miss it there by
     * 1.2 (sqrt 15 - (sqrt 10 + sqrt 20)/2)/sqrt 26560 = 4.1e-4. */
    struct lr_error err = {LR_OK, "", notes_new(true)};
    struct net net, fine;
    double freq[2000];
    net_init(&net, 4000, 2, 50.0, NULL);
    fill_lossy(&net, 10e6, 10e6);
    for (size_t k = 0; k < 2000; k++)
        freq[k] = 15e6 + 19.9e6 * (double)k;
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 2000, freq, &fine, &err), LR_OK);
    CU_ASSERT_EQUAL(fine.nf, 2000);
    double low = 0.0, high = 0.0;
    for (size_t k = 0; k < fine.nf; k++) {
        const double off = cabs(*net_s(&fine, k, 1, 0) - lossy(freq[k]));
        double *most = freq[k] < 100e6 ? &low : &high;
        *most = fmax(*most, off);
    }
    CLOSE(low, 0.0, 4.1e-4);
    CLOSE(high, 0.0, 1e-6);
    CLOSE(cabs(*net_s(&fine, 999, 0, 0)), 0.0, 0.0);
    net_free(&fine);
    net_free(&net);
    notes_free(err.notes);
}

static void resampling_keeps_the_points_it_meets(void)
{
    struct net net, sub;
    double freq[3] = {20e6, 1e9 + 0.4, 4e9 + 0.7};       /* the last 0.7 Hz outside */
    net_init(&net, 400, 2, 42.5, NULL);
    fill_lossy(&net, 10e6, 10e6);
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 3, freq, &sub, NULL), LR_OK);
    for (size_t k = 0; k < 3; k++)
        CLOSE(cabs(*net_s(&sub, k, 1, 0) - lossy(freq[k])), 0.0, 2e-8);
    CLOSE(sub.zref[1], 42.5, 0.0);
    CLOSE(sub.freq[2], 4e9 + 0.7, 0.0);
    net_free(&sub);
    net_free(&net);
}

static void an_equal_grid_is_copied(void)
{
    struct net net, same;
    const double freq[2] = {10e6 + 0.9, 20e6 - 0.9};
    net_init(&net, 2, 2, 50.0, NULL);
    fill_lossy(&net, 10e6, 10e6);
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 2, freq, &same, NULL), LR_OK);
    CLOSE(same.freq[0], freq[0], 0.0);
    CLOSE(cabs(*net_s(&same, 1, 0, 1) - *net_s(&net, 1, 0, 1)), 0.0, 0.0);
    net_free(&same);
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 1, freq, &same, NULL), LR_OK);
    CU_ASSERT_EQUAL(same.nf, 1);                /* its beginning, too */
    CLOSE(cabs(*net_s(&same, 0, 0, 1) - *net_s(&net, 0, 0, 1)), 0.0, 0.0);
    net_free(&same);
    net_free(&net);
}

static void resampling_outside_the_band_is_refused(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, out;
    double freq[3] = {1e9, 2e9, 4.5e9};
    net_init(&net, 400, 2, 50.0, NULL);
    fill_lossy(&net, 10e6, 10e6);
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 3, freq, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "x.s2p: 4.5 GHz is outside its band, 0.01 to 4 GHz");
    freq[2] = 2e9;
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 3, freq, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text,
              "x.s2p: resampled at 2 GHz after 2 GHz; frequencies must increase");
    net.nf = 2;
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 1, freq, &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "x.s2p: 2 points are too few to resample; three are needed");
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
}

static void points_too_far_apart_are_warned_about(void)
{
    /* 5.13 ns turn by 360 x 5.13e-9 x 50e6 = 92 degrees between points 50 MHz apart. */
    struct lr_error err = {LR_OK, "", notes_new(false)};
    struct net net, out;
    const double freq[1] = {1e9};
    net_init(&net, 80, 2, 50.0, NULL);
    fill_lossy(&net, 50e6, 50e6);
    CU_ASSERT_EQUAL(net_resample(&net, "x.s2p", 1, freq, &out, &err), LR_OK);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "x.s2p: S12 turns by 92 degrees between "
              "0.05 and 0.1 GHz; the points are too far apart to interpolate safely");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 1));
    net_free(&out);
    net_free(&net);
    notes_free(err.notes);
}

static void dc_of_a_line_is_that_of_its_resistance(void)
{
    /* A series resistor r between 50 ohm ports: S11 = r/(100 + r), S21 = 100/(100 + r).
     * Delays to 5 ns with points 10 MHz apart; the fit leaves out f^4, which is
     * (2 pi 40 MHz x delay)^4/24 of the spread-out part of the response. */
    static const struct {
        double delay, tolerance;
    } lines[] = {{0.31e-9, 2e-5}, {1.53e-9, 5e-5}, {4.9e-9, 2e-3}};
    for (size_t i = 0; i < 3; i++) {
        struct lr_error err = {LR_OK, "", notes_new(false)};
        struct net net, out;
        net_init(&net, 400, 2, 42.5, NULL);
        fill_line(&net, 10e6, 10e6, lines[i].delay, 1.37);
        CU_ASSERT_EQUAL(net_with_dc(&net, "x.s2p", &out, &err), LR_OK);
        CU_ASSERT_EQUAL(out.nf, 401);
        CLOSE(out.freq[0], 0.0, 0.0);
        CLOSE(out.freq[400], 4e9, 0.0);
        CLOSE(out.zref[1], 42.5, 0.0);
        CLOSE(creal(out.s[0]), 1.37 / 101.37, lines[i].tolerance);
        CLOSE(creal(out.s[1]), 100.0 / 101.37, lines[i].tolerance);
        CLOSE(cimag(out.s[1]), 0.0, 0.0);
        CLOSE(cabs(out.s[4 * 400 + 1] - net.s[4 * 399 + 1]), 0.0, 0.0);
        SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 0), "x.s2p: no DC point; it is "
                  "extrapolated from the points at 0.01 GHz and above");
        CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 0));
        net_free(&out);
        net_free(&net);
        notes_free(err.notes);
    }
}

static void dc_can_be_found_from_one_to_three_points(void)
{
    for (size_t nf = 1; nf <= 3; nf++) {
        struct net net, out;
        net_init(&net, nf, 2, 50.0, NULL);
        fill_line(&net, 1e6, 1e6, 0.31e-9, 1.37);
        CU_ASSERT_EQUAL(net_with_dc(&net, "x.s2p", &out, NULL), LR_OK);
        CLOSE(creal(out.s[1]), 100.0 / 101.37, 1e-5);
        net_free(&out);
        net_free(&net);
    }
}

static void noise_averages_out_of_the_dc_point(void)
{
    /* +-1e-3 alternating on 1: ten points hold a to better than 1.5 standard errors,
     * 1.5e-3 x sqrt(1/10 + mx^2/sxx) = 7e-4, where four leave 1.6e-3. */
    struct net net, out;
    net_init(&net, 20, 1, 50.0, NULL);
    for (size_t k = 0; k < 20; k++) {
        net.freq[k] = 10e6 * (double)(k + 1);
        net.s[k] = 0.5 + (k % 2 ? 1e-3 : -1e-3);
    }
    CU_ASSERT_EQUAL(net_with_dc(&net, "x.s1p", &out, NULL), LR_OK);
    CLOSE(creal(out.s[0]), 0.5, 7e-4);
    net_free(&out);
    net_free(&net);
}

static void an_active_dc_point_is_clipped_mode_by_mode(void)
{
    /* Modes of [[a, b], [b, a]]: a + b and a - b.  1.04 is clipped to 1, -0.9 stays, so
     * a = 0.05 and b = 0.95. */
    struct lr_error err = {LR_OK, "", notes_new(false)};
    struct net net, out;
    net_init(&net, 6, 2, 50.0, NULL);
    for (size_t k = 0; k < 6; k++) {
        net.freq[k] = 10e6 * (double)(k + 1);
        *net_s(&net, k, 0, 0) = *net_s(&net, k, 1, 1) = 0.07;
        *net_s(&net, k, 0, 1) = *net_s(&net, k, 1, 0) = 0.97;
    }
    CU_ASSERT_EQUAL(net_with_dc(&net, "x.s2p", &out, &err), LR_OK);
    CLOSE(creal(out.s[0]), 0.05, 1e-12);
    CLOSE(creal(out.s[1]), 0.95, 1e-12);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "x.s2p: extrapolated to DC the network is "
              "active, its largest singular value is 1.0400; it is clipped to 1");
    net_free(&out);
    net_free(&net);
    notes_free(err.notes);
}

static void a_dc_point_that_is_there_is_made_real(void)
{
    struct lr_error err = {LR_OK, "", notes_new(false)};
    struct net net, out;
    net_init(&net, 2, 2, 50.0, NULL);
    net.freq[1] = 10e6;
    *net_s(&net, 0, 1, 0) = 0.98 - 0.0487 * I;
    *net_s(&net, 1, 1, 0) = 0.97 - 0.1 * I;
    CU_ASSERT_EQUAL(net_with_dc(&net, "x.s2p", &out, &err), LR_OK);
    CU_ASSERT_EQUAL(out.nf, 2);
    CLOSE(cabs(*net_s(&out, 0, 1, 0) - 0.98), 0.0, 0.0);
    CLOSE(cimag(*net_s(&out, 1, 1, 0)), -0.1, 0.0);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "x.s2p: S21 at DC has an imaginary part "
              "of 0.049; the real parts are taken");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_ASSUMPTION, 0));
    net_free(&out);

    *net_s(&net, 0, 1, 0) = 0.98 - 0.0009 * I;
    struct lr_error strict = {LR_OK, "", notes_new(true)};
    CU_ASSERT_EQUAL(net_with_dc(&net, "x.s2p", &out, &strict), LR_OK);
    CLOSE(cimag(*net_s(&out, 0, 1, 0)), 0.0, 0.0);
    net_free(&out);
    *net_s(&net, 0, 1, 0) = 0.98 - 0.0011 * I;
    CU_ASSERT_EQUAL(net_with_dc(&net, "x.s2p", &out, &strict), LR_EINPUT);
    CU_ASSERT_PTR_NULL(out.s);
    net_free(&net);
    notes_free(strict.notes);
    notes_free(err.notes);
}

static void nothing_has_no_dc_point(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    struct net net, out;
    net_init(&net, 0, 2, 50.0, NULL);
    CU_ASSERT_EQUAL(net_with_dc(&net, "x.s2p", &out, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "x.s2p: no frequency points");
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"a uniform grid ends at the last multiple",
     a_uniform_grid_ends_at_the_last_multiple},
    {"impossible grids are refused", impossible_grids_are_refused},
    {"losses are read linear in dB between points",
     losses_are_read_linear_in_db_between_points},
    {"the delay is the slope of the phase", the_delay_is_the_slope_of_the_phase},
    {"resampling meets a lossy line between the points",
     resampling_meets_a_lossy_line_between_the_points},
    {"resampling keeps the points it meets", resampling_keeps_the_points_it_meets},
    {"an equal grid is copied", an_equal_grid_is_copied},
    {"resampling outside the band is refused", resampling_outside_the_band_is_refused},
    {"points too far apart are warned about", points_too_far_apart_are_warned_about},
    {"DC of a line is that of its resistance", dc_of_a_line_is_that_of_its_resistance},
    {"DC can be found from one to three points",
     dc_can_be_found_from_one_to_three_points},
    {"noise averages out of the DC point", noise_averages_out_of_the_dc_point},
    {"an active DC point is clipped mode by mode",
     an_active_dc_point_is_clipped_mode_by_mode},
    {"a DC point that is there is made real", a_dc_point_that_is_there_is_made_real},
    {"nothing has no DC point", nothing_has_no_dc_point},
};
TAP_MAIN("net/grid", cases)

#include "config.h"

#include "tests/cases.h"
#include "tests/margin/tdecq_fixture.h"

#include <stdio.h>

/* Cases C of spec/optics-verification.md; what is listed there was
 * computed by oracle/tdecq_ref.py. */

static double pulse[SAMPLES];

static struct tdecq_signal signal_of(enum transmitter kind, double a, double b,
                                     double corner)
{
    struct tdecq_signal s = {.n = SAMPLES, .per_ui = PER_UI, .pulse = pulse};
    pulse_of(kind, a, b, corner, pulse);
    tdecq_ideal_levels(4, s.level);
    return s;
}

static struct tdecq solve(const struct tdecq_reference *reference,
                          const struct tdecq_signal *signal)
{
    struct lr_error err = {.status = LR_OK};
    struct tdecq t;
    CU_ASSERT_EQUAL(tdecq_solve(reference, signal, &t, &err), LR_OK);
    SAME_TEXT(err.text, "");
    return t;
}

static const struct {
    const char *name;
    enum transmitter kind;
    double a, b, db, ceq_db;
} listed[] = {
    {"rectangular", RECTANGULAR, 0.0, 0.0, 0.32, 0.25},
    {"BT4 0.60 f_b", BESSEL, 0.60, 0.0, 0.96, 0.76},
    {"BT4 0.50 f_b", BESSEL, 0.50, 0.0, 1.27, 1.01},
    {"BT4 0.40 f_b", BESSEL, 0.40, 0.0, 1.89, 1.52},
    {"BT4 0.33 f_b", BESSEL, 0.33, 0.0, 2.84, 2.25},
    {"one pole 0.50 f_b", ONE_POLE, 0.50, 0.0, 1.22, 1.02},
    {"one pole 0.30 f_b", ONE_POLE, 0.30, 0.0, 2.18, 1.90},
    {"VCSEL 22 GHz, 30 GHz", TWO_POLE, 22.0 / 53.125, 30.0 / 53.125, 1.66, 1.29},
};
enum { LISTED = sizeof listed / sizeof listed[0] };

static void linear_transmitters_have_the_tdecq_that_is_listed(void)
{
    char what[64];
    for (size_t i = 0; i < LISTED; i++) {
        const struct tdecq_signal s =
            signal_of(listed[i].kind, listed[i].a, listed[i].b, 0.5);
        const struct tdecq t = solve(&five_taps, &s);
        CU_ASSERT_TRUE(t.open);
        snprintf(what, sizeof what, "%s: TDECQ, dB (C)", listed[i].name);
        case_row("C3", what, listed[i].db, t.db, 0.03);
        case_row("C3", "the same: 10 log10 C_eq, dB (C)", listed[i].ceq_db, t.ceq_db,
                 0.03);
    }
}

static void nine_taps_have_the_tdecq_that_is_listed(void)
{
    const struct tdecq_reference lpo = {.levels = 4,
                                        .taps = 9,
                                        .pre_least = 1,
                                        .pre_most = 3,
                                        .ser = 4.0e-4,
                                        .slice = 0.05,
                                        .corner = 0.5};
    struct tdecq_signal s = signal_of(RECTANGULAR, 0.0, 0.0, 0.5);
    case_row("C3", "9 taps, rectangular: TDECQ, dB (C)", 0.33, solve(&lpo, &s).db, 0.03);
    s = signal_of(BESSEL, 0.40, 0.0, 0.5);
    case_row("C3", "9 taps, BT4 0.40 f_b: TDECQ, dB (C)", 1.88, solve(&lpo, &s).db, 0.03);
}

static void a_pattern_has_the_tdecq_of_the_statistics(void)
{
    char what[64];
    for (size_t i = 0; i < LISTED; i++) {
        const struct tdecq_signal s =
            signal_of(listed[i].kind, listed[i].a, listed[i].b, 0.5);
        const struct tdecq t = solve(&five_taps, &s);
        struct tdecq at = t;
        CU_ASSERT_EQUAL(tdecq_pattern(&five_taps, &s, 1 << 16, 1, &at, NULL), LR_OK);
        snprintf(what, sizeof what, "%s: 65536 symbols against statistics", listed[i].name);
        case_row("C4", what, t.db, at.db, 0.01);
        CLOSE(at.ceq_db, t.ceq_db, 1e-3);
    }
}

/* Nothing around what was found is better by more than the search may leave. */
static void the_taps_are_the_best(void)
{
    const struct tdecq_signal s = signal_of(BESSEL, 0.33, 0.0, 0.5);
    const struct tdecq best = solve(&five_taps, &s);
    CU_ASSERT_TRUE(best.start_db > best.db);
    for (size_t i = 0; i < 5; i++)
        for (size_t j = 0; j < 5; j++)
            for (int sign = -1; sign <= 1; sign += 2) {
                struct tdecq at = best;
                at.taps.c[i] += 0.01 * sign;
                at.taps.c[j] -= 0.01 * sign;
                at.centre += i == j ? sign : 0;
                CU_ASSERT_EQUAL(tdecq_at(&five_taps, &s, &at, NULL), LR_OK);
                CU_ASSERT_TRUE(at.db > best.db - 0.005);
            }
}

/* Closed forms, without a reference filter; tests of another program, Halo_Serdes. */
static void closed_forms_without_a_filter(void)
{
    const struct tdecq_reference plain = {
        .levels = 4, .taps = 1, .ser = 4.8e-4, .slice = 0.05};
    struct tdecq_signal s = signal_of(RECTANGULAR, 0.0, 0.0, 0.0);
    const struct tdecq ideal = solve(&plain, &s);
    const double sigma_ideal = 1.0 / (6.0 * tdecq_quantile(&plain));
    CLOSE(tdecq_quantile(&plain), 3.41407, 1e-5);
    case_row("C1", "ideal eye, no filter: TDECQ, dB (P)", 0.0, ideal.db, 1e-6);
    CLOSE(ideal.ceq_db, 0.0, 1e-12);
    CLOSE(ideal.sigma_g, sigma_ideal, 1e-7);
    for (size_t i = 0; i < 4; i++)
        s.sigma[i] = 0.6 * sigma_ideal;
    case_row("C1", "noise of 0.6 sigma_ideal in the eye, dB (P)",
             -5.0 * log10(1.0 - 0.36), solve(&plain, &s).db, 1e-6);
    for (size_t i = 0; i < 4; i++)
        s.sigma[i] = 0.0;
    s.scope = 0.5 * ideal.sigma_g;
    case_row("C1", "scope noise of 0.5 sigma_G is credited, dB (P)",
             -10.0 * log10(sqrt(1.25)), solve(&plain, &s).db, 1e-6);
}

/* What a DFE takes away of a post-cursor costs the height that it had. */
static void a_dfe_costs_what_it_removes(void)
{
    const struct tdecq_reference dfe = {
        .levels = 4, .taps = 1, .dfe_most = 0.3, .ser = 4.8e-4, .slice = 0.05};
    for (size_t i = 1; i <= 4; i++) {
        const double h = 0.1 * (double)i;
        struct tdecq_signal s = signal_of(RECTANGULAR, 0.0, 0.0, 0.0);
        for (size_t k = SAMPLES; k-- > PER_UI;)
            pulse[k] = (pulse[k] + h * pulse[k - PER_UI]) / (1.0 + h);
        const struct tdecq t = solve(&dfe, &s);
        if (i < 4)
            case_row("C1", "a DFE removes a post-cursor, dB (P)", 10.0 * log10(1.0 + h), t.db,
                     1e-3);
        else
            CU_ASSERT_TRUE(t.db > 10.0 * log10(1.4) + 0.1);
        CLOSE(t.dfe, fmin(h, 0.3) / (1.0 + h), 1e-3);
    }
}

static void noise_of_levels_and_compression_cost(void)
{
    struct tdecq_signal s = signal_of(TWO_POLE, 22.0 / 53.125, 30.0 / 53.125, 0.5);
    const double linear = solve(&five_taps, &s).db;
    for (size_t i = 0; i < 4; i++)      /* RIN: with the level above P0, ER 4 dB */
        s.sigma[i] = 0.006 * (s.level[i] + 0.5 + 1.0 / (pow(10.0, 0.4) - 1.0));
    const double noisy = solve(&five_taps, &s).db;
    CU_ASSERT_TRUE(noisy > linear + 0.05 && noisy < linear + 2.0);
    for (size_t i = 0; i < 4; i++)
        s.sigma[i] = 0.0;
    s.level[1] += 0.02;         /* R_LM 0.88                                   */
    s.level[2] -= 0.02;
    struct tdecq compressed = solve(&five_taps, &s), at = compressed;
    CU_ASSERT_TRUE(compressed.db > linear + 0.2);
    CU_ASSERT_EQUAL(tdecq_pattern(&five_taps, &s, 1 << 16, 1, &at, NULL), LR_OK);
    CLOSE(at.db, compressed.db, 0.01);
    /* Levels that are not alike above and below the mean: interference is counted as if
     * they were. */
    tdecq_ideal_levels(4, s.level);
    for (size_t i = 0; i < 4; i++)
        s.level[i] += i == 1 || i == 2 ? 0.01 : -0.01;
    compressed = solve(&five_taps, &s);
    at = compressed;
    CU_ASSERT_EQUAL(tdecq_pattern(&five_taps, &s, 1 << 16, 1, &at, NULL), LR_OK);
    CLOSE(at.db, compressed.db, 0.01);
}

static void nrz_is_measured_by_one_eye(void)
{
    const struct tdecq_reference nrz = {
        .levels = 2, .taps = 1, .ser = 5e-5, .slice = 0.1, .corner = 0.75};
    struct tdecq_signal s = signal_of(RECTANGULAR, 0.0, 0.0, 0.75);
    tdecq_ideal_levels(2, s.level);
    CLOSE(tdecq_quantile(&nrz), 3.8906, 1e-4);
    const struct tdecq ideal = solve(&nrz, &s);
    CU_ASSERT_TRUE(ideal.open && ideal.db > 0.0 && ideal.db < 0.5);
    s = signal_of(ONE_POLE, 0.25, 0.0, 0.75);
    tdecq_ideal_levels(2, s.level);
    const struct tdecq slow = solve(&nrz, &s);
    struct tdecq at = slow;
    CU_ASSERT_TRUE(slow.open && slow.db > ideal.db + 1.0);
    CU_ASSERT_EQUAL(tdecq_pattern(&nrz, &s, 1 << 16, 3, &at, NULL), LR_OK);
    CLOSE(at.db, slow.db, 0.01);
}

/* stateye's test of TDEC: 32 Gb/s behind a pole of 8 GHz.  It holds TDEC against the
 * opening that its eye has at 0.4 UI, 0.70740 - 0.2927, as if every bit were at its edge:
 * an eye of these levels and nothing else.  Of random bits few are there, so that clause
 * 95.8.5 has less, the less the rarer errors are: a sum over 5000 bits of the exponentials
 * has 3.433 dB at 5e-5 and 3.753 dB at 1e-12, 0.4 UI behind the mean of the crossings. */
static void tdec_behind_one_pole(void)
{
    const double opening = 0.70740 - 0.2927, tau = 32.0 / (2.0 * acos(-1.0) * 8.0);
    const double crossing = 0.36857;    /* [UI] the mean, from the beginning of a bit */
    struct tdecq_reference nrz = {.levels = 2, .taps = 1, .dfe_most = 0.9, .ser = 5e-5};
    struct tdecq_signal s = signal_of(RECTANGULAR, 0.0, 0.0, 0.0);
    struct tdecq levels = {.taps = {.n = 1, .c = {1.0}},
                           .dfe = opening - 1.0,
                           .centre = SAMPLES / 4.0 + 0.5 * PER_UI};
    tdecq_ideal_levels(2, s.level);
    for (size_t k = SAMPLES; k-- > PER_UI;)
        pulse[k] = opening * pulse[k] - (1.0 - opening) * pulse[k - PER_UI];
    CU_ASSERT_EQUAL(tdecq_at(&nrz, &s, &levels, NULL), LR_OK);
    case_row("C7", "levels 0.7074 and 0.2927: TDEC, dB (P)", 3.823, levels.db, 0.01);
    nrz.dfe_most = 0.0;
    nrz.slice = 0.1;
    for (size_t k = 0; k < SAMPLES; k++) {
        const double t = ((double)k - SAMPLES / 4.0) / PER_UI / tau;
        const double risen = t > 0.0 ? 1.0 - exp(-t) : 0.0;
        pulse[k] = risen - (t > 1.0 / tau ? 1.0 - exp(-t + 1.0 / tau) : 0.0);
    }
    const double ber[] = {5e-5, 1e-12}, want[] = {3.433, 3.753};
    for (size_t i = 0; i < 2; i++) {
        struct tdecq at = {.taps = {.n = 1, .c = {1.0}},
                           .centre = SAMPLES / 4.0 + (crossing + 0.5) * PER_UI};
        nrz.ser = ber[i];
        CU_ASSERT_EQUAL(tdecq_at(&nrz, &s, &at, NULL), LR_OK);
        case_row("C7", "behind the pole, by definition: TDEC, dB (C)", want[i], at.db, 0.02);
    }
}

static void a_closed_eye_says_so(void)
{
    const struct tdecq_reference one = {
        .levels = 4, .taps = 1, .ser = 4.8e-4, .slice = 0.05, .corner = 0.5};
    const struct tdecq_signal s = signal_of(ONE_POLE, 0.05, 0.0, 0.5);
    const struct tdecq t = solve(&one, &s);
    CU_ASSERT_FALSE(t.open);
    CU_ASSERT_TRUE(isinf(t.db));
    CU_ASSERT_TRUE(solve(&five_taps, &s).db > 6.0);
}

static void what_does_not_fit_is_refused(void)
{
    struct tdecq_reference r = five_taps;
    struct tdecq_signal s = signal_of(RECTANGULAR, 0.0, 0.0, 0.5);
    struct tdecq t;
    r.taps = 0;
    CU_ASSERT_EQUAL(tdecq_solve(&r, &s, &t, NULL), LR_EDOMAIN);
    r = five_taps;
    r.ser = 0.0;
    CU_ASSERT_EQUAL(tdecq_solve(&r, &s, &t, NULL), LR_EDOMAIN);
    s.n = SAMPLES / 4 + 36;
    CU_ASSERT_EQUAL(tdecq_solve(&five_taps, &s, &t, NULL), LR_EDOMAIN);
    s.n = 10;
    CU_ASSERT_EQUAL(tdecq_solve(&five_taps, &s, &t, NULL), LR_EDOMAIN);
}

static const struct tap_case cases[] = {
    {"linear transmitters have the TDECQ that is listed",
     linear_transmitters_have_the_tdecq_that_is_listed},
    {"nine taps have the TDECQ that is listed", nine_taps_have_the_tdecq_that_is_listed},
    {"a pattern has the TDECQ of the statistics",
     a_pattern_has_the_tdecq_of_the_statistics},
    {"the taps are the best", the_taps_are_the_best},
    {"closed forms without a filter", closed_forms_without_a_filter},
    {"a DFE costs what it removes", a_dfe_costs_what_it_removes},
    {"noise of levels and compression cost", noise_of_levels_and_compression_cost},
    {"NRZ is measured by one eye", nrz_is_measured_by_one_eye},
    {"TDEC behind one pole", tdec_behind_one_pole},
    {"a closed eye says so", a_closed_eye_says_so},
    {"what does not fit is refused", what_does_not_fit_is_refused},
};
TAP_MAIN("margin/tdecq", cases)

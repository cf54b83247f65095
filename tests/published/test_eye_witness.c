#include "config.h"

#include "margin/eye_com.h"
#include "margin/witness.h"
#include "tests/published/reference.h"

#include <math.h>
#include <string.h>

/* Statistics against a simulation symbol by symbol, of the same pulses, noise and jitter,
 * on real channels.  Noise is added until errors are frequent enough to be counted: heights
 * at 1e-4 within 3 % or 1 % of A_s, the larger; first errors of bursts within four sigma of
 * a binomial count. */
#define MS14 "C2M__Z100_IL14_WC_BOR_H_L_H_"

static const struct reference_files c2m = {
    "100gaui-1-c2m", MS14 "THRU.s4p",
    {MS14 "FEXT1.s4p", MS14 "FEXT2.s4p", MS14 "FEXT3.s4p"},
    {MS14 "NEXT1.s4p", MS14 "NEXT2.s4p", MS14 "NEXT3.s4p", MS14 "NEXT4.s4p"}};
static const struct reference_files example2 = {
    "100gbase-kr4", "example2_THRU.s4p",
    {"example2_FEXT1.s4p", "example2_FEXT2.s4p"},
    {"example2_NEXT1.s4p", "example2_NEXT2.s4p", "example2_NEXT3.s4p"}};
static const struct reference_files cable = {
    "100gbase-kr4", "CABLE1_TX_pair.s4p", {NULL}, {NULL}};

enum { SYMBOLS = 2000000, PHASES = 16 };
static const double at = 1e-4;

static void compare(const struct slicer *s, const struct eye *eye, const struct witness *w)
{
    struct eye_openings openings;
    double threshold[SLICER_LEVELS_MOST];
    const double a_s = s->r_lm * s->s0 / (double)(s->levels - 1);
    eye_openings_solve(eye, at, &openings);
    for (size_t i = 0; i + 1 < s->levels; i++) {
        const double height = witness_contour(w, i + 1, at) -
                              witness_contour(w, i, 1.0 - at);
        const double expected = openings.of[i].height;
        CLOSE(height, expected, fmax(0.03 * fabs(expected), 0.01 * 2.0 * a_s));
        threshold[i] = 0.5 * s->r_lm * s->s0 * (s->level[i] + s->level[i + 1]);
    }
    const double expected = eye_error_ratio(eye, threshold) * (double)w->undisturbed;
    CU_ASSERT(w->bursts >= 1000);
    CLOSE((double)w->bursts, expected, 4.0 * sqrt(expected));
}

/* With `noise` [V] rms besides what the interface has, and the receiver set as for none. */
static void run(const struct reference_files *files, double noise)
{
    struct reference r;
    struct lr_error err = {0};
    struct eye_of_com of;
    struct eye eye = {.levels = 0};
    struct witness w = {0};
    if (!reference_open(&r, files, &err)) {
        r.link.interface.com.slicer = true;
        CU_ASSERT_EQUAL_FATAL(
            link_com_solve(&r.chain, &r.channel, NULL, &r.work, &r.com, &err), LR_OK);
        const struct com_result *result = &r.com.cases[0];
        struct com_params params = r.link.interface.com;
        struct slicer s = result->slicer;
        params.r_lm *= r.com.swing[0].r_lm;
        s.r_lm = params.r_lm;
        for (size_t i = 0; i < s.levels; i++)
            s.level[i] = 2.0 * (double)i / ((double)s.levels - 1.0) - 1.0;
        s.jitter.symbol_random = params.sigma_rj;
        s.jitter.symbol_peak = params.a_dd;
        s.sigma_tx = hypot(s.sigma_tx, noise);
        params.jitter_in_span = false;  /* all symbols of a simulation move    */
        CU_ASSERT_EQUAL_FATAL(eye_of_com_init(&params, result, PHASES, &of, &err), LR_OK);
        of.source.noise = hypot(of.source.noise, noise);
        CU_ASSERT_EQUAL_FATAL(eye_init(&of.source, &eye, &err), LR_OK);
        struct witness_options options = {.symbols = SYMBOLS, .seed = 1};
        CU_ASSERT_EQUAL_FATAL(
            pattern_prbs(31, s.levels, 1, &options.pattern, &err), LR_OK);
        CU_ASSERT_EQUAL_FATAL(witness_run(&s, &options, &w, &err), LR_OK);
        compare(&s, &eye, &w);
        witness_free(&w);
        eye_free(&eye);
        eye_of_com_free(&of);
    }
    reference_free(&r);
}

static void pam4_of_a_host_with_seven_aggressors(void)
{
    run(&c2m, 12e-3);
}

static void pam2_of_a_backplane_with_five_aggressors(void)
{
    run(&example2, 9e-3);
}

static void pam2_of_a_cable(void)
{
    run(&cable, 20e-3);
}

static const struct tap_case cases[] = {
    {"PAM4 of a host with seven aggressors", pam4_of_a_host_with_seven_aggressors},
    {"PAM2 of a backplane with five aggressors", pam2_of_a_backplane_with_five_aggressors},
    {"PAM2 of a cable", pam2_of_a_cable},
};
TAP_MAIN("published/eye_witness", cases)

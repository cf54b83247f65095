#include "config.h"

#include "signal/jitter.h"
#include "tests/tap.h"

#include <math.h>

enum { MOST = 2001 };
static const double step = 1.0 / 256.0;

struct moments {
    double mass, mean, variance;        /* steps                               */
};

static struct moments moments_of(const struct jitter *jitter, size_t reach)
{
    double weight[MOST], scratch[MOST];
    struct moments m = {.mass = 0.0};
    jitter_weights(jitter, step, reach, weight, scratch);
    for (size_t i = 0; i < 2 * reach + 1; i++) {
        const double x = (double)i - (double)reach;
        m.mass += weight[i];
        m.mean += x * weight[i];
        m.variance += x * x * weight[i];
    }
    return m;
}

static void each_kind_has_its_variance(void)
{
    /* sigma^2; a^2; a^2/2, and 1/12 for the whole steps; (p-p/2)^2. */
    static const struct {
        struct jitter jitter;
        double variance, tol;
    } of[] = {{{.random = 0.01}, 2.56 * 2.56, 1e-6},
              {{.dual_dirac = 0.0234375}, 36.0, 1e-12},
              {{.sinusoidal = 0.1171875}, 450.0 + 1.0 / 12.0, 1.0},
              {{.duty_cycle = 0.0390625}, 25.0, 1e-12},
              {{.random = 0.02, .dual_dirac = 0.0234375, .duty_cycle = 0.0390625},
               5.12 * 5.12 + 61.0, 1e-6},
              {{.symbol_random = 0.1, .symbol_peak = 0.1, .even_odd = 0.1}, 0.0, 0.0}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        const struct moments m =
            moments_of(&of[i].jitter, jitter_reach(&of[i].jitter, step));
        CLOSE(m.mass, 1.0, 1e-12);
        CLOSE(m.mean, 0.0, 1e-12);
        CLOSE(m.variance, of[i].variance, of[i].tol);
    }
}

static void tails_of_random_jitter_stay_exact(void)
{
    /* Nine sigma out, 2.6 steps each: exp(-40.5) of the middle. */
    const struct jitter jitter = {.random = 2.6 / 256.0};
    const size_t reach = jitter_reach(&jitter, step);
    double weight[MOST], scratch[MOST];
    CU_ASSERT_EQUAL(reach, 26);
    jitter_weights(&jitter, step, reach, weight, scratch);
    const double x = 23.0 / 2.6;
    CLOSE(weight[reach + 23] / weight[reach] / exp(-0.5 * x * x), 1.0, 1e-12);
}

static void what_lies_too_far_out_is_put_at_the_ends(void)
{
    const struct jitter jitter = {.dual_dirac = 0.0234375};
    double weight[9], scratch[9];
    jitter_weights(&jitter, step, 4, weight, scratch);
    CLOSE(weight[0], 0.5, 1e-15);
    CLOSE(weight[8], 0.5, 1e-15);
}

static void gaussians_ask_for_steps_that_resolve_them(void)
{
    const struct jitter none = {.dual_dirac = 0.1}, wide = {.random = 0.02},
                        narrow = {.random = 0.003}, tiny = {.random = 1e-6};
    CU_ASSERT_EQUAL(jitter_parts(&none, 1.0 / 64.0, 16), 1);
    CU_ASSERT_EQUAL(jitter_parts(&wide, 1.0 / 64.0, 16), 1);
    CU_ASSERT_EQUAL(jitter_parts(&narrow, 1.0 / 64.0, 16), 4);  /* 0.6 / 64 / 0.003 */
    CU_ASSERT_EQUAL(jitter_parts(&tiny, 1.0 / 64.0, 16), 16);
    CU_ASSERT(jitter_samples(&narrow));
    CU_ASSERT_FALSE(jitter_samples(&(struct jitter){.symbol_random = 0.01}));
}

static void a_clock_recovery_follows_what_is_slow(void)
{
    /* First order: 1/sqrt(2) at the corner, a tenth a decade below. */
    CLOSE(jitter_tracked(4e6, 4e6), sqrt(0.5), 1e-15);
    CLOSE(jitter_tracked(4e4, 4e6), 0.01, 1e-6);
    CLOSE(jitter_tracked(4e9, 4e6), 1.0, 1e-6);
    CLOSE(jitter_tracked(123.0, 0.0), 1.0, 0.0);
}

static void refuse(struct jitter jitter, const char *text)
{
    struct lr_error err;
    CU_ASSERT_EQUAL(jitter_check(&jitter, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, text);
}

static void what_cannot_be_is_refused(void)
{
    refuse((struct jitter){.random = -0.01}, "random jitter of -0.01 UI; 0 to 0.5");
    refuse((struct jitter){.even_odd = 0.7}, "even-odd jitter of 0.7 UI; 0 to 0.5");
    refuse((struct jitter){.duty_cycle = (double)NAN},
           "duty-cycle distortion of nan UI; 0 to 0.5");
    refuse((struct jitter){.dual_dirac = 0.3, .sinusoidal = 0.15, .duty_cycle = 0.2},
           "the sampling instant moves by +-0.55 UI; at most 0.5");
    CU_ASSERT_EQUAL(jitter_check(&(struct jitter){.random = 0.02}, NULL), LR_OK);
}

static const struct tap_case cases[] = {
    {"each kind of jitter has its variance", each_kind_has_its_variance},
    {"tails of random jitter stay exact", tails_of_random_jitter_stay_exact},
    {"what lies too far out is put at the ends",
     what_lies_too_far_out_is_put_at_the_ends},
    {"Gaussians ask for steps that resolve them",
     gaussians_ask_for_steps_that_resolve_them},
    {"a clock recovery follows what is slow", a_clock_recovery_follows_what_is_slow},
    {"what cannot be is refused", what_cannot_be_is_refused},
};

TAP_MAIN("jitter", cases)

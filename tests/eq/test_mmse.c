#include "config.h"

#include "eq/mmse.h"
#include "tests/tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Everything against its definition: the error is what convolution leaves of a pulse,
 * with the noise behind the taps; the solution is what nothing near it is better than. */
enum { UI = 40, CURSOR = 12, NB = 2 };

struct problem {
    struct eq_rx_ffe ffe;
    struct eq_dfe dfe;
    double h[3 * UI];           /* the pulse in the middle, zeros around it    */
    double noise[EQ_RX_FFE_MOST];       /* autocorrelation over sigma_X^2      */
    double lag[EQ_RX_FFE_MOST];
    struct eq_mmse_input in;
};

static double uniform(void)
{
    return (double)rand() / RAND_MAX;
}

/* A pulse that decays to both sides of its cursor, under noise that is not white. */
static void begin(struct problem *p, size_t pre, size_t post, unsigned seed)
{
    srand(seed);
    *p = (struct problem){.ffe = {.n = pre + 1 + post, .pre = pre}, .dfe = {.n = NB}};
    for (size_t k = 0; k < NB; k++) {
        p->dfe.b_min[k] = -9.0;
        p->dfe.b_max[k] = 9.0;
    }
    for (size_t i = 0; i < p->ffe.n; i++) {
        p->ffe.least[i] = i == pre ? 1.0 : -9.0;
        p->ffe.most[i] = i == pre ? 1.0 : 9.0;
    }
    for (int k = 0; k < UI; k++)
        p->h[UI + k] =
            k == CURSOR ? 0.1 : 0.04 * (uniform() - 0.5) * exp(-0.2 * abs(k - CURSOR));
    p->h[UI + CURSOR + 1] += 0.06;
    p->h[UI + CURSOR - 1] += 0.03;
    for (size_t l = 0; l < p->ffe.n; l++) {
        p->noise[l] = 4e-5 * exp(-0.7 * (double)l);
        p->lag[l] = p->noise[l];
        for (size_t k = UI; k < 2 * UI; k++)
            p->lag[l] += p->h[k] * p->h[k + l];
    }
    p->in = (struct eq_mmse_input){&p->ffe, &p->dfe, p->lag, p->h + UI + CURSOR};
}

/* The pulse behind taps w at UI k from the cursor on. */
static double behind(const struct problem *p, const double *w, ptrdiff_t k)
{
    double sum = 0.0;
    for (size_t i = 0; i < p->ffe.n; i++) {
        const ptrdiff_t at = UI + CURSOR + k - ((ptrdiff_t)i - (ptrdiff_t)p->ffe.pre);
        sum += at >= 0 && at < 3 * UI ? w[i] * p->h[at] : 0.0;
    }
    return sum;
}

/* sigma_e^2 / sigma_X^2 of taps that are scaled to 1 at the cursor. */
static double error_of(const struct problem *p, const double *c, const double *b)
{
    double w[EQ_RX_FFE_MOST], sum = 0.0;
    const double through = behind(p, c, 0);
    for (size_t i = 0; i < p->ffe.n; i++)
        w[i] = c[i] / through;
    for (ptrdiff_t k = -UI; k < UI; k++) {
        const double wanted = k == 0 ? 1.0 : k > 0 && k <= NB ? b[k - 1] : 0.0;
        const double left = behind(p, w, k) - wanted;
        sum += left * left;
    }
    for (size_t i = 0; i < p->ffe.n; i++)
        for (size_t j = 0; j < p->ffe.n; j++)
            sum += w[i] * w[j] * p->noise[i > j ? i - j : j - i];
    return sum;
}

static void the_error_is_what_convolution_leaves(void)
{
    static const size_t pre[] = {0, 1, 5, 3}, post[] = {0, 4, 10, 0};
    for (size_t i = 0; i < 4; i++) {
        struct problem p;
        struct eq_mmse_output out;
        begin(&p, pre[i], post[i], 7 + (unsigned)i);
        CU_ASSERT_TRUE_FATAL(eq_mmse_solve(&p.in, &out));
        CU_ASSERT_EQUAL(out.taps.n, p.ffe.n);
        CU_ASSERT_EQUAL(out.taps.pre, pre[i]);
        CLOSE(out.taps.c[pre[i]], 1.0, 0.0);
        CLOSE(out.error / error_of(&p, out.taps.c, out.b), 1.0, 1e-10);
    }
}

static void nothing_near_the_solution_is_better(void)
{
    struct problem p;
    struct eq_mmse_output out;
    begin(&p, 4, 7, 3);
    CU_ASSERT_TRUE_FATAL(eq_mmse_solve(&p.in, &out));
    for (size_t i = 0; i < 200; i++) {
        double c[EQ_RX_FFE_MOST], b[NB];
        for (size_t k = 0; k < p.ffe.n; k++)
            c[k] = out.taps.c[k] + 1e-3 * (uniform() - 0.5);
        for (size_t k = 0; k < NB; k++)
            b[k] = out.b[k] + 1e-3 * (uniform() - 0.5);
        CU_ASSERT_TRUE(error_of(&p, c, b) > out.error);
    }
}

static void a_dfe_at_its_limit_leaves_the_best_taps_for_it(void)
{
    struct problem p;
    struct eq_mmse_output open, held;
    begin(&p, 4, 7, 5);
    CU_ASSERT_TRUE_FATAL(eq_mmse_solve(&p.in, &open));
    CU_ASSERT_TRUE(open.b[0] > 0.1);
    p.dfe.b_max[0] = 0.5 * open.b[0];
    CU_ASSERT_TRUE_FATAL(eq_mmse_solve(&p.in, &held));
    CLOSE(held.b[0], 0.5 * open.b[0], 0.0);
    CLOSE(held.b[1], open.b[1], 0.0);   /* as the tool: not solved again       */
    CU_ASSERT_TRUE(held.error > open.error);
    CLOSE(held.error / error_of(&p, held.taps.c, held.b), 1.0, 1e-10);
    for (size_t i = 0; i < 200; i++) {
        double c[EQ_RX_FFE_MOST];
        for (size_t k = 0; k < p.ffe.n; k++)
            c[k] = held.taps.c[k] + 1e-3 * (uniform() - 0.5);
        CU_ASSERT_TRUE(error_of(&p, c, held.b) > held.error);
    }
}

static void a_tap_at_its_limit_is_cut_and_the_dfe_follows(void)
{
    struct problem p;
    struct eq_mmse_output open, held;
    begin(&p, 4, 7, 5);
    CU_ASSERT_TRUE_FATAL(eq_mmse_solve(&p.in, &open));
    CU_ASSERT_TRUE(open.taps.c[3] < -0.05);
    p.ffe.least[3] = 0.5 * open.taps.c[3];
    CU_ASSERT_TRUE_FATAL(eq_mmse_solve(&p.in, &held));
    CLOSE(held.taps.c[3], 0.5 * open.taps.c[3], 1e-15);
    for (size_t i = 0; i < p.ffe.n; i++)
        if (i != 3)
            CLOSE(held.taps.c[i], open.taps.c[i], 1e-14);
    const double through = behind(&p, held.taps.c, 0);
    for (ptrdiff_t k = 0; k < NB; k++)
        CLOSE(held.b[k], behind(&p, held.taps.c, k + 1) / through, 1e-12);
    CU_ASSERT_TRUE(held.error > open.error);
    CLOSE(held.error / error_of(&p, held.taps.c, held.b), 1.0, 1e-10);
}

static void without_noise_what_the_dfe_removes_leaves_nothing(void)
{
    struct problem p;
    struct eq_mmse_output out;
    begin(&p, 0, 0, 1);
    memset(p.h, 0, sizeof p.h);
    p.h[UI + CURSOR] = 0.1;
    p.h[UI + CURSOR + 1] = 0.04;
    p.h[UI + CURSOR + 2] = -0.02;
    p.lag[0] = 0.1 * 0.1 + 0.04 * 0.04 + 0.02 * 0.02;
    CU_ASSERT_TRUE_FATAL(eq_mmse_solve(&p.in, &out));
    CLOSE(out.b[0], 0.4, 1e-12);
    CLOSE(out.b[1], -0.2, 1e-12);
    CU_ASSERT_TRUE(out.error < 1e-14);
}

static void a_pulse_that_is_not_there_has_no_solution(void)
{
    struct problem p;
    struct eq_mmse_output out;
    begin(&p, 2, 3, 1);
    memset(p.h, 0, sizeof p.h);
    memset(p.lag, 0, sizeof p.lag);
    CU_ASSERT_FALSE(eq_mmse_solve(&p.in, &out));
}

static void taps_shift_a_pulse_in_a_circle(void)
{
    const struct eq_rx_taps taps = {3, 1, {-0.25, 1.0, 0.5}};
    const double x[] = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
    double y[7];
    eq_rx_ffe_apply(&taps, 2, 7, x, y);
    for (size_t k = 0; k < 7; k++)
        CLOSE(y[k], -0.25 * x[(k + 2) % 7] + x[k] + 0.5 * x[(k + 5) % 7], 1e-15);
}

static void power_behind_taps_follows_from_the_autocorrelation(void)
{
    const struct eq_rx_taps taps = {4, 2, {0.125, -0.5, 1.0, -0.25}};
    const double x[] = {0.3, -1.1, 0.7, 2.0, -0.4};
    double lag[4] = {0.0}, y[8] = {0.0}, sum = 0.0, mean = 0.0;
    for (size_t l = 0; l < 4; l++)
        for (size_t k = 0; k + l < 5; k++)
            lag[l] += x[k] * x[k + l];
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 5; k++)
            y[i + k] += taps.c[i] * x[k];
    for (size_t k = 0; k < 8; k++)
        sum += y[k] * y[k];
    CLOSE(eq_rx_ffe_variance(&taps, lag), sum, 1e-13);
    /* At DC the taps add up, at half the symbol rate they alternate, and over one symbol
     * rate the mean is the sum of their squares. */
    CLOSE(eq_rx_ffe_power(&taps, 0.0, 1e9), 0.375 * 0.375, 1e-14);
    CLOSE(eq_rx_ffe_power(&taps, 0.5e9, 1e9), 1.875 * 1.875, 1e-13);
    for (size_t k = 0; k < 16; k++)
        mean += eq_rx_ffe_power(&taps, 1e9 * (double)k / 16.0, 1e9) / 16.0;
    CLOSE(mean, 0.015625 + 0.25 + 1.0 + 0.0625, 1e-13);
}

static const struct tap_case cases[] = {
    {"the error is what convolution leaves", the_error_is_what_convolution_leaves},
    {"nothing near the solution is better", nothing_near_the_solution_is_better},
    {"a DFE at its limit leaves the best taps for it",
     a_dfe_at_its_limit_leaves_the_best_taps_for_it},
    {"a tap at its limit is cut, and the DFE follows",
     a_tap_at_its_limit_is_cut_and_the_dfe_follows},
    {"without noise what the DFE removes leaves nothing",
     without_noise_what_the_dfe_removes_leaves_nothing},
    {"a pulse that is not there has no solution",
     a_pulse_that_is_not_there_has_no_solution},
    {"taps shift a pulse in a circle", taps_shift_a_pulse_in_a_circle},
    {"the power behind taps follows from the autocorrelation",
     power_behind_taps_follows_from_the_autocorrelation},
};
TAP_MAIN("eq/mmse", cases)

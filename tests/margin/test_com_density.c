#include "config.h"

#include "tests/margin/com_fixture.h"

#include <stdlib.h>

/* Densities against sums that are formed another way, down to COM of -30 dB. */

enum { ECHOES = 60 };

struct echoes {                 /* of one path: v[k] volts, 3 + k UI behind the pulse */
    size_t n;
    double v[ECHOES];
};

/* Reproducible amplitudes of either sign, low to high. */
static struct echoes echoes(size_t n, double low, double high, unsigned seed)
{
    struct echoes out = {.n = n};
    unsigned long state = seed;
    for (size_t k = 0; k < n; k++) {
        state = (state * 1103515245UL + 12345UL) % 2147483648UL;
        const double u = (double)state / 2147483648.0;
        out.v[k] = (low + u * (high - low)) * (state / 65536UL % 2 ? 1.0 : -1.0);
    }
    return out;
}

/* A flat path of `size` with echoes of that, all UI-spaced: pulses are rectangles. */
static void put_echoes(struct fixture *f, size_t path, double size,
                       const struct echoes *echoes)
{
    const double dt = 1.0 / (baud * M);
    struct net *net = &f->channel.path[path].net;
    for (size_t k = 0; k < NF; k++) {
        double complex h = 1.0;
        for (size_t i = 0; i < echoes->n; i++)
            h += echoes->v[i] *
                 cexp(-I * two_pi * net->freq[k] * (double)((3 + i) * M) * dt);
        *net_s(net, k, 1, 0) = size * h * cexp(-I * two_pi * net->freq[k] * 40.0 * dt);
    }
}

/* PAM4 with echoes in the through path and in two aggressors of 0.1; no equaliser. */
static void begin_echoes(struct fixture *f, const struct echoes *thru,
                         const struct echoes *other)
{
    begin(f, true);
    open_filters(f);
    put_echoes(f, 0, 1.0, thru);
    put_echoes(f, 1, 0.1, other);
    put_echoes(f, 2, 0.1, other);
    f->params.levels = 4;
    f->params.r_lm = 0.95;
    f->params.der = 1e-4;
    f->params.rx = (struct signal_filter){0};
    f->params.bin = 1.0;                        /* that is, A_s / 1000 */
    f->ctle[0] = (struct eq_ctle){.f_z = 1e22, .f_p1 = 1e22, .f_p2 = 1e22};
    f->which.drive.snr_tx_db = 20.0;
    f->which.drive.amplitude[PATH_NEXT] = 0.9;
}

/* A plain convolution in long doubles, over everything that can be reached. */
struct brute {
    long half;
    long double *p, *next;      /* [2 half + 1]                                */
};

static void spread(struct brute *b, double v, double bin)
{
    if (!(fabs(v) > bin))
        return;
    for (long k = 0; k <= 2 * b->half; k++)
        b->next[k] = 0.0L;
    for (size_t l = 0; l < 4; l++) {
        const long by = lround(fabs(v) * (2.0 * (double)l / 3.0 - 1.0) / bin);
        for (long k = 0; k <= 2 * b->half; k++)
            if (b->p[k] > 0.0L)
                b->next[k + by] += 0.25L * b->p[k];
    }
    long double *swap = b->p;
    b->p = b->next;
    b->next = swap;
}

/* P(sum of levels + Gaussian <= y), the Gaussian sampled and cut as the tool does. */
static long double cumulative(const struct brute *b, double sigma, double bin, long y)
{
    const long cut = lround(2.0 * 3.719016485455709 * sigma / bin);     /* 1e-4 */
    long double all = 0.0L, sum = 0.0L;
    long double *below = calloc((size_t)(2 * cut + 2), sizeof *below);
    for (long k = -cut; k <= cut; k++) {
        const long double x = (long double)k * bin;
        all += expl(-x * x / (2.0L * sigma * sigma));
        below[k + cut + 1] = all;
    }
    for (long k = -b->half; k <= b->half; k++) {
        const long left = y - k;
        if (left >= -cut)
            sum += b->p[k + b->half] * (left > cut ? 1.0L : below[left + cut + 1] / all);
    }
    free(below);
    return sum;
}

static void brute_force(struct fixture *f, const struct echoes *thru,
                        const struct echoes *other, double lowest, double highest)
{
    begin_echoes(f, thru, other);
    const struct com_result *r = solve(f);
    const double *amplitude = f->which.drive.amplitude;
    const double bin = r->a_s / 1000.0;
    CLOSE(r->a_s, 0.95 * 0.4 / 3.0, 1e-11);
    CU_ASSERT(r->com_db > lowest && r->com_db < highest);
    struct brute b = {.half = 10};
    const double x[] = {0.1 * amplitude[PATH_FEXT], 0.1 * amplitude[PATH_NEXT]};
    for (size_t i = 0; i < thru->n; i++)
        b.half += lround(0.4 * fabs(thru->v[i]) / bin) + 1;
    for (size_t j = 0; j < 2; j++) {
        b.half += lround(x[j] / bin) + 1;
        for (size_t i = 0; i < other->n; i++)
            b.half += lround(x[j] * fabs(other->v[i]) / bin) + 1;
    }
    b.p = calloc((size_t)(2 * b.half + 1), sizeof *b.p);
    b.next = calloc((size_t)(2 * b.half + 1), sizeof *b.next);
    CU_ASSERT_FATAL(b.p && b.next);
    b.p[b.half] = 1.0L;
    for (size_t i = 0; i < thru->n; i++)
        spread(&b, 0.4 * thru->v[i], bin);
    for (size_t j = 0; j < 2; j++) {
        spread(&b, x[j], bin);
        for (size_t i = 0; i < other->n; i++)
            spread(&b, x[j] * other->v[i], bin);
    }
    /* The answer is the first bin above 1e-4. */
    const long y = -lround(r->a_ni / bin);
    CLOSE((double)y * bin, -r->a_ni, 1e-9 * r->a_ni);
    CU_ASSERT(cumulative(&b, r->sigma_gauss, bin, y) > 1e-4L);
    CU_ASSERT(cumulative(&b, r->sigma_gauss, bin, y - 1) <= 1e-4L);
    free(b.p);
    free(b.next);
}

static void com_of_minus_10_db_is_that_of_a_plain_convolution(void)
{
    struct fixture f;
    const struct echoes thru = echoes(14, 0.03, 0.11, 71),
                        other = echoes(6, 0.1, 0.3, 5);
    brute_force(&f, &thru, &other, -12.0, -8.0);
    CLOSE(f.result.veo, 2.0 * (f.result.a_s - f.result.a_ni), 1e-15);
    CU_ASSERT(isnan(f.result.vec_db));
    end(&f);
}

static void com_of_minus_30_db_is_that_of_a_plain_convolution(void)
{
    struct fixture f;
    const struct echoes thru = echoes(ECHOES, 0.05, 0.95, 3),
                        other = echoes(9, 0.2, 0.8, 8);
    brute_force(&f, &thru, &other, -32.0, -28.0);
    CU_ASSERT(isnan(f.result.vec_db));
    end(&f);
}

static double mass(const struct com_density *d)
{
    double sum = 0.0;
    for (size_t k = 0; k < d->n; k++)
        sum += d->p[k];
    return sum;
}

static double variance(const struct com_density *d)
{
    double sum = 0.0;
    for (size_t k = 0; k < d->n; k++)
        sum += pow(d->first + (double)k * d->step, 2.0) * d->p[k];
    return sum;
}

static void budget_is_the_peak_of_each_impairment(void)
{
    /* One FEXT sample of 5 % of 0.4 V and a Gaussian: 27 dB down, 4.264891 sigma. */
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    f.which.drive.snr_tx_db = 27.0;
    solve(&f);
    CLOSE(f.result.budget.xtalk, 0.02, 1e-5);
    CLOSE(f.result.budget.noise, 4.264891 * f.result.sigma_gauss, 2e-5);
    CLOSE(f.result.budget.isi, 0.0, 1e-5);
    CLOSE(f.result.budget.jitter, 0.0, 1e-5);
    CU_ASSERT(f.result.a_ni < f.result.budget.xtalk + f.result.budget.noise);
    end(&f);
    /* Two echoes, each probability 1/4 at its outer level. */
    const struct echoes thru = {2, {0.2, -0.07}}, none = {0};
    begin_echoes(&f, &thru, &none);
    solve(&f);
    CLOSE(f.result.budget.isi, 0.27 * 0.4, 2e-4);
    CLOSE(f.result.budget.xtalk, 0.1 * (0.4 + 0.9), 2e-4);
    end(&f);
}

static void jitter_in_the_budget_is_that_of_a_dd(void)
{
    struct fixture f;
    begin(&f, false);
    leave_out_crosstalk(&f);
    receiver(&f);
    const double at_02 = solve(&f)->budget.jitter;
    f.params.a_dd = 0.04;
    CU_ASSERT(at_02 > 0.0);
    CLOSE(solve(&f)->budget.jitter, 2.0 * at_02, 0.02 * at_02);
    f.params.a_dd = 0.0;
    CLOSE(solve(&f)->budget.jitter, 0.0, 0.0);
    end(&f);
}

static void curves_are_densities_whose_total_has_the_answer(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    CU_ASSERT_EQUAL(solve(&f)->density.total.n, 0);
    CU_ASSERT_PTR_NULL(f.result.density.thru.p);
    f.params.densities = true;
    const struct com_result *r = solve(&f);
    const struct com_density *parts[] = {&r->density.thru, &r->density.xtalk,
                                         &r->density.noise, &r->density.total};
    double sum = 0.0;
    for (size_t i = 0; i < 4; i++) {
        CLOSE(mass(parts[i]), 1.0, 1e-12);
        CLOSE(parts[i]->step, parts[3]->step, 0.0);
        CLOSE(parts[i]->first, -parts[i]->step * (double)(parts[i]->n / 2), 1e-15);
        sum += variance(parts[i]);
    }
    CLOSE(2.0 * variance(parts[3]) / sum, 1.0, 1e-4);
    CU_ASSERT(r->density.total.n < 8192);
    double below = 0.0;
    size_t k = 0;
    while (k < r->density.total.n && !((below += r->density.total.p[k]) > f.params.der))
        k++;
    CLOSE(r->density.total.first + (double)k * r->density.total.step, -r->a_ni,
          1.5 * r->density.total.step);
    end(&f);
}

static void wide_curves_are_drawn_in_coarse_steps(void)
{
    struct fixture f;
    const struct echoes thru = echoes(ECHOES, 0.05, 0.95, 3),
                        other = echoes(9, 0.2, 0.8, 8);
    begin_echoes(&f, &thru, &other);
    f.params.densities = true;
    const struct com_result *r = solve(&f);
    const struct com_density *d = &r->density.total;
    CU_ASSERT(d->n > 1024 && d->n < 8192);
    CU_ASSERT(d->step > 2.0 * r->a_s / 1000.0);
    CLOSE(mass(d), 1.0, 1e-12);
    double below = 0.0;
    size_t k = 0;
    while (k < d->n && !((below += d->p[k]) > f.params.der))
        k++;
    CLOSE(d->first + (double)k * d->step, -r->a_ni, 1.5 * d->step);
    end(&f);
}

static const struct tap_case cases[] = {
    {"COM of -10 dB is that of a plain convolution",
     com_of_minus_10_db_is_that_of_a_plain_convolution},
    {"COM of -30 dB is that of a plain convolution",
     com_of_minus_30_db_is_that_of_a_plain_convolution},
    {"the budget is the peak of each impairment", budget_is_the_peak_of_each_impairment},
    {"jitter in the budget is that of A_DD", jitter_in_the_budget_is_that_of_a_dd},
    {"curves are densities whose total has the answer",
     curves_are_densities_whose_total_has_the_answer},
    {"wide curves are drawn in coarse steps", wide_curves_are_drawn_in_coarse_steps},
};
TAP_MAIN("margin/com_density", cases)

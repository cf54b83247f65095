#include "config.h"

#include "margin/tdecq_eye.h"

#include "base/constants.h"

#include <math.h>

enum { FREQUENCIES = 1024, STEPS_MOST = 60 };

/* [OMA] cursors below this are Gaussian noise: what it leaves out of the fourth cumulant
 * is less than 1e-5 of a probability that counts. */
static const double small_cursor = 3e-3;

/* The noise is sought between these, [OMA]; an ideal eye bears 0.05. */
static const double least_noise = 2e-4, most_noise = 0.6;

/* exp(-x^2/2) at the last frequency: 1e-11. */
static const double last_turn = 7.2;

/* A rate below this is lost in the rounding of its sum. */
static const double unseen = 1e-13;

static const double near_zero = 0.05;   /* a factor that is not divided by     */

struct spectrum {
    const struct tdecq_eye *eye;
    double step;                /* of the angular frequency, 1/OMA             */
    size_t n;                   /* frequencies step .. n step                  */
    size_t nlarge, large[TDECQ_CURSORS];
    double variance;            /* of the small cursors                        */
    double power;               /* of the levels                               */
    double c[FREQUENCIES];      /* of all cursors but the main one             */
};

struct rate {                   /* of wrong symbols                            */
    double value, by_sigma, by_main, by_scale;
};

/* e^{j angle k}, k = 1, 2 ... by turning. */
struct turn {
    double c, s, step_c, step_s;
};

static struct turn turn_by(double angle)
{
    const double c = cos(angle), s = sin(angle);
    return (struct turn){c, s, c, s};
}

static void turn_on(struct turn *t)
{
    const double c = t->c * t->step_c - t->s * t->step_s;
    t->s = t->s * t->step_c + t->c * t->step_s;
    t->c = c;
}

/* The characteristic function of one cursor at one frequency: that of levels which are
 * alike above and below their mean; what makes them differ is left out. */
static double mean_of(const struct tdecq_eye *eye, size_t k, double omega)
{
    double sum = 0.0;
    for (size_t i = 0; i < eye->levels; i++)
        sum += cos(eye->level[i] * eye->h[k] * omega);
    return sum / (double)eye->levels;
}

/* The same at all n frequencies, and NULL or its derivative by h over the frequency. */
static void means_of(const struct spectrum *s, size_t k, double *mean, double *derivative)
{
    const struct tdecq_eye *eye = s->eye;
    const double part = 1.0 / (double)eye->levels;
    for (size_t j = 0; j < s->n; j++)
        mean[j] = 0.0;
    for (size_t j = 0; derivative && j < s->n; j++)
        derivative[j] = 0.0;
    for (size_t i = 0; i < eye->levels; i++) {
        struct turn t = turn_by(eye->level[i] * eye->h[k] * s->step);
        for (size_t j = 0; j < s->n; j++, turn_on(&t)) {
            mean[j] += part * t.c;
            if (derivative)
                derivative[j] -= part * eye->level[i] * t.s;
        }
    }
}

static void load(struct spectrum *s, const struct tdecq_eye *eye)
{
    double reach = 0.0;
    s->eye = eye;
    s->nlarge = 0;
    s->variance = s->power = 0.0;
    for (size_t i = 0; i < eye->levels; i++)
        s->power += eye->level[i] * eye->level[i] / (double)eye->levels;
    for (size_t k = 0; k < eye->n; k++) {
        if (k == eye->main)
            continue;
        reach += fabs(eye->h[k]);
        if (fabs(eye->h[k]) > small_cursor)
            s->large[s->nlarge++] = k;
        else
            s->variance += s->power * eye->h[k] * eye->h[k];
    }
    /* One period holds all interference, the noise beside it and the thresholds. */
    s->step = two_pi / (reach + 3.2);
    s->n = 0;
}

/* e[j] = exp(-(sigma omega_j)^2 / 2), by turning the ratio of neighbours. */
static void fill_gaussian(const struct spectrum *s, double variance, double *e)
{
    const double a = 0.5 * variance * s->step * s->step, both = exp(-2.0 * a);
    double now = exp(-a), ratio = exp(-3.0 * a);
    for (size_t j = 0; j < s->n; j++) {
        e[j] = now;
        now *= ratio;
        ratio *= both;
    }
}

/* As many frequencies as noise of this rms leaves. */
static void extend(struct spectrum *s, double sigma)
{
    const double all = sqrt(sigma * sigma + s->variance);
    const double wanted = ceil(last_turn / (all * s->step));
    const size_t n = wanted < FREQUENCIES ? (size_t)wanted : FREQUENCIES;
    double mean[FREQUENCIES];
    if (n <= s->n)
        return;
    s->n = n;
    fill_gaussian(s, s->variance, s->c);
    for (size_t i = 0; i < s->nlarge; i++) {
        means_of(s, s->large[i], mean, NULL);
        for (size_t j = 0; j < n; j++)
            s->c[j] *= mean[j];
    }
}

/* Adds one way for a level to be wrong: sign (X - threshold + level) > 0, with noise
 * whose characteristic function is e[n].  weight[n] NULL, or what that of the
 * interference is multiplied with at each frequency. */
static void add_edge(const struct spectrum *s, const double *e, double level,
                     double threshold, double sign, struct rate *rate, double *weight)
{
    const struct tdecq_eye *eye = s->eye;
    const double part = 1.0 / (double)eye->levels, unit = s->step / pi;
    const double x = sign * (eye->scale * threshold - level * eye->h[eye->main]);
    double sum = 0.5 * x, density = 0.5, by_sigma = 0.0;
    struct turn t = turn_by(s->step * x);
    for (size_t j = 0; j < s->n; j++, turn_on(&t)) {
        const double omega = (double)(j + 1) * s->step, ce = s->c[j] * e[j];
        sum += ce * t.s / omega;
        density += ce * t.c;
        by_sigma += ce * t.s * omega;
        if (weight)
            weight[j] += part * e[j] * t.s;
    }
    rate->value += part * (0.5 - unit * sum);
    rate->by_sigma += part * unit * by_sigma;
    rate->by_main += part * unit * density * sign * level;
    rate->by_scale -= part * unit * density * sign * threshold;
}

/* What is wrong with added noise of rms sigma; thresholds of equidistant levels. */
static struct rate rate_of(const struct spectrum *s, double sigma, double *weight)
{
    const struct tdecq_eye *eye = s->eye;
    const double spaces = (double)(eye->levels - 1);
    struct rate rate = {0.0, 0.0, 0.0, 0.0};
    double e[FREQUENCIES], last = -1.0;
    for (size_t i = 0; i < eye->levels; i++) {
        const double already = eye->sigma[i] * eye->sigma[i];
        if (!(fabs(already - last) <= 0.0))
            fill_gaussian(s, sigma * sigma + already, e);
        last = already;
        if (i + 1 < eye->levels)
            add_edge(s, e, eye->level[i], ((double)i + 0.5) / spaces - 0.5, 1.0, &rate,
                     weight);
        if (i)
            add_edge(s, e, eye->level[i], ((double)i - 0.5) / spaces - 0.5, -1.0, &rate,
                     weight);
    }
    rate.by_sigma *= sigma;     /* of sigma^2 + what is there already, by sigma */
    return rate;
}

/* The characteristic function of all cursors but a large one, where that one's is too
 * small to divide by. */
static double others_of(const struct spectrum *s, size_t without, size_t j)
{
    const double omega = (double)(j + 1) * s->step;
    double product = exp(-0.5 * s->variance * omega * omega);
    for (size_t i = 0; i < s->nlarge; i++)
        if (i != without)
            product *= mean_of(s->eye, s->large[i], omega);
    return product;
}

/* The derivatives of the noise: those of the rate, at a rate that stays. */
static void fill_slopes(struct spectrum *s, const struct rate *rate, const double *weight,
                        double *slope, double *by_scale)
{
    const struct tdecq_eye *eye = s->eye;
    const double unit = s->step / pi;
    double mean[FREQUENCIES], derivative[FREQUENCIES];
    double small = 0.0;
    for (size_t j = 0; j < s->n; j++)
        small += weight[j] * (double)(j + 1) * s->step * s->c[j];
    for (size_t k = 0; k < eye->n; k++)
        slope[k] = -unit * s->power * eye->h[k] * small / rate->by_sigma;
    for (size_t i = 0; i < s->nlarge; i++) {
        const size_t k = s->large[i];
        double sum = 0.0;
        means_of(s, k, mean, derivative);
        for (size_t j = 0; j < s->n; j++)
            sum += weight[j] * derivative[j] *
                   (fabs(mean[j]) > near_zero ? s->c[j] / mean[j] : others_of(s, i, j));
        slope[k] = unit * sum / rate->by_sigma;
    }
    slope[eye->main] = -rate->by_main / rate->by_sigma;
    *by_scale = -rate->by_scale / rate->by_sigma;
}

double tdecq_eye_noise(const struct tdecq_eye *eye, double start, double *slope,
                       double *by_scale)
{
    struct spectrum s;
    double low = least_noise, high = most_noise, weight[FREQUENCIES] = {0.0};
    double sigma = fmin(fmax(start, low), high);
    struct rate rate;
    load(&s, eye);
    for (size_t i = 0; i < STEPS_MOST; i++) {
        extend(&s, 0.7 * sigma);
        rate = rate_of(&s, sigma, NULL);
        const double value = fmax(rate.value, unseen);
        if (value > eye->ser)
            high = sigma;
        else
            low = sigma;
        if (high <= least_noise * (1.0 + 1e-9))
            return 0.0;
        /* Newton's step in the logarithms, inside what is known. */
        const double power = value > unseen ? rate.by_sigma * sigma / value : 0.0;
        double next = power > 0.0 ? sigma * exp(log(eye->ser / value) / power) : 0.0;
        if (!(next > low && next < high))
            next =
                low <= least_noise ? fmax(least_noise, 0.25 * sigma) : sqrt(low * high);
        const bool done = fabs(next - sigma) < 1e-11 + 1e-10 * sigma;
        sigma = next;
        if (done)
            break;
    }
    if (slope) {
        extend(&s, 0.7 * sigma);
        rate = rate_of(&s, sigma, weight);
        fill_slopes(&s, &rate, weight, slope, by_scale);
    }
    return sigma;
}

double tdecq_eye_rate(const struct tdecq_eye *eye, double sigma)
{
    struct spectrum s;
    load(&s, eye);
    extend(&s, sigma);
    const double rate = rate_of(&s, sigma, NULL).value;
    return rate > unseen ? rate : 0.0;
}

#include "config.h"

#include "margin/c2m_spectrum.h"

#include "base/constants.h"

#include <math.h>
#include <string.h>

/* Samples count as small up to this angle at the highest frequency. */
static const double small_angle = 0.6;

enum { COSINE_TERMS = 8, LEVELS_MOST = 16 };

/* Tried: about the one that costs least where DER_0 is read, be it 1e-3 or 1e-5. */
static int order_for(double at)
{
    const double order = round(at * at / 3.0);
    return order < 1.0 ? 1 : order < C2M_ORDER_MOST ? (int)order : C2M_ORDER_MOST;
}

/* x^(2m) times a Gaussian has (-1)^m He_2m(w) times its spectrum, Hermite's polynomial:
 * (-1)^m He_2m(w) = sum_i (-1)^i (2m)! / ((m - i)! (2i)! 2^(m - i)) w^(2i). */
static void fill_polynomial(struct c2m_cut *cut)
{
    const int m = cut->order;
    double term = pow(cut->at, -2.0 * m);
    for (int k = 2 * m - 1; k > 1; k -= 2)
        term *= k;
    for (int i = 0; i <= m; i++) {
        cut->polynomial[i] = -term;
        term *= -2.0 * (m - i) / ((2.0 * i + 1.0) * (2.0 * i + 2.0));
    }
    cut->polynomial[0] += 1.0;
}

/* By Cramer's inequality |He_n(w)| < 1.09 sqrt(n!) e^(w^2/4).  The k-th frequency w = k h
 * adds at most |spectrum| / k to a probability (c2m_bound.c), and the sum of
 * h/w e^(-w^2/4) from some w on is less than 2/w^2 e^(-w^2/4). */
static double find_band(const struct c2m_cut *cut, double slack)
{
    const double n = 2.0 * cut->order;
    const double a = 1.09 * sqrt(tgamma(n + 1.0)) * pow(cut->at, -n);
    for (double w = 2.0; w < 12.0; w += 0.125) {
        const double e = exp(-0.25 * w * w);
        if ((e + a) * e * 2.0 / (w * w) < slack)
            return w;
    }
    return 0.0;
}

struct c2m_cut c2m_cut_of(double at, double slack)
{
    struct c2m_cut cut = {.at = at, .order = order_for(at)};
    const double m = cut.order;
    fill_polynomial(&cut);
    cut.band = find_band(&cut, slack);
    /* (1 + (u/c)^(2m)) e^(-u^2/2), u = x / sigma, against e^(-u^2/4): the second term is
     * largest at u^2 = 4m. */
    cut.size = sqrt(2.0) * (1.0 + pow(4.0 * m / (at * at), m) * exp(-m));
    return cut;
}

/* The same rounding as in signal/pdf.c, which has the proof for `spread`. */
void c2m_bins_fill(struct c2m_bins *bins, size_t n, const double *v, double bin)
{
    const size_t levels = bins->levels, pairs = levels / 2;
    const double each = 2.0 / (double)levels;
    double level[LEVELS_MOST / 2];
    for (size_t pair = 0; pair < pairs; pair++)
        level[pair] = 2.0 * (double)(levels - 1 - pair) / (double)(levels - 1) - 1.0;
    bins->n = 0;
    bins->variance = bins->spread = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double size = fabs(v[i]);
        double *offset = bins->offset + bins->n, square = 0.0;
        if (!(size > bin))
            continue;
        for (size_t pair = 0; pair < pairs; pair++) {
            const double x = (double)(long)(size * level[pair] / bin + 0.5);
            offset[pair * bins->stride] = x;
            square += x * x;
        }
        bins->variance += each * square;
        bins->spread += fmax(each * square, *offset * *offset / 3.0);
        bins->n++;
    }
}

struct small {                  /* samples that only their moments matter of   */
    double power[3];            /* log spectrum: in w^2, w^4, w^6, w per bin   */
    double eighth;              /* [bins^8] what its rest goes with            */
};

static void add_small(struct small *small, const double *offset, size_t stride,
                      size_t pairs, double each)
{
    const double most = offset[0] * offset[0];
    double m2 = 0.0, m4 = 0.0, m6 = 0.0;
    for (size_t pair = 0; pair < pairs; pair++) {
        const double x = offset[pair * stride] * offset[pair * stride];
        m2 += each * x;
        m4 += each * x * x;
        m6 += each * x * x * x;
    }
    small->power[0] -= m2 / 2.0;
    small->power[1] += (m4 - 3.0 * m2 * m2) / 24.0;
    small->power[2] -= (m6 - 15.0 * m4 * m2 + 30.0 * m2 * m2 * m2) / 720.0;
    small->eighth += most * most * most * most;
}

/* Takes the samples out that are at most `limit` bins large, and fills the lanes behind
 * the others up with zeros. */
static struct small take_small(struct c2m_bins *bins, double limit)
{
    const size_t pairs = bins->levels / 2, stride = bins->stride;
    struct small small = {.eighth = 0.0};
    size_t n = 0;
    for (size_t i = 0; i < bins->n; i++) {
        const double *offset = bins->offset + i;
        if (*offset <= limit) {
            add_small(&small, offset, stride, pairs, 2.0 / (double)bins->levels);
            continue;
        }
        for (size_t pair = 0; pair < pairs; pair++)
            bins->offset[pair * stride + n] = offset[pair * stride];
        n++;
    }
    for (; n % C2M_LANES; n++)
        for (size_t pair = 0; pair < pairs; pair++)
            bins->offset[pair * stride + n] = 0.0;
    bins->n = n;
    return small;
}

/* cos x, |x| < 1, to 1e-14. */
static inline double cosine(double x)
{
    double sum = 1.0;
    for (int k = COSINE_TERMS; k > 0; k--)
        sum = 1.0 - sum * x * x / (double)(2 * k * (2 * k - 1));
    return sum;
}

/* Adds cos(2 pi k x / period), k = 1..n. */
static void add_cosines(const double *restrict x, double period, size_t n,
                        double (*restrict sum)[C2M_LANES])
{
    double now[C2M_LANES], before[C2M_LANES], twice[C2M_LANES];
    for (size_t i = 0; i < C2M_LANES; i++) {
        now[i] = cosine(two_pi / period * x[i]);
        before[i] = 1.0;
        twice[i] = 2.0 * now[i];
    }
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < C2M_LANES; i++) {
            const double next = twice[i] * now[i] - before[i];
            sum[k][i] += now[i];
            before[i] = now[i];
            now[i] = next;
        }
}

static void multiply_levels(struct c2m_spectrum *s, const struct c2m_bins *bins)
{
    const double each = 2.0 / (double)bins->levels;
    const double middle = bins->levels % 2 ? 0.5 * each : 0.0;
    for (size_t k = 0; k < s->n; k++)
        for (size_t i = 0; i < C2M_LANES; i++)
            s->lane[k][i] = 1.0;
    for (size_t n = 0; n < bins->n; n += C2M_LANES) {
        memset(s->mean, 0, s->n * sizeof *s->mean);
        for (size_t pair = 0; pair < bins->levels / 2; pair++)
            add_cosines(bins->offset + pair * bins->stride + n, s->period, s->n, s->mean);
        for (size_t k = 0; k < s->n; k++)
            for (size_t i = 0; i < C2M_LANES; i++)
                s->lane[k][i] *= middle + each * s->mean[k][i];
    }
    for (size_t k = 0; k < s->n; k++)
        s->value[k] = (s->lane[k][0] * s->lane[k][1]) * (s->lane[k][2] * s->lane[k][3]);
}

/* Of levels up to a, with x = w a, the log spectrum is analytic in |x| < 1.3 and at |x| =
 * 1.25 at most -log(2 - cosh 1.25) = 2.19, since |1 - mean of cosines| <= cosh|x| - 1; by
 * Cauchy its powers from the eighth on are at most 2.19 (x/1.25)^8 / (1 - (x/1.25)^2). */
static double multiply_smooth(struct c2m_spectrum *s, const struct small *small,
                              const struct c2m_cut *cut, double sigma)
{
    const double ratio = small_angle / 1.25;
    const double rest = 2.19 / (pow(1.25, 8.0) * (1.0 - ratio * ratio));
    const double *power = small->power;
    double wrong = 0.0;
    for (size_t k = 0; k < s->n; k++) {
        const double w = two_pi * (double)(k + 1) / s->period, x = w * w;
        const double z = sigma * sigma * x;
        double sum = cut->polynomial[cut->order];
        for (int i = cut->order; i-- > 0;)
            sum = sum * z + cut->polynomial[i];
        s->value[k] *=
            sum * exp(x * (power[0] + x * (power[1] + x * power[2])) - 0.5 * z);
        wrong += fabs(s->value[k]) * expm1(rest * small->eighth * x * x * x * x) /
                 (double)(k + 1);
    }
    return wrong;
}

double c2m_spectrum_fill(struct c2m_spectrum *s, struct c2m_bins *bins,
                         const struct c2m_cut *cut, double sigma)
{
    const struct small small =
        take_small(bins, small_angle * s->period / (two_pi * (double)s->n));
    multiply_levels(s, bins);
    return multiply_smooth(s, &small, cut, sigma);
}

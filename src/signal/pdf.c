#include "config.h"

#include "signal/pdf.h"

#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BINS = 1 << 22, MOST_LEVELS = 16, LANES = 8 };

static enum lr_status alloc(struct pdf *pdf, long first, size_t n, double bin,
                            struct lr_error *err)
{
    *pdf = (struct pdf){bin, first, n, array_alloc(n, sizeof(double))};
    return pdf->p ? LR_OK : error_memory(err, "a probability density");
}

/* Bins of the levels of one sample, rising and of either sign; returns the mean of their
 * squares. */
static double level_bins(const struct pdf_levels *of, double v, long *restrict offset)
{
    const size_t most = of->levels - 1;
    double square = 0.0;
    offset[of->levels / 2] = 0;
    for (size_t l = most; 2 * l > most; l--) {
        const double level = 2.0 * (double)l / (double)most - 1.0;
        offset[l] = lround(fabs(v) * level / of->bin);
        offset[most - l] = -offset[l];
        square += (double)offset[l] * (double)offset[l];
    }
    return 2.0 * square / (double)of->levels;
}

struct step {                   /* a sample on its way into a density          */
    double v;                   /* [V]                                         */
    long wide;                  /* half width of the density behind it, bins   */
};

static int by_size(const void *a, const void *b)
{
    const double x = ((const struct step *)a)->v, y = ((const struct step *)b)->v;
    return (x > y) - (x < y);
}

/* The samples that count, the smallest first, which keeps densities short; and how wide
 * each leaves the density: as wide as its samples reach, or up to where no more than
 * drop / n lies beyond.  With s = max(variance, a^2/3) the even moment 2k of levels of at
 * most a is no more than (3s)^(k-1) s, nor than that of a Gaussian of variance s,
 * (2k-1)!! s^k; so Chernoff's bound of Gaussians holds for the sum of independent ones:
 * P(|sum| > t) <= 2 exp(-t^2 / (2 sum s)). */
static size_t fill_steps(const struct pdf_levels *of, struct step *restrict step,
                         double *reach)
{
    long offset[MOST_LEVELS];
    double spread = 0.0;
    size_t count = 0;
    *reach = 0.0;
    for (size_t i = 0; i < of->n; i++)
        if (fabs(of->v[i]) > of->bin)
            step[count++].v = fabs(of->v[i]);
    qsort(step, count, sizeof *step, by_size);
    const double far = of->drop > 0.0 ? 2.0 * log(2.0 * (double)count / of->drop) : 0.0;
    for (size_t i = 0; i < count; i++) {
        if (!(step[i].v / of->bin < MOST_BINS)) {
            *reach = step[i].v / of->bin;
            return count;
        }
        const double variance = level_bins(of, step[i].v, offset);
        const double a = (double)offset[of->levels - 1];
        spread += fmax(variance, a * a / 3.0);
        *reach += a;
        if (far > 0.0)
            *reach = fmin(*reach, ceil(sqrt(far * spread)));
        step[i].wide = *reach < MOST_BINS ? (long)*reach : 0;
    }
    return count;
}

/* next[k] = mean over the levels of now[k - offset], k = 0..wide and up to LANES - 1
 * more; levels come in pairs of either sign. */
static void spread_levels(const double *restrict now, double *restrict next, long wide,
                          const long *offset, size_t levels)
{
    const double each = 1.0 / (double)levels, middle = levels % 2 ? each : 0.0;
    for (long k = 0; k <= wide; k += LANES) {
        for (long i = 0; i < LANES; i++)
            next[k + i] = middle * now[k + i];
        for (size_t l = (levels + 1) / 2; l < levels; l++) {
            const long low = k - offset[l], high = k + offset[l];
            for (long i = 0; i < LANES; i++)
                next[k + i] += each * (now[low + i] + now[high + i]);
        }
    }
}

/* Densities of levels are even: only the upper half is worked on, with as much of the
 * lower one in front of it, and of zeros behind it, as the next sample asks for.  `now`
 * and `next` point to bin 0 of two arrays with room on both sides; returns the finished
 * one. */
static const double *spread_all(const struct pdf_levels *of, const struct step *step,
                                size_t count, double *now, double *next)
{
    long offset[MOST_LEVELS], wide = 0;
    now[0] = 1.0;
    for (size_t i = 0; i < count; i++) {
        level_bins(of, step[i].v, offset);
        const long a = offset[of->levels - 1];
        for (long k = 1; k <= a; k++)
            now[-k] = k <= wide ? now[k] : 0.0;
        memset(now + wide + 1, 0, (size_t)(2 * a + LANES) * sizeof *now);
        wide = step[i].wide;
        spread_levels(now, next, wide, offset, of->levels);
        double *swap = now;
        now = next;
        next = swap;
    }
    return now;
}

enum lr_status pdf_of_levels(const struct pdf_levels *of, struct pdf *out,
                             struct lr_error *err)
{
    double reach = 0.0, *work = NULL;
    enum lr_status status = LR_OK;
    *out = (struct pdf){0};
    if (of->levels < 2 || of->levels > MOST_LEVELS)
        return error_set(err, LR_ENUMERIC, "%zu amplitude levels; 2 to %d", of->levels,
                         MOST_LEVELS);
    struct step *step = array_alloc(of->n, sizeof *step);
    if (!step)
        return error_memory(err, "a probability density");
    const size_t count = fill_steps(of, step, &reach);
    if (!(reach < MOST_BINS)) {
        status = error_set(err, LR_ENUMERIC,
                           "amplitudes of %g V in bins of %g V are too many",
                           reach * of->bin, of->bin);
        goto out;
    }
    const long half = (long)reach;
    const long most = count ? lround(step[count - 1].v / of->bin) : 0;
    const size_t length = (size_t)(half + 3 * most) + 2 * LANES;
    work = array_alloc(2 * length, sizeof *work);
    status = work ? alloc(out, -half, (size_t)(2 * half + 1), of->bin, err)
                  : error_memory(err, "a probability density");
    if (status)
        goto out;
    const double *upper =
        spread_all(of, step, count, work + most, work + length + most);
    for (long k = 0; k <= half; k++)
        out->p[half + k] = out->p[half - k] = upper[k];
out:
    array_free(step);
    array_free(work);
    return status;
}

double pdf_levels_variance(const struct pdf_levels *of)
{
    long offset[MOST_LEVELS];
    double sum = 0.0;
    for (size_t i = 0; i < of->n; i++)
        if (fabs(of->v[i]) > of->bin)
            sum += level_bins(of, of->v[i], offset);
    return sum * of->bin * of->bin;
}

enum lr_status pdf_gaussian(double sigma, double span, double bin, struct pdf *out,
                            struct lr_error *err)
{
    const double reach = round(span * sigma / bin);
    *out = (struct pdf){0};
    if (!(reach >= 0.0) || !(reach < MOST_BINS))
        return error_set(err, LR_ENUMERIC,
                         "a Gaussian of %g V in bins of %g V is too wide", sigma, bin);
    const long half = (long)reach;
    enum lr_status status = alloc(out, -half, (size_t)(2 * half + 1), bin, err);
    if (status)
        return status;
    double sum = 0.0;
    for (long k = -half; k <= half; k++) {
        const double x = (double)k * bin;
        /* The tool's guard against sigma = 0. */
        out->p[k + half] = exp(-x * x / (2.0 * sigma * sigma + DBL_EPSILON));
        sum += out->p[k + half];
    }
    for (size_t i = 0; i < out->n; i++)
        out->p[i] /= sum;
    return LR_OK;
}

enum lr_status pdf_convolve(const struct pdf *a, const struct pdf *b, struct pdf *out,
                            struct lr_error *err)
{
    *out = (struct pdf){0};
    enum lr_status status =
        alloc(out, a->first + b->first, a->n + b->n - 1, a->bin, err);
    if (status)
        return status;
    const struct pdf *few = a->n < b->n ? a : b, *many = a->n < b->n ? b : a;
    for (size_t i = 0; i < few->n; i++) {
        const double weight = few->p[i];
        double *restrict to = out->p + i;
        const double *restrict from = many->p;
        if (weight > 0.0)
            for (size_t k = 0; k < many->n; k++)
                to[k] += weight * from[k];
    }
    return LR_OK;
}

/* P(a + b <= y), y in bins. */
static double cumulative(const struct pdf *a, const double *b_sum, const struct pdf *b,
                         long y)
{
    double sum = 0.0;
    for (size_t i = 0; i < a->n; i++) {
        const long left = y - (a->first + (long)i) - b->first;
        if (left < 0)
            break;
        sum += a->p[i] * b_sum[left < (long)b->n ? left : (long)b->n - 1];
    }
    return sum;
}

enum lr_status pdf_tail_of_sum(const struct pdf *a, const struct pdf *b,
                               double probability, long *bin, struct lr_error *err)
{
    if (a->n > b->n) {                  /* each look at the sum takes a->n products */
        const struct pdf *swap = a;
        a = b;
        b = swap;
    }
    double *sum = array_alloc(b->n, sizeof *sum);
    if (!sum)
        return error_memory(err, "a probability density");
    double total = 0.0;
    for (size_t i = 0; i < b->n; i++)
        sum[i] = total += b->p[i];

    /* Invariant: cumulative(low) <= probability < cumulative(high). */
    long low = a->first + b->first - 1, high = low + (long)(a->n + b->n) - 1;
    while (high - low > 1) {
        const long middle = low + (high - low) / 2;
        if (cumulative(a, sum, b, middle) > probability)
            high = middle;
        else
            low = middle;
    }
    *bin = high;
    array_free(sum);
    return LR_OK;
}

long pdf_tail(const struct pdf *a, double probability)
{
    double sum = 0.0;
    for (size_t i = 0; i < a->n; i++) {
        sum += a->p[i];
        if (sum > probability)
            return a->first + (long)i;
    }
    return a->first + (long)a->n - 1;
}

long pdf_reach(const struct pdf *a, double probability)
{
    double sum = 0.0;
    for (size_t i = 0; i < a->n; i++) {
        sum += a->p[i];
        if (sum >= probability)
            return a->first + (long)i;
    }
    return a->first + (long)a->n - 1;
}

/* The wide bin that a bin falls into. */
static long coarse(long bin, long by)
{
    const long up = bin + (by - 1) / 2;
    return up >= 0 ? up / by : -((by - 1 - up) / by);
}

enum lr_status pdf_coarsen(const struct pdf *a, size_t by, struct pdf *out,
                           struct lr_error *err)
{
    const long wide = (long)by, first = coarse(a->first, wide),
               last = coarse(a->first + (long)a->n - 1, wide);
    *out = (struct pdf){0};
    enum lr_status status =
        alloc(out, first, (size_t)(last - first + 1), a->bin * (double)by, err);
    for (size_t i = 0; !status && i < a->n; i++)
        out->p[coarse(a->first + (long)i, wide) - first] += a->p[i];
    return status;
}

double pdf_sigma(const struct pdf *a)
{
    double sum = 0.0;
    for (size_t i = 0; i < a->n; i++) {
        const double x = (double)(a->first + (long)i) * a->bin;
        sum += x * x * a->p[i];
    }
    return sqrt(sum);
}

void pdf_free(struct pdf *pdf)
{
    array_free(pdf->p);
    *pdf = (struct pdf){0};
}

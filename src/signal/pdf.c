#include "config.h"

#include "signal/pdf.h"

#include "base/array.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { MOST_BINS = 1 << 26, MOST_LEVELS = 16 };

/* Bin of level l of the amplitude v. */
static long level_bin(double v, size_t l, size_t levels, double bin)
{
    const double level = 2.0 * (double)l / (double)(levels - 1) - 1.0;
    return lround(fabs(v) * level / bin);
}

static enum lr_status alloc(struct pdf *pdf, long first, size_t n, double bin,
                            struct lr_error *err)
{
    *pdf = (struct pdf){bin, first, n, array_alloc(n, sizeof(double))};
    return pdf->p ? LR_OK : error_memory(err, "a probability density");
}

enum lr_status pdf_of_levels(const double *v, size_t n, size_t levels, double bin,
                             struct pdf *out, struct lr_error *err)
{
    double reach = 0.0;
    *out = (struct pdf){0};
    for (size_t i = 0; i < n; i++)
        if (fabs(v[i]) > bin)
            reach += floor(fabs(v[i]) / bin + 0.5);
    if (!(reach < MOST_BINS) || levels < 2 || levels > MOST_LEVELS)
        return error_set(err, LR_ENUMERIC, "amplitudes of %g V in bins of %g V with %zu "
                         "levels are too many", reach * bin, bin, levels);
    const long half = (long)reach;
    enum lr_status status = alloc(out, -half, (size_t)(2 * half + 1), bin, err);
    double *other = status ? NULL : array_alloc(out->n, sizeof *other);
    if (!other) {
        pdf_free(out);
        return status ? status : error_memory(err, "a probability density");
    }

    double *now = out->p + half, *next = other + half;  /* indexed by bin number */
    const double each = 1.0 / (double)levels;
    long wide = 0;
    now[0] = 1.0;
    for (size_t i = 0; i < n; i++) {
        if (!(fabs(v[i]) > bin))
            continue;
        const long step = level_bin(v[i], levels - 1, levels, bin);
        memset(next - wide - step, 0, (size_t)(2 * (wide + step) + 1) * sizeof *next);
        for (size_t l = 0; l < levels; l++) {
            const long shift = level_bin(v[i], l, levels, bin);
            for (long k = -wide; k <= wide; k++)
                next[k + shift] += now[k] * each;
        }
        double *swap = now;
        now = next;
        next = swap;
        wide += step;
    }
    if (now != out->p + half)
        memcpy(out->p, other, out->n * sizeof *out->p);
    array_free(other);
    return LR_OK;
}

double pdf_levels_variance(const double *v, size_t n, size_t levels, double bin)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        if (!(fabs(v[i]) > bin))
            continue;
        for (size_t l = 0; l < levels; l++) {
            const double x = (double)level_bin(v[i], l, levels, bin) * bin;
            sum += x * x / (double)levels;
        }
    }
    return sum;
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

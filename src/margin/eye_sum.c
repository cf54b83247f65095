#include "config.h"

#include "margin/eye_sum.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What may be left out at the far ends, all in all. */
static const double dropped = 1e-24;

enum { LANES = 8, LEVELS_MOST = 16, BINS_MOST = 1 << 20 };

struct sample {
    double v, binned;           /* [V] as it is, and in whole bins             */
};

static int by_size(const void *a, const void *b)
{
    const double x = fabs(((const struct sample *)a)->v),
                 y = fabs(((const struct sample *)b)->v);
    return (x < y) - (x > y);
}

/* The largest first; what rounding takes off one is given to the next, so that the sum of
 * those that matter most is right to half a bin.  Those of hardly a bin get none, and in
 * the end count by their variance. */
static void round_all(size_t n, const double *v, double bin, struct sample *out)
{
    double left = 0.0;
    for (size_t i = 0; i < n; i++)
        out[i].v = v[i];
    qsort(out, n, sizeof *out, by_size);
    for (size_t i = 0; i < n; i++) {
        const double size = fabs(out[i].v) / bin;
        if (!(size > 1.5))
            continue;
        const double bins = fmax(round(size + left), 2.0);
        left += size - bins;
        out[i].binned = copysign(bins * bin, out[i].v);
    }
}

struct step {                   /* one sample on its way into a density        */
    long offset[LEVELS_MOST];   /* bins of its levels, counted from the lowest */
    long lowest;                /* bin of that                                 */
};

/* The bins of a sample's levels about their mean, and what these change. */
static struct step step_of(const struct eye_symbols *of, const struct sample *sample,
                           struct eye_sum *sum)
{
    const double count = (double)of->levels;
    double mean = 0.0, square = 0.0, binned_mean = 0.0, binned_square = 0.0;
    struct step step = {.lowest = 0};
    for (size_t l = 0; l < of->levels; l++)
        mean += of->level[l] / count;
    for (size_t l = 0; l < of->levels; l++) {
        const double x = (of->level[l] - mean) * sample->v;
        const double bins = round((of->level[l] - mean) * sample->binned / of->bin);
        step.offset[l] = (long)bins;
        step.lowest = step.offset[l] < step.lowest ? step.offset[l] : step.lowest;
        square += x * x / count;
        binned_mean += bins * of->bin / count;
        binned_square += bins * bins * of->bin * of->bin / count;
    }
    for (size_t l = 0; l < of->levels; l++)
        step.offset[l] -= step.lowest;
    sum->offset += mean * sample->v - binned_mean;
    sum->lost += square - (binned_square - binned_mean * binned_mean);
    return step;
}

/* next[0 .. n + most) = mean over the levels of now[k - offset]; n goes up to LANES. */
static void spread(const struct step *step, size_t levels, long n, long most,
                   const double *restrict now, double *restrict next)
{
    const double each = 1.0 / (double)levels;
    memset(next, 0, (size_t)(n + most + LANES) * sizeof *next);
    for (size_t l = 0; l < levels; l++) {
        double *restrict to = next + step->offset[l];
        for (long k = 0; k < n; k += LANES)
            for (long i = 0; i < LANES; i++)
                to[k + i] += each * now[k + i];
    }
}

struct pile {                   /* a density that grows                        */
    double *now, *next;         /* each with room for all bins                 */
    long first, n;
    double variance;            /* bins^2 that bound it, as a Gaussian's would */
};

/* By Hoeffding a sum of levels within +-a_i exceeds t with no more than
 * exp(-t^2 / (2 sum a_i^2)). */
static void trim(struct pile *pile, size_t count)
{
    const double reach =
        ceil(sqrt(2.0 * log(2.0 * (double)count / dropped) * pile->variance));
    if (!(reach < (double)BINS_MOST))
        return;
    const long left = -(long)reach - pile->first;
    const long right = pile->first + pile->n - 1 - (long)reach;
    if (left > 0) {
        memmove(pile->now, pile->now + left, (size_t)(pile->n - left) * sizeof(double));
        pile->first += left;
        pile->n -= left;
    }
    if (right > 0)
        pile->n -= right;
    memset(pile->now + pile->n, 0, LANES * sizeof(double));
}

static enum lr_status sum_uneven(const struct eye_symbols *of, size_t n,
                                 const struct sample *sample, struct eye_sum *out,
                                 struct lr_error *err)
{
    double reach = 0.0;
    for (size_t i = 0; i < n; i++)
        reach += 2.0 * fabs(sample[i].binned) / of->bin + 2.0;
    if (!(reach < BINS_MOST))
        return error_set(err, LR_ENUMERIC,
                         "amplitudes of %g V in bins of %g V are too many",
                         reach * of->bin, of->bin);
    const size_t room = (size_t)reach + 3 * LANES;
    double *work = array_alloc(2 * room, sizeof *work);
    if (!work)
        return error_memory(err, "a probability density");
    struct pile pile = {.now = work, .next = work + room, .n = 1};
    pile.now[0] = 1.0;
    for (size_t i = n; i-- > 0;) {      /* small ones first keep densities short */
        const struct step step = step_of(of, &sample[i], out);
        long most = 0;
        for (size_t l = 0; l < of->levels; l++)
            most = step.offset[l] > most ? step.offset[l] : most;
        if (!most)
            continue;
        spread(&step, of->levels, pile.n, most, pile.now, pile.next);
        double *swap = pile.now;
        pile.now = pile.next;
        pile.next = swap;
        pile.first += step.lowest;
        pile.n += most;
        pile.variance += 0.25 * (double)most * (double)most;
        trim(&pile, n);
    }
    out->pdf = (struct pdf){of->bin, pile.first, (size_t)pile.n,
                            array_alloc((size_t)pile.n, sizeof(double))};
    if (out->pdf.p)
        memcpy(out->pdf.p, pile.now, (size_t)pile.n * sizeof(double));
    array_free(work);
    return out->pdf.p ? LR_OK : error_memory(err, "a probability density");
}

/* Levels that are equally spaced. */
static enum lr_status sum_even(const struct eye_symbols *of, size_t n,
                               const struct sample *sample, struct eye_sum *out,
                               struct lr_error *err)
{
    const double most = (double)of->levels - 1.0, power = (most + 2.0) / (3.0 * most);
    double *binned = array_alloc(n, sizeof *binned);
    if (!binned)
        return error_memory(err, "a probability density");
    for (size_t i = 0; i < n; i++) {
        binned[i] = sample[i].binned;
        out->lost += power * sample[i].v * sample[i].v;
    }
    const struct pdf_levels levels = {n, binned, of->levels, of->bin, dropped};
    out->lost -= pdf_levels_variance(&levels);
    const enum lr_status status = pdf_of_levels(&levels, &out->pdf, err);
    array_free(binned);
    return status;
}

enum lr_status eye_sum_init(const struct eye_symbols *of, size_t n, const double *v,
                            struct eye_sum *out, struct lr_error *err)
{
    *out = (struct eye_sum){.offset = 0.0};
    if (of->as_com) {
        const struct pdf_levels levels = {n, v, of->levels, of->bin, dropped};
        return pdf_of_levels(&levels, &out->pdf, err);
    }
    struct sample *sample = array_alloc(n, sizeof *sample);
    if (!sample)
        return error_memory(err, "a probability density");
    round_all(n, v, of->bin, sample);
    const enum lr_status status = of->level ? sum_uneven(of, n, sample, out, err)
                                            : sum_even(of, n, sample, out, err);
    array_free(sample);
    return status;
}

void eye_sum_free(struct eye_sum *sum)
{
    pdf_free(&sum->pdf);
    *sum = (struct eye_sum){.offset = 0.0};
}

enum lr_status eye_sum_mean(size_t n, const struct eye_sum *of, struct eye_sum *out,
                            struct lr_error *err)
{
    const double bin = of[0].pdf.bin, count = (double)n;
    long first = 0, last = 0;
    *out = (struct eye_sum){.offset = 0.0};
    for (size_t i = 0; i < n; i++) {
        const long low = of[i].pdf.first + lround(of[i].offset / bin);
        const long high = low + (long)of[i].pdf.n - 1;
        first = !i || low < first ? low : first;
        last = !i || high > last ? high : last;
    }
    out->pdf = (struct pdf){bin, first, (size_t)(last - first + 1),
                            array_alloc((size_t)(last - first + 1), sizeof(double))};
    if (!out->pdf.p)
        return error_memory(err, "a probability density");
    for (size_t i = 0; i < n; i++) {
        const long shift = lround(of[i].offset / bin);
        double *to = out->pdf.p + (of[i].pdf.first + shift - first);
        for (size_t k = 0; k < of[i].pdf.n; k++)
            to[k] += of[i].pdf.p[k] / count;
        out->offset += (of[i].offset - (double)shift * bin) / count;
        out->lost += of[i].lost / count;
    }
    return LR_OK;
}

enum lr_status eye_sum_add(struct eye_sum *a, const struct eye_sum *b,
                           struct lr_error *err)
{
    struct pdf both;
    const enum lr_status status = pdf_convolve(&a->pdf, &b->pdf, &both, err);
    if (status)
        return status;
    pdf_free(&a->pdf);
    a->pdf = both;
    a->offset += b->offset;
    a->lost += b->lost;
    return LR_OK;
}

enum lr_status eye_sum_quantum(double quantum, double bin, struct eye_sum *out,
                               struct lr_error *err)
{
    const double wide = quantum / bin;
    *out = (struct eye_sum){.lost = quantum * quantum / 12.0};
    if (!(wide < BINS_MOST))
        return error_set(err, LR_ENUMERIC, "a quantiser's step of %g V in bins of %g V "
                         "is too wide", quantum, bin);
    const long half = (long)ceil(0.5 * wide);
    out->pdf = (struct pdf){bin, -half, (size_t)(2 * half + 1),
                            array_alloc((size_t)(2 * half + 1), sizeof(double))};
    if (!out->pdf.p)
        return error_memory(err, "a probability density");
    for (long k = -half; k <= half; k++) {
        const double low = fmax((double)k - 0.5, -0.5 * wide),
                     high = fmin((double)k + 0.5, 0.5 * wide);
        const double share = low < high ? (high - low) / wide : 0.0;
        out->pdf.p[k + half] = wide > 0.0 ? share : k ? 0.0 : 1.0;
        out->lost -= share * (double)k * (double)k * bin * bin;
    }
    return LR_OK;
}

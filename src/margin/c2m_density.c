#include "config.h"

#include "margin/c2m_density.h"

#include "base/array.h"
#include "base/special.h"
#include "margin/fom.h"

#include <limits.h>
#include <math.h>

/* Left out at the far ends of a density, relative to DER_0: what is read there keeps
 * fourteen digits. */
static const double dropped = 1e-14;

double c2m_bin(const struct com_params *params, double s0)
{
    const double a_s = params->r_lm * s0 / (double)(params->levels - 1);
    return params->bin_forced ? params->bin : fmin(a_s / 1000.0, params->bin);
}

double c2m_gaussian_sigma(const struct c2m_source *source, double slope)
{
    const struct com_params *p = source->params;
    return hypot(p->sigma_rj * sqrt(fom_level_power(p->levels)) * slope, source->steady);
}

double c2m_quantile(const struct com_params *params)
{
    return params->crest > 0.0 ? params->crest
                               : special_normal_tail_quantile(params->der);
}

long c2m_level_bin(const struct c2m_source *source, double signal, size_t level)
{
    const size_t most = source->params->levels - 1;
    const double v = 2.0 * (double)level / (double)most - 1.0;
    return lround(source->params->r_lm * signal * v / source->bin);
}

enum lr_status c2m_density_init(const struct c2m_source *source, ptrdiff_t phase,
                                struct c2m_density *out, struct lr_error *err)
{
    const struct com_params *p = source->params;
    const struct c2m_grid grid = c2m_grid_of(&source->view, source->c2m->per_ui);
    double *v = array_alloc(2 * (size_t)grid.rows + source->nxtalk, sizeof *v);
    struct c2m_phase samples = {.v = v};
    *out = (struct c2m_density){0};
    if (!v)
        return error_memory(err, "a phase of the eye");
    c2m_phase_fill(&source->view, &grid, p->a_dd, phase, &samples);
    for (size_t i = 0; i < source->nxtalk; i++)
        v[samples.n++] = source->xtalk[i];
    const struct pdf_levels levels = {.n = samples.n,
                                      .v = v,
                                      .levels = p->levels,
                                      .bin = source->bin,
                                      .drop = dropped * p->der};
    const double sigma = c2m_gaussian_sigma(source, samples.slope);
    out->signal = samples.signal;
    enum lr_status status = pdf_of_levels(&levels, &out->levels, err);
    if (!status)
        status = pdf_gaussian(sigma, p->gauss_span * c2m_quantile(p), source->bin,
                              &out->noise, err);
    array_free(v);
    return status;
}

void c2m_density_free(struct c2m_density *density)
{
    pdf_free(&density->levels);
    pdf_free(&density->noise);
}

struct mixture {                /* of the phases in the window                 */
    const struct c2m_source *source;
    size_t n;
    struct c2m_density *phase;  /* [n]                                         */
    double **sum;               /* [n] cumulative probability of the longer density */
    double *weight;             /* [n]                                         */
};

/* P(a + b <= y), y in bins, of which the sum of b is known. */
static double below(const struct pdf *a, const struct pdf *b, const double *sum, long y)
{
    const long first = y - a->first - b->first, last = (long)b->n - 1;
    double p = 0.0;
    for (long i = 0; i < (long)a->n && i <= first; i++)
        p += a->p[i] * sum[first - i < last ? first - i : last];
    return p;
}

/* Of a level, over the window. */
static double mixture_below(const struct mixture *mix, size_t level, long y)
{
    double p = 0.0;
    for (size_t i = 0; i < mix->n; i++) {
        const struct c2m_density *d = &mix->phase[i];
        const bool swap = d->levels.n > d->noise.n;
        const struct pdf *few = swap ? &d->noise : &d->levels,
                         *many = swap ? &d->levels : &d->noise;
        p += mix->weight[i] * below(few, many, mix->sum[i],
                                    y - c2m_level_bin(mix->source, d->signal, level));
    }
    return p;
}

/* The lowest bin of a level whose cumulative probability exceeds DER_0. */
static long lowest(const struct mixture *mix, size_t level)
{
    const double der = mix->source->params->der;
    long low = LONG_MAX, high = LONG_MIN;
    for (size_t i = 0; i < mix->n; i++) {
        const struct c2m_density *d = &mix->phase[i];
        const long at = c2m_level_bin(mix->source, d->signal, level);
        const long first = at + d->levels.first + d->noise.first;
        low = first < low ? first : low;
        high = at > high ? at : high;
    }
    /* Invariant: mixture_below(low) <= der < mixture_below(high), the densities being
     * even and der below one half. */
    low--;
    while (high - low > 1) {
        const long middle = low + (high - low) / 2;
        if (mixture_below(mix, level, middle) > der)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static enum lr_status mixture_init(struct mixture *mix, struct lr_error *err)
{
    const ptrdiff_t reach = c2m_window_reach(mix->source->c2m);
    mix->n = 2 * (size_t)reach + 1;
    mix->phase = array_alloc(mix->n, sizeof *mix->phase);
    mix->sum = array_alloc(mix->n, sizeof *mix->sum);
    mix->weight = array_alloc(mix->n, sizeof *mix->weight);
    if (!mix->phase || !mix->sum || !mix->weight)
        return error_memory(err, "the window of an eye");
    c2m_window_weights(mix->source->c2m, mix->weight);
    for (size_t i = 0; i < mix->n; i++) {
        struct c2m_density *d = &mix->phase[i];
        enum lr_status status =
            c2m_density_init(mix->source, (ptrdiff_t)i - reach, d, err);
        if (status)
            return status;
        const struct pdf *many = d->levels.n > d->noise.n ? &d->levels : &d->noise;
        double total = 0.0;
        mix->sum[i] = array_alloc(many->n, sizeof(double));
        if (!mix->sum[i])
            return error_memory(err, "the window of an eye");
        for (size_t k = 0; k < many->n; k++)
            mix->sum[i][k] = total += many->p[k];
    }
    return LR_OK;
}

static void mixture_free(struct mixture *mix)
{
    for (size_t i = 0; i < mix->n; i++) {
        if (mix->phase)
            c2m_density_free(&mix->phase[i]);
        if (mix->sum)
            array_free(mix->sum[i]);
    }
    array_free(mix->phase);
    array_free(mix->sum);
    array_free(mix->weight);
}

/* The contour above level l mirrors that below level most - l, as levels and densities
 * are even. */
enum lr_status c2m_heights(const struct c2m_source *source, double *height,
                           struct lr_error *err)
{
    const size_t most = source->params->levels - 1;
    struct mixture mix = {.source = source};
    long bottom[C2M_EYES_MOST + 1];
    enum lr_status status = mixture_init(&mix, err);
    if (!status) {
        for (size_t level = 1; level <= most; level++)
            bottom[level] = lowest(&mix, level);
        for (size_t i = 0; i < most; i++)
            height[i] = (double)(bottom[i + 1] + bottom[most - i]) * source->bin;
    }
    mixture_free(&mix);
    return status;
}

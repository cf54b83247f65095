#include "config.h"

#include "margin/c2m_bound.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/special.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* What may be lost, relative to DER_0; and the least DER_0 against which the rounding of
 * the sums is small. */
static const double slack_share = 0.01, least_der = 1e-8;

/* [bins] From this sigma on the spectrum of a sampled Gaussian has no aliases. */
static const double least_sigma = 4.0;

enum { STEPS_MOST = 24 };

enum lr_status c2m_bound_init(struct c2m_bound *bound, const struct com_params *params,
                              const struct c2m_params *c2m, struct lr_error *err)
{
    const double quantile = c2m_quantile(params), slack = slack_share * params->der;
    *bound = (struct c2m_bound){
        .params = params,
        .reach = c2m_window_reach(c2m),
        .slack = slack,
        .cut = c2m_cut_of(params->gauss_span * quantile, 0.5 * slack),
        .quantile = quantile};
    bound->weight = array_alloc(2 * (size_t)bound->reach + 1, sizeof(double));
    if (!bound->weight)
        return error_memory(err, "the window of an eye");
    c2m_window_weights(c2m, bound->weight);
    return LR_OK;
}

void c2m_bound_free(struct c2m_bound *bound)
{
    array_free(bound->weight);
    *bound = (struct c2m_bound){0};
}

enum lr_status c2m_bound_work_init(struct c2m_bound_work *work,
                                   const struct c2m_bound *bound, size_t ui,
                                   struct lr_error *err)
{
    const size_t n = 2 * (size_t)bound->reach + 1, stride = 2 * ui + C2M_LANES;
    const size_t levels = bound->params->levels, pairs = levels / 2;
    *work = (struct c2m_bound_work){
        .v = array_alloc(stride, sizeof *work->v),
        .offset = array_alloc(n * pairs * stride, sizeof *work->offset),
        .phase = array_alloc(n, sizeof *work->phase),
        .sum = array_alloc(levels - 1, sizeof *work->sum),
        .spectrum = array_alloc(1, sizeof *work->spectrum)};
    if (!work->v || !work->offset || !work->phase || !work->sum || !work->spectrum)
        return error_memory(err, "the search for an eye");
    for (size_t i = 0; i < n; i++)
        work->phase[i].bins =
            (struct c2m_bins){.levels = levels,
                              .stride = stride,
                              .offset = work->offset + i * pairs * stride};
    return LR_OK;
}

void c2m_bound_work_free(struct c2m_bound_work *work)
{
    array_free(work->v);
    array_free(work->offset);
    array_free(work->phase);
    array_free(work->sum);
    array_free(work->spectrum);
    *work = (struct c2m_bound_work){0};
}

/* False when the Gaussian of a phase is too narrow for what c2m_spectrum.h says. */
static bool fill_phase(const struct c2m_bound *bound, const struct c2m_source *source,
                       ptrdiff_t i, double *v, struct c2m_bound_phase *phase)
{
    const struct c2m_grid grid = c2m_grid_of(&source->view, source->c2m->per_ui);
    struct c2m_phase samples = {.v = v};
    c2m_phase_fill(&source->view, &grid, source->params->a_dd, i, &samples);
    c2m_bins_fill(&phase->bins, samples.n, v, source->bin);
    phase->signal = samples.signal;
    /* pdf_gaussian has a guard beside 2 sigma^2. */
    const double sigma = c2m_gaussian_sigma(source, samples.slope) / source->bin;
    phase->sigma = hypot(sigma, sqrt(0.5 * DBL_EPSILON) / source->bin);
    return sigma >= least_sigma && bound->cut.at * (phase->sigma - sigma) < 0.5;
}

/* A period that so little of the densities lies beyond half of that it may come back in
 * where they are summed; levels lie up to `apart` bins from where that is counted from.
 * False when it takes too many frequencies. */
static bool fill_frequencies(const struct c2m_bound *bound,
                             const struct c2m_bound_phase *phase, size_t n, double apart,
                             struct c2m_spectrum *out)
{
    double most = 0.0, least = INFINITY;
    for (size_t i = 0; i < n; i++) {
        const double sigma = phase[i].sigma;
        most = fmax(most, phase[i].bins.spread + 2.0 * sigma * sigma);
        least = fmin(least, sigma);
    }
    /* Beyond the half may be twice size exp(-t^2 / 2 most) on each of two sides. */
    const double far = log(8.0 * bound->cut.size / bound->slack);
    out->period = 2.0 * (ceil(sqrt(2.0 * most * far)) + apart + 1.0);
    const double count = ceil(bound->cut.band * out->period / (two_pi * least));
    if (!(count >= 1.0 && count < C2M_FREQUENCIES))
        return false;
    out->n = (size_t)count;
    return true;
}

/* Adds a phase whose level lies `shift` bins off. */
static void add_phase(struct c2m_bound_sum *sum, const struct c2m_spectrum *s,
                      double weight, double shift)
{
    const double angle = two_pi * shift / s->period;
    const double c = cos(angle), d = sin(angle);
    double re = weight, im = 0.0;
    for (size_t k = 0; k < s->n; k++) {
        const double next = re * c - im * d;
        im = re * d + im * c;
        re = next;
        sum->re[k] += s->value[k] * re;
        sum->im[k] += s->value[k] * im;
    }
}

/* From spectrum to what sums of the density are read from, half a period below to some
 * bin: sum_n e^(-iwn) is the difference of its ends over 2 i sin(w/2).  Since sin(w/2) >=
 * w/pi, the k-th frequency puts at most its |spectrum| / k into a probability. */
static void integrate(struct c2m_bound_sum *sum, const struct c2m_spectrum *s)
{
    double sign = -1.0;
    sum->low = 0.0;
    for (size_t k = 0; k < s->n; k++) {
        const double half = 0.5 * two_pi * (double)(k + 1) / s->period;
        const double sine = sin(half), scale = 1.0 / (s->period * sine);
        sum->re[k] *= scale;
        sum->im[k] *= scale;
        sum->low += sign * (sum->re[k] * sine + sum->im[k] * cos(half));
        sign = -sign;
    }
}

struct point {
    double below, slope;        /* probability up to a bin, and per bin there  */
};

static struct point eval(const struct c2m_bound_sum *sum, const struct c2m_spectrum *s,
                         double mass, double y)
{
    const double step = two_pi / s->period, angle = step * (y + 0.5);
    const double c = cos(angle), d = sin(angle);
    struct point out = {sum->low + mass * ((y + 1.0) / s->period + 0.5),
                        mass / s->period};
    double re = 1.0, im = 0.0;
    for (size_t k = 0; k < s->n; k++) {
        const double next = re * c - im * d;
        im = re * d + im * c;
        re = next;
        out.below += sum->re[k] * im - sum->im[k] * re;
        out.slope += step * (double)(k + 1) * (sum->re[k] * re + sum->im[k] * im);
    }
    return out;
}

/* A bin up to which the probability is more than `wanted`, the first one or hardly above
 * it; INFINITY: not found.  Newton's method on the logarithm, mostly concave, in an
 * interval that shrinks. */
static double find_bin(const struct c2m_bound_sum *sum, const struct c2m_spectrum *s,
                       double mass, double wanted)
{
    double low = -0.5 * s->period, high = 0.0, found = INFINITY, y = sum->start;
    for (int step = 0; step < STEPS_MOST && high - low > 1.0; step++) {
        const struct point at = eval(sum, s, mass, y);
        const bool rises = at.below > 0.0 && at.slope > 0.0;
        const double next =
            rises ? y + ceil(log(wanted / at.below) * at.below / at.slope) : low;
        if (at.below > wanted)
            found = high = y;
        else
            low = y;
        if (next == found)
            break;
        y = next > low && next < high ? next : floor(0.5 * (low + high));
    }
    return found;
}

/* Samples of all phases, and what follows from their sizes; false: no bound. */
static bool load(const struct c2m_bound *bound, const struct c2m_source *source,
                 ptrdiff_t reach, struct c2m_bound_work *work)
{
    const size_t n = 2 * (size_t)reach + 1, top = source->params->levels - 1;
    struct c2m_bound_phase *phase = work->phase;
    double apart = 0.0;
    for (size_t i = 0; i < n; i++)
        if (!fill_phase(bound, source, (ptrdiff_t)i - reach, work->v, &phase[i]))
            return false;
    for (size_t i = 0; i < n; i++)
        apart = fmax(apart,
                     fabs((double)(c2m_level_bin(source, phase[i].signal, top) -
                                   c2m_level_bin(source, phase[reach].signal, top))));
    return fill_frequencies(bound, phase, n, apart, work->spectrum);
}

/* The sums of levels 1 .. nlevel; returns what they may put a probability wrong. */
static double fill_sums(const struct c2m_bound *bound, const struct c2m_source *source,
                        ptrdiff_t reach, size_t nlevel, struct c2m_bound_work *work)
{
    const double *weight = bound->weight + bound->reach - reach;
    const double signal = work->phase[reach].signal;
    struct c2m_spectrum *s = work->spectrum;
    double wrong = 0.0;
    for (size_t l = 0; l < nlevel; l++) {
        memset(work->sum[l].re, 0, s->n * sizeof *work->sum->re);
        memset(work->sum[l].im, 0, s->n * sizeof *work->sum->im);
    }
    for (ptrdiff_t i = 0; i <= 2 * reach; i++) {
        struct c2m_bound_phase *phase = &work->phase[i];
        wrong +=
            weight[i] * c2m_spectrum_fill(s, &phase->bins, &bound->cut, phase->sigma);
        for (size_t l = 0; l < nlevel; l++)
            add_phase(&work->sum[l], s, weight[i],
                      (double)(c2m_level_bin(source, phase->signal, l + 1) -
                               c2m_level_bin(source, signal, l + 1)));
    }
    return wrong;
}

double c2m_bound_height(const struct c2m_bound *bound, const struct c2m_source *source,
                        ptrdiff_t reach, struct c2m_bound_work *work)
{
    const size_t top = source->params->levels - 1, nlevel = reach ? top : 1;
    const struct c2m_bound_phase *centre = &work->phase[reach];
    double bottom[C2M_EYES_MOST + 1], mass = 0.0, least = INFINITY;
    if (!(bound->cut.band > 0.0 && source->params->der >= least_der) ||
        !load(bound, source, reach, work))
        return INFINITY;
    for (ptrdiff_t i = -reach; i <= reach; i++)
        mass += bound->weight[i + bound->reach];
    const double wanted = source->params->der + bound->slack +
                          fill_sums(bound, source, reach, nlevel, work);
    if (!(wanted < 0.4 * mass))
        return INFINITY;
    const double sigma = sqrt(centre->bins.variance + centre->sigma * centre->sigma);
    const double start = -floor(sigma * special_normal_tail_quantile(wanted / mass));
    for (size_t l = 0; l < nlevel; l++) {
        integrate(&work->sum[l], work->spectrum);
        work->sum[l].start = start;
        bottom[l + 1] = find_bin(&work->sum[l], work->spectrum,
                                 bound->cut.polynomial[0] * mass, wanted);
    }
    for (size_t l = top; l > 0; l--)    /* from the centre phase's level */
        bottom[l] = (double)c2m_level_bin(source, centre->signal, l) +
                    bottom[reach ? l : 1];
    for (size_t i = 0; i < top; i++)
        least = fmin(least, bottom[i + 1] + bottom[top - i]);
    return least * source->bin;
}

#include "config.h"

#include "margin/eye.h"

#include "margin/eye_cell.h"

#include <math.h>

static const double least = 1e-300;     /* probabilities whose logarithm is taken */

/* A tail, over what the sampling instant does and both pulses. */
static double mix(const struct eye *eye, size_t l, long phase, double v, bool above)
{
    const size_t middle = (eye->ncell - 1) / 2 - eye->reach;
    const size_t first = (size_t)((long)middle + phase * (long)eye->fine);
    double sum = 0.0;
    for (size_t state = 0; state < eye->states; state++)
        for (size_t i = 0; i <= 2 * eye->reach; i++) {
            const struct eye_cell *cell = &eye->cell[state * eye->ncell + first + i];
            if (eye->weight[i] > 0.0)
                sum += eye->weight[i] *
                       eye_cell_tail(cell, above ? &cell->above : &cell->below,
                                     v - eye->level[l] * cell->signal);
        }
    return sum / (double)eye->states;
}

double eye_above(const struct eye *eye, size_t l, long phase, double v)
{
    return mix(eye, l, phase, v, true);
}

double eye_below(const struct eye *eye, size_t l, long phase, double v)
{
    return mix(eye, l, phase, v, false);
}

/* All voltages that level `l` can have at a phase. */
static void bounds(const struct eye *eye, size_t l, long phase, double *low, double *high)
{
    const size_t middle = (eye->ncell - 1) / 2 - eye->reach;
    const size_t first = (size_t)((long)middle + phase * (long)eye->fine);
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t state = 0; state < eye->states; state++)
        for (size_t i = 0; i <= 2 * eye->reach; i++) {
            const struct eye_cell *cell = &eye->cell[state * eye->ncell + first + i];
            const double at = eye->level[l] * cell->signal + cell->first;
            *low = fmin(*low, at);
            *high = fmax(*high, at + (double)(cell->n - 1) * cell->step);
        }
}

/* ln of a tail over what it is sought to be. */
static double miss(const struct eye *eye, size_t l, long phase, double ber, bool above,
                   double v)
{
    return log(fmax(mix(eye, l, phase, v, above), least) / ber);
}

/* The voltage where the tail of a level is `ber`: bisection down to a bin, then false
 * position, where the value of an end that stays twice is halved (Illinois). */
static double cross(const struct eye *eye, size_t l, long phase, double ber, bool above)
{
    enum { MOST = 60 };
    const double sign = above ? -1.0 : 1.0;     /* rises below, falls above      */
    double low, high;
    bounds(eye, l, phase, &low, &high);
    const double enough = 1e-13 * (high - low);
    while (high - low > eye->bin) {
        const double v = 0.5 * (low + high);
        *(sign * miss(eye, l, phase, ber, above, v) > 0.0 ? &high : &low) = v;
    }
    double f_low = sign * miss(eye, l, phase, ber, above, low),
           f_high = sign * miss(eye, l, phase, ber, above, high);
    int stayed = 0;
    for (int i = 0; i < MOST && high - low > enough && f_low < 0.0 && f_high > 0.0; i++) {
        const double v = (low * f_high - high * f_low) / (f_high - f_low);
        const double f = sign * miss(eye, l, phase, ber, above, v);
        if (f > 0.0) {
            high = v;
            f_high = f;
            f_low *= stayed > 0 ? 0.5 : 1.0;
            stayed = 1;
        } else {
            low = v;
            f_low = f;
            f_high *= stayed < 0 ? 0.5 : 1.0;
            stayed = -1;
        }
        if (fabs(f) < 1e-12)
            return v;
    }
    return 0.5 * (low + high);
}

void eye_contour(const struct eye *eye, size_t l, double ber, double *low, double *high)
{
    const long half = (long)eye->phases / 2;
    for (long phase = -half; phase <= half; phase++) {
        low[phase + half] = cross(eye, l, phase, ber, false);
        high[phase + half] = cross(eye, l, phase, ber, true);
    }
}

/* ln of the larger of the two ways to err, relative to ber: 0 on the eye's edge. */
static double excess(const struct eye *eye, size_t i, long phase, double v, double ber)
{
    const double p = fmax(mix(eye, i, phase, v, true), mix(eye, i + 1, phase, v, false));
    return log(fmax(p, least) / ber);
}

/* Phases from 0 to the edge of eye i at v. */
static double extent(const struct eye *eye, size_t i, double v, double ber, long step)
{
    const long half = (long)eye->phases / 2;
    double before = excess(eye, i, 0, v, ber);
    for (long phase = step; phase >= -half && phase <= half; phase += step) {
        const double here = excess(eye, i, phase, v, ber);
        if (here > 0.0)
            return fabs((double)(phase - step)) + before / (before - here);
        before = here;
    }
    return (double)half;
}

void eye_openings_solve(const struct eye *eye, double ber, struct eye_openings *out)
{
    *out = (struct eye_openings){.n = eye->levels - 1};
    for (size_t i = 0; i < out->n; i++) {
        struct c2m_opening *one = &out->of[i];
        const double bottom = cross(eye, i, 0, ber, true),
                     top = cross(eye, i + 1, 0, ber, false);
        one->height = top - bottom;
        one->middle = 0.5 * (top + bottom);
        one->open = top > bottom;
        const double left = one->open ? extent(eye, i, one->middle, ber, -1) : 0.0;
        const double right = one->open ? extent(eye, i, one->middle, ber, 1) : 0.0;
        one->width = (left + right) / (double)eye->phases;
        one->centre = 0.5 * (right - left) / (double)eye->phases;
        if (one->height < out->of[out->lowest].height)
            out->lowest = i;
        if (one->width < out->of[out->narrowest].width)
            out->narrowest = i;
    }
}

void eye_bathtub_time(const struct eye *eye, size_t i, double v, double *p)
{
    const long half = (long)eye->phases / 2;
    for (long phase = -half; phase <= half; phase++)
        p[phase + half] = 0.5 * (mix(eye, i, phase, v, true) +
                                 mix(eye, i + 1, phase, v, false));
}

void eye_bathtub_voltage(const struct eye *eye, size_t i, size_t n, const double *v,
                         double *p)
{
    for (size_t k = 0; k < n; k++)
        p[k] = 0.5 * (mix(eye, i, 0, v[k], true) + mix(eye, i + 1, 0, v[k], false));
}

double eye_error_ratio(const struct eye *eye, const double *v)
{
    double sum = 0.0;
    for (size_t i = 0; i + 1 < eye->levels; i++)
        sum += mix(eye, i, 0, v[i], true) + mix(eye, i + 1, 0, v[i], false);
    return sum / (double)eye->levels;
}

/* From the side where less is left, so that small probabilities stay exact. */
static double between(const struct eye *eye, size_t l, long phase, double low,
                      double high)
{
    const double below = mix(eye, l, phase, low, false);
    if (!(below < 0.5))
        return mix(eye, l, phase, low, true) - mix(eye, l, phase, high, true);
    const double above = mix(eye, l, phase, high, true);
    if (!(above < 0.5))
        return mix(eye, l, phase, high, false) - below;
    return 1.0 - below - above;
}

void eye_density(const struct eye *eye, double first, double last, size_t n, double *p)
{
    const long half = (long)eye->phases / 2;
    const double step = (last - first) / (double)n, count = (double)eye->levels;
    for (long phase = -half; phase < half; phase++)
        for (size_t k = 0; k < n; k++) {
            const double low = first + (double)k * step;
            double sum = 0.0;
            for (size_t l = 0; l < eye->levels; l++)
                sum += fmax(between(eye, l, phase, low, low + step), 0.0);
            p[(size_t)(phase + half) * n + k] = sum / count;
        }
}

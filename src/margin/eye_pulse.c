#include "config.h"

#include "margin/eye_pulse.h"

#include <math.h>

static double sample(const struct eye_pulse *pulse, ptrdiff_t k)
{
    return k >= 0 && k < (ptrdiff_t)pulse->n ? pulse->v[k] : 0.0;
}

/* The cubic through a, b, c and d at -1, 0, 1 and 2. */
static double cubic(double a, double b, double c, double d, double t)
{
    const double l = t + 1.0, r = t - 1.0, f = t - 2.0;
    return -a * t * r * f / 6.0 + b * l * r * f / 2.0 - c * l * t * f / 2.0 +
           d * l * t * r / 6.0;
}

double eye_pulse_at(const struct eye_pulse *pulse, double x)
{
    const ptrdiff_t k = (ptrdiff_t)floor(x);
    const double t = x - (double)k;
    if (!(t > 0.0))
        return sample(pulse, k);
    return cubic(sample(pulse, k - 1), sample(pulse, k), sample(pulse, k + 1),
                 sample(pulse, k + 2), t);
}

/* The step response, the sum of the pulses that have begun, x samples from the first. */
static double step_at(const struct eye_pulse *pulse, double per_ui, double x)
{
    const double end = (double)pulse->n + 1.0;
    double sum = 0.0;
    if (x > end)
        x -= per_ui * ceil((x - end) / per_ui);
    for (; x > -2.0; x -= per_ui)
        sum += eye_pulse_at(pulse, x);
    return sum;
}

void eye_pulse_shorten(const struct eye_pulse *pulse, size_t per_ui, double late,
                       double *restrict v)
{
    const double m = (double)per_ui;
    for (size_t k = 0; k < pulse->n; k++) {
        const double x = (double)k;
        v[k] = pulse->v[k] +
               (step_at(pulse, m, x - late) - step_at(pulse, m, x)) -
               (step_at(pulse, m, x - m + late) - step_at(pulse, m, x - m));
    }
}

size_t eye_pulse_ui(const struct eye_pulse *pulse, size_t per_ui)
{
    return pulse->n / per_ui + 4;
}

/* The samples of UI 1 to last - 1 counted from the start of the array are what the tool
 * takes. */
static ptrdiff_t last_ui(const struct eye_pulse *pulse, size_t per_ui)
{
    return lround((double)pulse->n / (double)per_ui) - 2;
}

void eye_pulse_aggressor(const struct eye_pulse *pulse, size_t per_ui, double phase,
                         bool as_com, struct eye_samples *out)
{
    const ptrdiff_t last =
        as_com ? last_ui(pulse, per_ui) : (ptrdiff_t)(pulse->n / per_ui) + 1;
    out->n = 0;
    for (ptrdiff_t i = as_com ? 1 : -1; i <= last; i++)
        out->v[out->n++] = eye_pulse_at(pulse, phase + (double)i * (double)per_ui);
}

double eye_pulse_victim(const struct eye_source *source, const struct eye_pulse *own,
                        const struct eye_pulse *other, double x, struct eye_samples *out,
                        struct eye_samples *slope)
{
    const ptrdiff_t m = (ptrdiff_t)source->per_ui, cursor = (ptrdiff_t)source->cursor;
    const ptrdiff_t nb = (ptrdiff_t)source->nb, row = cursor / m;
    const ptrdiff_t first = -row - 1, last = ((ptrdiff_t)own->n - cursor) / m + 1;
    const ptrdiff_t tool_first = 1 - row, tool_last = last_ui(own, source->per_ui) - row;
    double signal = 0.0;
    out->n = slope->n = 0;
    for (ptrdiff_t k = first; k <= last; k++) {
        const struct eye_pulse *pulse = k % 2 ? other : own;
        const double at = (double)(cursor + k * m) + x, v = eye_pulse_at(pulse, at);
        if (!source->jitter_in_span || (k >= -1 && k <= nb))
            slope->v[slope->n++] = (eye_pulse_at(pulse, at + 1.0) -
                                    eye_pulse_at(pulse, at - 1.0)) * 0.5 * (double)m;
        if (!k)
            signal = v;
        else if (!source->as_com || (k >= tool_first && k <= tool_last))
            out->v[out->n++] = k > 0 && k <= nb ? v - source->b[k - 1] : v;
    }
    return signal;
}

#include "config.h"

#include "margin/steady_voltage.h"

#include <math.h>

/* The first of the largest. */
static size_t find_peak(const double *pulse, size_t n)
{
    size_t peak = 0;
    for (size_t k = 1; k < n; k++)
        if (pulse[k] > pulse[peak])
            peak = k;
    return peak;
}

/* The first sample of the step, one pulse behind the other, that reaches `level`; n when
 * none does. */
static size_t crossing(const double *pulse, size_t n, size_t per_ui, double level)
{
    for (size_t k = 0; k < n; k++) {
        double step = 0.0;
        for (size_t i = k % per_ui; i <= k; i += per_ui)
            step += pulse[i];
        if (step >= level)
            return k;
    }
    return n;
}

struct steady_voltage steady_voltage_of(const double *pulse, size_t n, size_t per_ui,
                                        double dt, struct steady_window window)
{
    struct steady_voltage out = {NAN, NAN, NAN};
    if (!window.behind || !n)
        return out;
    const size_t peak = find_peak(pulse, n), half = per_ui / 2;
    const size_t early = window.before * per_ui + half;
    const size_t late = peak + window.behind * per_ui - half;
    const size_t first = peak > early ? peak - early : 0;
    const size_t end = late < n ? late + 1 : n;
    double sum = 0.0;
    for (size_t k = first; k < end; k++)
        sum += pulse[k];
    out.v_f = sum / (double)per_ui;
    if (!(out.v_f > 0.0))
        return out;
    out.peak_ratio = pulse[peak] / out.v_f;
    const size_t count = end - first;
    const size_t low = crossing(pulse + first, count, per_ui, 0.2 * out.v_f);
    const size_t high = crossing(pulse + first, count, per_ui, 0.8 * out.v_f);
    if (high < count)
        out.rise_time = (double)(high - low) * dt;
    return out;
}

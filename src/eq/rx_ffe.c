#include "config.h"

#include "eq/rx_ffe.h"

#include "base/constants.h"
#include "eq/ffe.h"

#include <math.h>

void eq_rx_ffe_apply(const struct eq_rx_taps *taps, size_t per_ui, size_t n,
                     const double *x, double *restrict y)
{
    for (size_t k = 0; k < n; k++)
        y[k] = 0.0;
    for (size_t i = 0; i < taps->n; i++)
        eq_ffe_add_shifted(taps->c[i], (int)i - (int)taps->pre, per_ui, n, x, y);
}

double eq_rx_ffe_variance(const struct eq_rx_taps *taps, const double *lag)
{
    double sum = 0.0;
    for (size_t i = 0; i < taps->n; i++) {
        double row = taps->c[i] * lag[0];
        for (size_t j = 0; j < i; j++)
            row += 2.0 * taps->c[j] * lag[i - j];
        sum += taps->c[i] * row;
    }
    return sum;
}

double eq_rx_ffe_power(const struct eq_rx_taps *taps, double f, double baud)
{
    double turn[EQ_RX_FFE_MOST];
    for (size_t m = 0; m < taps->n; m++)
        turn[m] = cos(two_pi * f * (double)m / baud);
    return eq_rx_ffe_variance(taps, turn);
}

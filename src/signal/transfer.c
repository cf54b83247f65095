#include "config.h"

#include "signal/transfer.h"

#include "base/constants.h"

#include <math.h>

enum lr_status signal_transfer(const struct net *channel, const struct signal_ends *ends,
                               double complex *restrict h, struct lr_error *err)
{
    struct net left = {0}, right = {0}, all = {0};
    enum lr_status status = net_cascade(ends->tx, channel, &left, err);
    if (!status)
        status = net_reverse(ends->rx, &right, err);
    if (!status)
        status = net_cascade(&left, &right, &all, err);
    if (status)
        goto out;

    const double g1 = (ends->r_tx - ends->r_0) / (ends->r_tx + ends->r_0);
    const double g2 = (ends->r_rx - ends->r_0) / (ends->r_rx + ends->r_0);
    for (size_t k = 0; k < all.nf; k++) {
        const double complex *s = &all.s[4 * k];        /* S11 S12 S21 S22 */
        h[k] = s[2] * (1.0 - g1) * (1.0 + g2) /
               (1.0 - s[0] * g1 - s[3] * g2 - s[2] * s[1] * g1 * g2 +
                s[0] * s[3] * g1 * g2);
        if (!isfinite(creal(h[k])) || !isfinite(cimag(h[k]))) {
            status = error_set(err, LR_ENUMERIC, "the transfer function is not finite at "
                               "%g Hz", all.freq[k]);
            goto out;
        }
    }
out:
    net_free(&left);
    net_free(&right);
    net_free(&all);
    return status;
}

void signal_transition(size_t nf, const double *freq, double t_r, double complex *h)
{
    for (size_t k = 0; k < nf; k++) {
        const double x = pi * freq[k] * t_r / 1.6832;
        h[k] *= exp(-2.0 * x * x) * cexp(-I * two_pi * freq[k] * 3.0 * t_r);
    }
}

double complex signal_butterworth(double freq, double f_c)
{
    /* The coefficients as eq. 93A-20 prints them, rounded to seven digits. */
    const double complex x = I * freq / f_c;
    return 1.0 / ((((x + 2.613126) * x + 3.414214) * x + 2.613126) * x + 1.0);
}

/* a_0 / sum a_k x^k with a_k = (2n-k)! / (2^(n-k) k! (n-k)!), the reverse Bessel
 * polynomial of order n: a_n = 1, and each a_k from the one above it. */
static double complex bessel(double freq, double f_c, size_t order)
{
    /* The frequency where the fourth order has lost 3 dB, in units of its inverse delay;
     * the IEEE COM tool scales every order with it. */
    const double complex x = I * freq / (0.473037 * f_c);
    double complex sum = 1.0;
    double a = 1.0;
    for (size_t k = order; k-- > 0;) {
        a *= (double)((2 * order - k) * (k + 1)) / (double)(2 * (order - k));
        sum = sum * x + a;
    }
    return a / sum;
}

static double raised_cosine(double freq, double start, double stop)
{
    if (!(freq > start))
        return 1.0;
    return freq < stop ? 0.5 + 0.5 * cos(pi * (freq - start) / (stop - start)) : 0.0;
}

double complex signal_filter(const struct signal_filter *filter, double freq)
{
    double complex h = 1.0;
    if (filter->butterworth > 0.0)
        h *= signal_butterworth(freq, filter->butterworth);
    if (filter->bessel > 0.0)
        h *= bessel(freq, filter->bessel, filter->bessel_order);
    if (filter->cosine_stop > 0.0)
        h *= raised_cosine(freq, filter->cosine_start, filter->cosine_stop);
    return h;
}

double complex signal_bessel4(double freq, double f_3)
{
    const double half_power = 2.113917674904216;        /* |y| where |H|^2 is 1/2  */
    const double complex y = I * half_power * freq / f_3;
    return 105.0 / (105.0 + y * (105.0 + y * (45.0 + y * (10.0 + y))));
}

void signal_taps(size_t nf, const double *freq, double baud, size_t ntap,
                 const double *tap, double complex *h)
{
    size_t cursor = 0;
    for (size_t i = 1; i < ntap; i++)
        if (tap[i] > tap[cursor])
            cursor = i;
    for (size_t k = 0; ntap && k < nf; k++) {
        double complex sum = 0.0;
        for (size_t i = 0; i < ntap; i++)
            sum += tap[i] * cexp(-I * two_pi * freq[k] / baud *
                                 ((double)i - (double)cursor));
        h[k] *= sum;
    }
}

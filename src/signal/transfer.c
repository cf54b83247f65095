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

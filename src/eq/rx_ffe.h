/* rx_ffe.h -- the receiver's feed-forward equaliser, behind the CTLE and before the DFE:
 * UI-spaced taps around a cursor tap of 1, draft IEEE 802.3dj Annex 178A. */
#ifndef EQ_RX_FFE_H
#define EQ_RX_FFE_H

#include <stddef.h>

enum { EQ_RX_FFE_MOST = 64 };   /* taps, the cursor's included                 */

struct eq_rx_ffe {              /* what a receiver may choose                  */
    size_t n;                   /* taps with the cursor's, d_w + d_c + 1; 0: none */
    size_t pre;                 /* of them before the cursor, d_w              */
    double least[EQ_RX_FFE_MOST], most[EQ_RX_FFE_MOST];         /* relative to the
                                 * cursor tap, whose own are 1                 */
    size_t noise_ui;            /* N_u: UI of a response that its noise is taken from */
};

struct eq_rx_taps {             /* what it has chosen                          */
    size_t n, pre;              /* n 0: there is no such equaliser             */
    double c[EQ_RX_FFE_MOST];   /* c[pre] is 1                                 */
};

/* y[k] = sum_i c[i] x[k - (i - pre) M]; y must not be x.  As in the IEEE COM tool the
 * shift is circular: what leaves x[0..n-1] at one end comes in at the other. */
void eq_rx_ffe_apply(const struct eq_rx_taps *taps, size_t per_ui, size_t n,
                     const double *x, double *restrict y);

/* |H_ffe(f)|^2 of taps that are one symbol of `baud` [Bd] apart. */
double eq_rx_ffe_power(const struct eq_rx_taps *taps, double f, double baud);

/* sum_ij c[i] c[j] lag[|i - j|]: the power behind the taps of what has this
 * autocorrelation [lag[0..n-1]] before them. */
double eq_rx_ffe_variance(const struct eq_rx_taps *taps, const double *lag);

#endif

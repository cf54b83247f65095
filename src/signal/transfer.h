/* transfer.h -- from die to die: the voltage transfer function of a channel
 * between terminated packages, and the reference filters of its two ends. */
#ifndef SIGNAL_TRANSFER_H
#define SIGNAL_TRANSFER_H

#include "net/net.h"

struct signal_ends {            /* all 2-ports on the grid of the channel      */
    const struct net *tx, *rx;  /* packages, port 0 at the die; borrowed       */
    double r_0;                 /* [ohm] single-ended reference                */
    double r_tx, r_rx;          /* [ohm] single-ended die terminations         */
};

/* H(f) at every frequency of `channel` into h[nf]: IEEE 802.3-2022 eq. 93A-17 and
 * 93A-18, with S21 S12 where the equation prints S21^2 (the same for reciprocal
 * networks).  Without the transmitter's edge.  Packages and channel are joined by
 * the star product. */
enum lr_status signal_transfer(const struct net *channel, const struct signal_ends *ends,
                               double complex *restrict h, struct lr_error *err);

/* h[k] *= H_t(f_k), eq. 93A-46: Gaussian edge of the 20 to 80 % transition time
 * t_r [s], delayed by 3 t_r as the IEEE COM tool does. */
void signal_transition(size_t nf, const double *freq, double t_r, double complex *h);

struct signal_filter {          /* a receiver's low-pass: the product of those given */
    double butterworth;         /* [Hz] corner, fourth order, eq. 93A-20; 0: none */
    double bessel;              /* [Hz] corner of a Bessel-Thomson filter, -3 dB when
                                 * its order is 4; 0: none                     */
    size_t bessel_order;        /* 1 to 8                                      */
    double cosine_start, cosine_stop;   /* [Hz] raised cosine: 1 below, 0 above;
                                 * stop 0: none                                */
};

/* H_r(f). */
double complex signal_filter(const struct signal_filter *filter, double freq);

/* The Bessel-Thomson filter of fourth order of optical reference receivers, -3 dB at f_3:
 * 105 / (105 + 105 y + 45 y^2 + 10 y^3 + y^4), y = j 2.1139 f / f_3. */
double complex signal_bessel4(double freq, double f_3);

/* h[k] *= sum_i tap[i] e^{-j 2 pi f_k (i - m) / baud}: a fixed FFE of UI-spaced taps
 * whose cursor m is the largest one, the first of equals.  ntap 0: none. */
void signal_taps(size_t nf, const double *freq, double baud, size_t ntap,
                 const double *tap, double complex *h);

/* H_r(f), eq. 93A-20: fourth-order Butterworth low-pass with the corner f_c. */
double complex signal_butterworth(double freq, double f_c);

#endif

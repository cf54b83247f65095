/* link_model.h -- the closed forms of the IEEE 802.3ae 10GbE link model, for NRZ over
 * multimode fibre without equaliser; with one they do not hold. */
#ifndef OPTICS_LINK_MODEL_H
#define OPTICS_LINK_MODEL_H

struct link_model {
    double symbol, jitter;      /* [s] T_b, DJ                                 */
    double rise;                /* [s] 20 to 80 % of the transmitter           */
    double modal, chromatic;    /* [Hz] of the fibre                           */
    double receiver;            /* [Hz] -3 dBe                                 */
};

/* [s] 10 to 90 % of the channel: sqrt((C1/B_m)^2 + (C1/B_c)^2 + (1.518 T_s)^2 +
 * (0.329/B_rx)^2), C1 = 0.48. */
double link_model_rise(const struct link_model *model);

/* 1 / (1 - 1.425 exp(-1.28 ((T_b - DJ) / T_c)^2)), a ratio of powers; INFINITY when
 * closed. */
double link_model_isi(const struct link_model *model);

/* Noise that grows with the signal, of rms sigma relative to it, at a Q:
 * 1 / sqrt(1 - (Q sigma)^2); INFINITY when it has a floor. */
double link_model_noise(double q, double sigma);

/* Mode partition: rms relative to the signal, (k / sqrt 2) (1 - exp(-(pi B D L
 * sigma_lambda)^2)), B [Bd], D [s/m^2]. */
double link_model_partition(double k, double baud, double dispersion, double length,
                            double sigma_lambda);

/* [Hz] that DGD of at most tau s counts as: 1 / (3 tau). */
double link_model_dgd(double tau);

#endif

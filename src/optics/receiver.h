/* receiver.h -- photodiode and amplifier: noise at each level, and the power that a
 * receiver needs for a given part of wrong symbols. */
#ifndef OPTICS_RECEIVER_H
#define OPTICS_RECEIVER_H

#include "base/error.h"

#include <stddef.h>

struct optics_receiver {
    double responsivity;        /* [A/W]                                       */
    double dark;                /* [A]                                         */
    double thermal;             /* [A] rms of the amplifier, referred to its input */
    double shot_bandwidth;      /* [Hz] int |H|^2 df, equalisers included      */
    double rin_bandwidth;       /* [Hz] the same for RIN                       */
};

/* [A^2] at a level of `power` W under a laser's noise `rin` [1/Hz]:
 * (R P)^2 RIN B + 2 q (R P + I_d) B + thermal^2. */
double optics_noise(const struct optics_receiver *receiver, double power, double rin);

/* Part of the symbols that are wrong with n evenly spaced levels, thresholds where
 * neighbours are wrong as often: 1/n sum of both sides of every eye. */
double optics_error_ratio(const struct optics_receiver *receiver, size_t n, double oma,
                          double er, double rin);

/* [W] the least OMA for an error ratio.  LR_ENUMERIC when RIN alone leaves more. */
enum lr_status optics_sensitivity(const struct optics_receiver *receiver, size_t n,
                                  double er, double rin, double ser, double *oma,
                                  struct lr_error *err);

/* [W] without RIN and shot noise: 2 (n - 1) Q_t sigma / R, and back: the noise that a
 * standard's sensitivity implies. */
double optics_thermal_sensitivity(size_t n, double ser, double sigma,
                                  double responsivity);
double optics_implied_noise(size_t n, double ser, double oma, double responsivity);

#endif

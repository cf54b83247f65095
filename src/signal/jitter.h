/* jitter.h -- when signals and sampling instants are not where they should be.
 *
 * All in UI.  The first three are the transmitter's: its symbols move, and with them the
 * intersymbol interference.  The others move the instant of sampling, and so everything
 * that is seen there together. */
#ifndef SIGNAL_JITTER_H
#define SIGNAL_JITTER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct jitter {
    double symbol_random;       /* rms: each symbol moves on its own, to first order, as
                                 * sigma_RJ of IEEE 802.3-2022 eq. 93A-41      */
    double symbol_peak;         /* the same by + or - this: A_DD               */
    double even_odd;            /* peak to peak: every other edge is late by half of it,
                                 * the ones between early                      */
    double random;              /* rms of the sampling instant, Gaussian       */
    double dual_dirac;          /* by + or - this                              */
    double sinusoidal;          /* amplitude                                   */
    double duty_cycle;          /* peak to peak: every other instant is late by half of
                                 * it                                          */
};

/* LR_EDOMAIN: a negative amount, or none at all; or so much that instants would leave
 * their UI: peak amounts of more than 1/2 UI together. */
enum lr_status jitter_check(const struct jitter *jitter, struct lr_error *err);

/* Whether the sampling instant moves. */
bool jitter_samples(const struct jitter *jitter);

/* Into how many parts a step [UI] is to be divided, 1 to `most`, so that a Gaussian's
 * samples have its variance to 2 %: sigma is at least 0.6 of a part. */
size_t jitter_parts(const struct jitter *jitter, double step, size_t most);

/* The sampling instant's probabilities in steps: weight[2 reach + 1], their middle one of
 * no displacement; what would lie farther out is put at the ends.  Peak amounts are
 * rounded to whole steps.  As much of scratch is written over. */
void jitter_weights(const struct jitter *jitter, double step, size_t reach,
                    double *restrict weight, double *restrict scratch);

/* How far they reach, in steps: Gaussians to 10 sigma. */
size_t jitter_reach(const struct jitter *jitter, double step);

/* What a clock recovery whose jitter transfer is a low-pass of first order with `corner`
 * [Hz] leaves of a sinusoid at `freq` [Hz]: |1 - 1/(1 + jf/f_c)|.  A corner of 0: all. */
double jitter_tracked(double freq, double corner);

#endif

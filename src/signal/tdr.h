/* tdr.h -- impedance along a line as a time-domain reflectometer sees it.
 *
 * Two readings of one record.  First order: every reflection is taken as if it had
 * passed all before it unharmed and came back once,
 *
 *      z(t) = Z0 (1 + rho(t)) / (1 - rho(t)),   rho: the reflected step.
 *
 * Peeled: the record is taken for that of a lossless cascade of short lines, each half a
 * sample long one way, which is then known exactly from the port on.  The window smears
 * both alike, 10 to 90 % in 0.91/f_max with Hamming's.  Neither knows losses: they raise
 * what lies behind, by some 1 % for 3 dB of skin effect one way at f_max. */
#ifndef SIGNAL_TDR_H
#define SIGNAL_TDR_H

#include "signal/waveform.h"

struct tdr {
    size_t n;
    double dt, start;           /* [s] round-trip time of sample k: start + k dt */
    double *rho;                /* reflected step (waveform_step)              */
    double *z;                  /* [ohm] first order; NaN where |rho| >= 1      */
    double *z_peeled;           /* [ohm] multiple reflections removed; NaN before
                                 * time 0 and from where the peeling ended     */
};

/* Looks into `port` (from 0) of a network from waveform_net, from the start of its
 * record (waveform.h) up to the time `stop` [s] (0: half of 1/df).  Z0 is the port's
 * reference.  What the window smears to before time 0 is peeled as one reflection just
 * before time 0, so that the sum of all, S(0), is kept and z_peeled ends at the load.
 * At a sample it is the geometric mean of the layers before and behind, as half of a
 * sample of the step counts at its own time.
 * LR_EDOMAIN as of waveform_impulse, or when `stop` is negative or beyond half of 1/df.
 * Peeling takes a time that grows with the square of stop/dt: 0.1 s for 12000. */
enum lr_status tdr_profile(const struct net *net, size_t port,
                           const struct waveform_options *options, double stop,
                           struct tdr *out, struct lr_error *err);
void tdr_free(struct tdr *tdr);

/* Layer peeling of a lossless cascade of lines of equal delay: z[0..n-1] [ohm] from the
 * reflected impulse r[n] (sample 0 at time 0), seen from z0 [ohm].  z[k] is the layer
 * behind the interface whose first answer is in sample k; with the wave rho_k that this
 * interface reflects, out of the waves propagated through the layers found so far,
 * z[k] = z[k-1] (1 + rho_k)/(1 - rho_k), z[-1] = z0.  A reflection of magnitude 1 or
 * more ends the peeling: NaN from there.  LR_EDOMAIN unless z0 is positive. */
enum lr_status tdr_peel(const double *r, size_t n, double z0, double *restrict z,
                        struct lr_error *err);

#endif

/* redriver.h -- the part `redriver`: a linear amplifier with an equaliser, as in active
 * copper cables.
 *
 *   - redriver: acc-112g
 *     peaking: 8 dB          # of the model when left out
 *
 *        .-----------------------------------------.
 *   o----+--.    gain 1 + j f/f_z                  .--+----o
 *        |  |   ------------------------- e^-jwt  |  |
 *      c_in |   (1 + j f/f_p1)(1 + j f/f_p2)       | c_out
 *        |  '--  100 ohm             100 ohm     --'  |
 *
 * f_z follows from the peaking, the gain at f_peak over that at 0 Hz; without peaking
 * zero and first pole cancel.  Backwards it lets through `isolation` less than that.  Its
 * noise is white at the input; its output saturates as y = swing/2 tanh(2 x/swing). */
#ifndef PART_REDRIVER_H
#define PART_REDRIVER_H

#include "part/part.h"

extern const struct part_kind part_redriver;

struct redriver {
    double gain_db, peaking_db; /* at 0 Hz; what f_peak has above it           */
    double f_peak, f_p1, f_p2;  /* [Hz]                                        */
    double f_z;                 /* [Hz] set by redriver_tune                   */
    double delay;               /* [s]                                         */
    double isolation_db;
    double c_in, c_out;         /* [F] differential, across its ports          */
    double noise;               /* [V^2/Hz] one-sided, at the input            */
    double swing;               /* [V] peak to peak, differential              */
};

/* Sets f_z.  LR_EDOMAIN when no zero gives that peaking with these poles. */
enum lr_status redriver_tune(struct redriver *redriver, struct lr_error *err);

/* The differential 2-port, input first, on freq[nf], 100 ohm. */
enum lr_status redriver_network(const struct redriver *redriver, size_t nf,
                                const double *freq, struct net *out,
                                struct lr_error *err);

/* What it adds, [V^2/Hz] one-sided into 100 ohm at its output. */
void redriver_noise(const struct redriver *redriver, size_t nf, const double *freq,
                    double *restrict psd);

#endif

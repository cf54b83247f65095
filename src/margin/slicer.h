/* slicer.h -- what reaches the slicer of a receiver whose equaliser is chosen: pulses,
 * feedback, noise and jitter, for those who look at the eye there.
 *
 * Pulses are behind the transmitter's FFE and the CTLE, before the DFE; those of
 * aggressors come at any phase.  Levels are equally likely, -1 to 1 in units of the
 * pulse. */
#ifndef MARGIN_SLICER_H
#define MARGIN_SLICER_H

#include "base/error.h"
#include "eq/dfe.h"
#include "signal/channel.h"
#include "signal/jitter.h"

enum { SLICER_LEVELS_MOST = 16 };

struct slicer_path {
    enum path_kind kind;
    size_t n;
    double *pulse;              /* [V] [n] at M samples per UI; owned          */
};

struct slicer {
    double baud;                /* [Bd]                                        */
    size_t levels, per_ui;      /* L; M                                        */
    double level[SLICER_LEVELS_MOST];   /* what the transmitter sends, -1 .. 1 */
    double r_lm;                /* what mismatch of levels leaves of the symbol that is
                                 * detected, as COM has it; 1 where `level` has it */
    size_t npath;               /* path[0] is the through path                 */
    struct slicer_path *path;   /* owned                                       */
    size_t cursor;              /* sample of the sampling instant              */
    double s0;                  /* [V] pulse there                             */
    size_t nb;
    double b[EQ_DFE_MOST];      /* DFE taps relative to s0                     */
    double sigma_noise;         /* [V] of the receiver and active parts        */
    double sigma_tx;            /* [V] of SNR_TX, white                        */
    double quantum;             /* [V] step of a quantiser before the slicer; 0: none */
    size_t nf;                  /* 0: the noise is white from symbol to symbol */
    double *freq, *psd;         /* [Hz] [V^2/Hz] [nf] one-sided, of what sigma_noise is
                                 * the rms; owned                              */
    struct jitter jitter;       /* [UI] `sinusoidal` is what the signal has, before the
                                 * clock recovery follows it                   */
    double frequency;           /* [Hz] of the sinusoid                        */
    double cdr_corner;          /* [Hz] below which the sampling instant follows; 0: it
                                 * stands still                                */
};

void slicer_free(struct slicer *slicer);

#endif

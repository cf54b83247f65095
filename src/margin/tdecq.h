/* tdecq.h -- transmitter and dispersion eye closure: how much less noise a receiver bears
 * behind this transmitter and fibre than behind an ideal one, with the reference
 * equaliser at its best.  IEEE 802.3-2022 121.8.5 (TDECQ) with its successors'
 * equalisers; without fibre it is TECQ, of a stressed test source SECQ, of NRZ TDEC
 * (95.8.5).
 *
 *   pulse --> FFE, taps sum to 1 --> two histograms, +-slice from the centre
 *             DFE 0 or 1 tap         noise C_eq sigma_G until SER is reached in one
 *
 *   TDECQ = 10 log10(OMA / (2 (L-1) Q_t R)),  R^2 = sigma_G^2 + sigma_S^2
 *
 * Statistical: from the pulse, for random symbols, without a pattern.  Powers are in
 * units of OMA, times in UI. */
#ifndef MARGIN_TDECQ_H
#define MARGIN_TDECQ_H

#include "eq/rx_ffe.h"

#include "base/error.h"

#include <stdbool.h>

enum { TDECQ_LEVELS_MOST = 8, TDECQ_TAPS_MOST = 32 };

struct tdecq_reference {        /* the reference receiver of a standard        */
    size_t levels;              /* L                                           */
    size_t taps;                /* of the FFE, at most TDECQ_TAPS_MOST         */
    size_t pre_least, pre_most; /* taps before the main one                    */
    double dfe_most;            /* one tap from 0 to this of the main cursor; 0: none */
    double ser;                 /* symbols that may be wrong                   */
    double slice;               /* [UI] of the histograms from the centre      */
    double corner;              /* f3 of its Bessel-Thomson filter over the symbol rate;
                                 * 0: none, the noise is white                 */
};

struct tdecq_signal {           /* behind the reference filter                 */
    size_t n, per_ui;
    const double *pulse;        /* [n] [OMA] of one symbol, a long run of which is 1;
                                 * borrowed                                    */
    double level[TDECQ_LEVELS_MOST];    /* [OMA] from the mean, the last one 1 above the
                                         * first                               */
    double sigma[TDECQ_LEVELS_MOST];    /* [OMA] rms noise that each level has, shaped
                                         * by the filter                       */
    double scope;               /* [OMA] sigma_S, noise of the instrument that is not the
                                 * transmitter's                               */
};

struct tdecq {
    bool open;                  /* else the eye is closed, and the rest nothing */
    double db;                  /* TDECQ                                       */
    double ceq_db;              /* 10 log10 C_eq                               */
    double start_db;            /* with the taps of the least mean square error that the
                                 * search began from; NaN: closed with these   */
    double sigma_g;             /* [OMA] before the FFE                        */
    struct eq_rx_taps taps;     /* c[pre] is the main tap, their sum 1         */
    double dfe;                 /* [OMA]                                       */
    double centre;              /* [samples] the instant between the histograms */
};

/* Q_t: (2 (L-1) / L) Q(Q_t) = SER. */
double tdecq_quantile(const struct tdecq_reference *reference);

/* Levels without compression, -1/2 .. 1/2. */
void tdecq_ideal_levels(size_t levels, double *level);

/* Taps, DFE and instant that make TDECQ least.  A closed eye is an answer, not an error.
 * LR_EDOMAIN: a reference or signal that does not fit. */
enum lr_status tdecq_solve(const struct tdecq_reference *reference,
                           const struct tdecq_signal *signal, struct tdecq *out,
                           struct lr_error *err);

/* TDECQ of these taps at this instant, as `out` of an earlier answer has them; the rest
 * of *at is filled. */
enum lr_status tdecq_at(const struct tdecq_reference *reference,
                        const struct tdecq_signal *signal, struct tdecq *at,
                        struct lr_error *err);

/* The part of the symbols that is wrong with these taps in the worse histogram under
 * noise of rms sigma_g > 0 [OMA] before the FFE; 0 below 1e-13. */
enum lr_status tdecq_error_ratio(const struct tdecq_reference *reference,
                                 const struct tdecq_signal *signal,
                                 const struct tdecq *at, double sigma_g, double *ser,
                                 struct lr_error *err);

/* The same as tdecq_at by a pattern of n random symbols, a power of two, behind
 * `signal`'s pulse. */
enum lr_status tdecq_pattern(const struct tdecq_reference *reference,
                             const struct tdecq_signal *signal, size_t n, unsigned seed,
                             struct tdecq *at, struct lr_error *err);

#endif

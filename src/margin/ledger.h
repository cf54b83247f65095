/* ledger.h -- the power budget of an optical standard, line by line, as its clauses draw
 * it up: dBm and dB.
 *
 *   OMA of the transmitter    max(floor, offset + max(TECQ, TDECQ)), or what it has
 *   - channel loss - extra loss
 *   - sensitivity             max(floor, offset + TECQ)
 *   - reflections, DGD, modal noise
 *   - (TDECQ - TECQ)          what the fibre has closed of the eye
 *   = margin
 *
 * IEEE 802.3-2022 Tables 121-9, 124-7 and their like; a transmitter at its limits over
 * the longest channel has a margin of 0. */
#ifndef MARGIN_LEDGER_H
#define MARGIN_LEDGER_H

#include <stdbool.h>

struct ledger_limits {          /* of a standard; NaN: not known               */
    double oma_floor, oma_offset;       /* [dBm]                               */
    double oma_most;            /* [dBm]                                       */
    double closure_most;        /* [dB] TDECQ and TECQ, TDEC of NRZ            */
    double loss_most;           /* [dB] of the channel                         */
    double penalties;           /* [dB] allotted to reflections and the like   */
    double sensitivity_floor, sensitivity_offset;       /* [dBm]               */
    double stressed, stressed_closure;  /* [dBm] [dB] sensitivity with that SECQ */
};

struct ledger_link {            /* what there is; NaN: what the limits leave   */
    double oma;                 /* [dBm]                                       */
    double tecq, tdecq;         /* [dB] without and with the fibre             */
    double loss;                /* [dB]                                        */
    double extra_loss;          /* [dB] of what the channel does not count     */
};

struct ledger {
    double tecq, tdecq;         /* [dB] as they were taken                     */
    double oma_least;           /* [dBm] that this transmitter must have       */
    double oma;                 /* [dBm] that it has                           */
    double loss, extra_loss;
    double received;            /* [dBm] OMA                                   */
    double sensitivity;         /* [dBm]                                       */
    bool from_stressed;         /* of the stressed one less its closure        */
    double penalties, dispersion;       /* [dB]                                */
    double margin;              /* [dB] NaN: the limits are not all known      */
};

/* Every line that can be drawn up; the others are NaN. */
struct ledger ledger_of(const struct ledger_limits *limits,
                        const struct ledger_link *link);

#endif

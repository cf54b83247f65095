/* witness.h -- the eye seen symbol by symbol: a simulation in time beside the statistics,
 * of the same pulses, noise and jitter.
 *
 *   pattern --> levels --> pulses of all M phases of a UI --> + noise --> slicer --> count
 *   aggressors ------------^          ^                          ^   |
 *                                  feedback of what was sent     |   +-- clock recovery
 *                                                what errors change of it
 *
 * The channel is run with the feedback of the symbols that were sent; wrong decisions
 * then change it, as long as they are in the feedback's reach: an error begins a burst
 * when none is.  Blocks of symbols are convolved by overlap-save, one transform per path
 * and per phase looked at, so that a symbol costs well below a microsecond and the memory
 * does not depend on how many there are.
 *
 *   aggressors  independent random symbols, at a phase drawn anew for every block
 *   jitter      of the transmitter: shifts each symbol's pulse, to first order by the
 *               slope h_J of IEEE 802.3-2022 eq. 93A-28; sinusoidal: moves the sampling
 *               instant against the signal, which the clock recovery follows
 *   noise       Gaussian with the spectrum given, folded at the baud rate
 *   clock       Mueller and Mueller's detector, a loop of first order, about the instant
 *               that the interface samples at; K. Mueller and M. Muller, IEEE Trans.
 *               Commun. COM-24 (1976) 516 */
#ifndef MARGIN_WITNESS_H
#define MARGIN_WITNESS_H

#include "margin/slicer.h"
#include "signal/pattern.h"

enum { WITNESS_BURSTS = 32 };   /* longer bursts are counted with the last     */

struct witness_options {
    uint64_t symbols;           /* to be counted                               */
    uint32_t seed;
    struct pattern pattern;     /* of the victim                               */
    uint64_t seen;              /* symbols that go into the picture at most    */
};

struct witness_histogram {      /* of voltages, in equal bins from `low` on    */
    double low, bin;            /* [V]                                         */
    size_t n;
};

struct witness {
    uint64_t symbols, errors, bits, wrong_bits;
    uint64_t bursts;            /* errors without another in the reach before  */
    uint64_t undisturbed;       /* symbols without one: those that can begin a burst */
    uint64_t length[WITNESS_BURSTS];    /* bursts of 1, 2, ... symbols          */
    double deviation;           /* of `bursts`, from those of 64 equal parts   */
    double clock_mean, clock_rms;       /* [UI] the recovered instant behind that of the
                                         * interface                           */
    bool clock_lost;            /* it left the UI                              */
    struct witness_histogram scale;
    size_t levels, phases;
    uint64_t *slicer;           /* [levels][scale.n] where decided, by what was sent, with
                                 * its feedback; owned                         */
    uint64_t *picture;          /* [phases][scale.n] of all symbols, phase phases/2 being
                                 * the sampling instant; owned                 */
    uint64_t seen;              /* symbols in the picture                      */
};

/* LR_EDOMAIN: no symbols; levels out of order; a cursor less than half a UI behind the
 * start; jitter of half a UI or more.  LR_EMEMORY.  witness_free in every case. */
enum lr_status witness_run(const struct slicer *slicer,
                           const struct witness_options *options, struct witness *out,
                           struct lr_error *err);
void witness_free(struct witness *witness);

/* The voltage below which the share `probability` of the symbols sent as `level` lies,
 * above 0.5 measured from the far end; NaN when fewer than 10 of them lie outside. */
double witness_contour(const struct witness *witness, size_t level, double probability);

#endif

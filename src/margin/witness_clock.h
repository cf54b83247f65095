/* witness_clock.h -- the recovered clock of a simulation: where in its UI the next symbol
 * is sampled.  Internal to margin.
 *
 * Mueller and Mueller's timing function of a UI apart samples y and levels a,
 *
 *      e[k] = y[k] a[k-1] - y[k-1] a[k],    mean sigma_X^2 (h(1) - h(-1)),
 *
 * is 0 where the interface samples by eq. 93A-25; what it is there with another rule is
 * taken off.  A loop of first order follows it up to the corner frequency. */
#ifndef MARGIN_WITNESS_CLOCK_H
#define MARGIN_WITNESS_CLOCK_H

#include "margin/slicer.h"

#include <stdint.h>

struct witness_clock {
    const struct slicer *slicer;
    double position;            /* [samples] behind the interface's instant    */
    double gain;                /* [samples/V] of each e; 0: it stands still   */
    double mean;                /* [V] of e at position 0                      */
    double before, level;       /* y[k-1], a[k-1]                              */
    bool running, lost;
    double low, high;           /* [samples] phases of this block              */
};

void witness_clock_init(const struct slicer *slicer, struct witness_clock *clock);

/* The phases, 0..M-1, that the next symbols are sampled between. */
void witness_clock_window(struct witness_clock *clock, size_t *first, size_t *last);

/* Where symbol `count` is sampled, `late` [UI] by the jitter of its instant: in phases, at
 * least `first` and below `last`. */
double witness_clock_at(struct witness_clock *clock, uint64_t count, double late);

/* Goes on behind the sample y, taken for `level`. */
void witness_clock_step(struct witness_clock *clock, double y, double level);

#endif

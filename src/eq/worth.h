/* worth.h -- the sampling instants at which some legal FFE setting could beat a value: a
 * quick first look at single samples.  Internal to eq. */
#ifndef EQ_WORTH_H
#define EQ_WORTH_H

#include "eq/room.h"
#include "eq/weights.h"

/* Noise may be as much as this times s0^2 to beat the value `best`, in the weight of
 * intersymbol interference, which is positive. */
double eq_worth_ratio(const struct eq_weights *weights, double best);

/* Narrows the instants first .. last down to those with a tap on something large enough;
 * false when there are none. */
bool eq_worth_range(const struct eq_pulse *pulse, const struct eq_room *room,
                    const struct eq_weights *weights, double ratio, ptrdiff_t *first,
                    ptrdiff_t *last);

/* False when at sample `at` of the pulse every setting leaves less than nothing of ratio
 * s0^2 when the noise is taken off. */
bool eq_worth_trying(const struct eq_pulse *pulse, const struct eq_room *room,
                     const struct eq_weights *weights, double ratio, ptrdiff_t at);

#endif

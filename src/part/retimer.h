/* retimer.h -- the part `retimer`: a receiver that decides the symbols and a transmitter
 * that sends them anew, as in active electrical cables.
 *
 *   - retimer: generic-112g
 *     interface: 100gbase-cr1      # judges what follows; of the link when left out
 *     fec: terminate               # or pass, the default
 *
 *   ... segment --> receiver | transmitter --> segment ...
 *
 * It is no network: a segment of the link ends in it and the next one begins.  Its
 * receiver is the reference receiver of the interface that judges the segment before it,
 * its transmitter that of the one behind it. */
#ifndef PART_RETIMER_H
#define PART_RETIMER_H

#include "part/part.h"

extern const struct part_kind part_retimer;

struct retimer {
    double latency;             /* [s]                                         */
    double power;               /* [W] of one lane and direction               */
    bool terminates;            /* it corrects errors: a new FEC span begins   */
    const struct yaml_node *interface;  /* scalar, or NULL: the link's         */
};

/* Of every part of ROLE_RETIMER: its data begin with a struct retimer. */
const struct retimer *part_retimer_data(const struct part *part);

/* `fec: pass` or `fec: terminate`.  LR_EINPUT. */
enum lr_status part_retimer_read_fec(const struct yaml_node *node,
                                     struct retimer *retimer, struct lr_error *err);

#endif

/* steps.h -- what each part of a link does to the signal at one frequency, from the
 * transmitter to the receiver: the table that a link is read by. */
#ifndef LINK_STEPS_H
#define LINK_STEPS_H

#include "link/link.h"

struct link_step {
    size_t part;                /* index in the link                           */
    double length;              /* [m]; NaN: the part has none                 */
    double loss_db;             /* of the part alone, differential, 100 ohm    */
    double total_db;            /* of all parts as far as here, with what they
                                 * reflect at each other                       */
    double delay;               /* [s] of the part alone: mean group delay below the
                                 * frequency, weighted with the power that comes
                                 * through; NaN: nothing does                  */
    double total_delay;         /* [s] of all as far as here                   */
};

/* At freq [Hz], into step[link->npart]; *n of them are used: packages are left out, as
 * their limits belong to the interface.  What blocks a frequency has infinite loss.
 * LR_EUSAGE unless freq lies in the link's grid and above 0; otherwise the status of
 * link_grid and of the parts' networks. */
enum lr_status link_steps(const struct link *link, double freq, struct link_step *step,
                          size_t *n, struct lr_error *err);

#endif

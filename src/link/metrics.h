/* metrics.h -- what is measured of a link's channel beside COM: crosstalk noise,
 * deviation from a smooth loss, effective return loss. */
#ifndef LINK_METRICS_H
#define LINK_METRICS_H

#include "link/chain.h"

struct link_metrics {
    bool has_icn, has_fitted, has_erl;  /* what could be computed              */
    struct icn icn;
    struct fitted_loss fitted;
    struct erl erl;
};

/* Of the raw channel by its interface, without boards and packages (ERL: with the
 * transmitter's of the first case where the interface says so).  What a channel does not
 * allow, a band that is too narrow for one, is left out with a warning; of a sheet for
 * ERL alone, all but ERL without one.  link_metrics_free in every case. */
enum lr_status link_metrics_solve(const struct interface *interface,
                                  const struct channel *channel, struct link_metrics *out,
                                  struct lr_error *err);
void link_metrics_free(struct link_metrics *metrics);

#endif

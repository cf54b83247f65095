/* pair.h -- a differential pair of two equal legs: from its two modes to four ports. */
#ifndef NET_PAIR_H
#define NET_PAIR_H

#include "net/net.h"

/* The single-ended 4-port, ports near + -, far + -, referred to `zref` [ohm], of the
 * 2-ports of the differential mode, whose reference is then 2 zref, and of the common
 * mode, zref/2.  `common` NULL: common waves end at both ends and go nowhere.
 * LR_EDOMAIN unless both are 2-ports on one grid; LR_EMEMORY. */
enum lr_status net_pair_legs(const struct net *differential, const struct net *common,
                             double zref, struct net *out, struct lr_error *err);

#endif

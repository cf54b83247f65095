/* touchstone_values.h -- from the numbers of a Touchstone file to S; private to the
 * reader. */
#ifndef NET_TOUCHSTONE_VALUES_H
#define NET_TOUCHSTONE_VALUES_H

#include "net/net.h"
#include "net/touchstone_points.h"

/* Makes the network of all points: format, order of the matrix, Y, Z, G and H to S,
 * modes to ports.  Frequencies may repeat, but not fall.  LR_EINPUT at a value that is
 * too large or has no S-parameters. */
enum lr_status touchstone_values_read(const struct touchstone_scan *scan,
                                      const struct touchstone_head *head,
                                      const struct touchstone_numbers *numbers,
                                      const struct touchstone_points *points,
                                      struct net *net, struct lr_error *err);

#endif

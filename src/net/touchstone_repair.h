/* touchstone_repair.h -- mends the points of a damaged Touchstone file; private to the
 * reader.  Each kind of repair is one warning with a count and the first line. */
#ifndef NET_TOUCHSTONE_REPAIR_H
#define NET_TOUCHSTONE_REPAIR_H

#include "net/net.h"
#include "net/touchstone_points.h"

/* Of the first n numbers: drops a last point that is cut short and points with values
 * that are not finite, sorts the others by frequency; points at one frequency keep their
 * order.  Fills points->start and points->nf.  LR_EINPUT for negative frequencies, and
 * when a point begins inside a line: then numbers are missing or too many somewhere, and
 * there is nothing to go by. */
enum lr_status touchstone_repair_points(const struct touchstone_scan *scan,
                                        const struct touchstone_head *head,
                                        const struct touchstone_numbers *numbers,
                                        size_t n, struct touchstone_points *points,
                                        struct lr_error *err);

/* Of the points at one frequency keeps the first, and warns with the largest difference
 * from it.  net holds the points in their order. */
enum lr_status touchstone_repair_merge(const struct touchstone_scan *scan,
                                       const struct touchstone_numbers *numbers,
                                       const struct touchstone_points *points,
                                       struct net *net, struct lr_error *err);

#endif

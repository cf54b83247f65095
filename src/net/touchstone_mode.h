/* touchstone_mode.h -- [Mixed-Mode Order] of version 2, and the way back to
 * single-ended ports; private to the reader. */
#ifndef NET_TOUCHSTONE_MODE_H
#define NET_TOUCHSTONE_MODE_H

#include "net/net.h"
#include "net/touchstone_scan.h"

/* What one row and column of the file stands for: with waves a of the ports,
 * 'D' (a_plus - a_minus)/sqrt(2), 'C' (a_plus + a_minus)/sqrt(2), 'S' a_plus. */
struct touchstone_mode {
    char kind;
    size_t plus, minus;         /* ports, counted from 0; equal for 'S'        */
};

/* Reads np descriptors D1,2 C1,2 S3 into mode[np]; they may wrap.  LR_EINPUT unless
 * every port stands in one S or in one D and one C of the same pair. */
enum lr_status touchstone_mode_read(struct touchstone_scan *scan, size_t np,
                                    struct touchstone_mode *mode, struct lr_error *err);

/* The reference [ohm] of each row, into row[np], from those of the ports: 2 z
 * differential, z/2 common.  LR_EINPUT when the legs of a pair differ. */
enum lr_status touchstone_mode_references(const char *file, size_t np,
                                          const struct touchstone_mode *mode,
                                          const double *zref, double *row,
                                          struct lr_error *err);

/* S of the modes to S of the ports, in place. */
enum lr_status touchstone_mode_undo(const struct touchstone_mode *mode, struct net *net,
                                    struct lr_error *err);

#endif

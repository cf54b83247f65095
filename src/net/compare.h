/* compare.h -- by how much two networks differ, and where. */
#ifndef NET_COMPARE_H
#define NET_COMPARE_H

#include "net/net.h"

struct net_place {
    double value;               /* NaN: never compared                         */
    double freq;                /* [Hz]                                        */
    size_t i, j;
};

struct net_difference {
    size_t nf;                  /* frequencies compared                        */
    double f_low, f_high;       /* [Hz] the first and the last of them         */
    int resampled;              /* b was brought to a's grid                   */
    struct net_place absolute;  /* largest |A_ij - B_ij|                       */
    struct net_place db;        /* largest | |A_ij| - |B_ij| | in dB ...       */
    struct net_place degrees;   /* ... and of the phase, wrapped to +-180      */
    double rms;                 /* sqrt(mean |A_ij - B_ij|^2)                  */
};

/* dB and degrees are looked at only where both are above floor_db (-60, say): phases
 * and dB of noise mean nothing.  When the grids differ, b is resampled to a's points in
 * the common band and an assumption says so.  LR_EDOMAIN: other port counts, other
 * references (renormalise first), no point of a in the band of b, too few points of b
 * to resample.  LR_ENUMERIC when a value is not finite. */
enum lr_status net_compare(const struct net *a, const struct net *b, double floor_db,
                           struct net_difference *out, struct lr_error *err);

#endif

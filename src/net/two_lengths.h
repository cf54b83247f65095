/* two_lengths.h -- the propagation of a line from two measured lengths of it, with the
 * same launches at their ends.
 *
 *   SHORT = launch -- line ------------------- launch
 *   LONG  = launch -- line -- extra length --- launch
 *
 * As transfer matrices LONG SHORT^-1 is the extra length seen through one launch: its
 * eigenvalues are exp(+-x), x = gamma times the extra length, whatever the launch and
 * whatever the line's impedance.  Only they are needed, and they come from trace and
 * determinant: cosh x = trace/(2 sqrt(det)).
 *
 * It is what TRL calibration does with its two lines.
 * Limits: what differs between the launches of the two boards stays in the result, and
 * is drawn out where x is near a multiple of j pi. */
#ifndef NET_TWO_LENGTHS_H
#define NET_TWO_LENGTHS_H

#include "net/net.h"

struct net_two_lengths {
    size_t nf;
    double *freq;               /* [Hz] [nf] the networks' own, above 0        */
    double complex *x;          /* [nf] gamma times the extra length: attenuation [Np]
                                 * and phase [rad], which is counted on from 0 Hz */
    double *gain;               /* [nf] 1/|sinh x|: how much an error of cosh x, which is
                                 * of the size of those of S, grows on its way into x */
    double *mismatch;           /* [nf] |det - 1|, 0 of reciprocal networks: errors of the
                                 * measurement, seen without knowing the line  */
    double delay;               /* [s] mean group delay of the extra length    */
};

/* From two 2-ports.  The branch of x, one of +-x + 2 pi j n, is the one nearest to where
 * the points before it lead; the first is the one nearest to what |S21| and the delay of
 * S21 gain from SHORT to LONG.  `names` of the files stand in messages.
 * LR_EDOMAIN: other than two ports, grids that differ by more than 1 Hz, references that
 * differ, fewer than ten points above 0 Hz, a transmission of 0, LONG not longer, points
 * too far apart (a quarter of a turn from point to point) or the first too high (some
 * turns away from 0 Hz) to count the turns.  LR_EMEMORY.  net_two_lengths_free in every
 * case. */
enum lr_status net_two_lengths(const struct net *shorter, const struct net *longer,
                               const char *const names[2], struct net_two_lengths *out,
                               struct lr_error *err);
void net_two_lengths_free(struct net_two_lengths *lengths);

#endif

/* passivity.h -- the largest gain of a network, and networks made passive. */
#ifndef NET_PASSIVITY_H
#define NET_PASSIVITY_H

#include "net/net.h"

/* sigma[nf]: the largest singular value of S at each frequency.  LR_ENUMERIC when S
 * is not finite.  The same for any number of threads. */
enum lr_status net_singular(const struct net *net, double *restrict sigma,
                            struct lr_error *err);

struct passivity_change {
    size_t points;              /* frequencies that changed                    */
    double max_change;          /* largest |S'_ij - S_ij|; 0 when none changed */
    size_t i, j;                /* of that one                                 */
    double freq;                /* [Hz] of that one; NaN when none changed     */
    double max_singular;        /* largest singular value before               */
};

/* Every singular value above 1 is set to 1, all else stays: the nearest passive
 * matrix in the spectral and the Frobenius norm.  Where no value exceeds 1 by more than
 * its own rounding, np 1e-15, S is copied bit for bit: passive networks, and those that
 * were made passive, stay as they are.  `change` may be NULL.  LR_ENUMERIC when S is
 * not finite. */
enum lr_status net_passivate(const struct net *net, struct net *out,
                             struct passivity_change *change, struct lr_error *err);

#endif

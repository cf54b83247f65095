/* net.h -- an N-port network: S-parameters over frequency.
 *
 * S_ij at frequency k is s[(k*np + i)*np + j], complex, e^{+jwt}, power waves on
 * real references.  Frequencies are in Hz, not negative, strictly increasing.
 * Every function that makes a network fills an uninitialised struct; on failure
 * it is left empty, so net_free is always allowed. */
#ifndef NET_NET_H
#define NET_NET_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

struct net {
    size_t nf, np;
    double *freq;               /* [Hz]  [nf]                                  */
    double complex *s;          /* [nf][np][np]                                */
    double *zref;               /* [ohm] [np], real, positive                  */
};

/* A network of zeros, every reference `zref`.  LR_EMEMORY. */
enum lr_status net_init(struct net *net, size_t nf, size_t np, double zref,
                        struct lr_error *err);
void net_free(struct net *net);
enum lr_status net_copy(const struct net *net, struct net *out, struct lr_error *err);

/* np/2 wires from port i to port np/2 + i at freq[nf]. */
enum lr_status net_wire(size_t nf, const double *freq, size_t np, double zref,
                        struct net *out, struct lr_error *err);

/* S_ij at frequency k. */
static inline double complex *net_s(const struct net *net, size_t k, size_t i, size_t j)
{
    return &net->s[(k * net->np + i) * net->np + j];
}

/* Ports in a new order: port p of `out` is port order[p] of `net`; a subset is
 * allowed (the ports left out are then terminated in their references). */
enum lr_status net_reorder(const struct net *net, const size_t *order, size_t np,
                           struct net *out, struct lr_error *err);

/* True when the network's frequencies are freq[nf] within 1 Hz, or those of the
 * other. */
int net_on_grid(const struct net *net, size_t nf, const double *freq);
int net_same_grid(const struct net *a, const struct net *b);

/* True when two references [ohm] are equal but for the rounding of a decimal
 * file. */
int net_same_reference(double a, double b);

/* `a` then `b` by the Redheffer star product (spec: Redheffer 1960; see
 * net/cascade.c).  Both have 2n ports: 0..n-1 left, n..2n-1 right.  Never forms
 * T-matrices, so that 200 dB of loss keep full precision.  LR_EDOMAIN when the
 * port counts are odd or differ, the grids differ or the references that meet
 * differ; LR_ENUMERIC when the inner loop is singular. */
enum lr_status net_cascade(const struct net *a, const struct net *b, struct net *out,
                           struct lr_error *err);

/* The same network seen from the other end: ports 0..n-1 and n..2n-1 swapped. */
enum lr_status net_reverse(const struct net *net, struct net *out, struct lr_error *err);

/* All ports referred to zref [ohm], or port i to zref[i]; real and positive, otherwise
 * LR_EDOMAIN.  LR_ENUMERIC where that is singular, which only active networks are. */
enum lr_status net_renormalise(const struct net *net, double zref, struct net *out,
                               struct lr_error *err);
enum lr_status net_renormalise_ports(const struct net *net, const double *zref,
                                     struct net *out, struct lr_error *err);

/* Single-ended 2m-port with ports ordered p1 n1 p2 n2 ... to mixed mode, ports
 * ordered d1..dm c1..cm; differential reference 2 z, common z/2, where z is the
 * single-ended reference, equal within each pair (LR_EDOMAIN otherwise).  And
 * back. */
enum lr_status net_mixed(const struct net *net, struct net *out, struct lr_error *err);
enum lr_status net_unmixed(const struct net *net, struct net *out, struct lr_error *err);

#endif

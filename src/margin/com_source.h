/* com_source.h -- the noise of active parts, as far as the CTLE.  Internal to margin. */
#ifndef MARGIN_COM_SOURCE_H
#define MARGIN_COM_SOURCE_H

#include "margin/com_response.h"

/* Adds to power[k], at the nf frequencies of the channel, what each of its sources leaves
 * there behind the receiver's package, its termination and H_r: [V^2] of the interval
 * that ends at frequency k, the sum of eq. 93A-35 with psd |H|^2 in the place of eta_0.
 * LR_EDOMAIN when a source is on another grid. */
enum lr_status com_source_power(const struct channel *channel,
                                const struct com_params *params,
                                const struct com_case *which, double *power,
                                struct lr_error *err);

/* A network as far as the first nf points; borrowed. */
struct net com_source_cut(const struct net *net, size_t nf);

/* H_rx(f) into h[nf] from a matched source through `path` into the receiver's package
 * `rx`, both on the grid of `thru`, and its termination.  LR_EDOMAIN, named `name`, on
 * another grid; LR_EMEMORY. */
enum lr_status com_source_transfer(const struct net *thru, const struct net *path,
                                   const struct net *rx, const char *name,
                                   const struct com_params *params,
                                   double complex *restrict h, struct lr_error *err);

#endif

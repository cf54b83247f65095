/* touchstone_parameter.h -- Y-, Z-, G- and H-parameters to S; private to the reader. */
#ifndef NET_TOUCHSTONE_PARAMETER_H
#define NET_TOUCHSTONE_PARAMETER_H

#include "net/net.h"

/* Replaces the parameters ("YZGH") in net->s by S on zref[np] [ohm]; zref NULL: they are
 * those of a network normalised to its reference, as in version 1.  LR_ENUMERIC, without
 * a text, with the first point that has no S-parameters in *k; LR_EMEMORY. */
enum lr_status touchstone_parameter_to_s(char parameter, const double *zref,
                                         struct net *net, size_t *k,
                                         struct lr_error *err);

#endif

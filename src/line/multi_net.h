/* multi_net.h -- N coupled lines of a solved cross-section as a network. */
#ifndef LINE_MULTI_NET_H
#define LINE_MULTI_NET_H

#include "line/multi_section.h"
#include "net/net.h"

/* The 2n-port of `length` [m] at freq[0..nf-1] [Hz] >= 0, port p referred to zref[p]
 * [ohm], p < 2n; line i runs from port i to port n + i.  Fills an uninitialised net.
 * LR_EDOMAIN as line_multi_section_check and line_multi_sparam, LR_EMEMORY.  Warns when
 * the frequencies leave a dielectric's range.  The result does not depend on the number
 * of threads. */
enum lr_status line_multi_net(const struct line_multi_section *section, double length,
                              const double *zref, size_t nf, const double *freq,
                              struct net *net, struct lr_error *err);

#endif

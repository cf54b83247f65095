/* lumped.h -- the lumped elements of IEEE 802.3 Annex 93A's packages: a shunt
 * capacitor and a series inductor, as two-ports.
 *
 * Values are per leg of the pair (single-ended), as in COM sheets: across the
 * pair they count C/2 and 2 L, so that with r0 [ohm] the reference of one leg
 * the two-port is referred to 2 r0, the differential reference. */
#ifndef LINE_LUMPED_H
#define LINE_LUMPED_H

#include "base/error.h"

#include <complex.h>
#include <stddef.h>

/* S-parameters at freq[0..nf-1] [Hz] into s, [nf][2][2] row-major, referred to
 * 2 r0.  Exact at 0 Hz.  LR_EDOMAIN when the element [F or H] is negative or r0
 * not positive; s is then untouched. */
enum lr_status line_shunt_c(double capacitance, double r0, size_t nf, const double *freq,
                            double complex *restrict s, struct lr_error *err);
enum lr_status line_series_l(double inductance, double r0, size_t nf, const double *freq,
                             double complex *restrict s, struct lr_error *err);

#endif

/* stub.h -- a line that hangs across another one, open at its far end: what a via leaves
 * below the layer where the trace departs.
 *
 *   o------------+------------o      y = sqrt(y/z) tanh(gamma length)
 *                |
 *                |  length           Where it is a quarter of a wavelength it shorts the
 *                |                   line that it hangs on.
 *                  open
 *
 * Limits: a pad at its end lengthens it, and the pads on its way raise the permittivity
 * that it sees by 10 to 25 % over the laminate's; both are the caller's. */
#ifndef LINE_STUB_H
#define LINE_STUB_H

#include "line/uniform.h"

/* S-parameters of a stub of `length` [m] between two ports of `zref` [ohm], into s as
 * line_uniform_sparam fills it; `line` is the stub's own.  Exact at 0 Hz.  Errors as
 * line_uniform_check, s is then untouched.  Allocates nothing; safe from any thread. */
enum lr_status line_stub_sparam(const struct line_uniform *line, double length,
                                double zref, double complex *restrict s,
                                struct lr_error *err);

/* [Hz] where a stub of `length` [m] in the effective permittivity er_eff is a quarter of
 * a wavelength long. */
double line_stub_resonance(double length, double er_eff);

#endif

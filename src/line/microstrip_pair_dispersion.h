/* microstrip_pair_dispersion.h -- even and odd mode of a pair of microstrips as
 * frequency rises: Kirschning and Jansen 1984, with the erratum of 1985.
 *
 * The formulas are fits for strips without thickness and real permittivity; what
 * they give is the ratio by which impedance and permittivity move, which thick strips
 * on lossy substrates then follow.  As fits of real parts they are not causal.
 *
 * At f h = 11 GHz mm, a substrate of 100 um at 110 GHz, impedances move by 7 % at most
 * for er 3.4 (12 % for 4.5), in wide strips with a narrow gap; above 25 GHz mm they run
 * away. */
#ifndef LINE_MICROSTRIP_PAIR_DISPERSION_H
#define LINE_MICROSTRIP_PAIR_DISPERSION_H

#include "line/microstrip_pair.h"

/* LR_EDOMAIN as line_microstrip_pair_check and line_microstrip_dispersion_check, and
 * unless f h <= 25 GHz mm. */
enum lr_status
line_microstrip_pair_dispersion_check(const struct line_microstrip_pair *pair,
                                      double complex er, double freq,
                                      struct lr_error *err);

/* The pair at freq [Hz] >= 0; nothing is checked. */
struct line_microstrip_modes
line_microstrip_pair_eval(const struct line_microstrip_pair *pair, double complex er,
                          double freq);

#endif

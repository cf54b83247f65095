/* microstrip_pair.h -- two equal strips side by side on a substrate over a plane: even
 * and odd mode.
 *
 *     <--w--->  <-s->  <--w--->                 air
 *     [======]         [======]    ^ t
 *   -----------------------------  v    ^
 *      substrate, er                    | h
 *   =============================       v       plane
 *
 * Kirschning and Jansen 1984 for strips without thickness: 0.6 % in impedance, 0.7 %
 * (even) and 0.5 % (odd) in permittivity by the paper; a commercial calculator's values
 * are met within 0.03 % at 1 GHz (golden i).
 *
 * Thickness adds what it adds to a single strip's capacitance, 0.6 of it to the even
 * and 0.8 to the odd mode, and to the odd the walls that face each other, 2 eps0 t/s.
 * The weights were fitted to boundary elements for w/h 0.7..2, s/h 0.9..3.1, t/h
 * 0.13..0.45 and er 3.1..4.3; there (golden i, six outer layers) the impedances hold
 * within 1.7 % (even) and 0.7 % (odd), the permittivities within 1.5 and 0.4 %.  Of 51
 * geometries with w/h 0.4..3, s/h 0.2..6, t/h 0.1..0.5, er 3.4 and 10 the odd mode holds
 * within 1.2 %; the even impedance within 3 % for w/h >= 1 and s/h <= 3, but narrow
 * strips far apart come out up to 8 % high, since their even mode should gain all that a
 * single strip gains; its permittivity is up to 4.5 % off. */
#ifndef LINE_MICROSTRIP_PAIR_H
#define LINE_MICROSTRIP_PAIR_H

#include "line/microstrip_loss.h"

struct line_microstrip_pair {
    struct line_microstrip strip;       /* each of the two                     */
    double gap;                 /* [m] s from edge to edge                     */
};

struct line_microstrip_modes {
    struct line_quasi_tem even, odd;    /* of one strip; differential is twice
                                         * the odd impedance                   */
};

/* LR_EDOMAIN as line_microstrip_check, and unless w/h and s/h are in 0.1..10, t <= s
 * and Re er <= 18.  A warning when a thick pair leaves the fitted range of w/h (from
 * below), s/h or t/h. */
enum lr_status line_microstrip_pair_check(const struct line_microstrip_pair *pair,
                                          double complex er, struct lr_error *err);

/* The pair without dispersion; nothing is checked, here and below. */
struct line_microstrip_modes
line_microstrip_pair_static(const struct line_microstrip_pair *pair, double complex er);

/* As line_microstrip_pair_static, with the strips taken without thickness. */
struct line_microstrip_modes
line_microstrip_pair_thin(const struct line_microstrip_pair *pair, double complex er);

/* K of one strip and its share of the plane in either mode, by receding walls.  Total K
 * is 1.5 to 5.5 % above the boundary-element current of six outer layers (golden i).
 * LR_EDOMAIN as line_microstrip_pair_check in air, and for t = 0. */
enum lr_status line_microstrip_pair_current(const struct line_microstrip_pair *pair,
                                            struct line_current_factors *even,
                                            struct line_current_factors *odd,
                                            struct lr_error *err);

#endif

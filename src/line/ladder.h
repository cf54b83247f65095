/* ladder.h -- discrete elements and short lines one behind the other: the two-port of one
 * mode of a via, a connector or a capacitor.
 *
 *   o--+--[ series ]--+--====== line ======--+--o
 *      |              |                      |
 *   [ shunt ]      [ shunt ]               stub
 *      |              |                      |
 *   -------------------------------------------- return
 *
 * A ladder is a net of two ports, both referred to one impedance; each function puts one
 * element behind what is there.  All are closed forms, joined by the star product, exact
 * at 0 Hz and where a branch resonates.  On an error the net is left as it is; the caller
 * frees it. */
#ifndef LINE_LADDER_H
#define LINE_LADDER_H

#include "line/ieee93a.h"
#include "line/uniform.h"
#include "net/net.h"

struct line_branch {            /* resistor, inductor and capacitor, in series */
    double r, l, c;             /* [ohm], [H], [F]; c infinite: no capacitor   */
};

/* Nothing yet, between two ports of zref [ohm], at freq[0..nf-1] [Hz] >= 0; fills an
 * uninitialised net.  LR_EDOMAIN when zref is not positive; LR_EMEMORY. */
enum lr_status line_ladder_init(struct net *ladder, double zref, size_t nf,
                                const double *freq, struct lr_error *err);

/* A branch in the path, or across it.  A capacitor in the path lets nothing through at
 * 0 Hz; a branch across it without resistance lets nothing through at its resonance.
 * LR_EDOMAIN when r or l is negative or c not positive. */
enum lr_status line_ladder_series(struct net *ladder, const struct line_branch *branch,
                                  struct lr_error *err);
enum lr_status line_ladder_shunt(struct net *ladder, const struct line_branch *branch,
                                 struct lr_error *err);

/* A line of Annex 93A, its zc of this mode, `length` [m] of it.  LR_EDOMAIN as
 * line_93a_sparam. */
enum lr_status line_ladder_93a(struct net *ladder, const struct line_93a *line,
                               double length, struct lr_error *err);

/* A line of z [ohm/m] and y [S/m] at the ladder's frequencies, in the path, or as an open
 * stub across it.  LR_EDOMAIN as line_uniform_check. */
enum lr_status line_ladder_uniform(struct net *ladder, const double complex *z,
                                   const double complex *y, double length,
                                   struct lr_error *err);
enum lr_status line_ladder_stub(struct net *ladder, const double complex *z,
                                const double complex *y, double length,
                                struct lr_error *err);

#endif

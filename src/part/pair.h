/* pair.h -- parts whose two legs are alike: their odd and even mode, each a 2-port of one
 * leg, make the differential path, the four ports and lanes side by side.
 *
 *   near +  o--[ (even + odd)/2 ]--o  far +       odd     legs driven apart: what the
 *                 (even - odd)/2                          differential mode sees
 *   near -  o--[ (even + odd)/2 ]--o  far -       even    driven together
 *
 * Modes do not convert into each other in them.  Where lanes side by side couple
 * (part/coupling.h), each of their waves meets lines of its own. */
#ifndef PART_PAIR_H
#define PART_PAIR_H

#include "line/solution.h"
#include "part/coupling.h"
#include "part/lanes.h"
#include "part/part.h"

/* [ohm] of one leg, to which the modes are referred; the pair's is twice that. */
extern const double part_leg;

struct part_wave {              /* what runs along one leg                     */
    enum line_pair_mode mode;   /* LINE_PAIR_ODD or LINE_PAIR_EVEN             */
    double z, y;                /* by which series impedance and shunt admittance of all
                                 * lines are multiplied; 1 without neighbours  */
};

/* The wave of one leg while all lanes carry the same: what they add to each other. */
struct part_wave part_wave_of(enum line_pair_mode mode,
                              const struct part_coupling *coupling);

/* What a wave meets on freq[nf]: a 2-port at part_leg, transmitter side first; and how
 * lanes couple, NULL: never.  Both read part->data only. */
struct part_pair {
    enum lr_status (*mode)(const struct part *part, const struct part_wave *wave,
                           size_t nf, const double *freq, struct net *out,
                           struct lr_error *err);
    const struct part_coupling *(*coupling)(const struct part *part);
};

/* part_kind.network and part_kind.lanes of such a part. */
enum lr_status part_pair_network(const struct part_pair *pair, const struct part *part,
                                 size_t nf, const double *freq, struct net *out,
                                 struct lr_error *err);
enum lr_status part_pair_lanes(const struct part_pair *pair, const struct part *part,
                               struct part_lanes *lanes, struct net_bundle *out,
                               struct lr_error *err);

/* The 4-port, near + -, far + -, of the 2-ports of its modes. */
enum lr_status part_pair_legs(const struct net *odd, const struct net *even,
                              struct net *out, struct lr_error *err);

#endif

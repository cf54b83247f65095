/* pair.h -- parts whose two legs are alike: their odd and even mode, each a 2-port of one
 * leg, make the differential path, the four ports and lanes side by side.
 *
 *   near +  o--[ (even + odd)/2 ]--o  far +       odd     legs driven apart: what the
 *                 (even - odd)/2                          differential mode sees
 *   near -  o--[ (even + odd)/2 ]--o  far -       even    driven together
 *
 * Modes do not convert into each other in them. */
#ifndef PART_PAIR_H
#define PART_PAIR_H

#include "line/solution.h"
#include "part/lanes.h"
#include "part/part.h"

/* [ohm] of one leg, to which the modes are referred; the pair's is twice that. */
extern const double part_leg;

/* A part's mode, LINE_PAIR_ODD or LINE_PAIR_EVEN, on freq[nf]: a 2-port at part_leg,
 * transmitter side first.  Reads part->data only. */
struct part_pair {
    enum lr_status (*mode)(const struct part *part, enum line_pair_mode mode, size_t nf,
                           const double *freq, struct net *out, struct lr_error *err);
};

/* part_kind.network and part_kind.lanes of such a part; every lane is a copy. */
enum lr_status part_pair_network(const struct part_pair *pair, const struct part *part,
                                 size_t nf, const double *freq, struct net *out,
                                 struct lr_error *err);
enum lr_status part_pair_lanes(const struct part_pair *pair, const struct part *part,
                               struct part_lanes *lanes, struct net_bundle *out,
                               struct lr_error *err);

/* The 4-port, ports near + -, far + -, at part_leg. */
enum lr_status part_pair_legs(const struct part_pair *pair, const struct part *part,
                              size_t nf, const double *freq, struct net *out,
                              struct lr_error *err);

#endif

/* coupling.h -- crosstalk by template: the coupling of neighbouring lanes along the lines
 * of a connector, a via or a cable, as two numbers of its model.
 *
 *   o o   o o   o o        Nearest lanes of a row see each other:
 *   + -   + -   + -
 *     '---' '---'          inductive   k_l = |L_m|/L     of the differential waves,
 *    k_l, k_c  k_l, k_c    capacitive  k_c = |C_m|/C     and of the common ones
 *
 * Z = z (1 -+ k_l T) and Y = y (1 +- k_c T) per metre, T = 1 between neighbours and 0
 * else: upper signs for differential waves, of which the nearest legs are opposite ones,
 * lower signs for common ones.  Z and Y of a passive line stay passive and symmetric
 * while both coefficients are below 1/2, whatever the number of lanes.  A weak one sends
 * back
 *
 *   NEXT  -(k_l + k_c)/4 (1 - exp(-2 j w delay))    of differential waves, and on
 *   FEXT   (k_l - k_c)/2 j w delay                  of what comes through
 *
 * Elements that are no lines do not couple; neither wave turns into the other by it. */
#ifndef PART_COUPLING_H
#define PART_COUPLING_H

#include "part/lanes.h"
#include "part/part.h"

struct part_coupling {
    const struct model *model;  /* that has `crosstalk`; NULL: no lanes couple */
    double inductive, capacitive;       /* once there are lanes                */
};

/* `crosstalk: {inductive: 0.01, capacitive: 0.008}` of a model; without it nothing
 * couples.  LR_EINPUT for a wrong form. */
enum lr_status part_coupling_find(const struct model *model, struct part_coupling *out,
                                  struct lr_error *err);

/* Its numbers: part_kind.prepare of such a part, so that what is not used is not recorded
 * among what an answer rests on. */
enum lr_status part_coupling_read(struct model_library *lib, size_t lanes,
                                  struct part_coupling *coupling, struct lr_error *err);

/* What makes the 4-port of one lane, near + -, far + -, 50 ohm, when all lanes carry the
 * same wave but for its sign: `coupling` is then what they add to each other. */
struct part_legs {
    double size[2];             /* [m] in which parts of one model differ      */
    enum lr_status (*make)(const void *context, const struct part *part,
                           const struct part_coupling *coupling, size_t nf,
                           const double *freq, struct net *out, struct lr_error *err);
    const void *context;
};

/* part_kind.lanes of a part that couples so; NULL: every lane is a copy. */
enum lr_status part_coupling_lanes(const struct part_legs *legs, const struct part *part,
                                   const struct part_coupling *coupling,
                                   struct part_lanes *lanes, struct net_bundle *out,
                                   struct lr_error *err);

#endif

/* weights.h -- what an objective's bound is made of, found by asking it: eq_objective
 * says that it is s0^2 over a weighted sum.  Internal to eq. */
#ifndef EQ_WEIGHTS_H
#define EQ_WEIGHTS_H

#include "eq/search.h"

/* bound = s0^2 / (energy (outside + residual) + slope slope + rest + cursor s0^2) */
struct eq_weights {
    double energy;              /* 0: not known                                */
    double slope;
    double rest;                /* [V^2]                                       */
    double cursor;
};

/* For a CTLE setting that is prepared; ffe == NULL: those that hold for every setting of
 * the FFE.  `scale` is about what samples are [V]. */
struct eq_weights eq_weights_solve(const struct eq_objective *objective, size_t ctle,
                                   const struct eq_ffe *ffe, double scale);

#endif

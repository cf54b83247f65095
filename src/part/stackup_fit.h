/* stackup_fit.h -- the materials of a stackup for which it propagates as a measured line
 * does: Dk and Df, and what of the foil is asked for.
 *
 *   measured x(f) = gamma times a length    (net/two_lengths.h)
 *   model    x(f; dk, df, rz ...)           (line/solution.h)
 *
 * Loss and phase are fitted together by least squares, each weighted with the inverse of
 * what it is off by in the end, so that neither hides the other. */
#ifndef PART_STACKUP_FIT_H
#define PART_STACKUP_FIT_H

#include "part/stackup.h"

enum { STACKUP_FIT_KEYS = 4 };

struct stackup_fit_data {       /* borrowed                                    */
    double length;              /* [m]                                         */
    size_t n;
    const double *freq;         /* [Hz] [n] > 0                                */
    const double complex *x;    /* [n] Np + j rad, from 0 Hz on                */
    const double *weight;       /* [n] 0..1, of the error of both parts; 0: the point
                                 * does not count                              */
};

struct stackup_fit {
    size_t nkey;
    enum stackup_quantity key[STACKUP_FIT_KEYS];
    double start[STACKUP_FIT_KEYS], value[STACKUP_FIT_KEYS];    /* [SI]        */
    bool held[STACKUP_FIT_KEYS];        /* at a limit, beyond which the data lead */
    /* Of the measurement as it scatters about the model; neighbours that err alike count
     * as one.  What is wrong with geometry or length is not in it.  0 when held. */
    double error[STACKUP_FIT_KEYS];     /* [SI] standard errors                */
    double correlation[STACKUP_FIT_KEYS][STACKUP_FIT_KEYS];
    /* Of all points that count, alike: model less measurement. */
    double loss_rms_db, loss_max_db, loss_max_freq;     /* over the length     */
    double er_rms, er_max, er_max_freq; /* relative, of (beta c/w)^2           */
    size_t iterations, solutions;       /* of cross-sections                   */
};

/* Whether a quantity can be fitted: dk, df, rz or resistivity. */
bool stackup_fit_allows(enum stackup_quantity quantity);

/* Fits out->key[0..nkey-1], which the caller has set, from the stackup's values on, which
 * become those found; dk and df are those of every place that has the first one's
 * material.  model [n] becomes x of the result.  The cross-section is solved anew until
 * permittivities lie within 0.5 % of those it was solved for.  A pair is fitted with its
 * odd mode.  LR_EDOMAIN when there are not more points than keys; LR_ENUMERIC;
 * LR_EMEMORY; as stackup_solve.  The result does not depend on the number of threads. */
enum lr_status stackup_fit(struct stackup *stackup, const struct stackup_fit_data *data,
                           struct stackup_fit *out, double complex *restrict model,
                           struct lr_error *err);

#endif

/* com_swing.h -- an active part whose output saturates: what is left of the levels. */
#ifndef MARGIN_COM_SWING_H
#define MARGIN_COM_SWING_H

#include "margin/com.h"

struct com_swing {
    double peak;                /* [V] of the pulse at its output, no FFE in front */
    double gain;                /* of the outermost level; 1: as small signals */
    double r_lm;                /* least distance of levels over the mean one  */
};

/* At the output of `source`, in front of a matched load, in one package case.  The output
 * y of a small-signal output x is swing/2 tanh(2 x/swing); x of the outermost level is
 * `peak`: intersymbol interference may take it farther, the FFE keeps it below.
 * Errors as com_solve. */
enum lr_status com_swing_solve(const struct channel_source *source,
                               const struct com_params *params,
                               const struct com_case *which, struct com_work *work,
                               struct com_swing *out, struct lr_error *err);

/* For `levels` equally spaced ones of which the outermost are +-x, in units of half the
 * swing. */
void com_swing_levels(size_t levels, double x, double *gain, double *r_lm);

#endif

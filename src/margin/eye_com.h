/* eye_com.h -- the statistical eye of what COM found.  Internal to margin. */
#ifndef MARGIN_EYE_COM_H
#define MARGIN_EYE_COM_H

#include "margin/com.h"
#include "margin/eye.h"

struct eye_of_com {             /* borrows from the result that it is made of  */
    struct eye_source source;
    double b[EQ_DFE_MOST];      /* [V]                                         */
    struct eye_pulse *xtalk;    /* owned                                       */
};

/* The pulses, equaliser, noise and jitter of `result`, which was solved for `params` with
 * its slicer, at `phases` per UI.  Everything that COM knows is in it: sigma_RJ and A_DD as
 * jitter of symbols, thermal, transmitter's and injected noise, R_LM.  The rest of the
 * source may be set afterwards.  eye_of_com_free in every case. */
enum lr_status eye_of_com_init(const struct com_params *params,
                               const struct com_result *result, size_t phases,
                               struct eye_of_com *out, struct lr_error *err);
void eye_of_com_free(struct eye_of_com *of);

/* The same in the arithmetic of the tool, in its bins: the A_ni [V] that this eye has,
 * the distance at phase 0 from a level to its contour at DER_0. */
enum lr_status eye_of_com_a_ni(const struct com_params *params,
                               const struct com_result *result, double *a_ni,
                               struct lr_error *err);

#endif

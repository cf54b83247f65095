/* com_pulse.h -- pulse responses behind the chosen equaliser.  Internal to margin. */
#ifndef MARGIN_COM_PULSE_H
#define MARGIN_COM_PULSE_H

#include "margin/com_response.h"

/* The pulse of one path behind the CTLE and, but for NEXT, the transmitter's FFE, into
 * q [V], as many samples as its impulse response has.  LR_EMEMORY. */
enum lr_status com_pulse_of(const struct com_response *response,
                            const struct com_params *params,
                            const struct eq_candidate *setting, size_t path,
                            double *restrict q, struct lr_error *err);

/* All of them, with the noise and the feedback beside them, into result->slicer, whose
 * setting and sigma are set.  LR_EMEMORY. */
enum lr_status com_pulse_slicer(const struct com_response *response,
                                const struct com_params *params, struct com_work *work,
                                struct com_result *result, struct lr_error *err);

#endif

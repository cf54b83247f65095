/* com_response.h -- from a channel and one package case to transfer functions and impulse
 * responses.  Internal to margin. */
#ifndef MARGIN_COM_RESPONSE_H
#define MARGIN_COM_RESPONSE_H

#include "margin/com.h"
#include "signal/impulse.h"

struct com_response {
    struct channel channel;     /* as far as f_max; the networks are borrowed  */
    double complex **h;         /* [npath][nf] H(f), H_r included unless unfiltered */
    struct impulse *impulse;    /* [npath] A h(t) [V]                          */
    double *injected;           /* [nf] com_injection_gain; NULL: no noise path */
    double *active;             /* [nf] com_source_power; NULL: no active part */
    double window;              /* [s] after which an impulse response repeats */
};

/* Fills `response` for com_solve, whose errors these are; com_response_free in every
 * case. */
enum lr_status com_response_init(struct com_response *response,
                                 const struct channel *channel,
                                 const struct com_params *params,
                                 const struct com_case *which, struct com_work *work,
                                 struct lr_error *err);
void com_response_free(struct com_response *response);

#endif

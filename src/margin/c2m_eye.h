/* c2m_eye.h -- the eye behind one equaliser setting.  Internal to margin. */
#ifndef MARGIN_C2M_EYE_H
#define MARGIN_C2M_EYE_H

#include "margin/c2m_density.h"
#include "margin/com_response.h"

/* LR_ENUMERIC: the pulse begins or ends within two UI of its cursor, or is too large for
 * its bins.  c2m_eye_free(out) in every case. */
enum lr_status c2m_eye_solve(const struct c2m_source *source, struct c2m_eye *out,
                             struct lr_error *err);

/* The same for the setting and sigma of `result` and the aggressors' samples. */
enum lr_status c2m_eye_of(const struct com_response *response,
                          const struct com_params *params, const struct c2m_params *c2m,
                          const struct com_result *result, const struct pdf_levels *xtalk,
                          struct c2m_eye *out, struct lr_error *err);

#endif

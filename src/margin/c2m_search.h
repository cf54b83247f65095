/* c2m_search.h -- the equaliser setting of a chip-to-module receiver: that of the widest
 * eye without crosstalk, by A_s over what the window's contours leave of it.  Internal to
 * margin. */
#ifndef MARGIN_C2M_SEARCH_H
#define MARGIN_C2M_SEARCH_H

#include "margin/c2m.h"
#include "margin/fom.h"

/* eq_search with the objective of the IEEE COM tool for T_O and Min_VEO_Test: settings
 * count whose eye would be higher than min_veo - 1 mV were all noise Gaussian, with
 * crosstalk, and is higher than min_veo without it; when there is none, those above 0.
 * When there is none of these either, where the tool has no answer, *none_opens is set
 * and the setting is that of the best FOM, eq. 93A-36.
 * Exact: settings are only ruled out by bounds, c2m_bound.h.
 * Values are powers, (A_s / N_i)^2.  outside and residual of the winner are those of the
 * first of these tests, behind the cursor floor(T_O M) samples earlier, and so is what
 * fom_terms() says of it, as the tool reports it. */
enum lr_status c2m_search(const struct eq_problem *problem, struct fom *fom,
                          const struct c2m_params *c2m, const struct eq_near *near,
                          struct eq_result *result, bool *none_opens,
                          struct lr_error *err);

#endif

/* com_pdf.h -- from the chosen equaliser setting to A_ni: the amplitude densities of
 * intersymbol interference, crosstalk, jitter and noise, and their sum at DER_0.
 * Internal to margin. */
#ifndef MARGIN_COM_PDF_H
#define MARGIN_COM_PDF_H

#include "margin/com.h"
#include "signal/impulse.h"

/* Fills a_s, a_ni, com_db, vec_db, veo, sigma_gauss, pulse and equalised of `result`,
 * whose setting and sigma are set.  impulse[i] belongs to path i, in volts. */
enum lr_status com_pdf_solve(const struct channel *channel,
                             const struct com_params *params,
                             const struct impulse *impulse, struct com_result *result,
                             struct lr_error *err);

#endif

/* com_pdf.h -- from the chosen equaliser setting to A_ni: the amplitude densities of
 * intersymbol interference, crosstalk, jitter and noise, and their sum at DER_0.
 * Internal to margin. */
#ifndef MARGIN_COM_PDF_H
#define MARGIN_COM_PDF_H

#include "margin/com_response.h"

/* Fills a_s, a_ni, com_db, vec_db, veo, sigma_gauss, budget, density, pulse and equalised
 * of `result`, whose setting and sigma are set. */
enum lr_status com_pdf_solve(const struct com_response *response,
                             const struct com_params *params, struct com_result *result,
                             struct lr_error *err);

#endif

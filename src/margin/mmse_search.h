/* mmse_search.h -- the best setting with a receiver FFE, and what it leaves at the
 * slicer. Internal to margin. */
#ifndef MARGIN_MMSE_SEARCH_H
#define MARGIN_MMSE_SEARCH_H

#include "margin/com_response.h"

/* Sets setting, with the receiver's taps and what s0 and DFE are behind them, fom_db,
 * looked and sigma of `result`.  The errors are those of eq_search. */
enum lr_status mmse_search(const struct eq_problem *problem,
                           const struct com_response *response,
                           const struct com_params *params, const struct com_drive *drive,
                           const struct eq_near *near, struct com_work *work,
                           struct com_result *result, struct lr_error *err);

#endif

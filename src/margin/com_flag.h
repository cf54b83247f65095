/* com_flag.h -- where an answer leans on a limit: of a grid, a tap, the band, the window.
 * Internal to margin. */
#ifndef MARGIN_COM_FLAG_H
#define MARGIN_COM_FLAG_H

#include "margin/com_response.h"

/* Fills flag and nflag of `result`, whose setting is set.  A tap or gain of zero at the
 * end of its list is no limit: it is not used.  LR_EMEMORY. */
enum lr_status com_flag_all(const struct com_response *response,
                            const struct com_params *params, struct com_result *result,
                            struct lr_error *err);

#endif

/* com_work.h -- what one calculation leaves to the next.  Internal to margin. */
#ifndef MARGIN_COM_WORK_H
#define MARGIN_COM_WORK_H

#include "margin/com.h"

/* The plan for 2 * intervals samples into work->fft, unless it is there. */
enum lr_status com_work_plan(struct com_work *work, size_t intervals,
                             struct lr_error *err);

/* Makes room for |H_CTF|^2 of every CTLE setting at freq[nf], unless what is there
 * belongs to them. */
enum lr_status com_work_spectra(struct com_work *work, const struct com_params *params,
                                size_t nf, const double *freq, struct lr_error *err);

/* [nf] of one setting, filled when first asked for: by one thread at a time. */
const double *com_work_power(struct com_work *work, size_t ctle);

#endif

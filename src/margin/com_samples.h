/* com_samples.h -- what interferes at the slicer, as lists of samples: behind the chosen
 * equaliser, UI-spaced.  Internal to margin. */
#ifndef MARGIN_COM_SAMPLES_H
#define MARGIN_COM_SAMPLES_H

#include "margin/com_response.h"
#include "signal/pdf.h"

/* Three impairments that come in levels, and all of them. */
enum { COM_ISI, COM_XTALK, COM_JITTER, COM_ALL, COM_PILES };

struct com_samples {
    struct pdf_levels of[COM_PILES];    /* parts of `v`                        */
    double *v;                  /* [V] owned                                   */
    double slope;               /* ||h_J|| [V/UI], eq. 93A-28                  */
};

/* For densities in steps of `bin` [V].  Fills pulse, equalised and behind of `result`,
 * whose setting is set.  com_samples_free in every case. */
enum lr_status com_samples_init(struct com_samples *out,
                                const struct com_response *response,
                                const struct com_params *params, double bin,
                                struct com_result *result, struct lr_error *err);
void com_samples_free(struct com_samples *out);

#endif

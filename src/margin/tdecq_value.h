/* tdecq_value.h -- how far taps, DFE and instant are from the best TDECQ, with gradient.
 * Internal to margin. */
#ifndef MARGIN_TDECQ_VALUE_H
#define MARGIN_TDECQ_VALUE_H

#include "margin/tdecq_view.h"

enum { TDECQ_VARIABLES_MOST = TDECQ_TAPS_MOST + 2 };

/* [OMA] noise that a search begins with: an eye bears about as much. */
extern const double tdecq_start_noise;

struct tdecq_value {
    const struct tdecq_view *view;      /* borrowed                            */
    double power;               /* of the mean over both histograms, < 0       */
    double sigma[TDECQ_SIDES];  /* last found; where the next search begins    */
};

/* x is the taps but the main one, the instant [UI from the peak], and with a DFE its tap
 * of the main cursor, which its limits hold.  Returns the length of x. */
size_t tdecq_value_variables(const struct tdecq_view *view);
void tdecq_value_unpack(const struct tdecq_view *view, const double *x, double *c);
void tdecq_value_pack(const struct tdecq_view *view, const double *c, double *x);

/* [OMA] the DFE's tap at x, for a main cursor. */
double tdecq_value_dfe(const struct tdecq_view *view, const double *x, double main);

/* For minimise_bfgs, context a struct tdecq_value: -log of the noise before the FFE,
 * smoothed over both histograms; above a hundred when one is closed. */
double tdecq_value(const double *x, double *gradient, void *context);

#endif

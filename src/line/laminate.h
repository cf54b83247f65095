/* laminate.h -- a laminate as its data sheet quotes it, at the temperature of the
 * board. */
#ifndef LINE_LAMINATE_H
#define LINE_LAMINATE_H

#include "line/dielectric.h"

struct line_laminate {
    double dk, df;              /* permittivity and loss tangent at 20 degC    */
    double freq;                /* [Hz] where both hold                        */
    double f_low, f_high;       /* [Hz] edges of the wideband Debye model      */
    double dk_rise, df_rise;    /* [1/K] relative, of each; 0: none            */
};

/* The model at `temperature` [K]: Dk and Df are multiplied with
 * 1 + rise (temperature - 20 degC), as resistivities are, and then anchored.  A
 * straight line, for some 100 K about room temperature.
 *
 * Boards lose 10 to 20 % more at 85 than at 25 degC, of which copper explains a part;
 * few data sheets quote a coefficient.
 * LR_EDOMAIN as line_debye_anchor, and when Df would become negative; *debye is then
 * untouched. */
enum lr_status line_laminate_debye(const struct line_laminate *laminate,
                                   double temperature, struct line_debye *debye,
                                   struct lr_error *err);

#endif

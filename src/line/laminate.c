#include "config.h"

#include "line/laminate.h"

#include "base/quantity.h"

enum lr_status line_laminate_debye(const struct line_laminate *laminate,
                                   double temperature, struct line_debye *debye,
                                   struct lr_error *err)
{
    const double celsius = temperature - zero_celsius;
    const double warmer = celsius - reference_celsius;
    const double df = laminate->df * (1.0 + laminate->df_rise * warmer);
    if (laminate->df >= 0.0 && !(df >= 0.0))
        return error_set(err, LR_EDOMAIN,
                         "loss tangent %g with %g per kelvin is negative at %g degC",
                         laminate->df, laminate->df_rise, celsius);
    return line_debye_anchor(laminate->dk * (1.0 + laminate->dk_rise * warmer), df,
                             laminate->freq, laminate->f_low, laminate->f_high, debye,
                             err);
}

/* com_density.h -- densities as curves, for pictures.  Internal to margin. */
#ifndef MARGIN_COM_DENSITY_H
#define MARGIN_COM_DENSITY_H

#include "margin/com.h"
#include "signal/pdf.h"

struct com_parts {              /* borrowed; equal bins                        */
    const struct pdf *thru, *xtalk, *jitter, *gauss;
    const struct pdf *levels;   /* the sum of the first three                  */
};

/* Into out, whose curves the caller frees in every case. */
enum lr_status com_density_solve(const struct com_parts *parts,
                                 struct com_densities *out, struct lr_error *err);

#endif

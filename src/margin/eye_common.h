/* eye_common.h -- what disturbs every phase of an eye alike.  Internal to margin. */
#ifndef MARGIN_EYE_COMMON_H
#define MARGIN_EYE_COMMON_H

#include "margin/eye.h"
#include "margin/eye_sum.h"

/* Crosstalk and the error of the quantiser.  An aggressor's clock is another one: each of
 * its phases is as likely as any, seen M times per UI; or as_com only that of the largest
 * variance, the first of equals.  eye_sum_free in every case. */
enum lr_status eye_common(const struct eye_source *source,
                          const struct eye_symbols *symbols, struct eye_sum *out,
                          struct lr_error *err);

#endif

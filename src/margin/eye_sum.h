/* eye_sum.h -- the density of a sum of samples of a pulse, each with one of the levels
 * that a symbol can have.  Internal to margin. */
#ifndef MARGIN_EYE_SUM_H
#define MARGIN_EYE_SUM_H

#include "signal/pdf.h"

#include <stdbool.h>

struct eye_symbols {
    size_t levels;
    const double *level;        /* [levels] rising; NULL: equally spaced, -1 to 1 */
    double bin;                 /* [V]                                         */
    bool as_com;                /* samples of at most a bin count for nothing  */
};

struct eye_sum {
    struct pdf pdf;             /* owned                                       */
    double offset;              /* [V] to be added: what rounding took off the mean */
    double lost;                /* [V^2] variance that the bins took off, or added
                                 * when negative; 0 as_com                     */
};

/* eye_sum_free in every case.  Mass and mean are exact but for roundings; what is left
 * out at the far ends is less than 1e-24. */
enum lr_status eye_sum_init(const struct eye_symbols *of, size_t n, const double *v,
                            struct eye_sum *out, struct lr_error *err);
void eye_sum_free(struct eye_sum *sum);

/* The mean of the densities of n sums, one as likely as the other. */
enum lr_status eye_sum_mean(size_t n, const struct eye_sum *of, struct eye_sum *out,
                            struct lr_error *err);

/* a becomes the sum of both. */
enum lr_status eye_sum_add(struct eye_sum *a, const struct eye_sum *b,
                           struct lr_error *err);

/* An error of a quantiser of this step [V]: anything within half of it. */
enum lr_status eye_sum_quantum(double quantum, double bin, struct eye_sum *out,
                               struct lr_error *err);

#endif

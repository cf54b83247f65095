/* eye_cell.h -- one phase of an eye: the pulse there, and the tails of all that disturbs
 * it.  Internal to margin. */
#ifndef MARGIN_EYE_CELL_H
#define MARGIN_EYE_CELL_H

#include "margin/eye.h"
#include "signal/pdf.h"

/* P(disturbance > x) and P(disturbance < x) on a grid, as logarithms, and their slopes:
 * in between a cubic runs, which a Gaussian's logarithm, nearly a parabola, follows to
 * some 1e-8. */
struct eye_tail {
    double *log;                /* [n] natural logarithm; owned                */
    double *slope;              /* [n] per step; owned                         */
};

struct eye_cell {
    double signal;              /* [V] the pulse at its cursor                 */
    double first, step;         /* [V] where the grid begins                   */
    size_t n;
    struct eye_tail above, below;
};

/* Of the sum of `pdf`, moved by `offset` [V], and a Gaussian of sigma [V] that ends at
 * `cut` sigma (0: nowhere).  `signal` is the caller's.  eye_cell_free in every case. */
enum lr_status eye_cell_init(const struct pdf *pdf, double offset, double sigma,
                             double cut, struct eye_cell *out, struct lr_error *err);
void eye_cell_free(struct eye_cell *cell);

/* P(disturbance > x) or, of `tail` below, P(disturbance < x); x in volts. */
double eye_cell_tail(const struct eye_cell *cell, const struct eye_tail *tail, double x);

#endif

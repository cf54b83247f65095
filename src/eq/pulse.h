/* pulse.h -- one CTLE'd pulse response and what every FFE setting needs of it:
 * samples, the sampling instant, and energies as quadratic forms.  Internal to eq. */
#ifndef EQ_PULSE_H
#define EQ_PULSE_H

#include "eq/search.h"

struct eq_gram {                /* sums over the UI-spaced samples of one phase */
    int ready;
    double value[EQ_FFE_MOST + 1][EQ_FFE_MOST + 1];     /* sum u(k-i) u(k-j)    */
    double slope[EQ_FFE_MOST + 1][EQ_FFE_MOST + 1];     /* of the differences   */
};

struct eq_pulse {
    const struct eq_problem *problem;
    ptrdiff_t pad;              /* zeros kept on both sides of the pulse       */
    double *padded;             /* owned                                       */
    const double *p;            /* p[0..n-1], readable from -pad to n-1+pad    */
    ptrdiff_t from, to;         /* where the tool looks for the peak           */
    ptrdiff_t first, last;      /* where it can be, unless it is below `floor` */
    double floor;               /* [V] no setting exceeds it outside of those  */
    double *base, *s;           /* of the equalised pulse: what the taps but the
                                 * last share, and all of it; both readable in
                                 * [first, last] and what cursors need beside   */
    double *memory;             /* owned: both                                 */
    struct eq_gram *gram;       /* [per_ui], filled when first asked for       */
};

/* Filters `raw`, the pulse response of the problem's impulse response, with its CTLE
 * setting `ctle`: sum and filter commute, so that the sum is formed once. */
enum lr_status eq_pulse_init(struct eq_pulse *pulse, const struct eq_problem *problem,
                             const double *raw, size_t ctle, struct lr_error *err);
void eq_pulse_free(struct eq_pulse *pulse);

/* The part of the equalised pulse that all settings with the same taps but for the
 * last column share; to be called when one of those changes. */
void eq_pulse_base(struct eq_pulse *pulse, const struct eq_ffe *ffe);

/* The sampling instant of a setting, eq. 93A-25 as the tool solves it on the grid;
 * false when the pulse does not cross 1 % of its peak before it. */
bool eq_pulse_cursor(struct eq_pulse *pulse, const struct eq_ffe *ffe, size_t *cursor);

/* Fills s0, slope and outside of a candidate whose ffe and cursor are set, and
 * h[0..dfe.n] with the UI-spaced samples from the cursor on. */
void eq_pulse_energies(struct eq_pulse *pulse, struct eq_candidate *candidate, double *h);

#endif

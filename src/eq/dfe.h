/* dfe.h -- the decision-feedback equaliser: fixed taps, groups of taps that stand where
 * they remove most, and a limit on the rms of the last ones.
 *
 *   cursor | 1 .. N_b fixed | N_b+1 .. N_f: N_bg groups of N_bf taps, 0 elsewhere */
#ifndef EQ_DFE_H
#define EQ_DFE_H

#include <stddef.h>

enum { EQ_DFE_MOST = 128 };

struct eq_dfe {
    size_t n;                   /* N_b, fixed taps                             */
    double b_min[EQ_DFE_MOST], b_max[EQ_DFE_MOST];      /* relative to the cursor */
    double step;                /* taps come in steps of this, towards 0; 0: any */
    size_t groups, group_size;  /* N_bg, N_bf; no floating taps when one is 0  */
    size_t last;                /* N_f: N_b + N_bg N_bf to EQ_DFE_MOST         */
    double floating_max;        /* bmaxg, of either sign, relative to the cursor */
    size_t tail_start;          /* N_tail_start: the taps from here on are scaled to */
    double tail_rss;            /* this root of the sum of their squares if they
                                 * exceed it; tail_start 0: no limit           */
};

/* UI behind the cursor that belong to the DFE: N_b, or N_f with floating taps. */
size_t eq_dfe_span(const struct eq_dfe *dfe);

/* The taps b[0..span-1], relative to the cursor, for UI-spaced samples h[0..span] of
 * which h[0] > 0 is the cursor: h(n) / h(0) within their limits, IEEE 802.3-2022 eq.
 * 93A-26.  floating[0..*nfloating-1] are the positions of the floating ones, ascending,
 * 1 being the first behind the cursor; both arrays hold EQ_DFE_MOST.  Returns the energy
 * that the taps leave of h[1..span]. */
double eq_dfe_solve(const struct eq_dfe *dfe, const double *h, double *restrict b,
                    size_t *restrict floating, size_t *nfloating);

/* No more than what eq_dfe_solve returns for the same samples, and quicker: it does not
 * say where the floating taps stand. */
double eq_dfe_least(const struct eq_dfe *dfe, const double *h);

#endif

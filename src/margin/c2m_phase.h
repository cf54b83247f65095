/* c2m_phase.h -- what disturbs one sampling phase of an eye, as a list of samples.
 * Internal to margin.
 *
 * The tool sees the pulse on a finer grid, c2m_params.per_ui steps to the UI, which the
 * sampling instant lies on: phase i is i of them behind that.  Between samples the pulse
 * runs straight. */
#ifndef MARGIN_C2M_PHASE_H
#define MARGIN_C2M_PHASE_H

#include "margin/c2m.h"

struct c2m_view {               /* a pulse behind the FFE, before the DFE      */
    const double *at;           /* [V] its sample at the cursor; borrowed      */
    ptrdiff_t sample, ui;       /* from there to the next sample, and to the next UI */
    size_t n, cursor;           /* the whole pulse is at[-cursor .. n-1-cursor] */
    size_t per_ui;              /* M                                           */
    size_t nb;
    const double *b;            /* [nb] DFE taps relative to at[0]; borrowed   */
};

struct c2m_grid {               /* the finer grid of a pulse                   */
    ptrdiff_t m, per_ui;        /* samples and phases of one UI                */
    ptrdiff_t origin;           /* steps before the cursor                     */
    ptrdiff_t rows;             /* UI, the last one perhaps incomplete         */
};
struct c2m_grid c2m_grid_of(const struct c2m_view *view, size_t per_ui);

/* Whether the cursor's UI and its neighbours are among those that count: the pulse begins
 * and ends far enough from it. */
bool c2m_grid_holds(const struct c2m_grid *grid);

struct c2m_phase {
    double signal;              /* [V] the pulse at its cursor                 */
    double slope;               /* [V/UI] ||h_J||                              */
    size_t n;
    double *v;                  /* [V] 2 rows at most; borrowed: intersymbol
                                 * interference and jitter, each with the levels of the
                                 * symbols                                     */
};

/* Fills out->v and the rest for a peak jitter of a_dd [UI]. */
void c2m_phase_fill(const struct c2m_view *view, const struct c2m_grid *grid, double a_dd,
                    ptrdiff_t phase, struct c2m_phase *out);

/* Steps between the sampling instant and the end of the window. */
ptrdiff_t c2m_window_reach(const struct c2m_params *params);

/* Of phase -reach .. reach: the share that each has, weight[0 .. 2 reach].  Returns what
 * the weights came to before they were shares: 0 when the window has none anywhere. */
double c2m_window_weights(const struct c2m_params *params, double *weight);

#endif

/* eye_pulse.h -- a pulse between its samples, and what it leaves at one sampling phase.
 * Internal to margin. */
#ifndef MARGIN_EYE_PULSE_H
#define MARGIN_EYE_PULSE_H

#include "margin/eye.h"

/* [V] at `x` samples from the first, by the cubic through the four nearest ones;
 * 0 before the first and behind the last. */
double eye_pulse_at(const struct eye_pulse *pulse, double x);

/* The pulse whose edges are moved, its beginning `late` samples late, its end as early,
 * from the step response that its UI-spaced sums are.  v[pulse->n]. */
void eye_pulse_shorten(const struct eye_pulse *pulse, size_t per_ui, double late,
                       double *restrict v);

struct eye_samples {            /* UI-spaced                                   */
    size_t n;
    double *v;                  /* [V]; room for eye_pulse_ui(); borrowed      */
};

/* Samples that a phase of a pulse can have. */
size_t eye_pulse_ui(const struct eye_pulse *pulse, size_t per_ui);

/* Of an aggressor, from `phase` samples behind the first on; as_com leaves out the first
 * UI and the last one or two. */
void eye_pulse_aggressor(const struct eye_pulse *pulse, size_t per_ui, double phase,
                         bool as_com, struct eye_samples *out);

/* Of the victim at x samples from the cursor: all but the cursor's, less the DFE; and
 * h_J [V/UI] of IEEE 802.3-2022 eq. 93A-28, the cursor's too.  Every other symbol has
 * the pulse `other`.  Returns the cursor's own sample [V]. */
double eye_pulse_victim(const struct eye_source *source, const struct eye_pulse *own,
                        const struct eye_pulse *other, double x, struct eye_samples *out,
                        struct eye_samples *slope);

#endif

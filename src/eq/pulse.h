/* pulse.h -- one CTLE'd pulse response and what every FFE setting needs of it: the
 * sampling instant, samples, and energies as quadratic forms.  Internal to eq. */
#ifndef EQ_PULSE_H
#define EQ_PULSE_H

#include "eq/cursor.h"

enum { EQ_TERMS = EQ_FFE_MOST + 1 };    /* the cursor and the columns in their order */

struct eq_gram {                /* sums over the UI-spaced samples of one phase */
    bool ready;
    double value[EQ_TERMS][EQ_TERMS];   /* sum u(k-i) u(k-j)                   */
    double slope[EQ_TERMS][EQ_TERMS];   /* of the differences                  */
};

struct eq_form {                /* of one sampling instant, in the taps        */
    double sample[EQ_TERMS];    /* s0 = sum_i c_i sample[i]                    */
    double first[EQ_TERMS];     /* the sample 1 UI later                       */
    double outside[EQ_TERMS][EQ_TERMS], slope[EQ_TERMS][EQ_TERMS];
};

struct eq_pulse {
    const struct eq_problem *problem;
    size_t span;                /* UI behind the cursor that belong to the DFE */
    double *main;               /* owned: behind the main stage of ...         */
    const struct eq_ctle *main_of;      /* ... this one; borrowed, NULL: none  */
    size_t loaded;              /* which CTLE setting p is behind; SIZE_MAX: none */
    size_t pad;                 /* samples that are kept on each side of p     */
    double *padded;             /* owned                                       */
    const double *p;            /* p[0..n-1], continued in a circle            */
    size_t stride;              /* samples kept of one phase                   */
    double *ui;                 /* owned: [per_ui][stride]                     */
    double *difference;         /* owned: [stride] of one phase                */
    struct eq_gram *gram;       /* owned: [per_ui], filled when first asked for */
    struct eq_cursor cursor;
};

enum lr_status eq_pulse_init(struct eq_pulse *pulse, const struct eq_problem *problem,
                             struct lr_error *err);
void eq_pulse_free(struct eq_pulse *pulse);

/* Filters `raw`, the pulse response of the problem's impulse response, with its CTLE
 * setting `ctle`: sum and filter commute, so that the sum is formed once. */
void eq_pulse_load(struct eq_pulse *pulse, const double *raw, size_t ctle);

/* Of a candidate whose ffe and cursor are set: s0 and slope, outside and residual 0. */
void eq_pulse_sample(struct eq_pulse *pulse, struct eq_candidate *candidate);

/* Then outside, and h[0..span], the UI-spaced samples from the cursor on; h holds
 * EQ_DFE_MOST + EQ_LANES. */
void eq_pulse_energy(struct eq_pulse *pulse, struct eq_candidate *candidate, double *h);

/* The same for all settings at once. */
void eq_pulse_form(struct eq_pulse *pulse, size_t cursor, struct eq_form *form);

#endif

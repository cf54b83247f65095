/* c2m_pulse.h -- the pulse behind one CTLE setting, ready for what many FFE settings make
 * of it around their cursors.  Internal to margin. */
#ifndef MARGIN_C2M_PULSE_H
#define MARGIN_C2M_PULSE_H

#include "eq/ffe.h"
#include "margin/c2m_phase.h"

struct c2m_pulse {
    size_t n, per_ui;           /* samples of the pulse, and of a UI           */
    size_t stride;              /* UI kept of one sample                       */
    double *ui;                 /* [V] [per_ui][stride], owned                 */
};

/* Of p[0..n-1], which the tool shifts in a circle.  c2m_pulse_free in every case. */
enum lr_status c2m_pulse_init(struct c2m_pulse *pulse, size_t n, size_t per_ui,
                              const double *p, struct lr_error *err);
void c2m_pulse_free(struct c2m_pulse *pulse);

struct c2m_columns {            /* one equalised pulse: column d has the samples d behind
                                 * the cursors of all UI                       */
    ptrdiff_t first;            /* d of the first column, negative             */
    size_t count, stride;
    double *v;                  /* [V] [count][stride], owned                  */
};

/* Columns first .. first + count - 1 of pulses of n samples.  c2m_columns_free in every
 * case. */
enum lr_status c2m_columns_init(struct c2m_columns *columns, ptrdiff_t first,
                                size_t count, size_t n, size_t per_ui,
                                struct lr_error *err);
void c2m_columns_free(struct c2m_columns *columns);

struct c2m_span {               /* of UI from the cursor, both ends included   */
    ptrdiff_t low, high;
};

/* Of column d the UI of `span`, which may go one beyond the pulse's ends. */
void c2m_columns_fill(const struct c2m_columns *columns, const struct c2m_pulse *pulse,
                      const struct eq_ffe *ffe, size_t cursor, ptrdiff_t d,
                      struct c2m_span span);

/* The columns as a pulse with its cursor there, DFE left out. */
struct c2m_view c2m_columns_view(const struct c2m_columns *columns,
                                 const struct c2m_pulse *pulse, size_t cursor);

#endif

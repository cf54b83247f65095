#include "config.h"

#include "margin/c2m_pulse.h"

#include "base/array.h"

/* UI kept on both sides of a pulse: what a tap can shift in, and a column that begins in
 * the UI before or ends in the one behind. */
enum { MARGIN = EQ_FFE_MOST + 3 };

static size_t stride_of(size_t n, size_t per_ui)
{
    return n / per_ui + 2 + 2 * MARGIN;
}

enum lr_status c2m_pulse_init(struct c2m_pulse *pulse, size_t n, size_t per_ui,
                              const double *p, struct lr_error *err)
{
    const size_t stride = stride_of(n, per_ui);
    *pulse = (struct c2m_pulse){
        n, per_ui, stride, array_alloc(per_ui * stride, sizeof *pulse->ui)};
    if (!pulse->ui)
        return error_memory(err, "a pulse response");
    const ptrdiff_t m = (ptrdiff_t)per_ui, length = (ptrdiff_t)n;
    for (ptrdiff_t phase = 0; phase < m; phase++)
        for (ptrdiff_t k = 0; k < (ptrdiff_t)stride; k++) {
            const ptrdiff_t at = (k - MARGIN) * m + phase;
            pulse->ui[phase * (ptrdiff_t)stride + k] =
                p[(at % length + length) % length];
        }
    return LR_OK;
}

void c2m_pulse_free(struct c2m_pulse *pulse)
{
    array_free(pulse->ui);
    *pulse = (struct c2m_pulse){0};
}

enum lr_status c2m_columns_init(struct c2m_columns *columns, ptrdiff_t first,
                                size_t count, size_t n, size_t per_ui,
                                struct lr_error *err)
{
    const size_t stride = stride_of(n, per_ui);
    *columns = (struct c2m_columns){
        first, count, stride, array_alloc(count * stride, sizeof *columns->v)};
    return columns->v ? LR_OK : error_memory(err, "a pulse response");
}

void c2m_columns_free(struct c2m_columns *columns)
{
    array_free(columns->v);
    *columns = (struct c2m_columns){0};
}

/* The cursor's UI in column d. */
static double *cursor_of(const struct c2m_columns *columns, size_t cursor, size_t per_ui,
                         ptrdiff_t d)
{
    return columns->v + (d - columns->first) * (ptrdiff_t)columns->stride + MARGIN +
           (ptrdiff_t)(cursor / per_ui);
}

void c2m_columns_fill(const struct c2m_columns *columns, const struct c2m_pulse *pulse,
                      const struct eq_ffe *ffe, size_t cursor, ptrdiff_t d,
                      struct c2m_span span)
{
    const ptrdiff_t m = (ptrdiff_t)pulse->per_ui, at = (ptrdiff_t)cursor + d;
    const ptrdiff_t n = span.high - span.low + 1;
    const double *u =
        pulse->ui + at % m * (ptrdiff_t)pulse->stride + MARGIN + at / m + span.low;
    double *restrict y = cursor_of(columns, cursor, pulse->per_ui, d) + span.low;
    for (ptrdiff_t k = 0; k < n; k++)
        y[k] = ffe->cursor * u[k];
    for (size_t i = 0; i < ffe->ntap; i++) {
        const double *restrict x = u - ffe->position[i];
        for (ptrdiff_t k = 0; k < n; k++)
            y[k] += ffe->tap[i] * x[k];
    }
}

struct c2m_view c2m_columns_view(const struct c2m_columns *columns,
                                 const struct c2m_pulse *pulse, size_t cursor)
{
    return (struct c2m_view){.at = cursor_of(columns, cursor, pulse->per_ui, 0),
                             .sample = (ptrdiff_t)columns->stride,
                             .ui = 1,
                             .n = pulse->n,
                             .cursor = cursor,
                             .per_ui = pulse->per_ui};
}

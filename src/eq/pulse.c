#include "config.h"

#include "eq/pulse.h"

#include "base/array.h"

#include <math.h>

/* UI-spaced samples kept before the first and behind the last one of the array: what a
 * tap can shift in, and one more for differences. */
enum { MARGIN = EQ_FFE_MOST + 1 };

/* The tool shifts pulses in a circle: what leaves the array at one end comes back at the
 * other, here as copies of the ends. */
static void extend(double *p, ptrdiff_t n, ptrdiff_t pad)
{
    for (ptrdiff_t k = 0; k < pad; k++) {
        p[-1 - k] = p[n - 1 - k % n];
        p[n + k] = p[k % n];
    }
}

enum lr_status eq_pulse_init(struct eq_pulse *pulse, const struct eq_problem *problem,
                             const double *raw, size_t ctle, struct lr_error *err)
{
    const size_t m = problem->per_ui, n = problem->n;
    const size_t pad =
        m * (EQ_FFE_MOST + EQ_CURSOR_LEFT_UI + EQ_CURSOR_RIGHT_UI) + EQ_LANES;
    *pulse = (struct eq_pulse){.problem = problem, .span = eq_dfe_span(&problem->dfe)};
    pulse->stride = MARGIN + n / m + 1 + pulse->span + EQ_LANES + 2 * MARGIN;
    pulse->padded = array_alloc(n + 2 * pad, sizeof(double));
    pulse->ui = array_alloc(m * pulse->stride, sizeof(double));
    pulse->difference = array_alloc(pulse->stride, sizeof(double));
    pulse->gram = array_alloc(m, sizeof *pulse->gram);
    enum lr_status status = LR_OK;
    if (!pulse->padded || !pulse->ui || !pulse->difference || !pulse->gram) {
        status = error_memory(err, "a pulse response");
    } else {
        pulse->p = pulse->padded + pad;
        eq_ctle_filter(&problem->ctle[ctle], problem->dt, n, raw, pulse->padded + pad);
        extend(pulse->padded + pad, (ptrdiff_t)n, (ptrdiff_t)pad);
        status = eq_cursor_init(&pulse->cursor, problem, pulse->p, err);
    }
    if (status)
        eq_pulse_free(pulse);
    return status;
}

void eq_pulse_free(struct eq_pulse *pulse)
{
    array_free(pulse->padded);
    array_free(pulse->ui);
    array_free(pulse->difference);
    array_free(pulse->gram);
    eq_cursor_free(&pulse->cursor);
    *pulse = (struct eq_pulse){0};
}

/* Four sums, so that the additions need not wait for each other. */
static double dot(const double *a, const double *b, ptrdiff_t n)
{
    double sum[4] = {0.0};
    ptrdiff_t k = 0;
    for (; k + 4 <= n; k += 4)
        for (ptrdiff_t i = 0; i < 4; i++)
            sum[i] += a[k + i] * b[k + i];
    for (; k < n; k++)
        sum[0] += a[k] * b[k];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* g[i][j] = sum of x[k - shift[i]] x[k - shift[j]] over k = low .. low + n - 1.  All of
 * one distance are the same sum over x[k] x[k + distance] but for the ends. */
static void correlate(const double *x, ptrdiff_t low, ptrdiff_t n, const ptrdiff_t *shift,
                      size_t nshift, double (*g)[EQ_FFE_MOST + 1])
{
    double lag[2 * EQ_FFE_MOST + 1];
    bool known[2 * EQ_FFE_MOST + 1] = {false};
    const double *end = x + low + n;
    x += low;
    for (size_t i = 0; i < nshift; i++)
        for (size_t j = i; j < nshift; j++) {
            const ptrdiff_t most = shift[i] > shift[j] ? shift[i] : shift[j];
            const ptrdiff_t apart = 2 * most - shift[i] - shift[j];
            if (!known[apart])
                lag[apart] = dot(x, x + apart, n);
            known[apart] = true;
            const double in = most > 0 ? dot(x - most, x - most + apart, most)
                                       : dot(end, end + apart, -most);
            const double out = most > 0 ? dot(end - most, end - most + apart, most)
                                        : dot(x, x + apart, -most);
            g[i][j] = g[j][i] = lag[apart] + in - out;
        }
}

/* The samples of phase `phase` and their sums: of the values over the whole array, of the
 * differences where both neighbours are in it. */
static void fill_phase(struct eq_pulse *pulse, size_t phase)
{
    const struct eq_problem *problem = pulse->problem;
    const ptrdiff_t m = (ptrdiff_t)problem->per_ui, n = (ptrdiff_t)problem->n;
    const ptrdiff_t at = (ptrdiff_t)phase;
    const ptrdiff_t count = at < n ? (n - 1 - at) / m + 1 : 0;
    const ptrdiff_t first = at > 0 ? 0 : 1, past = at + 1 < n ? (n - 2 - at) / m + 1 : 0;
    double *u = pulse->ui + phase * pulse->stride + MARGIN;
    double *d = pulse->difference + MARGIN;
    struct eq_gram *gram = &pulse->gram[phase];
    ptrdiff_t shift[EQ_FFE_MOST + 1] = {0};         /* the cursor comes first */
    for (size_t i = 0; i < problem->ffe.ntap; i++)
        shift[i + 1] = problem->ffe.position[i];
    for (ptrdiff_t k = -MARGIN; k < count + MARGIN; k++) {
        const double *p = pulse->p + at + k * m;
        u[k] = p[0];
        d[k] = (p[1] - p[-1]) * 0.5 * (double)m;
    }
    correlate(u, 0, count, shift, problem->ffe.ntap + 1, gram->value);
    correlate(d, first, past > first ? past - first : 0, shift, problem->ffe.ntap + 1,
              gram->slope);
    gram->ready = true;
}

/* The UI-spaced samples of one phase, that of `cursor` first. */
static const double *samples_from(const struct eq_pulse *pulse, size_t cursor)
{
    const size_t m = pulse->problem->per_ui;
    return pulse->ui + cursor % m * pulse->stride + MARGIN + cursor / m;
}

void eq_pulse_sample(struct eq_pulse *pulse, struct eq_candidate *candidate)
{
    const size_t phase = candidate->cursor % pulse->problem->per_ui;
    const struct eq_ffe *ffe = &candidate->ffe;
    if (!pulse->gram[phase].ready)
        fill_phase(pulse, phase);
    const double *u = samples_from(pulse, candidate->cursor);
    double s = ffe->cursor * *u;
    for (size_t i = 0; i < ffe->ntap; i++)
        s += ffe->tap[i] * u[-ffe->position[i]];
    candidate->s0 = s;
    candidate->slope = eq_ffe_quadratic(ffe, pulse->gram[phase].slope);
    candidate->outside = candidate->residual = 0.0;
}

void eq_pulse_energy(struct eq_pulse *pulse, struct eq_candidate *candidate, double *h)
{
    const size_t m = pulse->problem->per_ui, n = pulse->span + 1;
    const size_t cursor = candidate->cursor;
    const struct eq_ffe *ffe = &candidate->ffe;
    const double *u = samples_from(pulse, cursor);
    lanes_scale((ptrdiff_t)n, ffe->cursor, u, h);
    for (size_t i = 0; i < ffe->ntap; i++)
        lanes_add((ptrdiff_t)n, ffe->tap[i], u - ffe->position[i], h);
    for (size_t k = n; k-- > 0 && cursor + k * m >= pulse->problem->n;)
        h[k] = 0.0;                     /* behind the array's end */
    const double outside =
        eq_ffe_quadratic(ffe, pulse->gram[cursor % m].value) - dot(h, h, (ptrdiff_t)n);
    candidate->outside = outside > 0.0 ? outside : 0.0;
}

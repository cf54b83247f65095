#include "config.h"

#include "eq/pulse.h"

#include "base/array.h"

#include <stdint.h>

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
                             struct lr_error *err)
{
    const size_t m = problem->per_ui, n = problem->n;
    *pulse = (struct eq_pulse){
        .problem = problem, .span = eq_dfe_span(&problem->dfe), .loaded = SIZE_MAX};
    pulse->pad = m * (EQ_FFE_MOST + EQ_CURSOR_LEFT_UI + EQ_CURSOR_RIGHT_UI) + EQ_LANES;
    pulse->stride = MARGIN + n / m + 1 + pulse->span + EQ_LANES + 2 * MARGIN;
    pulse->main = array_alloc(n, sizeof(double));
    pulse->padded = array_alloc(n + 2 * pulse->pad, sizeof(double));
    pulse->ui = array_alloc(m * pulse->stride, sizeof(double));
    pulse->difference = array_alloc(pulse->stride, sizeof(double));
    pulse->gram = array_alloc(m, sizeof *pulse->gram);
    enum lr_status status = eq_cursor_init(&pulse->cursor, problem, err);
    if (!status && (!pulse->main || !pulse->padded || !pulse->ui || !pulse->difference ||
                    !pulse->gram))
        status = error_memory(err, "a pulse response");
    if (status)
        eq_pulse_free(pulse);
    else
        pulse->p = pulse->padded + pulse->pad;
    return status;
}

static bool same_main(const struct eq_ctle *a, const struct eq_ctle *b)
{
    return a->g_dc_db == b->g_dc_db && a->f_z == b->f_z && a->f_p1 == b->f_p1 &&
           a->f_p2 == b->f_p2;
}

void eq_pulse_load(struct eq_pulse *pulse, const double *raw, size_t ctle)
{
    const struct eq_problem *problem = pulse->problem;
    const struct eq_ctle *setting = &problem->ctle[ctle];
    const size_t n = problem->n;
    double *p = pulse->padded + pulse->pad;
    if (pulse->loaded == ctle)
        return;
    pulse->loaded = ctle;
    if (!pulse->main_of || !same_main(pulse->main_of, setting))
        eq_ctle_filter_main(setting, problem->dt, n, raw, pulse->main);
    pulse->main_of = setting;
    eq_ctle_filter_low(setting, problem->dt, n, pulse->main, p);
    extend(p, (ptrdiff_t)n, (ptrdiff_t)pulse->pad);
    for (size_t phase = 0; phase < problem->per_ui; phase++)
        pulse->gram[phase].ready = false;
    eq_cursor_load(&pulse->cursor, p);
}

void eq_pulse_free(struct eq_pulse *pulse)
{
    array_free(pulse->main);
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
                      size_t nshift, double (*g)[EQ_TERMS])
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

/* Of the cursor and the columns, in UI. */
static void shifts(const struct eq_problem *problem, ptrdiff_t shift[EQ_TERMS])
{
    shift[0] = 0;
    for (size_t i = 0; i < problem->ffe.ntap; i++)
        shift[i + 1] = problem->ffe.position[i];
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
    ptrdiff_t shift[EQ_TERMS];
    shifts(problem, shift);
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

static const struct eq_gram *gram_of(struct eq_pulse *pulse, size_t cursor)
{
    const size_t phase = cursor % pulse->problem->per_ui;
    if (!pulse->gram[phase].ready)
        fill_phase(pulse, phase);
    return &pulse->gram[phase];
}

/* The UI-spaced samples of one phase, that of `cursor` first. */
static const double *samples_from(const struct eq_pulse *pulse, size_t cursor)
{
    const size_t m = pulse->problem->per_ui;
    return pulse->ui + cursor % m * pulse->stride + MARGIN + cursor / m;
}

/* How many of n samples from the cursor on are in the array. */
static size_t inside(const struct eq_problem *problem, size_t cursor, size_t n)
{
    const size_t there = (problem->n - 1 - cursor) / problem->per_ui + 1;
    return there < n ? there : n;
}

/* The differences of one term from one UI before the cursor to the end of the DFE's span,
 * 0 where there is no earlier sample; behind the array the tool has zeros. */
static void differences(const struct eq_pulse *pulse, size_t cursor, ptrdiff_t shift,
                        double d[EQ_DFE_MOST + 2])
{
    const ptrdiff_t m = (ptrdiff_t)pulse->problem->per_ui;
    const ptrdiff_t n = (ptrdiff_t)pulse->problem->n;
    for (size_t i = 0; i < pulse->span + 2; i++) {
        const ptrdiff_t k = (ptrdiff_t)cursor + ((ptrdiff_t)i - 1) * m;
        const double *p = pulse->p + k - shift * m;
        const double late = k + 1 < n ? p[1] : 0.0, early = k - 1 < n ? p[-1] : 0.0;
        d[i] = k >= 1 ? (late - early) * 0.5 * (double)m : 0.0;
    }
}

/* ||h_J||^2 over the DFE's span only, as a form. */
static void form_slope(const struct eq_pulse *pulse, size_t cursor,
                       double (*slope)[EQ_TERMS])
{
    const size_t terms = pulse->problem->ffe.ntap + 1;
    double d[EQ_TERMS][EQ_DFE_MOST + 2];
    ptrdiff_t shift[EQ_TERMS];
    shifts(pulse->problem, shift);
    for (size_t i = 0; i < terms; i++) {
        differences(pulse, cursor, shift[i], d[i]);
        for (size_t j = 0; j <= i; j++)
            slope[i][j] = slope[j][i] = dot(d[i], d[j], (ptrdiff_t)pulse->span + 2);
    }
}

void eq_pulse_sample(struct eq_pulse *pulse, struct eq_candidate *candidate)
{
    const struct eq_ffe *ffe = &candidate->ffe;
    const struct eq_gram *gram = gram_of(pulse, candidate->cursor);
    const double *u = samples_from(pulse, candidate->cursor);
    double s = ffe->cursor * *u;
    for (size_t i = 0; i < ffe->ntap; i++)
        s += ffe->tap[i] * u[-ffe->position[i]];
    candidate->s0 = s;
    candidate->outside = candidate->residual = 0.0;
    if (pulse->problem->jitter_in_span) {
        double slope[EQ_TERMS][EQ_TERMS];
        form_slope(pulse, candidate->cursor, slope);
        candidate->slope = eq_ffe_quadratic(ffe, slope);
    } else {
        candidate->slope = eq_ffe_quadratic(ffe, gram->slope);
    }
}

void eq_pulse_energy(struct eq_pulse *pulse, struct eq_candidate *candidate, double *h)
{
    const size_t cursor = candidate->cursor, n = pulse->span + 1;
    const struct eq_ffe *ffe = &candidate->ffe;
    const double *u = samples_from(pulse, cursor);
    lanes_scale((ptrdiff_t)n, ffe->cursor, u, h);
    for (size_t i = 0; i < ffe->ntap; i++)
        lanes_add((ptrdiff_t)n, ffe->tap[i], u - ffe->position[i], h);
    for (size_t k = inside(pulse->problem, cursor, n); k < n; k++)
        h[k] = 0.0;
    const double outside = eq_ffe_quadratic(ffe, gram_of(pulse, cursor)->value) -
                           dot(h, h, (ptrdiff_t)n);
    candidate->outside = outside > 0.0 ? outside : 0.0;
}

void eq_pulse_form(struct eq_pulse *pulse, size_t cursor, struct eq_form *form)
{
    const struct eq_gram *gram = gram_of(pulse, cursor);
    const double *u = samples_from(pulse, cursor);
    const size_t terms = pulse->problem->ffe.ntap + 1;
    const ptrdiff_t n = (ptrdiff_t)inside(pulse->problem, cursor, pulse->span + 1);
    ptrdiff_t shift[EQ_TERMS];
    shifts(pulse->problem, shift);
    if (pulse->problem->jitter_in_span)
        form_slope(pulse, cursor, form->slope);
    for (size_t i = 0; i < terms; i++) {
        form->sample[i] = u[-shift[i]];
        form->first[i] = n > 1 ? u[1 - shift[i]] : 0.0;
        for (size_t j = 0; j <= i; j++) {
            const double span = dot(u - shift[i], u - shift[j], n);
            form->outside[i][j] = form->outside[j][i] = gram->value[i][j] - span;
            if (!pulse->problem->jitter_in_span)
                form->slope[i][j] = form->slope[j][i] = gram->slope[i][j];
        }
    }
}

#include "config.h"

#include "margin/mmse_lags.h"

#include "base/array.h"

struct column {                 /* samples first, first + per_ui, ... of an array */
    size_t first, n;
};

/* How many of an array's samples from `first` up to `end` there are. */
static size_t count_of(size_t first, size_t end, size_t per_ui)
{
    return first < end ? (end - 1 - first) / per_ui + 1 : 0;
}

static struct column column_of(enum mmse_samples samples, size_t phase, size_t count,
                               size_t per_ui)
{
    struct column c = {phase, count_of(phase, count, per_ui)};
    if (samples == MMSE_WHOLE) {
        c.n = phase < count ? (count - phase) / per_ui : 0;
    } else if (samples == MMSE_LATE) {
        c.first = (phase + 1) % per_ui;
        c.n = 2 * c.first < count ? (count - 2 * c.first) / per_ui : 0;
    } else if (samples == MMSE_SLOPE) {
        c.first = phase ? phase : per_ui;
        c.n = count ? count_of(c.first, count - 1, per_ui) : 0;
    }
    return c;
}

static double correlate(const double *x, const double *y, size_t n)
{
    double sum[4] = {0.0};
    size_t k = 0;
    for (; k + 4 <= n; k += 4)
        for (size_t i = 0; i < 4; i++)
            sum[i] += x[k + i] * y[k + i];
    for (; k < n; k++)
        sum[0] += x[k] * y[k];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

enum lr_status mmse_lags_init(struct mmse_lags *lags, enum mmse_samples samples,
                              const double *p, size_t count, size_t per_ui, size_t ui,
                              size_t n, struct lr_error *err)
{
    *lags = (struct mmse_lags){n, array_alloc(per_ui * n, sizeof *lags->r)};
    double *u = array_alloc(count / per_ui + 2, sizeof *u);
    if (!lags->r || !u) {
        array_free(u);
        return error_memory(err, "autocorrelations of a pulse");
    }
    for (size_t phase = 0; phase < per_ui; phase++) {
        const struct column c = column_of(samples, phase, count, per_ui);
        const size_t used = c.n < ui ? c.n : ui;
        for (size_t k = 0; k < used; k++) {
            const double *at = p + c.first + k * per_ui;
            u[k] = samples == MMSE_SLOPE ? 0.5 * (double)per_ui * (at[1] - at[-1]) : *at;
        }
        for (size_t l = 0; l < n && l < used; l++)
            lags->r[phase * n + l] = correlate(u, u + l, used - l);
    }
    array_free(u);
    return LR_OK;
}

void mmse_lags_free(struct mmse_lags *lags)
{
    array_free(lags->r);
    *lags = (struct mmse_lags){0};
}

const double *mmse_lags_at(const struct mmse_lags *lags, size_t phase)
{
    return lags->r + phase * lags->n;
}

double mmse_lag_behind(const struct mmse_ffe *ffe, const double *r, size_t l)
{
    double sum = ffe->a[0] * r[l];
    for (size_t m = 1; m <= ffe->span; m++)
        sum += ffe->a[m] * (r[l + m] + r[l > m ? l - m : m - l]);
    return sum;
}

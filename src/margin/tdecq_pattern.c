#include "config.h"

#include "margin/tdecq.h"

#include "base/array.h"
#include "base/root.h"
#include "base/random.h"
#include "signal/fft.h"
#include "signal/pattern.h"
#include "signal/transfer.h"

#include <complex.h>
#include <math.h>

/* The witness: a waveform of many symbols, sample by sample, with everything that the
 * statistics of margin/tdecq_eye.h take from one pulse. */

struct histogram {              /* of one side                                 */
    const struct tdecq_reference *reference;
    const struct tdecq_signal *signal;
    size_t n;
    const uint8_t *symbol;      /* [n]                                         */
    double *v;                  /* [n] [OMA]                                   */
    double scale, ceq;
};

static double wrong_log(double sigma, const void *context)
{
    const struct histogram *h = context;
    const size_t levels = h->reference->levels;
    const double spaces = (double)(levels - 1);
    double sum = 0.0;
    for (size_t i = 0; i < h->n; i++) {
        const size_t level = h->symbol[i];
        const double all = sqrt(2.0) * hypot(sigma, h->ceq * h->signal->sigma[level]);
        const double middle = h->scale * ((double)level / spaces - 0.5);
        const double half = h->scale * 0.5 / spaces;
        if (level + 1 < levels)
            sum += 0.5 * erfc((middle + half - h->v[i]) / all);
        if (level)
            sum += 0.5 * erfc((h->v[i] - middle + half) / all);
    }
    return log(fmax(sum, 1e-300) / (double)h->n) - log(h->reference->ser);
}

/* The waveform of the symbols, in a circle, into y [n per_ui]. */
static enum lr_status send(const struct tdecq_signal *s, size_t n, const uint8_t *symbol,
                           double *y, struct lr_error *err)
{
    const size_t length = n * s->per_ui;
    double *pulse = array_alloc(length, sizeof *pulse);
    double complex *a = array_alloc(length / 2 + 1, sizeof *a);
    double complex *b = array_alloc(length / 2 + 1, sizeof *b);
    struct fft *fft = NULL;
    enum lr_status status =
        pulse && a && b ? fft_new(length, &fft, err) : error_memory(err, "a pattern");
    if (!status) {
        for (size_t k = 0; k < s->n; k++)
            pulse[k % length] += s->pulse[k];
        for (size_t i = 0; i < n; i++)  /* y holds impulses for a while        */
            y[i * s->per_ui] = s->level[symbol[i]];
        fft_forward(fft, pulse, a);
        fft_forward(fft, y, b);
        for (size_t k = 0; k <= length / 2; k++)
            b[k] *= a[k];
        fft_inverse(fft, b, y);
    }
    fft_free(fft);
    array_free(pulse);
    array_free(a);
    array_free(b);
    return status;
}

/* Straight between samples, in a circle. */
static double between(const double *y, size_t length, double at)
{
    const double whole = floor(at), part = at - whole;
    const double round = fmod(whole, (double)length);
    const size_t k = (size_t)(round < 0.0 ? round + (double)length : round);
    return (1.0 - part) * y[k] + part * y[(k + 1) % length];
}

static void look(const struct tdecq_signal *s, const struct tdecq *at, double d,
                 const double *y, struct histogram *h)
{
    const size_t length = h->n * s->per_ui;
    const double m = (double)s->per_ui;
    for (size_t i = 0; i < h->n; i++) {
        h->v[i] = 0.0;
        for (size_t j = 0; j < at->taps.n; j++) {
            const double ui = (double)i - ((double)j - (double)at->taps.pre) + d;
            h->v[i] += at->taps.c[j] * between(y, length, at->centre + ui * m);
        }
        h->v[i] -= at->dfe * s->level[h->symbol[i ? i - 1 : h->n - 1]];
    }
}

/* Noise through the FFE by its spectrum, not by its autocorrelation. */
static double ceq_of(const struct tdecq_reference *r, const struct eq_rx_taps *taps)
{
    const size_t n = 6000;
    double all = 0.0, behind = 0.0;
    for (size_t k = 0; k < n; k++) {
        const bool white = !(r->corner > 0.0);
        const double f = ((double)k + 0.5) / (double)n * (white ? 0.5 : 4.0);
        const double complex h = white ? 1.0 : signal_bessel4(f, r->corner);
        all += creal(h * conj(h));
        behind += creal(h * conj(h)) * eq_rx_ffe_power(taps, f, 1.0);
    }
    return sqrt(behind / all);
}

enum lr_status tdecq_pattern(const struct tdecq_reference *reference,
                             const struct tdecq_signal *signal, size_t n, unsigned seed,
                             struct tdecq *at, struct lr_error *err)
{
    static const double low = 2e-4, high = 0.6; /* as the statistics seek it   */
    const double spaces = (double)(reference->levels - 1);
    struct histogram h = {reference,
                          signal,
                          n,
                          NULL,
                          array_alloc(n, sizeof(double)),
                          1.0 - at->dfe,
                          ceq_of(reference, &at->taps)};
    const struct root_function f = {wrong_log, &h};
    struct pattern pattern;
    struct random *random = NULL;
    uint8_t *symbol = array_alloc(n, sizeof *symbol);
    double *y = array_alloc(n * signal->per_ui, sizeof *y), least = INFINITY;
    enum lr_status status =
        symbol && y && h.v ? random_new(&random, err) : error_memory(err, "a pattern");
    if (!status)
        status = pattern_random(reference->levels, seed, &pattern, err);
    if (!status) {
        pattern_next(&pattern, random, n, symbol);
        h.symbol = symbol;
        status = send(signal, n, symbol, y, err);
    }
    for (size_t side = 0; !status && side < 2; side++) {
        double sigma = 0.0;
        look(signal, at, side ? reference->slice : -reference->slice, y, &h);
        if (wrong_log(low, &h) < 0.0)
            status =
                root_solve_within(&f, low, high, 1e-9, "noise of a pattern", &sigma, err);
        least = fmin(least, sigma);
    }
    if (!status) {
        at->open = least > 0.0;
        at->ceq_db = 10.0 * log10(h.ceq);
        at->sigma_g = least / h.ceq;
        at->db = at->open ? 10.0 * log10(1.0 / (2.0 * spaces * tdecq_quantile(reference) *
                                                hypot(at->sigma_g, signal->scope)))
                          : (double)INFINITY;
    }
    random_free(random);
    array_free(symbol);
    array_free(y);
    array_free(h.v);
    return status;
}

#include "config.h"

#include "signal/impulse.h"

#include "base/array.h"
#include "base/constants.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* The tool's constants: points fitted at the low end, group delays averaged at
 * both ends. */
enum { LOW_FIT = 10, LOW_DELAYS = 50, HIGH_DELAYS = 51 };

struct polar {                  /* a response as the tool sees it              */
    size_t nf;                  /* points of the file                          */
    const double *freq;
    double *phase;              /* [rad] unwrapped, [nf]                       */
    size_t nm;                  /* points of the magnitude table: nf to nf + 2 */
    double *mag_freq, *mag;
};

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Mean of those values that lie within one standard deviation (N - 1) of the
 * median.  scratch [n]. */
static double trimmed_mean(const double *x, size_t n, double *scratch)
{
    double mean = 0.0, var = 0.0;
    for (size_t i = 0; i < n; i++) {
        mean += x[i] / (double)n;
        scratch[i] = x[i];
    }
    qsort(scratch, n, sizeof *scratch, compare);
    const double median = 0.5 * (scratch[(n - 1) / 2] + scratch[n / 2]);
    for (size_t i = 0; i < n; i++)
        var += (x[i] - mean) * (x[i] - mean) / (double)(n - 1);
    const double deviation = sqrt(var);
    double sum = 0.0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (fabs(x[i] - median) < deviation) {
            sum += x[i];
            count++;
        }
    return count ? sum / (double)count : median;
}

/* Value at `at` of the least-squares line through (x, y); x is centred first, as
 * the normal equations in Hz lose half the digits. */
static double line_fit(const double *x, const double *y, size_t n, double at)
{
    double mx = 0.0, my = 0.0, sxx = 0.0, sxy = 0.0;
    for (size_t i = 0; i < n; i++) {
        mx += x[i] / (double)n;
        my += y[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        sxx += (x[i] - mx) * (x[i] - mx);
        sxy += (x[i] - mx) * (y[i] - my);
    }
    return my + sxy / sxx * (at - mx);
}

static void unwrap(size_t nf, const double complex *h, double *phase)
{
    double turns = 0.0, last = 0.0;
    for (size_t k = 0; k < nf; k++) {
        const double wrapped = carg(h[k]);
        if (k)
            turns -= round((wrapped - last) / two_pi);
        last = wrapped;
        phase[k] = wrapped + two_pi * turns;
    }
}

/* Magnitudes with a point at DC and one at f_max where the file lacks them. */
static void magnitudes(struct polar *p, const double complex *h, double f_max)
{
    size_t n = 0;
    double *mag = p->mag + 1;
    for (size_t k = 0; k < p->nf; k++) {
        const double m = cabs(h[k]);
        mag[k] = m > DBL_EPSILON ? m : DBL_EPSILON;
        p->mag_freq[k + 1] = p->freq[k];
    }
    if (p->freq[0] > 0.0) {
        p->mag_freq[0] = 0.0;
        p->mag[0] = line_fit(p->freq, mag, LOW_FIT, 0.0);
        n = p->nf + 1;
    } else {
        p->mag_freq++;
        p->mag++;
        n = p->nf;
    }
    if (p->freq[p->nf - 1] < f_max) {
        const size_t half = (size_t)round((double)p->nf / 2.0) - 1;
        double end = line_fit(p->freq + half, mag + half, p->nf - half, f_max);
        const double last = mag[p->nf - 1];
        end = end > last ? last : end < DBL_EPSILON ? DBL_EPSILON : end;
        p->mag_freq[n] = f_max;
        p->mag[n] = end;
        n++;
    }
    p->nm = n;
}

/* Rewrites the first ten phases with the trend of the low group delays: a file
 * without DC has its worst phase there. */
static void mend_low_phase(struct polar *p, double *delay, double *scratch)
{
    const size_t n = p->nf - 1 < LOW_DELAYS ? p->nf - 1 : LOW_DELAYS;
    const double trend = trimmed_mean(delay, n, scratch);
    for (size_t k = LOW_FIT; k-- > 0;)
        p->phase[k] = p->phase[k + 1] + trend * (p->freq[k + 1] - p->freq[k]);
}

/* Magnitude at f; *m is where the last one was found. */
static double magnitude_at(const struct polar *p, double f, size_t *m)
{
    while (*m + 2 < p->nm && p->mag_freq[*m + 1] < f)
        ++*m;
    const double u = (f - p->mag_freq[*m]) / (p->mag_freq[*m + 1] - p->mag_freq[*m]);
    return u > 1.0 ? p->mag[*m + 1] : p->mag[*m] + u * (p->mag[*m + 1] - p->mag[*m]);
}

/* The spectrum on k f_max / n, k = 0..n. */
static void interpolate(const struct polar *p, double f_max, size_t n, double high_slope,
                        double complex *restrict spectrum)
{
    const size_t nf = p->nf;
    const double step = f_max / (double)n;
    const int has_dc = !(p->freq[0] > 0.0);
    const double first_slope = (p->phase[1] - p->phase[0]) / (p->freq[1] - p->freq[0]);
    size_t m = 0, q = 0, k = 0;
    double f = 0.0, phase = 0.0;
    for (; k <= n && (double)k * step <= p->freq[nf - 1]; k++) {
        f = (double)k * step;
        while (q + 2 < nf && p->freq[q + 1] < f)
            q++;
        const double v = (f - p->freq[q]) / (p->freq[q + 1] - p->freq[q]);
        phase = f < p->freq[0] ? p->phase[0] + (f - p->freq[0]) * first_slope
                               : p->phase[q] + v * (p->phase[q + 1] - p->phase[q]);
        spectrum[k] = magnitude_at(p, f, &m) * cexp(I * phase);
    }
    /* Beyond the file: without DC from the last grid point inside, as the tool does. */
    const double edge_freq = has_dc ? p->freq[nf - 1] : f;
    const double edge_phase = has_dc ? p->phase[nf - 1] : phase;
    const double slope = has_dc ? (p->phase[nf - 1] - p->phase[nf - 2]) /
                                      (p->freq[nf - 1] - p->freq[nf - 2])
                                : high_slope;
    /* A phase that grows evenly is a rotation; a fresh start now and then keeps its
     * rounding below 1e-14. */
    const double complex turn = cexp(I * slope * step);
    double complex phasor = 1.0;
    for (size_t count = 0; k <= n; k++, count++) {
        f = (double)k * step;
        phasor = count % 64 ? phasor * turn
                            : cexp(I * (edge_phase + (f - edge_freq) * slope));
        spectrum[k] = magnitude_at(p, f, &m) * phasor;
    }
    spectrum[0] = creal(spectrum[0]);
    spectrum[n] = creal(spectrum[n]);
}

size_t impulse_intervals(const double *freq, double dt)
{
    return (size_t)round(0.5 / dt / (freq[2] - freq[1]));
}

/* Keeps the samples up to the last one above the threshold. */
static enum lr_status truncate(const double *x, size_t n, double threshold,
                               const char *name, struct impulse *out,
                               struct lr_error *err)
{
    double peak = 0.0;
    for (size_t i = 0; i < n; i++)
        peak = fmax(peak, fabs(x[i]));
    if (!(peak > 0.0) || !isfinite(peak))
        return error_set(err, LR_ENUMERIC, "%s: the impulse response vanishes or is not "
                         "finite", name);
    size_t last = n - 1;
    while (last > 0 && !(fabs(x[last]) > threshold * peak))
        last--;
    out->h = array_alloc(last + 1, sizeof *out->h);
    if (!out->h)
        return error_memory(err, "an impulse response");
    out->n = last + 1;
    for (size_t i = 0; i <= last; i++)
        out->h[i] = x[i];
    return LR_OK;
}

enum lr_status impulse_response(size_t nf, const double *freq, const double complex *h,
                                double dt, double threshold, const struct fft *fft,
                                const char *name, struct impulse *out,
                                struct lr_error *err)
{
    const double f_max = 0.5 / dt;
    const size_t n = impulse_intervals(freq, dt);
    enum lr_status status = LR_OK;
    *out = (struct impulse){.dt = dt};
    double *phase = array_alloc(nf, sizeof *phase);
    double *delay = array_alloc(nf, sizeof *delay);
    double *scratch = array_alloc(nf, sizeof *scratch);
    double *mag_freq = array_alloc(nf + 2, sizeof *mag_freq);
    double *mag = array_alloc(nf + 2, sizeof *mag);
    double complex *spectrum = array_alloc(n + 1, sizeof *spectrum);
    double *x = array_alloc(2 * n, sizeof *x);
    if (!phase || !delay || !scratch || !mag_freq || !mag || !spectrum || !x) {
        status = error_memory(err, "an impulse response");
        goto out;
    }
    struct polar p = {nf, freq, phase, 0, mag_freq, mag};
    unwrap(nf, h, phase);
    magnitudes(&p, h, f_max);
    if (phase[nf - 1] > phase[0]) {
        status =
            error_set(err, LR_ENUMERIC,
                      "%s: the phase advances with frequency, so the "
                      "response would come before its cause; check the port order, or "
                      "whether the frequency steps are too wide for the delay",
                      name);
        goto out;
    }
    double high_slope = 0.0;
    if (freq[0] > 0.0) {
        for (size_t k = 0; k + 1 < nf; k++)
            delay[k] = -(phase[k + 1] - phase[k]) / (freq[k + 1] - freq[k]);
        const size_t high = nf - 1 < HIGH_DELAYS ? nf - 1 : HIGH_DELAYS;
        high_slope = -trimmed_mean(delay + nf - 1 - high, high, scratch);
        mend_low_phase(&p, delay, scratch);
    }
    interpolate(&p, f_max, n, high_slope, spectrum);
    fft_inverse(fft, spectrum, x);
    status = truncate(x, 2 * n, threshold, name, out, err);
out:
    array_free(phase);
    array_free(delay);
    array_free(scratch);
    array_free(mag_freq);
    array_free(mag);
    array_free(spectrum);
    array_free(x);
    return status;
}

void impulse_free(struct impulse *impulse)
{
    array_free(impulse->h);
    *impulse = (struct impulse){0};
}

void impulse_pulse(const double *h, size_t n, size_t per_ui, double *restrict pulse)
{
    /* Sums of 1, 2, 4 ... samples, each from two of the one before; those whose length
     * is a bit of per_ui add up.  A running sum would let rounding pile up. */
    for (size_t i = 0; i < n; i++)
        pulse[i] = h[i];
    size_t bit = 1, have = 1;
    while (bit <= per_ui / 2)
        bit *= 2;
    while (bit > 1) {
        /* In place, from the end: pulse[i] holds the last `have` samples up to i. */
        bit /= 2;
        for (size_t i = n; i-- > have;)
            pulse[i] += pulse[i - have];
        have *= 2;
        if (per_ui / bit % 2) {
            for (size_t i = n; i-- > have;)
                pulse[i] += h[i - have];
            have++;
        }
    }
}

#include "config.h"

#include "signal/waveform.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"
#include "base/special.h"
#include "net/grid.h"
#include "signal/fft.h"

#include <math.h>

/* A frequency is where it should be within this, in Hz. */
static const double same_point = 1.0;

/* Logarithmic sweeps have far smaller steps at their low end than a record needs. */
static const double most_steps = 1e5;

/* fft.h goes as far as 2^29 samples. */
static const size_t most_bins = (size_t)1 << 28;

static const double kaiser_beta = 6.0;

/* The first point off the grid 0, step, 2 step ... up to the last frequency, or nf. */
static size_t off_grid(const struct net *net)
{
    const double step = net->freq[net->nf - 1] / (double)(net->nf - 1);
    size_t k = 0;
    while (k < net->nf && fabs(net->freq[k] - (double)k * step) <= same_point)
        k++;
    return k;
}

static enum lr_status resample(const struct net *net, const char *name, double smallest,
                               struct net *out, struct lr_error *err)
{
    const double stop = net->freq[net->nf - 1];
    const double step = fmax(smallest, stop / most_steps);
    double *freq;
    size_t nf;
    enum lr_status status = grid_uniform(step, stop, &freq, &nf, err);
    if (!status)
        status = net_resample(net, name, nf, freq, out, err);
    if (!status)
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s: the frequencies are not uniform from DC; resampled "
                          "to steps of %g GHz", name, step / unit_ghz);
    if (status)
        net_free(out);
    array_free(freq);
    return status;
}

enum lr_status waveform_net(const struct net *net, const char *name, struct net *out,
                            struct lr_error *err)
{
    struct net with_dc;
    *out = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = net_with_dc(net, name, &with_dc, err);
    if (status)
        return status;
    if (with_dc.nf < 2) {
        status = error_set(err, LR_EDOMAIN, "%s: a DC point alone; a time response needs "
                           "a band", name);
    } else if (off_grid(&with_dc) == with_dc.nf) {
        *out = with_dc;
        return LR_OK;
    } else {
        /* The gap below the first point is not a step of the file's. */
        double smallest = net->freq[net->nf - 1];
        for (size_t k = 1; k < net->nf; k++)
            smallest = fmin(smallest, net->freq[k] - net->freq[k - 1]);
        status = resample(&with_dc, name, smallest, out, err);
    }
    net_free(&with_dc);
    return status;
}

static enum lr_status check(const struct net *net, size_t i, size_t j, size_t pad,
                            struct lr_error *err)
{
    const size_t port = i > j ? i : j;
    if (!(port < net->np))
        return error_set(err, LR_EDOMAIN, "port %zu of a network of %zu ports", port + 1,
                         net->np);
    if (net->nf < 2)
        return error_set(err, LR_EDOMAIN, "%zu frequency points; a time response needs "
                         "at least two", net->nf);
    if (!(net->freq[0] <= 0.0))
        return error_set(err, LR_EDOMAIN, "the frequencies start at %g GHz; a time "
                         "response needs them from DC", net->freq[0] / unit_ghz);
    const size_t odd = off_grid(net);
    if (odd < net->nf)
        return error_set(err, LR_EDOMAIN, "%g GHz is not on a grid of %g GHz steps; a "
                         "time response needs a uniform grid", net->freq[odd] / unit_ghz,
                         net->freq[net->nf - 1] / (double)(net->nf - 1) / unit_ghz);
    if (net->nf > most_bins || pad > most_bins - net->nf)
        return error_set(err, LR_EDOMAIN, "%zu frequencies and %zu zero bins; a time "
                         "response takes %zu in all", net->nf, pad, most_bins);
    return LR_OK;
}

/* u = 0 at DC, 1 at the edge: the right halves of the textbook Hamming (0.54, 0.46) and
 * Kaiser (I0 of beta) windows. */
static double window_at(enum waveform_window window, double u)
{
    switch (window) {
    case WAVEFORM_HAMMING:
        return 0.54 + 0.46 * cos(pi * u);
    case WAVEFORM_KAISER:
        return special_bessel_i0(kaiser_beta * sqrt((1.0 - u) * (1.0 + u))) /
               special_bessel_i0(kaiser_beta);
    case WAVEFORM_RECTANGULAR:
        break;
    }
    return 1.0;
}

/* What bin k of n samples is multiplied with to make step(t) - step(t - q dt) of the
 * impulse response.  With z = e^{-2 j theta} the trapezoidal rule is
 * (1 + z) / (2 (1 - z)), and the difference of the two steps
 * (1 - z^q) (1 + z) / (2 (1 - z)). */
static double complex bit(size_t k, size_t n, double q)
{
    const double theta = pi * (double)k / (double)n;
    return k ? cexp(-I * q * theta) * sin(q * theta) * cos(theta) / sin(theta) : q;
}

/* The impulse response, or for ui > 0 the pulse response.  The grid was checked. */
static enum lr_status transform(const struct net *net, size_t i, size_t j, double ui,
                                const struct waveform_options *options,
                                struct waveform *out, struct lr_error *err)
{
    const size_t nf = net->nf, bins = nf + options->pad, n = 2 * bins - 1;
    const size_t half = bins - 1;
    const double step = net->freq[nf - 1] / (double)(nf - 1);
    const double dt = 1.0 / ((double)n * step);
    double *x = array_alloc(n, sizeof *x);
    double *v = array_alloc(n, sizeof *v);
    double complex *spectrum = array_alloc(bins, sizeof *spectrum);
    struct fft *fft = NULL;
    enum lr_status status = LR_OK;
    if (!x || !v || !spectrum) {
        status = error_memory(err, "a time response");
        goto out;
    }
    status = fft_new(n, &fft, err);
    if (status)
        goto out;
    for (size_t k = 0; k < nf; k++) {
        const double complex s = *net_s(net, k, i, j);
        if (!isfinite(creal(s)) || !isfinite(cimag(s))) {
            status = error_set(err, LR_ENUMERIC, "S%zu%zu at %g GHz is not finite", i + 1,
                               j + 1, net->freq[k] / unit_ghz);
            goto out;
        }
        spectrum[k] = s * window_at(options->window, (double)k / (double)nf);
        if (ui > 0.0)
            spectrum[k] *= bit(k, n, ui / dt);
    }
    fft_inverse(fft, spectrum, x);
    for (size_t m = 0; m < n; m++)
        v[m] = x[(m + n - half) % n];
    *out = (struct waveform){n, dt, -(double)half * dt, v};
    v = NULL;
out:
    fft_free(fft);
    array_free(spectrum);
    array_free(v);
    array_free(x);
    return status;
}

enum lr_status waveform_impulse(const struct net *net, size_t i, size_t j,
                                const struct waveform_options *options,
                                struct waveform *out, struct lr_error *err)
{
    *out = (struct waveform){0, 0.0, 0.0, NULL};
    enum lr_status status = check(net, i, j, options->pad, err);
    return status ? status : transform(net, i, j, 0.0, options, out, err);
}

enum lr_status waveform_step(const struct net *net, size_t i, size_t j,
                             const struct waveform_options *options,
                             struct waveform *out, struct lr_error *err)
{
    enum lr_status status = waveform_impulse(net, i, j, options, out, err);
    double sum = 0.0;
    for (size_t m = 0; m < out->n; m++) {
        const double h = out->v[m];
        out->v[m] = sum + 0.5 * h;
        sum += h;
    }
    return status;
}

enum lr_status waveform_pulse(const struct net *net, size_t i, size_t j, double ui,
                              const struct waveform_options *options,
                              struct waveform *out, struct lr_error *err)
{
    *out = (struct waveform){0, 0.0, 0.0, NULL};
    enum lr_status status = check(net, i, j, options->pad, err);
    if (status)
        return status;
    const double record = (double)(net->nf - 1) / net->freq[net->nf - 1];
    if (!(ui > 0.0) || !(ui < record))
        return error_set(err, LR_EDOMAIN, "a unit interval of %g ns; it must be positive "
                         "and shorter than the record, %g ns", ui / unit_ns,
                         record / unit_ns);
    return transform(net, i, j, ui, options, out, err);
}

void waveform_free(struct waveform *waveform)
{
    array_free(waveform->v);
    *waveform = (struct waveform){0, 0.0, 0.0, NULL};
}

double waveform_at(const struct waveform *waveform, double t)
{
    const double u = (t - waveform->start) / waveform->dt;
    const size_t last = waveform->n - 1;
    if (isnan(u))
        return u;
    if (u <= 0.0)
        return waveform->v[0];
    if (u >= (double)last)
        return waveform->v[last];
    const size_t k = (size_t)u;
    return waveform->v[k] + (u - (double)k) * (waveform->v[k + 1] - waveform->v[k]);
}

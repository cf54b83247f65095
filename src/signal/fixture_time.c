#include "config.h"

#include "signal/fixture_work.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/spline.h"
#include "signal/transfer.h"

#include <math.h>

enum { FIRST = 9 };             /* points that tell the value at DC            */

/* [s] Nothing may have come back this long before time 0.  The programs that IEEE
 * publishes with IEEE 370 write 3 ns, but count it on an axis of twice the sample
 * interval. */
static const double quiet_time = 1.5e-9;

enum lr_status fixture_at_dc(const struct net *net, size_t i, size_t j, double *value,
                             struct lr_error *err)
{
    double x[2 * FIRST], y[2 * FIRST];
    const double zero = 0.0;
    for (size_t k = 0; k < FIRST; k++) {
        x[FIRST + k] = net->freq[k];
        x[FIRST - 1 - k] = -net->freq[k];
        y[FIRST + k] = y[FIRST - 1 - k] = creal(*net_s(net, k, i, j));
    }
    return spline_resample(2 * FIRST, x, y, 1, &zero, value, err);
}

/* The step at sample m is sum_{l = -n..m} h_l, with h_l the inverse transform of length
 * 2n: for every frequency a geometric series,
 *
 *   sum_{l = 0..m+n} e^{j theta (l - n)} = (-1)^k e^{j theta (c-1)/2}
 *                                          sin(theta c/2) / sin(theta/2),
 *
 * theta = pi k/n, c = m + n + 1 terms.  Frequencies below the last count twice, for
 * their mirror images. */
enum lr_status fixture_probe_init(size_t n, long sample, struct fixture_probe *probe,
                                  struct lr_error *err)
{
    const double length = 2.0 * (double)n, terms = (double)sample + (double)n + 1.0;
    probe->dc = terms / length;
    probe->weight = array_alloc(n, sizeof *probe->weight);
    if (!probe->weight)
        return error_memory(err, "a step response");
    for (size_t k = 1; k <= n; k++) {
        const double half = 0.5 * pi * (double)k / (double)n;
        const double size = sin(half * terms) / sin(half) / length;
        const double twice = k < n ? 2.0 : 1.0, sign = k % 2 ? -1.0 : 1.0;
        probe->weight[k - 1] = sign * twice * size * cexp(I * half * (terms - 1.0));
    }
    return LR_OK;
}

enum lr_status fixture_quiet_init(size_t n, double df, struct fixture_probe *probe,
                                  struct lr_error *err)
{
    const double band = (double)n * df;
    const double sample = fmax(-round(quiet_time * 2.0 * band), -(double)n);
    enum lr_status status = fixture_probe_init(n, (long)sample, probe, err);
    for (size_t k = 0; !status && k < n; k++)
        probe->weight[k] *= signal_butterworth((double)(k + 1) * df, 0.5 * band);
    return status;
}

void fixture_probe_free(struct fixture_probe *probe)
{
    array_free(probe->weight);
    *probe = (struct fixture_probe){0.0, NULL};
}

/* The step at the probe's time when S_ii is 0 at DC. */
static double step_above_dc(const struct fixture_probe *probe, const struct net *net,
                            size_t i)
{
    double sum = 0.0;
    for (size_t k = 0; k < net->nf; k++)
        sum += creal(probe->weight[k] * *net_s(net, k, i, i));
    return sum;
}

/* The published programs iterate to the DC value at which the step, filtered by
 * IEEE 802.3-2022 eq. 93A-20 with its corner at half the band, is 0 at the quiet time;
 * the step is linear in it, so that one division gives what they converge to. */
double fixture_reflection_dc(const struct fixture_work *work, const struct net *net,
                             size_t i)
{
    return -step_above_dc(&work->quiet, net, i) / work->quiet.dc;
}

double fixture_impedance(const struct fixture_work *work,
                         const struct fixture_probe *probe, const struct net *net,
                         size_t i, double z0)
{
    const double rho = step_above_dc(probe, net, i) +
                       probe->dc * fixture_reflection_dc(work, net, i);
    return z0 * (1.0 + rho) / (1.0 - rho);
}

/* The impulse response of S_ij whose value at DC is `dc`: sample m at h[m], or at
 * h[2n + m] when m is negative. */
static enum lr_status impulse(const struct net *net, const struct fft *fft, size_t i,
                              size_t j, double dc, double *h, struct lr_error *err)
{
    const size_t n = net->nf;
    double complex *spectrum = array_alloc(n + 1, sizeof *spectrum);
    if (!spectrum)
        return error_memory(err, "an impulse response");
    spectrum[0] = dc;
    for (size_t k = 0; k < n; k++)
        spectrum[k + 1] = *net_s(net, k, i, j);
    spectrum[n] = creal(spectrum[n]);
    fft_inverse(fft, spectrum, h);
    array_free(spectrum);
    return LR_OK;
}

enum lr_status fixture_peak(const struct net *net, const struct fft *fft, long *sample,
                            struct lr_error *err)
{
    const size_t n = net->nf;
    double dc = 0.0;
    double *h = array_alloc(2 * n, sizeof *h);
    enum lr_status status = h ? LR_OK : error_memory(err, "an impulse response");
    if (!status)
        status = fixture_at_dc(net, 1, 0, &dc, err);
    if (!status)
        status = impulse(net, fft, 1, 0, dc, h, err);
    *sample = -(long)n;
    for (long m = -(long)n; !status && m < (long)n; m++) {
        const long length = 2 * (long)n;
        if (h[(m + length) % length] > h[(*sample + length) % length])
            *sample = m;
    }
    array_free(h);
    return status;
}

enum lr_status fixture_gate(const struct fixture_work *work, const struct net *net,
                            size_t i, long end, double complex *restrict gated,
                            struct lr_error *err)
{
    const size_t n = work->n;
    double *h = array_alloc(2 * n, sizeof *h);
    double complex *spectrum = array_alloc(n + 1, sizeof *spectrum);
    enum lr_status status = LR_OK;
    if (!h || !spectrum)
        status = error_memory(err, "a time gate");
    if (!status)
        status = impulse(net, work->fft, i, i, fixture_reflection_dc(work, net, i), h,
                         err);
    if (!status) {
        for (size_t m = (size_t)end; m < n; m++)
            h[m] = 0.0;
        fft_forward(work->fft, h, spectrum);
        for (size_t k = 0; k < n; k++)
            gated[k] = spectrum[k + 1];
    }
    array_free(spectrum);
    array_free(h);
    return status;
}

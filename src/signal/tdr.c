#include "config.h"

#include "signal/tdr.h"

#include "base/array.h"
#include "base/quantity.h"

#include <math.h>

/* In samples: a time that was written as a decimal still counts. */
static const double rounding = 1e-6;

/* The two waves at an interface of reflection rho, from its near to its far side,
 * divided by 1 + rho, what it lets through of the first wave, so that d[0] stays 1:
 *
 *      near   down d, up u          u[0] = rho d[0]: nothing else has come back yet
 *      -----------------------
 *      far    down (d - rho u)/(1 - rho^2), up (u - rho d)/(1 - rho^2)
 *
 * This is the recursion of Schur, the dynamic deconvolution of layered media; it is
 * derived here from continuity of voltage and current. */
static void cross(double rho, size_t n, double *restrict d, double *restrict u)
{
    const double scale = 1.0 / ((1.0 - rho) * (1.0 + rho));
    for (size_t m = 0; m < n; m++) {
        const double down = d[m], up = u[m];
        d[m] = (down - rho * up) * scale;
        u[m] = (up - rho * down) * scale;
    }
}

enum lr_status tdr_peel(const double *r, size_t n, double z0, double *restrict z,
                        struct lr_error *err)
{
    if (!(z0 > 0.0))
        return error_set(err, LR_EDOMAIN, "an impedance of %g ohm to peel from; it must "
                         "be positive", z0);
    double *d = array_alloc(n, sizeof *d);
    double *u = array_alloc(n, sizeof *u);
    enum lr_status status = LR_OK;
    if (!d || !u) {
        status = error_memory(err, "layer peeling");
        goto out;
    }
    for (size_t k = 0; k < n; k++)
        u[k] = r[k];
    if (n)
        d[0] = 1.0;
    double here = z0;
    for (size_t k = 0; k < n; k++) {
        /* Through k layers the up-going wave has come k samples, d none: the pair at
         * one time is d[m], u[k + m]. */
        const double rho = u[k];
        if (!(fabs(rho) < 1.0))
            here = (double)NAN;
        here *= (1.0 + rho) / (1.0 - rho);
        z[k] = here;
        if (!isnan(here))
            cross(rho, n - k, d, u + k);
    }
out:
    array_free(u);
    array_free(d);
    return status;
}

/* The reflected step and its first-order impedance over out->n samples of h. */
static void first_order(const double *h, double z0, struct tdr *out)
{
    double sum = 0.0;
    for (size_t k = 0; k < out->n; k++) {
        const double rho = sum + 0.5 * h[k];
        out->rho[k] = rho;
        out->z[k] = fabs(rho) < 1.0 ? z0 * (1.0 + rho) / (1.0 - rho) : (double)NAN;
        sum += h[k];
    }
}

/* z_peeled; `zero` is the sample at time 0, the last before it takes all the
 * precursors. */
static enum lr_status peeled(const double *h, size_t zero, double z0, struct tdr *out,
                             struct lr_error *err)
{
    const size_t n = out->n - zero + 1;
    double *r = array_alloc(n, sizeof *r);
    double *layer = array_alloc(n, sizeof *layer);
    enum lr_status status = LR_OK;
    if (!r || !layer) {
        status = error_memory(err, "layer peeling");
        goto out;
    }
    for (size_t k = 0; k < zero; k++)
        r[0] += h[k];
    for (size_t k = 1; k < n; k++)
        r[k] = h[zero + k - 1];
    status = tdr_peel(r, n, z0, layer, err);
    for (size_t k = 0; k < out->n; k++)
        out->z_peeled[k] = k < zero ? (double)NAN
                                    : sqrt(layer[k - zero] * layer[k - zero + 1]);
out:
    array_free(layer);
    array_free(r);
    return status;
}

/* How many samples of the record lie up to `stop`. */
static enum lr_status samples(const struct waveform *h, double stop, size_t *n,
                              struct lr_error *err)
{
    const double end = h->start + (double)(h->n - 1) * h->dt;
    if (!(stop >= 0.0) || !(stop <= end + h->dt))
        return error_set(err, LR_EDOMAIN, "a profile up to %g ns; it must not be "
                         "negative and the frequency step allows %g ns", stop / unit_ns,
                         end / unit_ns);
    *n = h->n;
    if (stop > 0.0 && stop < end)
        *n = (size_t)floor((stop - h->start) / h->dt + rounding) + 1;
    return LR_OK;
}

enum lr_status tdr_profile(const struct net *net, size_t port,
                           const struct waveform_options *options, double stop,
                           struct tdr *out, struct lr_error *err)
{
    struct waveform h;
    *out = (struct tdr){0, 0.0, 0.0, NULL, NULL, NULL};
    enum lr_status status = waveform_impulse(net, port, port, options, &h, err);
    size_t n = 0;
    if (!status)
        status = samples(&h, stop, &n, err);
    if (status)
        goto out;
    *out = (struct tdr){n, h.dt, h.start, array_alloc(n, sizeof *out->rho),
                        array_alloc(n, sizeof *out->z),
                        array_alloc(n, sizeof *out->z_peeled)};
    if (!out->rho || !out->z || !out->z_peeled) {
        status = error_memory(err, "an impedance profile");
        goto out;
    }
    first_order(h.v, net->zref[port], out);
    status = peeled(h.v, (h.n - 1) / 2, net->zref[port], out, err);
out:
    if (status)
        tdr_free(out);
    waveform_free(&h);
    return status;
}

void tdr_free(struct tdr *tdr)
{
    array_free(tdr->rho);
    array_free(tdr->z);
    array_free(tdr->z_peeled);
    *tdr = (struct tdr){0, 0.0, 0.0, NULL, NULL, NULL};
}

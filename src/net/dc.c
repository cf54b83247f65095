#include "config.h"

#include "net/grid.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "net/passivity.h"

#include <math.h>
#include <string.h>

enum { FEWEST = 4, MOST = 10 };

/* Real at DC, but for the rounding of a solver that began a little above it. */
static const double most_imaginary = 1e-3;

/* A file that begins further above DC, in steps and as a share of its band, leaves too
 * much to a parabola. */
static const double most_steps = 10.0, most_share = 0.01;

/* The noise of a calibrated measurement: up to this, clipping needs no warning. */
static const double most_clip = 5e-3;

/* Least squares of y = a + b x over n points; *sigma is the standard error of a,
 * 0 when the line goes through both points. */
static double intercept(const double *x, const double *y, size_t n, double *sigma)
{
    const double count = (double)n;
    double mx = 0.0, my = 0.0, sxx = 0.0, sxy = 0.0, rss = 0.0;
    for (size_t k = 0; k < n; k++) {
        mx += x[k] / count;
        my += y[k] / count;
    }
    for (size_t k = 0; k < n; k++) {
        sxx += (x[k] - mx) * (x[k] - mx);
        sxy += (x[k] - mx) * (y[k] - my);
    }
    const double b = sxx > 0.0 ? sxy / sxx : 0.0, a = my - b * mx;
    for (size_t k = 0; k < n; k++)
        rss += (y[k] - a - b * x[k]) * (y[k] - a - b * x[k]);
    *sigma = n > 2 ? sqrt(rss / (count - 2.0) * (1.0 / count + mx * mx / sxx)) : 0.0;
    return a;
}

/* S_ij at DC.  More points average more noise, fewer bend less: the standard error
 * weighs the two. */
static double extrapolate(const struct net *net, size_t i, size_t j)
{
    double x[MOST], y[MOST], best = 0.0, least = (double)INFINITY;
    const size_t most = net->nf < MOST ? net->nf : MOST;
    const size_t fewest = most < FEWEST ? most : FEWEST;
    const double delay = net_delay(net, i, j, most);
    for (size_t k = 0; k < most; k++) {
        const double f = net->freq[k], last = net->freq[most - 1];
        const double complex rotation = cexp(I * two_pi * f * delay);
        x[k] = f / last * (f / last);
        y[k] = creal(*net_s(net, k, i, j) * rotation);
    }
    for (size_t n = fewest; n <= most; n++) {
        double sigma;
        const double a = intercept(x, y, n, &sigma);
        if (sigma < least) {
            least = sigma;
            best = a;
        }
    }
    return best;
}

/* Clips the singular values that exceed 1: only the modes that would be active
 * change. */
static enum lr_status make_passive(struct net *net, const char *name,
                                   struct lr_error *err)
{
    const struct net dc = {1, net->np, net->freq, net->s, net->zref};
    struct net clipped;
    struct passivity_change change;
    enum lr_status status = net_passivate(&dc, &clipped, &change, err);
    if (status)
        return status;
    for (size_t i = 0; i < net->np * net->np; i++)
        net->s[i] = creal(clipped.s[i]);
    net_free(&clipped);
    if (change.max_singular <= 1.0 + most_clip)
        return LR_OK;
    return note_add(err, NOTE_WARNING,
                    "%s: extrapolated to DC the network is active, its "
                    "largest singular value is %.4f; it is clipped to 1",
                    name, change.max_singular);
}

static enum lr_status make_real(struct net *net, const char *name, struct lr_error *err)
{
    size_t worst = 0;
    for (size_t i = 0; i < net->np * net->np; i++)
        if (fabs(cimag(net->s[i])) > fabs(cimag(net->s[worst])))
            worst = i;
    const double imaginary = fabs(cimag(net->s[worst]));
    for (size_t i = 0; i < net->np * net->np; i++)
        net->s[i] = creal(net->s[i]);
    if (imaginary <= most_imaginary)
        return LR_OK;
    return note_add(err, NOTE_WARNING,
                    "%s: S%zu%zu at DC has an imaginary part of %.2g; the "
                    "real parts are taken",
                    name, worst / net->np + 1, worst % net->np + 1, imaginary);
}

static enum lr_status add_point(const struct net *net, const char *name, struct net *out,
                                struct lr_error *err)
{
    const size_t np = net->np;
    memcpy(out->zref, net->zref, np * sizeof *net->zref);
    memcpy(out->freq + 1, net->freq, net->nf * sizeof *net->freq);
    memcpy(out->s + np * np, net->s, net->nf * np * np * sizeof *net->s);
    for (size_t i = 0; i < np; i++)
        for (size_t j = 0; j < np; j++)
            *net_s(out, 0, i, j) = extrapolate(net, i, j);
    enum lr_status status = LR_OK;
    if (net->nf > 1 && net->freq[0] > most_steps * (net->freq[1] - net->freq[0]) &&
        net->freq[0] > most_share * net->freq[net->nf - 1])
        status = note_add(err, NOTE_WARNING, "%s: begins at %g GHz, %.0f steps above DC; "
                          "what lies below is extrapolated far", name,
                          net->freq[0] / unit_ghz,
                          net->freq[0] / (net->freq[1] - net->freq[0]));
    if (!status)
        status = make_passive(out, name, err);
    if (status)
        return status;
    return note_add(err, NOTE_ASSUMPTION, "%s: no DC point; it is extrapolated from the "
                    "points at %g GHz and above", name, net->freq[0] / unit_ghz);
}

enum lr_status net_with_dc(const struct net *net, const char *name, struct net *out,
                           struct lr_error *err)
{
    enum lr_status status;
    *out = (struct net){0, 0, NULL, NULL, NULL};
    if (!net->nf)
        return error_set(err, LR_EDOMAIN, "%s: no frequency points", name);
    if (net->freq[0] > 0.0) {
        status = net_init(out, net->nf + 1, net->np, 0.0, err);
        if (!status)
            status = add_point(net, name, out, err);
    } else {
        status = net_copy(net, out, err);
        if (!status)
            status = make_real(out, name, err);
    }
    if (status)
        net_free(out);
    return status;
}

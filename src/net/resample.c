#include "config.h"

#include "net/grid.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"
#include "base/spline.h"

#include <math.h>
#include <string.h>

/* A band ends within this, in Hz. */
static const double same_point = 1.0;

/* This far below the largest value of the network, 0.1 is -20 dB, a phase may jump
 * through a notch or be noise; a straight line between the points is right there. */
static const double notch = 0.1;

static enum lr_status check_band(const struct net *net, const char *name, size_t nf,
                                 const double *freq, struct lr_error *err)
{
    const double first = net->freq[0], last = net->freq[net->nf - 1];
    for (size_t k = 0; k < nf; k++) {
        if (!(freq[k] >= first - same_point) || !(freq[k] <= last + same_point))
            return error_set(err, LR_EDOMAIN, "%s: %g GHz is outside its band, %g to %g "
                             "GHz", name, freq[k] / unit_ghz, first / unit_ghz,
                             last / unit_ghz);
        if (k && !(freq[k] > freq[k - 1]))
            return error_set(err, LR_EDOMAIN, "%s: resampled at %g GHz after %g GHz; "
                             "frequencies must increase", name, freq[k] / unit_ghz,
                             freq[k - 1] / unit_ghz);
    }
    return LR_OK;
}

/* Two samples more than a quarter turn apart no longer say which way round. */
static enum lr_status check_turn(const struct net *net, const char *name,
                                 struct lr_error *err)
{
    const size_t np = net->np, pairs = np * np;
    double largest = 0.0;
    for (size_t l = 0; l < net->nf * pairs; l++)
        largest = fmax(largest, cabs(net->s[l]));
    for (size_t l = pairs; l < net->nf * pairs; l++) {
        const double complex a = net->s[l - pairs], b = net->s[l], turn = b * conj(a);
        const double least = notch * largest;
        if (creal(turn) >= 0.0 || cabs(a) < least || cabs(b) < least)
            continue;
        const size_t k = l / pairs, ij = l % pairs;
        return note_add(err, NOTE_WARNING, "%s: S%zu%zu turns by %.0f degrees between %g "
                        "and %g GHz; the points are too far apart to interpolate safely",
                        name, ij / np + 1, ij % np + 1, fabs(carg(turn)) * 360.0 / two_pi,
                        net->freq[k - 1] / unit_ghz, net->freq[k] / unit_ghz);
    }
    return LR_OK;
}

/* One S_ij.  y, yq: scratch of net->nf and out->nf; fq: the frequencies, clamped
 * into the band. */
static enum lr_status resample(const struct net *net, size_t i, size_t j, double *y,
                               const double *fq, double *yq, struct net *out,
                               struct lr_error *err)
{
    const double delay = net_delay(net, i, j, net->nf);
    for (int part = 0; part < 2; part++) {
        for (size_t k = 0; k < net->nf; k++) {
            const double complex v = *net_s(net, k, i, j) *
                                     cexp(I * two_pi * net->freq[k] * delay);
            y[k] = part ? cimag(v) : creal(v);
        }
        enum lr_status status =
            spline_resample(net->nf, net->freq, y, out->nf, fq, yq, err);
        if (status)
            return status;
        for (size_t k = 0; k < out->nf; k++)
            *net_s(out, k, i, j) += part ? I * yq[k] : yq[k];
    }
    for (size_t k = 0; k < out->nf; k++)
        *net_s(out, k, i, j) *= cexp(-I * two_pi * out->freq[k] * delay);
    return LR_OK;
}

static enum lr_status resample_all(const struct net *net, struct net *out,
                                   struct lr_error *err)
{
    enum lr_status status = LR_OK;
    const double first = net->freq[0], last = net->freq[net->nf - 1];
    double *y = array_alloc(net->nf, sizeof *y);
    double *fq = array_alloc(out->nf, sizeof *fq);
    double *yq = array_alloc(out->nf, sizeof *yq);
    if (!y || !fq || !yq)
        status = error_memory(err, "resampling");
    for (size_t k = 0; !status && k < out->nf; k++)
        fq[k] = fmin(fmax(out->freq[k], first), last);
    for (size_t i = 0; !status && i < net->np; i++)
        for (size_t j = 0; !status && j < net->np; j++)
            status = resample(net, i, j, y, fq, yq, out, err);
    array_free(yq);
    array_free(fq);
    array_free(y);
    return status;
}

static bool on_first_points(const struct net *net, size_t nf, const double *freq)
{
    struct net first = *net;
    first.nf = nf < net->nf ? nf : net->nf;
    return net_on_grid(&first, nf, freq);
}

enum lr_status net_resample(const struct net *net, const char *name, size_t nf,
                            const double *freq, struct net *out, struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    const bool copy = on_first_points(net, nf, freq);
    if (!copy && net->nf < 3)
        return error_set(err, LR_EDOMAIN, "%s: %zu points are too few to resample; three "
                         "are needed", name, net->nf);
    enum lr_status status = copy ? LR_OK : check_band(net, name, nf, freq, err);
    if (!status && !copy)
        status = check_turn(net, name, err);
    if (!status)
        status = net_init(out, nf, net->np, 0.0, err);
    if (status)
        return status;
    memcpy(out->freq, freq, nf * sizeof *freq);
    memcpy(out->zref, net->zref, net->np * sizeof *net->zref);
    if (copy)
        memcpy(out->s, net->s, nf * net->np * net->np * sizeof *net->s);
    else
        status = resample_all(net, out, err);
    if (status)
        net_free(out);
    return status;
}

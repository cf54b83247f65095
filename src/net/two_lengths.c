#include "config.h"

#include "net/two_lengths.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"

#include <math.h>

enum { LEAST_POINTS = 10 };

/* A line's group and phase delay differ by some percents: where the first point is more
 * turns away from 0 Hz than this, they may leave half a turn open. */
static const double most_turns = 2.0;

/* Turns of x from point to point: half of what would leave its sign open. */
static const double most_step = 0.25;

/* How far a point moves the track that the next branch is chosen by: noise is averaged
 * over some points, and dispersion, which turns x by a few percents of the step more or
 * less than the frequency does, still followed. */
static const double track_gain = 0.3;

static enum lr_status check(const struct net *const nets[2], const char *const names[2],
                            struct lr_error *err)
{
    for (size_t i = 0; i < 2; i++)
        if (nets[i]->np != 2)
            return error_set(err, LR_EDOMAIN, "%s: %zu ports; a line has two", names[i],
                             nets[i]->np);
    if (!net_same_grid(nets[0], nets[1]))
        return error_set(err, LR_EDOMAIN,
                         "%s has other frequencies than %s; bring both "
                         "to one grid, as lanereach net resample does",
                         names[1], names[0]);
    for (size_t i = 0; i < 2; i++)
        if (!net_same_reference(nets[0]->zref[i], nets[1]->zref[i]))
            return error_set(err, LR_EDOMAIN,
                             "%s: port %zu refers to %g ohm, that of %s "
                             "to %g ohm; lanereach net renormalise changes one",
                             names[1], i + 1, nets[1]->zref[i], names[0],
                             nets[0]->zref[i]);
    const size_t points = nets[0]->nf - (nets[0]->nf && !(nets[0]->freq[0] > 0.0));
    if (points < LEAST_POINTS)
        return error_set(err, LR_EDOMAIN,
                         "%s: %zu points above 0 Hz; at least %d are "
                         "needed",
                         names[0], points, LEAST_POINTS);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < nets[i]->nf; k++)
            if (!(cabs(*net_s(nets[i], k, 1, 0)) > 0.0 &&
                  cabs(*net_s(nets[i], k, 0, 1)) > 0.0))
                return error_set(err, LR_EDOMAIN,
                                 "%s: S21 or S12 is 0 at %g GHz; both "
                                 "directions are needed",
                                 names[i], nets[i]->freq[k] / unit_ghz);
    return LR_OK;
}

/* Of S_short/S_long, weighted with its magnitude: exp(x) but for the launches. */
static double mean_delay(const struct net *shorter, const struct net *longer)
{
    double complex sum = 0.0, last = 0.0;
    const double step =
        (shorter->freq[shorter->nf - 1] - shorter->freq[0]) / (double)(shorter->nf - 1);
    for (size_t k = 0; k < shorter->nf; k++) {
        const double complex now = *net_s(shorter, k, 1, 0) / *net_s(longer, k, 1, 0);
        sum += now * conj(last);
        last = now;
    }
    return carg(sum) / (two_pi * step);
}

static enum lr_status check_delay(const struct net *net, double delay,
                                  const char *const names[2], struct lr_error *err)
{
    double step = 0.0;
    const double first = net->freq[0] > 0.0 ? net->freq[0] : net->freq[1];
    for (size_t k = 1; k < net->nf; k++)
        step = fmax(step, net->freq[k] - net->freq[k - 1]);
    if (!(delay > 0.0))
        return error_set(err, LR_EDOMAIN,
                         "%s is not longer than %s: its delay differs by "
                         "%.4g ns; name the shorter line first",
                         names[1], names[0], delay / unit_ns);
    if (!(step * delay < most_step))
        return error_set(err, LR_EDOMAIN,
                         "%s: steps of %.6g GHz are too wide for %.4g ns "
                         "more delay than %s; measure at steps below %.4g GHz",
                         names[1], step / unit_ghz, delay / unit_ns, names[0],
                         most_step / delay / unit_ghz);
    if (!(first * delay < most_turns))
        return error_set(err, LR_EDOMAIN,
                         "%s: the first frequency, %.6g GHz, is %.3g "
                         "turns of the extra length from 0 Hz, which cannot be counted; "
                         "begin below %.4g GHz",
                         names[1], first / unit_ghz, first * delay,
                         most_turns / delay / unit_ghz);
    return LR_OK;
}

static double complex minor(const double complex s[4])
{
    return s[0] * s[3] - s[1] * s[2];
}

/* cosh x and the determinant, from S = {S11, S12, S21, S22} of both. */
static double complex cosh_of(const double complex a[4], const double complex b[4],
                              double complex *det)
{
    *det = b[1] * a[2] / (b[2] * a[1]);
    const double complex trace =
        (a[0] * b[3] + b[0] * a[3] - minor(a) - minor(b)) / (a[1] * b[2]);
    return 0.5 * trace / csqrt(*det);
}

/* The one of +-x + 2 pi j n that is nearest to `near`. */
static double complex branch(double complex x, double complex near)
{
    double complex best = NAN;
    for (int side = 1; side >= -1; side -= 2) {
        const double complex one = side * x;
        const double turns = round((cimag(near) - cimag(one)) / two_pi);
        const double complex here = one + I * two_pi * turns;
        if (!(cabs(here - near) >= cabs(best - near)))
            best = here;
    }
    return best;
}

static enum lr_status follow(const struct net *shorter, const struct net *longer,
                             const char *name, struct net_two_lengths *out,
                             struct lr_error *err)
{
    const size_t skip = shorter->nf - out->nf;
    const double complex ratio = *net_s(shorter, skip, 1, 0) / *net_s(longer, skip, 1, 0);
    double complex track = log(cabs(ratio)) + I * two_pi * out->delay * out->freq[0];
    for (size_t k = 0; k < out->nf; k++) {
        double complex det;
        const double complex c =
            cosh_of(net_s(shorter, k + skip, 0, 0), net_s(longer, k + skip, 0, 0), &det);
        if (k)
            track = creal(track) + I * cimag(track) * out->freq[k] / out->freq[k - 1];
        const double complex x = branch(cacosh(c), track);
        const double height = cabs(csinh(x)), weight = fmin(1.0, height * height);
        if (!isfinite(creal(x)) || !isfinite(cimag(x)))
            return error_set(err, LR_EDOMAIN, "%s: no propagation can be told at %g GHz",
                             name, out->freq[k] / unit_ghz);
        track += track_gain * weight * (x - track);
        out->x[k] = x;
        out->gain[k] = 1.0 / height;
        out->mismatch[k] = cabs(det - 1.0);
    }
    return LR_OK;
}

enum lr_status net_two_lengths(const struct net *shorter, const struct net *longer,
                               const char *const names[2], struct net_two_lengths *out,
                               struct lr_error *err)
{
    const struct net *const nets[2] = {shorter, longer};
    *out = (struct net_two_lengths){0};
    enum lr_status status = check(nets, names, err);
    if (status)
        return status;
    const size_t skip = shorter->freq[0] > 0.0 ? 0 : 1, n = shorter->nf - skip;
    out->delay = mean_delay(shorter, longer);
    status = check_delay(shorter, out->delay, names, err);
    if (status)
        return status;
    out->freq = array_alloc(n, sizeof *out->freq);
    out->x = array_alloc(n, sizeof *out->x);
    out->gain = array_alloc(n, sizeof *out->gain);
    out->mismatch = array_alloc(n, sizeof *out->mismatch);
    if (!out->freq || !out->x || !out->gain || !out->mismatch)
        return error_memory(err, "a line's propagation");
    out->nf = n;
    for (size_t k = 0; k < n; k++)
        out->freq[k] = shorter->freq[k + skip];
    return follow(shorter, longer, names[1], out, err);
}

void net_two_lengths_free(struct net_two_lengths *lengths)
{
    array_free(lengths->mismatch);
    array_free(lengths->gain);
    array_free(lengths->x);
    array_free(lengths->freq);
    *lengths = (struct net_two_lengths){0};
}

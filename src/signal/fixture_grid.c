#include "config.h"

#include "signal/fixture_work.h"

#include "base/array.h"
#include "base/quantity.h"
#include "net/grid.h"

#include <math.h>
#include <string.h>

/* The fewest points above DC, and the most steps that may be missing below the first. */
enum { FEWEST = 10, MOST_BELOW = 10 };

/* A file that is not at f = k df is resampled to at most so many points, as the programs
 * that IEEE publishes with IEEE 370 do: at 50 GHz, 5 MHz, a record of 200 ns. */
static const double most_points = 10000.0;

static size_t dc_points(const struct net *net)
{
    return net->nf && net->freq[0] == 0.0;
}

enum lr_status fixture_check(const struct net *net, const char *name,
                             struct lr_error *err)
{
    if (net->np != 2)
        return error_set(err, LR_EDOMAIN, "%s: %zu ports; a fixture is split as a "
                         "2-port, port 1 left and port 2 right", name, net->np);
    if (!net_same_reference(net->zref[0], net->zref[1]))
        return error_set(err, LR_EDOMAIN, "%s: references of %g and %g ohm; renormalise "
                         "both ports to one", name, net->zref[0], net->zref[1]);
    const size_t above = net->nf - dc_points(net);
    if (above < FEWEST)
        return error_set(err, LR_EDOMAIN, "%s: %zu points above DC; splitting a fixture "
                         "takes %d", name, above, FEWEST);
    for (size_t l = 0; l < 4 * net->nf; l++)
        if (!isfinite(creal(net->s[l])) || !isfinite(cimag(net->s[l])))
            return error_set(err, LR_EDOMAIN, "%s: S%zu%zu is not a finite number at %g "
                             "GHz", name, l % 4 / 2 + 1, l % 2 + 1,
                             net->freq[l / 4] / unit_ghz);
    return LR_OK;
}

/* True when the points above DC are df, 2 df .. n df. */
static bool even(const struct net *net, size_t n, double df)
{
    const size_t skip = dc_points(net);
    if (net->nf - skip != n)
        return false;
    for (size_t k = 0; k < n; k++)
        if (!(fabs(net->freq[skip + k] - (double)(k + 1) * df) <= 1.0))
            return false;
    return true;
}

enum lr_status fixture_grid(const struct net *net, const char *name, size_t *n,
                            double *df, struct lr_error *err)
{
    const size_t skip = dc_points(net);
    const double last = net->freq[net->nf - 1], first = net->freq[skip];
    *n = net->nf - skip;
    *df = last / (double)*n;
    if (even(net, *n, *df))
        return LR_OK;
    double step = last;
    for (size_t k = skip + 1; k < net->nf; k++)
        step = fmin(step, net->freq[k] - net->freq[k - 1]);
    const double points = fmax(fmin(round(last / step), most_points), FEWEST);
    *n = (size_t)points;
    *df = last / points;
    if (!(first <= MOST_BELOW * *df))
        return error_set(err, LR_EDOMAIN, "%s: begins at %g GHz, %.1f steps of %g GHz "
                         "above DC; a fixture is split from data that begin at most %d "
                         "steps above", name, first / unit_ghz, first / *df,
                         *df / unit_ghz, MOST_BELOW);
    return note_add(err, NOTE_ASSUMPTION, "%s: its frequencies are not multiples of one "
                    "step; it is resampled to %zu points, %g GHz apart, to be split",
                    name, *n, *df / unit_ghz);
}

/* The points of `net` from number `skip`. */
static enum lr_status without(const struct net *net, size_t skip, struct net *out,
                              struct lr_error *err)
{
    const size_t pairs = net->np * net->np;
    enum lr_status status = net_init(out, net->nf - skip, net->np, net->zref[0], err);
    if (status)
        return status;
    memcpy(out->zref, net->zref, net->np * sizeof *net->zref);
    memcpy(out->freq, net->freq + skip, out->nf * sizeof *net->freq);
    memcpy(out->s, net->s + skip * pairs, out->nf * pairs * sizeof *net->s);
    return LR_OK;
}

enum lr_status fixture_to_grid(const struct net *net, const char *name, size_t n,
                               double df, struct net *out, struct lr_error *err)
{
    struct net whole = {0}, fine = {0};
    double *freq = NULL;
    size_t nf = 0;
    *out = (struct net){0, 0, NULL, NULL, NULL};
    /* Half a step more keeps the last point when n df rounds to just below it. */
    enum lr_status status = grid_uniform(df, ((double)n + 0.5) * df, &freq, &nf, err);
    if (!status && even(net, n, df)) {
        status = without(net, dc_points(net), out, err);
        if (!status)
            memcpy(out->freq, freq + 1, n * sizeof *freq);
        goto out;
    }
    if (!status)
        status = net_with_dc(net, name, &whole, err);
    if (!status)
        status = net_resample(&whole, name, nf, freq, &fine, err);
    if (!status)
        status = without(&fine, 1, out, err);
out:
    net_free(&fine);
    net_free(&whole);
    array_free(freq);
    return status;
}

/* `net`, which starts at its first step, with a DC point in front. */
static enum lr_status with_dc(const struct net *net, struct net *out,
                              struct lr_error *err)
{
    const size_t np = net->np;
    enum lr_status status = net_init(out, net->nf + 1, np, net->zref[0], err);
    if (status)
        return status;
    memcpy(out->freq + 1, net->freq, net->nf * sizeof *net->freq);
    memcpy(out->s + np * np, net->s, net->nf * np * np * sizeof *net->s);
    for (size_t i = 0; !status && i < np; i++)
        for (size_t j = 0; !status && j < np; j++) {
            double value = 0.0;
            status = fixture_at_dc(net, i, j, &value, err);
            *net_s(out, 0, i, j) = value;
        }
    if (status)
        net_free(out);
    return status;
}

enum lr_status fixture_from_grid(const struct net *net, const char *name,
                                 const struct net *like, struct net *out,
                                 struct lr_error *err)
{
    struct net whole = {0};
    const bool same = even(like, net->nf, net->freq[0]);     /* its first is df */
    *out = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = with_dc(net, &whole, err);
    if (!status && same)
        status = without(&whole, !dc_points(like), out, err);
    else if (!status)
        status = net_resample(&whole, name, like->nf, like->freq, out, err);
    if (!status && same)
        memcpy(out->freq, like->freq, like->nf * sizeof *like->freq);
    net_free(&whole);
    return status;
}

#include "config.h"

#include "net/net.h"

#include "base/array.h"
#include "base/dense.h"
#include "base/quantity.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* X = (S - G) (1 - G S)^-1 at one frequency, as the solution of the transposed
 * system: at [np][np] and xt [np][np] are scratch, xt becomes X transposed. */
static enum lr_status renormalise(size_t np, const double complex *s, const double *g,
                                  double complex *at, double complex *xt,
                                  struct dense_work *work, struct lr_error *err)
{
    for (size_t i = 0; i < np; i++)
        for (size_t j = 0; j < np; j++) {
            at[j * np + i] = (i == j) - g[i] * s[i * np + j];
            xt[j * np + i] = s[i * np + j] - (i == j) * g[i];
        }
    return dense_solve(work, at, xt, np, err);
}

static enum lr_status check(const struct net *net, const double *zref,
                            struct lr_error *err)
{
    for (size_t i = 0; i < net->np; i++)
        if (!(zref[i] > 0.0) || !isfinite(zref[i]))
            return error_set(err, LR_EDOMAIN, "reference %g ohm of port %zu is not "
                             "positive", zref[i], i + 1);
    return LR_OK;
}

static bool unchanged(const struct net *net, const double *zref)
{
    size_t i = 0;
    while (i < net->np && net->zref[i] == zref[i])
        i++;
    return i == net->np;
}

/* Names one reference, or two where they differ. */
static enum lr_status active(const struct net *net, const double *zref, double freq,
                             struct lr_error *err)
{
    size_t i = 1;
    while (i < net->np && net_same_reference(zref[i], zref[0]))
        i++;
    if (i == net->np)
        return error_set(err, LR_ENUMERIC, "the network cannot be referred to %g ohm at "
                         "%g GHz: it is active there", zref[0], freq / unit_ghz);
    return error_set(err, LR_ENUMERIC, "the network cannot be referred to %g ohm at port "
                     "1 and %g ohm at port %zu, at %g GHz: it is active there", zref[0],
                     zref[i], i + 1, freq / unit_ghz);
}

/* The change of real references is a mismatch G at every port,
 *
 *   S' = A^-1 (S - G) (1 - G S)^-1 A,  G = (Z' - Z)/(Z' + Z),  A = sqrt(1 - G^2),
 *
 * with diagonal G and A.  For real references only: there power, pseudo and
 * travelling waves are one and the same. */
enum lr_status net_renormalise_ports(const struct net *net, const double *zref,
                                     struct net *out, struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = check(net, zref, err);
    if (!status && unchanged(net, zref))
        return net_copy(net, out, err);
    if (!status)
        status = net_init(out, net->nf, net->np, 0.0, err);
    if (status)
        return status;

    const size_t np = net->np;
    struct dense_work *work = dense_work_new(np);
    double *g = array_alloc(2 * np, sizeof *g);
    double complex *scratch = array_alloc(2 * np * np, sizeof *scratch);
    if (!work || !g || !scratch) {
        status = error_memory(err, "a change of reference");
        goto out;
    }
    double *a = g + np;
    for (size_t i = 0; i < np; i++) {
        out->zref[i] = zref[i];
        g[i] = (zref[i] - net->zref[i]) / (zref[i] + net->zref[i]);
        a[i] = sqrt((1.0 - g[i]) * (1.0 + g[i]));
    }
    memcpy(out->freq, net->freq, net->nf * sizeof *net->freq);
    double complex *xt = scratch + np * np;
    for (size_t k = 0; k < net->nf; k++) {
        status = renormalise(np, net_s(net, k, 0, 0), g, scratch, xt, work, err);
        if (status == LR_ENUMERIC)
            active(net, zref, net->freq[k], err);
        if (status)
            goto out;
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++)
                *net_s(out, k, i, j) = xt[j * np + i] * (a[j] / a[i]);
    }
out:
    array_free(scratch);
    array_free(g);
    dense_work_free(work);
    if (status)
        net_free(out);
    return status;
}

enum lr_status net_renormalise(const struct net *net, double zref, struct net *out,
                               struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    if (!(zref > 0.0) || !isfinite(zref))
        return error_set(err, LR_EDOMAIN, "reference %g ohm is not positive", zref);
    double *all = array_alloc(net->np, sizeof *all);
    if (!all)
        return error_memory(err, "references");
    for (size_t i = 0; i < net->np; i++)
        all[i] = zref;
    enum lr_status status = net_renormalise_ports(net, all, out, err);
    array_free(all);
    return status;
}

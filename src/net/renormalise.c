#include "config.h"

#include "net/net.h"

#include "base/array.h"
#include "base/dense.h"
#include "base/quantity.h"

#include <math.h>
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

/* The change of real references is a mismatch G at every port,
 *
 *   S' = A^-1 (S - G) (1 - G S)^-1 A,  G = (Z' - Z)/(Z' + Z),  A = sqrt(1 - G^2),
 *
 * with diagonal G and A.  For real references only: there power, pseudo and
 * travelling waves are one and the same. */
enum lr_status net_renormalise(const struct net *net, double zref, struct net *out,
                               struct lr_error *err)
{
    *out = (struct net){0, 0, NULL, NULL, NULL};
    if (!(zref > 0.0) || !isfinite(zref))
        return error_set(err, LR_EDOMAIN, "reference %g ohm is not positive", zref);
    enum lr_status status = net_init(out, net->nf, net->np, zref, err);
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
        g[i] = (zref - net->zref[i]) / (zref + net->zref[i]);
        a[i] = sqrt((1.0 - g[i]) * (1.0 + g[i]));
    }
    memcpy(out->freq, net->freq, net->nf * sizeof *net->freq);
    double complex *xt = scratch + np * np;
    for (size_t k = 0; k < net->nf; k++) {
        status = renormalise(np, net_s(net, k, 0, 0), g, scratch, xt, work, err);
        if (status == LR_ENUMERIC)
            error_set(err, status, "the network cannot be referred to %g ohm at %g GHz: "
                      "it is active there", zref, net->freq[k] / unit_ghz);
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

#include "config.h"

#include "net/touchstone_parameter.h"

#include "base/array.h"
#include "base/dense.h"

#include <math.h>
#include <stdlib.h>

/* A port driven by its current answers with its voltage, one driven by its voltage with
 * its current: Z drives all ports by current, Y by voltage, H port 1 by current and
 * port 2 by voltage, G the other way round. */
static bool by_current(char parameter, size_t port)
{
    return parameter == 'Z' || (parameter == 'H' && !port) || (parameter == 'G' && port);
}

/* Power waves on a real reference z: with v = V/sqrt(z) and
 * i = I sqrt(z), a = (v + i)/2 and b = (v - i)/2.  Let r = M d, drive d and answer r
 * of each port scaled so; then a = (M + 1) d/2 and b = P (M - 1) d/2 with P = 1 where
 * the current drives and -1 where the voltage does.  So S = P (M - 1)(M + 1)^-1, and
 * the two factors commute. */
enum lr_status touchstone_parameter_to_s(char parameter, const double *zref,
                                         struct net *net, size_t *k, struct lr_error *err)
{
    const size_t np = net->np;
    enum lr_status status = LR_OK;
    struct dense_work *work = dense_work_new(np);
    double complex *plus = array_alloc(np, np * sizeof *plus);
    double *scale = array_alloc(np, sizeof *scale);
    if (!work || !plus || !scale) {
        status = error_memory(err, "the conversion to S-parameters");
        goto out;
    }
    for (size_t i = 0; i < np; i++)
        scale[i] = !zref                      ? 1.0
                   : by_current(parameter, i) ? 1.0 / sqrt(zref[i])
                                              : sqrt(zref[i]);
    for (*k = 0; *k < net->nf; ++*k) {
        double complex *s = net_s(net, *k, 0, 0);
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++) {
                const double complex m = scale[i] * scale[j] * s[i * np + j];
                plus[i * np + j] = m + (i == j);
                s[i * np + j] = m - (i == j);
            }
        status = dense_solve(work, plus, s, np, NULL);
        if (status)
            break;
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; !by_current(parameter, i) && j < np; j++)
                s[i * np + j] = -s[i * np + j];
    }
out:
    array_free(scale);
    array_free(plus);
    dense_work_free(work);
    return status;
}

#include "config.h"

#include "net/pair.h"

enum lr_status net_pair_legs(const struct net *differential, const struct net *common,
                             double zref, struct net *out, struct lr_error *err)
{
    *out = (struct net){0};
    if (differential->np != 2 ||
        (common && (common->np != 2 || !net_same_grid(differential, common))))
        return error_set(err, LR_EDOMAIN,
                         "the modes of a pair are no 2-ports on one grid");
    enum lr_status status = net_init(out, differential->nf, 4, zref, err);
    for (size_t k = 0; !status && k < out->nf; k++) {
        out->freq[k] = differential->freq[k];
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++) {
                const double complex odd = *net_s(differential, k, i / 2, j / 2);
                const double complex even =
                    common ? *net_s(common, k, i / 2, j / 2) : 0.0;
                *net_s(out, k, i, j) = 0.5 * (i % 2 == j % 2 ? even + odd : even - odd);
            }
    }
    return status;
}

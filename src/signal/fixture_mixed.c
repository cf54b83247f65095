#include "config.h"

#include "signal/fixture_mixed.h"

#include <stdio.h>

/* Ports `mode` and `mode + 1` of the mixed-mode 4-port d1 d2 c1 c2. */
static enum lr_status take_mode(const struct net *net, size_t mode, struct net *out,
                                struct lr_error *err)
{
    const size_t order[] = {mode, mode + 1};
    struct net all;
    enum lr_status status = net_mixed(net, &all, err);
    *out = (struct net){0, 0, NULL, NULL, NULL};
    if (!status)
        status = net_reorder(&all, order, 2, out, err);
    net_free(&all);
    return status;
}

static enum lr_status split_mode(const struct net *thru, const struct net *fdf,
                                 size_t mode, const char *name, struct fixture *out,
                                 struct lr_error *err)
{
    struct net thru_mode = {0}, fdf_mode = {0};
    char full[256];
    snprintf(full, sizeof full, "%s, %s mode", name, mode ? "common" : "differential");
    *out = (struct fixture){0};
    enum lr_status status = take_mode(thru, mode, &thru_mode, err);
    if (!status && fdf)
        status = take_mode(fdf, mode, &fdf_mode, err);
    if (!status)
        status = fdf ? fixture_split_corrected(&thru_mode, &fdf_mode, full, out, err)
                     : fixture_split(&thru_mode, full, out, err);
    net_free(&fdf_mode);
    net_free(&thru_mode);
    return status;
}

/* The 4-port, single-ended, that has dd and cc as its modes and no conversion. */
static enum lr_status join_modes(const struct net *dd, const struct net *cc,
                                 struct net *out, struct lr_error *err)
{
    struct net modes;
    enum lr_status status = net_init(&modes, dd->nf, 4, 1.0, err);
    *out = (struct net){0, 0, NULL, NULL, NULL};
    if (status)
        return status;
    for (size_t k = 0; k < dd->nf; k++) {
        modes.freq[k] = dd->freq[k];
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 2; j++) {
                *net_s(&modes, k, i, j) = *net_s(dd, k, i, j);
                *net_s(&modes, k, 2 + i, 2 + j) = *net_s(cc, k, i, j);
            }
    }
    for (size_t i = 0; i < 2; i++) {
        modes.zref[i] = dd->zref[i];
        modes.zref[2 + i] = cc->zref[i];
    }
    status = net_unmixed(&modes, out, err);
    net_free(&modes);
    return status;
}

enum lr_status fixture_mixed_split(const struct net *thru, const struct net *fdf,
                                   const char *name, struct fixture_mixed *out,
                                   struct lr_error *err)
{
    *out = (struct fixture_mixed){0};
    if (thru->np != 4 || (fdf && fdf->np != 4))
        return error_set(err, LR_EDOMAIN,
                         "%s: %zu ports; a differential fixture has four", name,
                         thru->np != 4 ? thru->np : fdf->np);
    enum lr_status status = split_mode(thru, fdf, 0, name, &out->dd, err);
    if (!status)
        status = split_mode(thru, fdf, 2, name, &out->cc, err);
    if (!status)
        status = join_modes(&out->dd.half1, &out->cc.half1, &out->half1, err);
    if (!status)
        status = join_modes(&out->dd.half2, &out->cc.half2, &out->half2, err);
    if (status)
        fixture_mixed_free(out);
    return status;
}

void fixture_mixed_free(struct fixture_mixed *fixture)
{
    net_free(&fixture->half2);
    net_free(&fixture->half1);
    fixture_free(&fixture->cc);
    fixture_free(&fixture->dd);
}

#include "config.h"

#include "answer/loss_figure.h"

#include "net/grid.h"

#include <math.h>

static const struct net *through(const struct loss_item *item)
{
    return &item->channel.path[0].net;
}

static bool fitted_there(const struct loss_item *item, double freq)
{
    const struct icn_band *band = &item->metrics.fitted.band;
    const double *f = through(item)->freq;
    return freq >= f[band->first] && freq <= f[band->last];
}

static void fill(const struct loss_item *item, struct tree *point, double freq)
{
    const double il_db = -net_db_at(through(item), 1, 0, freq);
    tree_number(point, "il_db", il_db);
    if (!fitted_there(item, freq))
        return;
    const double fitted = fitted_loss_at(item->metrics.fitted.a, freq);
    tree_number(point, "fitted_il_db", fitted);
    tree_number(point, "ild_db", il_db - fitted);
}

enum lr_status loss_ild(const struct loss_show *show, const struct loss_item *item,
                        struct lr_error *err)
{
    const struct icn_band *band = &item->metrics.fitted.band;
    tree_number(item->tree, "fit_from_ghz", through(item)->freq[band->first] / unit_ghz);
    tree_number(item->tree, "fit_to_ghz", through(item)->freq[band->last] / unit_ghz);
    return loss_show_points(show, item, fill, err);
}

enum lr_status loss_draw_ild(const struct loss_show *show, const struct loss_item *item,
                             struct lr_error *err)
{
    const struct net *net = through(item);
    const struct fitted_loss *fit = &item->metrics.fitted;
    const size_t n = fit->band.last - fit->band.first + 1;
    const double *freq = net->freq + fit->band.first;
    struct arena *arena = &show->answer->arena;
    double *il = arena_alloc(arena, net->nf * sizeof *il);
    double *fitted = arena_alloc(arena, n * sizeof *fitted);
    double *ild = arena_alloc(arena, net->nf * sizeof *ild);
    if (!il || !fitted || !ild)
        return error_memory(err, "the figure");
    fitted_loss_ild(net, fit, ild);
    for (size_t k = 0; k < net->nf; k++)
        il[k] = -db_of(cabs(*net_s(net, k, 1, 0)));
    for (size_t k = 0; k < n; k++)
        fitted[k] = fitted_loss_at(fit->a, freq[k]);
    enum lr_status status = loss_add_curve(show->answer, "insertion loss", net->nf,
                                           net->freq, unit_ghz, il, err);
    if (!status)
        status = loss_add_curve(show->answer, "fitted loss", n, freq, unit_ghz, fitted,
                                err);
    if (!status)
        status = loss_add_curve(show->answer, "ILD", n, freq, unit_ghz,
                                ild + fit->band.first, err);
    plot_add_text(&show->answer->figure, "TITLE", arena, "%s: FOM_ILD %.3f dB",
                  item->name, fit->fom_ild_db);
    return status;
}

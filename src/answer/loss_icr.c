#include "config.h"

#include "answer/loss_figure.h"

#include "net/grid.h"

#include <math.h>

static void fill(const struct loss_item *item, struct tree *point, double freq)
{
    tree_number(point, "il_db", -net_db_at(&item->channel.path[0].net, 1, 0, freq));
    tree_number(point, "psxt_db", loss_item_at(item, item->psxt_db, freq));
    tree_number(point, "icr_db", loss_item_at(item, item->icr_db, freq));
}

enum lr_status loss_icr(const struct loss_show *show, const struct loss_item *item,
                        struct lr_error *err)
{
    return loss_show_points(show, item, fill, err);
}

/* Logarithmic axes have no room for 0 Hz. */
enum lr_status loss_draw_icr(const struct loss_show *show, const struct loss_item *item,
                             struct lr_error *err)
{
    const struct net *net = &item->channel.path[0].net;
    const size_t first = net->nf > 1 && !(net->freq[0] > 0.0), n = net->nf - first;
    struct answer *answer = show->answer;
    double *s21_db = arena_alloc(&answer->arena, net->nf * sizeof *s21_db);
    if (!s21_db)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < net->nf; k++)
        s21_db[k] = db_of(cabs(*net_s(net, k, 1, 0)));
    const struct { const char *name; const double *y; } curves[] = {
        {"through channel", s21_db},
        {"crosstalk, PSXT", item->psxt_db},
        {"ICR", item->icr_db}};
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < sizeof curves / sizeof curves[0]; i++)
        status = loss_add_curve(answer, curves[i].name, n, net->freq + first, unit_ghz,
                                curves[i].y + first, err);
    plot_add_text(&answer->figure, "TITLE", &answer->arena, "%s: ICN %.3f mV (%s)",
                  item->name, item->metrics.icn.total / unit_mv,
                  tree_get(item->tree, "crosstalk")->text);
    return status;
}

/* ---- ICN, aggressor by aggressor ------------------------------------------ */

enum lr_status loss_icn(const struct loss_show *show, const struct loss_item *item,
                        struct lr_error *err)
{
    struct tree *all = show->many ? loss_list(show, "aggressors") : NULL;
    const struct tree *own = tree_get(item->tree, "aggressors");
    (void)err;
    for (const struct tree *row = own->first; all && row; row = row->next) {
        struct tree *copy = tree_object(all, NULL);
        tree_text(copy, "channel", "%s", item->name);
        for (const struct tree *key = row->first; key; key = key->next)
            tree_copy(copy, key->key, key);
    }
    return LR_OK;
}

enum lr_status loss_draw_icn(const struct loss_show *show, const struct loss_item *item,
                             struct lr_error *err)
{
    const struct channel *channel = &item->channel;
    const struct icn *icn = &item->metrics.icn;
    struct plot_figure *f = &show->answer->figure;
    struct arena *arena = &show->answer->arena;
    const struct { const char *name; double kind, value; } sums[] = {
        {"MDFEXT, all FEXT", 2.0, icn->mdfext},
        {"MDNEXT, all NEXT", 2.0, icn->mdnext},
        {"ICN", 3.0, icn->total}};
    enum { SUMS = sizeof sums / sizeof sums[0] };
    const size_t room = PLOT_BLOCKS - SUMS;
    for (size_t i = 1; i < channel->npath && i <= room; i++) {
        const struct channel_path *path = &channel->path[i];
        const double bar[] = {path->kind == PATH_NEXT, item->each[i] / unit_mv};
        plot_add_block(f, loss_short_name(path->name), 1, 2, bar, arena);
    }
    for (size_t i = 0; i < SUMS; i++)
        plot_add_block(f, sums[i].name, 1, 2,
                       (double[]){sums[i].kind, sums[i].value / unit_mv}, arena);
    plot_add_text(f, "TITLE", arena, "%s: ICN %.3f mV", item->name, icn->total / unit_mv);
    return channel->npath - 1 <= room
               ? LR_OK
               : note_add(err, NOTE_WARNING, "the picture shows the first %zu of %zu "
                          "aggressors", room, channel->npath - 1);
}

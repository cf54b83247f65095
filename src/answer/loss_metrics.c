#include "config.h"

#include "answer/loss_item.h"

#include "answer/frame.h"
#include "net/grid.h"

#include <math.h>

static void add_crosstalk(const struct loss_item *item)
{
    char words[LINK_CROSSTALK_WORDS];
    link_crosstalk_print(&item->link, words);
    tree_text(item->tree, "crosstalk", "%s", words);
}

/* What the aggressors bring, each and over frequency. */
static enum lr_status solve_crosstalk(struct answer *answer, struct loss_item *item,
                                      struct lr_error *err)
{
    const struct channel *channel = &item->channel;
    const struct icn_params *params = &item->interface.icn;
    const struct net *thru = &channel->path[0].net;
    const size_t nf = thru->nf;
    item->each = arena_alloc(&answer->arena, channel->npath * sizeof *item->each);
    item->psxt_db = arena_alloc(&answer->arena, nf * sizeof *item->psxt_db);
    item->icr_db = arena_alloc(&answer->arena, nf * sizeof *item->icr_db);
    if (!item->each || !item->psxt_db || !item->icr_db)
        return error_memory(err, "the crosstalk");
    enum lr_status status = icn_each(channel, params, item->each, err);
    if (!status)
        status = icn_spectra(channel, params, item->psxt_db, item->icr_db, err);
    /* Relative to an aggressor as ICR is, and so in dB as S-parameters are. */
    for (size_t k = 0; !status && k < nf; k++)
        item->psxt_db[k] = db_of(cabs(*net_s(thru, k, 1, 0))) - item->icr_db[k];
    return status;
}

static void add_aggressors(const struct loss_item *item)
{
    const struct channel *channel = &item->channel;
    const double total = item->metrics.icn.total;
    struct tree *list = tree_list(item->tree, "aggressors");
    for (size_t i = 1; i < channel->npath; i++) {
        struct tree *row = tree_object(list, NULL);
        tree_text(row, "name", "%s", loss_short_name(channel->path[i].name));
        if (i > item->link.coupled.neighbours)
            tree_text(row, "file", "%s",
                      item->lanes ? item->path : channel->path[i].name);
        tree_text(row, "kind", "%s", path_kind_name(channel->path[i].kind));
        tree_number(row, "icn_mv", item->each[i] / unit_mv);
        const double share = item->each[i] / total;
        tree_number(row, "power_pct", share * share / unit_percent);
    }
}

static void add_figures(const struct loss_item *item)
{
    const struct link_metrics *m = &item->metrics;
    const double nyquist = 0.5 * item->baud;
    if (item->each) {
        tree_number(item->tree, "icn_mv", m->icn.total / unit_mv);
        tree_number(item->tree, "mdfext_mv", m->icn.mdfext / unit_mv);
        tree_number(item->tree, "mdnext_mv", m->icn.mdnext / unit_mv);
        tree_number(item->tree, "psxt_nyquist_db",
                    loss_item_at(item, item->psxt_db, nyquist));
        tree_number(item->tree, "icr_db", loss_item_at(item, item->icr_db, nyquist));
        add_aggressors(item);
    }
    if (m->has_fitted) {
        tree_number(item->tree, "fitted_il_nyquist_db", m->fitted.fitted_nyquist_db);
        tree_number(item->tree, "fom_ild_db", m->fitted.fom_ild_db);
    }
    if (!m->has_erl)
        return;
    tree_number(item->tree, "erl_db", m->erl.erl_db);
    tree_number(item->tree, "erl11_db", m->erl.port[0].erl_db);
    if (m->erl.nport > 1)
        tree_number(item->tree, "erl22_db", m->erl.port[1].erl_db);
}

/* ERL counts where a threshold is set; one that could not be computed is missed. */
static void judge_erl(struct answer *answer, struct loss_item *item)
{
    const struct interface *interface = &item->interface;
    const struct link_metrics *m = &item->metrics;
    if (!interface->set[KEY_ERL_PASS] || !interface->wants_erl)
        return;
    const double erl_db = m->has_erl ? m->erl.erl_db : -(double)INFINITY;
    if (!item->criteria)
        item->criteria = tree_list(item->tree, "criteria");
    frame_criterion(item->criteria, "ERL", erl_db, interface->erl_min_db, "min", "dB");
    tree_number(item->criteria->last, "margin_db", erl_db - interface->erl_min_db);
    tree_text(item->criteria->last, "grade", "%s", interface->grade);
    answer->missed |= !(erl_db >= interface->erl_min_db);
}

enum lr_status loss_metrics(struct answer *answer, struct loss_item *item,
                            struct lr_error *err)
{
    const struct interface *interface = &item->interface;
    double loss_db, freq;
    if (!item->channel.npath || interface->by_loss)
        return LR_OK;
    enum lr_status status = interface_check_figures(interface, err);
    if (status)
        return status;
    /* Where aggressors are given, the user has said which file is the path. */
    if (item->channel.npath == 1 && !interface_erl_only(interface) &&
        !loss_item_is_through(item, &loss_db, &freq))
        return note_add(err, NOTE_ASSUMPTION, "%s: %.1f dB at %.4g GHz is crosstalk; "
                        "fitted loss and ERL are for through paths", item->path, loss_db,
                        freq / unit_ghz);
    status = link_metrics_solve(interface, &item->channel, &item->metrics, err);
    if (!status && item->metrics.has_icn && item->channel.npath > 1)
        status = solve_crosstalk(answer, item, err);
    if (status)
        return status;
    if (!interface_erl_only(interface))
        add_crosstalk(item);
    add_figures(item);
    judge_erl(answer, item);
    return LR_OK;
}

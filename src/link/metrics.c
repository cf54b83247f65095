#include "config.h"

#include "link/metrics.h"

/* What went wrong with one figure is no reason to have none: a warning instead of an
 * error, but for memory. */
static enum lr_status left_out(const char *what, enum lr_status status, bool *has,
                               const struct lr_error *why, struct lr_error *err)
{
    *has = !status;
    if (!status)
        return LR_OK;
    if (status == LR_EMEMORY)
        return error_memory(err, what);
    if (status == LR_EINPUT)            /* a warning, refused                   */
        return error_set(err, status, "%s", why->text);
    return note_add(err, NOTE_WARNING, "%s is not computed: %s", what, why->text);
}

static enum lr_status solve_erl(const struct interface *interface,
                                const struct channel *channel, struct erl *out,
                                struct lr_error *err)
{
    const struct channel_path *thru = &channel->path[0];
    struct net package = {0};
    const struct erl_package transmitter = {&package, interface->r_die};
    enum lr_status status = LR_OK;
    if (interface->erl_with_package)
        status = package_network(&interface->cases[0].tx[PATH_THRU], thru->net.nf,
                                 thru->net.freq, &package, err);
    if (!status)
        status = erl_solve(&thru->net, thru->name,
                           interface->erl_with_package ? &transmitter : NULL,
                           &interface->erl, out, err);
    net_free(&package);
    return status;
}

enum lr_status link_metrics_solve(const struct interface *interface,
                                  const struct channel *channel, struct link_metrics *out,
                                  struct lr_error *err)
{
    const struct channel_path *thru = &channel->path[0];
    const bool all = !interface_erl_only(interface);
    struct lr_error why = {.notes = err ? err->notes : NULL};
    *out = (struct link_metrics){0};
    enum lr_status status = LR_OK;
    if (all)
        status = left_out("ICN", icn_solve(channel, &interface->icn, &out->icn, &why),
                          &out->has_icn, &why, err);
    if (!status && all)
        status = left_out("FOM_ILD",
                          fitted_loss_solve(&thru->net, thru->name, &interface->fitted,
                                            &out->fitted, &why),
                          &out->has_fitted, &why, err);
    if (!status && interface->wants_erl)
        status = left_out("ERL", solve_erl(interface, channel, &out->erl, &why),
                          &out->has_erl, &why, err);
    return status;
}

void link_metrics_free(struct link_metrics *metrics)
{
    erl_free(&metrics->erl);
    *metrics = (struct link_metrics){0};
}

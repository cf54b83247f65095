#include "config.h"

#include "answer/loss_item.h"

#include "answer/frame.h"
#include "answer/loss_lanes.h"
#include "answer/open.h"
#include "link/chain.h"

#include <math.h>

static const double reference = 100.0;          /* [ohm] of differential 2-ports */

enum lr_status loss_judge_link(struct answer *answer, struct loss_item *item, bool file,
                               struct lr_error *err)
{
    struct link *link = &item->link;
    struct link_chain chain = {0};
    enum lr_status status = LR_OK;
    /* Limits of loss need no channel, whose grid may be short of a symbol rate. */
    const bool wanted = !file || !link->interface.by_loss;
    if (wanted)
        status = link_chain_init(link, &chain, err);
    if (!status && wanted)
        status =
            link_chain_channel(&chain, open_varied(link), false, &item->channel, err);
    for (size_t i = 0; !status && i < link->nfile; i++)
        status = frame_input(answer, link->file[i], err);
    if (!status && !file)
        tree_text(item->tree, "grid", "%s", chain.grid);
    link_chain_free(&chain);
    item->interface = link->interface;
    item->baud = item->interface.com.baud;
    link->interface = (struct interface){0};
    return status;
}

/* A differential 2-port, where ERL 2 says that 2-ports are.  The tool takes them for
 * referred to 100 ohm, whatever stands in the file. */
static enum lr_status take_pair(const struct net *all, struct loss_item *item,
                                struct lr_error *err)
{
    enum lr_status status = channel_init(&item->channel, 1, err);
    if (status)
        return status;
    struct channel_path *path = &item->channel.path[0];
    *path = (struct channel_path){.kind = PATH_THRU, .name = item->path};
    status = net_copy(all, &path->net, err);
    for (size_t i = 0; !status && i < path->net.np; i++)
        path->net.zref[i] = reference;
    const double end = all->freq[all->nf - 1];
    if (!status && end < item->baud)
        status = note_add(err, NOTE_WARNING, "%s: ends at %.4g GHz, below the symbol "
                          "rate of %.8g GBd; the response above is extrapolated",
                          item->path, end / unit_ghz, item->baud / unit_gbd);
    if (status || fabs(all->zref[0] - reference) <= 1e-9 * reference)
        return status;
    return note_add(err, NOTE_WARNING, "%s: a differential 2-port (ERL 2) is taken for "
                    "referred to %g ohm, as the IEEE tool does; the file says %g ohm",
                    item->path, reference, all->zref[0]);
}

static enum lr_status judge_2port(const struct request *request, struct answer *answer,
                                  const struct net *all, struct loss_item *item,
                                  struct lr_error *err)
{
    if (request->fext || request->next)
        return error_set(err, LR_EUSAGE, "%s: aggressors go with a 4-port, from which "
                         "they have the map of their ports; this is a 2-port",
                         item->path);
    enum lr_status status = open_standard(request, &item->interface, err);
    if (!status && request->sheet)
        status = frame_input(answer, request->sheet, err);
    if (status)
        return status;
    item->baud = item->interface.com.baud;
    return interface_takes_pairs(&item->interface) ? take_pair(all, item, err) : LR_OK;
}

enum lr_status loss_judge_file(const struct request *request, struct answer *answer,
                               const struct net *all, struct loss_item *item,
                               struct lr_error *err)
{
    const bool judged = request->interface || request->sheet;
    if (!judged && request->sets)
        return error_set(err, LR_EUSAGE, "--set changes a value of a link, or a keyword "
                         "of --interface or --sheet; %s is a Touchstone file and has "
                         "neither", item->path);
    if (!judged && (request->fext || request->next))
        return error_set(err, LR_EUSAGE, "--fext and --next need --interface or --sheet, "
                         "which have band, edges and amplitudes of crosstalk");
    if (!judged)
        return LR_OK;
    if (all->np == 2)
        return judge_2port(request, answer, all, item, err);
    const char *files[] = {item->path, NULL};
    struct request one = *request;
    one.files = files;
    enum lr_status status = item->lanes
                                ? loss_lanes_link(request, answer, item, err)
                                : open_channel(&one, &item->link, err);
    if (!status)
        status = loss_judge_link(answer, item, true, err);
    if (!status && item->lanes)
        loss_lanes_name(item);
    if (!status && item->link.naggressor && interface_erl_only(&item->interface))
        status = error_set(err, LR_EUSAGE, "--fext and --next: %s is for ERL alone "
                           "(ERL_ONLY), which has no crosstalk", item->interface.name);
    if (!status && item->link.naggressor && item->interface.by_loss)
        status = error_set(err, LR_EUSAGE, "--fext and --next: %s is judged by its loss "
                           "limits and has no parameters of crosstalk",
                           item->interface.name);
    return status;
}

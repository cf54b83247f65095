#include "config.h"

#include "link/chain.h"

#include "base/array.h"
#include "link/blocked.h"
#include "link/chain_path.h"
#include "link/lanes.h"
#include "link/packages.h"
#include "link/sources.h"

#include <math.h>

static enum lr_status build_thru(const struct link_chain *chain, struct chain_path *path,
                                 struct lr_error *err)
{
    enum lr_status status = LR_OK;
    path->kind = PATH_THRU;
    path->name = chain->link->name;
    for (size_t i = 0; !status && i < chain->link->npart; i++)
        status = chain_path_add(chain, path, i, false, err);
    return status;
}

static enum lr_status build_aggressor(const struct link_chain *chain,
                                      const struct link_aggressor *aggressor,
                                      struct chain_path *path, struct lr_error *err)
{
    const struct link *link = chain->link;
    const size_t at = aggressor->replaces;
    enum lr_status status = LR_OK;
    path->kind = aggressor->kind;
    path->name = aggressor->file.path;
    if (aggressor->kind == PATH_FEXT)
        for (size_t i = 0; !status && i < at; i++)
            status = chain_path_add(chain, path, i, false, err);
    else
        for (size_t i = link->npart; !status && i-- > at + 1;)
            status = chain_path_add(chain, path, i, true, err);
    struct net net;
    if (!status)
        status = part_file_network(&aggressor->file, chain->nf, chain->freq, &net, err);
    if (!status)
        status = chain_path_append(path, &net, err);
    for (size_t i = at + 1; !status && i < link->npart; i++)
        status = chain_path_add(chain, path, i, false, err);
    return status;
}

enum lr_status link_chain_init(const struct link *link, struct link_chain *chain,
                               struct lr_error *err)
{
    const size_t neighbours = link->coupled.neighbours;
    *chain = (struct link_chain){.link = link};
    chain->path = array_alloc(1 + neighbours + link->naggressor, sizeof *chain->path);
    if (!chain->path)
        return error_memory(err, "the chain of parts");
    chain->npath = 1 + neighbours + link->naggressor;
    enum lr_status status = link_grid(link, &chain->freq, &chain->nf, chain->grid, err);
    if (!status)
        status = link_packages_init(chain, err);
    const bool ends[2] = {chain->end[0].np > 0, chain->end[1].np > 0};
    if (!status && neighbours) {
        chain->first = 1 + neighbours;
        status = link_lanes_init(link, NULL, chain->nf, chain->freq, &chain->lanes, err);
        if (!status && (ends[0] || ends[1]))
            status = link_lanes_init(link, ends, chain->nf, chain->freq, &chain->outer,
                                     err);
    } else if (!status) {
        status = build_thru(chain, &chain->path[0], err);
    }
    for (size_t i = 0; !status && i < link->naggressor; i++)
        status = build_aggressor(chain, &link->aggressor[i],
                                 &chain->path[1 + neighbours + i], err);
    return status ? status : link_sources_init(chain, err);
}

void link_chain_free(struct link_chain *chain)
{
    for (size_t i = 0; chain->path && i < chain->npath; i++)
        chain_path_free(&chain->path[i]);
    link_sources_free(chain);
    for (size_t i = 0; i < chain->ncase; i++)
        interface_packages_free(&chain->packages[i]);
    link_lanes_free(chain->lanes);
    link_lanes_free(chain->outer);
    net_free(&chain->end[0]);
    net_free(&chain->end[1]);
    array_free(chain->path);
    array_free(chain->freq);
    *chain = (struct link_chain){0};
}

/* The delay that makes that of the varied part a whole number of samples. */
static double alignment(const struct link *link, const struct part *part)
{
    const struct com_params *com = &link->interface.com;
    if (!part->kind->delay)
        return 0.0;
    const double samples =
        part->kind->delay(part, 0.5 * com->baud) * com->baud * (double)com->per_ui;
    return (round(samples) - samples) / (com->baud * (double)com->per_ui);
}

/* The varied part from both its ends, as chains of 2-ports want it. */
static enum lr_status vary(const struct link_chain *chain, const struct part *part,
                           struct net *varied, struct net *reversed, struct lr_error *err)
{
    if (chain->first == chain->npath && !chain->nsource)
        return LR_OK;
    enum lr_status status =
        part->kind->network(part, chain->nf, chain->freq, varied, err);
    return status ? status : net_reverse(varied, reversed, err);
}

enum lr_status link_chain_channel(const struct link_chain *chain, double x, bool align,
                                  struct channel *channel, struct lr_error *err)
{
    const struct link *link = chain->link;
    struct net varied = {0}, reversed = {0};
    enum lr_status status = channel_init(channel, chain->npath, err);
    if (!status && link->vary.given) {
        const struct part *part = &link->part[link->vary.part];
        *part->kind->quantity(part, link->vary.key->name) = x;
        status = vary(chain, part, &varied, &reversed, err);
        if (align)
            channel->shift = alignment(link, part);
    }
    if (!status && chain->lanes)
        status = link_lanes_paths(chain->lanes, channel->path, err);
    if (!status && chain->outer)
        status = link_lanes_paths(chain->outer, channel->path, err);
    for (size_t i = chain->first; !status && i < chain->npath; i++) {
        channel->path[i].kind = chain->path[i].kind;
        channel->path[i].name = chain->path[i].name;
        status = chain_path_join(chain, &chain->path[i], &varied, &reversed,
                                 &channel->path[i].net, err);
        if (!status && chain->outer)
            status = link_packages_around(chain, &channel->path[i], err);
    }
    const bool blocked = !status && link_blocks_dc(&channel->path[0].net);
    for (size_t i = 0; !status && blocked && i < chain->npath; i++) {
        status = link_bridge_dc(&channel->path[i].net, err);
        if (!status && chain->outer)
            status = link_bridge_dc(&channel->path[i].outer, err);
    }
    if (!status)
        status = link_sources_channel(chain, &varied, &reversed, channel, err);
    net_free(&varied);
    net_free(&reversed);
    if (status)
        channel_free(channel);
    return status;
}

#include "config.h"

#include "link/chain.h"

#include "base/array.h"
#include "link/blocked.h"
#include "link/lanes.h"
#include "part/trace.h"

#include <math.h>

enum { MOST_PIECES = 5 };       /* NEXT: fixed, varied, fixed, varied, fixed   */

struct piece {
    bool varied, reversed;      /* the varied part, perhaps from its far end   */
    struct net fixed;           /* otherwise; owned                            */
};

struct chain_path {
    enum path_kind kind;
    const char *name;
    size_t n;
    struct piece piece[MOST_PIECES];
};

/* Appends a network, which is given away, to a path. */
static enum lr_status append_fixed(struct chain_path *path, struct net *net,
                                   struct lr_error *err)
{
    struct piece *last = path->n ? &path->piece[path->n - 1] : NULL;
    if (!last || last->varied) {
        path->piece[path->n++] = (struct piece){.fixed = *net};
        *net = (struct net){0};
        return LR_OK;
    }
    struct net sum;
    enum lr_status status = net_cascade(&last->fixed, net, &sum, err);
    if (!status) {
        net_free(&last->fixed);
        last->fixed = sum;
    }
    net_free(net);
    return status;
}

static enum lr_status append_reversed(struct chain_path *path, struct net *net,
                                      bool reversed, struct lr_error *err)
{
    if (!reversed)
        return append_fixed(path, net, err);
    struct net turned;
    enum lr_status status = net_reverse(net, &turned, err);
    net_free(net);
    return status ? status : append_fixed(path, &turned, err);
}

/* One part of the link; packages are none of the channel. */
static enum lr_status append_part(const struct link_chain *chain, struct chain_path *path,
                                  size_t i, bool reversed, struct lr_error *err)
{
    const struct link *link = chain->link;
    const struct part *part = &link->part[i];
    if (part->kind->role == ROLE_PACKAGE)
        return LR_OK;
    if (link->vary.given && link->vary.part == i) {
        path->piece[path->n++] = (struct piece){.varied = true, .reversed = reversed};
        return LR_OK;
    }
    struct net net;
    enum lr_status status = part->kind->network(part, chain->nf, chain->freq, &net, err);
    return status ? status : append_reversed(path, &net, reversed, err);
}

static enum lr_status build_thru(const struct link_chain *chain, struct chain_path *path,
                                 struct lr_error *err)
{
    enum lr_status status = LR_OK;
    path->kind = PATH_THRU;
    path->name = chain->link->name;
    for (size_t i = 0; !status && i < chain->link->npart; i++)
        status = append_part(chain, path, i, false, err);
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
            status = append_part(chain, path, i, false, err);
    else
        for (size_t i = link->npart; !status && i-- > at + 1;)
            status = append_part(chain, path, i, true, err);
    struct net net;
    if (!status)
        status = part_file_network(&aggressor->file, chain->nf, chain->freq, &net, err);
    if (!status)
        status = append_fixed(path, &net, err);
    for (size_t i = at + 1; !status && i < link->npart; i++)
        status = append_part(chain, path, i, false, err);
    return status;
}

/* The link's own package in the place of a reference package, whose die it may take
 * over. */
static struct package replacement(const struct part *part,
                                  const struct package *reference)
{
    struct package package = *part_package_data(part);
    if (!package.wants_die)
        return package;
    const struct package own = package;
    const size_t die = reference->ladder + 1;
    for (size_t i = 0; i < die; i++)
        package.section[i] = reference->section[i];
    package.section[die - 1].length = 0.0;
    package.section[die - 1].c_p = 0.0;
    package.section[die - 1].z_c = 2.0 * package.r_0;
    for (size_t i = 0; i < own.n; i++)
        package.section[die + i] = own.section[i];
    package.ladder = die;
    package.n = die + own.n;
    return package;
}

/* Boards stand for those of a host: a link that has traces has its own. */
static bool wants_boards(const struct link *link)
{
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind == &part_trace)
            return false;
    return true;
}

static enum lr_status build_packages(struct link_chain *chain, struct lr_error *err)
{
    const struct link *link = chain->link;
    const struct part *first = &link->part[0], *last = &link->part[link->npart - 1];
    const bool tx = first->kind->role == ROLE_PACKAGE;
    const bool rx = last->kind->role == ROLE_PACKAGE;
    const size_t ncase = tx && rx ? 1 : link->interface.ncase;
    chain->own_packages = tx && rx;
    chain->boards = wants_boards(link);
    if (!chain->boards && (link->interface.cases[0].board_rx[PATH_THRU].n ||
                    link->interface.cases[0].board_tx[PATH_THRU].n)) {
        enum lr_status status = note_add(
            err, NOTE_ASSUMPTION,
            "the boards of %s (Include PCB) are left out, as the link has traces "
            "of its own",
            link->interface.name);
        if (status)
            return status;
    }
    for (size_t i = 0; i < ncase; i++) {
        struct interface_case c = link->interface.cases[i];
        if (tx) {
            c.tx[PATH_THRU] = replacement(first, &c.tx[PATH_THRU]);
            c.tx[PATH_FEXT] = replacement(first, &c.tx[PATH_FEXT]);
        }
        if (rx) {
            c.rx = replacement(last, &c.rx);
            c.tx[PATH_NEXT] = replacement(last, &c.tx[PATH_NEXT]);
        }
        enum lr_status status = interface_packages(
            &c, chain->boards, chain->nf, chain->freq, &chain->packages[i], err);
        if (status)
            return status;
        chain->ncase++;
    }
    return LR_OK;
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
        status = build_packages(chain, err);
    if (!status && neighbours) {
        chain->first = 1 + neighbours;
        status = link_lanes_init(link, chain->nf, chain->freq, &chain->lanes, err);
    } else if (!status) {
        status = build_thru(chain, &chain->path[0], err);
    }
    for (size_t i = 0; !status && i < link->naggressor; i++)
        status = build_aggressor(chain, &link->aggressor[i],
                                 &chain->path[1 + neighbours + i], err);
    return status;
}

void link_chain_free(struct link_chain *chain)
{
    for (size_t i = 0; chain->path && i < chain->npath; i++)
        for (size_t j = 0; j < chain->path[i].n; j++)
            net_free(&chain->path[i].piece[j].fixed);
    for (size_t i = 0; i < chain->ncase; i++)
        interface_packages_free(&chain->packages[i]);
    link_lanes_free(chain->lanes);
    array_free(chain->path);
    array_free(chain->freq);
    *chain = (struct link_chain){0};
}

static enum lr_status join(const struct chain_path *path, const struct net *varied,
                           const struct net *reversed, struct net *out,
                           struct lr_error *err)
{
    *out = (struct net){0};
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < path->n; i++) {
        const struct piece *piece = &path->piece[i];
        const struct net *net = !piece->varied    ? &piece->fixed
                                : piece->reversed ? reversed
                                                  : varied;
        if (!i) {
            status = net_copy(net, out, err);
            continue;
        }
        struct net sum;
        status = net_cascade(out, net, &sum, err);
        net_free(out);
        if (!status)
            *out = sum;
    }
    return status;
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
    if (chain->first == chain->npath)
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
    for (size_t i = chain->first; !status && i < chain->npath; i++) {
        channel->path[i].kind = chain->path[i].kind;
        channel->path[i].name = chain->path[i].name;
        status = join(&chain->path[i], &varied, &reversed, &channel->path[i].net, err);
    }
    for (size_t i = 0; !status && i < chain->npath; i++)
        status = link_bridge_dc(&channel->path[i].net, err);
    net_free(&varied);
    net_free(&reversed);
    if (status)
        channel_free(channel);
    return status;
}

#include "config.h"

#include "signal/channel.h"

#include "base/array.h"

/* Fifty group delays and ten magnitudes are averaged at the ends of a band
 * (signal/impulse.c); with fewer points than this nothing of it means much. */
enum { MINIMUM_POINTS = 20 };

enum lr_status channel_init(struct channel *channel, size_t npath, struct lr_error *err)
{
    *channel = (struct channel){0};
    channel->path = array_alloc(npath, sizeof *channel->path);
    if (!channel->path)
        return error_memory(err, "a channel");
    channel->npath = npath;
    return LR_OK;
}

enum lr_status channel_add_sources(struct channel *channel, size_t nsource,
                                   struct lr_error *err)
{
    channel->source = array_alloc(nsource, sizeof *channel->source);
    if (!channel->source)
        return error_memory(err, "the active parts of a channel");
    channel->nsource = nsource;
    return LR_OK;
}

void channel_free(struct channel *channel)
{
    for (size_t i = 0; i < channel->npath; i++) {
        net_free(&channel->path[i].net);
        net_free(&channel->path[i].outer);
    }
    for (size_t i = 0; i < channel->nsource; i++) {
        net_free(&channel->source[i].before);
        net_free(&channel->source[i].behind);
        array_free(channel->source[i].psd);
    }
    array_free(channel->path);
    array_free(channel->source);
    *channel = (struct channel){0};
}

const struct net *channel_outer(const struct channel_path *path)
{
    return path->outer.np ? &path->outer : &path->net;
}

const char *path_kind_name(enum path_kind kind)
{
    switch (kind) {
    case PATH_THRU: return "THRU";
    case PATH_FEXT: return "FEXT";
    default: return "NEXT";
    }
}

enum lr_status channel_check(const struct channel *channel, struct lr_error *err)
{
    if (!channel->npath || channel->path[0].kind != PATH_THRU)
        return error_set(err, LR_EDOMAIN, "the channel has no through path");
    const struct net *thru = &channel->path[0].net;
    if (thru->nf < MINIMUM_POINTS)
        return error_set(err, LR_EDOMAIN,
                         "%s: %zu frequencies; a channel needs at least %d",
                         channel->path[0].name, thru->nf, MINIMUM_POINTS);
    for (size_t i = 0; i < channel->npath; i++) {
        const struct channel_path *path = &channel->path[i];
        if (path->net.np != 2)
            return error_set(err, LR_EDOMAIN, "%s: %zu ports where a differential 2-port "
                             "is needed", path->name, path->net.np);
        if (!net_same_grid(thru, &path->net))
            return error_set(
                err, LR_EDOMAIN,
                "%s: its frequencies differ from those of %s; all files of one "
                "channel must share one grid",
                path->name, channel->path[0].name);
    }
    return LR_OK;
}

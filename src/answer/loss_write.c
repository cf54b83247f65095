#include "config.h"

#include "answer/loss_item.h"

#include "answer/net_file.h"
#include "answer/open.h"
#include "link/lanes.h"

enum lr_status loss_check_write(const struct request *request, size_t n,
                                struct lr_error *err)
{
    if (!loss_writes_network(request))
        return LR_OK;
    if (n != 1 || open_is_touchstone(request->files[0]))
        return error_set(err, LR_EUSAGE, "--output %s writes the cascade of one link; of "
                         "files, lanereach net cascade does", request->output);
    return net_file_check(request, err);
}

bool loss_writes_network(const struct request *request)
{
    return request->output && open_is_touchstone(request->output);
}

enum lr_status loss_write(const struct request *request, struct answer *answer,
                          struct lr_error *err)
{
    static const struct net_file_kind pair = {"ports 12-34: 1 to 3, 2 to 4", NULL};
    static const struct net_file_kind lanes = {
        "lane by lane, + and -: near ends, then far ends; lane 1 is the victim", NULL};
    char words[LINK_GRID_WORDS];
    struct link link = {0};
    struct net net = {0};
    if (!loss_writes_network(request))
        return LR_OK;
    enum lr_status status =
        open_segment(request, request->files[0], &link, err);
    if (!status)
        status = link_lanes_network(&link, &net, words, err);
    if (!status)
        status = net_file_write(request, answer, request->output, &net,
                                net.np == 4 ? &pair : &lanes, err);
    net_free(&net);
    link_free(&link);
    return status;
}

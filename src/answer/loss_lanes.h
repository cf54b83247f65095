/* loss_lanes.h -- a bare file of many lanes: one of them is the victim, whose 4-port is
 * looked at, the others couple into it.  Internal to answer. */
#ifndef ANSWER_LOSS_LANES_H
#define ANSWER_LOSS_LANES_H

#include "answer/loss_item.h"
#include "answer/net_lanes.h"

struct loss_lanes {
    struct lane_map map;        /* every lane of the file; or the victim alone, where
                                 * --ports names no other                      */
    struct net_lanes role;
    const char **name;          /* [map.n] "lane 2"                            */
};

/* A file of more than four ports, or of four that --ports pairs lane by lane: puts the
 * victim's 4-port, 13-24, in the place of `all`, and tells in the item's tree what the
 * lanes are and how each of the others couples into it; else does nothing but refuse what
 * is for such files.  Ports of no lane are terminated in their references. */
enum lr_status loss_lanes_open(const struct request *request, struct answer *answer,
                               struct net *all, struct loss_item *item,
                               struct lr_error *err);

/* item->link: the file with its other lanes as aggressors. */
enum lr_status loss_lanes_link(const struct request *request, struct answer *answer,
                               struct loss_item *item, struct lr_error *err);

/* The aggressors of the item's channel are called by their lanes. */
void loss_lanes_name(struct loss_item *item);

#endif

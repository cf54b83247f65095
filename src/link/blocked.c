#include "config.h"

#include "link/blocked.h"

#include "net/grid.h"

bool link_blocks_dc(const struct net *thru)
{
    return thru->nf > 2 && thru->freq[0] == 0.0 && *net_s(thru, 0, 1, 0) == 0.0 &&
           *net_s(thru, 1, 1, 0) != 0.0;
}

enum lr_status link_bridge_dc(struct net *net, struct lr_error *err)
{
    const struct net above = {net->nf - 1, net->np, net->freq + 1,
                              net->s + net->np * net->np, net->zref};
    struct net bridged;
    enum lr_status status =
        net_with_dc(&above, "the link, which blocks DC", &bridged, err);
    if (!status) {
        net_free(net);
        *net = bridged;
    }
    return status;
}

#include "config.h"

#include "link/blocked.h"

#include "net/grid.h"

#include <stdbool.h>

static bool blocks_dc(const struct net *net)
{
    return net->nf > 2 && net->freq[0] == 0.0 && *net_s(net, 0, 1, 0) == 0.0 &&
           *net_s(net, 1, 1, 0) != 0.0;
}

enum lr_status link_bridge_dc(struct net *net, struct lr_error *err)
{
    if (!blocks_dc(net))
        return LR_OK;
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

#include "config.h"

#include "interface/interface.h"

/* A package and, unless it has no sections, the board behind it. */
static enum lr_status join(const struct package *package, const struct package *board,
                           size_t nf, const double *freq, struct net *out,
                           struct lr_error *err)
{
    struct net inner = {0}, outer = {0};
    if (!board->n)
        return package_network(package, nf, freq, out, err);
    enum lr_status status = package_network(package, nf, freq, &inner, err);
    if (!status)
        status = package_network(board, nf, freq, &outer, err);
    if (!status)
        status = net_cascade(&inner, &outer, out, err);
    net_free(&inner);
    net_free(&outer);
    return status;
}

enum lr_status interface_packages(const struct interface_case *which, bool boards,
                                  size_t nf, const double *freq,
                                  struct interface_packages *out, struct lr_error *err)
{
    static const struct package none = {0};
    enum lr_status status = LR_OK;
    *out = (struct interface_packages){0};
    for (size_t kind = 0; !status && kind < COM_KINDS; kind++) {
        status = join(&which->tx[kind], boards ? &which->board_tx[kind] : &none, nf, freq,
                      &out->tx[kind], err);
        if (!status)
            status = join(&which->rx, boards ? &which->board_rx[kind] : &none, nf, freq,
                          &out->rx[kind], err);
    }
    if (status)
        interface_packages_free(out);
    return status;
}

void interface_packages_free(struct interface_packages *packages)
{
    for (size_t kind = 0; kind < COM_KINDS; kind++) {
        net_free(&packages->tx[kind]);
        net_free(&packages->rx[kind]);
    }
}

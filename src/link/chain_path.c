#include "config.h"

#include "link/chain_path.h"

static const double reference = 100.0;          /* [ohm] differential */

enum lr_status chain_path_append(struct chain_path *path, struct net *net,
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
        return chain_path_append(path, net, err);
    struct net turned;
    enum lr_status status = net_reverse(net, &turned, err);
    net_free(net);
    return status ? status : chain_path_append(path, &turned, err);
}

enum lr_status chain_path_add(const struct link_chain *chain, struct chain_path *path,
                              size_t i, bool reversed, struct lr_error *err)
{
    const struct link *link = chain->link;
    const struct part *part = &link->part[i];
    if (part->kind->role == ROLE_PACKAGE ||
        (reversed && part->kind->role == ROLE_ACTIVE))
        return LR_OK;
    if (link->vary.given && link->vary.part == i) {
        path->piece[path->n++] = (struct piece){.varied = true, .reversed = reversed};
        return LR_OK;
    }
    struct net net;
    enum lr_status status = part->kind->network(part, chain->nf, chain->freq, &net, err);
    return status ? status : append_reversed(path, &net, reversed, err);
}

enum lr_status chain_path_end(const struct link_chain *chain, struct chain_path *path,
                              size_t end, struct lr_error *err)
{
    struct net net;
    if (!chain->end[end].np)
        return LR_OK;
    enum lr_status status = net_copy(&chain->end[end], &net, err);
    return status ? status : append_reversed(path, &net, end == 1, err);
}

enum lr_status chain_path_join(const struct link_chain *chain,
                               const struct chain_path *path, const struct net *varied,
                               const struct net *reversed, struct net *out,
                               struct lr_error *err)
{
    *out = (struct net){0};
    if (!path->n)
        return net_wire(chain->nf, chain->freq, 2, reference, out, err);
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

void chain_path_free(struct chain_path *path)
{
    for (size_t i = 0; i < path->n; i++)
        net_free(&path->piece[i].fixed);
}

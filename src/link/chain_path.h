/* chain_path.h -- one way through the parts of a link: fixed pieces, which are cascaded
 * once, and the varied part between them.  Internal to link. */
#ifndef LINK_CHAIN_PATH_H
#define LINK_CHAIN_PATH_H

#include "link/chain.h"

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
enum lr_status chain_path_append(struct chain_path *path, struct net *net,
                                 struct lr_error *err);

/* Appends part i of the link, perhaps from its far end.  Packages are none of the
 * channel; backwards, an active part is a wire: a lane that runs that way has none
 * there. */
enum lr_status chain_path_add(const struct link_chain *chain, struct chain_path *path,
                              size_t i, bool reversed, struct lr_error *err);

/* Appends the link's own package in which lanes couple, chain->end[end], if there is one:
 * the receiver's from its board. */
enum lr_status chain_path_end(const struct link_chain *chain, struct chain_path *path,
                              size_t end, struct lr_error *err);

/* All of it; a wire when it has no piece. */
enum lr_status chain_path_join(const struct link_chain *chain,
                               const struct chain_path *path, const struct net *varied,
                               const struct net *reversed, struct net *out,
                               struct lr_error *err);

void chain_path_free(struct chain_path *path);

#endif

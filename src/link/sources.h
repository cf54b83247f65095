/* sources.h -- the active parts of a link, as sources of noise and as what may saturate.
 * Internal to link. */
#ifndef LINK_SOURCES_H
#define LINK_SOURCES_H

#include "link/chain.h"

/* chain->source, of every active part; what runs against the victim passes them as wires,
 * which is noted.  link_sources_free in every case. */
enum lr_status link_sources_init(struct link_chain *chain, struct lr_error *err);
void link_sources_free(struct link_chain *chain);

/* Those of the channel, for the present length of the varied part. */
enum lr_status link_sources_channel(const struct link_chain *chain,
                                    const struct net *varied, const struct net *reversed,
                                    struct channel *channel, struct lr_error *err);

#endif

/* lanes.h -- the lanes of a link with neighbours, side by side through all its parts:
 * everything but the varied part is cascaded once.  Internal to link. */
#ifndef LINK_LANES_H
#define LINK_LANES_H

#include "link/grid.h"

struct link_lanes;

/* Of a link with neighbours, on freq[0..nf-1], which is borrowed; `end` NULL: between
 * the packages.  link_lanes_free in every case. */
enum lr_status link_lanes_init(const struct link *link, const bool end[2], size_t nf,
                               const double *freq, struct link_lanes **out,
                               struct lr_error *err);
void link_lanes_free(struct link_lanes *lanes);

/* The through path and those of the neighbours, as the varied part now is, into
 * path[0..neighbours].net, or .outer of lanes with a package; not thread-safe. */
enum lr_status link_lanes_paths(struct link_lanes *lanes, struct channel_path *path,
                                struct lr_error *err);

/* All lanes from end to end as one single-ended network, between the packages, as the
 * varied part now is: of n lanes 4n ports at 50 ohm, near + and - lane by lane, then far.
 * `words` tells how its grid was chosen (link/grid.h). */
enum lr_status link_lanes_network(struct link *link, struct net *out,
                                  char words[LINK_GRID_WORDS], struct lr_error *err);

#endif

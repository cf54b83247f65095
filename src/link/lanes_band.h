/* lanes_band.h -- the lanes of a link over some of its frequencies, few enough to stay in
 * a processor's cache from part to part.  Internal to link. */
#ifndef LINK_LANES_BAND_H
#define LINK_LANES_BAND_H

#include "link/link.h"
#include "net/bundle_seen.h"
#include "part/lanes.h"

struct lanes_band {
    const struct link *link;    /* borrowed                                    */
    bool end[2];                /* whether it begins and ends with the link's own package
                                 * there, in which lanes couple                */
    struct part_lanes lanes;    /* owned                                       */
    size_t nwatch, watch[PART_MOST_LANES];      /* lanes whose far ends are looked at */
    struct net_bundle before;   /* the varied part; n 0: nothing there; owned  */
    struct net_bundle_seen behind;      /* the same, or all when nothing varies; owned */
};

/* As link_lanes_init.  lanes_band_free in every case. */
enum lr_status lanes_band_init(const struct link *link, const bool end[2], size_t nf,
                               const double *freq, struct lanes_band *out,
                               struct lr_error *err);
void lanes_band_free(struct lanes_band *band);

/* The through path and those of the neighbours into path[0..neighbours]; net_free in
 * every case. */
enum lr_status lanes_band_paths(struct lanes_band *band, struct net *path,
                                struct lr_error *err);

/* A cascade of all lanes from part `from` to before part `to`.  net_bundle_free in every
 * case. */
enum lr_status lanes_band_join(struct lanes_band *band, size_t from, size_t to,
                               struct net_bundle *out, struct lr_error *err);

#endif

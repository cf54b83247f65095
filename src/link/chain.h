/* chain.h -- a link made ready to be evaluated again and again: everything but the
 * varied part is cascaded once.
 *
 *   THRU   fixed * varied * fixed
 *   FEXT   the same with the aggressor's file in the place of a part
 *   NEXT   the parts behind that place backwards, the file, and those parts forwards
 *
 * With neighbours THRU and theirs come of one cascade of all lanes (link/lanes.h). */
#ifndef LINK_CHAIN_H
#define LINK_CHAIN_H

#include "link/grid.h"
#include "link/link.h"
#include "signal/channel.h"

struct chain_path;
struct chain_source;
struct link_lanes;

struct link_chain {
    const struct link *link;    /* borrowed                                    */
    size_t nf;
    double *freq;               /* [Hz] the grid, owned                        */
    char grid[LINK_GRID_WORDS]; /* how it was chosen, in words                 */
    size_t npath;
    struct chain_path *path;    /* those that are chains of 2-ports, from `first` on;
                                 * owned                                       */
    size_t first;               /* paths below it are those of the lanes       */
    struct link_lanes *lanes;   /* NULL: no neighbours; owned                  */
    struct net end[2];          /* the link's own packages in which its lanes couple,
                                 * transmitter's, receiver's: 2-ports, die first, 100
                                 * ohm; without ports: none.  Owned            */
    struct link_lanes *outer;   /* the lanes through these, too; NULL: none; owned */
    size_t nsource;
    struct chain_source *source;        /* active parts; owned                 */
    bool own_packages;          /* the link brings both                        */
    bool boards;                /* the interface's stand at the ends           */
    size_t ncase;               /* package cases: the interface's, or one when
                                 * the link brings both packages               */
    struct interface_packages packages[INTERFACE_CASES];        /* owned       */
};

/* Chooses the grid, builds packages and fixed parts.  A grid that files bring is kept
 * when they agree; otherwise all are resampled once, and a note says so.  link_chain_free
 * in every case. */
enum lr_status link_chain_init(const struct link *link, struct link_chain *chain,
                               struct lr_error *err);
void link_chain_free(struct link_chain *chain);

/* The channel with the varied quantity at x [SI]; x is ignored when nothing varies.
 * align: the delay of the varied part is rounded to whole samples of the interface, so
 * that margins change smoothly with x.  Thread-safe for different channels only when
 * nothing varies: a varied part is written to. */
enum lr_status link_chain_channel(const struct link_chain *chain, double x, bool align,
                                  struct channel *channel, struct lr_error *err);

#endif

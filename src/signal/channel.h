/* channel.h -- a segment turned into differential two-ports on one grid.
 *
 *      transmit package | path[0]  THRU                 | receive package
 *      aggressor's own  | path[1..] FEXT, NEXT into it  | receive package
 *
 * A path is the raw differential network between the packages, port 0 at its
 * transmitter, port 1 at the victim's receiver, referred to 100 ohm.
 *
 * Conventions of this folder, stated once: e^{+jwt}; spectra are one-sided from
 * DC; an impulse response is in volts per sample, so that its sum is H(0); a
 * pulse response is in volts; baud in symbols/s and ui = 1/baud. */
#ifndef SIGNAL_CHANNEL_H
#define SIGNAL_CHANNEL_H

#include "net/net.h"

enum path_kind { PATH_THRU, PATH_FEXT, PATH_NEXT };

struct channel_path {
    enum path_kind kind;
    const char *name;           /* borrowed: the file or part it came from     */
    struct net net;             /* 2-port, owned                               */
    struct net outer;           /* the same with what of the packages belongs to the
                                 * lanes side by side: what the packages of COM meet;
                                 * without ports where nothing does; owned     */
};

struct channel_source {         /* an active part: what it adds to the signal  */
    const char *name;           /* borrowed                                    */
    struct net before;          /* 2-port from the transmitter's package to its output,
                                 * with what of it is in path[0].outer; owned  */
    struct net behind;          /* and from there to the receiver's, owned     */
    double *psd;                /* [nf] [V^2/Hz] one-sided noise at its output, into the
                                 * reference of `behind`; owned                */
    double swing;               /* [V] differential, peak to peak, at which its output
                                 * saturates                                   */
};

struct channel {
    size_t npath;               /* at least 1; path[0] is the through path     */
    struct channel_path *path;  /* owned; all on the grid of path[0]           */
    double shift;               /* [s] delay added to the through path, 0 but in
                                 * a length search, which makes the delay a whole
                                 * number of samples so that margins are smooth */
    size_t nsource;
    struct channel_source *source;      /* owned; on the same grid             */
};

/* `npath` empty paths; and, asked for once, `nsource` empty sources.  LR_EMEMORY. */
enum lr_status channel_init(struct channel *channel, size_t npath, struct lr_error *err);
enum lr_status channel_add_sources(struct channel *channel, size_t nsource,
                                   struct lr_error *err);
void channel_free(struct channel *channel);

/* The 2-port that lies between the packages of COM. */
const struct net *channel_outer(const struct channel_path *path);

const char *path_kind_name(enum path_kind kind);

/* LR_EDOMAIN unless there is a through path first, every path is a 2-port and all
 * share one grid of at least 20 points within 1 Hz; the message names the path. */
enum lr_status channel_check(const struct channel *channel, struct lr_error *err);

#endif

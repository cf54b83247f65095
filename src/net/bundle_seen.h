/* bundle_seen.h -- a cascade of lanes as one receiver sees it: built from its receiving
 * end towards the transmitters, keeping only what a receiver can tell.
 *
 *   near ends --> part --> [what is seen so far] --> far differential waves, by lane
 *
 * Of n lanes these are the reflection into the near ends, n x n, and the rows that lead
 * from there to a few far waves.  A part more costs two fifths of a cascade with all its
 * rows (net_bundle_cascade), uncoupled lanes a fifth, and the answers are the same. */
#ifndef NET_BUNDLE_SEEN_H
#define NET_BUNDLE_SEEN_H

#include "net/bundle.h"

struct net_bundle_seen {
    size_t n;                   /* lanes                                       */
    bool mirrored;              /* in halves, as in bundle.h                   */
    size_t nf;
    const double *freq;         /* [Hz] borrowed                               */
    size_t nwatch;              /* far waves that are looked at                */
    const size_t *watch;        /* [nwatch] the lanes they belong to; borrowed */
    /* By frequency, of each half: with h conductors, of which the first are those of
     * bundle.h.  Owned. */
    double complex *reflect[2]; /* [nf][h][h]                                  */
    double complex *to[2];      /* [nf][nwatch][h] from the near ends          */
    double complex *from[2];    /* [nf][h][nwatch] to the near ends            */
    double complex *back;       /* [nf][nwatch][nwatch] of the far waves       */
};

/* No part yet: the far ends are the near ones, and matched.  LR_EMEMORY;
 * net_bundle_seen_free in every case, here and below. */
enum lr_status net_bundle_seen_init(size_t n, size_t nf, const double *freq,
                                    size_t nwatch, const size_t *watch,
                                    struct net_bundle_seen *out, struct lr_error *err);
enum lr_status net_bundle_seen_copy(const struct net_bundle_seen *seen,
                                    struct net_bundle_seen *out, struct lr_error *err);
void net_bundle_seen_free(struct net_bundle_seen *seen);

/* Conductors of a half, or of the whole. */
size_t net_bundle_seen_conductors(const struct net_bundle_seen *seen);

/* Halves become one whole.  LR_EMEMORY. */
enum lr_status net_bundle_seen_widen(struct net_bundle_seen *seen, struct lr_error *err);

/* bundle_seen_ahead.c: a part more ahead of what is seen, on the same frequencies.
 * LR_ENUMERIC where reflections do not settle, LR_EMEMORY. */
enum lr_status net_bundle_seen_ahead(struct net_bundle_seen *seen,
                                     const struct net_bundle *part,
                                     struct lr_error *err);

/* The same of n uncoupled copies of a single-ended 4-port, as net_bundle_copies. */
enum lr_status net_bundle_seen_copies(struct net_bundle_seen *seen,
                                      const struct net *lane, struct lr_error *err);

/* The differential 2-port that net_bundle_path tells, to the far end of lane watch[0];
 * of `far` lane `from` must be watched. */
enum lr_status net_bundle_seen_path(const struct net_bundle_seen *seen, size_t from,
                                    bool far, struct net *out, struct lr_error *err);

#endif

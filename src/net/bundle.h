/* bundle.h -- differential lanes side by side as one network, or as two of half its size
 * where a mirror maps the lanes onto each other.
 *
 *         lane 2      lane 0      lane 1        lane 0 is the victim; then the nearest to
 *          + -         + -         + -          the right, to the left, the next to the
 *         4   5       0   1       2   3         right ...; conductor 2 l is the + leg of
 *                       :                       lane l, its left one, 2 l + 1 its - leg
 *                     mirror
 *
 * The whole has 4n ports: near ends 0..2n-1, far ends 2n..4n-1.  Where conductor c and
 * its image m see the same, the waves (c + m)/sqrt(2) and (c - m)/sqrt(2) know nothing of
 * each other: two networks of 2n ports, several times as quick to cascade.  Every port
 * refers to 50 ohm, every pair to 100 ohm. */
#ifndef NET_BUNDLE_H
#define NET_BUNDLE_H

#include "net/net.h"

#include <stdbool.h>

struct net_bundle {
    size_t n;                   /* lanes                                       */
    bool mirrored;              /* in halves; false: the whole is half[0]      */
    bool borrowed;              /* the networks are someone else's, who outlives this */
    struct net half[2];         /* even, odd: ports near 0..n-1, far n..2n-1   */
};

void net_bundle_free(struct net_bundle *bundle);

/* Where a conductor is found in the halves of n lanes: its number there and the sign of
 * its wave in the odd half; +1 are the conductors that stand for their images. */
struct net_bundle_place {
    size_t at;
    double sign;
};
struct net_bundle_place net_bundle_place(size_t n, size_t conductor);

/* The conductor that stands in the halves for `at` < n, and the image of a conductor. */
size_t net_bundle_conductor(size_t n, size_t at);
size_t net_bundle_image(size_t n, size_t conductor);

/* Empty halves, or a whole, on the grid of a network; and filled from the elements S_ij
 * of the whole, which must be its own mirror image when they are halves.  LR_EMEMORY;
 * net_bundle_free in every case, here and below. */
enum lr_status net_bundle_init(const struct net *grid, size_t n, bool mirrored,
                               struct net_bundle *out, struct lr_error *err);
void net_bundle_fill(struct net_bundle *out, const void *context,
                     double complex (*element)(const void *context, size_t k, size_t i,
                                               size_t j));

/* n copies, without coupling, of a single-ended 4-port, ports near + -, far + -, referred
 * to 50 ohm; in halves where its legs are alike within 1e-12.  LR_EDOMAIN, LR_EMEMORY. */
enum lr_status net_bundle_copies(const struct net *lane, size_t n, struct net_bundle *out,
                                 struct lr_error *err);

/* n lanes of which some couple: `lanes` has 4m ports at 50 ohm, those of lanes 0..m-1 as
 * in the whole; lanes m..n-1 are copies of lane 0 without coupling, lanes beyond n are
 * matched.  In halves where it is its own mirror image within 1e-12.  LR_EDOMAIN, also
 * unless the ports form lanes. */
enum lr_status net_bundle_lanes(const struct net *lanes, size_t n, struct net_bundle *out,
                                struct lr_error *err);

/* n lanes in a row of which nearest neighbours see each other, all alike.  Then the waves
 * with the amplitudes sqrt(2/(n + 1)) sin(pi (m + 1) x/(n + 1)) on the lanes x = 1..n
 * from left to right, m = 0..n-1, know nothing of each other, and each sees the sum of
 * its neighbours as 2 cos(pi (m + 1)/(n + 1)) times itself: net_bundle_row_value.
 * modes[n] are what each of them meets, 4-ports as of one lane.  LR_EDOMAIN,
 * LR_EMEMORY. */
double net_bundle_row_value(size_t n, size_t m);
enum lr_status net_bundle_row(const struct net *modes, size_t n, struct net_bundle *out,
                              struct lr_error *err);

/* Whether a 4-port, near + -, far + -, is the same with its legs exchanged. */
bool net_bundle_legs_alike(const struct net *lane);

/* `a` then `b`, as net_cascade; of one whole and one in halves the result is a whole. */
enum lr_status net_bundle_cascade(const struct net_bundle *a, const struct net_bundle *b,
                                  struct net_bundle *out, struct lr_error *err);

/* The same without halves. */
enum lr_status net_bundle_whole(const struct net_bundle *bundle, struct net_bundle *out,
                                struct lr_error *err);

/* S_ij of the whole at frequency k. */
double complex net_bundle_s(const struct net_bundle *bundle, size_t k, size_t i,
                            size_t j);

/* The differential 2-port, 100 ohm, from the near end of lane `from`, or its far end, to
 * the far end of lane 0; everything else is matched, differentially and in common. */
enum lr_status net_bundle_path(const struct net_bundle *bundle, size_t from, bool far,
                               struct net *out, struct lr_error *err);

#endif

#include "config.h"

#include "link/lanes_band.h"

#include "base/array.h"
#include "part/stackup.h"

/* Puts copies of one lane, which is given away, behind a cascade. */
static enum lr_status append_copies(struct lanes_band *lanes, struct net_bundle *lane,
                                    struct net_bundle *out, struct lr_error *err)
{
    struct net_bundle whole, copies = {0};
    enum lr_status status = net_bundle_whole(lane, &whole, err);
    if (!status)
        status = net_bundle_copies(&whole.half[0], lanes->lanes.n, &copies, err);
    if (!status)
        status = part_lanes_append(out, &copies, err);
    net_bundle_free(&copies);
    net_bundle_free(&whole);
    net_bundle_free(lane);
    return status;
}

/* Packages are none of the channel, but for those that `end` tells. */
static bool stands(const struct lanes_band *lanes, size_t i)
{
    return lanes->link->part[i].kind->role != ROLE_PACKAGE ||
           lanes->end[i + 1 == lanes->link->npart];
}

/* Lanes whose near ends were their far ends, given away. */
static enum lr_status turn(struct net_bundle *bundle, struct lr_error *err)
{
    struct net_bundle turned = {.n = bundle->n, .mirrored = bundle->mirrored};
    enum lr_status status = net_reverse(&bundle->half[0], &turned.half[0], err);
    if (!status && bundle->mirrored)
        status = net_reverse(&bundle->half[1], &turned.half[1], err);
    net_bundle_free(bundle);
    *bundle = turned;
    return status;
}

/* The lanes of a part, transmitter sides first: the receiver's package begins at its
 * board. */
static enum lr_status lanes_of(const struct lanes_band *lanes, size_t i,
                               struct part_lanes *grid, struct net_bundle *out,
                               struct lr_error *err)
{
    const struct part *part = &lanes->link->part[i];
    enum lr_status status = part->kind->lanes(part, grid, out, err);
    return status || part->kind->role != ROLE_PACKAGE || i + 1 < lanes->link->npart
               ? status
               : turn(out, err);
}

/* Parts in which lanes do not couple are put together as one lane as far as they follow
 * each other: a cascade of all lanes takes a hundred times as long. */
enum lr_status lanes_band_join(struct lanes_band *lanes, size_t from, size_t to,
                               struct net_bundle *out, struct lr_error *err)
{
    struct part_lanes alone = {.n = 1, .nf = lanes->lanes.nf, .freq = lanes->lanes.freq};
    struct net_bundle lane = {0};
    enum lr_status status = LR_OK;
    for (size_t i = from; !status && i < to; i++) {
        const struct part *part = &lanes->link->part[i];
        const bool couples = part->kind->couples && part->kind->couples(part);
        struct net_bundle one;
        if (!stands(lanes, i))
            continue;
        if (couples && lane.n)
            status = append_copies(lanes, &lane, out, err);
        if (status)
            break;
        status = lanes_of(lanes, i, couples ? &lanes->lanes : &alone, &one, err);
        if (!status)
            status = part_lanes_append(couples ? out : &lane, &one, err);
        else
            net_bundle_free(&one);
    }
    if (!status && lane.n)
        status = append_copies(lanes, &lane, out, err);
    net_bundle_free(&lane);
    part_lanes_free(&alone);
    return status;
}

/* ---- What the victim's receiver sees ---------------------------------------- */

/* Puts copies of one lane, which is given away, ahead of what is seen. */
static enum lr_status copies_ahead(struct net_bundle *lane, struct net_bundle_seen *seen,
                                   struct lr_error *err)
{
    struct net_bundle whole;
    enum lr_status status = net_bundle_whole(lane, &whole, err);
    if (!status)
        status = net_bundle_seen_copies(seen, &whole.half[0], err);
    net_bundle_free(&whole);
    net_bundle_free(lane);
    return status;
}

/* The same ahead of one lane. */
static enum lr_status lane_ahead(struct net_bundle *one, struct net_bundle *lane,
                                 struct lr_error *err)
{
    struct net_bundle behind = *lane;
    *lane = *one;
    *one = (struct net_bundle){0};
    return behind.n ? part_lanes_append(lane, &behind, err) : LR_OK;
}

/* Parts from before `to` down to `from`, ahead of what is seen; as in join. */
static enum lr_status look_through(struct lanes_band *lanes, size_t from, size_t to,
                                   struct net_bundle_seen *seen, struct lr_error *err)
{
    struct part_lanes alone = {.n = 1, .nf = lanes->lanes.nf, .freq = lanes->lanes.freq};
    struct net_bundle lane = {0};
    enum lr_status status = LR_OK;
    for (size_t i = to; !status && i-- > from;) {
        const struct part *part = &lanes->link->part[i];
        const bool couples = part->kind->couples && part->kind->couples(part);
        struct net_bundle one = {0};
        if (!stands(lanes, i))
            continue;
        if (couples && lane.n)
            status = copies_ahead(&lane, seen, err);
        if (!status)
            status = lanes_of(lanes, i, couples ? &lanes->lanes : &alone, &one, err);
        if (!status)
            status = couples ? net_bundle_seen_ahead(seen, &one, err)
                             : lane_ahead(&one, &lane, err);
        net_bundle_free(&one);
    }
    if (!status && lane.n)
        status = copies_ahead(&lane, seen, err);
    net_bundle_free(&lane);
    part_lanes_free(&alone);
    return status;
}

/* The victim, and lanes that transmit from its receiver's end. */
static void choose_watched(struct lanes_band *lanes)
{
    const struct link_coupled *coupled = &lanes->link->coupled;
    lanes->watch[lanes->nwatch++] = 0;
    for (size_t i = 1; i <= coupled->neighbours; i++)
        if (link_coupled_kind(coupled, i) == PATH_NEXT)
            lanes->watch[lanes->nwatch++] = i;
}

enum lr_status lanes_band_init(const struct link *link, const bool end[2], size_t nf,
                               const double *freq, struct lanes_band *lanes,
                               struct lr_error *err)
{
    *lanes = (struct lanes_band){.link = link,
                                 .end = {end && end[0], end && end[1]},
                                 .lanes = {.n = 1 + link->coupled.neighbours, .nf = nf,
                                           .freq = freq}};
    choose_watched(lanes);
    enum lr_status status = net_bundle_seen_init(lanes->lanes.n, nf, freq, lanes->nwatch,
                                                 lanes->watch, &lanes->behind, err);
    if (!status)
        status = look_through(lanes, link->vary.given ? link->vary.part + 1 : 0,
                              link->npart, &lanes->behind, err);
    if (!status && link->vary.given)
        status = lanes_band_join(lanes, 0, link->vary.part, &lanes->before, err);
    return status;
}

void lanes_band_free(struct lanes_band *lanes)
{
    net_bundle_free(&lanes->before);
    net_bundle_seen_free(&lanes->behind);
    part_lanes_free(&lanes->lanes);
}

/* Behind, the varied part and before: `own` holds it, to be freed. */
static enum lr_status look_at_all(struct lanes_band *lanes, struct net_bundle_seen *own,
                                  struct lr_error *err)
{
    const size_t varied = lanes->link->vary.part;
    enum lr_status status = net_bundle_seen_copy(&lanes->behind, own, err);
    if (!status)
        status = look_through(lanes, varied, varied + 1, own, err);
    if (!status && lanes->before.n)
        status = net_bundle_seen_ahead(own, &lanes->before, err);
    return status;
}

enum lr_status lanes_band_paths(struct lanes_band *lanes, struct net *path,
                                struct lr_error *err)
{
    const struct link *link = lanes->link;
    struct net_bundle_seen own = {0};
    enum lr_status status = link->vary.given ? look_at_all(lanes, &own, err) : LR_OK;
    for (size_t i = 0; !status && i <= link->coupled.neighbours; i++) {
        const bool far = i && link_coupled_kind(&link->coupled, i) == PATH_NEXT;
        status = net_bundle_seen_path(link->vary.given ? &own : &lanes->behind, i, far,
                                      &path[i], err);
    }
    net_bundle_seen_free(&own);
    return status;
}

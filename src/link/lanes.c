#include "config.h"

#include "link/lanes.h"

#include "base/array.h"
#include "part/stackup.h"

/* Puts a network, which is given away, behind a cascade. */
static enum lr_status append(struct net_bundle *cascade, struct net_bundle *next,
                             struct lr_error *err)
{
    struct net_bundle sum;
    if (!cascade->n) {
        *cascade = *next;
        *next = (struct net_bundle){0};
        return LR_OK;
    }
    enum lr_status status = net_bundle_cascade(cascade, next, &sum, err);
    net_bundle_free(next);
    net_bundle_free(cascade);
    *cascade = sum;
    return status;
}

/* Puts copies of one lane, which is given away, behind a cascade. */
static enum lr_status append_copies(struct link_lanes *lanes, struct net_bundle *lane,
                                    struct net_bundle *out, struct lr_error *err)
{
    struct net_bundle whole, copies = {0};
    enum lr_status status = net_bundle_whole(lane, &whole, err);
    if (!status)
        status = net_bundle_copies(&whole.half[0], lanes->lanes.n, &copies, err);
    if (!status)
        status = append(out, &copies, err);
    net_bundle_free(&copies);
    net_bundle_free(&whole);
    net_bundle_free(lane);
    return status;
}

/* A cascade of part `from` to before part `to`; packages are none of the channel.  Parts
 * in which lanes do not couple are put together as one lane as far as they follow each
 * other: a cascade of all lanes takes a hundred times as long. */
static enum lr_status join(struct link_lanes *lanes, size_t from, size_t to,
                           struct net_bundle *out, struct lr_error *err)
{
    struct part_lanes alone = {.n = 1, .nf = lanes->lanes.nf, .freq = lanes->lanes.freq};
    struct net_bundle lane = {0};
    enum lr_status status = LR_OK;
    for (size_t i = from; !status && i < to; i++) {
        const struct part *part = &lanes->link->part[i];
        const bool couples = part->kind->couples && part->kind->couples(part);
        struct net_bundle one;
        if (part->kind->role == ROLE_PACKAGE)
            continue;
        if (couples && lane.n)
            status = append_copies(lanes, &lane, out, err);
        if (status)
            break;
        status = part->kind->lanes(part, couples ? &lanes->lanes : &alone, &one, err);
        if (!status)
            status = append(couples ? out : &lane, &one, err);
        else
            net_bundle_free(&one);
    }
    if (!status && lane.n)
        status = append_copies(lanes, &lane, out, err);
    net_bundle_free(&lane);
    part_lanes_free(&alone);
    return status;
}

enum lr_status link_lanes_init(const struct link *link, size_t nf, const double *freq,
                               struct link_lanes **out, struct lr_error *err)
{
    const size_t varied = link->vary.given ? link->vary.part : link->npart;
    struct link_lanes *lanes = *out = array_alloc(1, sizeof *lanes);
    if (!lanes)
        return error_memory(err, "the lanes");
    *lanes = (struct link_lanes){.link = link,
                                 .lanes = {.n = 1 + link->coupled.neighbours, .nf = nf,
                                           .freq = freq}};
    enum lr_status status = join(lanes, 0, varied, &lanes->before, err);
    if (!status && link->vary.given)
        status = join(lanes, varied + 1, link->npart, &lanes->behind, err);
    return status;
}

void link_lanes_free(struct link_lanes *lanes)
{
    if (!lanes)
        return;
    net_bundle_free(&lanes->before);
    net_bundle_free(&lanes->behind);
    part_lanes_free(&lanes->lanes);
    array_free(lanes);
}

/* The whole cascade: *at is one of those kept, or *own, which holds it then. */
static enum lr_status cascade(struct link_lanes *lanes, struct net_bundle *own,
                              const struct net_bundle **at, struct lr_error *err)
{
    const struct link_vary *vary = &lanes->link->vary;
    struct net_bundle sum;
    *own = (struct net_bundle){0};
    *at = &lanes->before;
    if (!vary->given)
        return LR_OK;
    *at = own;
    enum lr_status status = join(lanes, vary->part, vary->part + 1, own, err);
    if (!status && lanes->before.n) {
        status = net_bundle_cascade(&lanes->before, own, &sum, err);
        net_bundle_free(own);
        *own = sum;
    }
    if (!status && lanes->behind.n) {
        status = net_bundle_cascade(own, &lanes->behind, &sum, err);
        net_bundle_free(own);
        *own = sum;
    }
    return status;
}

enum lr_status link_lanes_paths(struct link_lanes *lanes, struct channel_path *path,
                                struct lr_error *err)
{
    const struct link *link = lanes->link;
    const struct net_bundle *at;
    struct net_bundle own;
    enum lr_status status = cascade(lanes, &own, &at, err);
    for (size_t i = 0; !status && i <= link->coupled.neighbours; i++) {
        path[i].kind = i ? link_coupled_kind(&link->coupled, i) : PATH_THRU;
        path[i].name = i ? link->coupled.name[i] : link->name;
        status = net_bundle_path(at, i, path[i].kind == PATH_NEXT, &path[i].net, err);
    }
    net_bundle_free(&own);
    return status;
}

/* Files keep all their ports only when they are asked to. */
static enum lr_status prepare_alone(struct link *link, struct lr_error *err)
{
    const struct part_source source = {link->lib, &link->arena, link->folder,
                                       link->temperature, NULL};
    const struct stackup_lanes one = {.n = 1};
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && !link->coupled.neighbours && i < link->npart; i++) {
        struct part *part = &link->part[i];
        if (part->kind->prepare)
            status = part->kind->prepare(part, &one, part->mark, &source, err);
    }
    return status;
}

enum lr_status link_lanes_network(struct link *link, struct net *out,
                                  char words[LINK_GRID_WORDS], struct lr_error *err)
{
    struct link_lanes *lanes = NULL;
    const struct net_bundle *at;
    struct net_bundle own = {0}, whole = {0};
    double *freq = NULL;
    size_t nf = 0;
    *out = (struct net){0};
    enum lr_status status = prepare_alone(link, err);
    if (!status)
        status = link_grid(link, &freq, &nf, words, err);
    if (!status)
        status = link_lanes_init(link, nf, freq, &lanes, err);
    if (!status)
        status = cascade(lanes, &own, &at, err);
    if (!status)
        status = net_bundle_whole(at, &whole, err);
    if (!status) {
        *out = whole.half[0];
        whole.half[0] = (struct net){0};
    }
    net_bundle_free(&own);
    net_bundle_free(&whole);
    link_lanes_free(lanes);
    array_free(freq);
    return status;
}

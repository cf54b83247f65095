#include "config.h"

#include "link/lanes.h"

#include "base/array.h"
#include "base/parallel.h"
#include "link/lanes_band.h"
#include "part/stackup.h"

#include <string.h>

/* Frequencies of a band: matrices of seven pairs of conductors then take 1 MB a part. */
enum { BAND = 128 };

struct link_lanes {
    const struct link *link;    /* borrowed                                    */
    bool end[2];                /* as of each band                             */
    size_t nf;
    const double *freq;         /* [nf] borrowed                               */
    size_t size, nband;         /* frequencies of a band but for the last; bands */
    struct lanes_band *band;    /* [nband] owned                               */
    struct net *path;           /* [nband][1 + neighbours] while they are asked for */
};

/* Measured parts are bound to all frequencies of theirs. */
static bool is_measured(const struct link *link)
{
    for (size_t i = 0; i < link->npart; i++) {
        const struct part *part = &link->part[i];
        if (part->kind->measured && part->kind->measured(part))
            return true;
    }
    return false;
}

static enum lr_status init_band(void *context, size_t i, struct lr_error *err)
{
    struct link_lanes *lanes = context;
    const size_t first = i * lanes->size, left = lanes->nf - first;
    return lanes_band_init(lanes->link, lanes->end,
                           left < lanes->size ? left : lanes->size, lanes->freq + first,
                           &lanes->band[i], err);
}

enum lr_status link_lanes_init(const struct link *link, const bool end[2], size_t nf,
                               const double *freq, struct link_lanes **out,
                               struct lr_error *err)
{
    struct link_lanes *lanes = *out = array_alloc(1, sizeof *lanes);
    if (!lanes)
        return error_memory(err, "the lanes");
    *lanes = (struct link_lanes){.link = link,
                                 .end = {end && end[0], end && end[1]},
                                 .nf = nf,
                                 .freq = freq,
                                 .size = is_measured(link) ? nf : BAND};
    const size_t nband = (nf + lanes->size - 1) / lanes->size;
    lanes->band = array_alloc(nband, sizeof *lanes->band);
    lanes->path = array_alloc(nband, (1 + link->coupled.neighbours) * sizeof *lanes->path);
    if (!lanes->band || !lanes->path)
        return error_memory(err, "the lanes");
    lanes->nband = nband;
    return parallel_for(nband, init_band, lanes, err);
}

void link_lanes_free(struct link_lanes *lanes)
{
    if (!lanes)
        return;
    for (size_t i = 0; i < lanes->nband; i++)
        lanes_band_free(&lanes->band[i]);
    array_free(lanes->band);
    array_free(lanes->path);
    array_free(lanes);
}

static enum lr_status paths_of_band(void *context, size_t i, struct lr_error *err)
{
    struct link_lanes *lanes = context;
    return lanes_band_paths(&lanes->band[i],
                            lanes->path + i * (1 + lanes->link->coupled.neighbours), err);
}

/* The bands of path `i`, one behind the other. */
static enum lr_status collect(const struct link_lanes *lanes, size_t i, struct net *out,
                              struct lr_error *err)
{
    const size_t n = 1 + lanes->link->coupled.neighbours;
    const size_t at_each = lanes->path[i].np * lanes->path[i].np;
    enum lr_status status = net_init(out, lanes->nf, lanes->path[i].np, 100.0, err);
    if (status)
        return status;
    memcpy(out->freq, lanes->freq, lanes->nf * sizeof *out->freq);
    for (size_t b = 0; b < lanes->nband; b++) {
        const struct net *from = &lanes->path[b * n + i];
        memcpy(out->s + b * lanes->size * at_each, from->s,
               from->nf * at_each * sizeof *out->s);
    }
    return LR_OK;
}

enum lr_status link_lanes_paths(struct link_lanes *lanes, struct channel_path *path,
                                struct lr_error *err)
{
    const struct link *link = lanes->link;
    const size_t n = 1 + link->coupled.neighbours;
    enum lr_status status = parallel_for(lanes->nband, paths_of_band, lanes, err);
    for (size_t i = 0; !status && i < n; i++) {
        struct net *to = lanes->end[0] || lanes->end[1] ? &path[i].outer : &path[i].net;
        path[i].kind = i ? link_coupled_kind(&link->coupled, i) : PATH_THRU;
        path[i].name = i ? link->coupled.name[i] : link->name;
        status = collect(lanes, i, to, err);
    }
    for (size_t i = 0; i < lanes->nband * n; i++) {
        net_free(&lanes->path[i]);
        lanes->path[i] = (struct net){0};
    }
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
    const size_t n = 1 + link->coupled.neighbours;
    struct net_bundle all = {0}, whole = {0};
    double *freq = NULL;
    size_t nf = 0;
    *out = (struct net){0};
    enum lr_status status = prepare_alone(link, err);
    if (!status)
        status = link_grid(link, &freq, &nf, words, err);
    struct lanes_band lanes = {.link = link, .lanes = {.n = n, .nf = nf, .freq = freq}};
    if (!status)
        status = lanes_band_join(&lanes, 0, link->npart, &all, err);
    if (!status)
        status = net_bundle_whole(&all, &whole, err);
    if (!status) {
        *out = whole.half[0];
        whole.half[0] = (struct net){0};
    }
    net_bundle_free(&all);
    net_bundle_free(&whole);
    part_lanes_free(&lanes.lanes);
    array_free(freq);
    return status;
}

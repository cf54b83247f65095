#include "config.h"

#include "answer/loss_lanes.h"

#include "answer/net_file.h"
#include "answer/open.h"
#include "net/ports.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --ports of one lane, "1,2-7,8", in a file of any number of ports. */
static enum lr_status take_one(const struct request *request, const struct net *all,
                               struct loss_item *item, struct lr_error *err)
{
    struct lane_map *map = &item->lanes->map;
    const struct lane *lane = &map->lane[0];
    const size_t port[] = {lane->near[0], lane->near[1], lane->far[0], lane->far[1]};
    map->n = 1;
    for (size_t i = 0; i < 4; i++) {
        if (port[i] >= all->np)
            return error_set(err, LR_EUSAGE, "--ports '%s': there is no port %zu in %s; "
                             "they count from 1 to %zu", request->ports, port[i] + 1,
                             item->path, all->np);
        for (size_t k = 0; k < i; k++)
            if (port[k] == port[i])
                return error_set(err, LR_EUSAGE, "--ports '%s': port %zu stands twice",
                                 request->ports, port[i] + 1);
    }
    lanes_print(map);
    tree_text(item->tree, "ports", "%s", map->text);
    tree_text(item->tree, "ports_evidence", "%s",
              all->np > 4 ? "as given; all other ports end in their references"
                          : "as given");
    return lanes_check(all, item->path, map, err);
}

static enum lr_status take_map(const struct request *request, const struct net *all,
                               struct loss_item *item, struct lr_error *err)
{
    struct lane_map *map = &item->lanes->map;
    if (request->ports && lanes_parse_one(request->ports, &map->lane[0]))
        return take_one(request, all, item, err);
    if (all->np % 4)
        return error_set(err, request->ports ? LR_EUSAGE : LR_EINPUT,
                         "%s: %zu ports are no whole number of differential lanes; write "
                         "that of the victim, + and - leg of both ends, as --ports "
                         "1,2-%zu,%zu",
                         item->path, all->np, all->np / 2 + 1, all->np / 2 + 2);
    return net_file_lanes(request, item->path, all, item->tree, map, err);
}

/* The largest |SDD21| of a 4-port up to half the symbol rate, or of the band. */
static enum lr_status add_largest(const struct net *four, double top, const char *kind,
                                  struct tree *row, struct lr_error *err)
{
    char key[32];
    struct port_map map;
    struct net mixed = {0};
    double most = 0.0, at = four->freq[0];
    enum lr_status status = ports_parse("13-24", &map, err);
    if (!status)
        status = ports_mixed(four, &map, &mixed, err);
    for (size_t k = 0; !status && k < mixed.nf && mixed.freq[k] <= top; k++) {
        const double size = cabs(*net_s(&mixed, k, 1, 0));
        if (size > most) {
            most = size;
            at = mixed.freq[k];
        }
    }
    net_free(&mixed);
    if (status || !(most > 0.0))
        return status;          /* nothing comes: no number                    */
    snprintf(key, sizeof key, "%s_max_db", kind);
    tree_number(row, key, db_of(most));
    snprintf(key, sizeof key, "%s_max_freq_ghz", kind);
    tree_number(row, key, at / unit_ghz);
    return LR_OK;
}

/* What each lane brings to the victim's receiver, from either of its ends. */
static enum lr_status add_lanes(const struct net *all, double top,
                                const struct loss_item *item, struct lr_error *err)
{
    static const struct { enum lane_path path; const char *key; } ways[] = {
        {LANE_FEXT, "fext"}, {LANE_NEXT, "next"}};
    const struct loss_lanes *lanes = item->lanes;
    struct tree *list = tree_list(item->tree, "lanes");
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < lanes->map.n; i++) {
        if (i == lanes->role.victim)
            continue;
        struct lane_map one = {.n = 1, .lane = {lanes->map.lane[i]}};
        struct tree *row = tree_object(list, NULL);
        lanes_print(&one);
        tree_number(row, "lane", (double)i + 1.0);
        tree_text(row, "ports", "%s", one.text);
        for (size_t w = 0; !status && w < 2; w++) {
            struct net four = {0};
            status = lanes_extract(all, &lanes->map, lanes->role.victim, i, ways[w].path,
                                   &four, err);
            if (!status)
                status = add_largest(&four, top, ways[w].key, row, err);
            net_free(&four);
        }
    }
    return status;
}

/* Whether a file is one of lanes rather than a 4-port by its map. */
static bool has_lanes(const struct request *request, const struct net *all)
{
    const char *ports = request->ports;
    return all->np > 4 ||
           (all->np == 4 && ports && (strchr(ports, ',') || !strcmp(ports, "halves")));
}

/* The symbol rate up to half of which crosstalk is told; 0: the whole band. */
static enum lr_status find_baud(const struct request *request, double *baud,
                                struct lr_error *err)
{
    struct interface standard;
    *baud = 0.0;
    if (request->baud)
        return request_quantity("--baud", request->baud, DIM_BAUD, baud, err);
    if (!request->interface && !request->sheet)
        return LR_OK;
    enum lr_status status = open_standard(request, &standard, err);
    *baud = standard.com.baud;
    interface_free(&standard);
    return status;
}

enum lr_status loss_lanes_open(const struct request *request, struct answer *answer,
                               struct net *all, struct loss_item *item,
                               struct lr_error *err)
{
    struct net victim = {0};
    double baud;
    if (!has_lanes(request, all))
        return request->victim || request->opposite
                   ? error_set(err, LR_EUSAGE, "--%s: %s has %zu ports, one lane at most",
                               request->victim ? "victim" : "opposite", item->path,
                               all->np)
                   : LR_OK;
    if (request->fext || request->next)
        return error_set(err, LR_EUSAGE, "--fext and --next: the aggressors of %s are "
                         "its other lanes; a link file takes both, lanereach-link(5)",
                         item->path);
    struct loss_lanes *lanes = item->lanes = arena_alloc(&answer->arena, sizeof *lanes);
    if (!lanes)
        return error_memory(err, "the lanes");
    enum lr_status status = take_map(request, all, item, err);
    if (!status)
        status = net_lanes_read(request, lanes->map.n, &lanes->role, err);
    if (!status && lanes->map.n > 1)
        status = find_baud(request, &baud, err);
    if (!status && lanes->map.n > 1) {
        tree_number(item->tree, "victim", (double)lanes->role.victim + 1.0);
        status = add_lanes(all, baud > 0.0 ? 0.5 * baud : (double)INFINITY, item, err);
    }
    if (!status)
        status = lanes_extract(all, &lanes->map, lanes->role.victim, lanes->role.victim,
                               LANE_THRU, &victim, err);
    if (!status) {
        net_free(all);
        *all = victim;
    }
    return status;
}

/* "1,3-2,4" of a transmitter's pair and a receiver's. */
static const char *pairs_text(const size_t from[2], const size_t to[2],
                              struct arena *arena)
{
    return arena_printf(arena, "%zu,%zu-%zu,%zu", from[0] + 1, from[1] + 1, to[0] + 1,
                        to[1] + 1);
}

enum lr_status loss_lanes_link(const struct request *request, struct answer *answer,
                               struct loss_item *item, struct lr_error *err)
{
    struct loss_lanes *lanes = item->lanes;
    struct arena *arena = &answer->arena;
    const struct lane_map *map = &lanes->map;
    const struct lane *victim = &map->lane[lanes->role.victim];
    struct link_files_lane *lane = arena_alloc(arena, map->n * sizeof *lane);
    struct open_lanes of = {.ports = pairs_text(victim->near, victim->far, arena),
                            .lane = lane};
    lanes->name = arena_alloc(arena, map->n * sizeof *lanes->name);
    bool ok = lane && lanes->name && of.ports;
    for (size_t i = 0; ok && i < map->n; i++) {
        if (i == lanes->role.victim)
            continue;
        const bool next = lanes->role.opposite[i];
        const size_t *from = next ? map->lane[i].far : map->lane[i].near;
        lane[of.n].kind = next ? PATH_NEXT : PATH_FEXT;
        lane[of.n].ports = pairs_text(from, victim->far, arena);
        lanes->name[of.n] = arena_printf(arena, "lane %zu", i + 1);
        ok = lane[of.n].ports && lanes->name[of.n];
        of.n++;
    }
    enum lr_status status =
        ok ? net_lanes_note(request, item->path, map->n, &lanes->role, err)
           : error_memory(err, "the lanes");
    return status ? status : open_lanes(request, item->path, &of, &item->link, err);
}

void loss_lanes_name(struct loss_item *item)
{
    for (size_t i = 1; i < item->channel.npath; i++)
        item->channel.path[i].name = item->lanes->name[i - 1];
}

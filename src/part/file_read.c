/* From the words that name a Touchstone file to the networks of its lanes. */
#include "config.h"

#include "part/file_lanes.h"

#include "net/ports.h"
#include "net/touchstone.h"
#include "part/lanes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const double reference = 50.0;           /* [ohm] of a leg */

/* The path with the link's folder in front. */
static enum lr_status place(const char *path, const struct part_source *source,
                            struct part_file *file, struct lr_error *err)
{
    *file = (struct part_file){0};
    file->path = *path == '/' || !*source->folder
                     ? arena_strdup(source->arena, path)
                     : arena_printf(source->arena, "%s/%s", source->folder, path);
    return file->path ? LR_OK : error_memory(err, "a path");
}

static enum lr_status load(const struct part_file *file, struct mark mark,
                           struct net *all, struct lr_error *err)
{
    /* Said in the words of whoever named the file; what is inside has its own places. */
    if (access(file->path, R_OK))
        return error_at(err, mark,
                        "%s cannot be read: %s; write the path of a Touchstone "
                        "file",
                        file->path, strerror(errno));
    enum lr_status status = touchstone_read(file->path, all, err);
    if (!status && all->np < 4)
        status =
            error_at(err, mark, "%s has %zu ports; a differential path needs four",
                     file->path, all->np);
    return status;
}

/* The victim's ports of a 4-port, given or found. */
static enum lr_status find_map(const struct net *all, const struct part_file_given *given,
                               const struct part_source *source, struct part_file *file,
                               struct lr_error *err)
{
    struct port_map map;
    enum lr_status status = ports_find(all, file->path, given->ports, &map, err);
    if (status)
        return status;
    file->lanes->lane[0] =
        (struct lane){{map.near[0], map.near[1]}, {map.far[0], map.far[1]}};
    file->ports = arena_strdup(source->arena, map.text);
    file->evidence = given->ports == source->ports ? "Port Order of the interface"
                                                   : "as given";
    if (map.detected)
        file->evidence = arena_strdup(source->arena, map.evidence);
    return file->ports && file->evidence ? LR_OK : error_memory(err, "the port map");
}

/* The lanes as they were given, against the data. */
static enum lr_status confirm(const struct net *all, const struct part_file_given *given,
                              const struct part_source *source, struct part_file *file,
                              struct lr_error *err)
{
    file->ports = arena_strdup(source->arena, given->ports);
    file->evidence = "as given";
    lanes_print(file->lanes);
    return file->ports ? lanes_check(all, file->path, file->lanes, err)
                       : error_memory(err, "the port map");
}

/* Lanes 0..n-1 of the map: near + - lane by lane, then far, at 50 ohm. */
static enum lr_status choose(const struct net *all, const struct lane_map *map, size_t n,
                             struct net *out, struct lr_error *err)
{
    size_t order[4 * PART_MOST_LANES];
    /* The whole network first: a block that was cut out already cannot be referred to
     * another impedance. */
    struct net single = {0};
    *out = (struct net){0};
    for (size_t i = 0; i < 2 * n; i++) {
        order[i] = map->lane[i / 2].near[i % 2];
        order[2 * n + i] = map->lane[i / 2].far[i % 2];
    }
    enum lr_status status = net_renormalise(all, reference, &single, err);
    if (!status)
        status = net_reorder(&single, order, 4 * n, out, err);
    net_free(&single);
    return status;
}

/* The victim as a differential 2-port. */
static enum lr_status differential(const struct net *all, const struct lane_map *map,
                                   struct net *out, struct lr_error *err)
{
    static const size_t pair[] = {0, 1};        /* d1 d2 of d1 d2 c1 c2 */
    struct net lane = {0}, mixed = {0};
    enum lr_status status = choose(all, map, 1, &lane, err);
    if (!status)
        status = net_mixed(&lane, &mixed, err);
    if (!status)
        status = net_reorder(&mixed, pair, 2, out, err);
    net_free(&lane);
    net_free(&mixed);
    return status;
}

static struct mark ports_mark(const struct part_file_given *given)
{
    return part_file_is_given(given->ports) ? given->ports_mark : given->mark;
}

/* Room for the lanes, with those that are given. */
static enum lr_status start(const struct part_file_given *given, bool needs_ports,
                            const struct part_source *source, struct part_file *file,
                            struct lr_error *err)
{
    const struct mark mark = ports_mark(given);
    enum lr_status status = place(given->path, source, file, err);
    if (!status && !(file->lanes = arena_alloc(source->arena, sizeof *file->lanes)))
        status = error_memory(err, "the lanes of a file");
    if (status)
        return status;
    *file->lanes = (struct lane_map){.n = 1};
    if (part_file_is_given(given->ports))
        status = part_file_victim(given->ports, mark, &file->lanes->lane[0], err);
    else if (needs_ports)
        status = error_at(err, mark,
                          "the port order of an aggressor cannot be found from its "
                          "data; write ports: 13-24");
    return status ? status : part_file_neighbours(given->neighbours, file->lanes, err);
}

enum lr_status part_file_read(const struct part_file_given *given,
                              const struct part_source *source, struct part_file *file,
                              struct lr_error *err)
{
    const bool listed = part_file_is_given(given->ports) && strchr(given->ports, ',');
    struct net all = {0};
    enum lr_status status = start(given, false, source, file, err);
    if (!status)
        status = load(file, given->mark, &all, err);
    file->np = all.np;
    if (!status)
        status = part_file_form(file->path, all.np, given->ports, ports_mark(given), err);
    if (!status && !listed)
        status = find_map(&all, given, source, file, err);
    if (!status)
        status = part_file_fits(file->path, all.np, file->lanes, ports_mark(given),
                                given->neighbours, err);
    if (!status && listed)
        status = confirm(&all, given, source, file, err);
    if (!status)
        status = differential(&all, file->lanes, &file->net, err);
    net_free(&all);
    return status;
}

enum lr_status part_file_couple(const struct part_file_given *given,
                                const struct part_source *source, struct part_file *file,
                                struct lr_error *err)
{
    enum lr_status status = start(given, true, source, file, err);
    if (status)
        return status;
    file->ports = arena_strdup(source->arena, given->ports);
    file->evidence = "as given";
    return file->ports ? LR_OK : error_memory(err, "the port map");
}

enum lr_status part_file_load(struct part_file *file, struct mark mark,
                              struct lr_error *err)
{
    struct net all = {0};
    enum lr_status status = load(file, mark, &all, err);
    file->np = all.np;
    if (!status)
        status = part_file_form(file->path, all.np, file->ports, mark, err);
    if (!status)
        status = part_file_fits(file->path, all.np, file->lanes, mark, NULL, err);
    if (!status)
        status = differential(&all, file->lanes, &file->net, err);
    net_free(&all);
    return status;
}

enum lr_status part_file_legs(struct part_file *file, size_t n, struct mark mark,
                              struct lr_error *err)
{
    struct net all = {0};
    net_free(&file->legs);
    enum lr_status status = load(file, mark, &all, err);
    if (!status)
        status = choose(&all, file->lanes, n < file->lanes->n ? n : file->lanes->n,
                        &file->legs, err);
    net_free(&all);
    return status;
}

#include "config.h"

#include "part/file_lanes.h"

#include "net/ports.h"
#include "part/lanes.h"

#include <string.h>

bool part_file_is_given(const char *ports)
{
    return ports && strcmp(ports, "auto");
}

enum lr_status part_file_take(const struct yaml_node *map, struct part_file_given *given,
                              struct lr_error *err)
{
    const struct yaml_node *ports = yaml_get(map, "ports");
    given->neighbours = yaml_get(map, "neighbours");
    enum lr_status status =
        ports ? yaml_expect(ports, YAML_SCALAR, "ports", err) : LR_OK;
    if (!status && ports) {
        given->ports = ports->text;
        given->ports_mark = ports->mark;
    }
    if (!status && given->neighbours)
        status = yaml_expect(given->neighbours, YAML_SEQUENCE, "neighbours", err);
    return status;
}

enum lr_status part_file_victim(const char *ports, struct mark mark, struct lane *lane,
                                struct lr_error *err)
{
    struct port_map four;
    if (lanes_parse_one(ports, lane))
        return LR_OK;
    if (strchr(ports, ','))
        return error_at(err, mark,
                        "ports: '%s' is no lane; write the pairs of both its ends, "
                        "+ and - leg, as 1,2-7,8",
                        ports);
    if (ports_parse(ports, &four, NULL))
        return error_at(err, mark,
                        "ports: '%s' pairs no four ports; write 13-24, 12-34 or auto",
                        ports);
    *lane = (struct lane){{four.near[0], four.near[1]}, {four.far[0], four.far[1]}};
    return LR_OK;
}

enum lr_status part_file_neighbours(const struct yaml_node *list, struct lane_map *map,
                                    struct lr_error *err)
{
    enum lr_status status = LR_OK;
    if (list && !(list->n >= 1 && list->n < PART_MOST_LANES))
        return error_at(err, list->mark, "neighbours: %zu lanes; write 1 to %d", list->n,
                        PART_MOST_LANES - 1);
    for (const struct yaml_node *node = list ? list->first : NULL; !status && node;
         node = node->next) {
        status = yaml_expect(node, YAML_SCALAR, "a neighbour", err);
        if (!status && !lanes_parse_one(node->text, &map->lane[map->n++]))
            status = error_at(err, node->mark,
                              "neighbours: '%s' is no lane; write the pairs of both its "
                              "ends, + and - leg, as 3,4-9,10",
                              node->text);
    }
    return status;
}

enum lr_status part_file_form(const char *path, size_t np, const char *ports,
                              struct mark mark, struct lr_error *err)
{
    if (np == 4 || (part_file_is_given(ports) && strchr(ports, ',')))
        return LR_OK;
    return error_at(err, mark,
                    "%s has %zu ports; write those of the lane with commas, near pair "
                    "and far, as ports: 1,2-%zu,%zu",
                    path, np, np / 2 + 1, np / 2 + 2);
}

static size_t port_of(const struct lane_map *map, size_t i)
{
    const struct lane *lane = &map->lane[i / 4];
    return (i % 4 < 2 ? lane->near : lane->far)[i % 2];
}

enum lr_status part_file_fits(const char *path, size_t np, const struct lane_map *map,
                              struct mark ports, const struct yaml_node *neighbours,
                              struct lr_error *err)
{
    const struct yaml_node *node = NULL;
    for (size_t i = 0; i < 4 * map->n; i++) {
        if (i && i % 4 == 0)
            node = node ? node->next : neighbours->first;
        const struct mark mark = node ? node->mark : ports;
        const char *key = node ? "neighbours" : "ports";
        const size_t port = port_of(map, i);
        if (port >= np)
            return error_at(err, mark, "%s: there is no port %zu in %s; they count from "
                            "1 to %zu", key, port + 1, path, np);
        for (size_t k = 0; k < i; k++)
            if (port_of(map, k) == port)
                return error_at(err, mark, "%s: port %zu stands twice; it belongs to one "
                                "end of one lane", key, port + 1);
    }
    return LR_OK;
}

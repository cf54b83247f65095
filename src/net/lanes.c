#include "config.h"

#include "net/lanes.h"

#include "net/ports.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ports of a lane in the order they are written: near + -, far + -. */
static void put(struct lane_map *map, size_t i, size_t port)
{
    struct lane *lane = &map->lane[i / 4];
    (i % 4 < 2 ? lane->near : lane->far)[i % 2] = port;
}

/* Every block of four ports in the order of a 4-port. */
static void fill_blocks(const struct port_map *one, size_t np, struct lane_map *map)
{
    map->n = np / 4;
    for (size_t l = 0; l < map->n; l++)
        for (size_t leg = 0; leg < 2; leg++) {
            map->lane[l].near[leg] = 4 * l + one->near[leg];
            map->lane[l].far[leg] = 4 * l + one->far[leg];
        }
}

static void fill_halves(size_t np, struct lane_map *map)
{
    map->n = np / 4;
    for (size_t l = 0; l < map->n; l++)
        for (size_t leg = 0; leg < 2; leg++) {
            map->lane[l].near[leg] = 2 * l + leg;
            map->lane[l].far[leg] = np / 2 + 2 * l + leg;
        }
}

static enum lr_status wrong_form(const char *text, struct lr_error *err)
{
    return error_set(err, LR_EUSAGE, "--ports %s: write 13-24 or 12-34 for every block "
                     "of four ports, each of 1 to 4 once, halves, auto, or lane by lane "
                     "1,3-2,4:5,7-6,8", text);
}

static enum lr_status missing(const char *text, size_t np, const bool *seen, size_t n,
                              struct lr_error *err)
{
    size_t port = 0;
    while (seen[port])
        port++;
    return error_set(err, LR_EUSAGE, "--ports %s: %zu of the %zu lanes of %zu ports; "
                     "port %zu is missing", text, n, np / 4, np, port + 1);
}

/* "1,3-2,4:5,7-6,8".  No port may come twice, so there are never too many lanes. */
static enum lr_status read_list(const char *text, size_t np, struct lane_map *map,
                                struct lr_error *err)
{
    static const char behind[] = {',', '-', ',', ':'};
    bool seen[4 * LANES_MOST] = {false};
    const char *at = text;
    size_t i = 0;
    for (;; i++) {
        char *end;
        if (!isdigit((unsigned char)*at))
            return wrong_form(text, err);
        const unsigned long port = strtoul(at, &end, 10);
        if (port < 1 || port > np)
            return error_set(err, LR_EUSAGE, "--ports %s: there is no port %lu; they "
                             "count from 1 to %zu", text, port, np);
        if (seen[port - 1])
            return error_set(err, LR_EUSAGE, "--ports %s: port %lu stands twice; it "
                             "belongs to one end of one lane", text, port);
        seen[port - 1] = true;
        put(map, i, (size_t)port - 1);
        if (i % 4 == 3 && !*end)
            break;
        if (*end != behind[i % 4])
            return wrong_form(text, err);
        at = end + 1;
    }
    if (i + 1 < np)
        return missing(text, np, seen, i / 4 + 1, err);
    map->n = np / 4;
    return LR_OK;
}

void lanes_print(struct lane_map *map)
{
    size_t used = 0;
    for (size_t l = 0; l < map->n && used < sizeof map->text; l++) {
        const struct lane *lane = &map->lane[l];
        const int n = snprintf(map->text + used, sizeof map->text - used,
                               "%s%zu,%zu-%zu,%zu", l ? ":" : "", lane->near[0] + 1,
                               lane->near[1] + 1, lane->far[0] + 1, lane->far[1] + 1);
        used += n > 0 ? (size_t)n : 0;
    }
}

bool lanes_parse_one(const char *text, struct lane *lane)
{
    static const char behind[] = {',', '-', ',', '\0'};
    struct lane_map map = {.n = 1};
    for (size_t i = 0; i < 4; i++) {
        char *end;
        const unsigned long port = isdigit((unsigned char)*text) ? strtoul(text, &end, 10)
                                                                 : 0;
        if (!port || *end != behind[i])
            return false;
        put(&map, i, (size_t)port - 1);
        text = end + 1;
    }
    *lane = map.lane[0];
    return true;
}

enum lr_status lanes_parse(const char *text, size_t np, struct lane_map *map,
                           struct lr_error *err)
{
    struct port_map one;
    *map = (struct lane_map){.n = 0};
    if (!np || np % 4 || np > 4 * LANES_MOST)
        return error_set(err, LR_EUSAGE, "--ports %s: %zu ports do not form 1 to %d "
                         "lanes of four", text, np, LANES_MOST);
    if (!strcmp(text, "halves")) {
        fill_halves(np, map);
    } else if (strchr(text, ',')) {
        enum lr_status status = read_list(text, np, map, err);
        if (status)
            return status;
    } else {
        if (ports_parse(text, &one, NULL))
            return wrong_form(text, err);
        fill_blocks(&one, np, map);
    }
    lanes_print(map);
    return LR_OK;
}

enum lr_status lanes_extract(const struct net *net, const struct lane_map *map,
                             size_t victim, size_t aggressor, enum lane_path path,
                             struct net *out, struct lr_error *err)
{
    assert(victim < map->n && aggressor < map->n);
    assert((path == LANE_THRU) == (victim == aggressor));
    const size_t *from = path == LANE_NEXT ? map->lane[aggressor].far
                                           : map->lane[aggressor].near;
    const size_t *to = map->lane[victim].far;
    const size_t order[] = {from[0], to[0], from[1], to[1]};
    return net_reorder(net, order, 4, out, err);
}

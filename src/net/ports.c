#include "config.h"

#include "net/ports.h"

#include "base/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The two legs of a pair are alike, so their through paths beat every coupling at
 * low frequency by far more than a factor of two. */
static const double clear_db = 6.0;

/* No passive lane loses this much at the lowest frequency of a file; where every
 * path does, the file is crosstalk and says nothing about its ports. */
static const double no_path_db = -20.0;

/* The three ways to join four ports by two paths. */
static const char *const candidates[] = {"13-24", "12-34", "12-43"};
enum { NCANDIDATE = sizeof candidates / sizeof candidates[0] };

enum lr_status ports_parse(const char *text, struct port_map *map, struct lr_error *err)
{
    unsigned seen = 0;
    for (size_t i = 0; i < 5 && text[i]; i++)
        if (i != 2 && text[i] >= '1' && text[i] <= '4')
            seen |= 1u << (text[i] - '1');
    if (seen != 0xf || text[2] != '-' || text[5])
        return error_set(err, LR_EUSAGE, "--ports %s: write the pairs of both ends, each "
                         "port 1 to 4 once: 13-24, 12-34 or auto", text);
    *map = (struct port_map){
        {(size_t)(text[0] - '1'), (size_t)(text[1] - '1')},
        {(size_t)(text[3] - '1'), (size_t)(text[4] - '1')}, false, "", ""};
    memcpy(map->text, text, 6);
    return LR_OK;
}

/* Series capacitors block DC, so the lowest frequency above it is looked at. */
static size_t lowest(const struct net *net)
{
    return net->nf > 1 && !(net->freq[0] > 0.0);
}

/* The mean amplitude of a map's two through paths. */
static double through_db(const struct net *net, const struct port_map *map)
{
    const size_t k = lowest(net);
    return db_of(0.5 * (cabs(*net_s(net, k, map->far[0], map->near[0])) +
                        cabs(*net_s(net, k, map->far[1], map->near[1]))));
}

/* "|S21|, |S43| -0.4 dB" */
static void describe(const struct net *net, const struct port_map *map, char *text,
                     size_t size)
{
    snprintf(text, size, "|S%zu%zu|, |S%zu%zu| %.1f dB", map->far[0] + 1,
             map->near[0] + 1, map->far[1] + 1, map->near[1] + 1, through_db(net, map));
}

static enum lr_status check(const struct net *net, const char *name, struct lr_error *err)
{
    if (net->np != 4)
        return error_at(err, (struct mark){name, 0, 0}, "%zu ports; a differential lane "
                        "has four", net->np);
    if (!net->nf)
        return error_at(err, (struct mark){name, 0, 0}, "no frequency points");
    return LR_OK;
}

/* The two candidates with the largest through paths. */
static void rank(const struct net *net, struct port_map *best, struct port_map *second)
{
    for (size_t i = 0; i < NCANDIDATE; i++) {
        struct port_map map;
        ports_parse(candidates[i], &map, NULL);
        const double db = through_db(net, &map);
        if (i == 0 || db > through_db(net, best)) {
            *second = i ? *best : map;
            *best = map;
        } else if (i == 1 || db > through_db(net, second)) {
            *second = map;
        }
    }
}

enum lr_status ports_detect(const struct net *net, const char *name,
                            struct port_map *map, struct lr_error *err)
{
    enum lr_status status = check(net, name, err);
    if (status)
        return status;
    struct port_map best, second;
    char strongest[64], other[64];
    rank(net, &best, &second);
    describe(net, &best, strongest, sizeof strongest);
    describe(net, &second, other, sizeof other);
    const double freq = net->freq[lowest(net)] / unit_ghz, db = through_db(net, &best);
    if (!(db >= no_path_db))
        return error_at(err, (struct mark){name, 0, 0},
                        "no through path to tell the ports "
                        "by: the strongest at %g GHz is %s, as in a crosstalk file; give "
                        "--ports",
                        freq, strongest);
    if (!(db - through_db(net, &second) >= clear_db))
        return error_at(err, (struct mark){name, 0, 0}, "the port order is ambiguous: at "
                        "%g GHz %s against %s; give --ports", freq, strongest, other);
    *map = best;
    map->detected = true;
    snprintf(map->evidence, sizeof map->evidence, "at %g GHz %s against %s", freq,
             strongest, other);
    return LR_OK;
}

enum lr_status ports_find(const struct net *net, const char *name, const char *text,
                          struct port_map *map, struct lr_error *err)
{
    if (!text || !strcmp(text, "auto"))
        return ports_detect(net, name, map, err);
    enum lr_status status = check(net, name, err);
    if (!status)
        status = ports_parse(text, map, err);
    if (status)
        return status;

    struct port_map found;
    if (ports_detect(net, name, &found, NULL) ||
        !(through_db(net, &found) - through_db(net, map) >= clear_db))
        return LR_OK;
    char given[64];
    describe(net, map, given, sizeof given);
    return note_add(err, NOTE_WARNING,
                    "%s: ports %s contradict the data, which look like "
                    "%s: %s; the given map has %s",
                    name, map->text, found.text, found.evidence, given);
}

enum lr_status ports_mixed(const struct net *net, const struct port_map *map,
                           struct net *out, struct lr_error *err)
{
    const size_t order[] = {map->near[0], map->near[1], map->far[0], map->far[1]};
    struct net pairs;
    enum lr_status status = net_reorder(net, order, 4, &pairs, err);
    if (!status)
        status = net_mixed(&pairs, out, err);
    else
        *out = (struct net){0, 0, NULL, NULL, NULL};
    net_free(&pairs);
    return status;
}

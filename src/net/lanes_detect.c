/* Which port leads to which, from S at the lowest frequency above 0. */
#include "config.h"

#include "net/lanes.h"

#include "base/quantity.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The same as for 4-ports, net/ports.c: a through path beats every coupling by more
 * than a factor of two, and no passive lane loses 20 dB at the lowest frequency. */
static const double clear_db = 6.0;
static const double no_path_db = -20.0;

/* In what order a writer of files numbers the ports. */
static const char *const regular[] = {"13-24", "12-34", "12-43", "halves"};

/* Where the two largest waves go that leave when port `from` is driven. */
struct ways {
    size_t from, first, second;
    double first_db, second_db;
};

/* Series capacitors block DC, so the lowest frequency above it is looked at. */
static size_t lowest(const struct net *net)
{
    return net->nf > 1 && !(net->freq[0] > 0.0);
}

static double freq_ghz(const struct net *net)
{
    return net->freq[lowest(net)] / unit_ghz;
}

static double level_db(const struct net *net, size_t i, size_t j)
{
    return db_of(cabs(*net_s(net, lowest(net), i, j)));
}

static struct ways ways_from(const struct net *net, size_t from)
{
    struct ways w = {from, from, from, -(double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < net->np; i++) {
        if (i == from)
            continue;
        const double db = level_db(net, i, from);
        if (w.first == from || db > w.first_db) {
            w.second = w.first;
            w.second_db = w.first_db;
            w.first = i;
            w.first_db = db;
        } else if (w.second == from || db > w.second_db) {
            w.second = i;
            w.second_db = db;
        }
    }
    return w;
}

static bool is_clear(const struct ways *w)
{
    return w->first_db >= no_path_db && w->first_db - w->second_db >= clear_db;
}

struct element {
    char text[32];              /* "|S21| -0.4 dB", "|S12,11| -0.4 dB"         */
};

/* "|S21|", and with a comma where the digits would run together. */
static struct element name_of(const struct net *net, size_t i, size_t j)
{
    struct element e;
    assert(i < net->np && j < net->np && net->np <= 4 * LANES_MOST);
    snprintf(e.text, sizeof e.text, net->np > 9 ? "|S%u,%u|" : "|S%u%u|", (unsigned)i + 1,
             (unsigned)j + 1);
    return e;
}

static enum lr_status check(const struct net *net, const char *name, struct lr_error *err)
{
    const struct mark mark = {name, 0, 0};
    if (!net->np || net->np % 4)
        return error_at(err, mark, "%zu ports; every differential lane has four",
                        net->np);
    if (net->np > 4 * LANES_MOST)
        return error_at(err, mark, "%zu ports; at most %d, %d lanes, are possible",
                        net->np, 4 * LANES_MOST, LANES_MOST);
    if (!net->nf)
        return error_at(err, mark, "no frequency points");
    return LR_OK;
}

/* No port has a path in a crosstalk file, one or some where a line is open. */
static enum lr_status no_path(const struct net *net, const char *name,
                              const struct ways *w, struct lr_error *err)
{
    struct ways best = *w;
    for (size_t j = 0; j < net->np; j++) {
        const struct ways other = ways_from(net, j);
        if (other.first_db > best.first_db)
            best = other;
    }
    const struct mark mark = {name, 0, 0};
    if (best.first_db >= no_path_db)
        return error_at(err, mark, "port %zu has no through path: its strongest at %g "
                        "GHz is %s %.1f dB; give --ports", w->from + 1, freq_ghz(net),
                        name_of(net, w->first, w->from).text, w->first_db);
    return error_at(err, mark, "no through path to tell the ports by: the strongest at "
                    "%g GHz is %s %.1f dB, as in a crosstalk file; give --ports",
                    freq_ghz(net), name_of(net, best.first, best.from).text,
                    best.first_db);
}

/* partner[j] is the other end of the through path at port j. */
static enum lr_status find_paths(const struct net *net, const char *name,
                                 size_t partner[4 * LANES_MOST], struct lr_error *err)
{
    const struct mark mark = {name, 0, 0};
    for (size_t j = 0; j < net->np; j++) {
        const struct ways w = ways_from(net, j);
        if (!(w.first_db >= no_path_db))
            return no_path(net, name, &w, err);
        if (!is_clear(&w))
            return error_at(err, mark, "the port order is ambiguous: at %g GHz %s %.1f "
                            "dB against %s %.1f dB; give --ports", freq_ghz(net),
                            name_of(net, w.first, j).text, w.first_db,
                            name_of(net, w.second, j).text, w.second_db);
        partner[j] = w.first;
    }
    for (size_t j = 0; j < net->np; j++) {
        const size_t i = partner[j];
        if (partner[i] != j)
            return error_at(err, mark, "the ports are not joined two by two: at %g GHz "
                            "the strongest path of port %zu is %s, but that of port %zu "
                            "is %s; give --ports", freq_ghz(net), j + 1,
                            name_of(net, i, j).text, i + 1,
                            name_of(net, partner[i], i).text);
    }
    return LR_OK;
}

static bool follows(const struct lane_map *map, const size_t *partner)
{
    for (size_t l = 0; l < map->n; l++)
        for (size_t leg = 0; leg < 2; leg++)
            if (partner[map->lane[l].near[leg]] != map->lane[l].far[leg])
                return false;
    return true;
}

/* Names as many paths as fit. */
static enum lr_status irregular(const struct net *net, const char *name,
                                const size_t *partner, struct lr_error *err)
{
    char paths[512] = "";
    size_t used = 0;
    for (size_t j = 0; j < net->np && used + 16 < sizeof paths; j++)
        if (partner[j] > j) {
            const int n = snprintf(paths + used, sizeof paths - used, "%s%zu->%zu",
                                   used ? ", " : "", j + 1, partner[j] + 1);
            used += n > 0 ? (size_t)n : 0;
        }
    return error_at(err, (struct mark){name, 0, 0},
                    "the port order is irregular, neither 13-24, 12-34 or 12-43 in every "
                    "block of four nor halves: the through paths at %g GHz are %s; give "
                    "--ports lane by lane, in the form 1,3-2,4:5,7-6,8",
                    freq_ghz(net), paths);
}

static void add_evidence(const struct net *net, const size_t *partner,
                         struct lane_map *map)
{
    size_t weak[2] = {partner[0], 0}, strong[2] = {0, 0};
    double weak_db = level_db(net, weak[0], weak[1]), strong_db = 0.0;
    for (size_t j = 0; j < net->np; j++)
        for (size_t i = 0; i < net->np; i++) {
            const double db = level_db(net, i, j);
            if (i == partner[j] && db < weak_db) {
                weak[0] = i;
                weak[1] = j;
                weak_db = db;
            } else if (i != partner[j] && i != j &&
                       (strong[0] == strong[1] || db > strong_db)) {
                strong[0] = i;
                strong[1] = j;
                strong_db = db;
            }
        }
    snprintf(map->evidence, sizeof map->evidence, "at %g GHz the weakest through path, "
             "%s, has %.1f dB, the strongest coupling, %s, %.1f dB", freq_ghz(net),
             name_of(net, weak[0], weak[1]).text, weak_db,
             name_of(net, strong[0], strong[1]).text, strong_db);
}

enum lr_status lanes_detect(const struct net *net, const char *name,
                            struct lane_map *map, struct lr_error *err)
{
    size_t partner[4 * LANES_MOST];
    *map = (struct lane_map){.n = 0};
    enum lr_status status = check(net, name, err);
    if (!status)
        status = find_paths(net, name, partner, err);
    for (size_t i = 0; !status && i < sizeof regular / sizeof regular[0]; i++) {
        status = lanes_parse(regular[i], net->np, map, err);
        if (status || !follows(map, partner))
            continue;
        map->detected = true;
        add_evidence(net, partner, map);
        return note_add(err, NOTE_ASSUMPTION, "%s: lanes %s by the through paths; S does "
                        "not tell which ends are near and which legs form a pair, "
                        "--ports does", name, map->text);
    }
    *map = (struct lane_map){.n = 0};
    return status ? status : irregular(net, name, partner, err);
}

/* A given path contradicts the data when another clear one leaves its port. */
enum lr_status lanes_check(const struct net *net, const char *name,
                           const struct lane_map *map, struct lr_error *err)
{
    for (size_t l = 0; l < map->n; l++)
        for (size_t leg = 0; leg < 2; leg++) {
            const size_t to = map->lane[l].far[leg];
            const struct ways w = ways_from(net, map->lane[l].near[leg]);
            if (w.first == to || !is_clear(&w))
                continue;
            return note_add(err, NOTE_WARNING, "%s: ports %s contradict the data: at %g "
                            "GHz port %zu leads to port %zu, %s %.1f dB, not to port "
                            "%zu, %s %.1f dB", name, map->text, freq_ghz(net), w.from + 1,
                            w.first + 1, name_of(net, w.first, w.from).text, w.first_db,
                            to + 1, name_of(net, to, w.from).text,
                            level_db(net, to, w.from));
        }
    return LR_OK;
}

enum lr_status lanes_find(const struct net *net, const char *name, const char *text,
                          struct lane_map *map, struct lr_error *err)
{
    if (!text || !strcmp(text, "auto"))
        return lanes_detect(net, name, map, err);
    *map = (struct lane_map){.n = 0};
    enum lr_status status = check(net, name, err);
    if (!status)
        status = lanes_parse(text, net->np, map, err);
    if (!status)
        status = lanes_check(net, name, map, err);
    return status;
}

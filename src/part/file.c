#include "config.h"

#include "part/file.h"

#include "net/grid.h"
#include "net/ports.h"
#include "net/touchstone.h"
#include "part/lanes.h"
#include "part/stackup.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const double reference = 100.0;          /* [ohm] differential */

static const struct part_key keys[] = {
    {"ports", DIM_NUMBER, false, 0.0, 0.0, "13-24, 12-34 or auto", 0.0, 0.0,
     "the pair of each end; auto finds it from the data"},
    {0}};

/* What can be said of the map before the file is opened. */
static enum lr_status check_map(const char *ports, bool coupled, struct mark mark,
                                struct port_map *map, struct lr_error *err)
{
    const bool given = ports && strcmp(ports, "auto");
    if (given && ports_parse(ports, map, NULL))
        return error_at(err, mark,
                        "ports: '%s' pairs no four ports; write 13-24, 12-34 or "
                        "auto",
                        ports);
    if (coupled && !given)
        return error_at(err, mark,
                        "the port order of an aggressor cannot be found from its "
                        "data; write ports: 13-24");
    return LR_OK;
}

/* The map of a through file, given or found. */
static enum lr_status find_map(const struct net *all, const char *ports,
                               const struct part_source *source, struct part_file *file,
                               struct port_map *map, struct lr_error *err)
{
    enum lr_status status = ports_find(all, file->path, ports, map, err);
    if (status)
        return status;
    file->ports = arena_strdup(source->arena, map->text);
    file->evidence = map->detected          ? arena_strdup(source->arena, map->evidence)
                     : ports == source->ports ? "Port Order of the interface"
                                              : "as given";
    return file->ports && file->evidence ? LR_OK : error_memory(err, "the port map");
}

/* 4-port to differential 2-port. */
static enum lr_status differential(const struct net *all, const struct port_map *map,
                                   struct net *out, struct lr_error *err)
{
    static const size_t pair[] = {0, 1};        /* d1 d2 of d1 d2 c1 c2 */
    /* The whole 4-port first: with mode conversion, a block that was cut out already
     * cannot be referred to another impedance. */
    struct net single = {0}, mixed = {0};
    enum lr_status status = net_renormalise(all, 0.5 * reference, &single, err);
    if (!status)
        status = ports_mixed(&single, map, &mixed, err);
    if (!status)
        status = net_reorder(&mixed, pair, 2, out, err);
    net_free(&single);
    net_free(&mixed);
    return status;
}

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
    if (!status && all->np != 4)
        status =
            error_at(err, mark, "%s has %zu ports; a differential path needs a 4-port",
                     file->path, all->np);
    return status;
}

enum lr_status part_file_read(const char *path, const char *ports, struct mark mark,
                              const struct part_source *source, struct part_file *file,
                              struct lr_error *err)
{
    struct net all = {0};
    struct port_map map;
    enum lr_status status = place(path, source, file, err);
    if (!status)
        status = check_map(ports, false, mark, &map, err);
    if (!status)
        status = load(file, mark, &all, err);
    if (!status)
        status = find_map(&all, ports, source, file, &map, err);
    if (!status)
        status = differential(&all, &map, &file->net, err);
    net_free(&all);
    return status;
}

enum lr_status part_file_couple(const char *path, const char *ports, struct mark mark,
                                const struct part_source *source, struct part_file *file,
                                struct lr_error *err)
{
    struct port_map map;
    enum lr_status status = place(path, source, file, err);
    if (!status)
        status = check_map(ports, true, mark, &map, err);
    if (status)
        return status;
    file->ports = arena_strdup(source->arena, map.text);
    file->evidence = "as given";
    return file->ports ? LR_OK : error_memory(err, "the port map");
}

enum lr_status part_file_load(struct part_file *file, struct mark mark,
                              struct lr_error *err)
{
    struct net all = {0};
    struct port_map map;
    enum lr_status status = ports_parse(file->ports, &map, err);
    if (!status)
        status = load(file, mark, &all, err);
    if (!status)
        status = differential(&all, &map, &file->net, err);
    net_free(&all);
    return status;
}

static enum lr_status read_file(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    static const char *const allowed[] = {"file", "ports", NULL};
    struct part_file *file = arena_alloc(source->arena, sizeof *file);
    if (!file)
        return error_memory(err, "a file");
    part->data = file;
    const struct yaml_node *ports = yaml_get(map, "ports");
    enum lr_status status = yaml_keys(map, allowed, "file", err);
    if (!status && ports)
        status = yaml_expect(ports, YAML_SCALAR, "ports", err);
    if (!status && ports && source->ports && strcmp(ports->text, "auto") &&
        strcmp(ports->text, source->ports))
        status = note_add(err, NOTE_WARNING,
                          "%s: ports %s are used, not %s as the interface's Port Order "
                          "says",
                          part->name, ports->text, source->ports);
    if (!status)
        status = part_file_read(part->name, ports ? ports->text : source->ports,
                                part->mark, source, file, err);
    return status;
}

/* On another grid, with a DC point where that has one. */
static enum lr_status put_on_grid(const struct net *net, const char *path, size_t nf,
                                  const double *freq, struct net *out,
                                  struct lr_error *err)
{
    if (!(freq[0] < net->freq[0]))
        return net_resample(net, path, nf, freq, out, err);
    struct net with_dc;
    enum lr_status status = net_with_dc(net, path, &with_dc, err);
    if (!status)
        status = net_resample(&with_dc, path, nf, freq, out, err);
    net_free(&with_dc);
    return status;
}

enum lr_status part_file_network(const struct part_file *file, size_t nf,
                                 const double *freq, struct net *out,
                                 struct lr_error *err)
{
    return put_on_grid(&file->net, file->path, nf, freq, out, err);
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    return part_file_network(part->data, nf, freq, out, err);
}

/* Lanes do not couple in a file: each keeps its own mode conversion. */
static enum lr_status prepare(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err)
{
    (void)lanes;
    (void)pitch;
    (void)source;
    struct part_file *file = part->data;
    struct net all = {0}, single = {0};
    struct port_map map = {.detected = false};
    enum lr_status status = ports_parse(file->ports, &map, err);
    if (!status)
        status = load(file, part->mark, &all, err);
    if (!status)
        status = net_renormalise(&all, 0.5 * reference, &single, err);
    const size_t order[] = {map.near[0], map.near[1], map.far[0], map.far[1]};
    if (!status)
        status = net_reorder(&single, order, 4, &file->legs, err);
    net_free(&all);
    net_free(&single);
    return status;
}

static enum lr_status copies(const struct part *part, struct part_lanes *lanes,
                             struct net_bundle *out, struct lr_error *err)
{
    const struct part_file *file = part->data;
    struct net lane;
    *out = (struct net_bundle){0};
    enum lr_status status =
        put_on_grid(&file->legs, file->path, lanes->nf, lanes->freq, &lane, err);
    if (!status)
        status = net_bundle_copies(&lane, lanes->n, out, err);
    net_free(&lane);
    return status;
}

static const struct net *measured(const struct part *part)
{
    const struct part_file *file = part->data;
    return &file->net;
}

static void release(struct part *part)
{
    struct part_file *file = part->data;
    if (!file)
        return;
    net_free(&file->net);
    net_free(&file->legs);
}

const struct part_file *part_file_data(const struct part *part)
{
    return part->data;
}

const struct part_kind part_file = {
    .name = "file",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read_file,
    .network = network,
    .prepare = prepare,
    .lanes = copies,
    .measured = measured,
    .release = release,
};

#include "config.h"

#include "part/file.h"

#include "net/grid.h"
#include "part/lanes.h"
#include "part/read.h"
#include "part/stackup.h"

#include <string.h>

static const struct part_key keys[] = {
    {"ports", DIM_NUMBER, false, 0.0, 0.0, "13-24, 1,2-7,8 or auto", 0.0, 0.0,
     "the pair of each end; auto finds it from the data of a 4-port"},
    {"neighbours", DIM_NUMBER, false, 0.0, 0.0, "a list like 3,4-9,10", 0.0, 0.0,
     "the pairs of the lanes beside it in the same file"},
    {0}};

static enum lr_status read_file(struct part *part, const struct yaml_node *map,
                                const struct part_source *source, struct lr_error *err)
{
    struct part_file *file = arena_alloc(source->arena, sizeof *file);
    struct part_file_given given = {.path = part->name, .mark = part->mark,
                                    .ports = source->ports, .ports_mark = part->mark};
    if (!file)
        return error_memory(err, "a file");
    *file = (struct part_file){0};
    part->data = file;
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (!status)
        status = part_file_take(map, &given, err);
    if (!status && given.ports != source->ports && source->ports &&
        strcmp(given.ports, "auto") && strcmp(given.ports, source->ports))
        status = note_add(err, NOTE_WARNING,
                          "%s: ports %s are used, not %s as the interface's Port Order "
                          "says",
                          part->name, given.ports, source->ports);
    return status ? status : part_file_read(&given, source, file, err);
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

/* Those that the file holds side by side. */
static bool couples(const struct part *part)
{
    const struct part_file *file = part->data;
    return file->lanes->n > 1;
}

static enum lr_status prepare(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err)
{
    (void)pitch;
    (void)source;
    struct part_file *file = part->data;
    const size_t held = file->lanes->n;
    enum lr_status status = part_file_legs(file, lanes->n, part->mark, err);
    if (!status && held > 1 && held < lanes->n)
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s holds %zu of the %zu neighbours; the others run past it "
                          "uncoupled, each like the victim",
                          file->path, held - 1, lanes->n - 1);
    return status;
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    const struct part_file *file = part->data;
    struct net held;
    *out = (struct net_bundle){0};
    enum lr_status status =
        put_on_grid(&file->legs, file->path, lanes->nf, lanes->freq, &held, err);
    if (!status)
        status = net_bundle_lanes(&held, lanes->n, out, err);
    net_free(&held);
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
    .couples = couples,
    .prepare = prepare,
    .lanes = lanes_net,
    .measured = measured,
    .release = release,
};

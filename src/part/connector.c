#include "config.h"

#include "part/connector.h"

#include "net/touchstone.h"
#include "part/connector_model.h"
#include "part/file.h"
#include "part/pair.h"
#include "part/read.h"
#include "part/stackup.h"

struct connector {
    struct connector_model model;       /* without elements: it is a file      */
    struct part_file file;
    struct part as_file;        /* its file as a part of that kind             */
};

static const struct part_key keys[] = {
    {"ports", DIM_NUMBER, false, 0.0, 0.0, "13-24, 1,2-7,8 or auto", 0.0, 0.0,
     "of a Touchstone file: the pair of each end"},
    {"neighbours", DIM_NUMBER, false, 0.0, 0.0, "a list like 3,4-9,10", 0.0, 0.0,
     "of a Touchstone file: the pairs of the lanes beside it"},
    {0}};

static enum lr_status read_given(const struct part_file_given *given,
                                 const struct part_source *source, struct connector *out,
                                 struct lr_error *err)
{
    enum lr_status status = part_file_read(given, source, &out->file, err);
    out->as_file = (struct part){&part_file, out->file.path, given->mark, &out->file};
    return status;
}

/* A Touchstone file beside the model's own. */
static enum lr_status read_file(const struct part_source *source,
                                const struct model *model, struct connector *out,
                                struct lr_error *err)
{
    static const char *const own[] = {"file", "ports", "neighbours", NULL};
    const struct mark mark = yaml_get(model->root, "file")->mark;
    struct part_file_given given = {.mark = mark, .ports_mark = mark};
    struct part_source beside = *source;
    beside.folder = "";
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = model_text(model, "file", NULL, &given.path, err);
    if (!status)
        status = part_file_take(model->root, &given, err);
    if (!status && !(given.path = part_read_beside(source->arena, model, given.path)))
        status = error_memory(err, "a path");
    return status ? status : read_given(&given, &beside, out, err);
}

/* A Touchstone file in the place of a model's name. */
static enum lr_status read_path(struct part *part, const struct yaml_node *map,
                                const struct part_source *source, struct lr_error *err)
{
    struct part_file_given given = {.path = part->name, .mark = part->mark,
                                    .ports_mark = part->mark};
    enum lr_status status = part_file_take(map, &given, err);
    return status ? status : read_given(&given, source, part->data, err);
}

static enum lr_status read_model(struct part *part, const struct yaml_node *map,
                                 const struct part_source *source, struct lr_error *err)
{
    struct connector *connector = part->data;
    const struct yaml_node *ports = yaml_get(map, "ports");
    const struct yaml_node *own = ports ? ports : yaml_get(map, "neighbours");
    const struct model *model;
    if (own)
        return error_at(err, own->key_mark,
                        "%s: '%s' is a model, which tells its own ports; only behind "
                        "connector: FILE.s4p they stand here",
                        own->key, part->name);
    enum lr_status status = part_read_model(part, source, &model, err);
    if (status)
        return status;
    return yaml_get(model->root, "file")
               ? read_file(source, model, connector, err)
               : connector_model_read(source->lib, model, &connector->model, err);
}

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    struct connector *connector = arena_alloc(source->arena, sizeof *connector);
    if (!connector)
        return error_memory(err, "a connector");
    *connector = (struct connector){.model.n = 0};
    part->data = connector;
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (status)
        return status;
    return touchstone_ports(part->name) ? read_path(part, map, source, err)
                                        : read_model(part, map, source, err);
}

static enum lr_status mode(const struct part *part, const struct part_wave *wave,
                           size_t nf, const double *freq, struct net *out,
                           struct lr_error *err)
{
    const struct connector *connector = part->data;
    return connector_model_wave(&connector->model, wave, nf, freq, out, err);
}

static const struct part_coupling *coupling(const struct part *part)
{
    const struct connector *connector = part->data;
    return &connector->model.coupling;
}

static const struct part_pair pair = {mode, coupling};

/* The connector's file as a part, or NULL when it has elements. */
static const struct part *as_file(const struct part *part)
{
    const struct connector *connector = part->data;
    return connector->model.n ? NULL : &connector->as_file;
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    const struct part *file = as_file(part);
    return file ? part_file.network(file, nf, freq, out, err)
                : part_pair_network(&pair, part, nf, freq, out, err);
}

static bool couples(const struct part *part)
{
    const struct connector *connector = part->data;
    const struct part *file = as_file(part);
    return file ? part_file.couples(file) : connector->model.coupling.model != NULL;
}

static enum lr_status prepare(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err)
{
    struct connector *connector = part->data;
    if (connector->model.n)
        return part_coupling_read(source->lib, lanes->n, &connector->model.coupling, err);
    return part_file.prepare(&connector->as_file, lanes, pitch, source, err);
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    const struct part *file = as_file(part);
    return file ? part_file.lanes(file, lanes, out, err)
                : part_pair_lanes(&pair, part, lanes, out, err);
}

static const struct net *measured(const struct part *part)
{
    const struct part *file = as_file(part);
    return file ? part_file.measured(file) : NULL;
}

static double delay(const struct part *part, double freq)
{
    const struct connector *connector = part->data;
    (void)freq;
    return connector_model_delay(&connector->model);
}

static void release(struct part *part)
{
    struct connector *connector = part->data;
    if (connector && !connector->model.n && connector->as_file.kind)
        part_file.release(&connector->as_file);
}

const struct part_file *part_connector_file(const struct part *part)
{
    const struct connector *connector = part->data;
    return connector->model.n ? NULL : &connector->file;
}

const struct part_kind part_connector = {
    .name = "connector",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .couples = couples,
    .prepare = prepare,
    .lanes = lanes_net,
    .measured = measured,
    .delay = delay,
    .release = release,
};

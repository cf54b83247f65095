#include "config.h"

#include "part/connector.h"

#include "line/ladder.h"
#include "part/file.h"
#include "part/pair.h"
#include "part/read.h"

#include <math.h>

enum { MOST_ELEMENTS = 24 };

struct element {
    bool line;                  /* or a branch from each leg to ground         */
    struct line_93a odd, even;  /* of one leg; their constants are those of the whole
                                 * line, which is one length long              */
    struct line_branch branch;
};

struct connector {
    double freq;                /* [Hz] where losses are told; NaN: nowhere    */
    size_t n;                   /* 0: it is a file                             */
    struct element element[MOST_ELEMENTS];
    struct part_file file;
    struct part as_file;        /* its file as a part of that kind             */
};

static const struct part_key keys[] = {{0}};

/* a_1 and a_2 from the two parts of the loss at the model's frequency. */
static enum lr_status set_loss(const struct connector *connector, double root_db,
                               double linear_db, const struct yaml_node *map,
                               struct line_93a *line, struct lr_error *err)
{
    const double freq = connector->freq;
    if (root_db + linear_db > 0.0 && isnan(freq))
        return error_at(err, map->mark, "root_loss and linear_loss hold at freq, which "
                        "the connector has not; write it");
    line->a1 = root_db > 0.0 ? -log(ratio_of(-root_db)) / sqrt(freq) : 0.0;
    line->a2 = linear_db > 0.0 ? -log(ratio_of(-linear_db)) / freq : 0.0;
    return LR_OK;
}

static enum lr_status read_line(struct model_library *lib, const struct model *model,
                                const struct yaml_node *map,
                                const struct connector *connector,
                                struct element *element, struct lr_error *err)
{
    static const char *const allowed[] = {"z",         "z_common",    "delay",
                                          "root_loss", "linear_loss", NULL};
    double z, common, delay, root_db, linear_db;
    const struct part_number numbers[] = {
        {"z", DIM_IMPEDANCE, 1.0, 1e3, "1 ohm to 1 kohm", NAN, &z},
        {"z_common", DIM_IMPEDANCE, 0.1, 1e3, "0.1 ohm to 1 kohm", 0.0, &common},
        {"delay", DIM_TIME, 0.0, 1e-6, "0 to 1 us", NAN, &delay},
        {"root_loss", DIM_DECIBEL, 0.0, 100.0, "0 to 100 dB", 0.0, &root_db},
        {"linear_loss", DIM_DECIBEL, 0.0, 100.0, "0 to 100 dB", 0.0, &linear_db}};
    enum lr_status status = yaml_keys(map, allowed, "a line", err);
    if (!status)
        status = part_read_numbers(lib, model, map, "a line", numbers,
                                   sizeof numbers / sizeof numbers[0], err);
    if (status)
        return status;
    element->line = true;
    element->odd = (struct line_93a){.tau = delay, .zc = 0.5 * z};
    status = set_loss(connector, root_db, linear_db, map, &element->odd, err);
    element->even = element->odd;
    if (common > 0.0)
        element->even.zc = 2.0 * common;
    return status;
}

static enum lr_status read_branch(struct model_library *lib, const struct model *model,
                                  const struct yaml_node *map, struct element *element,
                                  struct lr_error *err)
{
    static const char *const allowed[] = {"r", "l", "c", NULL};
    struct line_branch *branch = &element->branch;
    const struct part_number numbers[] = {
        {"r", DIM_IMPEDANCE, 0.0, 1e6, "0 to 1000 kohm", 0.0, &branch->r},
        {"l", DIM_INDUCTANCE, 0.0, 1e-6, "0 to 1000 nH", 0.0, &branch->l},
        {"c", DIM_CAPACITANCE, 1e-18, 1e-9, "0.001 fF to 1 nF", NAN, &branch->c}};
    enum lr_status status = yaml_keys(map, allowed, "a branch", err);
    return status ? status
                  : part_read_numbers(lib, model, map, "a branch", numbers,
                                      sizeof numbers / sizeof numbers[0], err);
}

static enum lr_status read_elements(struct model_library *lib, const struct model *model,
                                    struct connector *out, struct lr_error *err)
{
    static const char *const own[] = {"freq", "elements", NULL};
    const struct part_number freq = {"freq", DIM_FREQUENCY, 1e6, 1e12, "1 MHz to 1 THz",
                                     0.0, &out->freq};
    struct yaml_node *elements;
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = part_read_numbers(lib, model, model->root, "a connector", &freq, 1, err);
    if (!status)
        status = yaml_need(model->root, "elements", YAML_SEQUENCE, "a connector",
                           &elements, err);
    if (!status && !(elements->n >= 1 && elements->n <= MOST_ELEMENTS))
        status = error_at(err, elements->mark, "%zu elements; write 1 to %d", elements->n,
                          MOST_ELEMENTS);
    if (!status && !(out->freq > 0.0))
        out->freq = NAN;
    for (const struct yaml_node *node = status ? NULL : elements->first; !status && node;
         node = node->next) {
        struct element *element = &out->element[out->n++];
        status = yaml_expect(node, YAML_MAPPING, "an element", err);
        if (!status)
            status = yaml_get(node, "z") || yaml_get(node, "delay")
                         ? read_line(lib, model, node, out, element, err)
                         : read_branch(lib, model, node, element, err);
    }
    return status;
}

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

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    struct connector *connector = arena_alloc(source->arena, sizeof *connector);
    const struct model *model;
    if (!connector)
        return error_memory(err, "a connector");
    *connector = (struct connector){.n = 0};
    part->data = connector;
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (!status)
        status = part_read_model(part, source, &model, err);
    if (status)
        return status;
    return yaml_get(model->root, "file")
               ? read_file(source, model, connector, err)
               : read_elements(source->lib, model, connector, err);
}

static enum lr_status mode(const struct part *part, enum line_pair_mode mode, size_t nf,
                           const double *freq, struct net *out, struct lr_error *err)
{
    const struct connector *connector = part->data;
    enum lr_status status = line_ladder_init(out, part_leg, nf, freq, err);
    for (size_t i = 0; !status && i < connector->n; i++) {
        const struct element *element = &connector->element[i];
        status = element->line
                     ? line_ladder_93a(out, mode == LINE_PAIR_EVEN ? &element->even
                                                                   : &element->odd,
                                       1.0, err)
                     : line_ladder_shunt(out, &element->branch, err);
    }
    return status;
}

static const struct part_pair pair = {mode};

/* The connector's file as a part, or NULL when it has elements. */
static const struct part *as_file(const struct part *part)
{
    const struct connector *connector = part->data;
    return connector->n ? NULL : &connector->as_file;
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
    const struct part *file = as_file(part);
    return file && part_file.couples(file);
}

static enum lr_status prepare(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err)
{
    struct connector *connector = part->data;
    if (connector->n)
        return LR_OK;
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
    double sum = 0.0;
    (void)freq;
    for (size_t i = 0; i < connector->n; i++)
        sum += connector->element[i].line ? connector->element[i].odd.tau : 0.0;
    return sum;
}

static void release(struct part *part)
{
    struct connector *connector = part->data;
    if (connector && !connector->n && connector->as_file.kind)
        part_file.release(&connector->as_file);
}

const struct part_file *part_connector_file(const struct part *part)
{
    const struct connector *connector = part->data;
    return connector->n ? NULL : &connector->file;
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

#include "config.h"

#include "part/trace.h"

#include "line/trace.h"
#include "part/material.h"

#include <string.h>

static const double reference = 100.0;          /* [ohm] differential */

struct trace {
    double length;              /* [m]                                         */
    struct line_trace line;
};

static const struct part_key keys[] = {
    {"length", DIM_LENGTH, true, 1e-6, 100.0, "1 um to 100 m", 5e-3, 2.0,
     "length of the trace"},
    {0}};

/* The cross-section behind a stackup's name. */
static enum lr_status read_stackup(const struct part_source *source, const char *name,
                                   struct mark mark, struct line_trace *line,
                                   struct lr_error *err)
{
    static const char *const allowed[] = {
        "lanereach", "kind", "name", "aliases", "title", "source", "grade", "type",
        "width", "gap", "plane_spacing", "thickness", "plane_thickness", "material",
        "foil", NULL};
    const struct model *model;
    const char *type, *material, *foil;
    struct part_foil metal;
    const struct {
        const char *key;
        double *to;
    } lengths[] = {{"width", &line->strip.width},
                   {"gap", &line->strip.gap},
                   {"plane_spacing", &line->strip.plane_spacing},
                   {"thickness", &line->strip.thickness},
                   {"plane_thickness", &line->plane_thickness}};
    enum lr_status status = model_find(source->lib, "stackup", name, mark, &model, err);
    if (!status)
        status = yaml_keys(model->root, allowed, "a stackup", err);
    if (!status)
        status = model_text(model, "type", NULL, &type, err);
    if (!status && strcmp(type, "edge-coupled-stripline"))
        status = error_at(err, yaml_get(model->root, "type")->mark,
                          "cross-section '%s': a link's trace is an "
                          "edge-coupled-stripline; lanereach line solves the others",
                          type);
    for (size_t i = 0; !status && i < sizeof lengths / sizeof lengths[0]; i++)
        status = model_quantity(source->lib, model, lengths[i].key, DIM_LENGTH,
                                lengths[i].to, err);
    if (!status)
        status = model_text(model, "material", NULL, &material, err);
    if (!status)
        status = model_text(model, "foil", NULL, &foil, err);
    if (!status)
        status = part_material_laminate(source->lib, material,
                                        yaml_get(model->root, "material")->mark,
                                        source->temperature, &line->dielectric, err);
    if (!status)
        status = part_material_foil(source->lib, foil,
                                    yaml_get(model->root, "foil")->mark,
                                    source->temperature, &metal, err);
    if (status)
        return status;
    line->rough = line_huray_cannonball(metal.rz);
    line->resistivity = metal.resistivity;
    return line_trace_init(line, err);
}

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    static const char *const allowed[] = {"trace", "length", "vary", NULL};
    struct trace *trace = arena_alloc(source->arena, sizeof *trace);
    struct yaml_node *length;
    if (!trace)
        return error_memory(err, "a trace");
    part->data = trace;
    enum lr_status status = yaml_keys(map, allowed, "trace", err);
    if (!status)
        status = yaml_need(map, "length", YAML_SCALAR, "trace", &length, err);
    if (!status)
        status = yaml_quantity(length, DIM_LENGTH, "length", &trace->length, err);
    if (!status)
        status = part_key_check(&keys[0], trace->length, length->text, length->mark, err);
    if (!status)
        status = read_stackup(source, part->name, part->mark, &trace->line, err);
    return status;
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    const struct trace *trace = part->data;
    return line_trace_sparam(&trace->line, trace->length, reference, nf, freq, out, err);
}

static double *quantity(const struct part *part, const char *key)
{
    struct trace *trace = part->data;
    return strcmp(key, "length") ? NULL : &trace->length;
}

static double delay(const struct part *part, double freq)
{
    const struct trace *trace = part->data;
    return trace->length * line_trace_delay(&trace->line, freq);
}

const struct part_kind part_trace = {
    .name = "trace",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .quantity = quantity,
    .delay = delay,
};

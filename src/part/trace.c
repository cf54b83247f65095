#include "config.h"

#include "part/trace.h"

#include "part/lanes.h"
#include "part/read.h"
#include "part/wide.h"

#include <string.h>

static const double reference = 100.0;          /* [ohm] differential */

struct trace {
    double length;              /* [m]                                         */
    struct stackup stackup;
    const struct line_solution *solution;       /* kept by the library         */
    const struct line_solution *wide;   /* of lanes side by side; NULL: none couple */
};

static const struct part_key keys[] = {
    {"length", DIM_LENGTH, true, 1e-6, 100.0, "1 um to 100 m", 5e-3, 2.0,
     "length of the trace"},
    {0}};

/* The cross-section behind a stackup's name. */
static enum lr_status read_stackup(const struct part_source *source,
                                   const struct part *part, struct trace *trace,
                                   struct lr_error *err)
{
    struct stackup *stackup = &trace->stackup;
    const char *name;
    enum lr_status status = part_read_name(part, source, &name, err);
    if (!status)
        status = stackup_read(source->lib, name, part->mark, source->temperature, NULL,
                              stackup, err);
    if (!status && !stackup->type->pair)
        status = error_at(err, part->mark,
                          "stackup '%s' is a %s: a link's trace is a differential pair",
                          part->name, stackup->type->name);
    if (!status)
        status = stackup_solution(source->lib, stackup, NULL, &trace->solution, err);
    return status;
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
        status = read_stackup(source, part, trace, err);
    return status;
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    const struct trace *trace = part->data;
    return line_solution_pair_net(trace->solution, trace->length, reference, nf, freq,
                                  out, err);
}

static bool couples(const struct part *part)
{
    const struct trace *trace = part->data;
    return part_wide_couples(&trace->stackup);
}

static enum lr_status prepare(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err)
{
    struct trace *trace = part->data;
    const struct part_wide wide = {&trace->stackup, "trace", part->name};
    if (!couples(part) || lanes->n < 2)
        return LR_OK;
    return part_wide_solve(&wide, lanes, pitch, source->lib, &trace->wide, err);
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    const struct trace *trace = part->data;
    return part_lanes_line(lanes, trace->solution, trace->wide, trace->length, out, err);
}

static double *quantity(const struct part *part, const char *key)
{
    struct trace *trace = part->data;
    return strcmp(key, "length") ? NULL : &trace->length;
}

static double delay(const struct part *part, double freq)
{
    const struct trace *trace = part->data;
    const struct line_solution *solution = trace->wide ? trace->wide : trace->solution;
    struct line_mode_figures odd;
    if (line_solution_mode(solution, LINE_PAIR_ODD, 0, freq, &odd, NULL))
        return 0.0;
    return trace->length * odd.delay;
}

const struct part_kind part_trace = {
    .name = "trace",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .couples = couples,
    .prepare = prepare,
    .lanes = lanes_net,
    .quantity = quantity,
    .delay = delay,
};

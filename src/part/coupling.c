#include "config.h"

#include "part/coupling.h"

#include "base/parallel.h"
#include "part/read.h"

#include <math.h>

enum lr_status part_coupling_find(const struct model *model, struct part_coupling *out,
                                  struct lr_error *err)
{
    static const char *const allowed[] = {"inductive", "capacitive", NULL};
    const struct yaml_node *map = yaml_get(model->root, "crosstalk");
    *out = (struct part_coupling){.model = map ? model : NULL};
    enum lr_status status =
        map ? yaml_expect(map, YAML_MAPPING, "crosstalk", err) : LR_OK;
    return status || !map ? status : yaml_keys(map, allowed, "crosstalk", err);
}

enum lr_status part_coupling_read(struct model_library *lib, size_t lanes,
                                  struct part_coupling *coupling, struct lr_error *err)
{
    /* Below 1/2 with some distance: there a wave of many lanes stands still. */
    const struct part_number numbers[] = {
        {"inductive", DIM_NUMBER, 0.0, 0.4, "0 to 0.4", NAN, &coupling->inductive},
        {"capacitive", DIM_NUMBER, 0.0, 0.4, "0 to 0.4", NAN, &coupling->capacitive}};
    if (!coupling->model || lanes < 2)
        return LR_OK;
    return part_read_numbers(lib, coupling->model,
                             yaml_get(coupling->model->root, "crosstalk"), "crosstalk",
                             numbers, sizeof numbers / sizeof numbers[0], err);
}

struct job {
    const struct part_legs *legs;
    const struct part *part;
    const struct part_coupling *coupling;
    const struct part_lanes *lanes;
    struct net net[PART_MOST_LANES];    /* by mode of the row                  */
};

static enum lr_status make_mode(void *context, size_t m, struct lr_error *err)
{
    struct job *job = context;
    const struct part_lanes *lanes = job->lanes;
    const double value = net_bundle_row_value(lanes->n, m);
    const struct part_coupling met = {job->coupling->model,
                                      value * job->coupling->inductive,
                                      value * job->coupling->capacitive};
    return job->legs->make(job->legs->context, job->part, &met, lanes->nf, lanes->freq,
                           &job->net[m], err);
}

static enum lr_status copies(const struct part_legs *legs, const struct part *part,
                             const struct part_lanes *lanes, struct net_bundle *out,
                             struct lr_error *err)
{
    const struct part_coupling none = {.model = NULL};
    struct net lane = {0};
    enum lr_status status = legs->make(legs->context, part, &none, lanes->nf, lanes->freq,
                                       &lane, err);
    if (!status)
        status = net_bundle_copies(&lane, lanes->n, out, err);
    net_free(&lane);
    return status;
}

enum lr_status part_coupling_lanes(const struct part_legs *legs, const struct part *part,
                                   const struct part_coupling *coupling,
                                   struct part_lanes *lanes, struct net_bundle *out,
                                   struct lr_error *err)
{
    *out = (struct net_bundle){0};
    if (!coupling || !coupling->model || lanes->n < 2)
        return copies(legs, part, lanes, out, err);
    if (part_lanes_find(lanes, coupling->model, legs->size, out))
        return LR_OK;
    struct job job = {legs, part, coupling, lanes, {{0}}};
    enum lr_status status = parallel_for(lanes->n, make_mode, &job, err);
    if (!status)
        status = net_bundle_row(job.net, lanes->n, out, err);
    if (!status)
        status = part_lanes_keep(lanes, coupling->model, legs->size, out, err);
    for (size_t m = 0; m < lanes->n; m++)
        net_free(&job.net[m]);
    return status;
}

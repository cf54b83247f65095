#include "config.h"

#include "part/via.h"

#include "base/array.h"
#include "line/ladder.h"
#include "line/leg.h"
#include "part/pair.h"
#include "part/read.h"
#include "part/stackup.h"
#include "part/via_model.h"

#include <math.h>
#include <string.h>

struct via {
    double length, stub;        /* [m]                                         */
    struct via_model model;
    struct part_coupling coupling;
    const struct line_solution *solution;       /* of the barrels; kept        */
};

static const struct part_key keys[] = {
    {"length", DIM_LENGTH, true, 1e-5, 0.05, "10 um to 50 mm", 1e-4, 5e-3,
     "of the barrels from the layer of one trace to that of the other"},
    {"stub", DIM_LENGTH, true, 0.0, 0.05, "0 to 50 mm", 1e-5, 5e-3,
     "of the barrels beyond the second layer; default 0"},
    {0}};

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    struct via *via = arena_alloc(source->arena, sizeof *via);
    const struct model *model;
    if (!via)
        return error_memory(err, "a via");
    part->data = via;
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (!status)
        status = part_read_quantity(part->kind, map, "length", NAN, &via->length, err);
    if (!status)
        status = part_read_quantity(part->kind, map, "stub", 0.0, &via->stub, err);
    if (!status)
        status = part_read_model(part, source, &model, err);
    if (!status)
        status =
            via_model_read(source->lib, model, source->temperature, &via->model, err);
    if (!status)
        status = part_coupling_find(model, &via->coupling, err);
    if (!status)
        status = via_model_solution(source->lib, &via->model, &via->solution, err);
    return status;
}

static bool couples(const struct part *part)
{
    const struct via *via = part->data;
    return via->coupling.model != NULL;
}

static enum lr_status prepare(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err)
{
    struct via *via = part->data;
    (void)pitch;
    return part_coupling_read(source->lib, lanes->n, &via->coupling, err);
}

/* One leg: pad, return, barrel, stub and pad. */
static enum lr_status build(const struct via *via, enum line_pair_mode mode,
                            const double complex *z, const double complex *y,
                            struct net *out, struct lr_error *err)
{
    const struct line_branch pad = {.c = via_model_pad(&via->model)};
    /* The common current of both legs returns through it: each sees it twice. */
    const struct line_branch around = {
        .l = 2.0 * via_model_return(&via->model, via->length), .c = HUGE_VAL};
    const bool even = mode == LINE_PAIR_EVEN && around.l > 0.0;
    enum lr_status status = pad.c > 0.0 ? line_ladder_shunt(out, &pad, err) : LR_OK;
    if (!status && even)
        status = line_ladder_series(out, &around, err);
    if (!status)
        status = line_ladder_uniform(out, z, y, via->length, err);
    if (!status && via->stub > 0.0)
        status = line_ladder_stub(out, z, y, via->stub, err);
    if (!status && pad.c > 0.0)
        status = line_ladder_shunt(out, &pad, err);
    return status;
}

static enum lr_status mode(const struct part *part, const struct part_wave *wave,
                           size_t nf, const double *freq, struct net *out,
                           struct lr_error *err)
{
    const struct via *via = part->data;
    double complex *z = array_alloc(nf, sizeof *z), *y = array_alloc(nf, sizeof *y);
    enum lr_status status = line_ladder_init(out, part_leg, nf, freq, err);
    if (!status && !(z && y))
        status = error_memory(err, "a via");
    if (!status) {
        line_leg(&via->solution->section, wave->mode, nf, freq, z, y);
        for (size_t k = 0; k < nf; k++) {
            z[k] *= wave->z;
            y[k] *= wave->y;
        }
        status = build(via, wave->mode, z, y, out, err);
    }
    if (status)
        net_free(out);
    array_free(y);
    array_free(z);
    return status;
}

static const struct part_coupling *coupling(const struct part *part)
{
    const struct via *via = part->data;
    return &via->coupling;
}

static const struct part_pair pair = {mode, coupling};

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    return part_pair_network(&pair, part, nf, freq, out, err);
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    return part_pair_lanes(&pair, part, lanes, out, err);
}

static double *quantity(const struct part *part, const char *key)
{
    struct via *via = part->data;
    return !strcmp(key, "length") ? &via->length
           : !strcmp(key, "stub") ? &via->stub
                                  : NULL;
}

static double delay(const struct part *part, double freq)
{
    const struct via *via = part->data;
    const enum line_pair_mode odd =
        via->model.oval ? LINE_PAIR_ODD : LINE_PAIR_SINGLE;
    struct line_mode_figures figures;
    if (line_solution_mode(via->solution, odd, 0, freq, &figures, NULL))
        return 0.0;
    return via->length * figures.delay;
}

const struct part_kind part_via = {
    .name = "via",
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

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

/* z and y of the barrels by mode, which is what takes its time. */
struct barrels {
    double complex *z[2], *y[2];        /* [nf] of LINE_PAIR_ODD, LINE_PAIR_EVEN */
};

static void free_barrels(struct barrels *barrels)
{
    array_free(barrels->z[0]);          /* the others stand behind it */
}

static enum lr_status make_barrels(const struct via *via, size_t nf, const double *freq,
                                   struct barrels *out, struct lr_error *err)
{
    static const enum line_pair_mode modes[] = {LINE_PAIR_ODD, LINE_PAIR_EVEN};
    double complex *all = array_alloc(nf, 4 * sizeof *all);
    *out = (struct barrels){{all}, {NULL}};
    if (!all)
        return error_memory(err, "a via");
    for (size_t i = 0; i < 2; i++) {
        out->z[i] = all + 2 * i * nf;
        out->y[i] = out->z[i] + nf;
        line_leg(&via->solution->section, modes[i], nf, freq, out->z[i], out->y[i]);
    }
    return LR_OK;
}

/* What a wave meets: barrels of its own z and y. */
static enum lr_status meet(const struct via *via, const struct part_wave *wave,
                           const struct barrels *barrels, size_t nf, const double *freq,
                           struct net *out, struct lr_error *err)
{
    const size_t which = wave->mode == LINE_PAIR_EVEN;
    double complex *z = array_alloc(nf, 2 * sizeof *z), *y = z ? z + nf : NULL;
    enum lr_status status = line_ladder_init(out, part_leg, nf, freq, err);
    if (!status && !z)
        status = error_memory(err, "a via");
    for (size_t k = 0; !status && k < nf; k++) {
        z[k] = barrels->z[which][k] * wave->z;
        y[k] = barrels->y[which][k] * wave->y;
    }
    if (!status)
        status = build(via, wave->mode, z, y, out, err);
    if (status)
        net_free(out);
    array_free(z);
    return status;
}

static enum lr_status legs(const void *context, const struct part *part,
                           const struct part_coupling *coupling, size_t nf,
                           const double *freq, struct net *out, struct lr_error *err)
{
    const struct part_wave apart = part_wave_of(LINE_PAIR_ODD, coupling);
    const struct part_wave together = part_wave_of(LINE_PAIR_EVEN, coupling);
    struct net odd = {0}, even = {0};
    *out = (struct net){0};
    enum lr_status status = meet(part->data, &apart, context, nf, freq, &odd, err);
    if (!status)
        status = meet(part->data, &together, context, nf, freq, &even, err);
    if (!status)
        status = part_pair_legs(&odd, &even, out, err);
    net_free(&odd);
    net_free(&even);
    return status;
}

static enum lr_status mode(const struct part *part, const struct part_wave *wave,
                           size_t nf, const double *freq, struct net *out,
                           struct lr_error *err)
{
    struct barrels barrels;
    *out = (struct net){0};
    enum lr_status status = make_barrels(part->data, nf, freq, &barrels, err);
    if (!status)
        status = meet(part->data, wave, &barrels, nf, freq, out, err);
    free_barrels(&barrels);
    return status;
}

static const struct part_pair pair = {mode, NULL};

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    return part_pair_network(&pair, part, nf, freq, out, err);
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    const struct via *via = part->data;
    struct barrels barrels;
    const struct part_legs how = {{via->length, via->stub}, legs, &barrels};
    *out = (struct net_bundle){0};
    if (via->coupling.model &&
        part_lanes_find(lanes, via->coupling.model, how.size, out))
        return LR_OK;
    enum lr_status status = make_barrels(via, lanes->nf, lanes->freq, &barrels, err);
    if (!status)
        status = part_coupling_lanes(&how, part, &via->coupling, lanes, out, err);
    free_barrels(&barrels);
    return status;
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

#include "config.h"

#include "part/cable.h"

#include "base/array.h"
#include "base/constants.h"
#include "line/ladder.h"
#include "line/leg.h"
#include "part/lanes.h"
#include "part/pair.h"
#include "part/read.h"
#include "part/stackup.h"

#include <math.h>
#include <string.h>

struct cable {
    double length;              /* [m]                                         */
    double skew;                /* [s/m] of the legs, all along                */
    const struct line_solution *solution;       /* kept by the library         */
};

static const struct part_key keys[] = {
    {"length", DIM_LENGTH, true, 1e-3, 1e3, "1 mm to 1 km", 0.1, 10.0,
     "length of the cable"},
    {0}};

/* An assembly's further loss, as that of worse metal and insulation: with the resistivity
 * times the square of the factor and the loss tangent times it, the loss is that of the
 * bare cable times the factor, and as causal and passive.  At 0 Hz it counts twice. */
static void assemble(double factor, struct stackup *stackup)
{
    stackup->value[STACKUP_RESISTIVITY] *= factor * factor;
    stackup->value[STACKUP_DF] *= factor;
    stackup->value[STACKUP_FILLER_DF] *= factor;
}

static enum lr_status read_model(const struct part_source *source,
                                 const struct model *model, struct cable *cable,
                                 struct lr_error *err)
{
    static const char *const own[] = {"stackup", "assembly_factor", "skew", NULL};
    const char *name = NULL;
    double factor;
    const struct part_number numbers[] = {
        {"assembly_factor", DIM_NUMBER, 1.0, 3.0, "1 to 3", 1.0, &factor},
        {"skew", DIM_DELAY, 0.0, 1e-9, "0 to 1 ns/m", 0.0, &cable->skew}};
    struct stackup stackup;
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = part_read_numbers(source->lib, model, model->root, "a cable", numbers,
                                   sizeof numbers / sizeof numbers[0], err);
    if (!status)
        status = model_text(model, "stackup", NULL, &name, err);
    if (status)
        return status;
    const struct mark mark = yaml_get(model->root, "stackup")->mark;
    status = stackup_read(source->lib, name, mark, source->temperature, NULL, &stackup,
                          err);
    if (!status && stackup.type->form != STACKUP_TWINAX)
        status = error_at(err, mark, "stackup '%s' is a %s; a cable is twinax", name,
                          stackup.type->name);
    if (status)
        return status;
    assemble(factor, &stackup);
    return stackup_solution(source->lib, &stackup, NULL, &cable->solution, err);
}

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    struct cable *cable = arena_alloc(source->arena, sizeof *cable);
    const struct model *model;
    if (!cable)
        return error_memory(err, "a cable");
    part->data = cable;
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (!status)
        status = part_read_quantity(part->kind, map, "length", NAN, &cable->length, err);
    if (!status)
        status = part_read_model(part, source, &model, err);
    return status ? status : read_model(source, model, cable, err);
}

/* `length` of one leg in a mode. */
static enum lr_status bare(const struct cable *cable, double length,
                           enum line_pair_mode mode, size_t nf, const double *freq,
                           struct net *out, struct lr_error *err)
{
    double complex *z = array_alloc(nf, sizeof *z), *y = array_alloc(nf, sizeof *y);
    enum lr_status status = line_ladder_init(out, part_leg, nf, freq, err);
    if (!status && !(z && y))
        status = error_memory(err, "a cable");
    if (!status) {
        line_leg(&cable->solution->section, mode, nf, freq, z, y);
        status = line_ladder_uniform(out, z, y, length, err);
    }
    if (status)
        net_free(out);
    array_free(y);
    array_free(z);
    return status;
}

static enum lr_status half(const struct part *part, enum line_pair_mode mode, size_t nf,
                           const double *freq, struct net *out, struct lr_error *err)
{
    const struct cable *cable = part->data;
    return bare(cable, 0.5 * cable->length, mode, nf, freq, out, err);
}

static const struct part_pair halves = {half};

/* One leg late by half of the skew, the other early: the mean is the line's own. */
static enum lr_status twist(const struct cable *cable, size_t nf, const double *freq,
                            struct net *out, struct lr_error *err)
{
    enum lr_status status = net_init(out, nf, 4, part_leg, err);
    for (size_t k = 0; !status && k < nf; k++) {
        const double turn = pi * freq[k] * cable->skew * cable->length;
        out->freq[k] = freq[k];
        *net_s(out, k, 0, 2) = *net_s(out, k, 2, 0) = cexp(-I * turn);
        *net_s(out, k, 1, 3) = *net_s(out, k, 3, 1) = cexp(+I * turn);
    }
    return status;
}

/* The 4-port.  Skew is put in the middle, where it does what a skew all along does when
 * both modes are equally fast, as they are in one dielectric. */
static enum lr_status legs(const struct part *part, size_t nf, const double *freq,
                           struct net *out, struct lr_error *err)
{
    struct net end = {0}, middle = {0}, front = {0};
    *out = (struct net){0};
    enum lr_status status = part_pair_legs(&halves, part, nf, freq, &end, err);
    if (!status)
        status = twist(part->data, nf, freq, &middle, err);
    if (!status)
        status = net_cascade(&end, &middle, &front, err);
    if (!status)
        status = net_cascade(&front, &end, out, err);
    net_free(&front);
    net_free(&middle);
    net_free(&end);
    return status;
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    static const size_t differential[] = {0, 1};        /* of d1 d2 c1 c2 */
    const struct cable *cable = part->data;
    struct net single = {0}, mixed = {0};
    if (!(cable->skew > 0.0))
        return line_solution_pair_net(cable->solution, cable->length, 2.0 * part_leg, nf,
                                      freq, out, err);
    *out = (struct net){0};
    enum lr_status status = legs(part, nf, freq, &single, err);
    if (!status)
        status = net_mixed(&single, &mixed, err);
    if (!status)
        status = net_reorder(&mixed, differential, 2, out, err);
    net_free(&mixed);
    net_free(&single);
    return status;
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    struct net lane;
    *out = (struct net_bundle){0};
    enum lr_status status = legs(part, lanes->nf, lanes->freq, &lane, err);
    if (!status)
        status = net_bundle_copies(&lane, lanes->n, out, err);
    net_free(&lane);
    return status;
}

static double *quantity(const struct part *part, const char *key)
{
    struct cable *cable = part->data;
    return strcmp(key, "length") ? NULL : &cable->length;
}

static double delay(const struct part *part, double freq)
{
    const struct cable *cable = part->data;
    struct line_mode_figures odd;
    if (line_solution_mode(cable->solution, LINE_PAIR_ODD, 0, freq, &odd, NULL))
        return 0.0;
    return cable->length * odd.delay;
}

const struct part_kind part_cable = {
    .name = "cable",
    .role = ROLE_PASSIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .lanes = lanes_net,
    .quantity = quantity,
    .delay = delay,
};

#include "config.h"

#include "part/cable.h"

#include "base/array.h"
#include "line/multi.h"
#include "part/coupling.h"
#include "part/pair.h"
#include "part/read.h"
#include "part/stackup.h"

#include <math.h>
#include <string.h>

struct cable {
    double length;              /* [m]                                         */
    double skew;                /* [s/m] of the legs, all along                */
    struct part_coupling coupling;
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
    static const char *const own[] = {"stackup", "assembly_factor", "skew", "crosstalk",
                                      NULL};
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
        status = part_coupling_find(model, &cable->coupling, err);
    if (!status)
        status = model_text(model, "stackup", NULL, &name, err);
    if (status)
        return status;
    const struct mark mark = yaml_get(model->root, "stackup")->mark;
    if (model_is_path(name) && !(name = part_read_beside(source->arena, model, name)))
        return error_memory(err, "a path");
    status = stackup_read(source->lib, name, mark, source->temperature, NULL, &stackup,
                          err);
    if (!status && stackup.type->form != STACKUP_TWINAX)
        status = error_at(err, mark, "stackup '%s' is of type %s; a cable's is twinax",
                          name, stackup.type->name);
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

/* By how much of itself the + leg is slower, the - leg faster, for the skew: legs of
 * L (1 +- d) and C (1 +- d) turn odd and even mode into each other by w d/2 (L/z + C z)
 * per metre, z the mean of their impedances, which is to be w skew/2. */
static double unlike(const struct cable *cable)
{
    const struct line_multi_section *s = &cable->solution->section;
    const double odd = (s->l[0] - s->l[1]) / (s->c[0] - s->c[1]);
    const double even = (s->l[0] + s->l[1]) / (s->c[0] + s->c[1]);
    const double z = sqrt(sqrt(odd * even));
    return cable->skew / (s->l[0] / z + s->c[0] * z);
}

/* One frequency's z or y of a lane: skew makes the legs unlike by `d`, and what the
 * neighbours add stands crosswise, as each leg sees the legs of the other sign. */
static void meet(double complex m[4], double neighbours, double d)
{
    const double complex mutual = m[1], own = 0.5 * (m[0] + m[3]);
    m[0] = m[0] * (1.0 + d) + neighbours * mutual;
    m[3] = m[3] * (1.0 - d) + neighbours * mutual;
    m[1] += neighbours * own;
    m[2] += neighbours * own;
}

/* The 4-port, ports near + -, far + -. */
static enum lr_status legs(const void *context, const struct part *part,
                           const struct part_coupling *coupling, size_t nf,
                           const double *freq, struct net *out, struct lr_error *err)
{
    const struct cable *cable = part->data;
    const double zref[] = {part_leg, part_leg}, d = unlike(cable);
    double complex *z = array_alloc(4 * nf, sizeof *z);
    double complex *y = array_alloc(4 * nf, sizeof *y);
    (void)context;
    enum lr_status status = net_init(out, nf, 4, part_leg, err);
    if (!status && !(z && y))
        status = error_memory(err, "a cable");
    if (!status) {
        memcpy(out->freq, freq, nf * sizeof *freq);
        line_multi_section_rlgc(&cable->solution->section, nf, freq, z, y);
        for (size_t k = 0; k < nf; k++) {
            meet(z + 4 * k, coupling->inductive, d);
            meet(y + 4 * k, -coupling->capacitive, d);
        }
        const struct line_multi lines = {2, nf, freq, z, y};
        status = line_multi_sparam(&lines, cable->length, zref, out->s, err);
    }
    if (status)
        net_free(out);
    array_free(y);
    array_free(z);
    return status;
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    static const size_t differential[] = {0, 1};        /* of d1 d2 c1 c2 */
    const struct cable *cable = part->data;
    const struct part_coupling alone = {.model = NULL};
    struct net single = {0}, mixed = {0};
    if (!(cable->skew > 0.0))
        return line_solution_pair_net(cable->solution, cable->length, 2.0 * part_leg, nf,
                                      freq, out, err);
    *out = (struct net){0};
    enum lr_status status = legs(NULL, part, &alone, nf, freq, &single, err);
    if (!status)
        status = net_mixed(&single, &mixed, err);
    if (!status)
        status = net_reorder(&mixed, differential, 2, out, err);
    net_free(&mixed);
    net_free(&single);
    return status;
}

static bool couples(const struct part *part)
{
    const struct cable *cable = part->data;
    return cable->coupling.model != NULL;
}

static enum lr_status prepare(struct part *part, const struct stackup_lanes *lanes,
                              struct mark pitch, const struct part_source *source,
                              struct lr_error *err)
{
    struct cable *cable = part->data;
    (void)pitch;
    return part_coupling_read(source->lib, lanes->n, &cable->coupling, err);
}

static enum lr_status lanes_net(const struct part *part, struct part_lanes *lanes,
                                struct net_bundle *out, struct lr_error *err)
{
    const struct cable *cable = part->data;
    const struct part_legs own = {{cable->length, 0.0}, legs, NULL};
    return part_coupling_lanes(&own, part, &cable->coupling, lanes, out, err);
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
    .couples = couples,
    .prepare = prepare,
    .lanes = lanes_net,
    .quantity = quantity,
    .delay = delay,
};

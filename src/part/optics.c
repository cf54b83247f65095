#include "config.h"

#include "part/optics.h"

#include "part/read.h"

#include <math.h>

/* [s/m] of any fibre, group index 1.47; what the modules need comes besides. */
static const double delay_per_metre = 4.9e-9;

static const struct part_key keys[] = {
    {"module", DIM_NUMBER, false, 0.0, 0.0, "the name of a module", 0.0, 0.0,
     "device model at both ends; default that of the standard's class"},
    {"fibre", DIM_NUMBER, false, 0.0, 0.0, "the name of a fibre", 0.0, 0.0,
     "default that of the standard"},
    {"length", DIM_LENGTH, true, 0.01, 100e3, "10 mm to 100 km", 1.0, 40e3,
     "default the standard's reach"},
    {"loss", DIM_DECIBEL, true, 0.0, 60.0, "0 to 60 dB", 0.0, 0.0,
     "of connectors; default what the standard leaves them"},
    {"path", DIM_NUMBER, false, 0.0, 0.0, "a list of names", 0.0, 0.0,
     "what light passes, from end to end"},
    {"drift", DIM_FREQUENCY, true, -1e12, 1e12, "-1 to 1 THz", 0.0, 0.0,
     "of a ring's resonance, by temperature; default 0"},
    {"interface", DIM_NUMBER, false, 0.0, 0.0, "the name or sheet of an interface", 0.0,
     0.0, "judges the segment behind it; default the link's"},
    {"fec", DIM_NUMBER, false, 0.0, 0.0, "pass or terminate", 0.0, 0.0,
     "whether it corrects errors; default pass"},
    {0}};

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    struct optics_part *optics = arena_alloc(source->arena, sizeof *optics);
    if (!optics)
        return error_memory(err, "an optical path");
    *optics = (struct optics_part){.retimer.interface = yaml_get(map, "interface"),
                                   .module = yaml_get(map, "module"),
                                   .fibre = yaml_get(map, "fibre"),
                                   .path = yaml_get(map, "path"),
                                   .drift_node = yaml_get(map, "drift")};
    part->data = optics;
    const struct yaml_node *names[] = {optics->retimer.interface, optics->module,
                                       optics->fibre};
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (!status)
        status =
            model_find(source->lib, "pmd", part->name, part->mark, &optics->pmd, err);
    for (size_t i = 0; !status && i < sizeof names / sizeof names[0]; i++)
        if (names[i])
            status = yaml_expect(names[i], YAML_SCALAR, names[i]->key, err);
    if (!status && optics->path)
        status = yaml_expect(optics->path, YAML_SEQUENCE, "path", err);
    for (const struct yaml_node *one = optics->path ? optics->path->first : NULL;
         !status && one; one = one->next)
        status = yaml_expect(one, YAML_SCALAR, "what light passes", err);
    if (!status && optics->drift_node)
        status = part_read_quantity(part->kind, map, "drift", NAN, &optics->drift, err);
    optics->length = optics->loss = (double)NAN;
    if (!status && yaml_get(map, "length"))
        status = part_read_quantity(part->kind, map, "length", NAN, &optics->length, err);
    if (!status && yaml_get(map, "loss"))
        status = part_read_quantity(part->kind, map, "loss", NAN, &optics->loss, err);
    optics->retimer.latency = optics->length * delay_per_metre; /* NaN: not known */
    if (!status && yaml_get(map, "fec"))
        status = part_retimer_read_fec(yaml_get(map, "fec"), &optics->retimer, err);
    return status;
}

const struct optics_part *part_optics_data(const struct part *part)
{
    return part && part->kind == &part_optics ? part->data : NULL;
}

const struct part_kind part_optics = {
    .name = "optics",
    .role = ROLE_RETIMER,
    .keys = keys,
    .read = read,
};

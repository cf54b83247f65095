#include "config.h"

#include "part/connector_model.h"

#include "line/ladder.h"
#include "part/read.h"

#include <math.h>

/* a_1 and a_2 from the two parts of the loss at the model's frequency. */
static enum lr_status set_loss(const struct connector_model *connector, double root_db,
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
                                const struct connector_model *connector,
                                struct connector_element *element, struct lr_error *err)
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
                                  const struct yaml_node *map,
                                  struct connector_element *element,
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

enum lr_status connector_model_read(struct model_library *lib, const struct model *model,
                                    struct connector_model *out, struct lr_error *err)
{
    static const char *const own[] = {"freq", "elements", "crosstalk", NULL};
    const struct part_number freq = {"freq", DIM_FREQUENCY, 1e6, 1e12, "1 MHz to 1 THz",
                                     0.0, &out->freq};
    struct yaml_node *elements;
    out->n = 0;
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = part_coupling_find(model, &out->coupling, err);
    if (!status)
        status = part_read_numbers(lib, model, model->root, "a connector", &freq, 1, err);
    if (!status)
        status = yaml_need(model->root, "elements", YAML_SEQUENCE, "a connector",
                           &elements, err);
    if (!status && !(elements->n >= 1 && elements->n <= CONNECTOR_ELEMENTS))
        status = error_at(err, elements->mark, "%zu elements; write 1 to %d", elements->n,
                          CONNECTOR_ELEMENTS);
    if (!status && !(out->freq > 0.0))
        out->freq = NAN;
    for (const struct yaml_node *node = status ? NULL : elements->first; !status && node;
         node = node->next) {
        struct connector_element *element = &out->element[out->n++];
        status = yaml_expect(node, YAML_MAPPING, "an element", err);
        if (!status)
            status = yaml_get(node, "z") || yaml_get(node, "delay")
                         ? read_line(lib, model, node, out, element, err)
                         : read_branch(lib, model, node, element, err);
    }
    return status;
}

/* A line whose z and y are multiplied: zc by the root of their quotient, gamma, as a
 * greater length, by that of their product. */
static enum lr_status append_line(struct net *out,
                                  const struct connector_element *element,
                                  const struct part_wave *wave, struct lr_error *err)
{
    struct line_93a line = wave->mode == LINE_PAIR_EVEN ? element->even : element->odd;
    line.zc *= sqrt(wave->z / wave->y);
    return line_ladder_93a(out, &line, sqrt(wave->z * wave->y), err);
}

enum lr_status connector_model_wave(const struct connector_model *connector,
                                    const struct part_wave *wave, size_t nf,
                                    const double *freq, struct net *out,
                                    struct lr_error *err)
{
    enum lr_status status = line_ladder_init(out, part_leg, nf, freq, err);
    for (size_t i = 0; !status && i < connector->n; i++) {
        const struct connector_element *element = &connector->element[i];
        status = element->line ? append_line(out, element, wave, err)
                               : line_ladder_shunt(out, &element->branch, err);
    }
    return status;
}

double connector_model_delay(const struct connector_model *connector)
{
    double sum = 0.0;
    for (size_t i = 0; i < connector->n; i++)
        sum += connector->element[i].line ? connector->element[i].odd.tau : 0.0;
    return sum;
}

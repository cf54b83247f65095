#include "config.h"

#include "interface/eye_input.h"

#include <math.h>

/* Beyond these nobody has an eye left. */
static const double most_jitter = 0.5, most_voltage = 1.0, most_freq = 1e12;

static enum lr_status read_levels(const struct yaml_node *list, size_t levels,
                                  struct eye_input *input, struct lr_error *err)
{
    enum lr_status status = yaml_expect(list, YAML_SEQUENCE, "levels", err);
    if (!status && (list->n != levels || levels > SLICER_LEVELS_MOST))
        status = error_at(err, list->mark, "levels: %zu of them; write %zu, the lowest "
                          "first", list->n, levels);
    const struct yaml_node *one = status ? NULL : list->first;
    for (size_t i = 0; !status && one; one = one->next, i++) {
        double *level = &input->level[i];
        status = yaml_expect(one, YAML_SCALAR, "a level", err);
        if (!status)
            status = yaml_quantity(one, DIM_NUMBER, "a level", level, err);
        if (!status && (!(fabs(*level) <= 1.0) || (i && !(*level > level[-1]))))
            status = error_at(err, one->mark,
                              "levels: %s stands out of order; write -1 to 1, rising",
                              one->text);
    }
    input->nlevel = levels;
    return status;
}

static enum lr_status check_whole(const struct yaml_node *node,
                                  const struct eye_input *input, struct lr_error *err)
{
    const double peak = input->jitter.dual_dirac + input->jitter.sinusoidal +
                        0.5 * input->jitter.duty_cycle;
    if (input->jitter.sinusoidal > 0.0 && !(input->frequency > 0.0))
        return error_at(err, node->mark, "sinusoidal_jitter needs its frequency; write "
                        "sinusoidal_frequency: 10 MHz");
    if (!(peak <= most_jitter))
        return error_at(err, node->mark, "the sampling instant moves by +-%g UI; at most "
                        "0.5", peak);
    return LR_OK;
}

enum lr_status eye_input_read(const struct yaml_node *node, size_t levels,
                              struct eye_input *input, struct lr_error *err)
{
    static const char *const allowed[] = {
        "random_jitter", "dual_dirac_jitter", "sinusoidal_jitter", "sinusoidal_frequency",
        "duty_cycle_jitter", "even_odd_jitter", "cdr_corner", "noise", "quantisation",
        "levels", NULL};
    const struct {
        const char *key;
        enum dimension dim;
        double most, *to;
    } values[] = {
        {"random_jitter", DIM_UI, most_jitter, &input->jitter.random},
        {"dual_dirac_jitter", DIM_UI, most_jitter, &input->jitter.dual_dirac},
        {"sinusoidal_jitter", DIM_UI, most_jitter, &input->jitter.sinusoidal},
        {"sinusoidal_frequency", DIM_FREQUENCY, most_freq, &input->frequency},
        {"duty_cycle_jitter", DIM_UI, most_jitter, &input->jitter.duty_cycle},
        {"even_odd_jitter", DIM_UI, most_jitter, &input->jitter.even_odd},
        {"cdr_corner", DIM_FREQUENCY, most_freq, &input->cdr_corner},
        {"noise", DIM_VOLTAGE, most_voltage, &input->noise},
        {"quantisation", DIM_VOLTAGE, most_voltage, &input->quantum}};
    enum lr_status status = yaml_expect(node, YAML_MAPPING, "eye", err);
    if (!status)
        status = yaml_keys(node, allowed, "eye", err);
    for (size_t i = 0; !status && i < sizeof values / sizeof values[0]; i++) {
        const struct yaml_node *value = yaml_get(node, values[i].key);
        if (!value)
            continue;
        status = yaml_quantity(value, values[i].dim, values[i].key, values[i].to, err);
        if (!status && !(*values[i].to >= 0.0 && *values[i].to <= values[i].most))
            status = error_at(err, value->mark,
                              "%s: '%s' is out of range; write 0 to %g%s",
                              values[i].key, value->text, values[i].most,
                              values[i].dim == DIM_UI        ? " UI"
                              : values[i].dim == DIM_VOLTAGE ? " V"
                                                             : " Hz");
    }
    const struct yaml_node *list = status ? NULL : yaml_get(node, "levels");
    if (list)
        status = read_levels(list, levels, input, err);
    return status ? status : check_whole(node, input, err);
}

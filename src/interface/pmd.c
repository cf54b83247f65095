#include "config.h"

#include "interface/pmd.h"

#include "margin/tdecq.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    enum dimension dim;
    double least, most;
    const char *range;
} keys[PMD_KEYS] = {
    [PMD_AVERAGE_MIN] = {"average_min", DIM_DBM, -40.0, 30.0, "-40 to 30 dBm"},
    [PMD_AVERAGE_MAX] = {"average_max", DIM_DBM, -40.0, 30.0, "-40 to 30 dBm"},
    [PMD_OMA_MIN] = {"oma_min", DIM_DBM, -40.0, 30.0, "-40 to 30 dBm"},
    [PMD_OMA_MAX] = {"oma_max", DIM_DBM, -40.0, 30.0, "-40 to 30 dBm"},
    [PMD_OMA_OFFSET] = {"oma_offset", DIM_DBM, -40.0, 30.0, "-40 to 30 dBm"},
    [PMD_TDECQ_MAX] = {"tdecq_max", DIM_DECIBEL, 0.0, 20.0, "0 to 20 dB"},
    [PMD_EXTINCTION_MIN] = {"extinction_min", DIM_DECIBEL, 0.0, 40.0, "0 to 40 dB"},
    [PMD_RIN_OMA_MAX] = {"rin_oma_max", DIM_DECIBEL_PSD, -200.0, -80.0,
                         "-200 to -80 dB/Hz"},
    [PMD_RIN_RETURN_LOSS] = {"rin_return_loss", DIM_DECIBEL, 0.0, 80.0, "0 to 80 dB"},
    [PMD_SENSITIVITY] = {"sensitivity", DIM_DBM, -60.0, 30.0, "-60 to 30 dBm"},
    [PMD_SENSITIVITY_OFFSET] = {"sensitivity_offset", DIM_DBM, -60.0, 30.0,
                                "-60 to 30 dBm"},
    [PMD_STRESSED] = {"stressed_sensitivity", DIM_DBM, -60.0, 30.0, "-60 to 30 dBm"},
    [PMD_STRESSED_CLOSURE] = {"stressed_closure", DIM_DECIBEL, 0.0, 20.0, "0 to 20 dB"},
    [PMD_LOSS_MAX] = {"channel_loss_max", DIM_DECIBEL, 0.0, 60.0, "0 to 60 dB"},
    [PMD_PENALTIES] = {"penalties", DIM_DECIBEL, 0.0, 10.0, "0 to 10 dB"},
    [PMD_PRE_FEC_BER] = {"pre_fec_ber", DIM_NUMBER, 1e-20, 0.1, "1e-20 to 0.1"},
    [PMD_DFE_MAX] = {"dfe_max", DIM_NUMBER, 0.0, 0.9, "0 to 0.9"},
    [PMD_REFERENCE_BANDWIDTH] = {"reference_bandwidth", DIM_FREQUENCY, 1e8, 1e13,
                                 "0.1 GHz to 10 THz"},
    [PMD_WAVELENGTH_LEAST] = {"wavelength_least", DIM_LENGTH, 500e-9, 2000e-9,
                              "500 to 2000 nm"},
    [PMD_WAVELENGTH_MOST] = {"wavelength_most", DIM_LENGTH, 500e-9, 2000e-9,
                             "500 to 2000 nm"},
};

const char *pmd_key_name(enum pmd_key key)
{
    return keys[key].name;
}

static enum lr_status check_keys(const struct model *model, struct lr_error *err)
{
    static const char *const texts[] = {
        "lanereach", "kind",     "name",  "aliases", "title",  "source",     "grade",
        "note",      "standard", "lanes", "baud",    "levels", "wavelength", "fibre",
        "reach",     "metric",   "taps",  "fec",     "module"};
    enum { TEXTS = sizeof texts / sizeof texts[0] };
    const char *allowed[TEXTS + PMD_KEYS + 1] = {NULL};
    for (size_t i = 0; i < TEXTS; i++)
        allowed[i] = texts[i];
    for (size_t i = 0; i < PMD_KEYS; i++)
        allowed[TEXTS + i] = keys[i].name;
    return yaml_keys(model->root, allowed, "an optical standard", err);
}

/* What the library recorded last of a key of this model. */
static const struct model_record *record_of(const struct model_library *lib,
                                            const struct model *model, const char *key)
{
    const struct model_record *found = NULL;
    for (size_t i = 0; model_record(lib, i); i++)
        if (model_record(lib, i)->model == model &&
            !strcmp(model_record(lib, i)->key, key))
            found = model_record(lib, i);
    return found;
}

static enum lr_status read_numbers(struct model_library *lib, const struct model *model,
                                   struct pmd *out, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < PMD_KEYS; i++) {
        const struct yaml_node *node = yaml_get(model->root, keys[i].name);
        double *value = &out->value[i];
        *value = (double)NAN;
        if (!node)
            continue;
        status = model_quantity(lib, model, keys[i].name, keys[i].dim, value, err);
        if (!status && !(*value >= keys[i].least && *value <= keys[i].most))
            status = error_at(err, node->mark, "%s is out of range; write %s",
                              keys[i].name, keys[i].range);
        const struct model_record *record =
            status ? NULL : record_of(lib, model, keys[i].name);
        out->grade[i] = record ? record->grade : model->grade;
        out->source[i] = record ? record->source : model->source;
    }
    return status;
}

static enum lr_status read_reach(const struct model *model, struct pmd *out,
                                 struct lr_error *err)
{
    struct yaml_node *map;
    enum lr_status status =
        yaml_need(model->root, "reach", YAML_MAPPING, "an optical standard", &map, err);
    if (!status && map->n > PMD_REACHES_MOST)
        status = error_at(err, map->mark, "reach: %zu kinds of fibre; at most %d", map->n,
                          PMD_REACHES_MOST);
    for (const struct yaml_node *node = status ? NULL : map->first; !status && node;
         node = node->next) {
        struct pmd_reach *reach = &out->reach[out->nreach++];
        reach->fibre = node->key;
        status = yaml_expect(node, YAML_SCALAR, "a length", err);
        if (!status)
            status = yaml_quantity(node, DIM_LENGTH, node->key, &reach->length, err);
        if (!status && !(reach->length > 0.0))
            status = error_at(err, node->mark, "%s: '%s' is not positive", node->key,
                              node->text);
    }
    return status;
}

static enum lr_status read_count(const struct model *model, const char *key, size_t least,
                                 size_t most, size_t *out, struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(model->root, key);
    double x = 0.0;
    if (!node && !least)
        return LR_OK;
    enum lr_status status = node ? yaml_quantity(node, DIM_NUMBER, key, &x, err)
                                 : error_at(err, model->root->mark, "%s is missing", key);
    if (!status && !(x >= (double)least && x <= (double)most && x == floor(x)))
        status = error_at(err, node->mark, "%s: '%s' is out of range; write %zu to %zu",
                          key, node->text, least, most);
    *out = (size_t)x;
    return status;
}

static enum lr_status read_metric(const struct model *model, struct pmd *out,
                                  struct lr_error *err)
{
    const char *metric;
    enum lr_status status = model_text(model, "metric", "tdecq", &metric, err);
    out->tdec = !status && !strcmp(metric, "tdec");
    if (!status && !out->tdec && strcmp(metric, "tdecq"))
        status = error_at(err, yaml_get(model->root, "metric")->mark,
                          "metric: '%s' is unknown; write tdecq or tdec", metric);
    return status;
}

enum lr_status pmd_read(struct model_library *lib, const struct model *model,
                        struct pmd *out, struct lr_error *err)
{
    const struct {
        const char *key;
        const char **to;
    } texts[] = {{"standard", &out->standard},
                 {"lanes", &out->lanes},
                 {"wavelength", &out->wavelength},
                 {"fibre", &out->fibre},
                 {"fec", &out->fec}};
    *out = (struct pmd){.model = model};
    enum lr_status status = check_keys(model, err);
    for (size_t i = 0; !status && i < sizeof texts / sizeof texts[0]; i++)
        status = model_text(model, texts[i].key, NULL, texts[i].to, err);
    if (!status)
        status = model_text(model, "module", "", &out->module, err);
    if (!status && !*out->module)
        out->module = NULL;
    if (!status)
        status = model_quantity(lib, model, "baud", DIM_BAUD, &out->baud, err);
    if (!status && !(out->baud > 0.0))
        status = error_at(err, yaml_get(model->root, "baud")->mark,
                          "baud: %g is not positive", out->baud);
    if (!status)
        status = read_count(model, "levels", 2, TDECQ_LEVELS_MOST, &out->levels, err);
    if (!status)
        status = read_count(model, "taps", 0, TDECQ_TAPS_MOST, &out->taps, err);
    if (!status)
        status = read_metric(model, out, err);
    if (!status)
        status = read_reach(model, out, err);
    return status ? status : read_numbers(lib, model, out, err);
}

struct ledger_limits pmd_limits(const struct pmd *pmd)
{
    const double *v = pmd->value;
    return (struct ledger_limits){.oma_floor = v[PMD_OMA_MIN],
                                  .oma_offset = v[PMD_OMA_OFFSET],
                                  .oma_most = v[PMD_OMA_MAX],
                                  .closure_most = v[PMD_TDECQ_MAX],
                                  .loss_most = v[PMD_LOSS_MAX],
                                  .penalties = v[PMD_PENALTIES],
                                  .sensitivity_floor = v[PMD_SENSITIVITY],
                                  .sensitivity_offset = v[PMD_SENSITIVITY_OFFSET],
                                  .stressed = v[PMD_STRESSED],
                                  .stressed_closure = v[PMD_STRESSED_CLOSURE]};
}

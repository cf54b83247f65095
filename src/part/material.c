#include "config.h"

#include "part/material.h"

#include <math.h>

/* The coefficient under `key`, 0 when it is absent or not needed. */
static enum lr_status read_rise(struct model_library *lib, const struct model *model,
                                const char *key, bool needed, double *rise,
                                struct lr_error *err)
{
    *rise = 0.0;
    if (!needed || !yaml_get(model->root, key))
        return LR_OK;
    return model_quantity(lib, model, key, DIM_NUMBER, rise, err);
}

struct range {                  /* [SI] of a number, and the same in words     */
    const char *key;
    enum dimension dim;
    double least, most;
    const char *words;
};

/* A number that must lie in a range, told where it is written. */
static enum lr_status read_number(struct model_library *lib, const struct model *model,
                                  const struct range *range, double *value,
                                  struct lr_error *err)
{
    enum lr_status status =
        model_quantity(lib, model, range->key, range->dim, value, err);
    if (!status && !(*value >= range->least && *value <= range->most))
        status = error_at(err, yaml_get(model->root, range->key)->mark,
                          "%s: %.6g is out of range; write %s", range->key, *value,
                          range->words);
    return status;
}

enum lr_status part_material_laminate(struct model_library *lib, const char *name,
                                      struct mark mark, double temperature,
                                      struct line_laminate *laminate,
                                      struct lr_error *err)
{
    static const char dk_rise[] = "dk_temperature_coefficient_per_kelvin";
    static const char df_rise[] = "df_temperature_coefficient_per_kelvin";
    static const char *const allowed[] = {
        "lanereach", "kind", "name", "aliases", "title", "source", "grade", "dk", "df",
        "freq", "f_low", "f_high", dk_rise, df_rise, NULL};
    const bool warmer = temperature != reference_celsius + zero_celsius;
    const struct model *model;
    *laminate = (struct line_laminate){0};
    enum lr_status status = model_find(lib, "material", name, mark, &model, err);
    if (!status)
        status = yaml_keys(model->root, allowed, "a material", err);
    if (!status)
        status = read_number(lib, model, &(struct range){"dk", DIM_NUMBER, 1.0, 100.0,
                                                         "1 to 100"},
                             &laminate->dk, err);
    if (!status)
        status = read_number(lib, model, &(struct range){"df", DIM_NUMBER, 0.0, 1.0,
                                                         "0 to 1"},
                             &laminate->df, err);
    if (!status)
        status =
            model_quantity(lib, model, "freq", DIM_FREQUENCY, &laminate->freq, err);
    if (!status)
        status =
            model_quantity(lib, model, "f_low", DIM_FREQUENCY, &laminate->f_low, err);
    if (!status)
        status =
            model_quantity(lib, model, "f_high", DIM_FREQUENCY, &laminate->f_high, err);
    if (!status && !(0.0 < laminate->f_low && laminate->f_low < laminate->freq &&
                     laminate->freq < laminate->f_high))
        status = error_at(err, yaml_get(model->root, "freq")->mark,
                          "freq %.6g Hz does not lie between f_low %.6g Hz and f_high "
                          "%.6g Hz", laminate->freq, laminate->f_low, laminate->f_high);
    if (!status)
        status = read_rise(lib, model, dk_rise, warmer, &laminate->dk_rise, err);
    if (!status)
        status = read_rise(lib, model, df_rise, warmer, &laminate->df_rise, err);
    return status;
}

enum lr_status part_material_foil(struct model_library *lib, const char *name,
                                  struct mark mark, struct part_foil *foil,
                                  struct lr_error *err)
{
    static const char *const allowed[] = {
        "lanereach", "kind", "name", "aliases", "title", "source", "grade", "rz", "rms",
        "resistivity", "temperature_coefficient_per_kelvin", NULL};
    static const struct range rz = {"rz", DIM_LENGTH, 0.0, 1e-4, "0 to 100 um"};
    static const struct range resistivity = {"resistivity", DIM_RESISTIVITY, 1e-10, 1e-2,
                                             "1e-10 to 0.01 ohm*m"};
    static const struct range rise = {"temperature_coefficient_per_kelvin", DIM_NUMBER,
                                      -0.02, 0.02, "-0.02 to 0.02"};
    const struct model *model;
    *foil = (struct part_foil){.rms = NAN};
    enum lr_status status = model_find(lib, "foil", name, mark, &model, err);
    if (!status)
        status = yaml_keys(model->root, allowed, "a foil", err);
    if (!status)
        status = read_number(lib, model, &rz, &foil->rz, err);
    if (!status)
        status = read_number(lib, model, &resistivity, &foil->resistivity, err);
    if (!status)
        status = read_number(lib, model, &rise, &foil->rise, err);
    return status;
}

enum lr_status part_material_foil_rms(struct model_library *lib, const char *name,
                                      struct mark mark, struct part_foil *foil,
                                      struct lr_error *err)
{
    static const struct range rms = {"rms", DIM_LENGTH, 0.0, 1e-5, "0 to 10 um"};
    const struct model *model;
    enum lr_status status = model_find(lib, "foil", name, mark, &model, err);
    return status ? status : read_number(lib, model, &rms, &foil->rms, err);
}

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

/* A number that must lie in a range, told where it is written. */
static enum lr_status read_number(struct model_library *lib, const struct model *model,
                                  const char *key, double least, double most,
                                  double *value, struct lr_error *err)
{
    enum lr_status status = model_quantity(lib, model, key, DIM_NUMBER, value, err);
    if (!status && !(*value >= least && *value <= most))
        status = error_at(err, yaml_get(model->root, key)->mark,
                          "%s: %.6g is out of range; write %g to %g", key, *value, least,
                          most);
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
    const bool warmer = temperature != 20.0 + zero_celsius;
    const struct model *model;
    *laminate = (struct line_laminate){0};
    enum lr_status status = model_find(lib, "material", name, mark, &model, err);
    if (!status)
        status = yaml_keys(model->root, allowed, "a material", err);
    if (!status)
        status = read_number(lib, model, "dk", 1.0, 100.0, &laminate->dk, err);
    if (!status)
        status = read_number(lib, model, "df", 0.0, 1.0, &laminate->df, err);
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
    const struct model *model;
    *foil = (struct part_foil){.rms = NAN};
    enum lr_status status = model_find(lib, "foil", name, mark, &model, err);
    if (!status)
        status = yaml_keys(model->root, allowed, "a foil", err);
    if (!status)
        status = model_quantity(lib, model, "rz", DIM_LENGTH, &foil->rz, err);
    if (!status)
        status = model_quantity(lib, model, "resistivity", DIM_RESISTIVITY,
                                &foil->resistivity, err);
    if (!status)
        status = model_quantity(lib, model, "temperature_coefficient_per_kelvin",
                                DIM_NUMBER, &foil->rise, err);
    return status;
}

enum lr_status part_material_foil_rms(struct model_library *lib, const char *name,
                                      struct mark mark, struct part_foil *foil,
                                      struct lr_error *err)
{
    const struct model *model;
    enum lr_status status = model_find(lib, "foil", name, mark, &model, err);
    return status ? status
                  : model_quantity(lib, model, "rms", DIM_LENGTH, &foil->rms, err);
}

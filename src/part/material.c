#include "config.h"

#include "part/material.h"

#include "line/conductor.h"
#include "line/laminate.h"

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

enum lr_status part_material_laminate(struct model_library *lib, const char *name,
                                      struct mark mark, double temperature,
                                      struct line_debye *debye, struct lr_error *err)
{
    static const char dk_rise[] = "dk_temperature_coefficient_per_kelvin";
    static const char df_rise[] = "df_temperature_coefficient_per_kelvin";
    static const char *const allowed[] = {
        "lanereach", "kind", "name", "aliases", "title", "source", "grade", "dk", "df",
        "freq", "f_low", "f_high", dk_rise, df_rise, NULL};
    const bool warmer = temperature != 20.0 + zero_celsius;
    const struct model *model;
    struct line_laminate laminate;
    enum lr_status status = model_find(lib, "material", name, mark, &model, err);
    if (!status)
        status = yaml_keys(model->root, allowed, "a material", err);
    if (!status)
        status = model_quantity(lib, model, "dk", DIM_NUMBER, &laminate.dk, err);
    if (!status)
        status = model_quantity(lib, model, "df", DIM_NUMBER, &laminate.df, err);
    if (!status)
        status = model_quantity(lib, model, "freq", DIM_FREQUENCY, &laminate.freq, err);
    if (!status)
        status = model_quantity(lib, model, "f_low", DIM_FREQUENCY, &laminate.f_low, err);
    if (!status)
        status =
            model_quantity(lib, model, "f_high", DIM_FREQUENCY, &laminate.f_high, err);
    if (!status)
        status = read_rise(lib, model, dk_rise, warmer, &laminate.dk_rise, err);
    if (!status)
        status = read_rise(lib, model, df_rise, warmer, &laminate.df_rise, err);
    if (!status)
        status = line_laminate_debye(&laminate, temperature, debye, err);
    return status;
}

enum lr_status part_material_foil(struct model_library *lib, const char *name,
                                  struct mark mark, double temperature,
                                  struct part_foil *foil, struct lr_error *err)
{
    static const char *const allowed[] = {
        "lanereach", "kind", "name", "aliases", "title", "source", "grade", "rz", "rms",
        "resistivity", "temperature_coefficient_per_kelvin", NULL};
    const struct model *model;
    double rho, rise;
    enum lr_status status = model_find(lib, "foil", name, mark, &model, err);
    if (!status)
        status = yaml_keys(model->root, allowed, "a foil", err);
    if (!status)
        status = model_quantity(lib, model, "rz", DIM_LENGTH, &foil->rz, err);
    if (!status)
        status = model_quantity(lib, model, "resistivity", DIM_RESISTIVITY, &rho, err);
    if (!status)
        status = model_quantity(lib, model, "temperature_coefficient_per_kelvin",
                                DIM_NUMBER, &rise, err);
    if (!status)
        foil->resistivity = line_resistivity(rho, rise, temperature);
    return status;
}

#include "config.h"

#include "part/via_model.h"

#include "base/array.h"
#include "base/constants.h"
#include "part/read.h"
#include "part/stackup.h"

#include <math.h>
#include <string.h>

static enum lr_status read_antipad(const struct model *model, struct via_model *out,
                                   struct lr_error *err)
{
    const char *text;
    enum lr_status status = model_text(model, "antipad", "oval", &text, err);
    if (status)
        return status;
    out->oval = !strcmp(text, "oval");
    if (out->oval || !strcmp(text, "round"))
        return LR_OK;
    return error_at(err, yaml_get(model->root, "antipad")->mark,
                    "antipad: '%s' is unknown; write oval, one around both barrels, or "
                    "round, one around each", text);
}

/* What the solver would call by other names. */
static enum lr_status check(const struct model *model, const struct via_model *via,
                            struct lr_error *err)
{
    const struct mark mark = model->root->mark;
    if (!(via->spacing > via->barrel))
        return error_at(err, mark, "spacing %g mm is not above barrel_diameter %g mm",
                        via->spacing / unit_mm, via->barrel / unit_mm);
    if (!(via->antipad > via->barrel))
        return error_at(err, mark,
                        "antipad_diameter %g mm is not above barrel_diameter %g mm",
                        via->antipad / unit_mm, via->barrel / unit_mm);
    if (!via->oval && !(via->spacing >= via->antipad))
        return error_at(err, mark,
                        "round antipads of %g mm overlap at a spacing of %g mm; write "
                        "antipad: oval", via->antipad / unit_mm, via->spacing / unit_mm);
    if (!(via->pad >= via->barrel && via->pad < via->antipad))
        return error_at(err, mark,
                        "pad_diameter %g mm does not lie between barrel_diameter %g mm "
                        "and antipad_diameter %g mm", via->pad / unit_mm,
                        via->barrel / unit_mm, via->antipad / unit_mm);
    if (via->ground_spacing > 0.0 && !(via->ground_spacing > via->barrel))
        return error_at(err, mark,
                        "ground_spacing %g mm is not above barrel_diameter %g mm",
                        via->ground_spacing / unit_mm, via->barrel / unit_mm);
    return LR_OK;
}

static enum lr_status read_numbers(struct model_library *lib, const struct model *model,
                                   struct via_model *out, struct lr_error *err)
{
    static const char range[] = "10 um to 20 mm";
    const double least = 1e-5, most = 0.02;
    const struct part_number numbers[] = {
        {"barrel_diameter", DIM_LENGTH, least, most, range, NAN, &out->barrel},
        {"antipad_diameter", DIM_LENGTH, least, most, range, NAN, &out->antipad},
        {"spacing", DIM_LENGTH, least, most, range, NAN, &out->spacing},
        {"pad_diameter", DIM_LENGTH, least, most, range, NAN, &out->pad},
        {"pad_height", DIM_LENGTH, 0.0, most, "0 to 20 mm", NAN, &out->pad_height},
        {"pad_dk_factor", DIM_NUMBER, 1.0, 3.0, "1 to 3", NAN, &out->dk_factor},
        {"ground_spacing", DIM_LENGTH, least, most, range, 0.0, &out->ground_spacing}};
    return part_read_numbers(lib, model, model->root, "a via", numbers,
                             sizeof numbers / sizeof numbers[0], err);
}

enum lr_status via_model_read(struct model_library *lib, const struct model *model,
                              double temperature, struct via_model *out,
                              struct lr_error *err)
{
    static const char *const own[] = {"barrel_diameter", "antipad_diameter", "antipad",
                                      "spacing", "pad_diameter", "pad_height",
                                      "pad_dk_factor", "ground_spacing", "material",
                                      "foil", "crosstalk", NULL};
    const char *material = NULL, *foil = NULL;
    *out = (struct via_model){.temperature = temperature};
    enum lr_status status = part_read_model_keys(model, own, err);
    if (!status)
        status = read_antipad(model, out, err);
    if (!status)
        status = read_numbers(lib, model, out, err);
    if (!status)
        status = check(model, out, err);
    if (!status)
        status = model_text(model, "material", NULL, &material, err);
    if (!status)
        status = part_material_laminate(lib, material,
                                        yaml_get(model->root, "material")->mark,
                                        temperature, &out->laminate, err);
    if (!status)
        status = model_text(model, "foil", NULL, &foil, err);
    if (!status)
        status = part_material_foil(lib, foil, yaml_get(model->root, "foil")->mark,
                                    &out->metal, err);
    return status;
}

static enum lr_status solve(const struct via_model *via, struct line_solution *out,
                            struct lr_error *err)
{
    const double aside = via->oval ? 0.5 * via->spacing : 0.0;
    const struct line_shape barrels[] = {
        {.outline = LINE_CIRCLE, .x = -aside, .diameter = via->barrel},
        {.outline = LINE_CIRCLE, .x = +aside, .diameter = via->barrel}};
    const struct line_layer inside = {HUGE_VAL, 0};
    const struct line_section section = {
        .boundary = LINE_SHIELD,
        .shield_width = via->antipad + (via->oval ? via->spacing : 0.0),
        .shield_height = via->antipad,
        .nlayer = 1,
        .ndielectric = 1,
        .nconductor = via->oval ? 2 : 1,
        .layers = &inside,
        .conductors = barrels};
    const double resistivity =
        line_resistivity(via->metal.resistivity, via->metal.rise, via->temperature);
    const struct line_rough rough = line_rough_cannonball(via->metal.rz);
    struct line_laminate laminate = via->laminate;
    struct line_debye dielectric;
    laminate.dk *= via->dk_factor;
    const struct line_solution_materials materials = {
        .dielectric = &dielectric,
        .metal = line_multi_metal(resistivity, &rough),
        .plane = {.thickness = HUGE_VAL, .resistivity = resistivity, .rough = rough},
        .freq = stackup_anchor()};
    *out = (struct line_solution){.real = NULL};
    enum lr_status status =
        line_laminate_debye(&laminate, via->temperature, &dielectric, err);
    return status ? status : line_solution_init(&section, &materials, out, err);
}

/* All that the solution hangs on, as numbers. */
struct key {
    char kind[8];
    double geometry[5], laminate[7], metal[3], temperature;
};

static struct key key_of(const struct via_model *via)
{
    const struct line_laminate *l = &via->laminate;
    return (struct key){
        .kind = "via",
        .geometry = {via->oval, via->barrel, via->antipad, via->oval ? via->spacing : 0.0,
                     via->dk_factor},
        .laminate = {l->dk, l->df, l->freq, l->f_low, l->f_high, l->dk_rise, l->df_rise},
        .metal = {via->metal.rz, via->metal.resistivity, via->metal.rise},
        .temperature = via->temperature};
}

static void release(void *object)
{
    line_solution_free(object);
    array_free(object);
}

enum lr_status via_model_solution(struct model_library *lib, const struct via_model *via,
                                  const struct line_solution **out, struct lr_error *err)
{
    const struct key key = key_of(via);
    *out = model_kept(lib, &key, sizeof key);
    if (*out)
        return LR_OK;
    struct line_solution *solution = array_alloc(1, sizeof *solution);
    if (!solution)
        return error_memory(err, "a via");
    enum lr_status status = solve(via, solution, err);
    if (status) {
        release(solution);
        return status;
    }
    *out = solution;
    return model_keep(lib, &key, sizeof key, solution, release, err);
}

double via_model_pad(const struct via_model *via)
{
    return two_pi * eps0 * via->laminate.dk * via->pad_height * via->pad /
           (via->antipad - via->pad);
}

double via_model_return(const struct via_model *via, double length)
{
    if (!(via->ground_spacing > 0.0))
        return 0.0;
    return mu0 * length / two_pi * log(2.0 * via->ground_spacing / via->barrel);
}

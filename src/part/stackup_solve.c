#include "config.h"

#include "part/stackup_draw.h"
#include "part/stackup_rough.h"

#include "base/array.h"

#include <string.h>

double stackup_anchor(void)
{
    return 10.0 * unit_ghz;
}

struct line_solution_materials stackup_materials(const struct stackup *stackup,
                                                 const struct stackup_drawing *drawing)
{
    const struct line_multi_metal metal = stackup_rough_strips(stackup);
    return (struct line_solution_materials){
        .dielectric = drawing->dielectric,
        .name = drawing->material,
        .metal = metal,
        .plane = {.thickness = stackup->value[STACKUP_PLANE_THICKNESS],
                  .resistivity = metal.resistivity,
                  .rough = stackup_rough_plane(stackup)},
        .freq = stackup_anchor(),
        .dispersion = drawing->disperses ? &drawing->dispersion : NULL};
}

enum lr_status stackup_solve(const struct stackup *stackup,
                             const struct stackup_lanes *lanes,
                             struct line_solution *out, struct lr_error *err)
{
    struct stackup_drawing drawing;
    const double shield = stackup->type->form == STACKUP_TWINAX
                              ? stackup_value(stackup, STACKUP_SHIELD_FACTOR) : 1.0;
    *out = (struct line_solution){.real = NULL};
    enum lr_status status = stackup_draw(stackup, lanes, &drawing, err);
    if (!status)
        status = stackup_disperse(stackup, &drawing, err);
    const struct line_solution_materials materials = stackup_materials(stackup, &drawing);
    if (!status)
        status = line_solution_init(&drawing.section, &materials, out, err);
    for (size_t i = 0; !status && i < out->bem.n * out->bem.n; i++)
        out->bem.k_plane[i] *= shield;
    stackup_drawing_free(&drawing);
    return status;
}

enum lr_status stackup_refresh(const struct stackup *stackup,
                               const struct stackup_lanes *lanes,
                               struct line_solution *solution, struct lr_error *err)
{
    struct stackup_drawing drawing;
    enum lr_status status = stackup_draw(stackup, lanes, &drawing, err);
    if (!status)
        status = stackup_disperse(stackup, &drawing, err);
    const struct line_solution_materials materials = stackup_materials(stackup, &drawing);
    if (!status)
        status = line_solution_refresh(solution, &materials, err);
    stackup_drawing_free(&drawing);
    return status;
}

/* All that a solution hangs on, as numbers. */
struct key {
    double form, temperature, lanes, pitch, rise, roughness, quasi_static;
    double value[STACKUP_QUANTITIES];
    double laminate[STACKUP_PLACES][5];
};

static struct key key_of(const struct stackup *s, const struct stackup_lanes *lanes)
{
    struct key key = {.form = (double)s->type->form,
                      .temperature = s->temperature,
                      .lanes = lanes ? (double)lanes->n : 1.0,
                      .pitch = lanes && lanes->n > 1 ? lanes->pitch : 0.0,
                      .rise = s->foil.rise,
                      .roughness = (double)s->roughness,
                      .quasi_static = s->quasi_static};
    for (size_t i = 0; i < STACKUP_QUANTITIES; i++)
        key.value[i] = stackup_value(s, (enum stackup_quantity)i);
    for (size_t i = 0; i < STACKUP_PLACES; i++) {
        const struct line_laminate *l = &s->laminate[i];
        const double numbers[5] = {l->freq, l->f_low, l->f_high, l->dk_rise, l->df_rise};
        memcpy(key.laminate[i], numbers, sizeof numbers);
    }
    return key;
}

static void release(void *object)
{
    line_solution_free(object);
    array_free(object);
}

enum lr_status stackup_solution(struct model_library *lib, const struct stackup *stackup,
                                const struct stackup_lanes *lanes,
                                const struct line_solution **out, struct lr_error *err)
{
    const struct key key = key_of(stackup, lanes);
    *out = model_kept(lib, &key, sizeof key);
    if (*out)
        return LR_OK;
    struct line_solution *solution = array_alloc(1, sizeof *solution);
    if (!solution)
        return error_memory(err, "a cross-section");
    enum lr_status status = stackup_solve(stackup, lanes, solution, err);
    if (status) {
        release(solution);
        return status;
    }
    *out = solution;
    return model_keep(lib, &key, sizeof key, solution, release, err);
}

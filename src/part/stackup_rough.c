#include "config.h"

#include "part/stackup_rough.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    RZ = 1 << STACKUP_CANNONBALL | 1 << STACKUP_HAMMERSTAD | 1 << STACKUP_GRADIENT,
    RMS = 1 << STACKUP_HAMMERSTAD | 1 << STACKUP_GRADIENT,
    HURAY = 1 << STACKUP_HURAY
};

static const char *const names[STACKUP_ROUGHNESSES] = {
    [STACKUP_CANNONBALL] = "cannonball", [STACKUP_HURAY] = "huray",
    [STACKUP_HAMMERSTAD] = "hammerstad", [STACKUP_GRADIENT] = "gradient",
    [STACKUP_SMOOTH] = "smooth"};

static const struct {           /* which models look at a quantity             */
    enum stackup_quantity quantity;
    unsigned models;
} uses[] = {{STACKUP_RZ, RZ}, {STACKUP_RZ_BOTTOM, RZ}, {STACKUP_RZ_TOP, RZ},
            {STACKUP_RZ_SIDE, RZ}, {STACKUP_RZ_PLANE, RZ}, {STACKUP_RMS, RMS},
            {STACKUP_HURAY_RADIUS, HURAY}, {STACKUP_HURAY_RATIO, HURAY}};

const char *stackup_rough_name(enum stackup_roughness roughness)
{
    return names[roughness];
}

static enum lr_status read_name(struct stackup *stackup, struct lr_error *err)
{
    const struct yaml_node *root = stackup->model->root;
    const char *text = NULL;
    if (!yaml_get(root, "roughness"))
        return LR_OK;
    enum lr_status status = model_text(stackup->model, "roughness", NULL, &text, err);
    for (size_t i = 0; !status && i < STACKUP_ROUGHNESSES; i++)
        if (!strcmp(text, names[i])) {
            stackup->roughness = (enum stackup_roughness)i;
            return LR_OK;
        }
    return status ? status
                  : error_at(err, yaml_get(root, "roughness")->mark,
                             "roughness: '%s' is unknown; write cannonball, huray, "
                             "hammerstad, gradient or smooth", text);
}

/* Numbers of the file that the model does not look at. */
static enum lr_status note_unused(const struct stackup *stackup, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < sizeof uses / sizeof uses[0]; i++) {
        const char *key = stackup_keys()[uses[i].quantity].name;
        if (yaml_get(stackup->model->root, key) &&
            !(uses[i].models >> stackup->roughness & 1))
            status = note_add(err, NOTE_WARNING, "%s: %s is not used by roughness %s",
                              stackup->model->name, key, names[stackup->roughness]);
    }
    return status;
}

enum lr_status stackup_rough_read(struct model_library *lib, struct stackup *stackup,
                                  struct lr_error *err)
{
    const struct yaml_node *root = stackup->model->root;
    const double *value = stackup->value;
    const char *foil = NULL;
    enum lr_status status = read_name(stackup, err);
    if (!status && stackup->roughness == STACKUP_HURAY &&
        (isnan(value[STACKUP_HURAY_RADIUS]) || isnan(value[STACKUP_HURAY_RATIO])))
        status = error_at(err, yaml_get(root, "roughness")->mark,
                          "roughness huray needs a %s",
                          isnan(value[STACKUP_HURAY_RADIUS]) ? "huray_radius"
                                                             : "huray_ratio");
    if (!status)
        status = note_unused(stackup, err);
    if (status || !(RMS >> stackup->roughness & 1) || !isnan(value[STACKUP_RMS]))
        return status;
    status = model_text(stackup->model, "foil", NULL, &foil, err);
    return status ? status
                  : part_material_foil_rms(lib, foil, yaml_get(root, "foil")->mark,
                                           &stackup->foil, err);
}

/* A face whose ten-point roughness is the quantity `rz`. */
static struct line_rough face(const struct stackup *stackup, enum stackup_quantity rz)
{
    const double whole = stackup_value(stackup, STACKUP_RZ);
    const double own = stackup_keys()[rz].forms >> stackup->type->form & 1
                           ? stackup_value(stackup, rz) : whole;
    const double rms = stackup_value(stackup, STACKUP_RMS);
    switch (stackup->roughness) {
    case STACKUP_CANNONBALL:
        return line_rough_cannonball(own);
    case STACKUP_HURAY:
        return (struct line_rough){
            .model = LINE_HURAY,
            .sphere = {.radius = stackup_value(stackup, STACKUP_HURAY_RADIUS),
                       .ratio = stackup_value(stackup, STACKUP_HURAY_RATIO)}};
    case STACKUP_HAMMERSTAD:
    case STACKUP_GRADIENT:
        return (struct line_rough){
            .model = stackup->roughness == STACKUP_GRADIENT ? LINE_GRADIENT
                                                            : LINE_HAMMERSTAD,
            .rms = own == whole ? rms : rms * (own / whole)};
    default:
        return (struct line_rough){.model = LINE_SMOOTH};
    }
}

struct line_multi_metal stackup_rough_strips(const struct stackup *stackup)
{
    return (struct line_multi_metal){
        .resistivity = line_resistivity(stackup_value(stackup, STACKUP_RESISTIVITY),
                                        stackup->foil.rise, stackup->temperature),
        .face = {[LINE_FACE_BOTTOM] = face(stackup, STACKUP_RZ_BOTTOM),
                 [LINE_FACE_TOP] = face(stackup, STACKUP_RZ_TOP),
                 [LINE_FACE_SIDE] = face(stackup, STACKUP_RZ_SIDE)}};
}

struct line_rough stackup_rough_plane(const struct stackup *stackup)
{
    return face(stackup, STACKUP_RZ_PLANE);
}

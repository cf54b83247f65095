#include "config.h"

#include "part/stackup.h"

#include "part/stackup_draw.h"
#include "part/stackup_rough.h"
#include "part/stackup_tolerance.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* [degC] Copper's resistivity is linear, and boards are boards. */
static const double coldest = -100.0, hottest = 250.0;

static const struct {           /* the keys that name a material, and its numbers */
    const char *key;
    enum stackup_quantity dk, df;
} places[STACKUP_PLACES] = {
    [STACKUP_MATERIAL] = {"material", STACKUP_DK, STACKUP_DF},
    [STACKUP_ABOVE] = {"material_above", STACKUP_DK_ABOVE, STACKUP_DF_ABOVE},
    [STACKUP_MASK] = {"mask", STACKUP_MASK_DK, STACKUP_MASK_DF},
    [STACKUP_FILLER] = {"filler", STACKUP_FILLER_DK, STACKUP_FILLER_DF}};

struct reader {
    struct model_library *lib;
    struct stackup *out;
    struct lr_error *err;
    enum lr_status status;      /* the first fault                             */
};

static const struct yaml_node *get(const struct reader *r, const char *key)
{
    return yaml_get(r->out->model->root, key);
}

static void read_type(struct reader *r)
{
    const char *type = NULL;
    char known[256] = "";
    if (!r->status)
        r->status = model_text(r->out->model, "type", NULL, &type, r->err);
    if (r->status)
        return;
    r->out->type = stackup_type_find(type);
    if (r->out->type)
        return;
    for (size_t i = 0; i < STACKUP_FORMS; i++)
        snprintf(known + strlen(known), sizeof known - strlen(known), "%s%s",
                 !i ? "" : i + 1 < STACKUP_FORMS ? ", " : " or ",
                 stackup_types()[i].name);
    r->status = error_at(r->err, get(r, "type")->mark,
                         "cross-section '%s' is unknown; write %s", type, known);
}

/* Which keys there may be at all, and which of them this type has. */
static void check_keys(struct reader *r)
{
    static const char *const head[] = {"lanereach", "kind", "name", "aliases", "title",
                                       "source", "grade", "note", "type", "foil",
                                       "dispersion", "roughness", "tolerance"};
    enum { HEAD = sizeof head / sizeof head[0] };
    const char *allowed[HEAD + STACKUP_PLACES + STACKUP_QUANTITIES + 1] = {NULL};
    const struct stackup_type *type = r->out->type;
    size_t n = 0;
    for (size_t i = 0; i < HEAD; i++)
        allowed[n++] = head[i];
    for (size_t i = 0; i < STACKUP_PLACES; i++)
        allowed[n++] = places[i].key;
    for (size_t i = 0; i < STACKUP_QUANTITIES; i++)
        allowed[n++] = stackup_keys()[i].name;
    if (!r->status)
        r->status = yaml_keys(r->out->model->root, allowed, "a stackup", r->err);
    for (size_t i = 0; !r->status && i < STACKUP_QUANTITIES; i++) {
        const struct stackup_key *key = &stackup_keys()[i];
        const struct yaml_node *node = get(r, key->name);
        if (node && !(key->forms >> type->form & 1))
            r->status = error_at(r->err, node->key_mark, "%s has no %s", type->name,
                                 key->name);
        else if (!node && key->needed >> type->form & 1)
            r->status = error_at(r->err, r->out->model->root->mark, "%s needs a %s",
                                 type->name, key->name);
    }
    for (size_t i = 0; !r->status && i < STACKUP_PLACES; i++) {
        const struct yaml_node *node = get(r, places[i].key);
        if (node && !(stackup_keys()[places[i].dk].forms >> type->form & 1))
            r->status = error_at(r->err, node->key_mark, "%s has no %s", type->name,
                                 node->key);
    }
}

static void read_values(struct reader *r)
{
    for (size_t i = 0; i < STACKUP_QUANTITIES; i++) {
        const struct stackup_key *key = &stackup_keys()[i];
        const struct yaml_node *node = get(r, key->name), *scalar;
        double *value = &r->out->value[i];
        *value = NAN;
        if (r->status || !node)
            continue;
        r->status = model_scalar(r->lib, r->out->model, node, &scalar, r->err);
        if (!r->status)
            r->status = yaml_quantity(scalar, key->dim, key->name, value, r->err);
        if (!r->status && !(*value >= key->least && *value <= key->most))
            r->status = error_at(r->err, scalar->mark,
                                 "%s: '%s' is out of range; write %s", key->name,
                                 scalar->text, key->range);
    }
}

/* The laminate of a place; what the stackup says itself about it goes first. */
static void read_material(struct reader *r, enum stackup_place place)
{
    struct stackup *out = r->out;
    const char *key = places[place].key;
    double *dk = &out->value[places[place].dk], *df = &out->value[places[place].df];
    if (r->status)
        return;
    if (!get(r, key) && place != STACKUP_MATERIAL) {
        if (!isnan(*dk) || !isnan(*df))
            r->status = error_at(r->err, out->model->root->mark,
                                 "%s belongs to %s, which is not given",
                                 stackup_keys()[isnan(*dk) ? places[place].df
                                                           : places[place].dk].name,
                                 key);
        return;
    }
    r->status = model_text(out->model, key, NULL, &out->material[place], r->err);
    if (!r->status)
        r->status = part_material_laminate(r->lib, out->material[place],
                                           get(r, key)->mark, out->temperature,
                                           &out->laminate[place], r->err);
    if (r->status)
        return;
    *dk = isnan(*dk) ? out->laminate[place].dk : *dk;
    *df = isnan(*df) ? out->laminate[place].df : *df;
}

static void read_foil(struct reader *r)
{
    struct stackup *out = r->out;
    const char *name = NULL;
    if (!r->status)
        r->status = model_text(out->model, "foil", NULL, &name, r->err);
    if (!r->status)
        r->status = part_material_foil(r->lib, name, get(r, "foil")->mark, &out->foil,
                                       r->err);
    double *rz = &out->value[STACKUP_RZ], *rho = &out->value[STACKUP_RESISTIVITY];
    *rz = isnan(*rz) ? out->foil.rz : *rz;
    *rho = isnan(*rho) ? out->foil.resistivity : *rho;
}

/* Whether the quasi-static solution is to move with frequency. */
static void read_dispersion(struct reader *r)
{
    const struct yaml_node *node = get(r, "dispersion");
    const char *text = "kirschning-jansen";
    if (r->status || !node)
        return;
    if (!r->out->type->microstrip) {
        r->status = error_at(r->err, node->key_mark, "%s has no dispersion",
                             r->out->type->name);
        return;
    }
    r->status = model_text(r->out->model, "dispersion", NULL, &text, r->err);
    r->out->quasi_static = !r->status && !strcmp(text, "none");
    if (!r->status && !r->out->quasi_static && strcmp(text, "kirschning-jansen"))
        r->status = error_at(r->err, node->mark,
                             "dispersion: '%s' is unknown; write kirschning-jansen or "
                             "none", text);
}

static void check_mask(struct reader *r)
{
    const bool mask = get(r, "mask"), thick = get(r, "mask_thickness");
    if (!r->status && mask != thick)
        r->status = error_at(r->err, r->out->model->root->mark,
                             "mask and mask_thickness go together; %s is missing",
                             mask ? "mask_thickness" : "mask");
    if (!r->status && !mask && get(r, "mask_over_metal"))
        r->status = error_at(r->err, get(r, "mask_over_metal")->key_mark,
                             "mask_over_metal without mask; write mask, a material");
    if (!r->status && get(r, "ground_width") && !get(r, "ground_gap"))
        r->status = error_at(r->err, get(r, "ground_width")->key_mark,
                             "ground_width without ground_gap; write it too");
}

/* Drawn once, so that a geometry that is none is refused where it is written. */
static void check_drawing(struct reader *r)
{
    struct stackup_drawing drawing = {.shape = NULL};
    struct lr_error why = {0};
    if (r->status)
        return;
    enum stackup_quantity culprit;
    enum lr_status status = stackup_fits(r->out, NULL, &culprit, &why);
    const struct yaml_node *at =
        status && culprit < STACKUP_QUANTITIES ? get(r, stackup_keys()[culprit].name)
                                               : NULL;
    if (!status)
        status = stackup_draw(r->out, NULL, &drawing, &why);
    stackup_drawing_free(&drawing);
    if (status == LR_EMEMORY)
        r->status = error_memory(r->err, "a cross-section");
    else if (status)
        r->status = error_at(r->err, at ? at->mark : r->out->model->root->mark, "%s",
                             why.text);
}

enum lr_status stackup_read(struct model_library *lib, const char *name,
                            struct mark mark, double temperature,
                            const char *const *sets, struct stackup *out,
                            struct lr_error *err)
{
    struct reader r = {.lib = lib, .out = out, .err = err};
    *out = (struct stackup){.temperature = temperature};
    if (!(temperature >= coldest + zero_celsius && temperature <= hottest + zero_celsius))
        return error_at(err, mark, "at %g degC the models of copper and laminates do not "
                        "hold; they do from %g to %g degC", temperature - zero_celsius,
                        coldest, hottest);
    /* Said at the place in a file that names it. */
    if (mark.line && model_is_path(name) && access(name, R_OK))
        return error_at(err, mark, "%s cannot be read: %s; write the path of a stackup, "
                        "or the name of one", name, strerror(errno));
    r.status = model_is_path(name)
                   ? model_open(lib, "stackup", name, &out->model, err)
                   : model_find(lib, "stackup", name, mark, &out->model, err);
    if (!r.status && sets && *sets)
        r.status = model_assign(lib, out->model, sets, "width=120um", &out->model, err);
    if (r.status)
        return r.status;
    read_type(&r);
    check_keys(&r);
    read_values(&r);
    for (size_t i = 0; i < STACKUP_PLACES; i++)
        read_material(&r, (enum stackup_place)i);
    read_foil(&r);
    read_dispersion(&r);
    if (!r.status)
        r.status = stackup_rough_read(lib, out, err);
    check_mask(&r);
    check_drawing(&r);
    return r.status ? r.status : stackup_tolerance_check(out, err);
}

double stackup_value(const struct stackup *stackup, enum stackup_quantity quantity)
{
    const double *value = stackup->value;
    if (!isnan(value[quantity]) ||
        !(stackup_keys()[quantity].forms >> stackup->type->form & 1))
        return value[quantity];
    switch (quantity) {
    case STACKUP_ETCH:
    case STACKUP_SHIELD_CLEARANCE:
        return 0.0;
    case STACKUP_SHIELD_FACTOR:
        return 1.0;
    case STACKUP_HEIGHT:
        if (stackup->type->form == STACKUP_BROADSIDE)
            return 0.5 * (value[STACKUP_PLANE_SPACING] - value[STACKUP_GAP]) -
                   value[STACKUP_THICKNESS];
        return 0.5 * (value[STACKUP_PLANE_SPACING] - value[STACKUP_THICKNESS]);
    case STACKUP_RMS:
        return value[STACKUP_RZ] == stackup->foil.rz
                   ? stackup->foil.rms
                   : stackup->foil.rms * (value[STACKUP_RZ] / stackup->foil.rz);
    case STACKUP_RZ_BOTTOM:
    case STACKUP_RZ_TOP:
    case STACKUP_RZ_SIDE:
    case STACKUP_RZ_PLANE:
        return value[STACKUP_RZ];
    case STACKUP_SPACING:
        return value[STACKUP_INSULATION_DIAMETER];
    case STACKUP_SHIELD_HEIGHT:
        return value[STACKUP_INSULATION_DIAMETER] +
               2.0 * stackup_value(stackup, STACKUP_SHIELD_CLEARANCE);
    case STACKUP_SHIELD_WIDTH:
        return stackup_value(stackup, STACKUP_SHIELD_HEIGHT) +
               stackup_value(stackup, STACKUP_SPACING);
    case STACKUP_MASK_OVER_METAL:
        return value[STACKUP_MASK_THICKNESS];
    case STACKUP_GROUND_WIDTH:
        return isnan(value[STACKUP_GROUND_GAP]) ? (double)NAN
                                                : 3.0 * value[STACKUP_WIDTH];
    default:
        return NAN;
    }
}

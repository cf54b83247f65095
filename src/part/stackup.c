#include "config.h"

#include "part/stackup.h"

#include "part/material.h"

#include <math.h>
#include <string.h>

/* Where the relaxation of a dielectric that has none is said to lie. */
static const struct line_debye air = {
    .er_inf = 1.0, .f_low = 1.0, .f_high = 1e15};

static const struct { const char *name; bool pair, microstrip; } types[] = {
    {"microstrip", false, true},
    {"edge-coupled-microstrip", true, true},
    {"stripline", false, false},
    {"edge-coupled-stripline", true, false}};
enum { TYPES = sizeof types / sizeof types[0] };

struct reader {
    struct model_library *lib;
    const struct model *model;
    struct stackup *out;
    double temperature;         /* [K]                                         */
    struct lr_error *err;
    enum lr_status status;      /* the first fault                             */
};

static bool has(const struct reader *r, const char *key)
{
    return yaml_get(r->model->root, key) != NULL;
}

/* A length, or `otherwise` when it is absent; NaN: it must be there. */
static double read_length(struct reader *r, const char *key, double otherwise)
{
    double x = otherwise;
    if (!r->status && (has(r, key) || isnan(otherwise)))
        r->status = model_quantity(r->lib, r->model, key, DIM_LENGTH, &x, r->err);
    return x;
}

static void read_type(struct reader *r)
{
    const char *type = NULL;
    size_t i = 0;
    if (!r->status)
        r->status = model_text(r->model, "type", NULL, &type, r->err);
    if (r->status)
        return;
    while (i < TYPES && strcmp(type, types[i].name))
        i++;
    if (i == TYPES) {
        r->status = error_at(r->err, yaml_get(r->model->root, "type")->mark,
                             "cross-section '%s' is unknown; write microstrip, "
                             "edge-coupled-microstrip, stripline or "
                             "edge-coupled-stripline", type);
        return;
    }
    r->out->type = types[i].name;
    r->out->pair = types[i].pair;
    r->out->microstrip = types[i].microstrip;
}

static void read_keys(struct reader *r)
{
    static const char *const of_all[] = {
        "lanereach", "kind", "name", "aliases", "title", "source", "grade", "type",
        "note", "width", "gap", "etch", "thickness", "plane_thickness", "material",
        "foil", "plane_spacing", "height", "material_above", "mask", "mask_thickness",
        "mask_over_metal", "ground_gap", "ground_width", NULL};
    static const struct { const char *key; bool microstrip; } special[] = {
        {"plane_spacing", false}, {"material_above", false},  {"mask", true},
        {"mask_thickness", true}, {"mask_over_metal", true},  {"ground_gap", true},
        {"ground_width", true}};
    if (!r->status)
        r->status = yaml_keys(r->model->root, of_all, "a stackup", r->err);
    for (size_t i = 0; !r->status && i < sizeof special / sizeof special[0]; i++)
        if (has(r, special[i].key) && special[i].microstrip != r->out->microstrip)
            r->status =
                error_at(r->err, yaml_get(r->model->root, special[i].key)->key_mark,
                         "%s has no %s", r->out->type, special[i].key);
    if (!r->status && has(r, "gap") != r->out->pair)
        r->status = error_at(r->err, r->model->root->mark, "%s %s", r->out->type,
                             r->out->pair ? "needs a gap" : "has no gap");
}

/* The dielectric under a key; its number in the section. */
static size_t read_dielectric(struct reader *r, const char *key)
{
    struct stackup *out = r->out;
    const char *name = NULL;
    const size_t at = out->section.ndielectric;
    if (!r->status)
        r->status = model_text(r->model, key, NULL, &name, r->err);
    for (size_t i = 0; !r->status && i < at; i++)
        if (!strcmp(out->material[i], name))
            return i;
    if (!r->status)
        r->status = part_material_laminate(r->lib, name,
                                           yaml_get(r->model->root, key)->mark,
                                           r->temperature, &out->dielectric[at], r->err);
    if (r->status)
        return 0;
    out->material[at] = name;
    return out->section.ndielectric++;
}

static void read_foil(struct reader *r)
{
    const char *name = NULL;
    struct part_foil foil;
    if (!r->status)
        r->status = model_text(r->model, "foil", NULL, &name, r->err);
    if (!r->status)
        r->status = part_material_foil(r->lib, name,
                                       yaml_get(r->model->root, "foil")->mark,
                                       r->temperature, &foil, r->err);
    if (r->status)
        return;
    r->out->rough = line_huray_cannonball(foil.rz);
    r->out->resistivity = foil.resistivity;
}

/* Metal at height y: one strip or two, and coplanar ground beside them. */
static void place_metal(struct reader *r, double y)
{
    struct stackup *out = r->out;
    const double width = read_length(r, "width", NAN), etch = read_length(r, "etch", 0.0);
    const double gap = out->pair ? read_length(r, "gap", NAN) : 0.0;
    const double thickness = read_length(r, "thickness", NAN);
    const struct line_shape strip = {.outline = LINE_TRAPEZOID, .y = y, .bottom = width,
                                     .top = width - etch, .thickness = thickness};
    const double half = out->pair ? 0.5 * gap + width : 0.5 * width;
    size_t n = 0;
    for (size_t i = 0; i < (out->pair ? 2u : 1u); i++) {
        out->shape[n] = strip;
        out->shape[n++].x = out->pair ? (i ? 0.5 : -0.5) * (gap + width) : 0.0;
    }
    if (has(r, "ground_gap")) {
        const double aside = read_length(r, "ground_gap", NAN);
        const double wide = read_length(r, "ground_width", 3.0 * width);
        for (int side = -1; side <= 1; side += 2) {
            out->shape[n] = strip;
            out->shape[n].ground = true;
            out->shape[n].bottom = wide;
            out->shape[n].top = wide - etch;
            out->shape[n++].x = side * (half + aside + 0.5 * wide);
        }
    }
    out->section.nconductor = n;
}

static void draw_microstrip(struct reader *r)
{
    struct stackup *out = r->out;
    struct line_section *s = &out->section;
    const double height = read_length(r, "height", NAN);
    s->boundary = LINE_OPEN;
    out->layer[0] = (struct line_layer){height, read_dielectric(r, "material")};
    if (has(r, "mask")) {
        const double thickness = read_length(r, "mask_thickness", NAN);
        s->mask = (struct line_mask){thickness,
                                     read_length(r, "mask_over_metal", thickness),
                                     read_dielectric(r, "mask")};
    }
    out->material[s->ndielectric] = "air";
    out->dielectric[s->ndielectric] = air;
    out->layer[1] = (struct line_layer){INFINITY, s->ndielectric++};
    s->nlayer = 2;
    place_metal(r, height);
}

static void draw_stripline(struct reader *r)
{
    struct stackup *out = r->out;
    struct line_section *s = &out->section;
    const double b = read_length(r, "plane_spacing", NAN);
    const double centred = 0.5 * (b - read_length(r, "thickness", NAN));
    const double height = read_length(r, "height", centred);
    const size_t below = read_dielectric(r, "material");
    const size_t above = has(r, "material_above") ? read_dielectric(r, "material_above")
                                                  : below;
    s->boundary = LINE_PLANES;
    out->layer[0] = (struct line_layer){above == below ? b : height, below};
    out->layer[1] = (struct line_layer){b, above};
    s->nlayer = above == below ? 1 : 2;
    place_metal(r, height);
}

enum lr_status stackup_read(struct model_library *lib, const char *name,
                            struct mark mark, double temperature, struct stackup *out,
                            struct lr_error *err)
{
    struct reader r = {.lib = lib, .out = out, .temperature = temperature, .err = err};
    *out = (struct stackup){.type = ""};
    r.status = model_find(lib, "stackup", name, mark, &r.model, err);
    if (r.status)
        return r.status;
    out->model = r.model;
    out->section.layers = out->layer;
    out->section.conductors = out->shape;
    read_type(&r);
    read_keys(&r);
    read_foil(&r);
    out->plane_thickness = read_length(&r, "plane_thickness", NAN);
    if (!r.status && out->microstrip)
        draw_microstrip(&r);
    else if (!r.status)
        draw_stripline(&r);
    struct lr_error why = {0};
    if (!r.status && line_section_check(&out->section, &why))
        r.status = error_at(err, r.model->root->mark, "%s", why.text);
    return r.status;
}

enum lr_status stackup_solve(const struct stackup *stackup, double freq,
                             struct line_solution *out, struct lr_error *err)
{
    const struct line_multi_metal metal = {stackup->resistivity, stackup->rough};
    const struct line_solution_materials materials = {
        .dielectric = stackup->dielectric,
        .metal = metal,
        .plane = {.thickness = stackup->plane_thickness, .metal = metal},
        .freq = freq};
    return line_solution_init(&stackup->section, &materials, out, err);
}

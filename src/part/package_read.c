#include "config.h"

#include "part/package.h"

#include "net/touchstone.h"
#include "part/file.h"
#include "part/read.h"
#include "part/stackup.h"

#include <string.h>

struct reader {
    const struct part_source *source;
    const struct model *model;
};

/* The cross-section of a section's line, solved at the link's temperature. */
static enum lr_status read_stackup(const struct reader *r, const struct yaml_node *map,
                                   struct package_section *out, struct lr_error *err)
{
    const struct yaml_node *node = yaml_get(map, "stackup");
    struct arena *arena = r->source->arena;
    if (!node)
        return LR_OK;
    if (yaml_get(map, "z_c"))
        return error_at(err, yaml_get(map, "z_c")->key_mark,
                        "z_c and stackup both say what the line is; keep one");
    enum lr_status status = yaml_expect(node, YAML_SCALAR, "stackup", err);
    if (status)
        return status;
    struct stackup *stackup = arena_alloc(arena, sizeof *stackup);
    const char *name = model_is_path(node->text)
                           ? part_read_beside(arena, r->model, node->text)
                           : node->text;
    if (!stackup || !name)
        return error_memory(err, "a stackup");
    out->stackup = stackup;
    status = stackup_read(r->source->lib, name, node->mark, r->source->temperature, NULL,
                          stackup, err);
    if (!status && !stackup->type->pair)
        status = error_at(err, node->mark, "'%s' is no pair, but a %s; a package wants "
                          "a pair", node->text, stackup->type->name);
    if (!status && !(out->length > 0.0))
        status = error_at(err, map->mark, "a line of a stackup has no length; write "
                          "length: 25 mm");
    return status ? status
                  : stackup_solution(r->source->lib, stackup, NULL, &out->solution, err);
}

/* models/package: section lists from die to board, as in COM sheets. */
static enum lr_status read_section(const struct reader *r, const struct yaml_node *map,
                                   struct package_section *out, struct lr_error *err)
{
    static const char *const allowed[] = {"c_d", "l_s", "c_b", "length",
                                          "z_c", "stackup", "c_p", NULL};
    const struct { const char *key; enum dimension dim; double *to; } values[] = {
        {"c_d", DIM_CAPACITANCE, &out->c_d}, {"l_s", DIM_INDUCTANCE, &out->l_s},
        {"c_b", DIM_CAPACITANCE, &out->c_b}, {"length", DIM_LENGTH, &out->length},
        {"z_c", DIM_IMPEDANCE, &out->z_c},   {"c_p", DIM_CAPACITANCE, &out->c_p}};
    enum lr_status status = yaml_expect(map, YAML_MAPPING, "a section", err);
    if (!status)
        status = yaml_keys(map, allowed, "a section", err);
    *out = (struct package_section){.z_c = 100.0};
    for (size_t i = 0; !status && i < sizeof values / sizeof values[0]; i++) {
        const struct yaml_node *node = yaml_get(map, values[i].key), *scalar;
        if (!node)
            continue;
        status = model_scalar(r->source->lib, r->model, node, &scalar, err);
        if (!status)
            status =
                yaml_quantity(scalar, values[i].dim, values[i].key, values[i].to, err);
        if (!status && !(*values[i].to >= 0.0))
            status = error_at(err, scalar->mark, "%s: '%s' is negative; write 0 or more",
                              values[i].key, scalar->text);
    }
    return status ? status : read_stackup(r, map, out, err);
}

/* The constants of lines that have no cross-section. */
static enum lr_status read_lines(struct model_library *lib, const struct model *model,
                                 struct package *out, struct lr_error *err)
{
    enum lr_status status = model_quantity(lib, model, "gamma_0", DIM_LOSS_CONSTANT,
                                           &out->line.gamma0, err);
    if (!status)
        status = model_quantity(lib, model, "a_1", DIM_LOSS_ROOT, &out->line.a1, err);
    if (!status)
        status = model_quantity(lib, model, "a_2", DIM_DELAY, &out->line.a2, err);
    return status ? status
                  : model_quantity(lib, model, "tau", DIM_DELAY, &out->line.tau, err);
}

/* How lanes side by side lie: `crosstalk` of lines of constants, `pitch` of those of a
 * cross-section. */
static enum lr_status read_beside(const struct reader *r, size_t solved,
                                  struct package *out, struct lr_error *err)
{
    const struct yaml_node *crosstalk = yaml_get(r->model->root, "crosstalk");
    const struct yaml_node *pitch = yaml_get(r->model->root, "pitch");
    const struct part_number number = {"pitch", DIM_LENGTH, 1e-6, 0.1, "1 um to 100 mm",
                                       0.0, &out->pitch};
    if (crosstalk && solved == out->n)
        return error_at(err, crosstalk->key_mark,
                        "crosstalk: every line has a cross-section, which tells how "
                        "lanes couple; leave it out, or write pitch");
    if (pitch && !solved)
        return error_at(err, pitch->key_mark,
                        "pitch: no line has a cross-section; write crosstalk: "
                        "{inductive: 0.01, capacitive: 0.008}");
    if (pitch)
        out->pitch_mark = pitch->mark;
    enum lr_status status = part_coupling_find(r->model, &out->coupling, err);
    return status || !pitch
               ? status
               : part_read_numbers(r->source->lib, r->model, r->model->root, "a package",
                                   &number, 1, err);
}

static enum lr_status read_sections(const struct reader *r, struct package *out,
                                    struct lr_error *err)
{
    static const char *const own[] = {"r_0", "gamma_0",  "a_1",   "a_2", "tau",
                                      "sections", "crosstalk", "pitch", NULL};
    struct model_library *lib = r->source->lib;
    struct yaml_node *sections;
    size_t solved = 0;
    enum lr_status status = part_read_model_keys(r->model, own, err);
    if (!status)
        status = model_quantity(lib, r->model, "r_0", DIM_IMPEDANCE, &out->r_0, err);
    if (!status)
        status = yaml_need(r->model->root, "sections", YAML_SEQUENCE, "a package",
                           &sections, err);
    if (!status && (sections->n < 1 || sections->n > PACKAGE_LINES))
        status = error_at(err, sections->mark, "%zu sections; write 1 to %d", sections->n,
                          PACKAGE_LINES);
    for (const struct yaml_node *node = status ? NULL : sections->first; !status && node;
         node = node->next) {
        struct package_section *section = &out->section[out->n++];
        status = read_section(r, node, section, err);
        solved += section->solution != NULL;
    }
    out->wants_die = solved > 0;
    if (!status && solved < out->n)
        status = read_lines(lib, r->model, out, err);
    return status ? status : read_beside(r, solved, out, err);
}

/* A Touchstone file, which has no die's elements. */
static enum lr_status read_given(const struct part_file_given *given,
                                 const struct part_source *source, struct package *out,
                                 struct lr_error *err)
{
    struct part_file *file = arena_alloc(source->arena, sizeof *file);
    struct part *part = arena_alloc(source->arena, sizeof *part);
    if (!file || !part)
        return error_memory(err, "a package");
    *file = (struct part_file){0};
    enum lr_status status = part_file_read(given, source, file, err);
    *part = (struct part){&part_file, file->path, given->mark, file};
    out->file = part;
    out->r_0 = 50.0;
    out->wants_die = true;
    return status;
}

/* A Touchstone file beside the model's own. */
static enum lr_status read_model_file(const struct reader *r, struct package *out,
                                      struct lr_error *err)
{
    static const char *const own[] = {"file", "ports", "neighbours", NULL};
    const struct yaml_node *root = r->model->root;
    const struct mark mark = yaml_get(root, "file")->mark;
    struct part_file_given given = {.mark = mark, .ports_mark = mark};
    struct part_source beside = *r->source;
    beside.folder = "";
    enum lr_status status = part_read_model_keys(r->model, own, err);
    if (!status)
        status = model_text(r->model, "file", NULL, &given.path, err);
    if (!status)
        status = part_file_take(root, &given, err);
    if (!status && !(given.path = part_read_beside(beside.arena, r->model, given.path)))
        status = error_memory(err, "a path");
    return status ? status : read_given(&given, &beside, out, err);
}

static enum lr_status read_model(const struct part *part, const struct yaml_node *map,
                                 const struct part_source *source, struct package *out,
                                 struct lr_error *err)
{
    struct reader r = {.source = source};
    const struct yaml_node *ports = yaml_get(map, "ports");
    const struct yaml_node *own = ports ? ports : yaml_get(map, "neighbours");
    if (own)
        return error_at(err, own->key_mark,
                        "%s: '%s' is a model, which tells its own ports; only behind "
                        "package: FILE.s4p they stand here",
                        own->key, part->name);
    enum lr_status status = part_read_model(part, source, &r.model, err);
    if (status)
        return status;
    return yaml_get(r.model->root, "file") ? read_model_file(&r, out, err)
                                           : read_sections(&r, out, err);
}

/* A Touchstone file in the place of a model's name. */
static enum lr_status read_path(const struct part *part, const struct yaml_node *map,
                                const struct part_source *source, struct package *out,
                                struct lr_error *err)
{
    struct part_file_given given = {.path = part->name, .mark = part->mark,
                                    .ports_mark = part->mark};
    enum lr_status status = part_file_take(map, &given, err);
    return status ? status : read_given(&given, source, out, err);
}

enum lr_status package_read(struct part *part, const struct yaml_node *map,
                            const struct part_source *source, struct lr_error *err)
{
    struct package *package = arena_alloc(source->arena, sizeof *package);
    if (!package)
        return error_memory(err, "a package");
    *package = (struct package){.n = 0};
    part->data = package;
    const struct yaml_node *die = yaml_get(map, "die");
    enum lr_status status = part_read_keys(part->kind, map, err);
    if (!status && die)
        status = yaml_expect(die, YAML_SCALAR, "die", err);
    if (!status && die && strcmp(die->text, "none") && strcmp(die->text, "reference"))
        status = error_at(err, die->mark, "die: '%s' is unknown; write none or reference",
                          die->text);
    if (!status)
        status = touchstone_ports(part->name)
                     ? read_path(part, map, source, package, err)
                     : read_model(part, map, source, package, err);
    if (!status && die)
        package->wants_die = !strcmp(die->text, "reference");
    return status;
}

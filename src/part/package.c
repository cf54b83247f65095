#include "config.h"

#include "part/package.h"

#include "line/lumped.h"

#include <string.h>

/* Cascades `piece` behind `all`, which it replaces. */
static enum lr_status append(struct net *all, const struct net *piece,
                             struct lr_error *err)
{
    struct net sum;
    enum lr_status status = net_cascade(all, piece, &sum, err);
    if (!status) {
        net_free(all);
        *all = sum;
    }
    return status;
}

static enum lr_status add_shunt_c(struct net *all, double c, double r_0,
                                  struct net *piece, struct lr_error *err)
{
    enum lr_status status = line_shunt_c(c, r_0, all->nf, all->freq, piece->s, err);
    return status ? status : append(all, piece, err);
}

static enum lr_status add_section(const struct package *package,
                                  const struct package_section *section, struct net *all,
                                  struct net *piece, struct lr_error *err)
{
    const double r_0 = package->r_0;
    struct line_93a line = package->line;
    line.zc = section->z_c;
    enum lr_status status = LR_OK;
    if (section->c_d > 0.0)
        status = add_shunt_c(all, section->c_d, r_0, piece, err);
    if (!status && section->l_s > 0.0) {
        status = line_series_l(section->l_s, r_0, all->nf, all->freq, piece->s, err);
        if (!status)
            status = append(all, piece, err);
    }
    if (!status && section->c_b > 0.0)
        status = add_shunt_c(all, section->c_b, r_0, piece, err);
    if (!status)
        status = line_93a_sparam(&line, section->length, r_0, all->nf, all->freq,
                                 piece->s, err);
    if (!status)
        status = append(all, piece, err);
    if (!status && section->c_p > 0.0)
        status = add_shunt_c(all, section->c_p, r_0, piece, err);
    return status;
}

enum lr_status package_network(const struct package *package, size_t nf,
                               const double *freq, struct net *out, struct lr_error *err)
{
    struct net piece = {0};
    enum lr_status status = net_init(out, nf, 2, 2.0 * package->r_0, err);
    if (!status)
        status = net_init(&piece, nf, 2, 2.0 * package->r_0, err);
    for (size_t k = 0; !status && k < nf; k++) {
        out->freq[k] = piece.freq[k] = freq[k];
        *net_s(out, k, 0, 1) = *net_s(out, k, 1, 0) = 1.0;      /* nothing yet */
    }
    for (size_t i = 0; !status && i < package->n; i++)
        status = add_section(package, &package->section[i], out, &piece, err);
    net_free(&piece);
    if (status)
        net_free(out);
    return status;
}

static const struct part_key keys[] = {
    {"die", DIM_NUMBER, false, 0.0, 0.0, "none or reference", 0.0, 0.0,
     "whether the interface's die load is put in front: none, or reference"},
    {0}};

/* models/package: section lists from die to board, as in COM sheets. */
static enum lr_status read_section(struct model_library *lib, const struct model *model,
                                   const struct yaml_node *map,
                                   struct package_section *out, struct lr_error *err)
{
    static const char *const allowed[] = {"c_d", "l_s", "c_b", "length",
                                          "z_c", "c_p", NULL};
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
        status = model_scalar(lib, model, node, &scalar, err);
        if (!status)
            status =
                yaml_quantity(scalar, values[i].dim, values[i].key, values[i].to, err);
        if (!status && !(*values[i].to >= 0.0))
            status = error_at(err, scalar->mark, "%s: '%s' is negative; write 0 or more",
                              values[i].key, scalar->text);
    }
    return status;
}

static enum lr_status read_model(struct model_library *lib, const char *name,
                                 struct mark mark, struct package *out,
                                 struct lr_error *err)
{
    const struct model *model;
    struct yaml_node *sections;
    enum lr_status status = model_find(lib, "package", name, mark, &model, err);
    if (!status)
        status = model_quantity(lib, model, "r_0", DIM_IMPEDANCE, &out->r_0, err);
    if (!status)
        status = model_quantity(lib, model, "gamma_0", DIM_LOSS_CONSTANT,
                                &out->line.gamma0, err);
    if (!status)
        status = model_quantity(lib, model, "a_1", DIM_LOSS_ROOT, &out->line.a1, err);
    if (!status)
        status = model_quantity(lib, model, "a_2", DIM_DELAY, &out->line.a2, err);
    if (!status)
        status = model_quantity(lib, model, "tau", DIM_DELAY, &out->line.tau, err);
    if (!status)
        status = yaml_need(model->root, "sections", YAML_SEQUENCE, "a package", &sections,
                           err);
    if (!status && (sections->n < 1 || sections->n > PACKAGE_LINES))
        status = error_at(err, sections->mark, "%zu sections; write 1 to %d", sections->n,
                          PACKAGE_LINES);
    for (const struct yaml_node *node = status ? NULL : sections->first; !status && node;
         node = node->next)
        status = read_section(lib, model, node, &out->section[out->n++], err);
    return status;
}

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    static const char *const allowed[] = {"package", "die", NULL};
    struct package *package = arena_alloc(source->arena, sizeof *package);
    if (!package)
        return error_memory(err, "a package");
    part->data = package;
    const struct yaml_node *die = yaml_get(map, "die");
    enum lr_status status = yaml_keys(map, allowed, "package", err);
    if (!status && die)
        status = yaml_expect(die, YAML_SCALAR, "die", err);
    if (!status && die && strcmp(die->text, "none") && strcmp(die->text, "reference"))
        status = error_at(err, die->mark, "die: '%s' is unknown; write none or reference",
                          die->text);
    if (!status)
        status = read_model(source->lib, part->name, part->mark, package, err);
    package->wants_die = !status && die && !strcmp(die->text, "reference");
    return status;
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    return package_network(part->data, nf, freq, out, err);
}

const struct package *part_package_data(const struct part *part)
{
    return part->data;
}

const struct part_kind part_package = {
    .name = "package",
    .role = ROLE_PACKAGE,
    .keys = keys,
    .read = read,
    .network = network,
};

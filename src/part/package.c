#include "config.h"

#include "part/package.h"

#include "line/lumped.h"
#include "part/file.h"

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

/* The line of a cross-section, into *piece. */
static enum lr_status solved_line(const struct package_section *section, double zref,
                                  struct net *piece, struct lr_error *err)
{
    struct net line;
    enum lr_status status =
        line_solution_pair_net(section->solution, section->length, zref, piece->nf,
                               piece->freq, &line, err);
    if (status)
        return status;
    net_free(piece);
    *piece = line;
    return LR_OK;
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
        status = section->solution
                     ? solved_line(section, 2.0 * r_0, piece, err)
                     : line_93a_sparam(&line, section->length, r_0, all->nf, all->freq,
                                       piece->s, err);
    if (!status)
        status = append(all, piece, err);
    if (!status && section->c_p > 0.0)
        status = add_shunt_c(all, section->c_p, r_0, piece, err);
    return status;
}

/* Puts the file behind what is there, at the package's reference. */
static enum lr_status add_file(const struct package *package, struct net *all,
                               struct lr_error *err)
{
    struct net file = {0}, piece = {0};
    enum lr_status status =
        part_file.network(package->file, all->nf, all->freq, &file, err);
    if (!status)
        status = net_renormalise(&file, 2.0 * package->r_0, &piece, err);
    if (!status)
        status = append(all, &piece, err);
    net_free(&piece);
    net_free(&file);
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
    if (!status && package->file)
        status = add_file(package, out, err);
    net_free(&piece);
    if (status)
        net_free(out);
    return status;
}

static const struct part_key keys[] = {
    {"die", DIM_NUMBER, false, 0.0, 0.0, "none or reference", 0.0, 0.0,
     "whether the interface's die load is put in front: none, or reference"},
    {"ports", DIM_NUMBER, false, 0.0, 0.0, "13-24, 1,2-7,8 or auto", 0.0, 0.0,
     "of a Touchstone file: the pair at the die, the pair at the board"},
    {"neighbours", DIM_NUMBER, false, 0.0, 0.0, "a list like 3,4-9,10", 0.0, 0.0,
     "of a Touchstone file: the pairs of the lanes beside it"},
    {0}};

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    return package_network(part->data, nf, freq, out, err);
}

const struct package *part_package_data(const struct part *part)
{
    return part->data;
}

const struct part_file *part_package_file(const struct part *part)
{
    const struct package *package = part->data;
    return package->file ? part_file_data(package->file) : NULL;
}

static const struct net *measured(const struct part *part)
{
    const struct package *package = part->data;
    return package->file ? part_file.measured(package->file) : NULL;
}

static void release(struct part *part)
{
    struct package *package = part->data;
    if (package && package->file)
        part_file.release(package->file);
}

const struct part_kind part_package = {
    .name = "package",
    .role = ROLE_PACKAGE,
    .keys = keys,
    .read = package_read,
    .network = network,
    .couples = package_couples,
    .prepare = package_prepare,
    .lanes = package_lanes,
    .measured = measured,
    .release = release,
};

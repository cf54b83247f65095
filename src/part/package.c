#include "config.h"

#include "part/package.h"

#include "base/array.h"
#include "line/lumped.h"

/* Cascades `piece` behind `all`, which it replaces. */
static enum lr_status append(struct net *all, const struct net *piece, struct lr_error *err)
{
    struct net sum;
    enum lr_status status = net_cascade(all, piece, &sum, err);
    if (!status) {
        net_free(all);
        *all = sum;
    }
    return status;
}

static enum lr_status add_shunt_c(struct net *all, double c, double r_0, struct net *piece,
                                  struct lr_error *err)
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
        status = line_93a_sparam(&line, section->length, r_0, all->nf, all->freq, piece->s,
                                 err);
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

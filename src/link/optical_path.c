#include "config.h"

#include "link/optical_path.h"

#include "optics/levels.h"

#include <math.h>
#include <string.h>

/* Powers are quoted to 0.1 dB: less than this is their rounding. */
static const double rounding = 1e-9;

/* The standard's reach over a fibre; without a name over the one that most is laid of
 * today: OM4 or single-mode. */
static const struct pmd_reach *reach_of(const struct pmd *pmd, const char *fibre)
{
    const struct pmd_reach *first = pmd->nreach ? &pmd->reach[0] : NULL;
    for (size_t i = 0; i < pmd->nreach; i++)
        if (!strcmp(pmd->reach[i].fibre, fibre ? fibre : "om4"))
            return &pmd->reach[i];
    return fibre ? NULL : first;
}

enum lr_status optical_path_open(struct model_library *lib,
                                 const struct optical_names *names,
                                 struct optical_path *out, struct lr_error *err)
{
    const struct pmd *pmd = &out->pmd;
    const struct pmd_reach *reach = reach_of(pmd, names->fibre);
    const char *module_name = names->module ? names->module : pmd->module;
    const struct model *module, *fibre;
    out->fibre_name = names->fibre ? names->fibre : reach ? reach->fibre : "smf";
    out->length = names->length;
    if (!module_name)
        return error_set(err, LR_EINPUT,
                         "%s: no device model is known of its class; name "
                         "a module",
                         pmd->model->name);
    enum lr_status status =
        model_find(lib, "module", module_name, names->module_mark, &module, err);
    if (!status)
        status =
            model_find(lib, "fibre", out->fibre_name, names->fibre_mark, &fibre, err);
    if (!status)
        status = optics_module_read(lib, module, &out->module, err);
    if (!status)
        status = optics_fibre_read(lib, fibre, &out->fibre, err);
    if (!status && isnan(out->length) && !reach)
        status =
            error_at(err, names->fibre_mark, "%s has no reach over %s; write a length",
                     pmd->model->name, out->fibre_name);
    if (!status && isnan(out->length))
        out->length = reach->length;
    return status;
}

/* What the longest fibre of a kind leaves of the channel's loss to connectors. */
static double connectors_of(const struct optical_path *path)
{
    const struct pmd_reach *reach = reach_of(&path->pmd, path->fibre_name);
    return reach ? fmax(path->pmd.value[PMD_LOSS_MAX] - path->fibre.loss * reach->length,
                        0.0)
                 : path->pmd.value[PMD_LOSS_MAX];
}

static void judge(struct optical_path *path)
{
    const struct ledger_limits limits = pmd_limits(&path->pmd);
    const struct optical_figures *f = &path->figures;
    const double none = (double)NAN, oma = optics_dbm(path->module.oma);
    const struct ledger_link link = {oma, f->tecq.open ? f->tecq.db : none,
                                     f->tdecq.open ? f->tdecq.db : none, path->loss,
                                     none};
    path->ledger = ledger_of(&limits, &link);
    path->closure_margin =
        f->tdecq.open ? limits.closure_most - f->tdecq.db : -(double)INFINITY;
    /* What the standard does not allot, nobody knows: it is not counted. */
    path->penalties = path->route.n             ? path->cost.all
                      : isnan(limits.penalties) ? 0.0
                                                : limits.penalties;
    path->power_margin =
        f->reaches ? oma - path->loss - path->penalties - optics_dbm(f->sensitivity)
                   : -(double)INFINITY;
    const double least = path->loss - (path->counted ? 0.0 : path->connectors);
    path->overload_margin = optics_dbm(path->module.overload) - (oma - least);
    path->margin = fmin(path->power_margin, path->overload_margin);
    if (!isnan(path->ledger.margin))
        path->margin = fmin(path->margin, path->ledger.margin);
    if (!isnan(path->closure_margin))
        path->margin = fmin(path->margin, path->closure_margin);
    path->pass = path->margin >= -rounding;
}

static enum lr_status read_route(struct model_library *lib,
                                 const struct optics_part *part,
                                 struct optical_route *out, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (const struct yaml_node *one = part->path->first; !status && one;
         one = one->next) {
        const struct model *model;
        if (out->n == OPTICAL_ROUTE_MOST)
            return error_at(err, one->mark, "path: more than %d elements",
                            OPTICAL_ROUTE_MOST);
        status = model_find(lib, "passive", one->text, one->mark, &model, err);
        if (!status)
            status = optics_passive_read(lib, model, &out->element[out->n++], err);
    }
    return status;
}

static enum lr_status drift(const struct optics_part *part, struct optics_module *module,
                            struct lr_error *err)
{
    struct lr_error why = {.status = LR_OK};
    return optics_module_drift(module, part->drift, &why)
               ? error_at(err, part->drift_node->mark, "drift: %s", why.text)
               : LR_OK;
}

enum lr_status optical_path_read(struct model_library *lib,
                                 const struct optics_part *part, struct optical_path *out,
                                 struct lr_error *err)
{
    const struct yaml_node *module = part->module, *fibre = part->fibre;
    const struct mark mark = {.file = part->pmd->path};
    const struct optical_names names = {.module = module ? module->text : NULL,
                                        .fibre = fibre ? fibre->text : NULL,
                                        .length = part->length,
                                        .module_mark = module ? module->mark : mark,
                                        .fibre_mark = fibre ? fibre->mark : mark};
    *out = (struct optical_path){.length = 0.0};
    enum lr_status status = pmd_read(lib, part->pmd, &out->pmd, err);
    if (!status)
        status = optical_path_open(lib, &names, out, err);
    if (status)
        return status;
    if (part->path)
        status = read_route(lib, part, &out->route, err);
    if (!status && part->drift_node)
        status = drift(part, &out->module, err);
    if (status)
        return status;
    out->route.module_return_loss = out->module.return_loss;
    out->counted = !isnan(part->loss) || out->route.n;
    out->connectors = !isnan(part->loss) ? part->loss
                      : out->route.n     ? 0.0
                                         : connectors_of(out);
    return isnan(out->connectors)
               ? error_set(err, LR_EINPUT,
                           "%s has no public limit of its channel's loss; "
                           "write the loss of the connectors",
                           part->pmd->name)
               : LR_OK;
}

enum lr_status optical_path_solve(struct optical_path *path, struct lr_error *err)
{
    const struct optical_lane lane = {&path->pmd, &path->module, &path->fibre,
                                      path->length};
    const double fibre = path->fibre.loss * path->length;
    const struct optical_signal signal = {path->pmd.levels, path->module.extinction,
                                          path->pmd.value[PMD_PRE_FEC_BER] *
                                              log2((double)path->pmd.levels)};
    path->loss = fibre + path->connectors + optical_route_loss(&path->route);
    path->ber = (double)NAN;
    enum lr_status status = link_optical_solve(&lane, &path->figures, err);
    if (!status && path->route.n)
        status = optical_route_cost(&path->route, fibre, &signal, &path->cost, err);
    if (status)
        return status;
    judge(path);
    return path->figures.reaches
               ? link_optical_errors(&lane, &path->figures,
                                     path->module.oma *
                                         optics_ratio(-path->loss - path->penalties),
                                     &path->ber, err)
               : LR_OK;
}

enum lr_status optical_path_limits(const struct optical_path *path,
                                   struct optical_limits *out, struct lr_error *err)
{
    const struct optical_lane lane = {&path->pmd, &path->module, &path->fibre,
                                      path->length};
    return link_optical_limits(&lane, &path->figures, out, err);
}

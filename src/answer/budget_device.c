#include "config.h"

#include "answer/budget_device.h"

#include "answer/eye_optical.h"
#include "optics/levels.h"

#include <math.h>

enum lr_status budget_device_solve(const struct request *request, const struct pmd *pmd,
                                   struct budget_device *device, struct lr_error *err)
{
    const struct mark mark = {.file = "--set"};
    struct optical_path *path = &device->path;
    if (!device->module && isnan(pmd->value[PMD_PRE_FEC_BER]))
        return LR_OK;
    if (!device->module)
        device->module = pmd->module;
    if (!device->module)
        return LR_OK;
    const struct optical_names names = {device->module, device->fibre, device->length,
                                        mark, mark};
    *path = (struct optical_path){.pmd = *pmd};
    enum lr_status status = optical_path_open(request->lib, &names, path, err);
    if (status)
        return status;
    const struct optical_lane lane = {pmd, &path->module, &path->fibre, path->length};
    status = link_optical_solve(&lane, &path->figures, err);
    return status ? status : optical_path_limits(path, &device->limits, err);
}

void budget_device_add(const struct budget_device *device, double loss_db,
                       double penalties_db, struct tree *root)
{
    const struct optical_path *path = &device->path;
    const struct optical_figures *f = &path->figures;
    const double oma_dbm = optics_dbm(path->module.oma);
    struct tree *at = tree_object(root, "device");
    tree_text(at, "module", "%s", path->module.model->name);
    tree_text(at, "title", "%s", path->module.model->title);
    tree_text(at, "grade", "%s", model_grade_name(path->module.model->grade));
    tree_text(at, "fibre", "%s", path->fibre_name);
    tree_number(at, "length_m", path->length);
    tree_number(at, "oma_dbm", oma_dbm);
    tree_number(at, "extinction_db", optics_db(path->module.extinction));
    tree_bool(at, "open", f->tdecq.open);
    if (f->tecq.open)
        tree_number(at, "tecq_db", f->tecq.db);
    if (f->tdecq.open) {
        tree_number(at, "tdecq_db", f->tdecq.db);
        tree_number(at, "ceq_db", f->tdecq.ceq_db);
        tree_numbers(at, "taps", f->tdecq.taps.c, f->tdecq.taps.n);
    }
    eye_optical_add_device(&path->module, &path->pmd, &device->limits, at);
    tree_bool(at, "reaches", f->reaches);
    if (!f->reaches)
        return;
    const double needs = optics_dbm(f->sensitivity);
    tree_number(at, "sensitivity_dbm", needs);
    if (!isnan(oma_dbm - loss_db - penalties_db))
        tree_number(at, "margin_db", oma_dbm - loss_db - penalties_db - needs);
}

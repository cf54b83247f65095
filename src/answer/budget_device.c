#include "config.h"

#include "answer/budget_device.h"

#include "optics/levels.h"

#include <math.h>
#include <string.h>

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

enum lr_status budget_device_solve(const struct request *request, const struct pmd *pmd,
                                   struct budget_device *device, struct lr_error *err)
{
    const struct mark mark = {.file = "--set"};
    const struct pmd_reach *reach = reach_of(pmd, device->fibre);
    const struct model *module, *fibre;
    if (!device->module && isnan(pmd->value[PMD_PRE_FEC_BER]))
        return LR_OK;
    if (!device->module)
        device->module = pmd->module;
    if (!device->module)
        return LR_OK;
    if (!device->fibre)
        device->fibre = reach ? reach->fibre : "smf";
    enum lr_status status =
        model_find(request->lib, "module", device->module, mark, &module, err);
    if (!status)
        status = model_find(request->lib, "fibre", device->fibre, mark, &fibre, err);
    if (!status)
        status = optics_module_read(request->lib, module, &device->of, err);
    if (!status)
        status = optics_fibre_read(request->lib, fibre, &device->over, err);
    if (status)
        return status;
    if (isnan(device->length) && !reach)
        return error_set(err, LR_EUSAGE, "--set fibre=%s: %s has no reach over it; write "
                         "--set length= too", device->fibre, pmd->model->name);
    if (isnan(device->length))
        device->length = reach->length;
    const struct optical_lane lane = {pmd, &device->of, &device->over, device->length};
    return link_optical_solve(&lane, &device->figures, err);
}

void budget_device_add(const struct budget_device *device, double loss_db,
                       double penalties_db, struct tree *root)
{
    const struct optical_figures *f = &device->figures;
    const double oma_dbm = optics_dbm(device->of.oma);
    struct tree *at = tree_object(root, "device");
    tree_text(at, "module", "%s", device->of.model->name);
    tree_text(at, "title", "%s", device->of.model->title);
    tree_text(at, "grade", "%s", model_grade_name(device->of.model->grade));
    tree_text(at, "fibre", "%s", device->fibre);
    tree_number(at, "length_m", device->length);
    tree_number(at, "oma_dbm", oma_dbm);
    tree_number(at, "extinction_db", optics_db(device->of.extinction));
    tree_bool(at, "open", f->tdecq.open);
    if (f->tecq.open)
        tree_number(at, "tecq_db", f->tecq.db);
    if (f->tdecq.open) {
        tree_number(at, "tdecq_db", f->tdecq.db);
        tree_number(at, "ceq_db", f->tdecq.ceq_db);
        tree_numbers(at, "taps", f->tdecq.taps.c, f->tdecq.taps.n);
    }
    tree_bool(at, "reaches", f->reaches);
    if (!f->reaches)
        return;
    const double needs = optics_dbm(f->sensitivity);
    tree_number(at, "sensitivity_dbm", needs);
    if (!isnan(oma_dbm - loss_db - penalties_db))
        tree_number(at, "margin_db", oma_dbm - loss_db - penalties_db - needs);
}

#include "config.h"

#include "answer/eye_optical.h"

#include "optics/levels.h"

#include <math.h>

static void add(struct tree *at, const char *key, double value)
{
    if (isfinite(value))
        tree_number(at, key, value + 0.0);
}

void eye_optical_add(const struct optical_path *path, struct tree *at)
{
    const struct optical_figures *f = &path->figures;
    const struct ledger *l = &path->ledger;
    tree_text(at, "pmd", "%s", path->pmd.model->name);
    tree_text(at, "grade", "%s", model_grade_name(path->pmd.model->grade));
    tree_text(at, "module", "%s", path->module.model->name);
    tree_text(at, "module_grade", "%s", model_grade_name(path->module.model->grade));
    tree_text(at, "fibre", "%s", path->fibre_name);
    tree_number(at, "length_m", path->length);
    tree_bool(at, "pass", path->pass);
    add(at, "margin_db", path->margin);
    tree_number(at, "oma_dbm", optics_dbm(path->module.oma));
    tree_number(at, "loss_db", path->loss);
    tree_bool(at, "open", f->tdecq.open);
    if (f->tecq.open)
        add(at, "tecq_db", f->tecq.db);
    if (f->tdecq.open)
        add(at, "tdecq_db", f->tdecq.db);
    add(at, "tdecq_max_db", path->pmd.value[PMD_TDECQ_MAX]);
    if (f->reaches)
        add(at, "sensitivity_dbm", optics_dbm(f->sensitivity));
    add(at, "power_margin_db", path->power_margin);
    add(at, "ledger_margin_db", l->margin);
    add(at, "ber_pre_fec", path->ber);
    add(at, "ber_limit", path->pmd.value[PMD_PRE_FEC_BER]);
}

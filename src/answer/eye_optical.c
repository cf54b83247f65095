#include "config.h"

#include "answer/eye_optical.h"

#include "base/quantity.h"
#include "optics/levels.h"

#include <math.h>

static void add(struct tree *at, const char *key, double value)
{
    if (isfinite(value))
        tree_number(at, key, value + 0.0);
}

static void add_chain(const struct optics_laser_chain *c, struct tree *chain)
{
    const struct {
        const char *what;
        double db;
    } steps[] = {
        {"connector", c->connector},      {"splitter", optics_db(c->ways) + c->excess},
        {"coupling in", c->coupling_in},  {"waveguide", c->waveguide},
        {"modulator", c->modulator},      {"multiplexer", c->mux},
        {"coupling out", c->coupling_out}};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i].db > 0.0) {
            struct tree *row = tree_object(chain, NULL);
            tree_text(row, "what", "%s", steps[i].what);
            tree_number(row, "loss_db", steps[i].db);
        }
}

void eye_optical_add_device(const struct optics_module *module, const struct pmd *pmd,
                            const struct optical_limits *limits, struct tree *at)
{
    if (module->chain.laser > 0.0) {
        tree_number(at, "laser_dbm", optics_dbm(module->chain.laser));
        add_chain(&module->chain, tree_list(at, "laser_chain"));
    }
    add(at, "overload_dbm", optics_dbm(module->overload));
    add(at, "back_to_back_dbm", optics_dbm(limits->back_to_back));
    add(at, "stressed_sensitivity_dbm", optics_dbm(limits->stressed));
    add(at, "stressed_sensitivity_max_dbm", pmd->value[PMD_STRESSED]);
    add(at, "stressed_closure_db", limits->stressed_closure);
    add(at, "stressed_pole_ghz", limits->stressed_corner / unit_ghz);
    add(at, "ber_floor", limits->floor);
    add(at, "ber_floor_back_to_back", limits->floor_alone);
}

static void add_route(const struct optical_path *path, struct tree *at)
{
    const struct optical_route *route = &path->route;
    struct tree *list = tree_list(at, "path");
    for (size_t i = 0; i < route->n; i++) {
        const struct optics_passive *e = &route->element[i];
        struct tree *row = tree_object(list, NULL);
        tree_text(row, "name", "%s", e->model->name);
        tree_text(row, "type", "%s", e->type);
        tree_text(row, "grade", "%s", model_grade_name(e->model->grade));
        tree_number(row, "loss_db", e->loss);
        add(row, "return_loss_db", e->return_loss);
        add(row, "isolation_db", e->isolation);
    }
    tree_bool(at, "bidirectional", optical_route_is_bidirectional(route));
    add(at, "mpi_db", path->cost.mpi);
    add(at, "mpi_bound_db", path->cost.mpi_bound);
    add(at, "crosstalk_db", path->cost.crosstalk);
    add(at, "crosstalk_bound_db", path->cost.crosstalk_bound);
}

void eye_optical_add(const struct optical_path *path, const struct optical_limits *limits,
                     struct tree *at)
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
    add(at, "overload_margin_db", path->overload_margin);
    add(at, "ledger_margin_db", l->margin);
    add(at, "ber_pre_fec", path->ber);
    add(at, "ber_limit", path->pmd.value[PMD_PRE_FEC_BER]);
    add(at, "penalties_db", path->penalties);
    eye_optical_add_device(&path->module, &path->pmd, limits, at);
    if (path->route.n)
        add_route(path, at);
}

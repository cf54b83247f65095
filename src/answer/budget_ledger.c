#include "config.h"

#include "answer/budget_ledger.h"

#include "optics/levels.h"

#include <math.h>

/* One line of the ledger; key PMD_KEYS: it follows from others. */
static void add_line(const struct budget_ledger *b, struct tree *rows, const char *what,
                     const char *unit, double value, const char *from, enum pmd_key key)
{
    if (isnan(value))
        return;
    struct tree *row = tree_object(rows, NULL);
    tree_text(row, "line", "%s", what);
    tree_number(row, unit, value + 0.0);
    tree_text(row, "from", "%s", from);
    if (key < PMD_KEYS && !isnan(b->pmd->value[key])) {
        tree_text(row, "grade", "%s", model_grade_name(b->pmd->grade[key]));
        tree_text(row, "source", "%s", b->pmd->source[key]);
    }
}

void budget_ledger_add(const struct budget_ledger *b, struct tree *rows)
{
    const struct ledger *l = &b->ledger;
    const struct ledger_limits *limits = &b->limits;
    const char *closure = b->pmd->tdec ? "TDEC" : "TDECQ";
    const bool own = !isnan(b->link.oma);
    const char *given = b->given;
    const bool by_floor = l->oma_least > limits->oma_offset + fmax(l->tecq, l->tdecq);
    const bool at_floor =
        l->sensitivity > limits->sensitivity_offset + l->tecq && !l->from_stressed;
    add_line(b, rows, closure, "db", l->tdecq,
             isnan(b->link.tdecq) && isnan(b->link.tecq) ? "its limit" : given,
             isnan(b->link.tdecq) && isnan(b->link.tecq) ? PMD_TDECQ_MAX : PMD_KEYS);
    add_line(b, rows, "OMA sent, at least", "dbm", l->oma_least,
             by_floor ? "oma_min" : "oma_offset + closure",
             by_floor ? PMD_OMA_MIN : PMD_OMA_OFFSET);
    if (own)
        add_line(b, rows, "OMA sent", "dbm", l->oma, given, PMD_KEYS);
    add_line(b, rows, "channel", "db", -l->loss,
             isnan(b->link.loss) ? "channel_loss_max" : b->lost,
             isnan(b->link.loss) ? PMD_LOSS_MAX : PMD_KEYS);
    if (l->extra_loss > 0.0)
        add_line(b, rows, "loss besides", "db", -l->extra_loss, "--set", PMD_KEYS);
    add_line(b, rows, "OMA received", "dbm", l->received, "", PMD_KEYS);
    add_line(b, rows, "sensitivity", "dbm", l->sensitivity,
             l->from_stressed ? "stressed_sensitivity - closure + TECQ"
             : at_floor       ? "sensitivity"
                              : "sensitivity_offset + TECQ",
             l->from_stressed ? PMD_STRESSED
             : at_floor       ? PMD_SENSITIVITY
                              : PMD_SENSITIVITY_OFFSET);
    add_line(b, rows, "reflections, DGD, modes", "db", -l->penalties, "penalties",
             PMD_PENALTIES);
    if (l->dispersion > 0.0 || l->dispersion < 0.0)
        add_line(b, rows, "dispersion, TDECQ - TECQ", "db", -l->dispersion, given,
                 PMD_KEYS);
    add_line(b, rows, "margin", "db", l->margin, "", PMD_KEYS);
}

void budget_ledger_of_path(const struct optical_path *path, struct tree *rows)
{
    const struct optical_figures *f = &path->figures;
    const struct budget_ledger b = {.pmd = &path->pmd,
                                    .limits = pmd_limits(&path->pmd),
                                    .link = {optics_dbm(path->module.oma), f->tecq.db,
                                             f->tdecq.db, path->loss, (double)NAN},
                                    .ledger = path->ledger,
                                    .given = "device model",
                                    .lost = "fibre and connectors"};
    budget_ledger_add(&b, rows);
}

#include "config.h"

#include "answer/eye_segment.h"

#include "answer/frame.h"
#include "part/retimer.h"

#include <math.h>

/* A level is left to both sides, but for the outermost. */
struct eye_errors eye_segment_errors(const struct com_channel *c)
{
    const struct interface *interface = &c->link.interface;
    struct eye_errors of = {.interface = interface, .ser = (double)NAN};
    if (!interface->by_loss && !interface->unjudged) {
        const struct com_result *worst = &c->com.cases[c->com.worst];
        const double levels = (double)interface->com.levels;
        of.ser = worst->der * 2.0 * (levels - 1.0) / levels;
        of.b = eq_dfe_span(&interface->com.dfe) ? worst->setting.b[0] : 0.0;
    }
    return of;
}

static void add_retimer(const struct part *part, struct tree *at)
{
    const struct retimer *retimer = part_retimer_data(part);
    tree_text(at, "name", "%s", part->name);
    tree_text(at, "fec", "%s", retimer->terminates ? "terminate" : "pass");
    tree_number(at, "latency_ns", retimer->latency / unit_ns);
    tree_number(at, "power_w", retimer->power);
}

static void add_criteria(const struct com_channel *c, struct tree *at)
{
    struct tree *criteria = tree_list(at, "criteria");
    for (size_t i = 0; i < c->ncriterion; i++) {
        const struct link_criterion *k = &c->criterion[i];
        frame_criterion(criteria, k->name, k->value / k->scale, k->limit / k->scale,
                        k->at_most ? "max" : "min", k->unit);
        tree_number(criteria->last, "margin_db", k->margin_db);
    }
}

void eye_segment_add(const struct link *link, const struct com_channel *c,
                     const struct eye_statistical *statistical,
                     const struct eye_witness *witness, struct tree *at)
{
    tree_text(at, "name", "%s", link->name);
    tree_text(at, "interface", "%s", link->interface.name);
    tree_text(at, "grade", "%s", link->interface.grade);
    char crosstalk[LINK_CROSSTALK_WORDS];
    link_crosstalk_print(link, crosstalk);
    tree_text(at, "crosstalk", "%s", crosstalk);
    if (link->retimer)
        add_retimer(link->retimer, tree_object(at, "retimer"));
    tree_number(at, "freq_ghz", 0.5 * link->interface.com.baud / unit_ghz);
    tree_number(at, "fec_span", (double)link->span + 1.0);
    if (link->interface.unjudged) {
        tree_null(at, "pass");
        tree_text(at, "reason", "not_modelled");
        tree_text(at, "note", "%s", link->interface.unjudged);
        return;
    }
    tree_bool(at, "pass", c->pass);
    tree_number(at, "margin_db", c->margin_db);
    if (link->interface.by_loss) {
        add_criteria(c, at);
        return;
    }
    const struct com_result *worst = &c->com.cases[c->worst];
    tree_number(at, "com_db", worst->com_db);
    tree_number(at, "vec_db", worst->vec_db);
    tree_number(at, "veo_mv", worst->veo / unit_mv);
    const struct eye_errors errors = eye_segment_errors(c);
    tree_number(at, "ber_pre_fec",
                errors.ser / log2((double)link->interface.com.levels));
    tree_number(at, "flr_post_fec", eye_spans_alone(&errors));
    if (link->interface.fec.ber > 0.0)
        tree_number(at, "ber_allotted", link->interface.fec.ber);
    tree_number(at, "der_0", link->interface.com.der);
    tree_number(at, "worst_case", (double)c->worst + 1.0);
    add_criteria(c, at);
    com_case_add(c, c->worst, tree_object(at, "worst"));
    tree_number(tree_object(at, "search"), "candidates", (double)worst->looked);
    eye_statistical_add(statistical, at);
    eye_witness_add(witness, at);
}

#include "config.h"

#include "answer/com_channel.h"

#include "answer/frame.h"
#include "answer/open.h"

#include <math.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * unit_ns;
}

enum lr_status com_apply_options(const struct request *request,
                                 struct interface *interface, struct lr_error *err)
{
    interface->release = release_find(request->release);
    if (!interface->release)
        return error_set(err, LR_EUSAGE, "--release '%s' is unknown; write %s",
                         request->release, release_names());
    if (request->ranges && strcmp(request->ranges, "step") &&
        strcmp(request->ranges, "matlab"))
        return error_set(err, LR_EUSAGE, "--ranges '%s' is unknown; write step or matlab",
                         request->ranges);
    interface->ranges = request->ranges && !strcmp(request->ranges, "matlab")
                            ? MATRIX_RANGES_MIRRORED
                            : MATRIX_RANGES_STEP;
    enum lr_status status = interface_derive(interface, err);
    if (!status && request->local_search && !interface->local_search)
        status = note_add(err, NOTE_ASSUMPTION,
                          "Local Search is 0 or not given: everything is searched");
    interface->com.local = request->local_search ? interface->local_search : 0;
    interface->com.densities = request->plot && strcmp(request->command, "eye");
    interface->com.slicer = !strcmp(request->command, "eye");
    return status;
}

static enum lr_status solve(struct com_channel *c, struct com_work *work,
                            struct link_com *com, struct lr_error *err)
{
    const double start = now();
    enum lr_status status =
        c->link.interface.calibrates
            ? link_calibrate(&c->chain, &c->channel, work, com, &c->calibration, err)
            : link_com_solve(&c->chain, &c->channel, NULL, work, com, err);
    c->seconds += now() - start;
    for (size_t i = 0; !status && i < com->ncase; i++)
        if (!isfinite(com->cases[i].com_db))
            status =
                error_set(err, LR_ENUMERIC,
                          "%s: A_ni %g mV is no number of PDF bins that A_s %g mV could "
                          "be compared with; is the PDF bin size too large?",
                          c->link.interface.cases[i].name, com->cases[i].a_ni / unit_mv,
                          com->cases[i].a_s / unit_mv);
    return status;
}

static bool same_setting(const struct eq_candidate *a, const struct eq_candidate *b)
{
    bool same = a->ctle == b->ctle && a->cursor == b->cursor && a->moved == b->moved &&
                a->ffe.ntap == b->ffe.ntap;
    for (size_t i = 0; same && i < a->ffe.ntap; i++)
        same = same && a->ffe.index[i] == b->ffe.index[i];
    return same;
}

/* With MATLAB's ranges some settings on the limit of c(0) are legal that otherwise are
 * not: says what that changes. */
static enum lr_status compare_ranges(struct com_channel *c, struct com_work *work,
                                     struct lr_error *err)
{
    struct interface *interface = &c->link.interface;
    struct link_com step = {0};
    const size_t local = interface->com.local;
    bool same = true;
    interface->ranges = MATRIX_RANGES_STEP;
    enum lr_status status = interface_derive(interface, err);
    interface->com.local = local;
    if (!status)
        status = solve(c, work, &step, err);
    for (size_t i = 0; !status && i < step.ncase; i++) {
        const struct com_result *a = &c->com.cases[i], *b = &step.cases[i];
        if (same_setting(&a->setting, &b->setting))
            continue;
        same = false;
        status = note_add(err, NOTE_WARNING,
                          "%s: --ranges matlab changes the best setting: COM %.4f dB, "
                          "with --ranges step %.4f dB",
                          interface->cases[i].name, a->com_db, b->com_db);
    }
    if (!status && same)
        status =
            note_add(err, NOTE_ASSUMPTION,
                     "--ranges matlab: the best settings are those of --ranges step");
    link_com_free(&step);
    interface->ranges = MATRIX_RANGES_MIRRORED;
    if (!status)
        status = interface_derive(interface, err);
    return status;
}

/* A calibration takes COM to its limit: what counts is how near it came. */
static void judge_calibration(struct com_channel *c)
{
    const double off = c->calibration.off_db, limit = c->calibration.most_db;
    for (size_t i = 0; i < c->ncriterion; i++)
        if (!strcmp(c->criterion[i].name, "COM"))
            c->criterion[i] = (struct link_criterion){
                .name = "calibration", .unit = "dB", .scale = 1.0, .value = off,
                .limit = limit, .at_most = true, .pass = off < limit,
                .margin_db = limit - off};
}

/* ERL counts where a threshold is set; one that could not be computed is missed. */
static void judge(struct com_channel *c)
{
    const struct interface *interface = &c->link.interface;
    c->ncriterion = link_judge(&c->link.criteria, &c->com, c->criterion);
    c->worst = link_worst_case(&c->link.criteria, &c->com);
    if (interface->calibrates)
        judge_calibration(c);
    if (interface->set[KEY_ERL_PASS] && interface->wants_erl) {
        const double erl = c->metrics.has_erl ? c->metrics.erl.erl_db : (double)NAN;
        const double margin = erl - interface->erl_min_db;
        c->criterion[c->ncriterion++] = (struct link_criterion){
            .name = "ERL", .unit = "dB", .scale = 1.0, .value = erl,
            .limit = interface->erl_min_db, .pass = margin >= 0.0,
            .margin_db = isnan(margin) ? -(double)INFINITY : margin};
    }
    c->margin_db = link_least_margin(c->criterion, c->ncriterion);
    c->pass = true;
    for (size_t i = 0; i < c->ncriterion; i++)
        c->pass = c->pass && c->criterion[i].pass;
}

/* The path that only carried a noise is none of the figures'. */
static void drop_noise_path(struct channel *channel)
{
    while (channel->npath > 1) {
        net_free(&channel->path[--channel->npath].net);
        net_free(&channel->path[channel->npath].outer);
    }
}

enum lr_status com_channel_solve(const struct request *request, struct com_work *work,
                                 struct com_channel *out, struct lr_error *err)
{
    *out = (struct com_channel){0};
    enum lr_status status = open_channel(request, &out->link, err);
    return status ? status : com_channel_judge(request, work, out, err);
}

enum lr_status com_channel_judge(const struct request *request, struct com_work *work,
                                 struct com_channel *out, struct lr_error *err)
{
    enum lr_status status = com_apply_options(request, &out->link.interface, err);
    if (!status)
        status = link_chain_init(&out->link, &out->chain, err);
    if (!status)
        status = link_chain_channel(&out->chain, open_varied(&out->link), false,
                                    &out->channel, err);
    if (!status)
        status = solve(out, work, &out->com, err);
    const bool calibrates = out->link.interface.calibrates;
    if (calibrates)
        drop_noise_path(&out->channel);
    if (!status)
        status = link_metrics_solve(&out->link.interface, &out->channel, &out->metrics,
                                    err);
    if (!status && !calibrates && out->link.interface.ranges == MATRIX_RANGES_MIRRORED)
        status = compare_ranges(out, work, err);
    if (!status)
        judge(out);
    return status;
}

enum lr_status com_channel_judge_loss(const struct request *request,
                                      struct com_channel *out, struct lr_error *err)
{
    const struct interface *interface = &out->link.interface;
    enum lr_status status = com_apply_options(request, &out->link.interface, err);
    if (!status)
        status = link_chain_init(&out->link, &out->chain, err);
    if (!status)
        status = link_chain_channel(&out->chain, open_varied(&out->link), false,
                                    &out->channel, err);
    if (!status)
        status = link_judge_loss(interface, &out->channel.path[0].net, out->criterion,
                                 &out->ncriterion, err);
    out->margin_db = link_least_margin(out->criterion, out->ncriterion);
    out->pass = out->margin_db >= 0.0;
    for (size_t i = 0; !status && i < interface->nlimit; i++)
        if (strcmp(interface->limit[i].grade, "published"))
            status = note_add(err, NOTE_ASSUMPTION,
                              "interface %s: limit line %s is %s (%s)", interface->name,
                              interface->limit[i].name, interface->limit[i].grade,
                              interface->limit[i].source);
    return status;
}

void com_channel_free(struct com_channel *channel)
{
    link_com_free(&channel->com);
    link_metrics_free(&channel->metrics);
    channel_free(&channel->channel);
    link_chain_free(&channel->chain);
    link_free(&channel->link);
    *channel = (struct com_channel){0};
}

static void add_crosstalk(const struct link *link, struct tree *at)
{
    char words[LINK_CROSSTALK_WORDS];
    link_crosstalk_print(link, words);
    if (link->interface.calibrates)
        tree_text(at, "crosstalk", "noise through %s", link->aggressor[0].file.path);
    else
        tree_text(at, "crosstalk", "%s", words);
    const bool any = link->coupled.neighbours || link->naggressor;
    struct tree *list = any ? tree_list(at, "aggressors") : NULL;
    for (size_t i = 1; i <= link->coupled.neighbours; i++) {
        struct tree *one = tree_object(list, NULL);
        tree_text(one, "kind", "%s",
                  path_kind_name(link_coupled_kind(&link->coupled, i)));
        tree_text(one, "name", "%s", link->coupled.name[i]);
    }
    for (size_t i = 0; i < link->naggressor; i++) {
        struct tree *one = tree_object(list, NULL);
        tree_text(one, "kind", "%s", path_kind_name(link->aggressor[i].kind));
        tree_text(one, "file", "%s", link->aggressor[i].file.path);
    }
}

static void add_calibration(const struct link_calibration *c, struct tree *at)
{
    struct tree *calibration = tree_object(at, "calibration");
    tree_number(calibration, "sigma_bn_mv", c->sigma_bn / unit_mv);
    tree_number(calibration, "sigma_ne_mv", c->sigma_ne / unit_mv);
    tree_number(calibration, "off_db", c->off_db);
    tree_number(calibration, "steps", (double)c->steps);
}

static void add_ports(const struct link *link, struct tree *at)
{
    struct tree *ports = tree_list(at, "ports");
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind == &part_file) {
            const struct part_file *file = part_file_data(&link->part[i]);
            struct tree *map = tree_object(ports, NULL);
            tree_text(map, "file", "%s", file->path);
            tree_text(map, "pairs", "%s", file->ports);
            tree_text(map, "evidence", "%s", file->evidence);
            if (file->lanes->n > 1)     /* behind the victim's own and its colon */
                tree_text(map, "neighbours", "%s", strchr(file->lanes->text, ':') + 1);
        }
}

void com_channel_add(const struct com_channel *c, struct tree *at)
{
    size_t looked = 0;
    tree_text(at, "thru", "%s", c->link.name);
    tree_text(at, "interface", "%s", c->link.interface.name);
    tree_bool(at, "pass", c->pass);
    tree_number(at, "target_db", c->link.criteria.com_min_db);
    tree_number(at, "com_db", c->com.cases[c->com.worst].com_db);
    tree_number(at, "margin_db", c->margin_db);
    tree_number(at, "worst_case", (double)c->worst + 1.0);
    tree_number(at, "baud_gbd", c->link.interface.com.baud / unit_gbd);
    tree_number(at, "levels", (double)c->link.interface.com.levels);
    tree_number(at, "der_0", c->link.interface.com.der);
    tree_text(at, "release", "%s", c->link.interface.release->name);
    add_crosstalk(&c->link, at);
    if (c->link.interface.calibrates)
        add_calibration(&c->calibration, at);
    add_ports(&c->link, at);
    struct tree *cases = tree_list(at, "cases");
    for (size_t i = 0; i < c->com.ncase; i++) {
        com_case_add(c, i, tree_object(cases, NULL));
        looked += c->com.cases[i].looked;
    }
    struct tree *criteria = tree_list(at, "criteria");
    for (size_t i = 0; i < c->ncriterion; i++) {
        const struct link_criterion *k = &c->criterion[i];
        struct tree *one =
            frame_criterion(criteria, k->name, k->value / k->scale, k->limit / k->scale,
                            k->at_most ? "max" : "min", k->unit);
        tree_number(one, "margin_db", k->margin_db);
    }
    struct tree *search = tree_object(at, "search");
    tree_number(search, "candidates", (double)looked);
    tree_number(search, "seconds", c->seconds);
}

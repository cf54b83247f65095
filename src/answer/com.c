#include "config.h"

#include "answer/answer.h"

#include "answer/com_figure.h"
#include "answer/com_settings.h"
#include "answer/frame.h"
#include "answer/open.h"
#include "link/com.h"
#include "link/metrics.h"
#include "net/grid.h"

#include <math.h>
#include <string.h>
#include <time.h>

struct question {
    const struct request *request;
    struct answer *answer;
    struct link link;
    struct link_chain chain;
    struct channel channel;
    struct com_work work;
    struct link_com com;
    struct link_metrics metrics;
    double seconds;             /* of search and densities                     */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * unit_ns;
}

/* What options say of the interface: the release that is followed, the elements of
 * ranges, and how much is searched. */
static enum lr_status apply_options(struct question *q, struct lr_error *err)
{
    const struct request *request = q->request;
    struct interface *interface = &q->link.interface;
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
    interface->com.densities = request->plot != NULL;
    return status;
}

/* sigma_mv, tx_ffe, dfe and flags of one case. */
static void add_setting(struct tree *c, const struct interface *interface,
                        const struct com_result *r)
{
    const struct eq_ffe *ffe = &r->setting.ffe;
    double taps[2 * EQ_FFE_MOST + 1] = {0};
    int first = 0, last = 0;
    for (size_t i = 0; i < ffe->ntap; i++) {
        first = ffe->position[i] < first ? ffe->position[i] : first;
        last = ffe->position[i] > last ? ffe->position[i] : last;
    }
    /* The tool keeps a c(1) of zero beside a precursor. */
    if (first < 0 && last == 0 && interface->set[KEY_C_1])
        last = 1;
    for (size_t i = 0; i < ffe->ntap; i++)
        taps[ffe->position[i] - first] = ffe->tap[i];
    taps[-first] = ffe->cursor;
    tree_numbers(c, "tx_ffe", taps, (size_t)(last - first + 1));
    tree_number(c, "tx_ffe_first", first);
    tree_number(c, "g_dc_db", interface->com.ctle[r->setting.ctle].g_dc_db);
    if (interface->set[KEY_G_DC_HP])
        tree_number(c, "g_dc_hp_db", interface->com.ctle[r->setting.ctle].g_hp_db);
    tree_numbers(c, "dfe", r->setting.b, eq_dfe_span(&interface->com.dfe));
    struct tree *floating =
        r->setting.nfloating ? tree_list(c, "floating_taps") : NULL;
    for (size_t i = 0; i < r->setting.nfloating; i++) {
        struct tree *tap = tree_object(floating, NULL);
        tree_number(tap, "position", (double)r->setting.floating[i]);
        tree_number(tap, "value", r->setting.b[r->setting.floating[i] - 1]);
    }
    struct tree *sigma = tree_object(c, "sigma_mv");
    tree_number(sigma, "tx", r->sigma.tx / unit_mv);
    tree_number(sigma, "isi", r->sigma.isi / unit_mv);
    tree_number(sigma, "xtalk", r->sigma.xtalk / unit_mv);
    tree_number(sigma, "jitter", r->sigma.jitter / unit_mv);
    tree_number(sigma, "noise", r->sigma.thermal / unit_mv);
    struct tree *budget = tree_object(c, "budget_mv");
    tree_number(budget, "isi", r->budget.isi / unit_mv);
    tree_number(budget, "xtalk", r->budget.xtalk / unit_mv);
    tree_number(budget, "jitter", r->budget.jitter / unit_mv);
    tree_number(budget, "noise", r->budget.noise / unit_mv);
    tree_bool(c, "eye_open", r->a_s > r->a_ni);
    struct tree *flags = tree_list(c, "flags");
    for (size_t i = 0; i < r->nflag; i++)
        tree_text(flags, NULL, "%s", r->flag[i]);
}

/* Of the channel alone, so that they are the same in every case. */
static void add_metrics(const struct link_metrics *m, struct tree *c)
{
    if (m->has_icn)
        tree_number(c, "icn_mv", m->icn.total / unit_mv);
    if (m->has_fitted) {
        tree_number(c, "fitted_il_nyquist_db", m->fitted.fitted_nyquist_db);
        tree_number(c, "fom_ild_db", m->fitted.fom_ild_db);
    }
    if (!m->has_erl)
        return;
    tree_number(c, "erl_db", m->erl.erl_db);
    tree_number(c, "erl11_db", m->erl.port[0].erl_db);
    if (m->erl.nport > 1)
        tree_number(c, "erl22_db", m->erl.port[1].erl_db);
}

static void add_case(const struct question *q, struct tree *cases, size_t i)
{
    const struct interface *interface = &q->link.interface;
    const struct com_result *r = &q->com.cases[i];
    struct tree *c = tree_object(cases, NULL);
    tree_text(c, "name", "%s", q->chain.own_packages ? "own packages"
                                                     : interface->cases[i].name);
    tree_number(c, "com_db", r->com_db);
    tree_number(c, "fom_db", r->fom_db);
    tree_number(c, "a_s_mv", r->a_s / unit_mv);
    tree_number(c, "a_ni_mv", r->a_ni / unit_mv);
    tree_number(c, "vec_db", r->vec_db);
    tree_number(c, "veo_mv", r->veo / unit_mv);
    tree_number(c, "il_nyquist_db",
                com_loss_at_nyquist(&q->channel, interface->com.baud));
    tree_number(c, "peak_mv", r->peak / unit_mv);
    add_metrics(&q->metrics, c);
    add_setting(c, interface, r);
}

static void add_crosstalk(const struct link *link, struct tree *at)
{
    size_t fext = 0;
    for (size_t i = 0; i < link->naggressor; i++)
        fext += link->aggressor[i].kind == PATH_FEXT;
    if (link->naggressor)
        tree_text(at, "crosstalk", "%zu FEXT, %zu NEXT", fext, link->naggressor - fext);
    else
        tree_text(at, "crosstalk", "no crosstalk modelled");
}

/* ERL counts where a threshold is set; one that could not be computed is missed. */
static bool judges_erl(const struct question *q)
{
    return q->link.interface.set[KEY_ERL_PASS] && q->link.interface.wants_erl;
}

static bool misses_erl(const struct question *q)
{
    return judges_erl(q) && !(q->metrics.has_erl &&
                              q->metrics.erl.erl_db >= q->link.interface.erl_min_db);
}

static void add_channel(struct question *q)
{
    const struct link *link = &q->link;
    struct tree *root = q->answer->root;
    struct tree *channel = tree_object(tree_list(root, "channels"), NULL);
    const double least = q->com.cases[q->com.worst].com_db;
    size_t looked = 0;
    tree_text(channel, "thru", "%s", link->name);
    const bool pass = least >= link->com_min_db && !misses_erl(q);
    tree_bool(channel, "pass", pass);
    tree_number(channel, "target_db", link->com_min_db);
    tree_number(channel, "com_db", least);
    tree_number(channel, "worst_case", (double)q->com.worst + 1.0);
    add_crosstalk(link, channel);
    struct tree *ports = tree_list(channel, "ports");
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind == &part_file) {
            const struct part_file *file = part_file_data(&link->part[i]);
            struct tree *map = tree_object(ports, NULL);
            tree_text(map, "file", "%s", file->path);
            tree_text(map, "pairs", "%s", file->ports);
            tree_text(map, "evidence", "%s", file->evidence);
        }
    struct tree *cases = tree_list(channel, "cases");
    for (size_t i = 0; i < q->com.ncase; i++) {
        add_case(q, cases, i);
        looked += q->com.cases[i].looked;
    }
    struct tree *criteria = tree_list(channel, "criteria");
    frame_criterion(criteria, "COM", least, link->com_min_db, "min", "dB");
    if (judges_erl(q))
        frame_criterion(criteria, "ERL",
                        q->metrics.has_erl ? q->metrics.erl.erl_db : -(double)INFINITY,
                        link->interface.erl_min_db, "min", "dB");
    struct tree *search = tree_object(channel, "search");
    tree_number(search, "candidates", (double)looked);
    tree_number(search, "seconds", q->seconds);
    for (const struct tree *child = channel->first; child; child = child->next)
        tree_copy(root, child->key, child);
    q->answer->missed = !pass;
}

static enum lr_status solve(struct question *q, struct link_com *com,
                            struct lr_error *err)
{
    const double start = now();
    enum lr_status status =
        link_com_solve(&q->chain, &q->channel, NULL, &q->work, com, err);
    q->seconds += now() - start;
    for (size_t i = 0; !status && i < com->ncase; i++)
        if (!isfinite(com->cases[i].com_db))
            status =
                error_set(err, LR_ENUMERIC,
                          "%s: A_ni %g mV is no number of PDF bins that A_s %g mV could "
                          "be compared with; is the PDF bin size too large?",
                          q->link.interface.cases[i].name, com->cases[i].a_ni / unit_mv,
                          com->cases[i].a_s / unit_mv);
    return status;
}

static bool same_setting(const struct eq_candidate *a, const struct eq_candidate *b)
{
    bool same = a->ctle == b->ctle && a->cursor == b->cursor;
    for (size_t i = 0; i < a->ffe.ntap; i++)
        same = same && a->ffe.index[i] == b->ffe.index[i];
    return same;
}

/* With MATLAB's ranges some settings on the limit of c(0) are legal that otherwise are
 * not: says what that changes. */
static enum lr_status compare_ranges(struct question *q, struct lr_error *err)
{
    struct interface *interface = &q->link.interface;
    struct link_com step = {0};
    const size_t local = interface->com.local;
    bool same = true;
    interface->ranges = MATRIX_RANGES_STEP;
    enum lr_status status = interface_derive(interface, err);
    interface->com.local = local;
    if (!status)
        status = solve(q, &step, err);
    for (size_t i = 0; !status && i < step.ncase; i++) {
        const struct com_result *a = &q->com.cases[i], *b = &step.cases[i];
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

static enum lr_status answer_channel(struct question *q, struct lr_error *err)
{
    struct tree *root = q->answer->root;
    enum lr_status status = link_chain_init(&q->link, &q->chain, err);
    if (!status)
        status = link_chain_channel(&q->chain, open_varied(&q->link), false, &q->channel,
                                    err);
    if (!status)
        status = solve(q, &q->com, err);
    if (!status)
        status = link_metrics_solve(&q->link.interface, &q->channel, &q->metrics,
                                    err);
    if (!status && q->link.interface.ranges == MATRIX_RANGES_MIRRORED)
        status = compare_ranges(q, err);
    for (size_t i = 0; !status && i < q->link.nfile; i++)
        status = frame_input(q->answer, q->link.file[i], err);
    if (status)
        return status;
    tree_text(root, "interface", "%s", q->link.interface.name);
    tree_text(root, "grade", "%s", q->link.interface.grade);
    tree_text(root, "dialect", "ieee-tool");
    tree_text(root, "release", "%s", q->link.interface.release->name);
    tree_text(root, "grid", "%s", q->chain.grid);
    add_channel(q);
    com_add_ignored(&q->link.interface, root);
    if (q->request->plot) {
        const struct com_drawing drawing = {&q->link, &q->chain, &q->channel, &q->com};
        status = com_draw(&drawing, q->request->view, q->answer, err);
    }
    return status;
}

/* The interface alone, when no link has to be read for it. */
static enum lr_status open_interface(struct question *q, struct lr_error *err)
{
    const struct request *request = q->request;
    const char *name = request->sheet ? request->sheet : request->interface;
    if (request->plot)
        return error_set(err, LR_EUSAGE,
                         "--show-settings computes nothing that --plot could draw");
    if (request->files && !open_is_touchstone(request->files[0])) {
        enum lr_status status = open_channel(request, &q->link, err);
        for (size_t i = 0; !status && i < q->link.nfile; i++)
            status = frame_input(q->answer, q->link.file[i], err);
        return status;
    }
    if (!name || (request->sheet && request->interface))
        return error_set(err, LR_EUSAGE,
                         "--show-settings needs --interface, --sheet or a link file, one "
                         "of them");
    const struct mark mark = {.file = request->sheet ? "--sheet" : "--interface"};
    arena_init(&q->link.arena);
    enum lr_status status =
        interface_read(request->lib, name, mark, &q->link.interface, err);
    for (const char *const *set = request->sets; !status && set && *set; set++)
        status = interface_assign(&q->link.interface, *set, err);
    if (!status && request->sheet)
        status = frame_input(q->answer, name, err);
    return status;
}

enum lr_status answer_com(const struct request *request, struct answer *answer,
                          struct lr_error *err)
{
    struct question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && request->view)
        status = com_check_view(request->view, err);
    if (!status)
        status = request->show_settings ? open_interface(&q, err)
                                        : open_channel(request, &q.link, err);
    if (!status)
        status = apply_options(&q, err);
    if (!status && !request->show_settings)
        status = com_note_ignored(&q.link.interface, request->strict, err);
    if (!status && request->show_settings)
        com_add_settings(&q.link.interface, answer->root);
    else if (!status)
        status = answer_channel(&q, err);
    if (!status)
        status = frame_end(request, answer, err);
    link_com_free(&q.com);
    link_metrics_free(&q.metrics);
    com_work_free(&q.work);
    channel_free(&q.channel);
    link_chain_free(&q.chain);
    link_free(&q.link);
    return status;
}

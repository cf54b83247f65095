#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/open.h"
#include "link/com.h"
#include "net/grid.h"

#include <math.h>
#include <string.h>
#include <time.h>

/* Releases of the IEEE COM tool whose arithmetic differs for this receiver: the reach of
 * the Gaussian's tail in units of Q sigma. */
static const struct { const char *name; double gauss_span; } releases[] = {
    {"3.90", 1.0}, {"4.50", 2.0}};

struct question {
    const struct request *request;
    struct answer *answer;
    const char *release;
    struct link link;
    struct link_chain chain;
    struct channel channel;
    struct com_work work;
    struct link_com com;
    double seconds;             /* of search and densities                     */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * unit_ns;
}

static enum lr_status choose_release(struct question *q, struct lr_error *err)
{
    const char *name = q->request->release ? q->request->release : releases[0].name;
    for (size_t i = 0; i < sizeof releases / sizeof releases[0]; i++)
        if (!strcmp(name, releases[i].name)) {
            q->release = releases[i].name;
            q->link.interface.com.gauss_span = releases[i].gauss_span;
            return LR_OK;
        }
    return error_set(err, LR_EUSAGE, "--release '%s' is unknown; write 3.90 or 4.50",
                     name);
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
    struct tree *flags = tree_list(c, "flags");
    for (size_t i = 0; i < r->nflag; i++)
        tree_text(flags, NULL, "%s", r->flag[i]);
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

static void add_channel(struct question *q)
{
    const struct link *link = &q->link;
    struct tree *root = q->answer->root;
    struct tree *channel = tree_object(tree_list(root, "channels"), NULL);
    const double least = q->com.cases[q->com.worst].com_db;
    size_t looked = 0;
    tree_text(channel, "thru", "%s", link->name);
    tree_bool(channel, "pass", least >= link->com_min_db);
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
    frame_criterion(tree_list(channel, "criteria"), "COM", least, link->com_min_db, "min",
                    "dB");
    struct tree *search = tree_object(channel, "search");
    tree_number(search, "candidates", (double)looked);
    tree_number(search, "seconds", q->seconds);
    for (const struct tree *child = channel->first; child; child = child->next)
        tree_copy(root, child->key, child);
    q->answer->missed = !(least >= link->com_min_db);
}

/* Pulse responses of the worst case around the cursor, its taps, and the marks. */
static enum lr_status draw(struct question *q, struct lr_error *err)
{
    enum { BEFORE_UI = 5, BEHIND_UI = 25 };
    struct answer *answer = q->answer;
    const struct com_result *r = &q->com.cases[q->com.worst];
    const struct com_params *p = &q->link.interface.com;
    const size_t m = p->per_ui, rows = (BEFORE_UI + BEHIND_UI) * m + 1;
    double *curve = arena_alloc(&answer->arena, 4 * rows * sizeof *curve);
    const size_t span = eq_dfe_span(&p->dfe);
    double taps[2 * EQ_DFE_MOST];
    size_t sampled = 0;
    if (!curve)
        return error_memory(err, "the figure");
    double *before = curve, *behind = curve + 2 * rows;
    double *samples = arena_alloc(&answer->arena, 2 * rows * sizeof *samples);
    if (!samples)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < rows; k++) {
        const double ui = (double)k / (double)m - BEFORE_UI;
        const size_t n = r->setting.cursor + k - BEFORE_UI * m;         /* may wrap */
        const bool inside = n < r->n;
        before[2 * k] = behind[2 * k] = ui;
        before[2 * k + 1] = inside ? r->pulse[n] / unit_mv : (double)NAN;
        behind[2 * k + 1] = inside ? r->equalised[n] / unit_mv : (double)NAN;
        if (k % m == 0) {
            samples[2 * sampled] = ui;
            samples[2 * sampled++ + 1] = behind[2 * k + 1];
        }
    }
    struct plot_figure *f = &answer->figure;
    f->template = "com";
    f->columns = "ui,mv";
    plot_add_block(f, "before equalisation", rows, 2, before, &answer->arena);
    plot_add_block(f, "after FFE, CTLE and DFE", rows, 2, behind, &answer->arena);
    plot_add_block(f, "samples", sampled, 2, samples, &answer->arena);
    for (size_t i = 0; i < span; i++) {
        taps[2 * i] = (double)i + 1.0;
        taps[2 * i + 1] = r->setting.b[i];
    }
    plot_add_block(f, "DFE b(n)", span, 2, taps, &answer->arena);
    const struct eq_ffe *ffe = &r->setting.ffe;
    for (size_t i = 0; i <= ffe->ntap; i++) {
        taps[2 * i] = i < ffe->ntap ? ffe->position[i] : 0.0;
        taps[2 * i + 1] = i < ffe->ntap ? ffe->tap[i] : ffe->cursor;
    }
    plot_add_block(f, "FFE c(k)", ffe->ntap + 1, 2, taps, &answer->arena);
    plot_add_text(f, "TITLE", &answer->arena, "%s, %s: COM %.2f dB (limit %.4g dB)",
                  q->link.interface.name,
                  q->chain.own_packages ? "own packages"
                                        : q->link.interface.cases[q->com.worst].name,
                  r->com_db, q->link.com_min_db);
    plot_add_number(f, "A_S", r->a_s / unit_mv);
    plot_add_number(f, "A_NI", r->a_ni / unit_mv);
    return LR_OK;
}

static enum lr_status solve(struct question *q, struct lr_error *err)
{
    enum lr_status status = link_chain_init(&q->link, &q->chain, err);
    if (!status)
        status = link_chain_channel(&q->chain, open_varied(&q->link), false, &q->channel,
                                    err);
    const double start = now();
    if (!status)
        status = link_com_solve(&q->chain, &q->channel, NULL, &q->work, &q->com, err);
    q->seconds = now() - start;
    return status;
}

enum lr_status answer_com(const struct request *request, struct answer *answer,
                          struct lr_error *err)
{
    struct question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = open_channel(request, &q.link, err);
    for (const char *const *set = request->sets; !status && set && *set; set++)
        if (open_is_keyword(*set) || open_is_touchstone(request->files[0]))
            status = interface_assign(&q.link.interface, *set, err);
    if (!status && request->sets)
        status = interface_derive(&q.link.interface, err);
    /* A threshold set by keyword beats the link's own target. */
    if (!status && q.link.interface.changed[KEY_COM_PASS])
        q.link.com_min_db = q.link.interface.com_min_db;
    if (!status)
        status = choose_release(&q, err);
    if (!status)
        status = solve(&q, err);
    if (status)
        goto out;
    for (size_t i = 0; !status && i < q.link.nfile; i++)
        status = frame_input(answer, q.link.file[i], err);
    tree_text(answer->root, "interface", "%s", q.link.interface.name);
    tree_text(answer->root, "grade", "%s", q.link.interface.grade);
    tree_text(answer->root, "dialect", "ieee-tool");
    tree_text(answer->root, "release", "%s", q.release);
    tree_text(answer->root, "grid", "%s", q.chain.grid);
    add_channel(&q);
    if (!status && request->plot)
        status = draw(&q, err);
    if (!status)
        status = frame_end(request, answer, err);
out:
    link_com_free(&q.com);
    com_work_free(&q.work);
    channel_free(&q.channel);
    link_chain_free(&q.chain);
    link_free(&q.link);
    return status;
}

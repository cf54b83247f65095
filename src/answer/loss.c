#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/open.h"
#include "link/chain.h"
#include "net/grid.h"
#include "net/ports.h"
#include "net/touchstone.h"

#include <math.h>
#include <string.h>

/* Where an engineer looks first: low, and the Nyquist frequencies of 25, 50, 100 and
 * 200 Gb/s lanes. */
static const double usual_ghz[] = {1.0, 5.0, 10.0, 12.890625, 13.28125, 26.5625, 53.125};

struct curve {                  /* one S_ij and what it is called              */
    const char *key, *name;
    size_t i, j;
};

static const struct curve single[] = {{"s21_db", "S21", 1, 0},
                                      {"s11_db", "S11", 0, 0},
                                      {"s22_db", "S22", 1, 1}};
/* Of d1 d2 c1 c2; a differential 2-port has the first three. */
static const struct curve mixed[] = {{"sdd21_db", "SDD21", 1, 0},
                                     {"sdd11_db", "SDD11", 0, 0},
                                     {"sdd22_db", "SDD22", 1, 1},
                                     {"scd21_db", "SCD21", 3, 0}};

struct question {
    const struct request *request;
    struct answer *answer;
    struct net net;
    const struct curve *curve;
    size_t ncurve;
    double baud;                /* [Bd] 0: no interface judges the file        */
};

static enum lr_status read_file(struct question *q, const char *path,
                                struct lr_error *err)
{
    struct net all = {0};
    struct port_map map;
    struct tree *root = q->answer->root;
    enum lr_status status = touchstone_read(path, &all, err);
    if (!status)
        status = frame_input(q->answer, path, err);
    if (!status && all.np != 2 && all.np != 4)
        status = error_set(err, LR_EINPUT,
                           "%s: %zu ports; loss reads 2-ports and 4-ports", path, all.np);
    if (!status && all.np == 2 && q->request->ports)
        status = error_set(err, LR_EUSAGE,
                           "%s: --ports pairs the ports of a 4-port; this is a "
                           "2-port",
                           path);
    if (status)
        goto out;
    tree_number(root, "file_ports", (double)all.np);
    tree_number(root, "zref_ohm", all.zref[0]);
    q->curve = all.np == 4 ? mixed : single;
    q->ncurve = all.np == 4 ? sizeof mixed / sizeof mixed[0]
                            : sizeof single / sizeof single[0];
    if (all.np == 2) {
        status = net_copy(&all, &q->net, err);
        goto out;
    }
    status = ports_find(&all, path, q->request->ports, &map, err);
    if (!status)
        status = ports_mixed(&all, &map, &q->net, err);
    if (!status) {
        tree_text(root, "ports", "%s", map.text);
        tree_text(root, "ports_evidence", "%s", map.detected ? map.evidence : "as given");
    }
out:
    net_free(&all);
    return status;
}

/* A file is judged at the symbol rate of --interface, if there is one. */
static enum lr_status read_baud(struct question *q, struct lr_error *err)
{
    struct interface interface;
    if (!q->request->interface)
        return LR_OK;
    enum lr_status status =
        interface_read(q->request->lib, q->request->interface,
                       (struct mark){.file = "--interface"}, &interface, err);
    if (!status) {
        q->baud = interface.com.baud;
        tree_text(q->answer->root, "interface", "%s", interface.name);
    }
    interface_free(&interface);
    return status;
}

static enum lr_status read_link(struct question *q, const char *path,
                                struct lr_error *err)
{
    struct link link;
    struct link_chain chain = {0};
    struct channel channel = {0};
    struct tree *root = q->answer->root;
    enum lr_status status = open_link(q->request, path, q->request->sets, &link, err);
    if (!status)
        status = link_chain_init(&link, &chain, err);
    if (!status)
        status = link_chain_channel(&chain, open_varied(&link), false, &channel, err);
    if (!status)
        status = net_copy(&channel.path[0].net, &q->net, err);
    for (size_t i = 0; !status && i < link.nfile; i++)
        status = frame_input(q->answer, link.file[i], err);
    if (!status) {
        q->curve = mixed;
        q->ncurve = 3;
        q->baud = link.interface.com.baud;
        tree_text(root, "link", "%s", link.name);
        tree_text(root, "interface", "%s", link.interface.name);
        tree_text(root, "grid", "%s", chain.grid);
    }
    channel_free(&channel);
    link_chain_free(&chain);
    link_free(&link);
    return status;
}

static void add_point(const struct question *q, struct tree *points, double freq)
{
    struct tree *point = tree_object(points, NULL);
    tree_number(point, "freq_ghz", freq / unit_ghz);
    for (size_t i = 0; i < q->ncurve; i++)
        tree_number(point, q->curve[i].key,
                    net_db_at(&q->net, q->curve[i].i, q->curve[i].j, freq));
}

static enum lr_status add_points(const struct question *q, struct lr_error *err)
{
    struct tree *points = tree_list(q->answer->root, "points");
    const double low = q->net.freq[0], high = q->net.freq[q->net.nf - 1];
    const bool all = q->request->at && !strcmp(q->request->at, "all");
    double *at;
    size_t n = 0;
    enum lr_status status =
        all ? LR_OK : request_at(q->request, &q->answer->arena, &at, &n, err);
    for (size_t i = 0; !status && i < n; i++) {
        if (!(at[i] >= low && at[i] <= high))
            return error_set(err, LR_EUSAGE,
                             "--at %.6g GHz lies outside the band, %.6g to %.6g "
                             "GHz",
                             at[i] / unit_ghz, low / unit_ghz, high / unit_ghz);
        add_point(q, points, at[i]);
    }
    for (size_t k = 0; all && k < q->net.nf; k++)
        add_point(q, points, q->net.freq[k]);
    if (!q->request->at)
        for (size_t i = 0; i < sizeof usual_ghz / sizeof usual_ghz[0]; i++) {
            const double freq = usual_ghz[i] * unit_ghz;
            if (freq >= low && freq <= high)
                add_point(q, points, freq);
        }
    return status;
}

static enum lr_status draw(struct question *q, const char *path, struct lr_error *err)
{
    struct plot_figure *f = &q->answer->figure;
    struct arena *arena = &q->answer->arena;
    double *x = arena_alloc(arena, 2 * q->net.nf * sizeof *x);
    if (!x)
        return error_memory(err, "the figure");
    f->template = "loss";
    f->columns = "freq_ghz,value_db";
    for (size_t i = 0; i < q->ncurve; i++) {
        for (size_t k = 0; k < q->net.nf; k++) {
            const double db =
                db_of(cabs(*net_s(&q->net, k, q->curve[i].i, q->curve[i].j)));
            x[2 * k] = q->net.freq[k] / unit_ghz;
            x[2 * k + 1] = isfinite(db) ? db : (double)NAN;
        }
        plot_add_block(f, q->curve[i].name, q->net.nf, 2, x, arena);
    }
    const char *slash = strrchr(path, '/');
    plot_add_text(f, "TITLE", arena, "%s", slash ? slash + 1 : path);
    plot_add_number(f, "FN", 0.5 * q->baud / unit_ghz);
    return LR_OK;
}

enum lr_status answer_loss(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    struct question q = {.request = request, .answer = answer};
    const char *path;
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = open_only_file(request, &path, err);
    if (!status && open_is_touchstone(path)) {
        if (request->sets)
            status = error_set(err, LR_EUSAGE, "--set changes a value of a link; %s is a "
                               "Touchstone file", path);
        tree_text(answer->root, "file", "%s", path);
        if (!status)
            status = read_file(&q, path, err);
        if (!status)
            status = read_baud(&q, err);
    } else if (!status) {
        status = read_link(&q, path, err);
    }
    if (status)
        goto out;
    struct tree *root = answer->root;
    tree_number(root, "frequencies", (double)q.net.nf);
    tree_number(root, "f_min_ghz", q.net.freq[0] / unit_ghz);
    tree_number(root, "f_max_ghz", q.net.freq[q.net.nf - 1] / unit_ghz);
    if (q.baud > 0.0) {
        tree_number(root, "f_nyquist_ghz", 0.5 * q.baud / unit_ghz);
        tree_number(root, "il_nyquist_db", -net_db_at(&q.net, 1, 0, 0.5 * q.baud));
    }
    status = add_points(&q, err);
    if (!status && request->plot)
        status = draw(&q, path, err);
    if (!status)
        status = frame_end(request, answer, err);
out:
    net_free(&q.net);
    return status;
}

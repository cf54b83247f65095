#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"
#include "answer/open.h"
#include "net/deembed.h"
#include "signal/fixture_mixed.h"

#include <math.h>
#include <string.h>

/* A calibrated measurement is good to about 1e-3 (60 dB): grown by this, nothing of it is
 * left. */
static const double most_gain = 1e3;

struct question {
    const struct request *request;
    struct answer *answer;
    const char *path;
    size_t *order;                      /* file port of each port, left first  */
    struct net measured, left, right;   /* ports left first                    */
    struct net thru;                    /* the 2x-thru, or empty               */
    struct net dut;
    double f_valid;                     /* [Hz] 0: no limit                    */
};

/* Reads a network and puts its left ports first; *order tells from where each came. */
static enum lr_status read(struct question *q, const char *path, struct tree *files,
                           size_t **order, struct net *out, struct lr_error *err)
{
    struct net net = {0};
    enum lr_status status = net_file_read(q->request, q->answer, path, &net, err);
    if (status)
        return status;
    struct tree *file = tree_object(files, NULL);
    net_file_describe(file, path, &net);
    status =
        net_file_left_first(q->request, q->answer, path, &net, file, order, out, err);
    net_free(&net);
    return status;
}

static void add_fixture(struct question *q, struct tree *fixtures, const char *mode,
                        const struct fixture *f)
{
    struct tree *object = tree_object(fixtures, NULL);
    tree_text(object, "mode", "%s", mode);
    tree_number(object, "z_mid_ohm", f->z_mid);
    tree_number(object, "delay_ns", f->delay / unit_ns);
    tree_number(object, "f_valid_ghz", f->f_valid / unit_ghz);
    tree_number(object, "fer1", f->fer1);
    tree_number(object, "fer2", f->fer2);
    tree_number(object, "fer3", f->fer3);
    tree_text(object, "verdict", "%s", quality_verdict_name(f->verdict));
    if (f->reason[0])
        tree_text(object, "reason", "%s", f->reason);
    q->answer->missed |= f->verdict == QUALITY_POOR;
    q->f_valid = q->f_valid > 0.0 ? fmin(q->f_valid, f->f_valid) : f->f_valid;
}

static enum lr_status split_single(struct question *q, struct lr_error *err)
{
    struct fixture f = {0};
    const char *name = q->request->thru;
    enum lr_status status =
        q->request->corrected
            ? fixture_split_corrected(&q->thru, &q->measured, name, &f, err)
            : fixture_split(&q->thru, name, &f, err);
    if (!status) {
        add_fixture(q, tree_list(q->answer->root, "fixtures"), "single-ended", &f);
        status = net_copy(&f.half1, &q->left, err);
    }
    if (!status)
        status = net_copy(&f.half2, &q->right, err);
    fixture_free(&f);
    return status;
}

static enum lr_status split_pair(struct question *q, struct lr_error *err)
{
    struct fixture_mixed f = {0};
    enum lr_status status =
        fixture_mixed_split(&q->thru, q->request->corrected ? &q->measured : NULL,
                            q->request->thru, &f, err);
    if (!status) {
        struct tree *fixtures = tree_list(q->answer->root, "fixtures");
        add_fixture(q, fixtures, "differential", &f.dd);
        add_fixture(q, fixtures, "common", &f.cc);
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s: the fixtures convert no mode into the "
                          "other; each mode is split on its own",
                          q->request->thru);
    }
    if (!status)
        status = net_copy(&f.half1, &q->left, err);
    if (!status)
        status = net_copy(&f.half2, &q->right, err);
    fixture_mixed_free(&f);
    return status;
}

/* The file's own port order again, for halves and DUT alike. */
static enum lr_status write(struct question *q, const char *path, const struct net *net,
                            const char *note, struct lr_error *err)
{
    struct net sorted;
    size_t *back = arena_alloc(&q->answer->arena, net->np * sizeof *back);
    if (!back)
        return error_memory(err, "the port order");
    for (size_t i = 0; i < net->np; i++)
        back[q->order[i]] = i;
    enum lr_status status = net_reorder(net, back, net->np, &sorted, err);
    const struct net_file_kind kind = {note, NULL};
    if (!status)
        status = net_file_write(q->request, q->answer, path, &sorted, &kind, err);
    net_free(&sorted);
    return status;
}

static enum lr_status write_halves(struct question *q, struct lr_error *err)
{
    const char *base = q->request->halves;
    const char *first = net_file_name(q->answer, base, "_1", q->left.np);
    const char *second = net_file_name(q->answer, base, "_2", q->right.np);
    if (!first || !second)
        return error_memory(err, "a file name");
    enum lr_status status = write(q, first, &q->left, "fixture half: instrument to DUT",
                                  err);
    return status ? status
                  : write(q, second, &q->right, "fixture half: DUT to instrument", err);
}

static enum lr_status by_thru(struct question *q, struct tree *files,
                              struct lr_error *err)
{
    size_t *order;
    enum lr_status status = read(q, q->request->thru, files, &order, &q->thru, err);
    if (!status && q->thru.np != q->measured.np)
        status = error_at(err, (struct mark){q->request->thru, 0, 0}, "%zu ports; %s has "
                          "%zu", q->thru.np, q->path, q->measured.np);
    if (!status && q->thru.np > 4)
        status = error_at(err, (struct mark){q->request->thru, 0, 0}, "%zu ports; a "
                          "2x-thru of two or four is split", q->thru.np);
    if (!status)
        status = q->thru.np == 2 ? split_single(q, err) : split_pair(q, err);
    /* Halves know delays that the 2x-thru's own steps can follow: they go to another grid
     * only now.  The first may shorten the band for both. */
    if (!status)
        status = net_file_join(&q->measured, q->path, &q->left, q->request->thru, err);
    if (!status)
        status = net_file_join(&q->measured, q->path, &q->right, q->request->thru, err);
    return status;
}

static enum lr_status by_known(struct question *q, struct tree *files,
                               struct lr_error *err)
{
    const struct { const char *path; struct net *net; } side[] = {
        {q->request->left, &q->left}, {q->request->right, &q->right}};
    size_t *order;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < 2; i++) {
        if (!side[i].path)
            continue;
        status = read(q, side[i].path, files, &order, side[i].net, err);
        if (!status)
            status = net_file_join(&q->measured, q->path, side[i].net, side[i].path, err);
    }
    /* The second may have shortened the band of both. */
    if (!status && q->left.nf && q->right.nf)
        status = net_file_join(&q->measured, q->path, &q->left, q->request->left, err);
    return status;
}

static enum lr_status check(const struct request *request, struct lr_error *err)
{
    const bool known = request->left || request->right;
    if (known == (request->thru != NULL))
        return error_set(err, LR_EUSAGE, "what is to be taken off? give either --thru "
                         "2x-thru, or --left and --right networks that are known");
    if (known && (request->corrected || request->halves))
        return error_set(err, LR_EUSAGE, "--corrected and --halves go with --thru");
    return net_file_check(request, err);
}

static void draw_curve(struct question *q, const char *name, const struct net *net,
                       size_t i, size_t j, struct lr_error *err)
{
    double *x = arena_alloc(&q->answer->arena, 2 * net->nf * sizeof *x);
    if (!x) {
        error_memory(err, "the figure");
        return;
    }
    for (size_t k = 0; k < net->nf; k++) {
        const double db = db_of(cabs(*net_s(net, k, i, j)));
        x[2 * k] = net->freq[k] / unit_ghz;
        x[2 * k + 1] = isfinite(db) ? db : (double)NAN;
    }
    plot_add_block(&q->answer->figure, name, net->nf, 2, x, &q->answer->arena);
}

/* A differential pair is drawn as its differential mode. */
static enum lr_status draw(struct question *q, struct lr_error *err)
{
    struct plot_figure *f = &q->answer->figure;
    const struct { const char *name; const struct net *net; } curve[] = {
        {"measured", &q->measured}, {"de-embedded", &q->dut}, {"2x-thru", &q->thru}};
    struct lr_error own = {0};
    f->template = "deembed";
    f->columns = "freq_ghz,value_db";
    for (size_t i = 0; i < sizeof curve / sizeof curve[0]; i++) {
        struct net mixed = {0};
        const struct net *net = curve[i].net;
        if (!net->nf)
            continue;
        if (net->np == 4) {
            enum lr_status status = net_mixed(net, &mixed, err);
            if (status)
                return status;
            net = &mixed;
        }
        const char *d = net->np == 4 ? "DD" : "";
        draw_curve(q, arena_printf(&q->answer->arena, "S%s21 %s", d, curve[i].name), net,
                   1, 0, &own);
        draw_curve(q, arena_printf(&q->answer->arena, "S%s11 %s", d, curve[i].name), net,
                   0, 0, &own);
        net_free(&mixed);
    }
    const char *slash = strrchr(q->path, '/');
    plot_add_text(f, "TITLE", &q->answer->arena, "%s", slash ? slash + 1 : q->path);
    plot_add_number(f, "VALID", q->f_valid / unit_ghz);
    return own.status ? error_memory(err, "the figure") : LR_OK;
}

static enum lr_status solve(struct question *q, struct lr_error *err)
{
    struct deembed_condition condition;
    struct tree *root = q->answer->root;
    enum lr_status status =
        net_deembed(&q->measured, q->left.nf ? &q->left : NULL,
                    q->right.nf ? &q->right : NULL, &q->dut, &condition, err);
    if (status)
        return status;
    tree_number(root, "condition", condition.worst);
    tree_number(root, "condition_freq_ghz", condition.freq / unit_ghz);
    tree_number(root, "error_gain", condition.gain);
    tree_number(root, "error_gain_freq_ghz", condition.gain_freq / unit_ghz);
    if (condition.gain > most_gain)
        status = note_add(err, NOTE_WARNING,
                          "%s: an error of the measurement grows by %.2g "
                          "at %.6g GHz; what is left there is mostly noise",
                          q->path, condition.gain, condition.gain_freq / unit_ghz);
    if (q->f_valid > 0.0)
        tree_number(root, "f_valid_ghz", q->f_valid / unit_ghz);
    return status;
}

enum lr_status answer_net_deembed(const struct request *request, struct answer *answer,
                                  struct lr_error *err)
{
    struct question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = open_only_file(request, &q.path, err);
    if (!status)
        status = check(request, err);
    struct tree *files = status ? NULL : tree_list(answer->root, "files");
    if (!status)
        status = read(&q, q.path, files, &q.order, &q.measured, err);
    if (!status)
        status = request->thru ? by_thru(&q, files, err) : by_known(&q, files, err);
    if (!status)
        status = solve(&q, err);
    if (!status)
        status = write(&q, request->output, &q.dut, "de-embedded", err);
    if (!status && request->halves)
        status = write_halves(&q, err);
    if (!status && request->plot)
        status = draw(&q, err);
    if (!status)
        status = frame_end(request, answer, err);
    net_free(&q.dut);
    net_free(&q.thru);
    net_free(&q.right);
    net_free(&q.left);
    net_free(&q.measured);
    return status;
}

/* The questions that make one network of one: convert, reorder, mixed, renormalise,
 * resample, passivate. */
#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"
#include "answer/open.h"
#include "base/array.h"
#include "net/grid.h"
#include "net/passivity.h"

#include <stdlib.h>
#include <string.h>

struct question {
    const struct request *request;
    struct answer *answer;
    const char *path;
    struct tree *file;          /* its entry in files[]                        */
    struct net in, out;
    struct net_file_kind kind;
};

static enum lr_status convert(struct question *q, struct lr_error *err)
{
    return net_copy(&q->in, &q->out, err);
}

/* Leg after leg of each mode: the near pair of a lane, its far pair, the next lane. */
static enum lr_status to_mixed(struct question *q, struct lr_error *err)
{
    struct lane_map map;
    struct net legs = {0};
    enum lr_status status =
        net_file_lanes(q->request, q->path, &q->in, q->file, &map, err);
    if (status)
        return status;
    size_t *order = arena_alloc(&q->answer->arena, 4 * map.n * sizeof *order);
    if (!order)
        return error_memory(err, "the port order");
    for (size_t l = 0; l < map.n; l++)
        for (size_t leg = 0; leg < 2; leg++) {
            order[4 * l + leg] = map.lane[l].near[leg];
            order[4 * l + 2 + leg] = map.lane[l].far[leg];
        }
    status = net_reorder(&q->in, order, 4 * map.n, &legs, err);
    if (!status)
        status = net_mixed(&legs, &q->out, err);
    net_free(&legs);
    q->kind.pair = order;
    q->kind.note =
        "mixed mode, d1 d2 .. c1 c2 ..: modes 1 and 2 are the near and the far "
        "end of lane 1";
    return status;
}

/* Version 1.1 holds one R; programs that write modes into it mean that of the legs. */
static enum lr_status refer_modes(struct question *q, struct lr_error *err)
{
    struct net *net = &q->in;
    const double z = net->zref[0];
    char reason[160];
    for (size_t i = 1; i < net->np; i++)
        if (!net_same_reference(net->zref[i], z))
            return LR_OK;
    if (net->np == 4 && !lanes_looks_mixed(net, reason, sizeof reason))
        return error_at(err, (struct mark){q->path, 0, 0}, "looks single-ended already: "
                        "every port refers to %g ohm and no mode stands out; a "
                        "[Mixed-Mode Order] is undone by reading", z);
    for (size_t i = 0; i < net->np; i++)
        net->zref[i] = i < net->np / 2 ? 2.0 * z : 0.5 * z;
    /* Only of four ports can be told whether they look like modes. */
    return note_add(err, net->np == 4 ? NOTE_ASSUMPTION : NOTE_WARNING,
                    "%s: its one reference, %g ohm, is that of the legs: modes refer to "
                    "%g and %g ohm", q->path, z, 2.0 * z, 0.5 * z);
}

static enum lr_status mixed(struct question *q, struct lr_error *err)
{
    if (!q->request->single_ended)
        return to_mixed(q, err);
    if (q->request->ports)
        return error_set(err, LR_EUSAGE, "--ports and --single-ended: the legs come out "
                         "in the order + - of each mode; give one");
    q->kind.note = "single-ended, + and - leg of mode 1, of mode 2, ...";
    enum lr_status status = q->in.np % 2 ? LR_OK : refer_modes(q, err);
    return status ? status : net_unmixed(&q->in, &q->out, err);
}

static enum lr_status renormalise(struct question *q, struct lr_error *err)
{
    const char *text = q->request->zref;
    size_t n = 0;
    if (!text)
        return error_set(err, LR_EUSAGE, "--zref is missing: the new reference, 42.5ohm");
    char *list = arena_strdup(&q->answer->arena, text), *next;
    double *zref = arena_alloc(&q->answer->arena, (strlen(text) + q->in.np) *
                                                      sizeof *zref);
    if (!list || !zref)
        return error_memory(err, "--zref");
    for (char *word = list; word; word = next, n++) {
        next = strchr(word, ',');
        if (next)
            *next++ = '\0';
        enum lr_status status =
            request_quantity("--zref", word, DIM_IMPEDANCE, &zref[n], err);
        if (status)
            return status;
    }
    if (n != 1 && n != q->in.np)
        return error_set(err, LR_EUSAGE, "--zref has %zu values, %s %zu ports; give one, "
                         "or one for each port", n, q->path, q->in.np);
    for (size_t i = n; i < q->in.np; i++)
        zref[i] = zref[0];
    return net_renormalise_ports(&q->in, zref, &q->out, err);
}

/* "2,1" or "1,3": ports that are left out are terminated in their references. */
static enum lr_status reorder(struct question *q, struct lr_error *err)
{
    const size_t np = q->in.np;
    size_t n = 0;
    size_t *order = arena_alloc(&q->answer->arena, np * sizeof *order);
    if (!order)
        return error_memory(err, "--order");
    if (!q->request->order)
        return error_set(err, LR_EUSAGE,
                         "--order is missing: the ports in their new order, "
                         "2,1");
    for (const char *word = q->request->order; word;) {
        char *end;
        const unsigned long port = strtoul(word, &end, 10);
        bool wrong = end == word || *word < '0' || *word > '9' ||
                     (*end && *end != ',') || port < 1 || port > np || n == np;
        for (size_t i = 0; !wrong && i < n; i++)
            wrong = order[i] + 1 == port;
        if (wrong)
            return error_set(err, LR_EUSAGE,
                             "--order '%s': write ports from 1 to %zu, each "
                             "once, with commas: 2,1",
                             q->request->order, np);
        order[n++] = port - 1;
        word = *end ? end + 1 : NULL;
    }
    return net_reorder(&q->in, order, n, &q->out, err);
}

static enum lr_status resample(struct question *q, struct lr_error *err)
{
    struct net with_dc = {0};
    double step, stop = q->in.freq[q->in.nf - 1], *freq = NULL;
    size_t nf;
    if (!q->request->step)
        return error_set(err, LR_EUSAGE, "--step is missing: the step of the new grid, "
                         "10MHz");
    enum lr_status status = request_quantity("--step", q->request->step, DIM_FREQUENCY,
                                             &step, err);
    if (!status && q->request->stop)
        status = request_quantity("--stop", q->request->stop, DIM_FREQUENCY, &stop, err);
    if (!status && !(stop <= q->in.freq[q->in.nf - 1]))
        status = error_set(err, LR_EUSAGE, "--stop %.6g GHz: %s ends at %.6g GHz",
                           stop / unit_ghz, q->path, q->in.freq[q->in.nf - 1] / unit_ghz);
    if (!status)
        status = grid_uniform(step, stop, &freq, &nf, err);
    if (!status)
        status = net_with_dc(&q->in, q->path, &with_dc, err);
    if (!status)
        status = net_resample(&with_dc, q->path, nf, freq, &q->out, err);
    net_free(&with_dc);
    array_free(freq);
    return status;
}

static enum lr_status passivate(struct question *q, struct lr_error *err)
{
    struct passivity_change change;
    struct tree *root = q->answer->root;
    enum lr_status status = net_passivate(&q->in, &q->out, &change, err);
    if (status)
        return status;
    tree_number(root, "points_changed", (double)change.points);
    tree_number(root, "max_singular", change.max_singular);
    if (!change.points)
        return LR_OK;
    tree_number(root, "max_change", change.max_change);
    tree_number(root, "max_change_freq_ghz", change.freq / unit_ghz);
    tree_text(root, "max_change_element", "S%zu,%zu", change.i + 1, change.j + 1);
    return LR_OK;
}

static enum lr_status answer_transform(const struct request *request,
                                       struct answer *answer,
                                       enum lr_status (*transform)(struct question *,
                                                                   struct lr_error *),
                                       struct lr_error *err)
{
    struct question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = open_only_file(request, &q.path, err);
    if (!status)
        status = net_file_check(request, err);
    if (!status)
        status = net_file_read(request, answer, q.path, &q.in, err);
    if (!status) {
        q.file = tree_object(tree_list(answer->root, "files"), NULL);
        net_file_describe(q.file, q.path, &q.in);
        status = transform(&q, err);
    }
    if (!status)
        status = net_file_write(request, answer, request->output, &q.out, &q.kind, err);
    if (!status)
        status = frame_end(request, answer, err);
    net_free(&q.out);
    net_free(&q.in);
    return status;
}

enum lr_status answer_net_convert(const struct request *request, struct answer *answer,
                                  struct lr_error *err)
{
    return answer_transform(request, answer, convert, err);
}

enum lr_status answer_net_mixed(const struct request *request, struct answer *answer,
                                struct lr_error *err)
{
    return answer_transform(request, answer, mixed, err);
}

enum lr_status answer_net_renormalise(const struct request *request,
                                      struct answer *answer, struct lr_error *err)
{
    return answer_transform(request, answer, renormalise, err);
}

enum lr_status answer_net_reorder(const struct request *request, struct answer *answer,
                                  struct lr_error *err)
{
    return answer_transform(request, answer, reorder, err);
}

enum lr_status answer_net_resample(const struct request *request, struct answer *answer,
                                   struct lr_error *err)
{
    return answer_transform(request, answer, resample, err);
}

enum lr_status answer_net_passivate(const struct request *request, struct answer *answer,
                                    struct lr_error *err)
{
    return answer_transform(request, answer, passivate, err);
}

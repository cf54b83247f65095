#include "config.h"

#include "answer/loss_item.h"

#include "net/grid.h"

#include <math.h>
#include <string.h>

/* Where an engineer looks first: low, and the Nyquist frequencies of 25, 50, 100 and
 * 200 Gb/s lanes. */
static const double usual_ghz[] = {1.0, 5.0, 10.0, 12.890625, 13.28125, 26.5625, 53.125};

/* One picture holds the through path, both reflections and the conversion. */
enum { DRAWN_CURVES = 4, LIMIT_POINTS = 200 };

struct place { double db, freq; };

/* The largest |S_ij| in dB up to the frequency `stop`. */
static struct place largest(const struct net *net, size_t i, size_t j, double stop)
{
    struct place worst = {-(double)INFINITY, 0.0};
    for (size_t k = 0; k < net->nf && net->freq[k] <= stop + 1.0; k++) {
        const double db = db_of(cabs(*net_s(net, k, i, j)));
        if (db > worst.db)
            worst = (struct place){db, net->freq[k]};
    }
    return worst;
}

/* The loss at Nyquist, and the worst of what should be small, up to there. */
static void add_summary(const struct loss_item *item)
{
    const struct net *net = &item->net;
    const double end = net->freq[net->nf - 1];
    const double nyquist = 0.5 * item->baud, stop = item->baud > 0.0 ? nyquist : end;
    const struct loss_curve *s21 = loss_item_through(item);
    if (item->baud > 0.0) {
        tree_number(item->tree, "f_nyquist_ghz", nyquist / unit_ghz);
        tree_number(item->tree, "il_nyquist_db",
                    -net_db_at(net, s21->i, s21->j, nyquist));
    }
    const struct place near = largest(net, 0, 0, stop), far = largest(net, 1, 1, stop);
    const struct place worst = near.db > far.db ? near : far;
    tree_number(item->tree, "rl_min_db", -worst.db);
    tree_number(item->tree, "rl_min_freq_ghz", worst.freq / unit_ghz);
    tree_number(item->tree, "rl_min_end", near.db > far.db ? 1.0 : 2.0);
    if (net->np == 4) {
        const struct place conversion = largest(net, 3, 0, stop);
        tree_number(item->tree, "scd21_max_db", conversion.db);
        tree_number(item->tree, "scd21_max_freq_ghz", conversion.freq / unit_ghz);
    }
}

static void add_point(const struct loss_item *item, struct tree *points, bool many,
                      double freq)
{
    struct tree *point = tree_object(points, NULL);
    if (many)
        tree_text(point, "channel", "%s", item->name);
    tree_number(point, "freq_ghz", freq / unit_ghz);
    for (size_t i = 0; i < item->ncurve; i++)
        tree_number(point, item->curve[i].key,
                    net_db_at(&item->net, item->curve[i].i, item->curve[i].j, freq));
}

static enum lr_status add_points(const struct request *request, struct answer *answer,
                                 const struct loss_item *item, struct tree *points,
                                 bool many, struct lr_error *err)
{
    const double low = item->net.freq[0], high = item->net.freq[item->net.nf - 1];
    const bool all = request->at && !strcmp(request->at, "all");
    double *at = NULL;
    size_t n = 0;
    enum lr_status status =
        all ? LR_OK : request_at(request, &answer->arena, &at, &n, err);
    for (size_t i = 0; !status && i < n; i++) {
        if (!(at[i] >= low && at[i] <= high))
            return error_set(
                err, LR_EUSAGE,
                "--at %.6g GHz lies outside the band of %s, %.6g to %.6g GHz",
                at[i] / unit_ghz, item->path, low / unit_ghz, high / unit_ghz);
        add_point(item, points, many, at[i]);
    }
    for (size_t k = 0; all && k < item->net.nf; k++)
        add_point(item, points, many, item->net.freq[k]);
    if (!request->at)
        for (size_t i = 0; i < sizeof usual_ghz / sizeof usual_ghz[0]; i++) {
            const double freq = usual_ghz[i] * unit_ghz;
            if (freq >= low && freq <= high)
                add_point(item, points, many, freq);
        }
    return status;
}

/* ---- the picture ---------------------------------------------------------- */

static enum lr_status draw_curve(struct answer *answer, const struct loss_item *item,
                                 const struct loss_curve *curve, const char *name,
                                 struct lr_error *err)
{
    const struct net *net = &item->net;
    double *x = arena_alloc(&answer->arena, 2 * net->nf * sizeof *x);
    if (!x)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < net->nf; k++) {
        const double db = db_of(cabs(*net_s(net, k, curve->i, curve->j)));
        x[2 * k] = net->freq[k] / unit_ghz;
        x[2 * k + 1] = isfinite(db) ? db : (double)NAN;
    }
    plot_add_block(&answer->figure, name, net->nf, 2, x, &answer->arena);
    return LR_OK;
}

/* Limit lines go last, negative as S is; a single point is drawn as one. */
static enum lr_status draw_limit(struct answer *answer, const struct limit_line *line,
                                 struct lr_error *err)
{
    const double from = line->piece[0].from, to = line->piece[line->n - 1].to;
    const size_t rows = to > from ? LIMIT_POINTS : 1;
    double *x = arena_alloc(&answer->arena, 2 * rows * sizeof *x);
    if (!x)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < rows; k++) {
        const double f = rows > 1 ? from + (to - from) * (double)k / (double)(rows - 1)
                                  : from;
        x[2 * k] = f / unit_ghz;
        x[2 * k + 1] = -limit_db(line, f);
    }
    plot_add_block(&answer->figure, line->name, rows, 2, x, &answer->arena);
    return LR_OK;
}

static enum lr_status draw(struct answer *answer, const struct loss_item *item, size_t n,
                           struct lr_error *err)
{
    struct plot_figure *f = &answer->figure;
    const struct interface *interface = &item[0].interface;
    enum lr_status status = LR_OK;
    f->template = "loss";
    f->columns = "freq_ghz,value_db";
    const size_t room = PLOT_BLOCKS - LIMIT_LINES;
    for (size_t c = 0; n == 1 && !status && c < item->ncurve && c < DRAWN_CURVES; c++)
        status = draw_curve(answer, item, &item->curve[c], item->curve[c].name, err);
    for (size_t i = 0; n > 1 && !status && i < n && i < room; i++)
        status = draw_curve(answer, &item[i], loss_item_through(&item[i]), item[i].name,
                            err);
    if (!status && n > room)
        status = note_add(err, NOTE_WARNING, "the picture shows the first %zu of %zu "
                          "channels", room, n);
    for (size_t l = 0; interface->name && !status && l < interface->nlimit; l++)
        status = draw_limit(answer, &interface->limit[l], err);
    if (n == 1)
        plot_add_text(f, "TITLE", &answer->arena, "%s", item->name);
    else
        plot_add_text(f, "TITLE", &answer->arena, "%s of %zu channels",
                      loss_item_through(item)->name, n);
    plot_add_number(f, "FN", 0.5 * item->baud / unit_ghz);
    plot_add_number(f, "LIMITS", interface->name ? (double)interface->nlimit : 0.0);
    plot_add_number(f, "OVERLAY", n > 1);
    return status;
}

enum lr_status loss_over_frequency(const struct request *request, struct answer *answer,
                                   struct loss_item *item, size_t n,
                                   struct lr_error *err)
{
    struct tree *all = tree_list(answer->root, "points");
    for (size_t i = 0; i < n; i++) {
        struct tree *own = tree_list(item[i].tree, "points");
        add_summary(&item[i]);
        enum lr_status status = add_points(request, answer, &item[i], own, false, err);
        if (!status && n > 1)
            status = add_points(request, answer, &item[i], all, true, err);
        if (status)
            return status;
    }
    return request->plot ? draw(answer, item, n, err) : LR_OK;
}

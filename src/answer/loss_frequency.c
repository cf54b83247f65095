#include "config.h"

#include "answer/loss_item.h"

#include "net/grid.h"

#include <math.h>

/* One picture holds the through path, both reflections and the conversion. */
enum { DRAWN_CURVES = 4, LIMIT_POINTS = 200 };

static void fill(const struct loss_item *item, struct tree *point, double freq)
{
    for (size_t i = 0; i < item->ncurve; i++)
        tree_number(point, item->curve[i].key,
                    net_db_at(&item->net, item->curve[i].i, item->curve[i].j, freq));
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
        loss_add_summary(&item[i]);
        enum lr_status status =
            loss_points(request, answer, &item[i], fill, own, false, err);
        if (!status && n > 1)
            status = loss_points(request, answer, &item[i], fill, all, true, err);
        if (status)
            return status;
    }
    return request->plot ? draw(answer, item, n, err) : LR_OK;
}

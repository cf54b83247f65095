#include "config.h"

#include "answer/loss_time.h"

#include "signal/tdr.h"

#include <math.h>

/* How far behind the last reflection a picture goes on. */
static const double margin_in_time = 1.25;

enum { ENDS = 2 };

/* Edges before time 0 that are shown: enough to see the rise, not half a record of
 * nothing. */
static const double edges_before = 2.0;

static size_t first_shown(const struct tdr *t, double edge)
{
    const double first = (-edges_before * edge - t->start) / t->dt;
    return first > 0.0 ? (size_t)first : 0;
}

/* A round trip there and back, and the rise of the edge before and behind it. */
static enum lr_status solve(const struct loss_record *r, struct tdr tdr[ENDS],
                            struct lr_error *err)
{
    const double stop = 2.0 * r->delay * margin_in_time + 5.0 * r->edge;
    enum lr_status status = LR_OK;
    for (size_t end = 0; !status && end < ENDS; end++)
        status = tdr_profile(&r->net, end, &r->options, stop, &tdr[end], err);
    return status;
}

static void add_summary(const struct loss_item *item, const struct tdr tdr[ENDS],
                        double delay)
{
    struct tree *list = tree_list(item->tree, "tdr");
    for (size_t end = 0; end < ENDS; end++) {
        const struct tdr *t = &tdr[end];
        size_t low = t->n, high = t->n;
        for (size_t k = 0; k < t->n; k++) {
            if (!(t->start + (double)k * t->dt >= 0.0) || isnan(t->z[k]))
                continue;
            low = low == t->n || t->z[k] < t->z[low] ? k : low;
            high = high == t->n || t->z[k] > t->z[high] ? k : high;
        }
        if (low == t->n)
            continue;
        struct tree *row = tree_object(list, NULL);
        tree_text(row, "channel", "%s", item->name);
        tree_number(row, "end", (double)end + 1.0);
        tree_number(row, "z_min_ohm", t->z[low]);
        tree_number(row, "z_min_ns", (t->start + (double)low * t->dt) / unit_ns);
        tree_number(row, "z_max_ohm", t->z[high]);
        tree_number(row, "z_max_ns", (t->start + (double)high * t->dt) / unit_ns);
    }
    tree_number(item->tree, "delay_ns", delay / unit_ns);
}

static void add_points(const struct loss_item *item, const struct tdr tdr[ENDS],
                       double edge, struct tree *points, bool many)
{
    for (size_t end = 0; end < ENDS; end++) {
        const struct tdr *t = &tdr[end];
        for (size_t k = first_shown(t, edge); k < t->n; k++) {
            struct tree *point = tree_object(points, NULL);
            if (many)
                tree_text(point, "channel", "%s", item->name);
            tree_number(point, "end", (double)end + 1.0);
            tree_number(point, "time_ns", (t->start + (double)k * t->dt) / unit_ns);
            tree_number(point, "rho", t->rho[k]);
            tree_number(point, "z_ohm", t->z[k]);
            tree_number(point, "z_peeled_ohm", t->z_peeled[k]);
        }
    }
}

/* One channel shows both ends, first order and peeled; several their near ends. */
static enum lr_status draw(struct answer *answer, const struct loss_item *item,
                           const struct tdr tdr[ENDS], double edge, bool many,
                           struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t end = 0; !status && end < (many ? 1 : ENDS); end++) {
        const struct tdr *t = &tdr[end];
        const size_t first = first_shown(t, edge), n = t->n - first;
        const double start = t->start + (double)first * t->dt;
        const char *name = many ? item->name
                                : arena_printf(&answer->arena, "end %zu", end + 1);
        status = loss_draw_values(answer, name, start, t->dt, n, t->z + first, 1.0, err);
        if (!status && !many)
            status = loss_draw_values(
                answer, arena_printf(&answer->arena, "end %zu, peeled", end + 1), start,
                t->dt, n, t->z_peeled + first, 1.0, err);
    }
    return status;
}

enum lr_status loss_tdr(struct answer *answer, const struct loss_item *item,
                        const struct loss_record *record, struct tree *points, bool many,
                        bool plot, struct lr_error *err)
{
    struct tdr tdr[ENDS] = {{0}};
    enum lr_status status = solve(record, tdr, err);
    if (!status) {
        add_summary(item, tdr, record->delay);
        add_points(item, tdr, record->edge, points, many);
    }
    if (!status && plot)
        status = draw(answer, item, tdr, record->edge, many, err);
    for (size_t end = 0; end < ENDS; end++)
        tdr_free(&tdr[end]);
    return status;
}

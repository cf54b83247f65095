#include "config.h"

#include "answer/loss_time.h"

#include <math.h>

/* Unit intervals of a pulse around its peak that a table and a picture show. */
enum { PRE_UI = 3, POST_UI = 12 };

/* The first time at which the step passes a share of its end value, between samples; an
 * inverted pair goes down to it. */
static double crossing(const struct waveform *w, double share, double last)
{
    const double level = share * fabs(last), sign = last < 0.0 ? -1.0 : 1.0;
    for (size_t k = 1; k < w->n; k++) {
        const double before = sign * w->v[k - 1], behind = sign * w->v[k];
        if (before < level && behind >= level)
            return w->start +
                   w->dt * ((double)k - 1.0 + (level - before) / (behind - before));
    }
    return (double)NAN;
}

/* A response before time 0 came round from behind the end of the record. */
static enum lr_status check_time(const struct loss_item *item, double time,
                                 struct lr_error *err)
{
    if (!(time < 0.0))
        return LR_OK;
    return note_add(err, NOTE_WARNING,
                    "%s: answers at %.4g ns; its frequency steps are too "
                    "wide for its delay",
                    item->path, time / unit_ns);
}

/* Returns the time of half height [s], about which several channels are overlaid. */
static double add_step(const struct loss_item *item, const struct loss_record *r,
                       const struct waveform *w)
{
    const double last = creal(*net_s(&r->net, 0, 1, 0)), sign = last < 0.0 ? -1.0 : 1.0;
    const double half = crossing(w, 0.5, last);
    double most = sign * w->v[0];
    for (size_t k = 0; k < w->n; k++)
        most = fmax(most, sign * w->v[k]);
    struct tree *row = tree_object(tree_list(item->tree, "step"), NULL);
    tree_text(row, "channel", "%s", item->name);
    tree_number(row, "final_v", last);
    tree_number(row, "t50_ns", half / unit_ns);
    tree_number(row, "rise_20_80_ps",
                (crossing(w, 0.8, last) - crossing(w, 0.2, last)) / unit_ps);
    tree_number(row, "overshoot_pct", (most / fabs(last) - 1.0) / unit_percent);
    return half;
}

static size_t peak_of(const struct waveform *w)
{
    size_t peak = 0;
    for (size_t k = 1; k < w->n; k++)
        if (fabs(w->v[k]) > fabs(w->v[peak]))
            peak = k;
    return peak;
}

/* Returns the time of the peak [s], about which several channels are overlaid. */
static double add_pulse(const struct loss_item *item, const struct waveform *w)
{
    const double ui = 1.0 / item->baud, t0 = w->start + w->dt * (double)peak_of(w);
    double isi = 0.0, tap[PRE_UI + POST_UI + 1];
    for (int k = -PRE_UI; k <= POST_UI; k++) {
        tap[k + PRE_UI] = waveform_at(w, t0 + (double)k * ui);
        isi += k ? fabs(tap[k + PRE_UI]) : 0.0;
    }
    struct tree *row = tree_object(tree_list(item->tree, "pulse"), NULL);
    tree_text(row, "channel", "%s", item->name);
    tree_number(row, "baud_gbd", item->baud / unit_gbd);
    tree_number(row, "peak_v", tap[PRE_UI]);
    tree_number(row, "peak_ns", t0 / unit_ns);
    tree_number(row, "pre1_v", tap[PRE_UI - 1]);
    tree_number(row, "post1_v", tap[PRE_UI + 1]);
    tree_number(row, "post2_v", tap[PRE_UI + 2]);
    tree_number(row, "isi_sum_v", isi);
    tree_numbers(row, "cursors_v", tap, PRE_UI + POST_UI + 1);
    tree_number(row, "cursors_first", -(double)PRE_UI);
    return t0;
}

/* What is worth showing of a response: from before its rise to where it has settled; ui
 * is 0 for a step. */
static void range_of(const struct loss_record *r, const struct waveform *w, double ui,
                     size_t *first, size_t *last)
{
    const double from = r->delay - 5.0 * r->edge - PRE_UI * ui;
    const double to = r->delay + (ui > 0.0 ? 5.0 * r->edge + POST_UI * ui
                                           : 30.0 * r->edge);
    const double limit = (double)w->n - 1.0;
    *first = (size_t)fmin(fmax((from - w->start) / w->dt, 0.0), limit);
    *last = (size_t)fmin(fmax((to - w->start) / w->dt, 0.0), limit);
}

static enum lr_status show(struct answer *answer, const struct loss_item *item,
                           const struct loss_record *r, const struct waveform *w,
                           double ui, double origin, struct tree *points, bool many,
                           bool plot, struct lr_error *err)
{
    const double shift = many && isfinite(origin) ? origin : 0.0;
    size_t first, last;
    range_of(r, w, ui, &first, &last);
    for (size_t k = first; k <= last; k++) {
        struct tree *point = tree_object(points, NULL);
        if (many)
            tree_text(point, "channel", "%s", item->name);
        tree_number(point, "time_ns", (w->start + (double)k * w->dt) / unit_ns);
        tree_number(point, "v", w->v[k]);
    }
    return plot ? loss_draw_values(answer, item->name,
                                   w->start + (double)first * w->dt - shift, w->dt,
                                   last - first + 1, w->v + first, unit_mv, err)
                : LR_OK;
}

enum lr_status loss_step(struct answer *answer, const struct loss_item *item,
                         const struct loss_record *record, struct tree *points, bool many,
                         bool plot, struct lr_error *err)
{
    struct waveform w = {0};
    const struct loss_curve *s21 = loss_item_through(item);
    enum lr_status status =
        waveform_step(&record->net, s21->i, s21->j, &record->options, &w, err);
    if (!status) {
        const double half = add_step(item, record, &w);
        status = check_time(item, half, err);
        if (!status)
            status = show(answer, item, record, &w, 0.0, half, points, many, plot, err);
    }
    waveform_free(&w);
    return status;
}

enum lr_status loss_pulse(struct answer *answer, const struct loss_item *item,
                          const struct loss_record *record, struct tree *points,
                          bool many, bool plot, struct lr_error *err)
{
    struct waveform w = {0};
    const struct loss_curve *s21 = loss_item_through(item);
    if (!(item->baud > 0.0))
        return error_set(err, LR_EUSAGE, "--view pulse needs the symbol rate of %s: give "
                         "--baud or --interface", item->path);
    const double ui = 1.0 / item->baud;
    enum lr_status status =
        waveform_pulse(&record->net, s21->i, s21->j, ui, &record->options, &w, err);
    if (!status) {
        const double peak = add_pulse(item, &w);
        status = check_time(item, peak, err);
        if (!status)
            status = show(answer, item, record, &w, ui, peak, points, many, plot, err);
    }
    waveform_free(&w);
    return status;
}

#include "config.h"

#include "answer/loss_time.h"

#include "net/grid.h"

#include <math.h>
#include <string.h>

/* Two thirds of the spectrum behind the band's end are zeros: curves out of dots. */
enum { FINER = 2 };

static const struct {
    const char *name, *template, *columns, *y_name, *x_name, *x_many;
    enum lr_status (*show)(struct answer *answer, const struct loss_item *item,
                           const struct loss_record *record, struct tree *points,
                           bool many, bool plot, struct lr_error *err);
} views[] = {
    {"tdr", "tdr", "time_ns,z_ohm", "impedance (ohm)",
     "round-trip time (ns)", "round-trip time (ns)", loss_tdr},
    {"step", "waveform", "time_ns,value_mv", "response to a step of 1 V (mV)",
     "time (ns)", "time from half height (ns)", loss_step},
    {"pulse", "waveform", "time_ns,value_mv", "response to a bit of 1 V (mV)",
     "time (ns)", "time from the peak (ns)", loss_pulse}};
enum { NVIEW = sizeof views / sizeof views[0] };

enum lr_status loss_draw_values(struct answer *answer, const char *name, double start,
                                double dt, size_t n, const double *y, double unit,
                                struct lr_error *err)
{
    double *x = arena_alloc(&answer->arena, 2 * n * sizeof *x);
    if (!x || !name)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < n; k++) {
        x[2 * k] = (start + (double)k * dt) / unit_ns;
        x[2 * k + 1] = y[k] / unit;
    }
    plot_add_block(&answer->figure, name, n, 2, x, &answer->arena);
    return LR_OK;
}

static enum lr_status prepare(const struct loss_item *item, struct loss_record *r,
                              struct lr_error *err)
{
    struct net bridged = {0};
    enum lr_status status = waveform_bridge(&item->net, item->path, &bridged, err);
    if (!status)
        status =
            waveform_net(bridged.nf ? &bridged : &item->net, item->path, &r->net, err);
    net_free(&bridged);
    if (status)
        return status;
    const double end = r->net.freq[r->net.nf - 1];
    r->options = (struct waveform_options){WAVEFORM_HAMMING, FINER * r->net.nf};
    r->delay = fmax(net_delay(&r->net, 1, 0, r->net.nf), 0.0);
    r->edge = 2.0 / end;
    return note_add(err, NOTE_ASSUMPTION,
                    "%s: a Hamming window over the band to %.6g GHz "
                    "shapes the edge",
                    item->path, end / unit_ghz);
}

bool loss_view_is_time(const char *view)
{
    for (size_t i = 0; i < NVIEW; i++)
        if (!strcmp(view, views[i].name))
            return true;
    return false;
}

enum lr_status loss_over_time(const struct request *request, struct answer *answer,
                              struct loss_item *item, size_t n, struct lr_error *err)
{
    size_t v = 0;
    while (strcmp(request->view, views[v].name))
        v++;
    struct tree *points = tree_list(answer->root, "points");
    struct tree *summary = tree_list(answer->root, views[v].name);
    for (size_t i = 0; i < n; i++) {
        struct loss_record r = {0};
        struct lr_error own = {.notes = err ? err->notes : NULL};
        enum lr_status status = prepare(&item[i], &r, &own);
        if (!status)
            status = views[v].show(answer, &item[i], &r, points, n > 1,
                                   request->plot != NULL, &own);
        net_free(&r.net);
        if (status)
            return error_named(err, status, item[i].path, own.text);
        const struct tree *mine = tree_get(item[i].tree, views[v].name);
        for (const struct tree *row = mine ? mine->first : NULL; row; row = row->next)
            tree_copy(summary, NULL, row);
    }
    if (!request->plot)
        return LR_OK;
    if (answer->figure.nblock == PLOT_BLOCKS && n > PLOT_BLOCKS) {
        enum lr_status status = note_add(err, NOTE_WARNING, "the picture shows the first "
                                         "%d of %zu channels", PLOT_BLOCKS, n);
        if (status)
            return status;
    }
    struct plot_figure *f = &answer->figure;
    f->template = views[v].template;
    f->columns = views[v].columns;
    if (n == 1)
        plot_add_text(f, "TITLE", &answer->arena, "%s", item->name);
    else
        plot_add_text(f, "TITLE", &answer->arena, "%s of %zu channels", views[v].name, n);
    plot_add_text(f, "AXIS", &answer->arena, "%s", views[v].y_name);
    plot_add_text(f, "TIME", &answer->arena, "%s",
                  n > 1 ? views[v].x_many : views[v].x_name);
    plot_add_number(f, "Z0", item->net.zref[0]);
    return LR_OK;
}

#include "config.h"

#include "answer/loss_figure.h"

#include <math.h>
#include <string.h>

static bool has_fitted(const struct loss_item *item)
{
    return item->metrics.has_fitted;
}

static bool has_crosstalk(const struct loss_item *item)
{
    return item->each != NULL;
}

static bool has_erl(const struct loss_item *item)
{
    return item->metrics.has_erl;
}

static const struct {
    const char *name, *template, *columns;
    bool (*has)(const struct loss_item *item);
    const char *needs;          /* without it there is nothing to show         */
    bool frequencies;           /* so that --at has a sense                    */
    loss_figure_fn *show, *draw;
} views[] = {
    {"ild", "loss_ild", "freq_ghz,value_db", has_fitted,
     "--interface or --sheet, and a channel whose loss can be fitted", true,
     loss_ild, loss_draw_ild},
    {"icr", "loss_icr", "freq_ghz,value_db", has_crosstalk,
     "aggressors: --fext and --next, or a link with crosstalk", true, loss_icr,
     loss_draw_icr},
    {"icn", "loss_icn", "kind,value_mv", has_crosstalk,
     "aggressors: --fext and --next, or a link with crosstalk", false, loss_icn,
     loss_draw_icn},
    {"erl", "loss_erl", "time_ns,value", has_erl,
     "an interface or sheet with ERL, and a channel that allows it", false, loss_erl,
     loss_draw_erl}};
enum { NVIEW = sizeof views / sizeof views[0] };

static size_t find(const char *view)
{
    size_t i = 0;
    while (i < NVIEW && strcmp(view, views[i].name))
        i++;
    return i;
}

bool loss_view_is_figure(const char *view)
{
    return find(view) < NVIEW;
}

enum lr_status loss_check_figures(const struct request *request, size_t n,
                                  struct lr_error *err)
{
    const size_t v = request->view ? find(request->view) : NVIEW;
    if (v == NVIEW)
        return LR_OK;
    if (request->at && !views[v].frequencies)
        return error_set(err, LR_EUSAGE, "--at are frequencies, of which --view %s has "
                         "none", request->view);
    if (request->plot && n > 1)
        return error_set(err, LR_EUSAGE, "--view %s draws one channel, not %zu",
                         request->view, n);
    return LR_OK;
}

struct tree *loss_list(const struct loss_show *show, const char *key)
{
    struct tree *root = show->answer->root;
    for (struct tree *child = root->first; child; child = child->next)
        if (!strcmp(child->key, key))
            return child;
    return tree_list(root, key);
}

enum lr_status loss_show_points(const struct loss_show *show,
                                const struct loss_item *item, loss_fill *fill,
                                struct lr_error *err)
{
    enum lr_status status = loss_points(show->request, show->answer, item, fill,
                                        tree_list(item->tree, "points"), false, err);
    if (!status && show->many)
        status = loss_points(show->request, show->answer, item, fill,
                             loss_list(show, "points"), true, err);
    return status;
}

enum lr_status loss_add_curve(struct answer *answer, const char *name, size_t n,
                              const double *x, double unit, const double *y,
                              struct lr_error *err)
{
    double *pair = arena_alloc(&answer->arena, 2 * n * sizeof *pair);
    if (!pair)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < n; k++) {
        pair[2 * k] = x[k] / unit;
        pair[2 * k + 1] = isfinite(y[k]) ? y[k] : (double)NAN;
    }
    plot_add_block(&answer->figure, name, n, 2, pair, &answer->arena);
    return LR_OK;
}

enum lr_status loss_over_figures(const struct request *request, struct answer *answer,
                                 struct loss_item *item, size_t n, struct lr_error *err)
{
    const size_t v = find(request->view);
    const struct loss_show show = {request, answer, n > 1};
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < n; i++) {
        if (!views[v].has(&item[i]))
            return error_set(err, LR_EINPUT, "--view %s: %s has no such figure; it needs "
                             "%s", request->view, item[i].path, views[v].needs);
        loss_add_summary(&item[i]);
        status = views[v].show(&show, &item[i], err);
    }
    if (status || !request->plot)
        return status;
    answer->figure.template = views[v].template;
    answer->figure.columns = views[v].columns;
    plot_add_number(&answer->figure, "FN", 0.5 * item[0].baud / unit_ghz);
    return views[v].draw(&show, &item[0], err);
}

#include "config.h"

#include "answer/line_tolerance.h"

#include <math.h>

/* The change of a figure when one quantity alone goes down (way 0) or up (1). */
static double change(const struct line_tolerance *t, size_t i, int way, size_t figure)
{
    return line_tolerance_value(t, 1 + 2 * i + (size_t)way, figure) -
           line_tolerance_value(t, 0, figure);
}

static double larger(const struct line_tolerance *t, size_t i, size_t figure)
{
    return fmax(fabs(change(t, i, 0, figure)), fabs(change(t, i, 1, figure)));
}

/* Of all quantities' larger changes, the sum of squares. */
static double squares(const struct line_tolerance *t, size_t figure)
{
    double sum = 0.0;
    for (size_t i = 0; i < t->n; i++)
        sum += larger(t, i, figure) * larger(t, i, figure);
    return sum;
}

static double share_pct(const struct line_tolerance *t, size_t i, size_t figure)
{
    return larger(t, i, figure) * larger(t, i, figure) / squares(t, figure) /
           unit_percent;
}

/* Where the highest frequency's loss is among the figures. */
static size_t highest_loss(const struct line_tolerance *t)
{
    size_t at = 0;
    for (size_t i = 1; i < t->q->nat; i++)
        if (t->q->at[i] > t->q->at[at])
            at = i;
    return t->nimpedance + 1 + at;
}

/* In the unit that cross-sections are drawn in, else in SI. */
static void show_value(const struct stackup_spread *spread, struct tree *to)
{
    const enum dimension dim = stackup_keys()[spread->key].dim;
    const double unit = dim == DIM_LENGTH ? unit_um : 1.0;
    tree_number(to, "nominal", spread->nominal / unit);
    tree_number(to, "tolerance", spread->delta / unit);
    if (dim != DIM_NUMBER)
        tree_text(to, "unit", "%s", dim == DIM_LENGTH ? "um" : "ohm*m");
}

static void show_quantities(const struct line_tolerance *t, struct tree *list)
{
    const size_t loss = highest_loss(t), z = 0;
    for (size_t i = 0; i < t->n; i++) {
        struct tree *row = tree_object(list, NULL);
        tree_text(row, "key", "%s", stackup_keys()[t->spread[i].key].name);
        show_value(&t->spread[i], row);
        tree_number(row, "z_down_ohm", change(t, i, 0, z));
        tree_number(row, "z_up_ohm", change(t, i, 1, z));
        tree_number(row, "z_share_pct", share_pct(t, i, z));
        tree_number(row, "loss_down_db_per_m", change(t, i, 0, loss));
        tree_number(row, "loss_up_db_per_m", change(t, i, 1, loss));
        tree_number(row, "loss_share_pct", share_pct(t, i, loss));
    }
}

static void show_range(const struct line_tolerance *t, size_t figure, const char *name,
                       double unit, double freq, struct tree *list)
{
    const double nominal = line_tolerance_value(t, 0, figure);
    double least = nominal, most = nominal;
    for (size_t i = 1; i < t->ncorner; i++) {
        least = fmin(least, line_tolerance_value(t, i, figure));
        most = fmax(most, line_tolerance_value(t, i, figure));
    }
    struct tree *row = tree_object(list, NULL);
    tree_text(row, "figure", "%s", name);
    tree_number(row, "freq_ghz", freq / unit_ghz);
    tree_number(row, "nominal", nominal / unit);
    tree_number(row, "least", least / unit);
    tree_number(row, "most", most / unit);
    tree_number(row, "rss", sqrt(squares(t, figure)) / unit);
}

void line_tolerance_show(const struct line_tolerance *t, struct tree *to)
{
    struct tree *all = tree_object(to, "tolerances");
    tree_text(all, "method", "%s", t->every ? "every corner" : "signs of sensitivities");
    tree_number(all, "solutions", (double)t->ncorner);
    tree_number(all, "loss_freq_ghz",
                t->q->at[highest_loss(t) - t->nimpedance - 1] / unit_ghz);
    show_quantities(t, tree_list(all, "quantities"));
    struct tree *ranges = tree_list(all, "ranges");
    for (size_t i = 0; i < t->nimpedance; i++)
        show_range(t, i, line_figures_key(t->impedance[i]), 1.0, stackup_anchor(),
                   ranges);
    show_range(t, t->nimpedance, "delay_ps_per_mm", unit_ps / unit_mm, stackup_anchor(),
               ranges);
    for (size_t i = 0; i < t->q->nat; i++)
        show_range(t, t->nimpedance + 1 + i, "loss_db_per_m", 1.0, t->q->at[i], ranges);
}

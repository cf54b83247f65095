#include "config.h"

#include "answer/loss_figure.h"

#include <math.h>

/* [s] Where the gate of a port opens, and where the DFE's window in it ends. */
static double gate_opens(const struct loss_item *item, const struct erl_port *port)
{
    return port->t_fx + 3.0 * item->interface.erl.t_r;
}

static double window_ends(const struct loss_item *item, const struct erl_port *port)
{
    const struct erl_params *p = &item->interface.erl;
    return gate_opens(item, port) + (p->n_bx + 1.0) / p->baud;
}

static double time_of(const struct erl_port *port, size_t k)
{
    return port->start + (double)k * port->dt;
}

static void add_ends(const struct loss_item *item, struct tree *list, bool many)
{
    const struct erl *erl = &item->metrics.erl;
    for (size_t i = 0; i < erl->nport; i++) {
        const struct erl_port *port = &erl->port[i];
        struct tree *row = tree_object(list, NULL);
        if (many)
            tree_text(row, "channel", "%s", item->name);
        tree_number(row, "end", (double)i + 1.0);
        tree_number(row, "erl_db", port->erl_db);
        tree_number(row, "e_mv", port->e / unit_mv);
        tree_number(row, "gate_ns", gate_opens(item, port) / unit_ns);
        tree_number(row, "window_ns", window_ends(item, port) / unit_ns);
        tree_number(row, "stop_ns", time_of(port, port->n - 1) / unit_ns);
        tree_number(row, "z_average_ohm", port->z_average);
    }
}

static void add_points(const struct loss_item *item, struct tree *points, bool many)
{
    const struct erl *erl = &item->metrics.erl;
    for (size_t i = 0; i < erl->nport; i++)
        for (size_t k = 0; k < erl->port[i].n; k++) {
            struct tree *point = tree_object(points, NULL);
            if (many)
                tree_text(point, "channel", "%s", item->name);
            tree_number(point, "end", (double)i + 1.0);
            tree_number(point, "time_ns", time_of(&erl->port[i], k) / unit_ns);
            tree_number(point, "reflected_mv", erl->port[i].pulse[k] / unit_mv);
            tree_number(point, "z_ohm", erl->port[i].z[k]);
        }
}

/* Points are many: once, at the root. */
enum lr_status loss_erl(const struct loss_show *show, const struct loss_item *item,
                        struct lr_error *err)
{
    (void)err;
    add_ends(item, tree_list(item->tree, "erl"), false);
    if (show->many)
        add_ends(item, loss_list(show, "erl"), true);
    add_points(item, loss_list(show, "points"), show->many);
    return LR_OK;
}

/* Both pulses, then both profiles. */
static enum lr_status draw_port(struct answer *answer, const struct erl_port *port,
                                const char *name, bool profile, struct lr_error *err)
{
    double *t = arena_alloc(&answer->arena, port->n * sizeof *t);
    double *y = arena_alloc(&answer->arena, port->n * sizeof *y);
    if (!t || !y || !name)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < port->n; k++) {
        t[k] = time_of(port, k);
        y[k] = profile ? port->z[k] : port->pulse[k] / unit_mv;
    }
    return loss_add_curve(answer, name, port->n, t, unit_ns, y, err);
}

enum lr_status loss_draw_erl(const struct loss_show *show, const struct loss_item *item,
                             struct lr_error *err)
{
    const struct erl *erl = &item->metrics.erl;
    const struct interface *interface = &item->interface;
    struct plot_figure *f = &show->answer->figure;
    struct arena *arena = &show->answer->arena;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < 2 * erl->nport; i++) {
        const size_t end = i % erl->nport;
        const struct erl_port *port = &erl->port[end];
        status = draw_port(show->answer, port,
                           arena_printf(arena, "port %zu: ERL %.2f dB", end + 1,
                                        port->erl_db),
                           i >= erl->nport, err);
    }
    for (size_t end = 0; end < ERL_PORTS; end++) {
        const struct erl_port *port = &erl->port[end < erl->nport ? end : 0];
        plot_add_number(f, end ? "GATE2" : "GATE1", gate_opens(item, port) / unit_ns);
        plot_add_number(f, end ? "WINDOW2" : "WINDOW1",
                        window_ends(item, port) / unit_ns);
    }
    plot_add_number(f, "Z0", 2.0 * interface->erl.z_t);
    plot_add_number(f, "WINDOW_UI", interface->erl.n_bx + 1.0);
    if (interface->set[KEY_ERL_PASS])
        plot_add_text(f, "TITLE", arena, "%s: ERL %.2f dB (limit %.4g dB)", item->name,
                      erl->erl_db, interface->erl_min_db);
    else
        plot_add_text(f, "TITLE", arena, "%s: ERL %.2f dB", item->name, erl->erl_db);
    return status;
}

#include "config.h"

#include "answer/line_tolerance.h"

#include "base/parallel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Quantities of which all combinations are tried: 64 of them. */
enum { FEW = 6 };

double line_tolerance_value(const struct line_tolerance *t, size_t corner, size_t figure)
{
    return t->value[corner * t->nfigure + figure];
}

/* Says at which values a solution failed. */
static enum lr_status failed(const struct line_tolerance *t,
                             const struct line_corner *corner, const struct lr_error *why,
                             struct lr_error *err)
{
    char where[256] = "";
    for (size_t i = 0; i < t->n; i++)
        if (corner->sign[i])
            snprintf(where + strlen(where), sizeof where - strlen(where), "%s%c%s",
                     *where ? ", " : "", corner->sign[i] > 0 ? '+' : '-',
                     stackup_keys()[t->spread[i].key].name);
    return error_set(err, why->status, "--tolerance, at %s: %s", where, why->text);
}

/* Without the notes of the nominal solution, which the answer has. */
static enum lr_status solve_corner(void *context, size_t i, struct lr_error *err)
{
    const struct line_tolerance *t = context;
    const struct line_question *q = t->q;
    const struct line_corner *corner = &t->corner[i];
    double *value = t->value + i * t->nfigure;
    struct stackup stackup = q->stackup;
    struct line_solution solution;
    struct lr_error why = {.status = LR_OK};
    struct line_impedances of;
    struct line_mode_figures m;
    for (size_t k = 0; k < t->n; k++)
        if (corner->sign[k])
            stackup.value[t->spread[k].key] =
                t->spread[k].nominal + corner->sign[k] * t->spread[k].delta;
    enum lr_status status =
        line_figures_solve(&stackup, q->request->fast, &solution, &why);
    if (!status)
        status = line_figures_eval(&stackup, &solution, &of, &why);
    for (size_t k = 0; !status && k < t->nimpedance; k++)
        value[k] = of.z[t->impedance[k]];
    if (!status)
        value[t->nimpedance] = of.delay;
    for (size_t k = 0; !status && k < q->nat; k++) {
        status = line_figures_loss(&stackup, &solution, q->at[k], &m, &why);
        value[t->nimpedance + 1 + k] = status ? (double)NAN : m.loss_db;
    }
    line_solution_free(&solution);
    return status ? failed(t, corner, &why, err) : LR_OK;
}

/* Solves the corners from `first` on. */
static enum lr_status solve_from(struct line_tolerance *t, size_t first,
                                 struct lr_error *err)
{
    struct line_tolerance rest = *t;
    rest.corner += first;
    rest.value += first * t->nfigure;
    return parallel_for(t->ncorner - first, solve_corner, &rest, err);
}

static void add_corner(struct line_tolerance *t, const struct line_corner *corner)
{
    for (size_t i = 0; i < t->ncorner; i++)
        if (!memcmp(&t->corner[i], corner, sizeof *corner))
            return;
    t->corner[t->ncorner++] = *corner;
}

static void add_single(struct line_tolerance *t)
{
    add_corner(t, &(struct line_corner){{0}});
    for (size_t i = 0; i < t->n; i++)
        for (int sign = -1; sign <= 1; sign += 2) {
            struct line_corner corner = {{0}};
            corner.sign[i] = (signed char)sign;
            add_corner(t, &corner);
        }
}

static void add_every(struct line_tolerance *t)
{
    for (size_t bits = 0; bits < (size_t)1 << t->n; bits++) {
        struct line_corner corner = {{0}};
        for (size_t i = 0; i < t->n; i++)
            corner.sign[i] = bits >> i & 1 ? 1 : -1;
        add_corner(t, &corner);
    }
}

/* For each figure where each quantity alone makes it most, and where least. */
static void add_signed(struct line_tolerance *t)
{
    for (size_t figure = 0; figure < t->nfigure; figure++) {
        struct line_corner most = {{0}}, least = {{0}};
        for (size_t i = 0; i < t->n; i++) {
            const bool rises = line_tolerance_value(t, 2 + 2 * i, figure) >
                               line_tolerance_value(t, 1 + 2 * i, figure);
            most.sign[i] = rises ? 1 : -1;
            least.sign[i] = rises ? -1 : 1;
        }
        add_corner(t, &most);
        add_corner(t, &least);
    }
}

static enum lr_status make_room(struct line_tolerance *t, struct lr_error *err)
{
    struct arena *arena = &t->q->answer->arena;
    for (enum line_impedance i = 0; i < LINE_IMPEDANCES; i++)
        if (line_figures_has(&t->q->stackup, i))
            t->impedance[t->nimpedance++] = i;
    t->nfigure = t->nimpedance + 1 + t->q->nat;
    t->every = t->n <= FEW;
    const size_t single = 1 + 2 * t->n;
    const size_t most = single + (t->every ? (size_t)1 << t->n : 2 * t->nfigure);
    t->corner = arena_alloc(arena, most * sizeof *t->corner);
    t->value = arena_alloc(arena, most * t->nfigure * sizeof *t->value);
    return t->corner && t->value ? LR_OK : error_memory(err, "tolerances");
}

enum lr_status line_tolerance(const struct line_question *q, struct tree *to,
                              struct lr_error *err)
{
    struct line_tolerance t = {.q = q};
    enum lr_status status = line_tolerance_read(&t, err);
    if (!status)
        status = make_room(&t, err);
    if (status)
        return status;
    add_single(&t);
    if (t.every)
        add_every(&t);
    status = solve_from(&t, 0, err);
    if (!status && !t.every) {
        const size_t before = t.ncorner;
        add_signed(&t);
        status = solve_from(&t, before, err);
    }
    if (!status)
        line_tolerance_show(&t, to);
    return status;
}

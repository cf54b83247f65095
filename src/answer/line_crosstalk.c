#include "config.h"

#include "answer/line_crosstalk.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/parallel.h"
#include "line/multi_net.h"

#include <math.h>

static const double reference = 50.0;           /* [ohm] of every leg          */

/* What belongs to the lane of a line, or of the differential mode of a pair, of a matrix
 * [n][n] of all conductors: the element between lanes a and b. */
static double of_lanes(const double *m, size_t n, size_t legs, size_t a, size_t b)
{
    const double *at = &m[a * legs * n + b * legs];
    return legs == 1 ? at[0] : at[0] - at[1] - at[n] + at[n + 1];
}

/* Lane 0 and lane 1 as two equal lines by their modes, without loss. */
static struct line_coupled modes_of(const struct line_solution *solution, size_t legs)
{
    const struct line_multi_section *s = &solution->section;
    const double l = of_lanes(s->l, s->n, legs, 0, 0);
    const double lm = of_lanes(s->l, s->n, legs, 0, 1);
    /* Charges of the differential mode are half a difference, so a fourth in all. */
    const double share = legs == 1 ? 1.0 : 0.25;
    const double c = share * of_lanes(s->c, s->n, legs, 0, 0);
    const double cm = share * of_lanes(s->c, s->n, legs, 0, 1);
    const double light = speed_of_light * speed_of_light;
    return (struct line_coupled){.z_even = sqrt((l + lm) / (c + cm)),
                                 .z_odd = sqrt((l - lm) / (c - cm)),
                                 .er_even = light * (l + lm) * (c + cm),
                                 .er_odd = light * (l - lm) * (c - cm)};
}

/* Of the 2n-port: from lane b's end to lane a's, differentially where it is a pair. */
static double complex between(const struct net *net, size_t k, size_t legs, size_t a,
                              size_t b)
{
    const size_t i = a * legs, j = b * legs;
    if (legs == 1)
        return *net_s(net, k, i, j);
    return 0.5 * (*net_s(net, k, i, j) - *net_s(net, k, i, j + 1) -
                  *net_s(net, k, i + 1, j) + *net_s(net, k, i + 1, j + 1));
}

static void fill(const struct line_crosstalk *x, const struct net *net, size_t legs,
                 const struct line_coupled *modes, struct line_crosstalk_point *point)
{
    const size_t lanes = 1 + x->neighbours;
    for (size_t k = 0; k < x->nat; k++) {
        double next = 0.0, fext = 0.0;
        for (size_t lane = 1; lane < lanes; lane++) {
            const double near = cabs(between(net, k, legs, 0, lane));
            const double far = cabs(between(net, k, legs, lanes, lane));
            next += near * near;
            fext += far * far;
            if (lane == 1) {
                point[k].next_db = db_of(near);
                point[k].fext_db = db_of(far);
            }
        }
        point[k].freq = x->at[k];
        point[k].psnext_db = db_of(sqrt(next));
        point[k].psfext_db = db_of(sqrt(fext));
        point[k].kb = line_coupled_near(modes);
        point[k].kf = line_coupled_far(modes);
        point[k].near = line_coupled_near_peak(modes, point[k].length, x->rise);
        point[k].far = line_coupled_far_peak(modes, point[k].length, x->rise);
    }
}

struct job {
    const struct line_question *q;
    struct line_crosstalk *x;
};

/* One pitch: solved once, for all lengths. */
static enum lr_status solve_pitch(void *context, size_t i, struct lr_error *err)
{
    const struct job *job = context;
    struct line_crosstalk *x = job->x;
    const struct stackup *stackup = &job->q->stackup;
    const size_t legs = stackup->type->pair ? 2 : 1;
    const struct stackup_lanes lanes = {1 + x->neighbours, x->pitch[i]};
    struct line_solution solution;
    struct lr_error why = {.notes = err ? err->notes : NULL};
    double *zref = array_alloc(2 * lanes.n * legs, sizeof *zref);
    enum lr_status status = zref ? LR_OK : error_memory(err, "crosstalk");
    for (size_t p = 0; !status && p < 2 * lanes.n * legs; p++)
        zref[p] = reference;
    if (!status && stackup_solve(stackup, &lanes, &solution, &why))
        status = error_set(err, why.status, "pitch %.6g mm: %s", lanes.pitch / unit_mm,
                           why.text);
    else if (status)
        solution = (struct line_solution){.real = NULL};
    const struct line_coupled modes =
        status ? (struct line_coupled){0} : modes_of(&solution, legs);
    for (size_t j = 0; !status && j < x->nlength; j++) {
        struct line_crosstalk_point *point = &x->point[(i * x->nlength + j) * x->nat];
        struct net net = {0};
        for (size_t k = 0; k < x->nat; k++) {
            point[k].pitch = x->pitch[i];
            point[k].length = x->length[j];
        }
        status = line_multi_net(&solution.section, x->length[j], zref, x->nat, x->at,
                                &net, err);
        if (!status)
            fill(x, &net, legs, &modes, point);
        net_free(&net);
    }
    line_solution_free(&solution);
    array_free(zref);
    return status;
}

enum lr_status line_crosstalk_solve(const struct line_question *q,
                                    struct line_crosstalk *crosstalk,
                                    struct lr_error *err)
{
    struct job job = {q, crosstalk};
    crosstalk->point = arena_alloc(&q->answer->arena,
                                   crosstalk->npitch * crosstalk->nlength *
                                       crosstalk->nat * sizeof *crosstalk->point);
    return crosstalk->point ? parallel_for(crosstalk->npitch, solve_pitch, &job, err)
                            : error_memory(err, "crosstalk");
}

void line_crosstalk_tell(const struct line_crosstalk *x, struct tree *to)
{
    struct tree *list = tree_list(to, "crosstalk");
    for (size_t i = 0; i < x->npitch * x->nlength * x->nat; i++) {
        const struct line_crosstalk_point *p = &x->point[i];
        struct tree *row = tree_object(list, NULL);
        tree_number(row, "pitch_mm", p->pitch / unit_mm);
        tree_number(row, "length_m", p->length);
        tree_number(row, "length_in", p->length / unit_inch);
        tree_number(row, "freq_ghz", p->freq / unit_ghz);
        tree_number(row, "next_db", p->next_db);
        tree_number(row, "fext_db", p->fext_db);
        if (x->neighbours > 1) {
            tree_number(row, "psnext_db", p->psnext_db);
            tree_number(row, "psfext_db", p->psfext_db);
        }
        tree_number(row, "kb_pct", p->kb / unit_percent);
        tree_number(row, "kf_ps_per_m", p->kf / unit_ps);
        tree_number(row, "near_peak_pct", p->near / unit_percent);
        tree_number(row, "far_peak_pct", p->far / unit_percent);
    }
    tree_number(to, "neighbours", (double)x->neighbours);
    tree_number(to, "rise_ps", x->rise / unit_ps);
}

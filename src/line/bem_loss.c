#include "config.h"

#include "line/bem_loss.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/dense_lu.h"
#include "base/parallel.h"

#include <math.h>

enum lr_status line_bem_current(const struct line_bem_system *system,
                                const double *c_air, double *current,
                                struct lr_error *err)
{
    const size_t n = system->nsignal;
    double *matrix = array_alloc(n, n * sizeof *matrix);
    double *inverse = array_alloc(n, n * sizeof *inverse);
    size_t *pivot = array_alloc(n, sizeof *pivot);
    enum lr_status status = LR_OK;
    if (!matrix || !inverse || !pivot) {
        status = error_memory(err, "currents");
        goto out;
    }
    for (size_t i = 0; i < n * n; i++) {
        matrix[i] = -c_air[i] / eps0;
        inverse[i] = i % (n + 1) == 0;
    }
    status = dense_lu(n, n, matrix, n, pivot, err);
    if (status)
        goto out;
    dense_lu_forward(n, matrix, n, pivot, inverse, n);
    dense_lu_back(n, matrix, n, inverse, n);
    /* The sign of the matrix turns subtraction into addition. */
    dense_subtract_product(system->nmetal, n, n, system->air, n, inverse, n, current, n);
out:
    array_free(pivot);
    array_free(inverse);
    array_free(matrix);
    return status;
}

/* Adds weight a_i a_j. */
static void add_square(size_t n, double weight, const double *a, double *k)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            k[i * n + j] += weight * a[i] * a[j];
}

struct planes {                 /* the return current in the planes            */
    const struct line_bem_system *system;
    const double *current;
    struct line_mesh mesh;
    double *density;            /* [nodes][nsignal] 1/m                        */
    double *row;                /* [nodes][nmetal] scratch                     */
    double *weight;             /* [nodes] m                                   */
};

static enum lr_status plane_row(void *context, size_t i, struct lr_error *err)
{
    const struct planes *planes = context;
    const struct line_bem_system *system = planes->system;
    const struct line_rule *rule = &system->green.rule;
    const size_t n = system->nsignal;
    const struct line_node node =
        line_panel_node(&planes->mesh.panel[i / rule->n], rule->x[i % rule->n]);
    double *row = planes->row + i * system->nmetal, *density = planes->density + i * n;
    (void)err;
    planes->weight[i] = rule->w[i % rule->n] * node.jacobian;
    line_bem_field_row(system, node.z, I, system->n, system->nmetal, row);
    for (size_t k = 0; k < system->nmetal; k++)
        for (size_t j = 0; j < n; j++)
            density[j] += row[k] * planes->current[k * n + j];
    return LR_OK;
}

static enum lr_status add_planes(const struct line_bem_system *system, double grade,
                                 const double *current, double *k_plane,
                                 struct lr_error *err)
{
    struct planes planes = {.system = system, .current = current};
    const size_t n = system->nsignal;
    enum lr_status status =
        line_mesh_planes(system->section, grade, &planes.mesh, err);
    const size_t nodes = planes.mesh.n * system->green.rule.n;
    planes.density = array_alloc(nodes, n * sizeof *planes.density);
    planes.row = array_alloc(nodes, system->nmetal * sizeof *planes.row);
    planes.weight = array_alloc(nodes, sizeof *planes.weight);
    if (!status && (!planes.density || !planes.row || !planes.weight))
        status = error_memory(err, "currents in planes");
    if (!status)
        status = parallel_for(nodes, plane_row, &planes, err);
    for (size_t i = 0; !status && i < nodes; i++)
        add_square(n, planes.weight[i], planes.density + i * n, k_plane);
    array_free(planes.weight);
    array_free(planes.row);
    array_free(planes.density);
    line_mesh_free(&planes.mesh);
    return status;
}

enum lr_status line_bem_factors(const struct line_bem_system *system, double grade,
                                const double *current, double *k_face, double *k_plane,
                                struct lr_error *err)
{
    const size_t n = system->nsignal, order = system->green.rule.n;
    for (size_t i = 0; i < system->nmetal; i++) {
        const struct line_tag *tag = &system->mesh.tag[i / order];
        const bool signal = line_bem_signal(system->section, tag->conductor) < n;
        double *k = signal ? k_face + tag->face * n * n : k_plane;
        add_square(n, system->green.rule.w[i % order] / system->node[i].jacobian,
                   current + i * n, k);
    }
    enum lr_status status = add_planes(system, grade, current, k_plane, err);
    for (size_t p = 0; p < system->mesh.nmetal; p++) {
        const struct line_tag *tag = &system->mesh.tag[p];
        const bool signal = line_bem_signal(system->section, tag->conductor) < n;
        double *k = signal ? k_face + tag->face * n * n : k_plane;
        for (size_t j = 0; tag->strip && j < n * n; j++)
            k[j] = HUGE_VAL;
    }
    return status;
}

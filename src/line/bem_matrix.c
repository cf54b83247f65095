#include "config.h"

#include "line/bem_matrix.h"

#include "base/array.h"
#include "base/dense_lu.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

size_t line_bem_signal(const struct line_section *section, size_t conductor)
{
    size_t signal = 0;
    if (conductor >= section->nconductor || section->conductors[conductor].ground)
        return line_section_signals(section);
    for (size_t i = 0; i < conductor; i++)
        signal += !section->conductors[i].ground;
    return signal;
}

void line_bem_system_free(struct line_bem_system *system)
{
    array_free(system->pull);
    array_free(system->air);
    array_free(system->forward);
    array_free(system->pivot);
    array_free(system->matrix);
    array_free(system->map);
    array_free(system->node);
    line_mesh_free(&system->mesh);
    *system = (struct line_bem_system){0};
}

static struct line_source source_of(const struct line_bem_system *system, size_t panel)
{
    const size_t first = panel * system->green.rule.n;
    return (struct line_source){&system->mesh.panel[panel], &system->node[first],
                                &system->map[first]};
}

/* Which node of panel p unknown i is, or none. */
static size_t self_of(const struct line_bem_system *system, size_t i, size_t panel)
{
    const size_t order = system->green.rule.n;
    return i / order == panel ? i % order : order;
}

void line_bem_field_row(const struct line_bem_system *system, double complex z,
                        double complex normal, size_t self, size_t n, double *row)
{
    const double complex w = line_green_map(&system->green, z);
    const size_t order = system->green.rule.n;
    for (size_t p = 0; p < n / order; p++) {
        const struct line_source source = source_of(system, p);
        line_green_field(&system->green, &source, z, w, normal, self_of(system, self, p),
                         row + p * order);
    }
}

/* One equation, row i: the potential of metal, or |dz/ds| E_n on a border, a factor
 * that keeps rows alike where panels end in a corner. */
static enum lr_status fill_row(void *context, size_t i, struct lr_error *err)
{
    struct line_bem_system *system = context;
    double *row = system->matrix + i * system->n;
    const struct line_node *node = &system->node[i];
    (void)err;
    if (i >= system->nmetal) {
        line_bem_field_row(system, node->z, node->normal, i, system->n, row);
        for (size_t j = 0; j < system->n; j++)
            row[j] *= node->jacobian;
        return LR_OK;
    }
    for (size_t p = 0; p < system->mesh.n; p++) {
        const struct line_source source = source_of(system, p);
        line_green_potential(&system->green, &source, node->z, system->map[i],
                             self_of(system, i, p), row + p * system->green.rule.n);
    }
    return LR_OK;
}

static enum lr_status allocate(struct line_bem_system *system, struct lr_error *err)
{
    const size_t n = system->n, columns = system->nsignal;
    system->node = array_alloc(n, sizeof *system->node);
    system->map = array_alloc(n, sizeof *system->map);
    /* n * n cannot overflow: array_alloc refuses the row's n * n bytes first. */
    system->matrix = array_alloc(n, n * sizeof *system->matrix);
    system->pivot = array_alloc(system->nmetal, sizeof *system->pivot);
    system->forward = array_alloc(system->nmetal, columns * sizeof *system->forward);
    system->air = array_alloc(system->nmetal, columns * sizeof *system->air);
    system->pull = array_alloc(system->nborder, columns * sizeof *system->pull);
    if (!system->node || !system->map || !system->matrix || !system->pivot ||
        !system->forward || !system->air || !system->pull)
        return error_memory(err, "a field solution");
    return LR_OK;
}

static void place_nodes(struct line_bem_system *system)
{
    const struct line_rule *rule = &system->green.rule;
    for (size_t p = 0; p < system->mesh.n; p++)
        for (size_t k = 0; k < rule->n; k++) {
            const size_t i = p * rule->n + k;
            system->node[i] = line_panel_node(&system->mesh.panel[p], rule->x[k]);
            system->map[i] = line_green_map(&system->green, system->node[i].z);
        }
}

/* Right-hand sides: signal j at 1 V.  Afterwards the charge of metal in air, and the
 * field that it leaves on the borders, L21 forward. */
static enum lr_status eliminate(struct line_bem_system *system, struct lr_error *err)
{
    const size_t columns = system->nsignal, order = system->green.rule.n;
    enum lr_status status = dense_lu(system->n, system->nmetal, system->matrix, system->n,
                                     system->pivot, err);
    if (status)
        return status;
    for (size_t i = 0; i < system->nmetal; i++) {
        const size_t signal =
            line_bem_signal(system->section, system->mesh.tag[i / order].conductor);
        if (signal < columns)
            system->forward[i * columns + signal] = 1.0;
    }
    dense_lu_forward(system->nmetal, system->matrix, system->n, system->pivot,
                     system->forward, columns);
    memcpy(system->air, system->forward,
           system->nmetal * columns * sizeof *system->air);
    dense_lu_back(system->nmetal, system->matrix, system->n, system->air, columns);
    dense_subtract_product(system->nborder, system->nmetal, columns,
                           system->matrix + system->nmetal * system->n, system->n,
                           system->forward, columns, system->pull, columns);
    for (size_t i = 0; i < system->nborder * columns; i++)
        system->pull[i] = -system->pull[i];
    return LR_OK;
}

enum lr_status line_bem_system_init(struct line_bem_system *system,
                                    const struct line_section *section, size_t order,
                                    double grade, struct lr_error *err)
{
    double middle;
    line_section_reach(section, &middle);
    *system = (struct line_bem_system){
        .section = section,
        .green = {.boundary = section->boundary, .middle = middle,
                  .spacing = section->boundary == LINE_PLANES
                                 ? section->layers[section->nlayer - 1].top : 0.0,
                  .unit = section->shield_width},
        .nsignal = line_section_signals(section),
    };
    line_rule_init(&system->green.rule, order);
    enum lr_status status = line_mesh_section(section, grade, &system->mesh, err);
    if (status)
        return status;
    system->n = system->mesh.n * order;
    system->nmetal = system->mesh.nmetal * order;
    system->nborder = system->n - system->nmetal;
    status = allocate(system, err);
    if (status)
        return status;
    place_nodes(system);
    status = parallel_for(system->n, fill_row, system, err);
    return status ? status : eliminate(system, err);
}

#include "config.h"

#include "line/solution.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"

#include <math.h>

/* [m^2] of a signal conductor. */
static double area_of(const struct line_shape *shape)
{
    if (shape->outline == LINE_CIRCLE)
        return 0.25 * pi * shape->diameter * shape->diameter;
    return 0.5 * (shape->bottom + shape->top) * shape->thickness;
}

static enum lr_status fill_conductors(const struct line_section *section,
                                      struct line_solution *out, struct lr_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < section->nconductor; i++) {
        const struct line_shape *shape = &section->conductors[i];
        if (shape->ground)
            continue;
        if (!(area_of(shape) > 0.0))
            return error_set(err, LR_EDOMAIN,
                             "conductor %zu has no thickness, so that its current has no "
                             "resistance; give it one",
                             i + 1);
        out->conductor[n++] = (struct line_multi_conductor){
            area_of(shape), shape->outline == LINE_CIRCLE};
    }
    return LR_OK;
}

void line_solution_metal(struct line_solution *solution,
                         const struct line_solution_materials *materials)
{
    const struct line_rough smooth = {.model = LINE_SMOOTH};
    solution->section.metal = materials->metal;
    solution->section.plane = materials->plane;
    solution->smooth = solution->section;
    solution->smooth.metal = line_multi_metal(materials->metal.resistivity, &smooth);
    solution->smooth.plane.rough = smooth;
}

/* Real parts and the permittivities they belong to. */
static void fill_matrices(const struct line_solution_materials *materials,
                          struct line_solution *out)
{
    const struct line_bem *bem = &out->bem;
    const size_t nn = bem->n * bem->n, nd = bem->ndielectric;
    double *c = out->real, *dc = c + nn;
    for (size_t i = 0; i < nn; i++)
        c[i] = creal(bem->c[i]);
    for (size_t i = 0; i < nd * nn; i++)
        dc[i] = creal(bem->dc[i]);
    for (size_t d = 0; d < nd; d++)
        out->dielectric[d] = (struct line_multi_dielectric){
            materials->name ? materials->name[d] : "a dielectric",
            creal(line_debye_eval(&materials->dielectric[d], materials->freq)),
            materials->dielectric[d]};
    out->section = (struct line_multi_section){.n = bem->n,
                                               .ndielectric = nd,
                                               .l = bem->l,
                                               .c = c,
                                               .dc = dc,
                                               .k_strip = bem->k_strip,
                                               .k_plane = bem->k_plane,
                                               .k_face = bem->k_face,
                                               .dielectric = out->dielectric,
                                               .conductor = out->conductor};
    line_solution_metal(out, materials);
}

enum lr_status line_solution_disperse(struct line_solution *solution,
                                      const struct line_dispersion *dispersion,
                                      struct lr_error *err)
{
    if (!dispersion)
        return LR_OK;
    if (!solution->dispersion)
        solution->dispersion = array_alloc(1, sizeof *solution->dispersion);
    if (!solution->dispersion)
        return error_memory(err, "the dispersion of a line");
    *solution->dispersion = *dispersion;
    solution->section.dispersion = solution->smooth.dispersion = solution->dispersion;
    return LR_OK;
}

enum lr_status line_solution_init(const struct line_section *section,
                                 const struct line_solution_materials *materials,
                                 struct line_solution *out, struct lr_error *err)
{
    struct line_bem_options options;
    const size_t n = line_section_signals(section), nd = section->ndielectric;
    *out = (struct line_solution){0};
    double complex *er = array_alloc(nd, sizeof *er);
    out->real = array_alloc((nd + 1) * n * n, sizeof *out->real);
    out->dielectric = array_alloc(nd, sizeof *out->dielectric);
    out->conductor = array_alloc(n, sizeof *out->conductor);
    enum lr_status status = LR_OK;
    if (!er || !out->real || !out->dielectric || !out->conductor)
        status = error_memory(err, "coupled lines");
    for (size_t d = 0; !status && d < nd; d++)
        er[d] = creal(line_debye_eval(&materials->dielectric[d], materials->freq));
    line_bem_options_init(&options);
    if (!status)
        status = fill_conductors(section, out, err);
    if (!status)
        status = line_bem_solve(section, er, &options, &out->bem, err);
    if (!status) {
        fill_matrices(materials, out);
        status = line_multi_section_check(&out->section, err);
    }
    if (!status)
        status = line_solution_disperse(out, materials->dispersion, err);
    array_free(er);
    return status;
}

enum lr_status line_solution_refresh(struct line_solution *solution,
                                     const struct line_solution_materials *materials,
                                     struct lr_error *err)
{
    for (size_t d = 0; d < solution->section.ndielectric; d++)
        solution->dielectric[d].debye = materials->dielectric[d];
    line_solution_metal(solution, materials);
    enum lr_status status = line_multi_section_check(&solution->section, err);
    if (!materials->dispersion)
        solution->section.dispersion = solution->smooth.dispersion = NULL;
    return status ? status : line_solution_disperse(solution, materials->dispersion,
                                                    err);
}

void line_solution_free(struct line_solution *solution)
{
    line_bem_free(&solution->bem);
    array_free(solution->real);
    array_free(solution->dielectric);
    array_free(solution->conductor);
    array_free(solution->dispersion);
    *solution = (struct line_solution){0};
}

/* z and y of a mode, from the matrices of all lines. */
static double complex pick(const double complex *m, size_t n, enum line_pair_mode mode,
                           size_t i)
{
    const double complex self = m[i * n + i];
    if (mode == LINE_PAIR_SINGLE)
        return self;
    const double complex mean = 0.5 * (self + m[(i + 1) * n + i + 1]);
    const double complex mutual = 0.5 * (m[i * n + i + 1] + m[(i + 1) * n + i]);
    return mode == LINE_PAIR_ODD ? mean - mutual : mean + mutual;
}

/* z [ohm/m] and y [S/m] of a mode; work [2][n][n]. */
static void evaluate(const struct line_multi_section *section, enum line_pair_mode mode,
                     size_t first, double freq, double complex *work, double complex *z,
                     double complex *y)
{
    const size_t n = section->n;
    line_multi_section_rlgc(section, 1, &freq, work, work + n * n);
    *z = pick(work, n, mode, first);
    *y = pick(work + n * n, n, mode, first);
}

enum lr_status line_solution_mode(const struct line_solution *solution,
                                  enum line_pair_mode mode, size_t first, double freq,
                                  struct line_mode_figures *out, struct lr_error *err)
{
    const size_t n = solution->section.n;
    const double w = two_pi * freq;
    double complex z, y, smooth;
    double complex *work = array_alloc(2 * n * n, sizeof *work);
    if (!work)
        return error_memory(err, "a mode");
    evaluate(&solution->smooth, mode, first, freq, work, &smooth, &y);
    evaluate(&solution->section, mode, first, freq, work, &z, &y);
    array_free(work);
    const double complex gamma = csqrt(z * y), lossless = csqrt(I * cimag(smooth) * y);
    const double plain = creal(smooth) / creal(z);      /* of the loss in metal */
    const double to_db = db_of(exp(1.0));
    out->z = creal(csqrt(z / y));
    out->delay = cimag(gamma) / w;
    out->er_eff = out->delay * out->delay * speed_of_light * speed_of_light;
    out->loss_db = to_db * creal(gamma);
    out->dielectric_db = to_db * creal(lossless);
    out->smooth_db = plain * (out->loss_db - out->dielectric_db);
    out->rough_db = out->loss_db - out->dielectric_db - out->smooth_db;
    return LR_OK;
}

#include "config.h"

#include "line/bem.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/dense_lu.h"
#include "base/quantity.h"
#include "line/bem_charge.h"
#include "line/bem_loss.h"
#include "line/bem_picture.h"

#include <math.h>

/* What a coarser solution differs by was up to three times too little (bem.h). */
static const double caution = 4.0;

void line_bem_options_init(struct line_bem_options *options)
{
    *options = (struct line_bem_options){.order = 6, .grade = 2.0};
}

void line_bem_free(struct line_bem *bem)
{
    line_bem_picture_free(&bem->along);
    array_free(bem->k_face);
    array_free(bem->k_plane);
    array_free(bem->k_strip);
    array_free(bem->l);
    array_free(bem->c_air);
    array_free(bem->dc);
    array_free(bem->c);
    *bem = (struct line_bem){0};
}

static enum lr_status check(const struct line_section *section, const double complex *er,
                            const struct line_bem_options *options, struct lr_error *err)
{
    if (!(options->order >= 3 && options->order <= 10))
        return error_set(err, LR_EDOMAIN,
                         "boundary elements of order %zu; it must be 3 to 10",
                         options->order);
    if (!(options->grade >= 0.1 && options->grade <= 2.0))
        return error_set(err, LR_EDOMAIN,
                         "boundary elements graded by %g; it must be 0.1 to 2",
                         options->grade);
    for (size_t i = 0; i < section->ndielectric; i++)
        if (!(creal(er[i]) >= 1.0 && creal(er[i]) < HUGE_VAL && cimag(er[i]) <= 0.0 &&
              cimag(er[i]) > -HUGE_VAL))
            return error_set(err, LR_EDOMAIN,
                             "dielectric %zu has permittivity %g - j %g; it must be at "
                             "least 1, its loss not negative", i + 1, creal(er[i]),
                             -cimag(er[i]));
    return line_section_check(section, err);
}

static enum lr_status allocate(struct line_bem *out, struct lr_error *err)
{
    const size_t square = out->n * out->n;
    out->c = array_alloc(square, sizeof *out->c);
    out->dc = array_alloc(out->ndielectric, square * sizeof *out->dc);
    out->c_air = array_alloc(square, sizeof *out->c_air);
    out->l = array_alloc(square, sizeof *out->l);
    out->k_strip = array_alloc(square, sizeof *out->k_strip);
    out->k_plane = array_alloc(square, sizeof *out->k_plane);
    out->k_face = array_alloc(LINE_FACES, square * sizeof *out->k_face);
    if (!out->c || !out->dc || !out->c_air || !out->l || !out->k_strip || !out->k_plane ||
        !out->k_face)
        return error_memory(err, "a field solution");
    return LR_OK;
}

/* C and dC from the free charge [nmetal][columns], C_air from that in air. */
static void sum_charges(const struct line_bem_system *system,
                        const double complex *free_charge, size_t columns,
                        struct line_bem *out)
{
    const size_t n = system->nsignal, order = system->green.rule.n;
    for (size_t i = 0; i < system->nmetal; i++) {
        const size_t row =
            line_bem_signal(system->section, system->mesh.tag[i / order].conductor);
        const double weight = eps0 * system->green.rule.w[i % order];
        for (size_t j = 0; row < n && j < columns; j++) {
            const double complex charge = weight * free_charge[i * columns + j];
            if (j < n) {
                out->c[row * n + j] += charge;
                out->c_air[row * n + j] += weight * system->air[i * n + j];
            } else {
                out->dc[(j / n - 1) * n * n + row * n + j % n] += charge;
            }
        }
    }
}

/* Collocation leaves C a little unsymmetric: that is an error like others.  Returns the
 * largest difference against the diagonal. */
static double symmetric(size_t n, double complex *c)
{
    double worst = 0.0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double complex *one = &c[i * n + j], *other = &c[j * n + i];
            const double size = sqrt(cabs(c[i * n + i]) * cabs(c[j * n + j]));
            worst = fmax(worst, cabs(*one - *other) / size);
            *one = *other = 0.5 * (*one + *other);
        }
    return worst;
}

static double symmetric_real(size_t n, double *c)
{
    double worst = 0.0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double *one = &c[i * n + j], *other = &c[j * n + i];
            worst = fmax(worst, fabs(*one - *other) / sqrt(c[i * n + i] * c[j * n + j]));
            *one = *other = 0.5 * (*one + *other);
        }
    return worst;
}

/* The matrices at one order.  The free charge of metal stays in *free_charge, to be
 * freed with array_free, and the lack of symmetry in *error. */
static enum lr_status matrices(const struct line_bem_system *system,
                               const double complex *er, bool derivatives,
                               struct line_bem *out, double complex **free_charge,
                               double *error, struct lr_error *err)
{
    const size_t n = system->nsignal, columns = line_bem_columns(system, derivatives);
    double complex *f = array_alloc(system->n, columns * sizeof *f);
    *free_charge = array_alloc(system->nmetal, columns * sizeof **free_charge);
    enum lr_status status = f && *free_charge ? LR_OK
                                              : error_memory(err, "a field solution");
    if (!status)
        status = line_bem_charges(system, er, derivatives, f, *free_charge, err);
    if (!status) {
        sum_charges(system, *free_charge, columns, out);
        *error = fmax(symmetric(n, out->c), symmetric_real(n, out->c_air));
        for (size_t d = 0; derivatives && d < out->ndielectric; d++)
            symmetric(n, out->dc + d * n * n);
    }
    array_free(f);
    return status;
}

/* How far the matrices are from those of polynomials of two degrees less on panels
 * half as long again. */
static enum lr_status compare(const struct line_section *section,
                              const double complex *er,
                              const struct line_bem_options *options,
                              const struct line_bem *fine, double *error,
                              struct lr_error *err)
{
    struct line_bem_system system = {0};
    struct line_bem coarse = {.n = fine->n, .ndielectric = fine->ndielectric};
    double complex *free_charge = NULL;
    double asymmetry = 0.0;
    const size_t n = fine->n;
    enum lr_status status = allocate(&coarse, err);
    if (!status)
        status = line_bem_system_init(&system, section, options->order - 2,
                                      1.5 * options->grade, err);
    if (!status)
        status = matrices(&system, er, false, &coarse, &free_charge, &asymmetry, err);
    for (size_t l = 0; !status && l < n * n; l++) {
        const size_t i = l / n * (n + 1), j = l % n * (n + 1);
        const double air = sqrt(fine->c_air[i] * fine->c_air[j]);
        const double size = sqrt(cabs(fine->c[i]) * cabs(fine->c[j]));
        *error = fmax(*error, fabs(fine->c_air[l] - coarse.c_air[l]) / air);
        *error = fmax(*error, cabs(fine->c[l] - coarse.c[l]) / size);
    }
    array_free(free_charge);
    line_bem_system_free(&system);
    line_bem_free(&coarse);
    return status;
}

/* L = mu0 eps0 C_air^-1. */
static enum lr_status inductance(struct line_bem *out, struct lr_error *err)
{
    const size_t n = out->n;
    double *matrix = array_alloc(n, n * sizeof *matrix);
    size_t *pivot = array_alloc(n, sizeof *pivot);
    enum lr_status status =
        matrix && pivot ? LR_OK : error_memory(err, "an inductance matrix");
    for (size_t i = 0; !status && i < n * n; i++) {
        matrix[i] = out->c_air[i];
        out->l[i] = i % (n + 1) == 0 ? mu0 * eps0 : 0.0;
    }
    if (!status)
        status = dense_lu(n, n, matrix, n, pivot, err);
    if (!status) {
        dense_lu_forward(n, matrix, n, pivot, out->l, n);
        dense_lu_back(n, matrix, n, out->l, n);
        symmetric_real(n, out->l);
    }
    array_free(pivot);
    array_free(matrix);
    return status;
}

static enum lr_status losses(const struct line_bem_system *system,
                             const struct line_bem_options *options,
                             const double complex *free_charge, struct line_bem *out,
                             struct lr_error *err)
{
    const size_t n = out->n;
    double *current = array_alloc(system->nmetal, n * sizeof *current);
    enum lr_status status = current ? LR_OK : error_memory(err, "currents");
    if (!status)
        status = line_bem_current(system, out->c_air, current, err);
    if (!status)
        status = line_bem_factors(system, options->grade, current, out->k_face,
                                  out->k_plane, err);
    for (size_t l = 0; !status && l < LINE_FACES * n * n; l++)
        out->k_strip[l % (n * n)] += out->k_face[l];
    if (!status)
        status = line_bem_picture(system, free_charge, current, &out->along, err);
    array_free(current);
    return status;
}

enum lr_status line_bem_solve(const struct line_section *section,
                              const double complex *er,
                              const struct line_bem_options *options,
                              struct line_bem *out, struct lr_error *err)
{
    struct line_bem_system system = {0};
    double complex *free_charge = NULL;
    double error = 0.0;
    *out = (struct line_bem){0};
    enum lr_status status = check(section, er, options, err);
    if (status)
        return status;
    out->n = line_section_signals(section);
    out->ndielectric = section->ndielectric;
    status = allocate(out, err);
    if (!status)
        status = line_bem_system_init(&system, section, options->order, options->grade,
                                      err);
    if (!status)
        status = matrices(&system, er, true, out, &free_charge, &error, err);
    if (!status)
        status = compare(section, er, options, out, &error, err);
    if (!status)
        status = inductance(out, err);
    if (!status)
        status = losses(&system, options, free_charge, out, err);
    out->unknowns = system.n;
    out->error_pct = caution * error / unit_percent;
    array_free(free_charge);
    line_bem_system_free(&system);
    return status;
}

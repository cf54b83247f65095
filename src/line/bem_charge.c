#include "config.h"

#include "line/bem_charge.h"

#include "base/array.h"
#include "base/dense_lu.h"

#include <math.h>
#include <string.h>

/* With contrast R = 2 (ea - eb)/(ea + eb) of each border node, F the field of the
 * borders' own charge (metal answering) and G that of the metal in air, the charge f
 * of the borders obeys  (1 + R F) f = -R G.
 *
 * The real part of 1 + R F is factored once; the imaginary part, some loss tangents
 * small, is iterated with.  Derivatives: (1 + R F) f' = -R' (G + F f). */
struct borders {
    const struct line_bem_system *system;
    const double complex *er;
    size_t n;
    double *matrix;             /* [n][n] factors of 1 + Re R F                */
    size_t *pivot;
    double complex *contrast;   /* [n] R                                       */
    /* [n][nsignal] each */
    double complex *rhs, *x;
    double complex *next, *product;     /* of solve                            */
    double complex *pulled;             /* G + F f                             */
};

size_t line_bem_columns(const struct line_bem_system *system, bool derivatives)
{
    return system->nsignal * (derivatives ? 1 + system->section->ndielectric : 1);
}

static const struct line_tag *tag_of(const struct line_bem_system *system, size_t i)
{
    return &system->mesh.tag[i / system->green.rule.n];
}

static enum lr_status factor(struct borders *borders, struct lr_error *err)
{
    const struct line_bem_system *system = borders->system;
    const size_t n = borders->n, metal = system->nmetal;
    for (size_t i = 0; i < n; i++) {
        const struct line_tag *tag = tag_of(system, metal + i);
        const double complex a = borders->er[tag->above], b = borders->er[tag->below];
        borders->contrast[i] = 2.0 * (a - b) / (a + b);
        const double *row = system->matrix + (metal + i) * system->n + metal;
        for (size_t j = 0; j < n; j++)
            borders->matrix[i * n + j] =
                creal(borders->contrast[i]) * row[j] + (i == j ? 1.0 : 0.0);
    }
    return dense_lu(n, n, borders->matrix, n, borders->pivot, err);
}

/* -F x into product; a real matrix acts on real and imaginary parts alike. */
static void field(struct borders *borders)
{
    const struct line_bem_system *system = borders->system;
    const size_t n = borders->n, metal = system->nmetal, columns = 2 * system->nsignal;
    memset(borders->product, 0, n * system->nsignal * sizeof *borders->product);
    dense_subtract_product(n, n, columns, system->matrix + metal * system->n + metal,
                           system->n, (const double *)borders->x, columns,
                           (double *)borders->product, columns);
}

/* x of (1 + R F) x = rhs. */
static enum lr_status solve(struct borders *borders, struct lr_error *err)
{
    /* The error falls by about a loss tangent each time; 200 are for tangents near 1. */
    enum { MOST = 200 };
    const size_t n = borders->n, columns = borders->system->nsignal;
    const double tolerance = 1e-13;
    double change = HUGE_VAL, size = 0.0;
    memset(borders->x, 0, n * columns * sizeof *borders->x);
    for (int step = 0; step < MOST && !(change <= tolerance * size); step++) {
        field(borders);
        for (size_t l = 0; l < n * columns; l++)
            borders->next[l] =
                borders->rhs[l] +
                I * cimag(borders->contrast[l / columns]) * borders->product[l];
        dense_lu_forward(n, borders->matrix, n, borders->pivot, (double *)borders->next,
                         2 * columns);
        dense_lu_back(n, borders->matrix, n, (double *)borders->next, 2 * columns);
        change = size = 0.0;
        for (size_t l = 0; l < n * columns; l++) {
            change = fmax(change, cabs(borders->next[l] - borders->x[l]));
            size = fmax(size, cabs(borders->next[l]));
        }
        memcpy(borders->x, borders->next, n * columns * sizeof *borders->x);
    }
    if (!(change <= tolerance * size))
        return error_set(err, LR_ENUMERIC,
                         "the charge on borders of dielectrics does not converge; "
                         "loss tangents must be well below 1");
    return LR_OK;
}

/* Column set `set` of f takes x. */
static void keep(const struct borders *borders, size_t set, size_t columns,
                 double complex *f)
{
    const size_t signals = borders->system->nsignal, metal = borders->system->nmetal;
    for (size_t i = 0; i < borders->n; i++)
        memcpy(f + (metal + i) * columns + set * signals, borders->x + i * signals,
               signals * sizeof *f);
}

/* dR/der of dielectric d at a border. */
static double complex contrast_slope(const struct borders *borders, size_t i, size_t d)
{
    const struct line_tag *tag = tag_of(borders->system, borders->system->nmetal + i);
    const double complex a = borders->er[tag->above], b = borders->er[tag->below];
    const double complex up = tag->above == d ? b : 0.0;
    const double complex down = tag->below == d ? a : 0.0;
    return 4.0 * (up - down) / ((a + b) * (a + b));
}

/* Charge of the borders and its derivatives into their rows of f [n][columns]. */
static enum lr_status border_charge(struct borders *borders, size_t columns,
                                    double complex *f, struct lr_error *err)
{
    const size_t signals = borders->system->nsignal, all = borders->n * signals;
    const double *pull = borders->system->pull;
    for (size_t l = 0; l < all; l++)
        borders->rhs[l] = -borders->contrast[l / signals] * pull[l];
    enum lr_status status = solve(borders, err);
    if (status)
        return status;
    keep(borders, 0, columns, f);
    field(borders);
    for (size_t l = 0; l < all; l++)
        borders->pulled[l] = pull[l] - borders->product[l];
    for (size_t d = 0; !status && (d + 1) * signals < columns; d++) {
        for (size_t l = 0; l < all; l++)
            borders->rhs[l] =
                -contrast_slope(borders, l / signals, d) * borders->pulled[l];
        status = solve(borders, err);
        keep(borders, d + 1, columns, f);
    }
    return status;
}

/* The charge of metal that answers: U^-1 (L^-1 P V - U12 f of the borders). */
static void metal_charge(const struct line_bem_system *system, size_t columns,
                         double complex *f)
{
    const size_t metal = system->nmetal, signals = system->nsignal;
    for (size_t i = 0; i < metal; i++)
        for (size_t j = 0; j < columns; j++)
            f[i * columns + j] = j < signals ? system->forward[i * signals + j] : 0.0;
    dense_subtract_product(metal, system->nborder, 2 * columns, system->matrix + metal,
                           system->n, (const double *)(f + metal * columns), 2 * columns,
                           (double *)f, 2 * columns);
    dense_lu_back(metal, system->matrix, system->n, (double *)f, 2 * columns);
}

/* Free charge is er f where metal touches one dielectric.  A strip between two has
 * the fluxes of both sides: (ea + eb)/2 f + (ea - eb) |dz/ds| E_n. */
static void free_row(const struct line_bem_system *system, const double complex *er,
                     size_t i, size_t columns, const double complex *f, double *row,
                     double complex *out)
{
    const struct line_tag *tag = tag_of(system, i);
    const struct line_node *node = &system->node[i];
    const size_t signals = system->nsignal;
    const bool split = tag->strip && tag->above != tag->below;
    const double complex touch = 0.5 * (er[tag->above] + er[tag->below]);
    const double complex step = er[tag->above] - er[tag->below];
    if (split)
        line_bem_field_row(system, node->z, node->normal, i, system->n, row);
    for (size_t j = 0; j < columns; j++) {
        const size_t d = j / signals - 1;       /* wraps for the charge itself */
        const double weight = 0.5 * (tag->above == d) + 0.5 * (tag->below == d);
        const double sign = (tag->above == d) - (tag->below == d);
        double complex normal = 0.0, own = 0.0;
        for (size_t k = 0; split && k < system->n; k++) {
            normal += row[k] * f[k * columns + j];
            own += row[k] * f[k * columns + j % signals];
        }
        out[j] = touch * f[i * columns + j] + step * node->jacobian * normal;
        if (j >= signals)
            out[j] += weight * f[i * columns + j % signals] +
                      sign * node->jacobian * own;
    }
}

static enum lr_status allocate(struct borders *borders, struct lr_error *err)
{
    const size_t n = borders->n, signals = borders->system->nsignal;
    borders->matrix = array_alloc(n, n * sizeof *borders->matrix);
    borders->pivot = array_alloc(n, sizeof *borders->pivot);
    borders->contrast = array_alloc(n, sizeof *borders->contrast);
    borders->rhs = array_alloc(n, signals * sizeof *borders->rhs);
    borders->x = array_alloc(n, signals * sizeof *borders->x);
    borders->next = array_alloc(n, signals * sizeof *borders->next);
    borders->product = array_alloc(n, signals * sizeof *borders->product);
    borders->pulled = array_alloc(n, signals * sizeof *borders->pulled);
    if (!borders->matrix || !borders->pivot || !borders->contrast || !borders->rhs ||
        !borders->x || !borders->next || !borders->product || !borders->pulled)
        return error_memory(err, "the charge of dielectrics");
    return LR_OK;
}

enum lr_status line_bem_charges(const struct line_bem_system *system,
                                const double complex *er, bool derivatives,
                                double complex *f, double complex *free_charge,
                                struct lr_error *err)
{
    struct borders borders = {.system = system, .er = er, .n = system->nborder};
    const size_t columns = line_bem_columns(system, derivatives);
    double *row = array_alloc(system->n, sizeof *row);
    enum lr_status status =
        row ? allocate(&borders, err) : error_memory(err, "the charge of dielectrics");
    if (!status)
        status = factor(&borders, err);
    if (!status)
        status = border_charge(&borders, columns, f, err);
    if (status)
        goto out;
    metal_charge(system, columns, f);
    for (size_t i = 0; i < system->nmetal; i++)
        free_row(system, er, i, columns, f, row, free_charge + i * columns);
out:
    array_free(borders.pulled);
    array_free(borders.product);
    array_free(borders.next);
    array_free(borders.x);
    array_free(borders.rhs);
    array_free(borders.contrast);
    array_free(borders.pivot);
    array_free(borders.matrix);
    array_free(row);
    return status;
}

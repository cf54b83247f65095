#include "config.h"

#include "base/dense.h"

#include "base/array.h"
#include "base/dense_pack.h"
#include "base/gsl.h"
#include "base/targets.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct dense_work {
    size_t n;
    size_t *row;                        /* [n] where the pivots were           */
    struct dense_pack *x;               /* [n] columns of the right side       */
};

struct dense_work *dense_work_new(size_t n)
{
    struct dense_work *work = malloc(sizeof *work);
    if (!work)
        return NULL;
    work->n = n;
    work->row = array_alloc(n, sizeof *work->row);
    work->x = array_alloc(n, sizeof *work->x);
    if (!work->row || !work->x) {
        dense_work_free(work);
        return NULL;
    }
    return work;
}

void dense_work_free(struct dense_work *work)
{
    if (!work)
        return;
    array_free(work->row);
    array_free(work->x);
    free(work);
}

static bool finite_value(double complex x)
{
    return isfinite(creal(x)) && isfinite(cimag(x));
}

/* The row of the largest |Re| + |Im| in column k, at or below the diagonal. */
static size_t pivot_row(size_t n, const double complex *a, size_t k)
{
    size_t best = k;
    double most = 0.0;
    for (size_t i = k; i < n; i++) {
        const double complex value = a[i * n + k];
        const double size = fabs(creal(value)) + fabs(cimag(value));
        if (size > most) {
            most = size;
            best = i;
        }
    }
    return best;
}

static void swap_rows(size_t n, double complex *a, size_t i, size_t j)
{
    for (size_t c = 0; c < n; c++) {
        const double complex value = a[i * n + c];
        a[i * n + c] = a[j * n + c];
        a[j * n + c] = value;
    }
}

/* a becomes L below the diagonal and U above it; the diagonal holds the reciprocals of
 * U's, and row[] where the rows were.  False: singular. */
static bool factorise(size_t n, double complex *restrict a, size_t *restrict row)
{
    for (size_t i = 0; i < n; i++)
        row[i] = i;
    for (size_t k = 0; k < n; k++) {
        const size_t best = pivot_row(n, a, k), was = row[best];
        row[best] = row[k];
        row[k] = was;
        if (best != k)
            swap_rows(n, a, k, best);
        a[k * n + k] = 1.0 / a[k * n + k];
        if (!finite_value(a[k * n + k]))
            return false;
        for (size_t i = k + 1; i < n; i++) {
            const double complex factor = a[i * n + k] *= a[k * n + k];
            for (size_t c = k + 1; c < n; c++)
                a[i * n + c] -= factor * a[k * n + c];
        }
    }
    return true;
}

/* x becomes U^-1 L^-1 x, four columns at a time. */
static inline DENSE_INLINE void substitute(size_t n, const double complex *lu,
                                           struct dense_pack *x)
{
    for (size_t i = 1; i < n; i++) {
        struct dense_pack sum = x[i];
        for (size_t j = 0; j < i; j++)
            dense_pack_add(&sum, -lu[i * n + j], &x[j]);
        x[i] = sum;
    }
    for (size_t i = n; i-- > 0;) {
        struct dense_pack sum = x[i];
        for (size_t j = i + 1; j < n; j++)
            dense_pack_add(&sum, -lu[i * n + j], &x[j]);
        x[i] = dense_pack_none;
        dense_pack_add(&x[i], lu[i * n + i], &sum);
    }
}

static enum lr_status singular(size_t n, struct lr_error *err)
{
    return error_set(err, LR_ENUMERIC, "a %zu x %zu system is singular", n, n);
}

TARGETS
enum lr_status dense_solve(struct dense_work *work, double complex *a,
                           double complex *b, size_t m, struct lr_error *err)
{
    const size_t n = work->n;
    bool finite = true;
    if (!factorise(n, a, work->row))
        return singular(n, err);
    for (size_t left = 0; left < m; left += DENSE_PACK) {
        const size_t width = m - left < DENSE_PACK ? m - left : DENSE_PACK;
        for (size_t i = 0; i < n; i++)
            dense_pack_load(b + work->row[i] * m + left, width, &work->x[i]);
        substitute(n, a, work->x);
        for (size_t i = 0; i < n; i++)
            dense_pack_store(&work->x[i], width, b + i * m + left);
    }
    for (size_t i = 0; i < n * m; i++)
        finite = finite && finite_value(b[i]);
    return finite ? LR_OK : singular(n, err);
}

struct dense_eigen {
    size_t n;
    gsl_eigen_herm_workspace *values, *doubled;
    gsl_eigen_hermv_workspace *vectors;
    gsl_matrix_complex *matrix;         /* [2n][2n] */
    gsl_vector *both;                   /* [2n] */
};

struct dense_eigen *dense_eigen_new(size_t n)
{
    base_gsl_quiet();
    struct dense_eigen *work = malloc(sizeof *work);
    if (!work)
        return NULL;
    work->n = n;
    work->values = gsl_eigen_herm_alloc(n);
    work->doubled = gsl_eigen_herm_alloc(2 * n);
    work->vectors = gsl_eigen_hermv_alloc(n);
    work->matrix = gsl_matrix_complex_alloc(2 * n, 2 * n);
    work->both = gsl_vector_alloc(2 * n);
    if (!work->values || !work->doubled || !work->vectors || !work->matrix ||
        !work->both) {
        dense_eigen_free(work);
        return NULL;
    }
    return work;
}

void dense_eigen_free(struct dense_eigen *work)
{
    if (!work)
        return;
    if (work->values)
        gsl_eigen_herm_free(work->values);
    if (work->doubled)
        gsl_eigen_herm_free(work->doubled);
    if (work->vectors)
        gsl_eigen_hermv_free(work->vectors);
    if (work->matrix)
        gsl_matrix_complex_free(work->matrix);
    if (work->both)
        gsl_vector_free(work->both);
    free(work);
}

/* To GSL a NaN is an eigenvalue like others. */
static enum lr_status not_finite(size_t n, struct lr_error *err)
{
    return error_set(err, LR_ENUMERIC, "a %zu x %zu matrix holds a value that is not "
                     "finite", n, n);
}

static enum lr_status no_convergence(size_t n, struct lr_error *err)
{
    return error_set(err, LR_ENUMERIC, "the eigenvalues of a %zu x %zu matrix do not "
                     "converge", n, n);
}

enum lr_status dense_hermitian(struct dense_eigen *work, double complex *a,
                               double *values, double complex *vectors,
                               struct lr_error *err)
{
    const size_t n = work->n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            if (!finite_value(a[i * n + j]))
                return not_finite(n, err);
    gsl_matrix_complex_view matrix = gsl_matrix_complex_view_array((double *)a, n, n);
    gsl_vector_view falling = gsl_vector_view_array(values, n);
    if (vectors) {
        gsl_matrix_complex_view columns =
            gsl_matrix_complex_view_array((double *)vectors, n, n);
        if (gsl_eigen_hermv(&matrix.matrix, &falling.vector, &columns.matrix,
                            work->vectors))
            return no_convergence(n, err);
        gsl_eigen_hermv_sort(&falling.vector, &columns.matrix, GSL_EIGEN_SORT_VAL_DESC);
        return LR_OK;
    }
    if (gsl_eigen_herm(&matrix.matrix, &falling.vector, work->values))
        return no_convergence(n, err);
    gsl_sort(values, 1, n);
    gsl_vector_reverse(&falling.vector);
    return LR_OK;
}

void dense_gram(size_t n, const double complex *a, double complex *restrict gram)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double complex sum = 0.0;
            for (size_t l = 0; l < n; l++)
                sum += conj(a[l * n + i]) * a[l * n + j];
            gram[i * n + j] = sum;
        }
}

/* [0 A; A^H 0] has the eigenvalues +-sigma.  Roots of the eigenvalues of A^H A would
 * lose every sigma below 1e-8 of the largest. */
enum lr_status dense_singular(struct dense_eigen *work, const double complex *a,
                              double *sigma, struct lr_error *err)
{
    const size_t n = work->n;
    for (size_t l = 0; l < n * n; l++)
        if (!finite_value(a[l]))
            return not_finite(n, err);
    double complex *matrix = (double complex *)work->matrix->data;
    for (size_t i = 0; i < 2 * n; i++)
        for (size_t j = 0; j <= i; j++)
            matrix[i * 2 * n + j] = i >= n && j < n ? conj(a[j * n + i - n]) : 0.0;
    if (gsl_eigen_herm(work->matrix, work->both, work->doubled))
        return no_convergence(n, err);
    gsl_sort(work->both->data, work->both->stride, 2 * n);
    for (size_t i = 0; i < n; i++)
        sigma[i] = fmax(gsl_vector_get(work->both, 2 * n - 1 - i), 0.0);
    return LR_OK;
}

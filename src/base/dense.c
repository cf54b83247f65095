#include "config.h"

#include "base/dense.h"

#include "base/gsl.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

struct dense_work {
    size_t n;
    gsl_permutation *permutation;
    gsl_vector_complex *rhs, *x;
};

struct dense_work *dense_work_new(size_t n)
{
    base_gsl_quiet();
    struct dense_work *work = malloc(sizeof *work);
    if (!work)
        return NULL;
    work->n = n;
    work->permutation = gsl_permutation_alloc(n);
    work->rhs = gsl_vector_complex_alloc(n);
    work->x = gsl_vector_complex_alloc(n);
    if (!work->permutation || !work->rhs || !work->x) {
        dense_work_free(work);
        return NULL;
    }
    return work;
}

void dense_work_free(struct dense_work *work)
{
    if (!work)
        return;
    if (work->permutation)
        gsl_permutation_free(work->permutation);
    if (work->rhs)
        gsl_vector_complex_free(work->rhs);
    if (work->x)
        gsl_vector_complex_free(work->x);
    free(work);
}

enum lr_status dense_solve(struct dense_work *work, double complex *a,
                           double complex *b, size_t m, struct lr_error *err)
{
    const size_t n = work->n;
    gsl_matrix_complex_view lu = gsl_matrix_complex_view_array((double *)a, n, n);
    int sign;
    if (gsl_linalg_complex_LU_decomp(&lu.matrix, work->permutation, &sign))
        return error_set(err, LR_ENUMERIC, "a %zu x %zu system could not be factored", n,
                         n);
    for (size_t j = 0; j < m; j++) {
        /* Through the raw doubles: gsl_complex is another type in GSL 2.8. */
        double complex *rhs = (double complex *)work->rhs->data;
        const double complex *x = (const double complex *)work->x->data;
        for (size_t i = 0; i < n; i++)
            rhs[i] = b[i * m + j];
        if (gsl_linalg_complex_LU_solve(&lu.matrix, work->permutation, work->rhs,
                                        work->x))
            return error_set(err, LR_ENUMERIC, "a %zu x %zu system is singular", n, n);
        for (size_t i = 0; i < n; i++) {
            b[i * m + j] = x[i];
            if (!isfinite(creal(x[i])) || !isfinite(cimag(x[i])))
                return error_set(err, LR_ENUMERIC, "a %zu x %zu system is singular", n,
                                 n);
        }
    }
    return LR_OK;
}

#include "config.h"

#include "base/least_squares.h"

#include "base/array.h"
#include "base/gsl.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>

struct call {
    const struct least_squares *f;
    struct lr_error *err;
    enum lr_status status; /* of the last residual                        */
    double *x, *r; /* [p], [n]                                    */
};

/* GSL asks for columns of the Jacobian too, whose numbers do not lie side by side. */
static int residual(const gsl_vector *x, void *context, gsl_vector *r)
{
    struct call *call = context;
    for (size_t i = 0; i < call->f->p; i++)
        call->x[i] = gsl_vector_get(x, i);
    call->status = call->f->residual(call->x, call->r, call->f->context, call->err);
    for (size_t i = 0; !call->status && i < call->f->n; i++)
        gsl_vector_set(r, i, call->r[i]);
    return call->status ? GSL_EFAILED : GSL_SUCCESS;
}

static void copy_out(const gsl_multifit_nlinear_workspace *work,
                     const struct least_squares *f, double *x, double *restrict jacobian)
{
    const gsl_vector *found = gsl_multifit_nlinear_position(work);
    const gsl_matrix *j = gsl_multifit_nlinear_jac(work);
    for (size_t b = 0; b < f->p; b++)
        x[b] = gsl_vector_get(found, b);
    for (size_t a = 0; a < f->n; a++)
        for (size_t b = 0; b < f->p; b++)
            jacobian[a * f->p + b] = gsl_matrix_get(j, a, b);
}

enum lr_status least_squares_solve(const struct least_squares *f, const char *what,
                                   double *x, double *restrict jacobian,
                                   size_t *iterations, struct lr_error *err)
{
    const double step = 1e-8; /* of x: far below what any measurement tells  */
    const size_t most = 100; /* a model that is nearly linear takes five    */
    base_gsl_quiet();

    double *scratch = array_alloc(f->n + f->p, sizeof *scratch);
    gsl_multifit_nlinear_parameters options = gsl_multifit_nlinear_default_parameters();
    gsl_multifit_nlinear_workspace *work =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &options, f->n, f->p);
    enum lr_status status = LR_OK;
    *iterations = 0;
    if (!work || !scratch) {
        status = error_memory(err, "a fit");
        goto out;
    }
    struct call call = {f, err, LR_OK, scratch, scratch + f->p};
    gsl_multifit_nlinear_fdf fdf = {.f = residual, .n = f->n, .p = f->p, .params = &call};
    const gsl_vector_view start = gsl_vector_view_array(x, f->p);
    int info, state = gsl_multifit_nlinear_init(&start.vector, &fdf, work);
    bool done = false;
    for (size_t i = 0; !state && !done && i < most; i++) {
        state = gsl_multifit_nlinear_iterate(work);
        /* "No progress": no step lowers the sum, which is then least. */
        done = state == GSL_ENOPROG ||
               (!state && !gsl_multifit_nlinear_test(step, 0.0, 0.0, &info, work));
    }
    if (done)
        copy_out(work, f, x, jacobian);
    *iterations = gsl_multifit_nlinear_niter(work);
    if (!done && call.status)
        status = call.status;
    else if (!done)
        status = error_set(err, LR_ENUMERIC,
                           "%s: the fit did not settle in %zu "
                           "iterations",
                           what, most);
out:
    if (work)
        gsl_multifit_nlinear_free(work);
    array_free(scratch);
    return status;
}

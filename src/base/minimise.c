#include "config.h"

#include "base/minimise.h"

#include "base/array.h"
#include "base/gsl.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

/* Of a line search, as GSL's manual recommends. */
static const double line_tolerance = 0.1;

struct call {
    const struct minimise *f;
    double *x, *gradient;       /* [n]                                         */
    double least, *best;        /* the least value seen, and where; [n]        */
};

static double visit(struct call *call, const gsl_vector *at)
{
    for (size_t i = 0; i < call->f->n; i++)
        call->x[i] = gsl_vector_get(at, i);
    const double value = call->f->value(call->x, call->gradient, call->f->context);
    if (value < call->least) {
        call->least = value;
        memcpy(call->best, call->x, call->f->n * sizeof *call->best);
    }
    return value;
}

static double only_value(const gsl_vector *at, void *context)
{
    return visit(context, at);
}

static void both(const gsl_vector *at, void *context, double *value, gsl_vector *gradient)
{
    struct call *call = context;
    *value = visit(call, at);
    for (size_t i = 0; i < call->f->n; i++)
        gsl_vector_set(gradient, i, call->gradient[i]);
}

static void only_gradient(const gsl_vector *at, void *context, gsl_vector *gradient)
{
    double value;
    both(at, context, &value, gradient);
}

enum lr_status minimise_bfgs(const struct minimise *f, double step, double flat,
                             size_t most, double *x, double *least, struct lr_error *err)
{
    base_gsl_quiet();
    double *scratch = array_alloc(3 * f->n, sizeof *scratch);
    gsl_multimin_fdfminimizer *solver =
        gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, f->n);
    gsl_vector_const_view start = gsl_vector_const_view_array(x, f->n);
    enum lr_status status = LR_OK;
    if (!scratch || !solver) {
        status = error_memory(err, "a search for a minimum");
    } else {
        struct call call = {f, scratch, scratch + f->n, INFINITY, scratch + 2 * f->n};
        gsl_multimin_function_fdf wrapped = {only_value, only_gradient, both, f->n,
                                             &call};
        memcpy(call.best, x, f->n * sizeof *x);
        int state = gsl_multimin_fdfminimizer_set(solver, &wrapped, &start.vector, step,
                                                  line_tolerance);
        for (size_t i = 0; !state && i < most; i++) {
            state = gsl_multimin_fdfminimizer_iterate(solver);
            if (gsl_multimin_test_gradient(gsl_multimin_fdfminimizer_gradient(solver),
                                           flat) == GSL_SUCCESS)
                break;
        }
        memcpy(x, call.best, f->n * sizeof *x);
        *least = call.least;
    }
    if (solver)
        gsl_multimin_fdfminimizer_free(solver);
    array_free(scratch);
    return status;
}

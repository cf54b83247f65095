#include "config.h"

#include "part/stackup_fit_work.h"

#include "base/array.h"
#include "base/least_squares.h"

#include <math.h>

/* C is solved anew where Dk leaves this share about what it was solved for: its curvature
 * in Dk then costs less than 1e-5. */
static const double anchor_share = 0.005;

/* Weights have settled when they change by less than this, which moves a result by a
 * small part of its error. */
static const double settled_share = 0.01;

/* [Np, rad] No instrument is better, and roundings are less. */
static const double least_sigma = 1e-6;

enum { ROUNDS = 20 };

/* Beyond one radian a phase is off by its share: by then it is less noise than dispersion
 * and geometry that are off, and these grow with frequency. */
double stackup_fit_residual(const struct stackup_fit_work *work, size_t k, size_t part)
{
    const double complex x = work->data->x[k], off = work->model[k] - x;
    const double one =
        part == FIT_LOSS ? creal(off) : cimag(off) / fmax(1.0, fabs(cimag(x)));
    return work->data->weight[k] * one / work->sigma[part];
}

static enum lr_status residuals(const double *x, double *restrict r, void *context,
                                struct lr_error *err)
{
    struct stackup_fit_work *work = context;
    enum lr_status status = stackup_fit_extend(work, x, err);
    for (size_t k = 0; !status && k < work->data->n; k++)
        for (size_t part = 0; part < FIT_PARTS; part++)
            r[k * FIT_PARTS + part] = stackup_fit_residual(work, k, part);
    return status;
}

/* Solves the cross-section where the last one is too far away; true in *solved. */
static enum lr_status solve(struct stackup_fit_work *work, bool *solved,
                            struct lr_error *err)
{
    const double dk = work->stackup->value[STACKUP_DK];
    *solved = !(fabs(dk - work->solved_dk) <= anchor_share * dk);
    if (!*solved)
        return LR_OK;
    work->solved_dk = dk;
    work->fit->solutions++;
    line_solution_free(&work->solved);
    return stackup_solve(work->stackup, NULL, &work->solved, err);
}

/* Keys that ended at a limit are held there; true when there was one. */
static bool hold(struct stackup_fit_work *work)
{
    const double rounding = 1e-12;      /* of the division by a key's scale    */
    struct stackup_fit *fit = work->fit;
    size_t n = 0;
    for (size_t i = 0; i < work->nfree; i++) {
        const size_t at = work->free[i];
        const struct stackup_key *key = &stackup_keys()[fit->key[at]];
        fit->held[at] = !(fit->value[at] > key->least * (1.0 + rounding) &&
                          fit->value[at] < key->most * (1.0 - rounding));
        if (!fit->held[at])
            work->free[n++] = at;
    }
    const bool any = n < work->nfree;
    work->nfree = n;
    return any;
}

/* One fit with the present weights, from the present values on. */
static enum lr_status improve(struct stackup_fit_work *work, struct lr_error *err)
{
    struct stackup_fit *fit = work->fit;
    const struct least_squares f = {.n = FIT_PARTS * work->data->n,
                                    .p = work->nfree,
                                    .residual = residuals,
                                    .context = work};
    double x[STACKUP_FIT_KEYS] = {0.0};
    size_t iterations = 0;
    enum lr_status status = LR_OK;
    for (size_t i = 0; i < work->nfree; i++)
        x[i] = work->stackup->value[fit->key[work->free[i]]] /
               stackup_fit_scale(fit->key[work->free[i]]);
    if (work->nfree)
        status = least_squares_solve(&f, work->stackup->model->name, x, work->jacobian,
                                     &iterations, err);
    fit->iterations += iterations;
    for (size_t i = 0; i < work->nfree; i++)
        x[i] = stackup_fit_limited(work, i, x[i]);
    if (!status)
        status = stackup_fit_evaluate(work, x, work->model, err);
    for (size_t i = 0; i < fit->nkey; i++)
        fit->value[i] = work->stackup->value[fit->key[i]];
    return status;
}

size_t stackup_fit_counted(const struct stackup_fit_data *data)
{
    size_t n = 0;
    for (size_t k = 0; k < data->n; k++)
        n += data->weight[k] > 0.0;
    return n;
}

/* The weights of loss and phase: what either is off by, in the mean; true when they have
 * settled. */
static bool weigh(struct stackup_fit_work *work)
{
    const struct stackup_fit_data *data = work->data;
    const double counted = (double)stackup_fit_counted(data);
    bool settled = true;
    for (size_t part = 0; part < FIT_PARTS; part++) {
        double sum = 0.0;
        for (size_t k = 0; k < data->n; k++) {
            const double r = stackup_fit_residual(work, k, part);
            sum += r * r;
        }
        const double change = fmax(sqrt(sum / counted), least_sigma / work->sigma[part]);
        settled &= fabs(change - 1.0) < settled_share;
        work->sigma[part] *= change;
    }
    return settled;
}

static enum lr_status iterate(struct stackup_fit_work *work, struct lr_error *err)
{
    for (size_t round = 0; round < ROUNDS; round++) {
        bool anew;
        enum lr_status status = solve(work, &anew, err);
        if (!status)
            status = improve(work, err);
        if (status)
            return status;
        const bool held = hold(work);
        if (weigh(work) && !anew && !held)
            return LR_OK;
    }
    return error_set(err, LR_ENUMERIC,
                     "%s: the weights of the fit did not settle in %d "
                     "rounds",
                     work->stackup->model->name, ROUNDS);
}

/* The model also where nothing is fitted. */
static enum lr_status complete(struct stackup_fit_work *work, struct lr_error *err)
{
    work->all = true;
    work->nfree = 0;
    return stackup_fit_evaluate(work, NULL, work->model, err);
}

static enum lr_status check(const struct stackup_fit_work *work, struct lr_error *err)
{
    if (!(work->data->length > 0.0))
        return error_set(err, LR_EDOMAIN, "a length of %g m is not positive",
                         work->data->length);
    const size_t n = stackup_fit_counted(work->data);
    if (n <= work->fit->nkey)
        return error_set(err, LR_EDOMAIN, "%zu frequencies for %zu keys; more are needed",
                         n, work->fit->nkey);
    return LR_OK;
}

enum lr_status stackup_fit(struct stackup *stackup, const struct stackup_fit_data *data,
                           struct stackup_fit *out, double complex *restrict model,
                           struct lr_error *err)
{
    struct stackup_fit_work work = {.data = data,
                                    .fit = out,
                                    .stackup = stackup,
                                    .model = model,
                                    .solved_dk = NAN,
                                    .sigma = {1.0, 1.0},
                                    .nfree = out->nkey};
    out->iterations = out->solutions = 0;
    for (size_t i = 0; i < out->nkey; i++) {
        work.free[i] = i;
        out->start[i] = out->value[i] = stackup->value[out->key[i]];
        out->held[i] = false;
    }
    enum lr_status status = check(&work, err);
    if (!status) {
        work.jacobian = array_alloc(FIT_PARTS * out->nkey * data->n, sizeof(double));
        work.beside = array_alloc(data->n, sizeof *work.beside);
        status = work.jacobian && work.beside ? iterate(&work, err)
                                              : error_memory(err, "a fit");
    }
    if (!status)
        status = stackup_fit_errors(&work, err);
    if (!status)
        status = complete(&work, err);
    if (!status)
        stackup_fit_figures(&work);
    array_free(work.beside);
    array_free(work.jacobian);
    line_solution_free(&work.solved);
    return status;
}

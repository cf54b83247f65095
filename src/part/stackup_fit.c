#include "config.h"

#include "part/stackup_fit_work.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/least_squares.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

static const struct {
    enum stackup_quantity key;
    double scale;               /* [SI] the step of the usual tables           */
} allowed[STACKUP_FIT_KEYS] = {
    {STACKUP_DK, 1.0}, {STACKUP_DF, 0.01}, {STACKUP_RZ, 1e-6},
    {STACKUP_RESISTIVITY, 1e-8}};

/* C is solved anew where Dk leaves this share about what it was solved for: its curvature
 * in Dk then costs less than 1e-5. */
static const double anchor_share = 0.005;

/* Weights have settled when they change by less than this, which moves a result by a
 * small part of its error. */
static const double settled_share = 0.01;

/* [Np, rad] No instrument is better, and roundings are less. */
static const double least_sigma = 1e-6;

enum { ROUNDS = 20, CHUNK = 64 };

bool stackup_fit_allows(enum stackup_quantity quantity)
{
    for (size_t i = 0; i < STACKUP_FIT_KEYS; i++)
        if (allowed[i].key == quantity)
            return true;
    return false;
}

double stackup_fit_scale(enum stackup_quantity key)
{
    size_t i = 0;
    while (i + 1 < STACKUP_FIT_KEYS && allowed[i].key != key)
        i++;
    return allowed[i].scale;
}

/* Beyond one radian a phase is off by its share: by then it is less noise than dispersion
 * and geometry that are off, and these grow with frequency. */
double stackup_fit_residual(const struct stackup_fit_work *work, size_t k, size_t part)
{
    const double complex x = work->data->x[k], off = work->model[k] - x;
    const double one =
        part == FIT_LOSS ? creal(off) : cimag(off) / fmax(1.0, fabs(cimag(x)));
    return work->data->weight[k] * one / work->sigma[part];
}

/* One value of the stackup; a laminate's also where it is used again. */
static void set(struct stackup *stackup, enum stackup_quantity key, double value)
{
    static const enum stackup_quantity again[][STACKUP_PLACES] = {
        {STACKUP_DK, STACKUP_DK_ABOVE, STACKUP_MASK_DK},
        {STACKUP_DF, STACKUP_DF_ABOVE, STACKUP_MASK_DF}};
    stackup->value[key] = value;
    for (size_t i = 0; i < sizeof again / sizeof again[0]; i++)
        for (size_t p = 1; key == again[i][STACKUP_MATERIAL] && p < STACKUP_PLACES; p++)
            if (stackup->material[p] &&
                !strcmp(stackup->material[p], stackup->material[STACKUP_MATERIAL]))
                stackup->value[again[i][p]] = value;
}

static enum lr_status chunk(void *context, size_t i, struct lr_error *err)
{
    const struct stackup_fit_work *work = context;
    const struct stackup_fit_data *data = work->data;
    const enum line_pair_mode mode =
        work->stackup->type->pair ? LINE_PAIR_ODD : LINE_PAIR_SINGLE;
    const double neper_db = db_of(exp(1.0));
    enum lr_status status = LR_OK;
    for (size_t k = i * CHUNK; !status && k < data->n && k < (i + 1) * CHUNK; k++) {
        struct line_mode_figures m;
        if (!work->all && !(data->weight[k] > 0.0))
            continue;
        status = line_solution_mode(&work->solved, mode, 0, data->freq[k], &m, err);
        work->target[k] =
            data->length * (m.loss_db / neper_db + I * two_pi * data->freq[k] * m.delay);
    }
    return status;
}

/* The parameter of a free key within what the key may be. */
static double limited(const struct stackup_fit_work *work, size_t free, double x)
{
    const enum stackup_quantity key = work->fit->key[work->free[free]];
    const struct stackup_key *k = &stackup_keys()[key];
    const double scale = stackup_fit_scale(key);
    return fmin(k->most / scale, fmax(k->least / scale, x));
}

/* x of the model into `out`, at parameters [nfree] inside their limits. */
static enum lr_status evaluate(struct stackup_fit_work *work, const double *x,
                               double complex *out, struct lr_error *err)
{
    for (size_t i = 0; i < work->nfree; i++) {
        const enum stackup_quantity key = work->fit->key[work->free[i]];
        set(work->stackup, key, x[i] * stackup_fit_scale(key));
    }
    work->target = out;
    enum lr_status status = stackup_refresh(work->stackup, NULL, &work->solved, err);
    return status ? status
                  : parallel_for((work->data->n + CHUNK - 1) / CHUNK, chunk, work, err);
}

/* Beyond the limits of a key the model goes on in a straight line, so that a fit that
 * wants to go there settles and can be told so. */
static enum lr_status extend(struct stackup_fit_work *work, const double *x,
                             struct lr_error *err)
{
    const double step = 1e-3;   /* of what keys are scaled by: nearly straight */
    double inside[STACKUP_FIT_KEYS];
    for (size_t i = 0; i < work->nfree; i++)
        inside[i] = limited(work, i, x[i]);
    enum lr_status status = evaluate(work, inside, work->model, err);
    for (size_t i = 0; !status && i < work->nfree; i++) {
        const double at = inside[i], h = x[i] < at ? step : -step;
        if (x[i] == at)
            continue;
        inside[i] = at + h;
        status = evaluate(work, inside, work->beside, err);
        inside[i] = at;
        for (size_t k = 0; !status && k < work->data->n; k++)
            work->model[k] += (x[i] - at) / h * (work->beside[k] - work->model[k]);
    }
    return status;
}

static enum lr_status residuals(const double *x, double *restrict r, void *context,
                                struct lr_error *err)
{
    struct stackup_fit_work *work = context;
    enum lr_status status = extend(work, x, err);
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

/* Keys that ended at their least are held there; true when there was one. */
static bool hold(struct stackup_fit_work *work)
{
    struct stackup_fit *fit = work->fit;
    size_t n = 0;
    for (size_t i = 0; i < work->nfree; i++) {
        const size_t at = work->free[i];
        fit->held[at] = fit->value[at] <= stackup_keys()[fit->key[at]].least;
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
    const struct least_squares f = {.n = FIT_PARTS * work->data->n, .p = work->nfree,
                                    .residual = residuals, .context = work};
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
        x[i] = limited(work, i, x[i]);
    if (!status)
        status = evaluate(work, x, work->model, err);
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
    return error_set(err, LR_ENUMERIC, "%s: the weights of the fit did not settle in %d "
                     "rounds", work->stackup->model->name, ROUNDS);
}

/* The model also where nothing is fitted. */
static enum lr_status complete(struct stackup_fit_work *work, struct lr_error *err)
{
    work->all = true;
    work->nfree = 0;
    return evaluate(work, NULL, work->model, err);
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
    struct stackup_fit_work work = {.data = data, .fit = out, .stackup = stackup,
                                    .model = model, .solved_dk = NAN,
                                    .sigma = {1.0, 1.0}, .nfree = out->nkey};
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

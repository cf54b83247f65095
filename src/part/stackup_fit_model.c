#include "config.h"

#include "part/stackup_fit_work.h"

#include "base/constants.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

enum { CHUNK = 64 };

static const struct {
    enum stackup_quantity key;
    double scale;               /* [SI] the step of the usual tables           */
} allowed[STACKUP_FIT_KEYS] = {{STACKUP_DK, 1.0},
                               {STACKUP_DF, 0.01},
                               {STACKUP_RZ, 1e-6},
                               {STACKUP_RESISTIVITY, 1e-8}};

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

/* One value of the stackup; a laminate's also where it is used again. */
static void set(struct stackup *stackup, enum stackup_quantity key, double value)
{
    static const enum stackup_quantity again[][STACKUP_PLACES] = {
        {STACKUP_DK, STACKUP_DK_ABOVE, STACKUP_MASK_DK, STACKUP_FILLER_DK},
        {STACKUP_DF, STACKUP_DF_ABOVE, STACKUP_MASK_DF, STACKUP_FILLER_DF}};
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

double stackup_fit_limited(const struct stackup_fit_work *work, size_t free, double x)
{
    const enum stackup_quantity key = work->fit->key[work->free[free]];
    const struct stackup_key *k = &stackup_keys()[key];
    const double scale = stackup_fit_scale(key);
    return fmin(k->most / scale, fmax(k->least / scale, x));
}

enum lr_status stackup_fit_evaluate(struct stackup_fit_work *work, const double *x,
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

enum lr_status stackup_fit_extend(struct stackup_fit_work *work, const double *x,
                                  struct lr_error *err)
{
    const double step = 1e-3; /* of what keys are scaled by: nearly straight */
    double inside[STACKUP_FIT_KEYS];
    for (size_t i = 0; i < work->nfree; i++)
        inside[i] = stackup_fit_limited(work, i, x[i]);
    enum lr_status status = stackup_fit_evaluate(work, inside, work->model, err);
    for (size_t i = 0; !status && i < work->nfree; i++) {
        const double at = inside[i], h = x[i] < at ? step : -step;
        if (x[i] == at)
            continue;
        inside[i] = at + h;
        status = stackup_fit_evaluate(work, inside, work->beside, err);
        inside[i] = at;
        for (size_t k = 0; !status && k < work->data->n; k++)
            work->model[k] += (x[i] - at) / h * (work->beside[k] - work->model[k]);
    }
    return status;
}

#include "config.h"

#include "margin/com_samples.h"

#include "base/array.h"
#include "base/parallel.h"
#include "margin/com_pulse.h"
#include "margin/mmse_objective.h"

#include <math.h>
#include <string.h>

/* Left out at the far ends of a density, relative to DER_0: what is read there keeps
 * fourteen digits. */
static const double dropped = 1e-14;

struct list {
    size_t n;
    double *v;                  /* [V]; owned                                  */
};

struct stage {
    const struct com_response *response;
    const struct com_params *params;
    struct com_result *result;
    struct pdf_levels like;     /* what all lists have in common               */
    struct list *list;          /* [npath + 1] of the paths; A_DD h_J          */
    double slope;
};

/* The UI-spaced samples of one phase that count: the tool leaves out the first UI
 * and the last one or two.  v [n / per_ui + 1]. */
static size_t samples(const double *q, size_t n, size_t per_ui, size_t phase,
                      double *restrict v)
{
    const size_t ui = (size_t)lround((double)n / (double)per_ui);
    size_t count = 0;
    for (size_t i = 1; i + 2 <= ui; i++)
        v[count++] = q[per_ui * i + phase];
    return count;
}

/* eq. 93A-28 at the sampling instant, over all UI of the array or, as the tool's
 * LIMIT_JITTER_CONTRIB_TO_DFE_SPAN has it, from one before the cursor to N_b. */
static void fill_jitter(struct stage *stage, const double *q, size_t n)
{
    const struct com_params *p = stage->params;
    const size_t m = p->per_ui, cursor = stage->result->setting.cursor;
    struct list *list = &stage->list[stage->response->channel.npath];
    size_t first = cursor % m ? cursor % m : m, last = n;
    double sum = 0.0;
    if (p->jitter_in_span) {
        first = cursor > first + m ? cursor - m : first;
        last = cursor + eq_dfe_span(&p->dfe) * m + 1;
    }
    for (size_t k = first; k + 1 < n && k < last; k += m) {
        const double slope = (q[k + 1] - q[k - 1]) * 0.5 * (double)m;
        sum += slope * slope;
        list->v[list->n++] = p->a_dd * slope;
    }
    stage->slope = sqrt(sum);
}

/* Takes the DFE's taps out of q: block n of M samples around the n-th cursor. */
static void subtract_dfe(const struct com_params *p, const struct eq_candidate *setting,
                         size_t from, double *q, size_t n)
{
    const size_t m = p->per_ui;
    for (size_t tap = from; tap <= eq_dfe_span(&p->dfe); tap++) {
        const double level = (tap ? setting->b[tap - 1] : 1.0) * setting->s0;
        const size_t middle = setting->cursor + tap * m;
        for (size_t k = middle > m / 2 ? middle - m / 2 : 0; k < middle + m / 2 && k < n;
             k++)
            q[k] -= level;
    }
}

static void fill_thru(struct stage *stage, double *q)
{
    const struct com_params *p = stage->params;
    struct com_result *r = stage->result;
    const size_t n = stage->response->impulse[0].n;
    fill_jitter(stage, q, n);
    memcpy(r->equalised, q, n * sizeof *q);
    subtract_dfe(p, &r->setting, 1, r->equalised, n);
    subtract_dfe(p, &r->setting, 0, q, n);
    stage->list[0].n =
        samples(q, n, p->per_ui, r->setting.cursor % p->per_ui, stage->list[0].v);
}

/* Behind a receiver FFE it is the phase that the FFE was solved for. */
static enum lr_status fill_solved(const struct stage *stage, size_t path, const double *q,
                                  struct lr_error *err)
{
    const struct com_params *p = stage->params;
    const size_t n = stage->response->impulse[path].n;
    struct list *list = &stage->list[path];
    struct eq_candidate before = stage->result->setting;
    double *x = array_alloc(n, sizeof *x);
    before.rx.n = 0;
    enum lr_status status = x ? com_pulse_of(stage->response, p, &before, path, x, err)
                              : error_memory(err, "a pulse response");
    if (!status)
        list->n = samples(q, n, p->per_ui, mmse_strongest_phase(p, x, n), list->v);
    array_free(x);
    return status;
}

/* The phase whose density is widest; the first of equals. */
static void fill_aggressor(const struct stage *stage, size_t path, const double *q)
{
    const size_t m = stage->params->per_ui, n = stage->response->impulse[path].n;
    struct list *list = &stage->list[path];
    double widest = -1.0;
    size_t worst = 0;
    for (size_t phase = 0; phase < m; phase++) {
        list->n = samples(q, n, m, phase, list->v);
        struct pdf_levels of = stage->like;
        of.n = list->n;
        of.v = list->v;
        const double variance = pdf_levels_variance(&of);
        if (variance > widest) {
            widest = variance;
            worst = phase;
        }
    }
    list->n = samples(q, n, m, worst, list->v);
}

static enum lr_status fill_path(void *context, size_t path, struct lr_error *err)
{
    struct stage *stage = context;
    const size_t npath = stage->response->channel.npath;
    const size_t n = stage->response->impulse[path].n, ui = n / stage->params->per_ui + 2;
    double *q = array_alloc(n, sizeof *q);
    enum lr_status status = LR_OK;
    stage->list[path].v = array_alloc(ui, sizeof *q);
    if (!path)
        stage->list[npath].v = array_alloc(ui, sizeof *q);
    if (!q || !stage->list[path].v || (!path && !stage->list[npath].v))
        status = error_memory(err, "a pulse response");
    if (!status)
        status = com_pulse_of(stage->response, stage->params, &stage->result->setting,
                              path, q, err);
    if (!status && path && stage->params->rx_ffe.n)
        status = fill_solved(stage, path, q, err);
    else if (!status && path)
        fill_aggressor(stage, path, q);
    else if (!status)
        fill_thru(stage, q);
    array_free(q);
    return status;
}

/* The samples of all paths in one array, of which each impairment is a part. */
static enum lr_status gather(const struct stage *stage, struct com_samples *out,
                             struct lr_error *err)
{
    const size_t npath = stage->response->channel.npath;
    size_t n = 0;
    for (size_t i = 0; i <= npath; i++)
        n += stage->list[i].n;
    out->v = array_alloc(n, sizeof *out->v);
    if (!out->v)
        return error_memory(err, "the probability densities");
    for (size_t i = 0; i < COM_PILES; i++)
        out->of[i] = stage->like;
    out->of[COM_ALL].v = out->v;
    for (size_t i = 0; i <= npath; i++) {
        const struct list *list = &stage->list[i];
        struct pdf_levels *all = &out->of[COM_ALL];
        struct pdf_levels *part =
            &out->of[i == 0 ? COM_ISI : i < npath ? COM_XTALK : COM_JITTER];
        if (!part->v)
            part->v = out->v + all->n;
        memcpy(out->v + all->n, list->v, list->n * sizeof *list->v);
        part->n += list->n;
        all->n += list->n;
    }
    return LR_OK;
}

enum lr_status com_samples_init(struct com_samples *out,
                                const struct com_response *response,
                                const struct com_params *params, double bin,
                                struct com_result *result, struct lr_error *err)
{
    const size_t npath = response->channel.npath;
    struct stage stage = {.response = response,
                          .params = params,
                          .result = result,
                          .like = {.levels = params->levels,
                                   .bin = bin,
                                   .drop = dropped * params->der},
                          .list = array_alloc(npath + 1, sizeof(struct list))};
    *out = (struct com_samples){0};
    result->n = response->impulse[0].n;
    result->dt = response->impulse[0].dt;
    result->pulse = array_alloc(result->n, sizeof(double));
    result->equalised = array_alloc(result->n, sizeof(double));
    enum lr_status status = LR_OK;
    if (!stage.list || !result->pulse || !result->equalised)
        status = error_memory(err, "a pulse response");
    if (!status) {
        impulse_pulse(response->impulse[0].h, result->n, params->per_ui, result->pulse);
        status = parallel_for(npath, fill_path, &stage, err);
    }
    if (!status)
        status = gather(&stage, out, err);
    out->slope = stage.slope;
    for (size_t i = 0; stage.list && i <= npath; i++)
        array_free(stage.list[i].v);
    array_free(stage.list);
    return status;
}

void com_samples_free(struct com_samples *out)
{
    array_free(out->v);
    *out = (struct com_samples){0};
}

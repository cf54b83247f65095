#include "config.h"

#include "margin/com_pdf.h"

#include "base/array.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "base/special.h"
#include "margin/fom.h"
#include "signal/pdf.h"

#include <math.h>

struct stage {
    const struct channel *channel;
    const struct com_params *params;
    const struct impulse *impulse;
    struct com_result *result;
    double bin;                 /* [V]                                         */
    struct pdf *pdf;            /* [npath + 2] of the paths, jitter, noise     */
    double slope;               /* ||h_J|| [V/UI]                              */
};

/* The pulse of one path behind CTLE and, but for NEXT, the transmitter's FFE. */
static enum lr_status pulse_of(const struct stage *stage, size_t path, double *restrict q,
                               struct lr_error *err)
{
    const struct com_params *p = stage->params;
    const struct impulse *impulse = &stage->impulse[path];
    const struct eq_candidate *setting = &stage->result->setting;
    double *h = array_alloc(impulse->n, sizeof *h);
    double *pulse = array_alloc(impulse->n, sizeof *pulse);
    enum lr_status status = LR_OK;
    if (!h || !pulse) {
        status = error_memory(err, "a pulse response");
        goto out;
    }
    eq_ctle_filter(&p->ctle[setting->ctle], impulse->dt, impulse->n, impulse->h, h);
    if (stage->channel->path[path].kind == PATH_NEXT) {
        impulse_pulse(h, impulse->n, p->per_ui, q);
    } else {
        impulse_pulse(h, impulse->n, p->per_ui, pulse);
        eq_ffe_apply(&setting->ffe, p->per_ui, impulse->n, pulse, q);
    }
out:
    array_free(h);
    array_free(pulse);
    return status;
}

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

/* eq. 93A-28 at the sampling instant, over all UI of the array. */
static enum lr_status solve_jitter(struct stage *stage, const double *q, size_t n,
                                   double *restrict v, struct lr_error *err)
{
    const size_t m = stage->params->per_ui;
    size_t k = stage->result->setting.cursor % m, count = 0;
    double sum = 0.0;
    for (k = k ? k : m; k + 1 < n; k += m) {
        const double slope = (q[k + 1] - q[k - 1]) * 0.5 * (double)m;
        sum += slope * slope;
        v[count++] = stage->params->a_dd * slope;
    }
    stage->slope = sqrt(sum);
    return pdf_of_levels(v, count, stage->params->levels, stage->bin,
                         &stage->pdf[stage->channel->npath], err);
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

static enum lr_status solve_thru(struct stage *stage, double *q, double *v,
                                 struct lr_error *err)
{
    const struct com_params *p = stage->params;
    struct com_result *r = stage->result;
    const size_t n = stage->impulse[0].n;
    enum lr_status status = solve_jitter(stage, q, n, v, err);
    if (status)
        return status;
    for (size_t k = 0; k < n; k++)
        r->equalised[k] = q[k];
    subtract_dfe(p, &r->setting, 1, r->equalised, n);
    subtract_dfe(p, &r->setting, 0, q, n);
    const size_t count = samples(q, n, p->per_ui, r->setting.cursor % p->per_ui, v);
    return pdf_of_levels(v, count, p->levels, stage->bin, &stage->pdf[0], err);
}

/* The phase whose density is widest; the first of equals. */
static enum lr_status solve_aggressor(struct stage *stage, size_t path, const double *q,
                                      double *v, struct lr_error *err)
{
    const struct com_params *p = stage->params;
    const size_t n = stage->impulse[path].n;
    double widest = -1.0;
    size_t worst = 0;
    for (size_t phase = 0; phase < p->per_ui; phase++) {
        const size_t count = samples(q, n, p->per_ui, phase, v);
        const double variance = pdf_levels_variance(v, count, p->levels, stage->bin);
        if (variance > widest) {
            widest = variance;
            worst = phase;
        }
    }
    const size_t count = samples(q, n, p->per_ui, worst, v);
    return pdf_of_levels(v, count, p->levels, stage->bin, &stage->pdf[path], err);
}

static enum lr_status solve_path(void *context, size_t path, struct lr_error *err)
{
    struct stage *stage = context;
    const size_t n = stage->impulse[path].n;
    double *q = array_alloc(n, sizeof *q);
    double *v = array_alloc(n / stage->params->per_ui + 2, sizeof *v);
    enum lr_status status = LR_OK;
    if (!q || !v)
        status = error_memory(err, "a pulse response");
    if (!status)
        status = pulse_of(stage, path, q, err);
    if (!status)
        status = path ? solve_aggressor(stage, path, q, v, err)
                      : solve_thru(stage, q, v, err);
    array_free(q);
    array_free(v);
    return status;
}

/* The two narrowest densities, the narrowest first. */
static void find_narrowest(const struct pdf *pdf, size_t n, size_t *first, size_t *second)
{
    *first = pdf[1].n < pdf[0].n;
    *second = 1 - *first;
    for (size_t i = 2; i < n; i++)
        if (pdf[i].n < pdf[*first].n) {
            *second = *first;
            *first = i;
        } else if (pdf[i].n < pdf[*second].n) {
            *second = i;
        }
}

/* Convolves the narrowest two until two are left, pdf[0] and pdf[1]: the quickest order;
 * frees what it used up. */
static enum lr_status convolve_to_two(struct pdf *pdf, size_t n, struct lr_error *err)
{
    for (; n > 2; n--) {
        struct pdf sum;
        size_t first, second;
        find_narrowest(pdf, n, &first, &second);
        enum lr_status status = pdf_convolve(&pdf[first], &pdf[second], &sum, err);
        if (status)
            return status;
        pdf_free(&pdf[first]);
        pdf_free(&pdf[second]);
        const size_t low = first < second ? first : second;
        pdf[low] = sum;
        pdf[first + second - low] = pdf[n - 1];
        pdf[n - 1] = (struct pdf){0};
    }
    return LR_OK;
}

/* eq. 93A-41 to 93A-45: everything convolved, read at DER_0. */
static enum lr_status combine(struct stage *stage, long *bin, struct lr_error *err)
{
    const struct com_params *p = stage->params;
    struct com_result *r = stage->result;
    const size_t npath = stage->channel->npath;
    const double sigma_x = sqrt(fom_level_power(p->levels));
    const double random = p->sigma_rj * sigma_x * stage->slope;
    r->sigma_gauss = sqrt(random * random + r->sigma.thermal * r->sigma.thermal +
                          r->sigma.tx * r->sigma.tx);
    const double q = special_normal_tail_quantile(p->der);
    enum lr_status status = pdf_gaussian(r->sigma_gauss, p->gauss_span * q, stage->bin,
                                         &stage->pdf[npath + 1], err);
    if (!status)
        status = convolve_to_two(stage->pdf, npath + 2, err);
    if (!status)
        status = pdf_tail_of_sum(&stage->pdf[0], &stage->pdf[1], p->der, bin, err);
    return status;
}

enum lr_status com_pdf_solve(const struct channel *channel,
                             const struct com_params *params,
                             const struct impulse *impulse, struct com_result *result,
                             struct lr_error *err)
{
    const struct com_params *p = params;
    result->a_s = p->r_lm * result->setting.s0 / (double)(p->levels - 1);
    struct stage stage = {.channel = channel,
                          .params = params,
                          .impulse = impulse,
                          .result = result,
                          .bin = fmin(result->a_s / 1000.0, p->bin),
                          .pdf = array_alloc(channel->npath + 2, sizeof(struct pdf))};
    result->n = impulse[0].n;
    result->dt = impulse[0].dt;
    result->pulse = array_alloc(result->n, sizeof(double));
    result->equalised = array_alloc(result->n, sizeof(double));
    enum lr_status status = LR_OK;
    long bin = 0;
    if (!stage.pdf || !result->pulse || !result->equalised) {
        status = error_memory(err, "the probability densities");
        goto out;
    }
    impulse_pulse(impulse[0].h, result->n, p->per_ui, result->pulse);
    status = parallel_for(channel->npath, solve_path, &stage, err);
    if (!status)
        status = combine(&stage, &bin, err);
    if (status)
        goto out;
    result->a_ni = fabs((double)bin) * stage.bin;
    result->com_db = db_of(result->a_s / result->a_ni);
    const double open = result->a_s - result->a_ni;
    result->veo = 2.0 * open;
    result->vec_db = open > 0.0 ? -db_of(open / result->a_s) : (double)NAN;
out:
    if (stage.pdf)
        for (size_t i = 0; i < channel->npath + 2; i++)
            pdf_free(&stage.pdf[i]);
    array_free(stage.pdf);
    return status;
}

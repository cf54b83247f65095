#include "config.h"

#include "margin/com.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/parallel.h"
#include "base/quantity.h"
#include "margin/com_pdf.h"
#include "margin/fom.h"
#include "net/grid.h"
#include "signal/transfer.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

struct stage {
    const struct channel *channel;
    const struct com_params *params;
    const struct com_packages *packages;
    const struct fft *fft;
    double complex **h;         /* [npath][nf] receiver filter included        */
    struct impulse *impulse;    /* [npath] [V]                                 */
};

/* H(f) H_r(f) and A h(t) of one path. */
static enum lr_status respond(void *context, size_t i, struct lr_error *err)
{
    struct stage *stage = context;
    const struct com_params *p = stage->params;
    const struct channel_path *path = &stage->channel->path[i];
    const struct net *tx[] = {stage->packages->tx_thru, stage->packages->tx_fext,
                              stage->packages->tx_next};
    const double amplitude[] = {p->a_v, p->a_fe, p->a_ne};
    const struct signal_ends ends = {tx[path->kind], stage->packages->rx, p->r_0, p->r_tx,
                                     p->r_rx};
    const size_t nf = path->net.nf;
    double complex *h = stage->h[i] = array_alloc(nf, sizeof *h);
    if (!h)
        return error_memory(err, "a transfer function");
    enum lr_status status = signal_transfer(&path->net, &ends, h, err);
    if (status)
        return status;
    if (p->t_r > 0.0)
        signal_transition(nf, path->net.freq, p->t_r, h);
    const double shift = path->kind == PATH_THRU ? stage->channel->shift : 0.0;
    for (size_t k = 0; k < nf; k++)
        h[k] *= signal_butterworth(path->net.freq[k], p->f_r) *
                cexp(-I * two_pi * path->net.freq[k] * shift);
    const double dt = 1.0 / (p->baud * (double)p->per_ui);
    status = impulse_response(nf, path->net.freq, h, dt, p->threshold, stage->fft,
                              path->name, &stage->impulse[i], err);
    for (size_t k = 0; !status && k < stage->impulse[i].n; k++)
        stage->impulse[i].h[k] *= amplitude[path->kind];
    return status;
}

static enum lr_status find_peak(const struct stage *stage, struct com_result *result,
                                size_t *peak, struct lr_error *err)
{
    const struct impulse *thru = &stage->impulse[0];
    double *pulse = array_alloc(thru->n, sizeof *pulse);
    if (!pulse)
        return error_memory(err, "a pulse response");
    impulse_pulse(thru->h, thru->n, stage->params->per_ui, pulse);
    *peak = 0;
    for (size_t k = 1; k < thru->n; k++)
        if (pulse[k] > pulse[*peak])
            *peak = k;
    result->peak = pulse[*peak];
    array_free(pulse);
    if (result->peak > DBL_EPSILON)
        return LR_OK;
    return error_set(err, LR_ENUMERIC,
                     "%s: nothing comes through: the largest pulse is %g V",
                     stage->channel->path[0].name, result->peak);
}

static enum lr_status search(const struct stage *stage, const struct eq_near *near,
                             struct com_result *result, struct lr_error *err)
{
    const struct com_params *p = stage->params;
    struct eq_problem problem = {.n = stage->impulse[0].n,
                                 .h = stage->impulse[0].h,
                                 .dt = stage->impulse[0].dt,
                                 .per_ui = p->per_ui,
                                 .ng = p->ng,
                                 .nhp = p->nhp,
                                 .ctle = p->ctle,
                                 .ffe = p->ffe,
                                 .dfe = p->dfe,
                                 .local = p->local};
    struct fom fom;
    enum lr_status status = find_peak(stage, result, &problem.peak, err);
    if (!status)
        status = fom_init(&fom, p, stage->channel, stage->h, err);
    if (status)
        return status;
    const struct eq_objective objective = fom_objective(&fom);
    struct eq_result found;
    status = eq_search(&problem, &objective, near, &found, err);
    if (!status) {
        result->setting = found.best;
        result->fom_db = 0.5 * db_of(found.value);
        result->looked = found.looked;
        result->sigma = fom_terms(&fom, &found.best);
    }
    fom_free(&fom);
    return status;
}

static void flag(struct com_result *result, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void flag(struct com_result *result, const char *format, ...)
{
    if (result->nflag == COM_FLAGS_MOST)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(result->flag[result->nflag++], COM_FLAG_SIZE, format, args);
    va_end(args);
}

/* A tail that was scaled to its limit meets it but for rounding. */
static const double limit_tolerance = 1e-9;

static bool on_edge(size_t index, size_t count)
{
    return count > 1 && (index == 0 || index + 1 == count);
}

/* A tap that a limit holds; the tail's limit holds all of its taps together. */
static void flag_dfe(const struct eq_dfe *dfe, const struct eq_candidate *at,
                     struct com_result *result)
{
    const size_t span = eq_dfe_span(dfe);
    double tail = 0.0;
    for (size_t k = 0; k < dfe->n; k++)
        if (!(at->b[k] < dfe->b_max[k]) || !(at->b[k] > dfe->b_min[k]))
            flag(result, "b(%zu) %g at its limit", k + 1, at->b[k]);
    for (size_t i = 0; i < at->nfloating; i++)
        if (!(fabs(at->b[at->floating[i] - 1]) < dfe->floating_max))
            flag(result, "b(%zu) %g at its limit", at->floating[i],
                 at->b[at->floating[i] - 1]);
    for (size_t k = dfe->tail_start; dfe->tail_start && k <= span; k++)
        tail = hypot(tail, at->b[k - 1]);
    if (tail > 0.0 && tail >= dfe->tail_rss * (1.0 - limit_tolerance))
        flag(result, "b(%zu..%zu) at their limit of %g together", dfe->tail_start, span,
             dfe->tail_rss);
}

/* Every place where the answer leans on a limit.  A tap or gain of zero at the end
 * of its list is no limit: it is not used. */
static void raise_flags(const struct channel *channel, const struct com_params *p,
                        struct com_result *result)
{
    const struct eq_candidate *at = &result->setting;
    const struct net *thru = &channel->path[0].net;
    if (thru->freq[thru->nf - 1] < 0.5 * p->baud)
        flag(result, "band ends at %.4g GHz, below Nyquist %.4g GHz",
             thru->freq[thru->nf - 1] / unit_ghz, 0.5 * p->baud / unit_ghz);
    const struct eq_ctle *ctle = &p->ctle[at->ctle];
    if (on_edge(at->ctle / p->nhp, p->ng) && ctle->g_dc_db != 0.0)
        flag(result, "g_DC %g dB at the edge of its grid", ctle->g_dc_db);
    if (on_edge(at->ctle % p->nhp, p->nhp) && ctle->g_hp_db != 0.0)
        flag(result, "g_DC_HP %g dB at the edge of its grid", ctle->g_hp_db);
    for (size_t i = 0; i < at->ffe.ntap; i++)
        if (on_edge(at->ffe.index[i], p->ffe.count[i]) && fabs(at->ffe.tap[i]) > 1e-12)
            flag(result, "c(%d) %g at the edge of its grid", at->ffe.position[i],
                 at->ffe.tap[i]);
    flag_dfe(&p->dfe, at, result);
}

static enum lr_status check(const struct com_params *p, struct lr_error *err)
{
    if (!(p->baud > 0.0) || p->per_ui < 2 || p->per_ui > 1024 || p->per_ui % 2)
        return error_set(err, LR_EDOMAIN,
                         "%g Bd with %zu samples per UI; the rate must be "
                         "positive, M even and 2 to 1024",
                         p->baud, p->per_ui);
    if (p->levels < 2 || p->levels > 16)
        return error_set(err, LR_EDOMAIN, "%zu amplitude levels; 2 to 16", p->levels);
    if (!(p->der > 0.0 && p->der < 0.5))
        return error_set(err, LR_EDOMAIN, "DER_0 %g; above 0 and below 0.5", p->der);
    if (!(p->f_2 > 0.0) || !(p->f_r > 0.0) || !p->ng || !p->nhp)
        return error_set(err, LR_EDOMAIN,
                         "f_2 %g Hz, f_r %g Hz, %zu x %zu CTLE settings; "
                         "all must be positive",
                         p->f_2, p->f_r, p->ng, p->nhp);
    if (!(p->ffe.cursor_min >= 0.0))
        return error_set(err, LR_EDOMAIN, "c(0) limit %g; 0 or more", p->ffe.cursor_min);
    return LR_OK;
}

/* The tool takes the step of the grid from its second interval. */
static enum lr_status check_steps(const struct net *net, double dt, struct lr_error *err)
{
    enum { LEAST = 32, MOST = 1 << 23 };
    const double step = net->freq[2] - net->freq[1], intervals = 0.5 / dt / step;
    if (!(intervals >= LEAST && intervals <= MOST))
        return error_set(err, LR_EDOMAIN,
                         "frequency steps of %g Hz make %.3g points up to "
                         "half the sampling rate; %d to %d can be transformed",
                         step, intervals, LEAST, MOST);
    for (size_t k = 0; k + 1 < net->nf; k++)
        if (!(fabs(net->freq[k + 1] - net->freq[k] - step) <= 1.0))
            return note_add(err, NOTE_WARNING,
                            "frequency steps differ: %g Hz at %g GHz, %g "
                            "Hz at the start",
                            net->freq[k + 1] - net->freq[k], net->freq[k] / unit_ghz,
                            step);
    return LR_OK;
}

static enum lr_status plan(const struct channel *channel, const struct com_params *params,
                           struct com_work *work, struct lr_error *err)
{
    const double dt = 1.0 / (params->baud * (double)params->per_ui);
    enum lr_status status = check_steps(&channel->path[0].net, dt, err);
    if (status)
        return status;
    const size_t intervals = impulse_intervals(channel->path[0].net.freq, dt);
    if (work->fft && work->intervals == intervals)
        return LR_OK;
    com_work_free(work);
    work->intervals = intervals;
    return fft_new(2 * intervals, &work->fft, err);
}

void com_work_free(struct com_work *work)
{
    fft_free(work->fft);
    *work = (struct com_work){0};
}

enum lr_status com_solve(const struct channel *channel, const struct com_params *params,
                         const struct com_packages *packages, const struct eq_near *near,
                         struct com_work *work, struct com_result *result,
                         struct lr_error *err)
{
    struct stage stage = {channel, params, packages, NULL,
                          array_alloc(channel->npath, sizeof *stage.h),
                          array_alloc(channel->npath, sizeof *stage.impulse)};
    *result = (struct com_result){0};
    enum lr_status status = check(params, err);
    if (!status)
        status = channel_check(channel, err);
    if (!status && (!stage.h || !stage.impulse))
        status = error_memory(err, "the channel's responses");
    if (status)
        goto out;
    status = plan(channel, params, work, err);
    stage.fft = work->fft;
    if (!status)
        status = parallel_for(channel->npath, respond, &stage, err);
    if (!status)
        status = search(&stage, near, result, err);
    if (!status)
        status = com_pdf_solve(channel, params, stage.impulse, result, err);
    if (!status)
        raise_flags(channel, params, result);
out:
    for (size_t i = 0; i < channel->npath; i++) {
        if (stage.h)
            array_free(stage.h[i]);
        if (stage.impulse)
            impulse_free(&stage.impulse[i]);
    }
    array_free(stage.h);
    array_free(stage.impulse);
    return status;
}

void com_free(struct com_result *result)
{
    array_free(result->pulse);
    array_free(result->equalised);
    *result = (struct com_result){0};
}

double com_loss_at_nyquist(const struct channel *channel, double baud)
{
    return -net_db_at(&channel->path[0].net, 1, 0, 0.5 * baud);
}

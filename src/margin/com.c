#include "config.h"

#include "margin/com.h"

#include "base/array.h"
#include "base/quantity.h"
#include "margin/c2m_search.h"
#include "margin/com_flag.h"
#include "margin/com_pdf.h"
#include "margin/com_pulse.h"
#include "margin/com_response.h"
#include "margin/fom.h"
#include "margin/mmse_search.h"
#include "net/grid.h"

#include <float.h>
#include <math.h>

static enum lr_status find_peak(const struct com_response *response, size_t per_ui,
                                struct com_result *result, size_t *peak,
                                struct lr_error *err)
{
    const struct impulse *thru = &response->impulse[0];
    double *pulse = array_alloc(thru->n, sizeof *pulse);
    if (!pulse)
        return error_memory(err, "a pulse response");
    impulse_pulse(thru->h, thru->n, per_ui, pulse);
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
                     response->channel.path[0].name, result->peak);
}

static enum lr_status search(const struct com_response *response,
                             const struct com_params *p, const struct com_drive *drive,
                             const struct eq_near *near, struct com_work *work,
                             struct com_result *result, struct lr_error *err)
{
    struct eq_problem problem = {.n = response->impulse[0].n,
                                 .h = response->impulse[0].h,
                                 .dt = response->impulse[0].dt,
                                 .per_ui = p->per_ui,
                                 .ng = p->ng,
                                 .nhp = p->nhp,
                                 .ctle = p->ctle,
                                 .ctle_barred = p->ctle_barred,
                                 .ffe = p->ffe,
                                 .dfe = p->dfe,
                                 .timing = p->timing,
                                 .jitter_in_span = p->jitter_in_span,
                                 .local = p->local};
    struct fom fom;
    enum lr_status status = find_peak(response, p->per_ui, result, &problem.peak, err);
    if (!status && p->rx_ffe.n)
        return mmse_search(&problem, response, p, drive, near, work, result, err);
    if (!status)
        status = fom_init(&fom, p, drive, response, work, err);
    if (status)
        return status;
    const struct eq_objective objective = fom_objective(&fom);
    const bool by_eye = p->eye && p->c2m.t_o > 0.0 && p->c2m.min_veo > 0.0;
    struct eq_result found;
    status = by_eye ? c2m_search(&problem, &fom, &p->c2m, near, &found,
                                 &result->none_opens, err)
                    : eq_search(&problem, &objective, near, &found, err);
    if (!status) {
        result->setting = found.best;
        result->fom_db = 0.5 * db_of(found.value);
        result->looked = found.looked;
        result->sigma = fom_terms(&fom, &found.best);
    }
    fom_free(&fom);
    return status;
}

static enum lr_status check_filter(const struct signal_filter *rx, struct lr_error *err)
{
    if (!(rx->butterworth >= 0.0) || !(rx->bessel >= 0.0))
        return error_set(err, LR_EDOMAIN, "filter corners %g and %g Hz; 0 or more",
                         rx->butterworth, rx->bessel);
    if (rx->bessel > 0.0 && (rx->bessel_order < 1 || rx->bessel_order > 8))
        return error_set(err, LR_EDOMAIN, "a Bessel-Thomson filter of order %zu; 1 to 8",
                         rx->bessel_order);
    if (rx->cosine_stop != 0.0 && !(rx->cosine_start < rx->cosine_stop))
        return error_set(err, LR_EDOMAIN,
                         "a raised cosine from %g to %g Hz; it must end above where it "
                         "starts", rx->cosine_start, rx->cosine_stop);
    return LR_OK;
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
    if (!(p->f_2 > 0.0) || !p->ng || !p->nhp)
        return error_set(err, LR_EDOMAIN,
                         "f_2 %g Hz, %zu x %zu CTLE settings; all must be positive",
                         p->f_2, p->ng, p->nhp);
    if (!(p->bin > 0.0) || !(p->crest >= 0.0) || !(p->f_max >= 0.0))
        return error_set(err, LR_EDOMAIN,
                         "PDF bin %g V, crest factor %g, band limit %g Hz; the bin must "
                         "be positive, the others 0 or more",
                         p->bin, p->crest, p->f_max);
    const struct com_injection *i = &p->injection;
    if (!(i->sigma_bn >= 0.0) || !(i->f_hp >= 0.0) || !(i->crest >= 0.0))
        return error_set(err, LR_EDOMAIN,
                         "an injected noise of %g V above %g Hz with a crest factor of "
                         "%g; 0 or more",
                         i->sigma_bn, i->f_hp, i->crest);
    if (!isfinite(p->kappa[0]) || !isfinite(p->kappa[1]))
        return error_set(err, LR_EDOMAIN, "kappa %g and %g; finite", p->kappa[0],
                         p->kappa[1]);
    if (p->rx_ffe.n > EQ_RX_FFE_MOST || (p->rx_ffe.n && !(p->rx_ffe.pre < p->rx_ffe.n)) ||
        (p->rx_ffe.n && !p->rx_ffe.noise_ui))
        return error_set(err, LR_EDOMAIN,
                         "a receiver FFE of %zu taps, %zu before its cursor, with the "
                         "noise of %zu UI; at most %d taps, one of them the cursor",
                         p->rx_ffe.n, p->rx_ffe.pre, p->rx_ffe.noise_ui, EQ_RX_FFE_MOST);
    if (p->rx_ffe.n && (p->eye || p->jitter_in_span || p->tx_noise_by_cursor ||
                        (p->dfe.groups && p->dfe.group_size)))
        return error_set(err, LR_EDOMAIN,
                         "a receiver FFE with the eye of a chip-to-module receiver, "
                         "floating taps, SNR_TXwC0 or LIMIT_JITTER_CONTRIB_TO_DFE_SPAN; "
                         "it is modelled without them");
    if (!(p->ffe.cursor_min >= 0.0))
        return error_set(err, LR_EDOMAIN, "c(0) limit %g; 0 or more", p->ffe.cursor_min);
    const enum lr_status status = p->eye ? c2m_check(&p->c2m, err) : LR_OK;
    return status ? status : check_filter(&p->rx, err);
}

enum lr_status com_solve(const struct channel *channel, const struct com_params *params,
                         const struct com_case *which, const struct eq_near *near,
                         struct com_work *work, struct com_result *result,
                         struct lr_error *err)
{
    struct com_response response;
    *result = (struct com_result){0};
    enum lr_status status = check(params, err);
    if (status)
        return status;
    status = com_response_init(&response, channel, params, which, work, err);
    if (!status)
        status = search(&response, params, &which->drive, near, work, result, err);
    if (!status)
        status = com_pdf_solve(&response, params, result, err);
    if (!status && params->slicer)
        status = com_pulse_slicer(&response, params, work, result, err);
    if (!status)
        result->steady = steady_voltage_of(result->pulse, result->n, params->per_ui,
                                           result->dt, params->steady);
    if (!status)
        status = com_flag_all(&response, params, result, err);
    com_response_free(&response);
    return status;
}

void com_free(struct com_result *result)
{
    array_free(result->pulse);
    array_free(result->equalised);
    array_free(result->density.thru.p);
    array_free(result->density.xtalk.p);
    array_free(result->density.noise.p);
    array_free(result->density.total.p);
    c2m_eye_free(&result->eye);
    slicer_free(&result->slicer);
    arena_free(&result->arena);
    *result = (struct com_result){0};
}

double com_loss_at_nyquist(const struct channel *channel, double baud)
{
    return -net_db_at(&channel->path[0].net, 1, 0, 0.5 * baud);
}

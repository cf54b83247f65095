#include "config.h"

#include "margin/mmse_objective.h"

#include "base/array.h"
#include "base/quantity.h"
#include "margin/com_work.h"
#include "margin/fom.h"
#include "margin/mmse_lags.h"

#include <math.h>

struct mmse_receiver {
    bool ready;
    double *p;                  /* [n] pulse of the through path; owned        */
    struct mmse_lags signal, slope;     /* of it                               */
    struct mmse_lags late;      /* for the transmitter's noise                 */
    size_t nfext;
    struct mmse_lags *fext;     /* [nfext] of FEXT aggressors; owned           */
    double next[EQ_RX_FFE_MOST];        /* [V^2] of all NEXT, without sigma_X^2 */
    struct mmse_noise noise;
};

/* Autocorrelations before the receiver's FFE, [V^2] at 0 .. n-1 UI. */
struct lags {
    double signal[EQ_RX_FFE_MOST], slope[EQ_RX_FFE_MOST];
    double xtalk[EQ_RX_FFE_MOST], tx[EQ_RX_FFE_MOST];
};

enum lr_status mmse_objective_init(struct mmse_objective *o,
                                   const struct com_params *params,
                                   const struct com_drive *drive,
                                   const struct com_response *response,
                                   const struct eq_problem *problem,
                                   struct com_work *work, struct lr_error *err)
{
    int least = 0, most = 0;
    for (size_t i = 0; i < params->ffe.ntap; i++) {
        const int position = params->ffe.position[i];
        least = position < least ? position : least;
        most = position > most ? position : most;
    }
    *o = (struct mmse_objective){.params = params,
                                 .drive = drive,
                                 .response = response,
                                 .problem = problem,
                                 .sigma_x2 = fom_level_power(params->levels),
                                 .nlag = params->rx_ffe.n + (size_t)(most - least)};
    const struct net *thru = &response->channel.path[0].net;
    enum lr_status status = com_work_spectra(work, params, thru->nf, thru->freq, err);
    if (status)
        return status;
    o->receiver = array_alloc(params->ng * params->nhp, sizeof *o->receiver);
    return o->receiver ? mmse_spectrum_init(&o->spectrum, params, response, work, err)
                       : error_memory(err, "the receivers");
}

void mmse_objective_free(struct mmse_objective *o)
{
    for (size_t i = 0; o->receiver && i < o->params->ng * o->params->nhp; i++) {
        struct mmse_receiver *r = &o->receiver[i];
        mmse_lags_free(&r->signal);
        mmse_lags_free(&r->slope);
        mmse_lags_free(&r->late);
        for (size_t k = 0; k < r->nfext; k++)
            mmse_lags_free(&r->fext[k]);
        array_free(r->fext);
        array_free(r->p);
    }
    array_free(o->receiver);
    mmse_spectrum_free(&o->spectrum);
    *o = (struct mmse_objective){0};
}

static enum lr_status fill_table(const struct mmse_objective *o, struct mmse_lags *lags,
                                 enum mmse_samples samples, const double *p, size_t n,
                                 struct lr_error *err)
{
    return mmse_lags_init(lags, samples, p, n, o->params->per_ui,
                          o->params->rx_ffe.noise_ui, o->nlag, err);
}

/* The phase at which a table behind an FFE has most at lag 0; the first of equals. */
static size_t strongest(const struct mmse_objective *o, const struct mmse_ffe *ffe,
                        const struct mmse_lags *lags)
{
    double most = -1.0;
    size_t worst = 0;
    for (size_t phase = 0; phase < o->params->per_ui; phase++) {
        const double power = mmse_lag_behind(ffe, mmse_lags_at(lags, phase), 0);
        if (power > most) {
            most = power;
            worst = phase;
        }
    }
    return worst;
}

size_t mmse_strongest_phase(const struct com_params *params, const double *p, size_t n)
{
    const size_t m = params->per_ui, end = params->rx_ffe.noise_ui * m;
    double most = -1.0;
    size_t worst = 0;
    for (size_t phase = 0; phase < m; phase++) {
        double power = 0.0;
        for (size_t k = phase; k < n && k < end; k += m)
            power += p[k] * p[k];
        if (power > most) {
            most = power;
            worst = phase;
        }
    }
    return worst;
}

/* The transmitter's FFE does not act on NEXT. */
static enum lr_status add_next(const struct mmse_objective *o, struct mmse_receiver *r,
                               const double *p, size_t n, struct lr_error *err)
{
    static const struct mmse_ffe none = {.a = {1.0}};
    struct mmse_lags lags;
    const enum lr_status status = fill_table(o, &lags, MMSE_ALL, p, n, err);
    if (!status) {
        const double *at = mmse_lags_at(&lags, strongest(o, &none, &lags));
        for (size_t l = 0; l < o->params->rx_ffe.n; l++)
            r->next[l] += at[l];
    }
    mmse_lags_free(&lags);
    return status;
}

/* What pulse p of one path, behind the CTLE, leaves in the receiver. */
static enum lr_status take_path(const struct mmse_objective *o, struct mmse_receiver *r,
                                size_t path, const double *p, struct lr_error *err)
{
    const size_t n = o->response->impulse[path].n;
    enum lr_status status;
    if (o->response->channel.path[path].kind == PATH_NEXT)
        return add_next(o, r, p, n, err);
    if (path)
        return fill_table(o, &r->fext[r->nfext++], MMSE_ALL, p, n, err);
    status = fill_table(o, &r->signal, MMSE_WHOLE, p, n, err);
    if (!status)
        status = fill_table(o, &r->slope, MMSE_SLOPE, p, n, err);
    return status ? status : fill_table(o, &r->late, MMSE_LATE, p, n, err);
}

static enum lr_status fill_path(const struct mmse_objective *o, struct mmse_receiver *r,
                                size_t ctle, size_t path, struct lr_error *err)
{
    const struct impulse *impulse = &o->response->impulse[path];
    double *h = array_alloc(impulse->n, sizeof *h);
    double *p = array_alloc(impulse->n, sizeof *p);
    enum lr_status status = LR_OK;
    if (!h || !p) {
        status = error_memory(err, "a pulse response");
    } else {
        eq_ctle_filter(&o->params->ctle[ctle], impulse->dt, impulse->n, impulse->h, h);
        impulse_pulse(h, impulse->n, o->params->per_ui, p);
        status = take_path(o, r, path, p, err);
    }
    array_free(h);
    if (path || status)
        array_free(p);
    else
        r->p = p;
    return status;
}

static enum lr_status prepare(void *context, size_t ctle, struct lr_error *err)
{
    const struct mmse_objective *o = context;
    struct mmse_receiver *r = &o->receiver[ctle];
    const size_t npath = o->response->channel.npath;
    if (r->ready)               /* a search that climbs comes again            */
        return LR_OK;
    r->fext = array_alloc(npath, sizeof *r->fext);
    if (!r->fext)
        return error_memory(err, "the receivers");
    enum lr_status status = mmse_noise_fill(&o->spectrum, ctle, &r->noise, err);
    for (size_t path = 0; !status && path < npath; path++)
        status = fill_path(o, r, ctle, path, err);
    r->ready = !status;
    return status;
}

static void fill_lags(const struct mmse_objective *o,
                      const struct eq_candidate *candidate, struct lags *out)
{
    const struct com_params *p = o->params;
    const struct mmse_receiver *r = &o->receiver[candidate->ctle];
    const size_t phase = candidate->cursor % p->per_ui;
    const double tx =
        1.0 / (ratio_of(o->drive->snr_tx_db) * ratio_of(o->drive->snr_tx_db));
    const double *signal = mmse_lags_at(&r->signal, phase);
    const double *slope = mmse_lags_at(&r->slope, phase);
    const double *late = mmse_lags_at(&r->late, phase);
    struct mmse_ffe ffe;
    ffe.span = eq_ffe_autocorrelate(&candidate->ffe, ffe.a);
    for (size_t l = 0; l < p->rx_ffe.n; l++) {
        out->signal[l] = mmse_lag_behind(&ffe, signal, l);
        out->slope[l] = o->sigma_x2 * mmse_lag_behind(&ffe, slope, l);
        out->tx[l] = o->sigma_x2 * tx * late[l];
        out->xtalk[l] = o->sigma_x2 * r->next[l];
    }
    for (size_t i = 0; i < r->nfext; i++) {
        const double *at = mmse_lags_at(&r->fext[i], strongest(o, &ffe, &r->fext[i]));
        for (size_t l = 0; l < p->rx_ffe.n; l++)
            out->xtalk[l] += o->sigma_x2 * mmse_lag_behind(&ffe, at, l);
    }
}

/* The sample `ui` UI behind the cursor behind the transmitter's FFE, 0 outside what the
 * tool takes: the whole UI from the cursor's phase on. */
static double sample(const struct mmse_objective *o, const struct eq_candidate *candidate,
                     ptrdiff_t ui)
{
    const struct eq_ffe *ffe = &candidate->ffe;
    const double *p = o->receiver[candidate->ctle].p;
    const ptrdiff_t m = (ptrdiff_t)o->params->per_ui, n = (ptrdiff_t)o->problem->n;
    const ptrdiff_t phase = (ptrdiff_t)candidate->cursor % m;
    const ptrdiff_t at = (ptrdiff_t)candidate->cursor + ui * m;
    if (at < 0 || at >= phase + (n - phase) / m * m)
        return 0.0;
    double sum = ffe->cursor * p[at];
    for (size_t i = 0; i < ffe->ntap; i++) {
        const ptrdiff_t from = (at - ffe->position[i] * m) % n;
        sum += ffe->tap[i] * p[from < 0 ? from + n : from];
    }
    return sum;
}

static bool solve(const struct mmse_objective *o, const struct eq_candidate *candidate,
                  const struct lags *lags, struct eq_mmse_output *out)
{
    const struct com_params *p = o->params;
    const struct mmse_noise *noise = &o->receiver[candidate->ctle].noise;
    const double jitter = p->a_dd * p->a_dd + p->sigma_rj * p->sigma_rj;
    const ptrdiff_t pre = (ptrdiff_t)p->rx_ffe.pre;
    const ptrdiff_t post = (ptrdiff_t)p->rx_ffe.n - 1 - pre;
    double lag[EQ_RX_FFE_MOST], h[EQ_RX_FFE_MOST + EQ_DFE_MOST];
    for (size_t l = 0; l < p->rx_ffe.n; l++)
        lag[l] = lags->signal[l] +
                 (lags->xtalk[l] + lags->tx[l] + jitter * lags->slope[l] +
                  noise->thermal[l] + noise->active[l] + noise->injected[l]) /
                     o->sigma_x2;
    for (ptrdiff_t k = -post; k <= pre + (ptrdiff_t)p->dfe.n; k++)
        h[post + k] = sample(o, candidate, k);
    const struct eq_mmse_input in = {&p->rx_ffe, &p->dfe, lag, h + post};
    return eq_mmse_solve(&in, out);
}

/* Nothing is known before a setting is solved. */
static double bound(const void *context, const struct eq_candidate *candidate)
{
    (void)context;
    (void)candidate;
    return INFINITY;
}

static double value(const void *context, const struct eq_candidate *candidate)
{
    const struct mmse_objective *o = context;
    struct lags lags;
    struct eq_mmse_output out;
    fill_lags(o, candidate, &lags);
    if (!solve(o, candidate, &lags, &out))
        return -INFINITY;
    const double levels = (double)(o->params->levels - 1);
    return o->params->r_lm * o->params->r_lm /
           (levels * levels * o->sigma_x2 * out.error);
}

struct eq_objective mmse_objective(struct mmse_objective *o)
{
    return (struct eq_objective){o, prepare, bound, value};
}

enum lr_status mmse_objective_solve(const struct mmse_objective *o,
                                    const struct eq_candidate *candidate,
                                    struct eq_rx_taps *taps, struct mmse_power *power,
                                    struct lr_error *err)
{
    const struct com_params *p = o->params;
    const struct mmse_noise *noise = &o->receiver[candidate->ctle].noise;
    struct lags lags;
    struct eq_mmse_output out;
    fill_lags(o, candidate, &lags);
    if (!solve(o, candidate, &lags, &out))
        return error_set(err, LR_ENUMERIC, "no receiver FFE: nothing comes through");
    *taps = out.taps;
    const double slope = eq_rx_ffe_variance(taps, lags.slope);
    power->xtalk = eq_rx_ffe_variance(taps, lags.xtalk);
    power->tx = eq_rx_ffe_variance(taps, lags.tx);
    power->random = p->sigma_rj * p->sigma_rj * slope;
    power->jitter = p->a_dd * p->a_dd * slope + power->random;
    power->active = eq_rx_ffe_variance(taps, noise->active);
    power->thermal = eq_rx_ffe_variance(taps, noise->thermal) + power->active;
    power->injected = eq_rx_ffe_variance(taps, noise->injected);
    return LR_OK;
}

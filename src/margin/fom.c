#include "config.h"

#include "margin/fom.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/quantity.h"
#include "margin/com_work.h"

#include <math.h>
#include <stdlib.h>

struct fom_ctle {
    double thermal;             /* [V^2] sigma_N^2                             */
    double active;              /* [V^2] what active parts have in that        */
    double injected;            /* [V^2] sigma_ne^2                            */
    double next;                /* [V^2] summed                                */
    double *fext;               /* [nx] [V^2] behind the CTLE, before the FFE  */
    double fext_sum;
    double taps[EQ_FFE_MOST + 1][EQ_FFE_MOST + 1];      /* sum of fext |C_tx|^2 is
                                 * this quadratic form in the taps             */
};

/* eq. 93A-35 as a right-hand sum over the whole axis of the file, and what active parts
 * add to it. */
static void fill_thermal(struct fom *fom)
{
    for (size_t k = 1; k < fom->nf; k++) {
        const double hr = cabs(signal_filter(&fom->params->rx, fom->freq[k]));
        fom->thermal[k] =
            fom->params->eta_0 * hr * hr * (fom->freq[k] - fom->freq[k - 1]);
        if (fom->active)
            fom->thermal[k] += fom->active[k];
    }
}

/* The tool's get_xtlk_noise: twice the integral of the aggressors' power under the
 * spectrum of a random NRZ pulse train, over f_2; df is that of the tenth interval. */
static void fill_crosstalk(struct fom *fom, const struct com_drive *drive,
                           const struct com_response *response)
{
    const struct com_params *p = fom->params;
    const struct channel *channel = &response->channel;
    const double df = fom->freq[10] - fom->freq[9];
    for (size_t k = 0; k < fom->nx; k++) {
        const double x = pi * fom->freq[k] / p->baud;
        const double sinc = x > 0.0 ? sin(x) / x : 1.0;
        const double weight = 2.0 * df / p->f_2 * sinc * sinc;
        for (size_t i = 1; i < channel->npath; i++) {
            const enum path_kind kind = channel->path[i].kind;
            const double complex h = drive->amplitude[kind] * response->h[i][k];
            double *sum = kind == PATH_FEXT ? fom->fext : fom->next;
            sum[k] += weight * creal(h * conj(h));
        }
        for (size_t m = 0; m < fom->span; m++)
            fom->turn[k * fom->span + m] =
                cos(two_pi * fom->freq[k] * (double)(m + 1) / p->baud);
    }
}

double fom_level_power(size_t levels)
{
    const double n = (double)levels;
    return (n * n - 1.0) / (3.0 * (n - 1.0) * (n - 1.0));
}

/* [UI^2] of both kinds of jitter. */
static double jitter_power(const struct com_params *p)
{
    return p->a_dd * p->a_dd + p->sigma_rj * p->sigma_rj;
}

enum lr_status fom_init(struct fom *fom, const struct com_params *params,
                        const struct com_drive *drive,
                        const struct com_response *response, struct com_work *work,
                        struct lr_error *err)
{
    const struct net *thru = &response->channel.path[0].net;
    *fom = (struct fom){
        .params = params, .nf = thru->nf, .freq = thru->freq, .work = work};
    enum lr_status status = com_work_spectra(work, params, fom->nf, fom->freq, err);
    if (status)
        return status;
    fom->sigma_x2 = fom_level_power(params->levels);
    fom->tx = ratio_of(-drive->snr_tx_db);
    fom->jitter = jitter_power(params);
    fom->injected = response->injected;
    fom->active = response->active;
    while (fom->nx < fom->nf && !(fom->freq[fom->nx] > params->baud))
        fom->nx++;
    fom->nx += fom->nx < fom->nf;
    int least = 0, most = 0;
    for (size_t i = 0; i < params->ffe.ntap; i++) {
        const int position = params->ffe.position[i];
        least = position < least ? position : least;
        most = position > most ? position : most;
    }
    fom->span = (size_t)(most - least);
    fom->thermal = array_alloc(fom->nf, sizeof(double));
    fom->next = array_alloc(fom->nx, sizeof(double));
    fom->fext = array_alloc(fom->nx, sizeof(double));
    fom->turn = array_alloc(fom->nx * fom->span, sizeof(double));
    fom->ctle = array_alloc(params->ng * params->nhp, sizeof *fom->ctle);
    if (!fom->thermal || !fom->next || !fom->fext || !fom->turn || !fom->ctle) {
        fom_free(fom);
        return error_memory(err, "the figure of merit");
    }
    fill_thermal(fom);
    fill_crosstalk(fom, drive, response);
    return LR_OK;
}

void fom_free(struct fom *fom)
{
    if (fom->ctle)
        for (size_t i = 0; i < fom->params->ng * fom->params->nhp; i++)
            array_free(fom->ctle[i].fext);
    array_free(fom->thermal);
    array_free(fom->next);
    array_free(fom->fext);
    array_free(fom->turn);
    array_free(fom->ctle);
    *fom = (struct fom){0};
}

/* Of two taps m UI apart |C_tx|^2 has c_i c_j cos(2 pi f m / baud). */
static void fill_taps(const struct fom *fom, struct fom_ctle *noise)
{
    const struct eq_ffe_grid *ffe = &fom->params->ffe;
    double lag[2 * EQ_FFE_MOST + 1] = {0.0};
    for (size_t k = 0; k < fom->nx; k++) {
        lag[0] += noise->fext[k];
        for (size_t m = 0; m < fom->span; m++)
            lag[m + 1] += noise->fext[k] * fom->turn[k * fom->span + m];
    }
    noise->fext_sum = lag[0];
    for (size_t i = 0; i <= ffe->ntap; i++)
        for (size_t j = 0; j <= ffe->ntap; j++) {
            const int a = i ? ffe->position[i - 1] : 0, b = j ? ffe->position[j - 1] : 0;
            noise->taps[i][j] = lag[abs(a - b)];
        }
}

static enum lr_status prepare(void *context, size_t ctle, struct lr_error *err)
{
    struct fom *fom = context;
    struct fom_ctle *noise = &fom->ctle[ctle];
    if (noise->fext)                    /* a search that climbs comes again */
        return LR_OK;
    noise->fext = array_alloc(fom->nx, sizeof(double));
    if (!noise->fext)
        return error_memory(err, "crosstalk of one CTLE setting");
    const double *power = com_work_power(fom->work, ctle);
    const double sigma_bn = fom->params->injection.sigma_bn;
    for (size_t k = 0; k < fom->nf; k++)
        noise->thermal += fom->thermal[k] * power[k];
    for (size_t k = 0; fom->active && k < fom->nf; k++)
        noise->active += fom->active[k] * power[k];
    for (size_t k = 0; fom->injected && k < fom->nf; k++)
        noise->injected += sigma_bn * sigma_bn * fom->injected[k] * power[k];
    for (size_t k = 0; k < fom->nx; k++) {
        noise->next += fom->next[k] * power[k];
        noise->fext[k] = fom->fext[k] * power[k];
    }
    fill_taps(fom, noise);
    return LR_OK;
}

/* sum over f of P_F(f) |C_tx(f)|: the tool takes the first power of |C_tx|. */
static double fext_power(const struct fom *fom, const struct eq_candidate *candidate)
{
    const struct fom_ctle *noise = &fom->ctle[candidate->ctle];
    if (!(noise->fext_sum > 0.0))
        return 0.0;
    double lag[2 * EQ_FFE_MOST + 1], sum = 0.0;
    eq_ffe_autocorrelate(&candidate->ffe, lag);
    for (size_t k = 0; k < fom->nx; k++) {
        double power = lag[0];
        for (size_t m = 0; m < fom->span; m++)
            power += 2.0 * lag[m + 1] * fom->turn[k * fom->span + m];
        sum += noise->fext[k] * sqrt(power > 0.0 ? power : 0.0);
    }
    return sum;
}

/* No more than fext_power, from a few sums.  |C_tx(f)| lies between 1 and a, which is
 * c(0) less all other |c(k)|, 2 c(0) - 1, or 0; the root of its square lies above the
 * chord between these: |C| >= (|C|^2 + a) / (1 + a). */
static double least_fext_power(const struct fom *fom,
                               const struct eq_candidate *candidate)
{
    const struct fom_ctle *noise = &fom->ctle[candidate->ctle];
    if (!(noise->fext_sum > 0.0))
        return 0.0;
    const double a = fmax(2.0 * candidate->ffe.cursor - 1.0, 0.0);
    const double sum =
        a * noise->fext_sum + eq_ffe_quadratic(&candidate->ffe, noise->taps);
    return fmax(sum, 0.0) / (1.0 + a);
}

/* [V] eq. 93A-30; the tool's SNR_TXwC0 refers it to the pulse before c(0). */
static double transmitter_noise(const struct fom *fom,
                                const struct eq_candidate *candidate)
{
    const double noise = candidate->s0 * fom->tx;
    return fom->params->tx_noise_by_cursor ? noise / candidate->ffe.cursor : noise;
}

struct com_noise fom_terms(const struct fom *fom, const struct eq_candidate *candidate)
{
    const struct fom_ctle *noise = &fom->ctle[candidate->ctle];
    return (struct com_noise){
        .isi = sqrt(fom->sigma_x2 * (candidate->outside + candidate->residual)),
        .jitter = sqrt(fom->jitter * fom->sigma_x2 * candidate->slope),
        .xtalk = sqrt(fom->sigma_x2 * (fext_power(fom, candidate) + noise->next)),
        .thermal = sqrt(noise->thermal),
        .active = sqrt(noise->active),
        .injected = sqrt(noise->injected),
        .tx = transmitter_noise(fom, candidate),
    };
}

static double merit(const struct fom *fom, const struct eq_candidate *candidate,
                    double isi2, double xtalk2)
{
    const struct com_params *p = fom->params;
    const double a_s = p->r_lm * candidate->s0 / (double)(p->levels - 1);
    const double tx = transmitter_noise(fom, candidate);
    const struct fom_ctle *noise = &fom->ctle[candidate->ctle];
    const double noise2 =
        fom->sigma_x2 * (isi2 + fom->jitter * candidate->slope + xtalk2) +
        noise->thermal + noise->injected + tx * tx;
    return a_s * a_s / noise2;
}

/* Covers the rounding of two ways to form one sum. */
static const double rounding = 1e-10;

static double bound(const void *context, const struct eq_candidate *candidate)
{
    const struct fom *fom = context;
    const struct fom_ctle *noise = &fom->ctle[candidate->ctle];
    return (1.0 + rounding) * merit(fom, candidate,
                                    candidate->outside + candidate->residual,
                                    noise->next + least_fext_power(fom, candidate));
}

static double value(const void *context, const struct eq_candidate *candidate)
{
    const struct fom *fom = context;
    const struct fom_ctle *noise = &fom->ctle[candidate->ctle];
    return merit(fom, candidate, candidate->outside + candidate->residual,
                 noise->next + fext_power(fom, candidate));
}

struct eq_objective fom_objective(struct fom *fom)
{
    return (struct eq_objective){fom, prepare, bound, value};
}
